"""Data in a synced folder, or with a copy beside it: said once in the status line, and wherever one looks."""

from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication

from builders import SetClock, add_contact, open_test_store
from insidescoop.start import main
from insidescoop.ui.backups.stored_dialog import StoredDialog
from insidescoop.ui.repair.dialogs import CheckedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel
from windows import Opened, open_window

COPY = "inside-scoop (Ann's conflicted copy 2026-11-23).sqlite3"


@pytest.fixture
def synced(tmp_path: Path, empty_folder: Path) -> Path:
    """Data in a synced folder, with a conflict copy that has one more contact."""
    (tmp_path / "cloud" / ".stfolder").mkdir(parents=True)
    folder = copytree(empty_folder, tmp_path / "cloud" / "data")
    other = open_test_store(tmp_path / "other")
    add_contact(other, "Ann")
    other.close()
    (tmp_path / "other" / "inside-scoop.sqlite3").rename(folder / COPY)
    return folder


def started(qapp: QApplication, folder: Path, clock: SetClock) -> Opened:
    opened = open_window(qapp, folder, clock)
    opened.offer_unfinished()
    opened.finish()
    return opened


def test_each_is_said_once_and_the_copy_is_left_alone(qapp: QApplication, synced: Path, clock: SetClock) -> None:
    before, said, counts = (synced / COPY).read_bytes(), [], []
    for _start in range(3):
        opened = started(qapp, synced, clock)
        said.append(opened.said())
        counts.append(opened.controller.contacts.people.listed().count)
        opened.close_for_good()

    assert said == [
        "Syncthing syncs the folder with your data: see Help > What is stored where",
        f"“{COPY}” beside your data may hold other changes: see Help > What is stored where",
        "",
    ]
    assert counts == [0, 0, 0]
    assert (synced / COPY).read_bytes() == before


@pytest.mark.parametrize(("action", "kind"), [("show_stored", StoredDialog), ("check_data", CheckedDialog)])
def test_what_to_do_stands_in_the_list_of_what_is_stored_and_in_the_check(
    qapp: QApplication, synced: Path, clock: SetClock, action: str, kind: type[StoredDialog | CheckedDialog]
) -> None:
    opened = started(qapp, synced, clock)

    opened.trigger(action)

    (dialog,) = opened.window.findChildren(kind)
    text = "\n".join(label.text() for label in dialog.findChildren(PlainLabel))
    assert "It is safer to close Inside Scoop, move the folder somewhere else" in text
    assert f"“{COPY}” beside your data" in text
    opened.close_for_good()


def test_the_check_of_the_command_line_says_it_too(synced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--data-dir", str(synced), "check"])

    said = capsys.readouterr().out
    assert code == 0
    assert "Everything is sound." in said
    assert "Syncthing syncs the folder with your data." in said
    assert COPY in said


def test_an_ordinary_folder_is_not_spoken_of(opened: Opened) -> None:
    opened.offer_unfinished()
    opened.finish()

    assert opened.said() == ""
