"""A passphrase for the data on the command line: set, asked for, given in a file or through a pipe, removed."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import add_contact, open_test_store
from insidescoop.domain.progress import Report, unheard
from insidescoop.start import main
from insidescoop.store.encryption.connecting import is_encrypted, opens_with
from insidescoop.system import passphrase_input
from insidescoop.system.keys import Key
from insidescoop.system.user_files import STORE_FILE

PASSPHRASE = "brick otter velvet canal"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = open_test_store(tmp_path / "data")
    add_contact(store)
    store.close()
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\n")
    return str(path)


@pytest.fixture
def locked(data: Path, file: str, capsys: pytest.CaptureFixture[str]) -> Path:
    run(data, "backup")
    assert run(data, "passphrase", "set", "--new-passphrase-file", file) == 0
    capsys.readouterr()
    return data


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has a person at a terminal type passphrases, one after the other."""

    def typing(*passphrases: str) -> None:
        waiting = iter(passphrases)
        monkeypatch.setattr(passphrase_input.getpass, "getpass", lambda _question: next(waiting))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    return typing


def run(data: Path, *words: str) -> int:
    return main(["--data-dir", str(data), *words])


def names(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [entry["name"] for entry in json.loads(capsys.readouterr().out)]


def test_a_person_sets_a_passphrase_is_asked_for_it_and_removes_it(
    data: Path, types: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    run(data, "backup")
    types(PASSPHRASE, PASSPHRASE)
    assert run(data, "passphrase", "set") == 0
    said = capsys.readouterr().out
    assert is_encrypted(data / STORE_FILE)

    types("not the one", PASSPHRASE)
    assert run(data, "list", "contacts", "--json") == 0
    assert names(capsys) == ["Dana Okafor"]
    types(PASSPHRASE)
    assert run(data, "passphrase", "remove") == 0
    capsys.readouterr()

    assert "Your data opens with the new passphrase only.\n1 backup rewritten." in said
    assert run(data, "list", "contacts", "--json") == 0
    assert names(capsys) == ["Dana Okafor"]


@pytest.mark.parametrize(
    "words",
    [
        ("list", "contacts"), ("search", "Dana"), ("check",), ("backup",), ("restore", "--list"), ("restore", "1"),
        ("repair",), ("export", "--format", "json", "-o", "all.json"),
    ],
    ids=lambda words: " ".join(words[:2]),
)  # fmt: skip
def test_every_subcommand_takes_the_passphrase_from_a_file_and_none_goes_without(
    locked: Path,
    tmp_path: Path,
    file: str,
    words: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(locked, *words) == 1
    assert "--passphrase-file" in capsys.readouterr().err
    assert main(["--data-dir", str(locked), "--data-passphrase-file", file, *words]) == 0
    assert is_encrypted(locked / STORE_FILE)


def test_old_and_new_passphrase_come_through_one_pipe(
    locked: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\nseven quiet lamps\n".encode()))
    monkeypatch.setattr(sys, "stdin", lines)

    assert run(locked, "--data-passphrase-file", "-", "passphrase", "set", "--new-passphrase-file", "-") == 0

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"seven quiet lamps\n")))
    capsys.readouterr()
    assert run(locked, "--data-passphrase-file", "-", "list", "contacts", "--json") == 0
    assert names(capsys) == ["Dana Okafor"]


def test_an_encrypted_copy_of_encrypted_data_opens_with_its_own_passphrase_alone(
    locked: Path, tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.txt").write_text("seven quiet lamps")
    copy, own = str(tmp_path / "copy.isbackup"), str(tmp_path / "own.txt")
    there = ("--data-passphrase-file", file)

    assert run(locked, *there, "backup", "--encrypted", copy, "--passphrase-file", own) == 0
    assert run(tmp_path / "new", "restore", copy, "--passphrase-file", own) == 0
    capsys.readouterr()
    assert run(tmp_path / "new", "list", "contacts", "--json") == 0
    assert names(capsys) == ["Dana Okafor"]
    assert run(locked, *there, "restore", copy, "--passphrase-file", own) == 0

    assert is_encrypted(locked / STORE_FILE)
    assert [path for path in locked.rglob("*.sqlite3") if b"Okafor" in path.read_bytes()] == []


def test_an_old_backup_still_opens_with_its_own_passphrase(
    locked: Path, tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for path in (locked / "backups").glob("0*"):
        (stick / path.name).write_bytes(path.read_bytes())
    (tmp_path / "new.txt").write_text("seven quiet lamps")
    now = ("--data-passphrase-file", str(tmp_path / "new.txt"))
    run(locked, "--data-passphrase-file", file, "passphrase", "set", "--new-passphrase-file", now[1])
    (old,) = stick.glob("*.sqlite3")

    assert run(locked, *now, "restore", str(old), "--passphrase-file", file) == 0

    capsys.readouterr()
    assert run(locked, *now, "list", "contacts", "--json") == 0
    assert names(capsys) == ["Dana Okafor"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("set", "--new-passphrase-file", "-"), "Set the new passphrase", id="set"),
        pytest.param(("remove",), "Removed the passphrase", id="removed"),
    ],
)
def test_asked_for_in_the_window_it_is_changed_before_that_opens(
    locked: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    lines = io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\nseven quiet lamps\n".encode()))
    monkeypatch.setattr(sys, "stdin", lines)
    seen: list[object] = []

    def window(_request: object, _folder: Path, _key: object, *, changes_passphrase: Callable[[Report], str]) -> int:
        seen.append(opens_with(locked / STORE_FILE, Key.of(PASSPHRASE)))
        seen.append(changes_passphrase(unheard))
        return 0

    monkeypatch.setattr("insidescoop.start._run_window", window)

    assert run(locked, "--data-passphrase-file", "-", "passphrase", *words, "--then-open") == 0
    assert seen == [True, told]
    assert opens_with(locked / STORE_FILE, None if words == ("remove",) else Key.of("seven quiet lamps"))
