"""The data is in a folder of an odd name, or the computer has no folder for temporary files."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QApplication

from builders import SetClock, add_contact, open_test_store
from insidescoop.start import main
from insidescoop.store.store import Store
from insidescoop.system.draft_files import spare_folder
from windows import open_window

# Windows has no question marks in names; percent and number signs mean something in addresses, also there.
NAME = "Zoë's 100%25 of 李 #1; &[x]" + ("?mode=rw" if os.name == "posix" else "")


@pytest.fixture
def odd(tmp_path: Path, clock: SetClock) -> Iterator[Path]:
    """A store with one person in a folder of such a name; nothing may be made under half of that name."""
    folder = tmp_path / NAME / NAME
    store = open_test_store(folder, clock)
    add_contact(store)
    store.close()
    yield folder
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_backup_is_made_checked_and_restored_under_any_name(odd: Path) -> None:
    words = ["--data-dir", str(odd)]

    codes = [main([*words, *rest]) for rest in (["backup"], ["restore", "1"], ["check"])]

    assert codes == [0, 0, 0]


def test_a_store_is_looked_at_under_any_name(odd: Path, clock: SetClock) -> None:
    store = Store.open_read_only(odd, clock=clock)

    assert not store.is_empty()
    store.close()


def test_the_window_opens_under_any_name(qapp: QApplication, odd: Path, clock: SetClock) -> None:
    opened = open_window(qapp, odd, clock)

    assert opened.controller.contacts.people.table.row_count() == 1
    opened.close_for_good()


def test_without_a_folder_for_temporary_files_all_works_but_the_spare_place_for_drafts(
    qapp: QApplication, folder: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> NoReturn:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "gettempdir", none)

    opened = open_window(qapp, folder, clock)
    add_contact(opened.store)
    opened.close_for_good()

    assert spare_folder(folder) is None
    assert [main(["--data-dir", str(folder), *words]) for words in (["check"], ["backup"], ["restore", "1"])] == [0] * 3
