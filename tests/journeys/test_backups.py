"""Backups in the real window: made at closing, when asked for and before large changes, listed, restored."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMetaObject, QProcess, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.problems import Problem
from insidescoop.start import open_store
from insidescoop.store.backup import backup_files
from insidescoop.store.backup.backup_files import Backup
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import restore
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui import start_program
from insidescoop.ui.application import Application
from insidescoop.ui.backup_runner import newest_good_backup
from insidescoop.ui.backups import controller
from insidescoop.ui.backups.dialog import BackupsDialog, RestoreDialog
from windows import Opened, ToldProblems, box_of, open_window, press


def reasons(opened: Opened) -> list[BackupReason]:
    return [backup.reason for backup in opened.runner.backups()]


def add(opened: Opened, name: str) -> None:
    opened.runner.do(AddContact(ContactDraft(given_name=name)))
    opened.finish()


def test_closing_makes_a_backup_if_anything_changed(
    qapp: QApplication, folder: Path, clock: SetClock, messages: ToldProblems
) -> None:
    open_test_store(folder, clock).close()
    kept: list[int] = []
    for name in ("Dana", None, "Bo"):
        opened = open_window(qapp, folder, clock, messages)
        opened.backs_up = True
        if name is not None:
            add(opened, name)
        opened.close_for_good()
        store = open_test_store(folder, clock)
        kept.append(len(store.backups.all()))
        assert store.backups.all()[0].name.reason is BackupReason.CLOSING
        store.close()

    assert kept == [1, 1, 2]


def test_half_an_hour_of_work_makes_a_backup_and_half_an_hour_of_nothing_makes_none(opened: Opened) -> None:
    assert opened.controller.backups.regular.interval() == timedelta(minutes=30) / timedelta(milliseconds=1)
    add(opened, "Dana")
    opened.controller.backups.regular.timeout.emit()
    opened.finish()
    opened.controller.backups.regular.timeout.emit()
    opened.finish()

    assert reasons(opened) == [BackupReason.REGULAR]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A disk that takes no backup, until that is undone."""

    def full(_backups: Backups, _reason: BackupReason, **_options: object) -> None:
        raise Problem("The disk is full.", your_data="Your data is safe.", next_step="Free some space.")

    monkeypatch.setattr(Backups, "make", full)
    return monkeypatch


def told(messages: ToldProblems) -> list[str]:
    said = [str(problem) for problem in messages.problems]
    messages.problems.clear()
    return said


def warning(opened: Opened) -> str:
    return opened.window.status.warning.text() if opened.window.status.warning.isVisible() else ""


def test_a_backup_that_fails_is_told_once_and_work_goes_on(
    opened: Opened, full_disk: pytest.MonkeyPatch, messages: ToldProblems
) -> None:
    add(opened, "Dana")
    for _half_hour in range(3):
        opened.controller.backups.regular.timeout.emit()
        opened.finish()
    add(opened, "Bo")
    assert (warning(opened), opened.said(), told(messages)) == ("The last backup failed", "Added Bo", [])

    opened.window.status.details.click()

    assert told(messages) == ["The disk is full. Your data is safe. Free some space."]
    assert warning(opened) == ""
    opened.trigger("show_backups")
    failure = opened.controller.backups.dialog.failure  # type: ignore[union-attr]
    assert failure.text() == ("The last backup failed (Mon 23 Nov 2026, 09:00). The disk is full. Free some space.")
    full_disk.undo()
    opened.trigger("back_up_now")
    assert not failure.isVisible()


def test_a_backup_that_failed_at_closing_is_told_at_the_next_start_until_one_succeeds(
    qapp: QApplication, folder: Path, clock: SetClock, messages: ToldProblems, full_disk: pytest.MonkeyPatch
) -> None:
    opened = open_window(qapp, folder, clock, messages)
    add(opened, "Dana")
    opened.backs_up = True
    opened.close_for_good()
    full_disk.undo()

    opened = open_window(qapp, folder, clock, messages)

    assert warning(opened) == "The last backup failed"
    opened.controller.backups.back_up_by_itself()
    opened.finish()
    assert warning(opened) == ""
    assert opened.window.status.facts.toolTip() == "Last backup: Mon 23 Nov 2026, 09:00"
    opened.close_for_good()


def test_a_copy_that_fails_is_told_as_one(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, messages: ToldProblems
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    add(opened, "Dana")
    opened.store.backups.choose_second_folder(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(backup_files, "replace_whole", full)
        opened.controller.backups.back_up_by_itself()
        opened.finish()
    assert warning(opened) == "The last backup was not copied"

    opened.controller.backups.back_up_by_itself()
    opened.finish()

    assert warning(opened) == ""
    assert told(messages) == []


def start(qapp: QApplication, folder: Path, clock: SetClock, *, told: str = "") -> Application:
    """The program as it starts on a folder, up to the first thing it shows."""
    started = Application(
        qapp,
        folder,
        open_store=lambda key: open_store(folder, clock=clock, is_sample=False, key=key),
        clock=clock,
        is_sample=False,
    )
    started.told_at_start = told
    started.window.show()
    started.load_in_stages()
    return started


def test_what_was_done_before_the_process_was_killed_is_backed_up_at_the_next_start(
    qapp: QApplication, folder: Path, clock: SetClock
) -> None:
    store = open_test_store(folder, clock)
    add_contact(store)
    store.close()

    started = start(qapp, folder, clock, told="Restored the backup")
    for _turn in range(6):
        QApplication.processEvents()
    assert started.runner is not None
    started.runner.finish()

    assert started.window.status.happened() == "Restored the backup"
    assert [backup.reason for backup in started.runner.backups()] == [BackupReason.REGULAR]
    started.window.close()
    started.window.deleteLater()


def test_a_backup_asked_for_is_made_and_listed_with_keys_alone(opened: Opened, qtbot: QtBot) -> None:
    add(opened, "Dana")
    opened.trigger("show_backups")
    dialog = box_of(qtbot, opened, BackupsDialog)
    assert dialog.nothing.isVisible()
    assert not dialog.restore.isEnabled()

    press(qtbot, Qt.Key.Key_Space)
    opened.finish()

    assert dialog.list.count() == 1
    assert dialog.list.item(0).text() == (
        "Mon 23 Nov 2026, 09:00, made by you\n1 contact, 0 interviews, 0 pitches\nSince then: nothing"
    )
    assert opened.said() == "Made a backup"
    dialog.back_up.click()
    opened.finish()
    assert opened.said() == "Nothing has changed since the last backup"
    dialog.reject()


def test_restoring_asks_first_and_closes_the_window_for_it(
    opened: Opened, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda _program, words: started.append(words))
    add(opened, "Dana")
    opened.trigger("back_up_now")
    add(opened, "Bo")
    opened.trigger("show_backups")
    press(qtbot, Qt.Key.Key_Return)
    asking = box_of(qtbot, opened, RestoreDialog)
    assert asking.focusWidget() is asking.cancel
    press(qtbot, Qt.Key.Key_Escape)
    assert opened.window.isVisible()

    opened.controller.backups.dialog.restore.click()  # type: ignore[union-attr]
    box_of(qtbot, opened, RestoreDialog).verb.click()

    assert not opened.window.isVisible()
    assert opened.to_restore == "1"
    start_program.start_program(folder, "restore", "1", "--then-open", is_sample=False)
    assert started[0][-5:] == ["--data-dir", str(folder), "restore", "1", "--then-open"]


def test_the_sample_is_restored_as_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda _program, words: started.append(words))

    start_program.start_program(tmp_path / "sample", "restore", "2", is_sample=True)

    assert started[0][-5:] == ["--data-dir", str(tmp_path), "--sample", "restore", "2"]


def test_looking_at_the_backups_makes_none(sample: Opened) -> None:
    sample.trigger("show_backups")
    sample.controller.backups.dialog.reject()  # type: ignore[union-attr]

    assert sample.runner.backups() == ()


def test_a_second_folder_is_chosen_filled_and_told_of(
    opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(controller, "ask_for_folder", lambda *_arguments: stick)
    add(opened, "Dana")
    opened.trigger("back_up_now")
    opened.trigger("show_backups")
    dialog = box_of(qtbot, opened, BackupsDialog)
    assert not dialog.no_second.isVisible()

    dialog.choose_second.click()
    opened.finish()

    assert len(list(stick.rglob("*.sqlite3"))) == 1
    assert dialog.second_folder.text() == (
        f"Every backup is also copied to {stick} (last copied there Mon 23 Nov 2026, 09:00)."
    )
    add(opened, "Bo")
    dialog.back_up.click()
    opened.finish()
    assert len(list(stick.rglob("*.sqlite3"))) == 2
    (stick / "inside-scoop-backups").rename(tmp_path / "unplugged")
    dialog.reject()
    opened.trigger("show_backups")
    dialog = box_of(qtbot, opened, BackupsDialog)
    assert "It is not there now; last copied there Mon 23 Nov 2026" in dialog.second_folder.text()
    dialog.no_second.click()
    opened.finish()
    assert opened.said() == "Backups have no second folder now"
    assert not dialog.no_second.isVisible()


def test_backups_that_are_only_in_the_second_folder_are_listed_and_restored_by_their_file(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    add(opened, "Dana")
    opened.trigger("back_up_now")
    opened.store.backups.choose_second_folder(tmp_path)
    opened.store.copy_backups()
    for path in (opened.folder / "backups").iterdir():
        path.unlink()
    opened.trigger("show_backups")
    dialog = box_of(qtbot, opened, BackupsDialog)
    assert "made by you, in the second folder" in dialog.list.item(0).text()

    dialog.restore.click()
    box_of(qtbot, opened, RestoreDialog).verb.click()

    assert opened.to_restore == str(next(tmp_path.rglob("*.sqlite3")))


def test_each_backup_says_what_restoring_it_would_take_back(opened: Opened, qtbot: QtBot) -> None:
    add(opened, "Dana")
    opened.trigger("back_up_now")
    add(opened, "Bo")
    opened.trigger("back_up_now")
    opened.trigger("show_backups")
    opened.finish()
    dialog = box_of(qtbot, opened, BackupsDialog)
    assert [dialog.list.item(row).text().split("\n")[2] for row in range(2)] == [
        "Since then: nothing",
        "Since then: 1 change, 1 more contact",
    ]

    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)

    words = [label.text() for label in box_of(qtbot, opened, RestoreDialog).findChildren(QLabel)]
    assert "Since then: 1 change, 1 more contact. Restoring takes that back." in words


def test_a_damaged_backup_is_marked_in_the_list_and_not_offered(opened: Opened, qtbot: QtBot) -> None:
    for name in ("Dana", "Bo"):
        add(opened, name)
        opened.trigger("back_up_now")
        opened.finish()
    newest = opened.store.backups.all()[0].path
    newest.write_bytes(newest.read_bytes()[:-1] + b"!")

    opened.trigger("show_backups")
    dialog = box_of(qtbot, opened, BackupsDialog)
    dialog.restore.setFocus()
    opened.finish()

    assert [dialog.list.item(row).text().split("\n")[1] for row in range(2)] == [
        "Damaged: it cannot be restored",
        "1 contact, 0 interviews, 0 pitches",
    ]
    assert not dialog.restore.isEnabled()
    assert dialog.list.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert opened.window.findChildren(RestoreDialog) == []
    press(qtbot, Qt.Key.Key_Down)
    assert dialog.restore.isEnabled()
    opened.trigger("back_up_now")
    opened.finish()
    assert "Damaged" in dialog.list.item(0).text()


def test_whoever_closes_the_list_of_backups_does_not_wait_until_all_are_read(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Dana", "Bo", "Eve"):
        add(opened, name)
        opened.trigger("back_up_now")
        opened.finish()
    read: list[int] = []

    def reading(backup: Backup) -> bool:
        read.append(backup.name.number)
        dialog = opened.controller.backups.dialog
        QMetaObject.invokeMethod(dialog, "reject", Qt.ConnectionType.BlockingQueuedConnection)
        return False

    monkeypatch.setattr(Backup, "is_damaged", reading)
    opened.trigger("show_backups")
    opened.finish()

    assert read == [3]


def test_a_damaged_backup_gives_way_to_its_copy_in_the_second_folder(
    folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    (tmp_path / "stick").mkdir()
    store = open_test_store(folder, clock)
    add_contact(store)
    store.backups.choose_second_folder(tmp_path / "stick")
    store.back_up(BackupReason.ASKED)
    store.copy_backups()
    store.close()
    (backup,) = store.backups.all()
    content = bytearray(backup.path.read_bytes())
    content[-1] ^= 1
    backup.path.write_bytes(bytes(content))

    found = newest_good_backup(folder)

    assert found is not None
    assert Path(found.key) == next((tmp_path / "stick").rglob("*.sqlite3"))
    restore(folder, Path(found.key), now=clock.now())
    for each in Backups(folder / STORE_FILE).all():
        each.check()


def test_the_help_menu_says_what_is_stored_where(opened: Opened) -> None:
    add(opened, "Dana")
    opened.controller.backups.back_up()
    opened.finish()
    shown: list[Path] = []

    opened.trigger("show_stored")
    dialog = opened.controller.backups.stored
    assert dialog is not None
    dialog.show_requested.connect(shown.append)
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]

    assert rows[0].startswith("Everything you saved")
    assert any(row.startswith("Backups\n") for row in rows)
    assert not any("not from Inside Scoop" in row for row in rows)
    dialog.show_requested.disconnect(opened.controller.backups._outside.show_in_folder)
    dialog.folder.click()
    assert shown == [opened.folder / STORE_FILE]
