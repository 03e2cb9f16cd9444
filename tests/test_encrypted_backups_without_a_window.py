"""Encrypted backups on the command line, as a person or a script makes and restores them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import add_contact, open_test_store
from insidescoop.start import main
from insidescoop.system import passphrase_input

PASSPHRASE = "brick otter velvet canal"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = open_test_store(tmp_path / "data")
    add_contact(store)
    store.close()
    return tmp_path / "data"


@pytest.fixture
def passphrase_file(tmp_path: Path) -> str:
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\nwhat else is in it\n")
    return str(path)


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Has a person at a terminal type passphrases, one after the other; gives what they were asked."""

    def typing(*passphrases: str) -> list[str]:
        asked: list[str] = []
        waiting = iter(passphrases)

        def answer(question: str) -> str:
            asked.append(question)
            return next(waiting)

        monkeypatch.setattr(passphrase_input.getpass, "getpass", answer)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        return asked

    return typing


def run(data: Path, *words: str) -> int:
    return main(["--data-dir", str(data), *words])


def contacts(data: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    run(data, "list", "contacts", "--json")
    return [entry["name"] for entry in json.loads(capsys.readouterr().out)]


def test_a_script_saves_an_encrypted_copy_and_restores_it_elsewhere(
    data: Path, tmp_path: Path, passphrase_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "copy.isbackup")

    assert run(data, "backup", "--encrypted", file, "--passphrase-file", passphrase_file) == 0
    said = capsys.readouterr().out
    assert run(tmp_path / "new", "restore", file, "--passphrase-file", passphrase_file) == 0

    assert f"Wrote {file}: encrypted, with every recording" in said
    assert contacts(tmp_path / "new", capsys) == ["Dana Okafor"]


def test_a_person_is_asked_twice_for_a_new_passphrase_and_once_for_a_known_one(
    data: Path, tmp_path: Path, types: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "copy.isbackup")

    asked = types(PASSPHRASE, PASSPHRASE)
    assert run(data, "backup", "--encrypted", file, "--json") == 0
    told = capsys.readouterr()
    asked_again = types("not the one", PASSPHRASE)
    assert run(tmp_path / "new", "restore", file) == 0

    assert asked == ["New passphrase for copy.isbackup: ", "Again: "]
    assert "no one can open the file, not even us" in told.err
    assert json.loads(told.out)["encrypted"] == file
    assert asked_again == ["Passphrase for copy.isbackup: "] * 2
    assert "This passphrase does not open copy.isbackup." in capsys.readouterr().err


def test_three_wrong_passphrases_change_nothing(
    data: Path,
    tmp_path: Path,
    passphrase_file: str,
    types: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = str(tmp_path / "copy.isbackup")
    run(data, "backup", "--encrypted", file, "--passphrase-file", passphrase_file)
    before = {path: path.read_bytes() for path in data.rglob("*.sqlite3")}

    types("wrong", "Wrong", "WRONG")

    assert run(data, "restore", file) == 1
    assert "Nothing was changed." in capsys.readouterr().err
    assert {path: path.read_bytes() for path in data.rglob("*.sqlite3")} == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [(("short",), "at least 8 characters"), ((PASSPHRASE, "another one"), "The two passphrases differ")],
)
def test_a_new_passphrase_that_is_too_short_or_differs_writes_nothing(
    data: Path,
    tmp_path: Path,
    types: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
    typed: tuple[str, ...],
    said: str,
) -> None:
    types(*typed)

    assert run(data, "backup", "--encrypted", str(tmp_path / "copy.isbackup")) == 1

    assert said in capsys.readouterr().err
    assert list(tmp_path.glob("*.isbackup")) == []
    assert not (data / "backups").exists()


def test_without_a_terminal_the_file_for_the_passphrase_is_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "backup", "--encrypted", str(tmp_path / "copy.isbackup")) == 1

    assert "--passphrase-file" in capsys.readouterr().err


def test_a_file_that_is_there_is_replaced_only_when_told_to(data: Path, tmp_path: Path, passphrase_file: str) -> None:
    file = tmp_path / "copy.isbackup"
    file.write_bytes(b"mine")
    words = ("backup", "--encrypted", str(file), "--passphrase-file", passphrase_file)

    assert run(data, *words) == 1
    assert file.read_bytes() == b"mine"
    assert run(data, *words, "--overwrite") == 0
    assert file.stat().st_size > 4096
