"""Whoever is about to be added a second time is named first, wherever a name is typed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import DeleteContact
from insidescoop.commands.interviews import PlanInterview
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_list import contact_choices
from insidescoop.ui.already_here import AlreadyHereNotice
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.contacts.introduction_dialog import IntroductionDialog
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.meeting.dialogs import StartNowDialog
from insidescoop.ui.today.follow_up_dialog import FollowUpDialog
from windows import Opened, box_of, button, open_window, press

CONTROL = Qt.KeyboardModifier.ControlModifier
PRIYA, DANA = 1, 2


@pytest.fixture
def opened(qapp: QApplication, folder: Path, clock: SetClock) -> Opened:
    store = open_test_store(folder, clock)
    add_contact(store, "Priya", "Raman", organization="Harbor City Library")
    add_contact(store, "Dana", "Okafor")
    store.close()
    return open_window(qapp, folder, clock)


@pytest.fixture(autouse=True)
def closed(opened: Opened) -> object:
    yield
    opened.close_for_good()


def _type(opened: Opened, qtbot: QtBot, typed: str) -> AddContactDialog:
    press(qtbot, Qt.Key.Key_N, CONTROL)
    dialog = box_of(qtbot, opened, AddContactDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.box)
    qtbot.keyClicks(dialog.box, typed)
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    return dialog


def _names(opened: Opened) -> list[str]:
    return [choice.name for choice in opened.runner.read(lambda session: contact_choices(session))]


def test_add_contact_names_who_is_here_and_opens_them(opened: Opened, qtbot: QtBot) -> None:
    dialog = _type(opened, qtbot, "Priya Raman, Harbor City Library")
    words, focused = dialog.already_here.words.text(), QApplication.focusWidget()

    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert words == "Priya Raman at Harbor City Library is already here: same name and organization."
    assert focused is dialog.already_here.take
    assert focused.accessibleDescription() == words
    assert not dialog.isVisible()
    assert opened.controller.contacts.card.contact_id == PRIYA
    assert _names(opened) == ["Dana Okafor", "Priya Raman"]


def test_add_anyway_adds_and_is_not_asked_twice(opened: Opened, qtbot: QtBot) -> None:
    dialog = _type(opened, qtbot, "Priya Raman, Harbor City Library")

    press(qtbot, Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not dialog.already_here.add:
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert not dialog.isVisible()
    assert _names(opened) == ["Dana Okafor", "Priya Raman", "Priya Raman"]


def test_ctrl_enter_pressed_again_does_not_add_unread(opened: Opened, qtbot: QtBot) -> None:
    dialog = _type(opened, qtbot, "Priya Raman, Harbor City Library")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    assert dialog.isVisible()
    assert dialog.already_here.isVisible()
    assert _names(opened) == ["Dana Okafor", "Priya Raman"]
    qtbot.mouseClick(dialog.already_here.take, Qt.MouseButton.LeftButton)


def test_another_name_takes_the_notice_away(opened: Opened, qtbot: QtBot) -> None:
    dialog = _type(opened, qtbot, "Priya Raman")
    was_said = dialog.already_here.isVisible()

    dialog.box.setPlainText("Priya Sharma")
    dialog.filler.finish()
    is_said = dialog.already_here.isVisible()
    dialog.box.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert (was_said, is_said) == (True, False)
    assert "Priya Sharma" in _names(opened)


def test_new_details_go_to_the_contact_who_is_here(opened: Opened, qtbot: QtBot) -> None:
    dialog = _type(opened, qtbot, "Priya Raman, Harbor City Library, priya@harbor.example")

    qtbot.mouseClick(dialog.already_here.fill_in, Qt.MouseButton.LeftButton)
    opened.finish()

    card = opened.runner.read(lambda session: contact_card(session, PRIYA))
    assert card is not None
    assert [email.value for email in card.draft.emails] == ["priya@harbor.example"]
    assert _names(opened) == ["Dana Okafor", "Priya Raman"]


def test_opening_the_contact_asks_before_new_details_are_lost(opened: Opened, qtbot: QtBot) -> None:
    dialog = _type(opened, qtbot, "Priya Raman, Harbor City Library, priya@harbor.example")

    qtbot.mouseClick(dialog.already_here.take, Qt.MouseButton.LeftButton)
    assert dialog.question is not None
    qtbot.mouseClick(button(dialog.question, "Discard"), Qt.MouseButton.LeftButton)
    opened.finish()

    assert not dialog.isVisible()
    assert opened.controller.contacts.card.contact_id == PRIYA


def test_someone_in_the_trash_is_restored(opened: Opened, qtbot: QtBot) -> None:
    opened.runner.do(DeleteContact(PRIYA))
    opened.finish()
    dialog = _type(opened, qtbot, "Priya Raman")
    words, offered = dialog.already_here.words.text(), dialog.already_here.take.text()

    qtbot.mouseClick(dialog.already_here.take, Qt.MouseButton.LeftButton)
    opened.finish()

    assert "is in the trash" in words
    assert offered == "Restore and open"
    assert _names(opened) == ["Dana Okafor", "Priya Raman"]
    assert opened.controller.contacts.card.contact_id == PRIYA


@pytest.mark.parametrize(
    ("action_id", "kind", "field"),
    [
        ("plan_interview", PlanDialog, "search"),
        ("add_follow_up", FollowUpDialog, "search"),
        ("record_introduction", IntroductionDialog, "named"),
        ("start_talk_now", StartNowDialog, "person"),
    ],
)
def test_every_dialog_restores_from_the_trash(
    opened: Opened, qtbot: QtBot, action_id: str, kind: type[QDialog], field: str
) -> None:
    opened.runner.do(DeleteContact(PRIYA))
    opened.finish()
    opened.registry.action(action_id).trigger()
    dialog = box_of(qtbot, opened, kind)
    notice = dialog.findChild(AlreadyHereNotice)
    taken: list[tuple[int, str]] = []
    notice.taken.connect(lambda contact_id, name: taken.append((contact_id, name)))
    notice.stops(ContactDraft("Priya", "Raman"))
    before = list(taken)

    notice.take.click()
    opened.finish()

    assert (before, taken) == ([], [(PRIYA, "Priya Raman")])
    assert _names(opened) == ["Dana Okafor", "Priya Raman"]
    assert "Priya Raman" in (getattr(dialog, field).text() or dialog.people.currentItem().text())
    dialog.close()


def test_planning_an_interview_names_who_is_here(opened: Opened, qtbot: QtBot) -> None:
    opened.registry.action("plan_interview").trigger()
    dialog = box_of(qtbot, opened, PlanDialog)
    dialog.search.setText("Raman, Priya")
    dialog.people.setCurrentRow(dialog.people.count() - 1)
    dialog.verb.click()
    words = dialog.already_here.words.text()

    dialog.already_here.take.click()
    dialog.verb.click()
    opened.finish()

    assert "Priya Raman at Harbor City Library may be the same person" in words
    assert not dialog.isVisible()
    assert _names(opened) == ["Dana Okafor", "Priya Raman"]


def test_an_introduction_names_who_is_here(opened: Opened, qtbot: QtBot) -> None:
    opened.registry.action("record_introduction").trigger()
    dialog = box_of(qtbot, opened, IntroductionDialog)
    dialog.show_giver(DANA, "Dana Okafor")
    dialog.named.editor.setText("Raman, Priya")
    dialog.verb.click()
    was_said = dialog.already_here.isVisible()

    dialog.already_here.take.click()

    assert was_said
    assert dialog.named.contact_id() == PRIYA
    dialog.hide()


def test_a_talk_that_begins_now_names_who_is_here(opened: Opened) -> None:
    dialog = StartNowDialog(opened.context, parent=opened.window)
    started: list[object] = []
    dialog.start_requested.connect(lambda *what: started.append(what))
    dialog.open()
    dialog.person.editor.setText("Raman, Priya")
    dialog.verb.click()
    was_said, had_started = dialog.already_here.isVisible(), bool(started)

    dialog.already_here.add.click()

    assert (was_said, had_started) == (True, False)
    assert len(started) == 1


def test_a_follow_up_makes_the_contact_it_is_for(opened: Opened, qtbot: QtBot) -> None:
    opened.registry.action("add_follow_up").trigger()
    dialog = box_of(qtbot, opened, FollowUpDialog)
    qtbot.keyClicks(dialog.what.editor, "call about the reading room")
    dialog.search.setText("Tomas Ibarra")
    offered = dialog.people.item(dialog.people.count() - 1).text()

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    assert offered == "Add “Tomas Ibarra” as a new contact"
    assert not dialog.isVisible()
    assert "Tomas Ibarra" in _names(opened)
    assert "Tomas Ibarra" in opened.said()
    opened.registry.action("undo").trigger()
    opened.finish()
    assert "Tomas Ibarra" not in _names(opened)


def test_a_follow_up_for_a_new_name_names_who_is_here(opened: Opened, qtbot: QtBot) -> None:
    opened.registry.action("add_follow_up").trigger()
    dialog = box_of(qtbot, opened, FollowUpDialog)
    qtbot.keyClicks(dialog.what.editor, "call about the reading room")
    dialog.search.setText("Raman, Priya")
    dialog.people.setCurrentRow(dialog.people.count() - 1)
    dialog.verb.click()
    was_said = dialog.already_here.isVisible()

    dialog.already_here.take.click()
    dialog.verb.click()
    opened.finish()

    assert was_said
    assert not dialog.isVisible()
    assert _names(opened) == ["Dana Okafor", "Priya Raman"]


def test_a_row_of_the_wrap_up_names_who_is_here_and_restores_them(opened: Opened) -> None:
    opened.runner.do(DeleteContact(PRIYA))
    opened.runner.do(PlanInterview(InterviewDraft((DANA,))))
    opened.finish()
    meetings = opened.controller.interviews_controller.meetings
    meetings.wrap_up(1)
    opened.finish()
    assert meetings.wrapping is not None
    button(meetings.wrapping, "Add a name").click()
    row = meetings.wrapping.names[0]
    row.person.editor.setText("Priya Raman")
    row.pause.timeout.emit()
    told, offered = row.told.text(), row.take.text()
    row.person.editor.setText("Okafor, Dana")
    row.pause.timeout.emit()
    told_of_another = row.told.text()
    row.person.editor.setText("Priya Raman")
    row.pause.timeout.emit()

    row.take.click()
    opened.finish()

    assert "Priya Raman at Harbor City Library is in the trash" in told
    assert offered == "Restore Priya Raman"
    assert told_of_another.startswith("Dana Okafor")
    assert row.value().contact_id == PRIYA
    assert _names(opened) == ["Dana Okafor", "Priya Raman"]
