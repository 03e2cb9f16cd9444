"""Starting on a file that is damaged, foreign, read-only or held: it is not written, and there is a way on."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.problems import Problem, StoreReadOnly
from insidescoop.domain.progress import Report
from insidescoop.queries.contact_parts import contact_count
from insidescoop.start import open_store
from insidescoop.store import health
from insidescoop.store.encrypted_backup import save_encrypted
from insidescoop.store.repair import repairing
from insidescoop.store.store import Store
from insidescoop.system.keys import Key
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui.application import READ_ONLY
from insidescoop.ui.repair import controller as repair_controller
from insidescoop.ui.repair.dialogs import CannotOpenDialog, RepairedDialog, WayOut
from insidescoop.ui.repair.unreadable_page import UnreadablePage
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import PassphraseDialog
from insidescoop.ui.widgets.plain_text import PlainLabel
from windows import Opened, ToldProblems

PAGE = 4096


class Start:
    """The program as it starts on a folder, up to the first thing it shows."""

    def __init__(self, application: QApplication, folder: Path, clock: SetClock) -> None:
        self.folder = folder
        self.codes: list[int] = []
        application.exit = self.codes.append  # type: ignore[method-assign]
        self.messages = ToldProblems()
        self.opened = Opened(
            application,
            folder,
            open_store=lambda key: open_store(folder, clock=clock, is_sample=False, key=key),
            open_read_only=lambda key: Store.open_read_only(folder, clock=clock, key=key),
            clock=clock,
            is_sample=False,
            messages=self.messages,
        )
        self.opened.backs_up = False
        self.opened.window.show()
        self.opened.load_in_stages()

    def dialog(self) -> CannotOpenDialog:
        assert self.opened.opening is not None
        dialog = self.opened.opening.dialog
        assert isinstance(dialog, CannotOpenDialog)
        return dialog

    def words(self) -> str:
        return " ".join(label.text() for label in self.dialog().findChildren(QLabel))

    def contacts(self) -> int:
        with self.opened.store.reading() as session:
            return contact_count(session)


@pytest.fixture
def backed_up(folder: Path, clock: SetClock) -> Path:
    """A data folder with one contact, and a backup of it."""
    store = open_test_store(folder, clock)
    add_contact(store)
    store.back_up(BackupReason.CLOSING)
    store.close()
    return folder


@pytest.fixture
def start(qapp: QApplication, clock: SetClock) -> Iterator[Callable[[Path], Start]]:
    starts: list[Start] = []

    def begin(folder: Path) -> Start:
        starts.append(Start(qapp, folder, clock))
        return starts[-1]

    yield begin
    for started in starts:
        started.opened.close_for_good()
    del qapp.exit


def damage(path: Path) -> None:
    """Damages every second page from the fourth on."""
    content = bytearray(path.read_bytes())
    for place in range(PAGE * 3, len(content), PAGE * 2):
        content[place : place + 200] = b"\xa5" * 200
    path.write_bytes(bytes(content))


def damage_the_contacts(folder: Path) -> None:
    """Damages the page that the contacts are on."""
    path = folder / STORE_FILE
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'contact'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = b"\xa5" * PAGE
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("harm", "said", "ways_out"),
    [
        (damage, "The file with your data is damaged.", {WayOut.RESTORE, WayOut.REPAIR, WayOut.LOOK}),
        (lambda path: path.write_bytes(b""), "The file with your data is empty.", {WayOut.RESTORE, WayOut.TRY_AGAIN}),
        (lambda path: path.write_bytes(b"hello" * 100), "not an Inside Scoop file", {WayOut.RESTORE, WayOut.TRY_AGAIN}),
        (lambda path: path.write_bytes(b"x" + path.read_bytes()[1:]), "not an Inside Scoop file",
         {WayOut.RESTORE, WayOut.REPAIR, WayOut.TRY_AGAIN}),
    ],
    ids=["damaged", "empty", "another file", "a broken beginning"],
)  # fmt: skip
def test_a_file_that_cannot_be_opened_is_not_written_and_its_newest_good_backup_is_offered(
    start: Callable[[Path], Start],
    backed_up: Path,
    harm: Callable[[Path], object],
    said: str,
    ways_out: set[WayOut],
) -> None:
    store = backed_up / STORE_FILE
    harm(store)
    before = store.read_bytes()

    started = start(backed_up)
    words, dialog = started.words(), started.dialog()
    dialog.buttons[WayOut.RESTORE].click()

    assert said in words
    assert "Mon 23 Nov 2026, 09:00, with 1 contact, 0 interviews, 0 pitches" in words
    assert set(dialog.buttons) == ways_out | {WayOut.RESTORE_FILE}
    assert store.read_bytes() == before
    assert started.opened.to_restore == "1"
    assert not started.opened.window.isVisible()


PASSPHRASE = "brick otter velvet canal"


def test_a_file_that_cannot_be_opened_gives_way_to_an_encrypted_one(
    start: Callable[[Path], Start], folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = encrypted_backup(tmp_path)
    monkeypatch.setattr(repair_controller, "ask_for_backup", lambda _parent: file)
    folder.mkdir()
    (folder / STORE_FILE).write_bytes(b"hello" * 2_000)
    started = start(folder)
    started.dialog().buttons[WayOut.RESTORE_FILE].click()
    opening = started.opened.opening
    assert opening is not None
    asking = opening.dialog
    assert isinstance(asking, PassphraseDialog)

    asking.reject()
    assert started.dialog().isVisible()
    started.dialog().buttons[WayOut.RESTORE_FILE].click()
    asking = opening.dialog
    assert isinstance(asking, PassphraseDialog)
    asking.line.setText("not the one")
    asking.verb.click()
    qtbot.waitUntil(lambda: asking.problem.isVisible())
    asking.line.setText(PASSPHRASE)
    asking.verb.click()
    qtbot.waitUntil(lambda: started.opened.to_restore is not None)

    assert started.opened.to_restore == "1"
    assert (folder / STORE_FILE).read_bytes() == b"hello" * 2_000


def encrypted_backup(folder: Path) -> Path:
    """An encrypted backup of another computer."""
    store = open_test_store(folder / "other")
    add_contact(store)
    store.back_up(BackupReason.ASKED)
    save_encrypted(store.backups.all()[0], folder / "copy.isbackup", Key.of(PASSPHRASE))
    store.close()
    return folder / "copy.isbackup"


def test_a_damaged_backup_is_not_offered_and_escape_ends_the_program(
    start: Callable[[Path], Start], backed_up: Path
) -> None:
    (backed_up / STORE_FILE).write_bytes(b"hello" * 100)
    damage(next((backed_up / "backups").glob("*.sqlite3")))

    started = start(backed_up)
    offered = set(started.dialog().buttons)
    started.dialog().reject()

    assert offered == {WayOut.TRY_AGAIN, WayOut.RESTORE_FILE}
    assert started.codes == [1]


def test_a_damaged_file_is_repaired_and_opens_with_what_was_saved(
    start: Callable[[Path], Start], backed_up: Path, clock: SetClock, qtbot: QtBot
) -> None:
    store = open_test_store(backed_up, clock)
    add_contact(store, "Bo", "Berg")
    store.close()
    damage_the_contacts(backed_up)
    damaged = (backed_up / STORE_FILE).read_bytes()

    started = start(backed_up)
    started.dialog().buttons[WayOut.REPAIR].click()
    opening = started.opened.opening
    qtbot.waitUntil(lambda: isinstance(opening and opening.dialog, RepairedDialog), timeout=30_000)
    told = opening.dialog
    assert isinstance(told, RepairedDialog)
    words = " ".join(label.text() for label in told.findChildren(QLabel))
    told.go_on.click()
    qtbot.waitUntil(lambda: started.opened.runner is not None)

    assert "Saved 2 contacts" in words
    assert "Nothing was lost" not in words or "Taken from" not in words
    assert started.contacts() == 2
    assert (backed_up / "replaced-1" / STORE_FILE).read_bytes() == damaged
    assert started.messages.problems == []


def test_a_repair_that_finds_nothing_says_so_and_leaves_the_other_ways(
    start: Callable[[Path], Start], backed_up: Path, qtbot: QtBot
) -> None:
    (backed_up / STORE_FILE).write_bytes(b"%PDF-1.7 " * 5_000)

    started = start(backed_up)
    first = started.dialog()
    first.buttons[WayOut.REPAIR].click()
    qtbot.waitUntil(lambda: started.dialog() is not first, timeout=30_000)

    assert "Nothing of your data could be read" in started.words()
    assert WayOut.RESTORE in started.dialog().buttons


def test_a_damaged_file_is_looked_at_without_a_byte_being_written(
    start: Callable[[Path], Start], backed_up: Path
) -> None:
    with closing(sqlite3.connect(backed_up / STORE_FILE)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'rehearsal'").fetchone()
    content = bytearray((backed_up / STORE_FILE).read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = b"\xa5" * PAGE
    (backed_up / STORE_FILE).write_bytes(bytes(content))

    started = start(backed_up)
    started.dialog().buttons[WayOut.LOOK].click()
    started.opened.finish()
    refused: list[Problem] = []
    started.opened.runner.do(AddContact(ContactDraft(given_name="Bo")), failed=refused.append)
    started.opened.finish()

    assert started.contacts() == 1
    assert "read-only" in started.opened.window.windowTitle()
    assert READ_ONLY in [label.text() for label in started.opened.window.findChildren(PlainLabel)]
    assert isinstance(refused[0], StoreReadOnly)
    assert not started.opened.registry.action("undo").isEnabled()
    assert (backed_up / STORE_FILE).read_bytes() == bytes(content)


@pytest.mark.parametrize("name", [".", STORE_FILE], ids=["the folder", "the file"])
def test_a_folder_or_a_file_that_may_not_be_written_to_is_looked_at(
    start: Callable[[Path], Start], backed_up: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    may, protected = os.access, backed_up / name
    monkeypatch.setattr(
        health.os, "access", lambda path, mode: (mode != os.W_OK or path != protected) and may(path, mode)
    )

    started = start(backed_up)
    words = started.words()
    started.dialog().buttons[WayOut.LOOK].click()

    assert "write-protected" in words
    assert "kept next to your data" not in words
    assert started.contacts() == 1


def test_a_file_that_another_program_holds_is_tried_again(
    start: Callable[[Path], Start], backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("insidescoop.store.engine.PATIENCE_MS", 10)
    monkeypatch.setattr("insidescoop.store.preparing.LOCK_SECONDS", 0.1)
    with closing(sqlite3.connect(backed_up / STORE_FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        started = start(backed_up)
        words = started.words()
        other.execute("ROLLBACK")
    started.dialog().buttons[WayOut.TRY_AGAIN].click()

    assert "Another program is using the file" in words
    assert started.contacts() == 1


# Data that opens and is not sound


def set_value(folder: Path, statement: str) -> None:
    """Changes a store as another program would, past every rule of ours."""
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
        connection.commit()


def pages_shown(started: Start) -> list[bool]:
    """Of the three tabs, each visited, whether it shows its page; False where it says that it cannot."""
    window = started.opened.window
    for place in range(3):
        window.tabs.setCurrentIndex(place)
    return [not window.tabs.widget(place).findChildren(UnreadablePage) for place in range(3)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE interview SET stage = 'someday'", [True, True, False]),
        ("UPDATE rehearsal SET sentence_timings = '[['", [True, False, True]),
        ("UPDATE pitch SET target_seconds = 'x'", [True, False, True]),
        ("UPDATE contact SET closeness = 'nearest'", [True, True, True]),
        ("UPDATE follow_up SET due_on = 'soon'", [True, True, True]),
    ],
    ids=["an interview", "a rehearsal", "a pitch", "a contact", "a follow-up"],
)
def test_one_bad_value_keeps_no_other_page_from_filling(
    start: Callable[[Path], Start], data_with_sample: Path, statement: str, expected: list[bool]
) -> None:
    folder = data_with_sample / "sample"
    set_value(folder, statement)

    started = start(folder)
    for _turn in range(6):
        QApplication.processEvents()
    started.opened.runner.finish()

    assert started.opened.controller.is_complete
    assert pages_shown(started) == expected


def test_a_check_that_finds_a_bad_value_leads_to_a_repair_at_the_next_start(
    start: Callable[[Path], Start], data_with_sample: Path, qtbot: QtBot
) -> None:
    folder = data_with_sample / "sample"
    set_value(folder, "UPDATE contact SET met_on = 'yesterday' WHERE id = 1")
    started = start(folder)
    qtbot.waitUntil(lambda: started.opened.controller.is_complete)

    started.opened.trigger("check_data")
    checked = started.opened.controller.checking.dialog
    assert checked is not None
    words = " ".join(label.text() for label in checked.findChildren(QLabel))
    checked.repair.click()

    assert "“met_on” in “contact” says something no version of the program says (1 value)" in words
    assert started.opened.to_repair
    assert not started.opened.window.isVisible()


def test_sound_data_is_said_to_be_sound(start: Callable[[Path], Start], data_with_sample: Path, qtbot: QtBot) -> None:
    started = start(data_with_sample / "sample")
    qtbot.waitUntil(lambda: started.opened.controller.is_complete)

    started.opened.trigger("check_data")
    checked = started.opened.controller.checking.dialog
    assert checked is not None
    words = " ".join(label.text() for label in checked.findChildren(QLabel))

    assert "Your data is sound" in words
    assert "28 contacts" in words
    assert not checked.repair.isVisible()


def test_a_program_told_to_repair_first_shows_what_was_saved_and_opens(
    qapp: QApplication, backed_up: Path, clock: SetClock, qtbot: QtBot
) -> None:
    damage_the_contacts(backed_up)
    opened = Opened(
        qapp, backed_up, open_store=lambda key: open_store(backed_up, clock=clock, is_sample=False, key=key),
        clock=clock, is_sample=False, messages=ToldProblems(),
    )  # fmt: skip
    opened.backs_up = False
    opened.window.show()

    opened.repair()
    qtbot.waitUntil(lambda: isinstance(opened.opening and opened.opening.dialog, RepairedDialog), timeout=30_000)
    opened.opening.dialog.reject()
    qtbot.waitUntil(lambda: opened.runner is not None)

    with opened.store.reading() as session:
        assert contact_count(session) == 1
    opened.close_for_good()


def test_what_a_killed_process_left_behind_is_checked_once_the_window_stands(
    start: Callable[[Path], Start], backed_up: Path, qtbot: QtBot
) -> None:
    set_value(backed_up, "UPDATE contact SET met_on = 'yesterday' WHERE id = 1")
    leave_a_step_unfinished(backed_up / STORE_FILE)

    started = start(backed_up)
    qtbot.waitUntil(lambda: started.opened.controller is not None and started.opened.controller.is_complete)
    qtbot.waitUntil(lambda: started.opened.controller.checking.dialog is not None, timeout=30_000)

    assert started.opened.controller.checking.dialog.repair.isVisible()


def leave_a_step_unfinished(path: Path) -> None:
    """Leaves a store as a process does that is killed while it writes: half a step, and the journal to take it back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE question SET text = text || text")
        connection.execute("UPDATE vocabulary_term SET name = name || name")
        left = {each: each.read_bytes() for each in path.parent.glob(f"{path.name}*")}
        connection.execute("ROLLBACK")
    for each, content in left.items():
        each.write_bytes(content)


def test_damage_that_comes_while_the_window_is_open_is_found_though_the_pages_are_remembered(
    start: Callable[[Path], Start], data_with_sample: Path, qtbot: QtBot
) -> None:
    folder = data_with_sample / "sample"
    started = start(folder)
    qtbot.waitUntil(lambda: started.opened.controller.is_complete)
    damage_the_contacts(folder)

    started.opened.trigger("check_data")
    checked = started.opened.controller.checking.dialog

    assert checked is not None
    assert checked.repair.isVisible()


def test_a_defect_in_a_repair_is_logged_and_told_and_the_other_ways_stay(
    start: Callable[[Path], Start],
    backed_up: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    qtbot: QtBot,
) -> None:
    damage(backed_up / STORE_FILE)
    monkeypatch.setattr("insidescoop.ui.repair.controller.repair", lambda *_words, **_named: 1 // 0)
    started = start(backed_up)
    first = started.dialog()

    first.buttons[WayOut.REPAIR].click()
    qtbot.waitUntil(lambda: started.dialog() is not first)

    assert "ZeroDivisionError" in started.words()
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError]
    assert WayOut.RESTORE in started.dialog().buttons


def test_closing_the_window_stops_a_repair_and_leaves_the_file_as_it_was(
    start: Callable[[Path], Start], backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage_the_contacts(backed_up)
    damaged = (backed_up / STORE_FILE).read_bytes()
    begun, may_go_on = Event(), Event()
    real = repairing.repair

    def slow(folder: Path, *, now: datetime, report: Report, key: Key | None) -> repairing.Repair:
        begun.set()
        may_go_on.wait()
        return real(folder, now=now, report=report, key=key)

    monkeypatch.setattr("insidescoop.ui.repair.controller.repair", slow)
    started = start(backed_up)
    started.dialog().buttons[WayOut.REPAIR].click()
    begun.wait()
    monkeypatch.setattr(started.opened.opening._executor, "shutdown", lambda **_how: None)
    started.opened.window.close()
    monkeypatch.undo()

    may_go_on.set()
    started.opened.opening._executor.shutdown(wait=True)

    assert (backed_up / STORE_FILE).read_bytes() == damaged
    assert not (backed_up / "replaced-1").exists()
