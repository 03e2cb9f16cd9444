"""A passphrase for the data, in the real window: set, asked for at the start, changed and removed."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import ContactDraft
from insidescoop.queries.contact_parts import contact_count
from insidescoop.start import open_store
from insidescoop.store.encryption.connecting import opens_with
from insidescoop.store.passphrase import change_passphrase
from insidescoop.store.store import Store
from insidescoop.system.keys import Key
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui.backups.dialog import BackupsDialog, RestoreDialog
from insidescoop.ui.backups.passphrase_dialog import ChangePassphraseDialog
from insidescoop.ui.repair import controller as repair_controller
from insidescoop.ui.start_program import start_changing_passphrase, start_program
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import NewPassphraseDialog, PassphraseDialog
from windows import Opened, ToldProblems, box_of, press

PASSPHRASE = "brick otter velvet canal"
KEY = Key.of(PASSPHRASE)


@pytest.fixture
def locked(folder: Path, clock: SetClock) -> Path:
    """A folder with encrypted data: one contact, and a backup."""
    store = open_test_store(folder, clock)
    add_contact(store)
    store.back_up(BackupReason.ASKED)
    store.close()
    change_passphrase(folder, None, KEY, now=clock.now())
    return folder


@pytest.fixture
def begin(qapp: QApplication, clock: SetClock) -> Iterator[Callable[[Path], Opened]]:
    """Starts the window on a folder, up to the first thing it shows; it leaves with a code in `qapp.codes`."""
    codes: list[int] = []
    qapp.exit = codes.append  # type: ignore[method-assign, assignment]
    qapp.codes = codes  # type: ignore[attr-defined]
    windows: list[Opened] = []

    def start(folder: Path) -> Opened:
        opened = Opened(
            qapp,
            folder,
            open_store=lambda key: open_store(folder, clock=clock, is_sample=False, key=key),
            open_read_only=lambda key: Store.open_read_only(folder, clock=clock, key=key),
            clock=clock,
            is_sample=False,
            messages=ToldProblems(),
        )
        opened.backs_up = False
        opened.window.show()
        opened.load_in_stages()
        windows.append(opened)
        return opened

    yield start
    for opened in windows:
        opened.close_for_good()
    del qapp.exit, qapp.codes  # type: ignore[attr-defined]


def asked(opened: Opened) -> PassphraseDialog:
    assert opened.opening is not None
    assert isinstance(opened.opening.dialog, PassphraseDialog)
    return opened.opening.dialog


def words_of(dialog: Any) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_the_window_asks_for_the_passphrase_says_that_one_is_wrong_and_opens(
    begin: Callable[[Path], Opened], locked: Path, qtbot: QtBot
) -> None:
    opened = begin(locked)
    dialog = asked(opened)
    assert str(locked) in words_of(dialog)
    assert dialog.focusWidget() is dialog.line
    qtbot.keyClicks(dialog.line, "not the one")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.problem.isVisible(), timeout=10_000)
    assert dialog.problem.text().startswith("This passphrase does not open your data.")

    dialog.line.selectAll()
    qtbot.keyClicks(dialog.line, PASSPHRASE)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.is_complete(), timeout=30_000)

    opened.runner.do(AddContact(ContactDraft(given_name="Bo")))
    opened.finish()
    with opened.store.reading() as session:
        assert contact_count(session) == 2
    opened.trigger("undo")
    assert opened.runner.history().undo == "Add Dana Okafor"


def test_escape_quits(begin: Callable[[Path], Opened], locked: Path, qapp: QApplication) -> None:
    opened = begin(locked)

    asked(opened).reject()

    assert qapp.codes == [1]  # type: ignore[attr-defined]


def test_whoever_lost_the_passphrase_restores_a_plain_backup_from_a_file(
    begin: Callable[[Path], Opened], locked: Path, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_test_store(tmp_path / "other", clock)
    other.back_up(BackupReason.ASKED)
    (plain,) = (backup.path for backup in other.backups.all())
    other.close()
    monkeypatch.setattr(repair_controller, "ask_for_backup", lambda _parent: plain)
    opened = begin(locked)

    asked(opened).way_out.click()

    assert opened.to_restore == str(plain)
    assert opened.keys() == ()


def test_a_first_passphrase_is_asked_for_twice_and_the_window_closes_for_it(opened: Opened, qtbot: QtBot) -> None:
    opened.trigger("change_passphrase")
    dialog = box_of(qtbot, opened, NewPassphraseDialog)
    words = words_of(dialog)
    qtbot.keyClicks(dialog.first, PASSPHRASE)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.again, PASSPHRASE)
    press(qtbot, Qt.Key.Key_Return)

    assert "are not encrypted" in words
    assert "not even us" in words
    assert not opened.window.isVisible()
    assert opened.new_passphrase is not None
    assert opened.new_passphrase.key == KEY


def test_it_is_changed_or_removed_by_who_knows_the_present_one(
    begin: Callable[[Path], Opened], locked: Path, qtbot: QtBot
) -> None:
    opened = begin(locked)
    asked(opened).line.setText(PASSPHRASE)
    asked(opened).verb.click()
    qtbot.waitUntil(lambda: opened.is_complete(), timeout=30_000)

    opened.trigger("change_passphrase")
    dialog = box_of(qtbot, opened, ChangePassphraseDialog)
    dialog.remove.click()
    assert dialog.problem.text() == "This is not the current passphrase."
    dialog.current.setText(PASSPHRASE)
    dialog.first.setText("seven quiet lamps")
    dialog.again.setText("seven quiet lamp")
    dialog.verb.click()
    assert dialog.problem.text() == "The two are not the same."
    dialog.again.setText("seven quiet lamps")
    dialog.verb.click()

    assert opened.new_passphrase is not None
    assert opened.new_passphrase.key == Key.of("seven quiet lamps")
    assert opened.keys() == (KEY,)


def test_a_backup_with_an_older_passphrase_asks_for_that(
    begin: Callable[[Path], Opened], locked: Path, clock: SetClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        # As if the process had been killed between the store and its backups.
        patched.setattr("insidescoop.store.passphrase._rewrite", lambda *_arguments: None)
        change_passphrase(locked, KEY, Key.of("seven quiet lamps"), now=clock.now())
    opened = begin(locked)
    asked(opened).line.setText("seven quiet lamps")
    asked(opened).verb.click()
    qtbot.waitUntil(lambda: opened.is_complete(), timeout=30_000)
    opened.trigger("show_backups")

    box_of(qtbot, opened, BackupsDialog).restore.click()
    dialog = next(each for each in opened.window.findChildren(PassphraseDialog) if each.isVisible())
    dialog.line.setText(PASSPHRASE)
    dialog.verb.click()
    opened.finish()
    box_of(qtbot, opened, RestoreDialog).verb.click()
    qtbot.waitUntil(lambda: opened.to_restore is not None, timeout=10_000)

    assert opened.to_restore != "1"
    (brought,) = (locked / "backups").glob(f"{int(opened.to_restore or 0):06}-*.sqlite3")
    assert opens_with(brought, Key.of("seven quiet lamps"))


def test_passphrases_go_to_the_next_process_through_a_pipe_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("insidescoop.ui.start_program._PROGRAM", ["cat", "--"])

    class Caught(subprocess.Popen[bytes]):
        def __init__(self, words: list[str], **options: Any) -> None:
            started.append(words)
            super().__init__(["/bin/sh", "-c", f"cat > {tmp_path / 'input'}"], **options)

        def __del__(self, *_unused: Any) -> None:
            self.wait()

    monkeypatch.setattr(subprocess, "Popen", Caught)

    start_program(tmp_path, "restore", "1", "--then-open", is_sample=False, keys=(KEY,))
    start_changing_passphrase(tmp_path, KEY, Key.of("seven quiet lamps"), is_sample=False)

    assert started[0][2:] == ["--data-dir", str(tmp_path), "restore", "1", "--then-open", "--data-passphrase-file", "-"]
    assert PASSPHRASE not in " ".join(map(" ".join, started))
    assert (tmp_path / STORE_FILE).exists() is False


def test_what_is_typed_in_a_dialog_is_not_readable_on_the_disk(
    begin: Callable[[Path], Opened], locked: Path, qtbot: QtBot
) -> None:
    opened = begin(locked)
    asked(opened).line.setText(PASSPHRASE)
    asked(opened).verb.click()
    qtbot.waitUntil(lambda: opened.is_complete(), timeout=30_000)
    opened.trigger("add_contact")
    (name,) = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not opened.window][:1]
    qtbot.keyClicks(name.focusWidget(), "Xanthippe Quillfeather")

    qtbot.waitUntil(lambda: any((locked / "drafts").glob("*")), timeout=10_000)

    assert [path.name for path in locked.rglob("*") if path.is_file() and b"Xanthippe" in path.read_bytes()] == []
    assert {path.suffix for path in (locked / "drafts").iterdir()} <= {".sealed", ".part"}
    name.done(0)  # type: ignore[attr-defined]
