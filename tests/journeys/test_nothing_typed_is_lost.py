"""What stands in a field is kept: while typing goes on, when the window closes, and before a sheet is made."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from builders import MONDAY, add_contact, add_interview, at
from insidescoop.commands.interviews import PlanCoreQuestions
from insidescoop.commands.organizations import NoteOnOrganization
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.interview_board import InterviewPage, interview_page
from insidescoop.queries.search import found
from insidescoop.store.store import Store
from insidescoop.ui.interviews.minutes_cell import MinutesCell
from insidescoop.ui.interviews.sheet_preview import SheetPreview
from window_fixtures import Opening
from windows import Opened, fill, named, press, set_by_hand, type_day

ALT = Qt.KeyboardModifier.AltModifier


def one_talk(store: Store) -> None:
    """One person at a library, and one talk with them."""
    interview_id = add_interview(store, add_contact(store, organization="Harbor Library"), starts=at(MONDAY))
    store.do(PlanCoreQuestions(interview_id))


@pytest.fixture
def planned(opening: Opening) -> Iterator[Opened]:
    """A window that shows the talk."""
    with opening.on_store(one_talk) as window:
        window.trigger("show_interviews")
        yield window


@pytest.fixture
def shown(opening: Opening) -> Iterator[Opened]:
    """A window that shows one person."""
    with opening.on_store(add_contact) as window:
        window.controller.contacts.go_to(1)
        window.finish()
        yield window


def _kept_card(opened: Opened) -> ContactCard:
    card = opened.runner.read(lambda session: contact_card(session, 1))
    assert card is not None
    return card


def _kept(opened: Opened) -> InterviewPage:
    page = opened.runner.read(lambda session: interview_page(session, 1))
    assert page is not None
    return page


def _turn_wheel_over(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    turn = QWheelEvent(
        middle, QPointF(widget.mapToGlobal(middle.toPoint())), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, turn)


def test_the_wheel_changes_no_value_that_has_not_the_focus(planned: Opened) -> None:
    planned.trigger("show_contacts")
    planned.controller.contacts.go_to(1)
    planned.trigger("show_interviews")
    planned.controller.interviews.list.setFocus()
    boxes: list[QWidget] = [
        box
        for page in (planned.controller.contacts, planned.controller.interviews, planned.controller.pitches)
        for kind in (QAbstractSpinBox, QComboBox)
        for box in page.findChildren(kind)
    ]
    before = _kept(planned)

    for box in boxes:
        _turn_wheel_over(box)
    planned.controller.commit()
    planned.finish()

    assert len(boxes) > 10
    assert _kept(planned) == before


def test_the_wheel_changes_the_number_it_is_meant_for(qtbot: QtBot, planned: Opened) -> None:
    minutes = planned.controller.interviews.editor.minutes
    minutes.setFocus()
    qtbot.waitUntil(minutes.hasFocus)

    _turn_wheel_over(minutes)

    assert minutes.value() == 15


def test_numbers_and_times_being_changed_are_kept_when_the_window_closes(qtbot: QtBot, planned: Opened) -> None:
    editor = planned.controller.interviews.editor
    cell = editor.questions.table.cellWidget(0, 1)
    assert isinstance(cell, MinutesCell)
    set_by_hand(editor.minutes, 45)
    type_day(qtbot, editor.when.day, "1 Dec")
    set_by_hand(editor.when.time, QTime(9, 30))
    set_by_hand(cell.box, 7)
    qtbot.keyClicks(editor.questions.own.editor, "What would you do over again?")

    planned.controller.commit()
    planned.finish()

    page = _kept(planned)
    starts = page.draft.starts
    assert starts is not None
    assert (page.draft.minutes, starts.local.isoformat()[:16]) == (45, "2026-12-01T09:30")
    assert page.questions[0].minutes == 7
    assert page.questions[-1].text == "What would you do over again?"


def test_words_being_changed_in_the_plan_are_kept_when_the_window_closes(qtbot: QtBot, planned: Opened) -> None:
    table = planned.controller.interviews.editor.questions.table
    table.setFocus()
    table.setCurrentCell(0, 0)
    table.editItem(table.item(0, 0))
    qtbot.waitUntil(lambda: table.viewport().focusWidget() is not None)
    editor = QApplication.focusWidget()
    assert editor is not None
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "How do you hire?")

    planned.controller.commit()
    planned.finish()

    assert _kept(planned).questions[0].text == "How do you hire?"


def test_words_being_changed_in_the_plan_stay_with_their_question_when_it_moves(qtbot: QtBot, planned: Opened) -> None:
    table = planned.controller.interviews.editor.questions.table
    first = _kept(planned).questions[0].text
    table.setFocus()
    table.setCurrentCell(1, 0)
    table.editItem(table.item(1, 0))
    qtbot.waitUntil(lambda: table.viewport().focusWidget() is not None)
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "How do you hire?")

    planned.trigger("question_up")
    planned.controller.commit()
    planned.finish()

    assert [row.text for row in _kept(planned).questions][:2] == ["How do you hire?", first]


def test_the_sheet_is_made_of_what_stands_in_the_fields(qtbot: QtBot, planned: Opened) -> None:
    editor = planned.controller.interviews.editor
    editor.minutes.setFocus()
    set_by_hand(editor.minutes, 45)

    press(qtbot, Qt.Key.Key_F6)
    planned.finish()

    preview = planned.controller.interviews_controller.preview
    assert isinstance(preview, SheetPreview)
    text = PdfReader(BytesIO(preview.made.pdf)).pages[0].extract_text()
    assert "45 minutes" in text


def test_a_changed_number_is_one_step_that_can_be_taken_back(qtbot: QtBot, planned: Opened) -> None:
    cell = planned.controller.interviews.editor.questions.table.cellWidget(0, 1)
    assert isinstance(cell, MinutesCell)
    before = cell.box.value()
    cell.box.setFocus()
    for _press in range(3):
        press(qtbot, Qt.Key.Key_Up)
    planned.controller.commit()
    planned.finish()

    planned.trigger("undo")

    assert cell.box.value() == before
    assert _kept(planned).questions[0].minutes == before


def test_a_long_text_is_kept_while_it_is_typed_without_a_pause(qtbot: QtBot, shown: Opened) -> None:
    field = shown.controller.contacts.card.form.fields["notes"]
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "She said ")
    was_waiting = field.typing.longest.isActive()

    field.typing.longest.timeout.emit()
    shown.finish()

    card = _kept_card(shown)
    assert was_waiting
    assert card.draft.notes == "She said"
    assert field.text() == "She said "


def test_a_word_on_its_way_through_an_input_method_is_not_torn(qtbot: QtBot, shown: Opened) -> None:
    field = shown.controller.contacts.card.form.fields["title"]
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "A")
    QApplication.sendEvent(field.editor, QInputMethodEvent("ni", []))

    field.typing.pause.timeout.emit()
    shown.finish()
    while_composing = _kept_card(shown)
    done = QInputMethodEvent("", [])
    done.setCommitString("你")
    QApplication.sendEvent(field.editor, done)
    field.typing.pause.timeout.emit()
    shown.finish()

    card = _kept_card(shown)
    assert while_composing.draft.title is None
    assert card.draft.title == "A你"


def test_half_a_name_makes_no_organization(qtbot: QtBot, shown: Opened) -> None:
    field = shown.controller.contacts.card.form.fields["organization"]
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "Harbor")
    waits_for_a_pause = field.typing.pause.isActive() or field.typing.longest.isActive()
    qtbot.keyClicks(field.editor, " Library")
    press(qtbot, Qt.Key.Key_Tab)
    shown.finish()

    hits = shown.runner.read(lambda session: found(session, "harbor"))

    assert not waits_for_a_pause
    assert [hit.title for hit in hits if hit.title == "Harbor"] == []
    assert "Harbor Library" in [hit.title for hit in hits]


def test_what_is_found_out_about_an_organization_is_written_beside_the_plan(qtbot: QtBot, planned: Opened) -> None:
    editor = planned.controller.interviews.editor
    fill(qtbot, editor, "Notes on the organization, one a line", "Serves 12,000 students")
    planned.controller.commit()
    planned.finish()
    kept = _kept(planned).organization_notes

    planned.runner.do(NoteOnOrganization(1, "Moved last year"))
    planned.finish()

    assert kept == "Serves 12,000 students"
    assert editor.about_organization.text() == "Moved last year"


def test_a_purpose_too_long_to_keep_is_told_beside_it(planned: Opened) -> None:
    editor = planned.controller.interviews.editor
    editor.purpose.editor.setFocus()
    editor.purpose.editor.setText("How archives hire " * 40)

    planned.controller.commit()
    planned.finish()

    assert editor.purpose.has_problem
    assert editor.purpose.text().startswith("How archives hire How")
    assert _kept(planned).draft.purpose is None


def test_a_zone_nobody_knows_gives_way_to_the_one_kept(planned: Opened) -> None:
    when = planned.controller.interviews.editor.when
    line = when.zone.lineEdit()
    assert line is not None
    line.setFocus()
    line.setText("Nowhere/Land")

    named(planned.controller.interviews.editor, "Time").setFocus()
    planned.finish()

    assert when.zone.currentText() == "America/New_York"
    assert when.doubt.text() == "No time zone is called “Nowhere/Land”."


def test_enter_takes_the_first_zone_that_begins_as_typed(qtbot: QtBot, planned: Opened) -> None:
    when = planned.controller.interviews.editor.when
    line = when.zone.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()

    qtbot.keyClicks(line, "europe/par")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    planned.finish()

    assert (when.zone.currentText(), when.doubt.text()) == ("Europe/Paris", "")


def test_a_day_and_a_time_are_typed_over(qtbot: QtBot, planned: Opened) -> None:
    when = planned.controller.interviews.editor.when
    for field, typed in ((when.day.editor, "1 Dec 2026"), (when.time, "1530")):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(field, typed)
    press(qtbot, Qt.Key.Key_Tab)
    planned.finish()

    starts = _kept(planned).draft.starts
    assert starts is not None
    assert starts.local.isoformat()[:16] == "2026-12-01T15:30"


def test_a_focus_out_ends_the_composing(qtbot: QtBot, shown: Opened) -> None:
    field = shown.controller.contacts.card.form.fields["title"]
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "A")
    QApplication.sendEvent(field.editor, QInputMethodEvent("ni", []))

    QApplication.sendEvent(field.editor, QEvent(QEvent.Type.FocusOut))
    shown.finish()

    card = _kept_card(shown)
    assert (card.draft.title or "").startswith("A")
