"""Backups and restoring on the command line, as a person or a script calls them."""

import json
from pathlib import Path

import pytest

from builders import add_contact, open_test_store
from insidescoop.domain.backups import RESTORED
from insidescoop.start import main
from insidescoop.system.user_files import STORE_FILE


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = open_test_store(tmp_path / "data")
    add_contact(store)
    store.close()
    return tmp_path / "data"


def run(data: Path, *words: str) -> int:
    return main(["--data-dir", str(data), *words])


def add(data: Path, name: str) -> None:
    store = open_test_store(data)
    add_contact(store, name, "Berg")
    store.close()


def contacts(data: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    run(data, "list", "contacts", "--json")
    return [entry["name"] for entry in json.loads(capsys.readouterr().out)]


def test_a_backup_is_made_listed_and_restored(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "backup") == 0
    made = capsys.readouterr().out
    add(data, "Bo")
    assert run(data, "restore", "--list") == 0
    listed = capsys.readouterr().out
    assert run(data, "restore", "1") == 0
    said = capsys.readouterr().out

    assert "made by you  1 contact, 0 interviews, 0 pitches" in made
    assert listed.startswith("1  20")
    assert "What was there before is backup 2" in said
    assert contacts(data, capsys) == ["Dana Okafor"]
    assert run(data, "restore", "2") == 0
    assert sorted(contacts(data, capsys)) == ["Bo Berg", "Dana Okafor"]


def test_a_damaged_backup_is_marked_in_the_list(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, "backup")
    add(data, "Bo")
    run(data, "backup")
    damaged = next((data / "backups").glob("000002-*.sqlite3"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"!")
    capsys.readouterr()

    run(data, "restore", "--list")
    lines = capsys.readouterr().out.splitlines()
    run(data, "restore", "--list", "--json")

    assert [line.endswith("(damaged: it cannot be restored)") for line in lines] == [True, False]
    assert [each["damaged"] for each in json.loads(capsys.readouterr().out)] == [True, False]


def test_a_second_backup_of_the_same_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, "backup", "--json")
    first = json.loads(capsys.readouterr().out)

    run(data, "backup")

    assert capsys.readouterr().out == "Nothing has changed since backup 1.\n"
    assert (first["id"], first["reason"], first["rows"]["contact"]) == (1, "asked", 1)


def test_a_store_damaged_with_an_editor_is_back_with_one_command(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(data, "backup")
    (data / STORE_FILE).write_bytes(b"damaged with an editor")
    assert run(data, "list", "contacts") == 1

    assert run(data, "restore", "1") == 0

    assert "it is in" in capsys.readouterr().out
    assert contacts(data, capsys) == ["Dana Okafor"]


def test_nothing_is_restored_while_the_program_is_open(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, "backup")
    store = open_test_store(data)

    code = run(data, "restore", "1")

    store.close()
    assert code == 1
    assert "Close its window" in capsys.readouterr().err


def test_without_backups_the_list_says_so_and_a_number_is_a_problem(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(data, "restore", "--list")
    assert capsys.readouterr().out == "There are no backups yet.\n"

    assert run(data, "restore", "3") == 1
    assert "There is no backup 3" in capsys.readouterr().err


def test_the_window_opens_on_what_was_restored(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(data, "backup")
    add(data, "Bo")
    seen: list[list[str]] = []

    def window(_request: object, folder: Path, _key: object, *, told: str) -> int:
        store = open_test_store(folder)
        seen.append([store.history().undo or "", told])
        store.close()
        return 0

    monkeypatch.setattr("insidescoop.start._run_window", window)

    assert run(data, "restore", "1", "--then-open") == 0
    assert seen == [["Add Dana Okafor", RESTORED]]


@pytest.mark.parametrize("words", [("restore",), ("restore", "x"), ("restore", "--list", "1")])
def test_wrong_usage_ends_with_code_2(data: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(data, *words)

    assert ended.value.code == 2


def test_every_backup_is_copied_to_a_second_folder_until_there_is_none(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run(data, "backup", "--second-folder", str(stick)) == 0
    assert f"Copied to {stick}" in capsys.readouterr().out
    add(data, "Bo")
    run(data, "backup")
    assert len(list(stick.rglob("*.sqlite3"))) == 2
    for path in (data / "backups").iterdir():
        path.unlink()
    capsys.readouterr()
    run(data, "restore", "--list")
    assert str(stick) in capsys.readouterr().out

    assert run(data, "restore", "1") == 0

    assert contacts(data, capsys) == ["Dana Okafor"]
    (stick / "inside-scoop-backups").rename(tmp_path / "unplugged")
    run(data, "backup")
    assert f"not there now: {stick}" in capsys.readouterr().out
    run(data, "backup", "--second-folder", "none", "--json")
    assert json.loads(capsys.readouterr().out)["second_folder"] is None


def test_a_second_folder_that_is_not_there_is_a_problem(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "backup", "--second-folder", str(data.parent / "nowhere")) == 1
    assert "There is no folder" in capsys.readouterr().err


def test_a_damaged_file_is_repaired_with_one_command_and_a_sound_one_is_left_alone(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / STORE_FILE).read_bytes()
    assert run(data, "repair") == 0
    untouched = capsys.readouterr().out
    unchanged = (data / STORE_FILE).read_bytes() == before
    (data / STORE_FILE).write_bytes(b"X" + before[1:])
    assert run(data, "check") == 1
    capsys.readouterr()

    assert run(data, "repair") == 0
    said = capsys.readouterr().out

    assert untouched == "Nothing is damaged, so nothing was changed.\n"
    assert unchanged
    assert said.startswith("Saved 1 contact")
    assert "Nothing was lost." in said
    assert "replaced-1" in said
    assert contacts(data, capsys) == ["Dana Okafor"]
