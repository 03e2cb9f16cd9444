"""Encrypted copies in the real window: saved, opened with the passphrase, restored, and refused with another."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import ContactDraft
from insidescoop.store.encrypted_backup import save_encrypted, unpack
from insidescoop.system.keys import Key
from insidescoop.ui.backups import backup_files_controller
from insidescoop.ui.backups.dialog import BackupsDialog, RestoreDialog
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import NewPassphraseDialog, PassphraseDialog
from windows import Opened, ToldProblems, box_of, press

PASSPHRASE = "brick otter velvet canal"


@pytest.fixture
def file(tmp_path: Path, clock: SetClock) -> Path:
    """An encrypted backup of another computer, with two contacts."""
    store = open_test_store(tmp_path / "other", clock)
    add_contact(store)
    add_contact(store, "Bo", "Berg")
    store.back_up(BackupReason.ASKED)
    save_encrypted(store.backups.all()[0], tmp_path / "copy.isbackup", Key.of(PASSPHRASE))
    store.close()
    return tmp_path / "copy.isbackup"


def words_of(dialog: QLabel) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def show_backups(opened: Opened, qtbot: QtBot) -> BackupsDialog:
    opened.trigger("show_backups")
    return box_of(qtbot, opened, BackupsDialog)


def test_an_encrypted_copy_is_saved_with_keys_alone(
    opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.isbackup"
    monkeypatch.setattr(backup_files_controller, "ask_where_to_write", lambda *_words, **_named: target)
    opened.runner.do(AddContact(ContactDraft(given_name="Dana")))
    dialog = show_backups(opened, qtbot)

    press(qtbot, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    # A button that is pressed by its letter is down for a moment.
    qtbot.waitUntil(lambda: opened.controller.backups.files.asking is not None)
    asking = box_of(qtbot, opened, NewPassphraseDialog)
    assert not dialog.isVisible()
    assert "not even us" in words_of(asking)
    assert asking.focusWidget() is asking.first
    assert asking.first.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(asking.first, "short")
    press(qtbot, Qt.Key.Key_Return)
    assert asking.problem.text() == "Use at least 8 characters."
    asking.first.selectAll()
    qtbot.keyClicks(asking.first, PASSPHRASE)
    assert asking.strength.text() == "Hard to guess."
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(asking.again, PASSPHRASE[:-1])
    press(qtbot, Qt.Key.Key_Return)
    assert asking.problem.text() == "The two are not the same."
    asking.again.end(False)
    qtbot.keyClicks(asking.again, PASSPHRASE[-1])
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert opened.said() == "Saved an encrypted copy: copy.isbackup"
    assert unpack(target, Key.of(PASSPHRASE), tmp_path / "new").backup.facts.rows["contact"] == 1  # type: ignore[union-attr]


def test_what_is_typed_is_shown_when_the_tick_is_set(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened.controller.backups.files.ask_for_new_passphrase(tmp_path / "copy.isbackup")
    assert box_of(qtbot, opened, NewPassphraseDialog) is dialog

    dialog.fields.shows.click()

    assert {line.echoMode() for line in dialog.fields.lines} == {QLineEdit.EchoMode.Normal}


def test_an_encrypted_file_is_restored_after_its_passphrase_and_a_question(
    opened: Opened, qtbot: QtBot, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_files_controller, "ask_for_backup", lambda _parent: file)
    show_backups(opened, qtbot)

    press(qtbot, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    # A button that is pressed by its letter is down for a moment.
    qtbot.waitUntil(lambda: opened.controller.backups.files.asking is not None)
    asking = box_of(qtbot, opened, PassphraseDialog)
    qtbot.keyClicks(asking.line, "not the one")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    assert asking.isVisible()
    assert asking.problem.text().startswith("This passphrase does not open copy.isbackup.")
    assert not list(opened.folder.glob(".unpacked-*"))
    asking.line.selectAll()
    qtbot.keyClicks(asking.line, PASSPHRASE)
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    question = box_of(qtbot, opened, RestoreDialog)
    assert "In it: 2 contacts, 0 interviews, 0 pitches." in words_of(question)
    question.verb.click()
    qtbot.waitUntil(lambda: opened.to_restore is not None)

    assert not opened.window.isVisible()
    assert opened.to_restore == "1"
    assert not list(opened.folder.glob(".unpacked-*"))


def test_thinking_better_of_it_leaves_nothing_of_the_file(opened: Opened, qtbot: QtBot, file: Path) -> None:
    opened.controller.backups.files.restore_from(file)
    asking = box_of(qtbot, opened, PassphraseDialog)
    asking.line.setText(PASSPHRASE)
    asking.verb.click()
    opened.finish()

    press(qtbot, Qt.Key.Key_Escape)
    opened.finish()

    assert opened.window.isVisible()
    assert opened.runner.backups() == ()
    assert not list(opened.folder.glob(".unpacked-*"))


def test_a_plain_backup_from_a_file_is_restored_too(opened: Opened, qtbot: QtBot, file: Path) -> None:
    (plain,) = (file.parent / "other" / "backups").glob("*.sqlite3")

    opened.controller.backups.files.restore_from(plain)
    box_of(qtbot, opened, RestoreDialog).verb.click()

    assert opened.to_restore == str(plain)


def test_a_file_that_is_no_backup_is_told(opened: Opened, messages: ToldProblems, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")

    opened.controller.backups.files.restore_from(tmp_path / "notes.txt")

    assert "There is no backup" in str(messages.problems.pop())
