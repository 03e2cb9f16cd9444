"""Quick add: the small window of its own, over the main window and without it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from insidescoop import start
from insidescoop.commands.contacts import DeleteContact
from insidescoop.domain.problems import Problem
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_parts import contact_count
from insidescoop.start import open_store
from insidescoop.store.passphrase import change_passphrase
from insidescoop.store.store import Store
from insidescoop.system.keys import Key
from insidescoop.system.user_files import STORE_FILE
from insidescoop.system.window_lock import WindowLock, WindowRequest
from insidescoop.ui.contacts.quick_add_dialog import QuickAddDialog
from insidescoop.ui.files_to_open import FilesToOpen
from insidescoop.ui.run_quick_add import WAITS, QuickAddWindow
from insidescoop.ui.run_window import answer_requests
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import PassphraseDialog
from read_aloud import unread_in
from windows import Opened, button, open_window

LINE = "Ana Ruiz, librarian at City Library, met at ALA, ana@example.org"
SIGNATURE = "Best wishes,\n--\nAna Ruiz\nMap Librarian\nCity Library\nana@example.org\n"
PASSPHRASE = "brick otter velvet canal"

Begin = Callable[[], QuickAddWindow]


@pytest.fixture
def begin(qapp: QApplication, folder: Path, clock: SetClock) -> Iterator[Begin]:
    """Starts Quick add without the main window; `exit` of the application is only counted."""
    codes: list[int] = []
    qapp.exit = codes.append  # type: ignore[method-assign, assignment]
    started: list[QuickAddWindow] = []

    def quick_add() -> QuickAddWindow:
        folder.mkdir(exist_ok=True)
        quick = QuickAddWindow(
            qapp,
            folder,
            open_store=lambda key: open_store(folder, clock=clock, is_sample=False, key=key),
            clock=clock,
            key=None,
        )
        quick.dialog.come_forward()
        quick.load()
        started.append(quick)
        return quick

    yield quick_add
    for quick in started:
        quick.end()
        quick.dialog.deleteLater()
        quick.theme.deleteLater()
        quick.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)
    del qapp.exit  # type: ignore[attr-defined]


def type_into(qtbot: QtBot, dialog: QuickAddDialog, text: str) -> None:
    """Types a text, or pastes one of several lines."""
    if "\n" in text:
        dialog.box.insertPlainText(text)
    else:
        qtbot.keyClicks(dialog.box, text)


def enter(qtbot: QtBot, dialog: QuickAddDialog) -> None:
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)


def added(qtbot: QtBot, dialog: QuickAddDialog) -> str:
    """What the window says once it has done what it was told."""
    qtbot.waitUntil(dialog.closing.isActive)
    return dialog.hint.text()


def quick_dialog(opened: Opened) -> QuickAddDialog:
    opened.show_quick_add()
    assert opened.quick_add is not None
    assert opened.quick_add.dialog is not None
    return opened.quick_add.dialog


def people(folder: Path) -> int:
    store = open_test_store(folder)
    with store.reading() as session:
        count = contact_count(session)
    store.close()
    return count


def drafts(folder: Path) -> list[str]:
    return [path.stem for path in folder.glob("drafts/*")]


# Over the main window


def test_a_second_start_shows_it_over_the_open_window_which_stores_and_undoes(
    opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    lock = WindowLock(folder)
    assert lock.acquire()
    requests = answer_requests(lock, opened, FilesToOpen(opened.is_complete, opened.window))

    second = Thread(target=lambda: start.main(["--data-dir", str(folder), "--quick-add"]))
    second.start()
    assert opened.quick_add is not None
    qtbot.waitUntil(lambda: opened.quick_add is not None and opened.quick_add.dialog is not None)
    second.join(5)
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, LINE)
    qtbot.waitUntil(lambda: bool(dialog.preview.facts))
    facts = dialog.preview.facts
    enter(qtbot, dialog)
    words = added(qtbot, dialog)
    opened.finish()
    dialog.closing.timeout.emit()
    requests.stop()
    lock.release()

    assert facts == (
        ("Name", "Ana Ruiz"),
        ("Title", "librarian"),
        ("Organization", "City Library"),
        ("E-mail", "ana@example.org"),
        ("Met at", "ALA"),
    )
    assert words == "Added Ana Ruiz, City Library."
    assert not dialog.isVisible()
    assert opened.window.isVisible()
    assert opened.controller.contacts.people.listed().count == 1
    opened.trigger("undo")
    assert opened.runner.read(contact_count) == 0


def test_asked_for_twice_it_is_the_same_window_with_what_was_typed(opened: Opened, qtbot: QtBot) -> None:
    first = quick_dialog(opened)
    type_into(qtbot, first, "Ana")

    second = quick_dialog(opened)

    assert second is first
    assert second.box.toPlainText() == "Ana"
    first.done(0)


def test_it_is_dressed_named_and_stands_in_the_middle_above_the_others(opened: Opened) -> None:
    dialog = quick_dialog(opened)

    away = dialog.frameGeometry().center() - dialog.screen().availableGeometry().center()
    assert dialog.styleSheet() == opened.window.styleSheet()
    assert dialog.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert dialog.parent() is None
    assert away.manhattanLength() < 40
    assert list(unread_in(dialog)) == []
    dialog.done(0)


def test_a_window_that_is_not_open_yet_shows_it_as_soon_as_it_is(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = opened.quick_add
    opened.quick_add = None
    opened.show_quick_add()
    assert ready is not None
    before = ready.dialog

    monkeypatch.setattr(opened.controller, "complete", lambda: None)
    opened.complete()

    qtbot.waitUntil(lambda: opened.quick_add is not None and opened.quick_add.dialog is not None)
    assert before is None
    quick_dialog(opened).done(0)


def test_a_text_left_in_it_when_the_main_window_closes_is_offered_at_the_next_start(
    opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, LINE)

    opened.window.close()

    assert not dialog.isVisible()
    assert drafts(folder) == ["quick_add"]


# What is already here


def test_someone_who_is_here_gets_what_is_new_in_one_step(opened: Opened, qtbot: QtBot) -> None:
    add_contact(opened.store, "Ana", "Ruiz")
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, LINE)

    enter(qtbot, dialog)
    assert dialog.notice is not None
    asked = dialog.notice.take.text(), dialog.focusWidget() is dialog.notice.take
    dialog.notice.take.click()
    words = added(qtbot, dialog)

    with opened.store.reading() as session:
        card = contact_card(session, 1)
    assert asked == ("Add the new details", True)
    assert words == "Added the new details to Ana Ruiz."
    assert card is not None
    assert card.draft.organization == "City Library"
    assert opened.runner.read(contact_count) == 1
    dialog.done(0)


def test_a_namesake_is_added_if_that_is_said(opened: Opened, qtbot: QtBot) -> None:
    add_contact(opened.store, "Ana", "Ruiz")
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, "Ana Ruiz")

    enter(qtbot, dialog)
    assert dialog.notice is not None
    dialog.notice.add.click()
    added(qtbot, dialog)

    assert opened.runner.read(contact_count) == 2
    dialog.done(0)


def test_someone_in_the_trash_is_restored_and_what_is_new_offered_then(opened: Opened, qtbot: QtBot) -> None:
    add_contact(opened.store, "Ana", "Ruiz")
    opened.store.do(DeleteContact(1))
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, LINE)

    enter(qtbot, dialog)
    notice = dialog.notice
    assert notice is not None
    first = notice.take.text()
    notice.take.click()
    qtbot.waitUntil(lambda: not notice.isHidden() and notice.take.text() != first)
    notice.take.click()
    words = added(qtbot, dialog)

    assert (first, words) == ("Restore", "Added the new details to Ana Ruiz.")
    assert opened.runner.read(contact_count) == 1
    dialog.done(0)


# Keys and faults


def test_enter_adds_a_signature_of_several_lines_once(opened: Opened, qtbot: QtBot) -> None:
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, SIGNATURE)

    enter(qtbot, dialog)
    enter(qtbot, dialog)
    added(qtbot, dialog)
    opened.finish()

    assert opened.runner.read(contact_count) == 1
    dialog.done(0)


def test_shift_and_enter_begin_another_line(opened: Opened, qtbot: QtBot) -> None:
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, "Ana Ruiz")

    qtbot.keyClick(dialog.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(dialog.box, "City Library")

    assert dialog.box.toPlainText() == "Ana Ruiz\nCity Library"
    dialog.done(0)


def test_a_text_without_a_name_is_told_and_stays(opened: Opened, qtbot: QtBot) -> None:
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, "ana@example.org")

    enter(qtbot, dialog)
    told = dialog.problem.text()
    qtbot.keyClicks(dialog.box, ", Ana")
    qtbot.waitUntil(lambda: not dialog.problem.isVisible())

    assert told == "Give at least one name, so that you can find this person again."
    assert dialog.focusWidget() is dialog.box
    dialog.done(0)


def test_escape_asks_before_it_throws_a_text_away(opened: Opened, qtbot: QtBot) -> None:
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, "Ana")

    qtbot.keyClick(dialog.box, Qt.Key.Key_Escape)
    question = dialog.findChild(QMessageBox)
    is_kept = dialog.isVisible() and question is not None
    assert question is not None
    button(question, "Discard").click()
    empty = quick_dialog(opened)
    qtbot.keyClick(empty.box, Qt.Key.Key_Escape)

    assert is_kept
    assert empty is not dialog
    assert not empty.isVisible()


def test_what_the_disk_does_not_take_stays_with_the_reason_and_can_be_added_then(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Problem("The disk is full.", your_data="Nothing is lost.", next_step="Free some space, then try again.")
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, "Ana Ruiz")

    def refuse(*_what: object) -> None:
        raise full

    with monkeypatch.context() as broken:
        broken.setattr(Store, "do", refuse)
        enter(qtbot, dialog)
        qtbot.waitUntil(lambda: bool(dialog.problem.text()))
    told = dialog.problem.text()
    qtbot.keyClicks(dialog.box, ", City Library")
    enter(qtbot, dialog)
    words = added(qtbot, dialog)

    assert told.startswith("The disk is full. Nothing is lost. What you typed is still here.")
    assert words == "Added Ana Ruiz, City Library."
    dialog.done(0)


def test_the_result_is_announced_to_a_screen_reader(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    dialog = quick_dialog(opened)
    type_into(qtbot, dialog, "Ana Ruiz")

    enter(qtbot, dialog)
    added(qtbot, dialog)

    assert said == ["Added Ana Ruiz."]
    dialog.done(0)


# Without the main window


def test_it_adds_without_the_main_window_and_ends(begin: Begin, folder: Path, qtbot: QtBot) -> None:
    quick = begin()
    type_into(qtbot, quick.dialog, LINE)

    enter(qtbot, quick.dialog)
    added(qtbot, quick.dialog)
    quick.dialog.closing.timeout.emit()
    qtbot.waitUntil(lambda: quick._runner is None)

    assert people(folder) == 1
    assert (drafts(folder), quick.then_words) == ([], None)


def test_a_text_is_there_again_when_it_was_ended_from_outside(begin: Begin, folder: Path, qtbot: QtBot) -> None:
    first = begin()
    type_into(qtbot, first.dialog, LINE)
    first.end()
    left = drafts(folder)

    second = begin()
    back = second.dialog.box.toPlainText(), second.dialog.told.text()
    enter(qtbot, second.dialog)
    added(qtbot, second.dialog)
    second.dialog.accept()
    qtbot.waitUntil(lambda: second._runner is None)

    assert left == ["quick_add"]
    assert back == (LINE, "This was typed before, and not added yet.")
    assert people(folder) == 1
    assert drafts(folder) == []


def test_the_main_window_goes_on_with_the_text_too(
    begin: Begin, folder: Path, clock: SetClock, qapp: QApplication, qtbot: QtBot
) -> None:
    quick = begin()
    type_into(qtbot, quick.dialog, LINE)
    quick.end()

    opened = open_window(qapp, folder, clock)
    box = opened.controller.drafts.offer()
    assert box is not None
    box.go_on.click()

    assert opened.quick_add is not None
    assert opened.quick_add.dialog is not None
    assert opened.quick_add.dialog.box.toPlainText() == LINE
    opened.quick_add.dialog.done(0)
    opened.close_for_good()


def test_it_gives_way_to_the_main_window_at_once_if_nothing_is_typed(begin: Begin) -> None:
    quick = begin()

    quick.take(WindowRequest((Path("/x/a.vcf"),)))

    assert quick.then_words == ("/x/a.vcf",)
    assert not quick.dialog.isVisible()


def test_the_main_window_waits_until_a_text_is_added(begin: Begin, folder: Path, qtbot: QtBot) -> None:
    quick = begin()
    type_into(qtbot, quick.dialog, LINE)

    quick.take(WindowRequest())
    quick.take(WindowRequest((Path("/x/a.vcf"),)))
    told = quick.dialog.isVisible(), quick.dialog.told.text()
    enter(qtbot, quick.dialog)
    added(qtbot, quick.dialog)
    quick.dialog.accept()
    qtbot.waitUntil(lambda: quick._runner is None)

    assert told == (True, WAITS)
    assert quick.then_words == ("/x/a.vcf",)
    assert people(folder) == 1


def test_another_start_of_it_only_brings_it_forward(begin: Begin, qtbot: QtBot) -> None:
    quick = begin()
    type_into(qtbot, quick.dialog, "Ana")

    quick.take(WindowRequest(is_quick_add=True))

    assert quick.dialog.isVisible()
    assert (quick.dialog.box.toPlainText(), quick.then_words) == ("Ana", None)


def test_encrypted_data_opens_with_its_passphrase(begin: Begin, folder: Path, clock: SetClock, qtbot: QtBot) -> None:
    open_test_store(folder).close()
    change_passphrase(folder, None, Key.of(PASSPHRASE), now=clock.now())
    quick = begin()
    asking = quick.dialog.findChild(PassphraseDialog)
    assert asking is not None
    qtbot.keyClicks(asking.line, PASSPHRASE)
    qtbot.keyClick(asking.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: quick._runner is not None, timeout=10_000)

    type_into(qtbot, quick.dialog, LINE)
    enter(qtbot, quick.dialog)

    assert added(qtbot, quick.dialog) == "Added Ana Ruiz, City Library."
    assert quick.key == Key.of(PASSPHRASE)


def test_data_that_cannot_be_opened_is_left_to_the_main_window(begin: Begin, folder: Path) -> None:
    folder.mkdir()
    (folder / STORE_FILE).write_bytes(b"%PDF-1.4 not a store" * 20)

    quick = begin()

    assert quick.then_words == ()
    assert not quick.dialog.isVisible()


def test_the_box_is_the_only_field(opened: Opened) -> None:
    dialog = quick_dialog(opened)

    fields = [field for field in dialog.findChildren(QPlainTextEdit) if field.isVisible()]

    assert fields == [dialog.box]
    assert dialog.focusWidget() is dialog.box
    dialog.done(0)
