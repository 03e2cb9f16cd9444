"""A talk by keyboard alone: begun, noted, wrapped up, and taken back; and what is left of it after a crash."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, a_contact
from held_talk import SHIFT, answers, kept, write
from insidescoop.commands.contacts import AddContact
from insidescoop.domain.interactions import OutcomeKind
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.meeting import AskedState, ClosingAsk
from insidescoop.domain.interviews.wrap_ups import PromiseBy
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_list import contact_choices
from insidescoop.queries.debrief import debrief, thank_you_facts
from insidescoop.queries.today import today
from insidescoop.ui.letters.dialog import LetterDialog
from insidescoop.ui.meeting.dialogs import StartNowDialog
from insidescoop.ui.meeting.window import MeetingWindow
from insidescoop.ui.meeting.wrap_up_window import WrapUpWindow
from windows import Opened, box_of, named, press, type_day

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_talk_is_held_wrapped_up_and_taken_back_with_keys_alone(
    planned: Opened, qtbot: QtBot, clock: SetClock
) -> None:
    before = planned.runner.read(lambda session: today(session, now=clock.now(), zone=clock.zone))
    press(qtbot, Qt.Key.Key_F7)
    planned.finish()
    box_of(qtbot, planned, MeetingWindow)
    write(qtbot, "At the desk.", "-> send article by Fri", "? who pays for storage")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    write(qtbot, "@Priya Raman intro, runs digitization", "<- she sends the job list by Monday")
    press(qtbot, Qt.Key.Key_Return)
    write(qtbot, "A kind person.")
    clock.instant += timedelta(minutes=21)
    press(qtbot, Qt.Key.Key_F7, SHIFT)
    planned.finish()
    wrapping = box_of(qtbot, planned, WrapUpWindow)
    asked: list[int] = []
    planned.controller.interviews_controller.meetings.thank_you_requested.connect(asked.append)
    qtbot.keyClicks(QApplication.focusWidget(), "They process by demand")
    # From here on the Tab key is enough to reach all that is filled in.
    _tab_to(qtbot, wrapping, "May I say who gave the name")
    press(qtbot, Qt.Key.Key_Down)
    _tab_to(qtbot, wrapping, OutcomeKind.RESUME_FEEDBACK.words)
    press(qtbot, Qt.Key.Key_Space)
    _tab_to(qtbot, wrapping, "Note on: " + OutcomeKind.RESUME_FEEDBACK.words)
    qtbot.keyClicks(QApplication.focusWidget(), "shorter")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    planned.finish()

    told = planned.runner.read(lambda session: today(session, now=clock.now() + timedelta(days=40), zone=clock.zone))
    wrapped_up = planned.runner.read(lambda s: debrief(s, 1, today=MONDAY, zone=clock.zone))
    facts = planned.runner.read(lambda session: thank_you_facts(session, 1, today=MONDAY))
    dana = planned.runner.read(lambda session: contact_card(session, 1))
    assert wrapped_up is not None
    assert dana is not None
    assert wrapped_up.talk.stage is Stage.HELD
    assert [question.state for question in wrapped_up.talk.questions] == [
        AskedState.ASKED, AskedState.SKIPPED, AskedState.ASKED,
    ]  # fmt: skip
    assert wrapped_up.talk.notes == "A kind person."
    assert wrapped_up.draft.outcomes == {OutcomeKind.REFERRAL: None, OutcomeKind.RESUME_FEEDBACK: "shorter"}
    assert wrapped_up.draft.still_to_know == "who pays for storage"
    assert [(row.name, row.draft.may_use_name) for row in dana.introductions.led_to] == [("Priya Raman", True)]
    assert {each.what for each in told.due} >= {
        "As promised: send article",
        "A friendly reminder, once: she sends the job list",
        "Write to Priya Raman",
        "Thank Dana Okafor",
    }
    assert (facts.specific_point, facts.named, facts.promises) == (
        "They process by demand", ("Priya Raman",), ("send article by Friday 27 November",),
    )  # fmt: skip
    assert asked == [1]
    letter = box_of(qtbot, planned, LetterDialog)
    assert letter.kind is TemplateKind.THANK_YOU
    for noted in (
        "I wrote down “They process by demand” and keep coming back to it.",
        "Thank you, too, for pointing me to Priya Raman.",
        "I have not forgotten what I promised: send article by Friday 27 November.",
    ):
        assert noted in letter.body.toPlainText()

    letter.reject()
    planned.window.activateWindow()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    planned.finish()

    after = planned.runner.read(lambda session: today(session, now=clock.now(), zone=clock.zone))
    assert planned.said() == "Undid: wrapped up the talk with Dana Okafor"
    assert planned.runner.read(lambda session: contact_choices(session, "priya")) == ()
    assert kept(planned).stage is Stage.SCHEDULED
    assert after.due_count == before.due_count
    # What was written waits for the wrap-up to be opened again.
    planned.trigger("wrap_up")
    assert box_of(qtbot, planned, WrapUpWindow).texts["learned"].text() == "They process by demand"


def _tab_to(qtbot: QtBot, window: WrapUpWindow, name: str) -> None:
    for _press in range(120):
        focused = QApplication.focusWidget()
        assert window.isAncestorOf(focused)
        if name in (focused.accessibleName(), getattr(focused, "text", str)()):
            return
        press(qtbot, Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not reach {name}")


def test_enter_goes_on_and_the_state_of_each_question_is_kept(
    planned: Opened, meeting: MeetingWindow, qtbot: QtBot
) -> None:
    write(qtbot, "At the desk.")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    planned.finish()

    assert meeting.place == 2
    assert answers(planned) == ["At the desk.", None, None]
    assert [question.state for question in kept(planned).questions] == [
        AskedState.ASKED, AskedState.SKIPPED, AskedState.OPEN,
    ]  # fmt: skip
    assert meeting.questions.list.item(1).text().startswith("–")
    meeting.go_to(1)
    meeting.reopen.click()
    planned.finish()
    assert kept(planned).questions[1].state is AskedState.OPEN


def test_ctrl_and_a_number_goes_to_a_question(meeting: MeetingWindow, qtbot: QtBot) -> None:
    for key, place in ((Qt.Key.Key_3, 2), (Qt.Key.Key_1, 0), (Qt.Key.Key_0, 3), (Qt.Key.Key_9, 1)):
        meeting.go_to(1)

        press(qtbot, key, CONTROL)

        assert meeting.place == place, key
        assert meeting.box.hasFocus(), key


def test_the_number_field_goes_to_a_question(meeting: MeetingWindow, qtbot: QtBot) -> None:
    meeting.jump.setFocus()
    meeting.jump.selectAll()
    qtbot.keyClicks(meeting.jump, "3")

    press(qtbot, Qt.Key.Key_Return)

    assert meeting.place == 2


def test_the_clock_goes_by_the_time_of_the_machine(meeting: MeetingWindow, clock: SetClock) -> None:
    shown, began = [], clock.now()
    for minutes in (0, 5, 18, 20, 23, 90):
        clock.instant = began + timedelta(minutes=minutes)
        meeting.tick()
        shown.append((meeting.clock.passed.text(), meeting.clock.left.text(), meeting.clock.left.property("tone")))

    assert shown == [
        ("0:00", "20 minutes left", None),
        ("5:00", "15 minutes left", None),
        ("18:00", "2 minutes left", "due"),
        ("20:00", "last minute", "due"),
        ("23:00", "⚠ 3 minutes over time", "error"),
        ("1:30:00", "⚠ 70 minutes over time", "error"),
    ]


def test_what_is_understood_is_told_while_it_is_typed(meeting: MeetingWindow, qtbot: QtBot) -> None:
    write(qtbot, "-> send article by Fri")

    assert meeting.understood.text() == "I promise: send article, Fri 27 Nov 2026"


def test_escape_does_not_close_a_talk(meeting: MeetingWindow, qtbot: QtBot) -> None:
    meeting.skip.setFocus()

    press(qtbot, Qt.Key.Key_Escape)

    assert meeting.isVisible()
    assert meeting.box.hasFocus()


def test_a_talk_without_questions_has_room_for_notes(planned: Opened, qtbot: QtBot) -> None:
    planned.trigger("start_talk_now")
    box_of(qtbot, planned, StartNowDialog)
    qtbot.keyClicks(QApplication.focusWidget(), "Bo Berg")
    press(qtbot, Qt.Key.Key_Return)
    planned.finish()
    meeting = box_of(qtbot, planned, MeetingWindow)

    write(qtbot, "Met at the fair")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(meeting.box, "-> send my card")
    meeting.commit()
    planned.finish()

    assert kept(planned, 2).notes == "Met at the fair\n-> send my card"
    assert kept(planned, 2).contact_name == "Bo Berg"
    assert meeting.question.text() == "Notes of the talk"


def test_the_closing_asks_are_ticked_with_the_space_bar(planned: Opened, meeting: MeetingWindow, qtbot: QtBot) -> None:
    meeting.questions.asks[ClosingAsk.NAME].setFocus()

    press(qtbot, Qt.Key.Key_Space)
    planned.finish()

    assert kept(planned).closing_asked == {ClosingAsk.NAME}


def test_everything_in_the_windows_of_a_talk_has_a_name(planned: Opened, meeting: MeetingWindow, qtbot: QtBot) -> None:
    write(qtbot, "-> send it", "@Priya", "? who")
    nameless = _nameless(meeting)
    meeting.end_talk()
    planned.finish()

    nameless += _nameless(box_of(qtbot, planned, WrapUpWindow))

    assert nameless == []


def _nameless(window: QWidget) -> list[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QListWidget, QCheckBox)
    fields = [widget for kind in kinds for widget in window.findChildren(kind)]
    assert len(fields) > 5
    return [
        widget
        for widget in fields
        if not widget.accessibleName()
        and not (isinstance(widget, QCheckBox) and widget.text())
        and not isinstance(widget.parent(), QComboBox | QSpinBox)
    ]


def test_a_wrap_up_that_is_closed_waits_as_it_is(planned: Opened, meeting: MeetingWindow, qtbot: QtBot) -> None:
    write(qtbot, "-> send article by Fri")
    meeting.end_talk()
    planned.finish()
    wrapping = box_of(qtbot, planned, WrapUpWindow)
    wrapping.texts["learned"].setFocus()
    qtbot.keyClicks(wrapping.texts["learned"].editor, "Patience")
    type_day(qtbot, wrapping.promises[0].due, "3 Dec")
    press(qtbot, Qt.Key.Key_Escape)
    planned.finish()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    planned.trigger("wrap_up")

    again = box_of(qtbot, planned, WrapUpWindow)
    assert again.texts["learned"].text() == "Patience"
    assert [(row.by, row.what, str(row.due_on)) for row in again.draft().promises] == [
        (PromiseBy.ME, "send article", "2026-12-03"),
    ]  # fmt: skip
    assert again.promises[0].due.text() == "Thu 3 Dec 2026"


def test_the_closing_notes_are_written_on_in_the_wrap_up(planned: Opened, meeting: MeetingWindow, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_0, CONTROL)
    write(qtbot, "They will hire in March.")
    meeting.end_talk()
    planned.finish()
    wrapping = box_of(qtbot, planned, WrapUpWindow)
    field = named(wrapping, "Closing, and anything else")
    assert isinstance(field, QPlainTextEdit)
    shown = field.toPlainText()

    field.setFocus()
    press(qtbot, Qt.Key.Key_End, CONTROL)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "-> send my resume")
    wrapping.commit()
    planned.finish()

    assert shown == "They will hire in March."
    assert kept(planned).notes == "They will hire in March.\n-> send my resume"
    assert [row.value().what for row in wrapping.promises] == ["send my resume"]


def test_what_the_keys_do_is_said_where_they_do_it(meeting: MeetingWindow, qtbot: QtBot) -> None:
    told = [(meeting.box.placeholderText().split("\n")[0], meeting.keys.text().split(" · ")[0])]

    press(qtbot, Qt.Key.Key_0, CONTROL)

    told.append((meeting.box.placeholderText().split("\n")[0], meeting.keys.text().split(" · ")[0]))
    assert told == [
        ("Enter goes on to the next question, Shift+Enter begins a new line of this answer.", "Enter: asked, next"),
        ("Enter begins a new line.", "Enter: new line"),
    ]


def test_a_day_nobody_can_read_is_asked_for(planned: Opened, meeting: MeetingWindow, qtbot: QtBot) -> None:
    write(qtbot, "-> send article")
    meeting.end_talk()
    planned.finish()
    wrapping = box_of(qtbot, planned, WrapUpWindow)
    type_day(qtbot, wrapping.promises[0].due, "some day soon")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    planned.finish()

    due = wrapping.promises[0].due
    assert "some day soon" in due.problem()
    assert due.visibleRegion().boundingRect() == due.rect()
    assert QApplication.focusWidget() is due.editor
    assert wrapping.problem.isHidden()
    assert kept(planned).stage is Stage.SCHEDULED


def test_a_name_like_somebody_kept_is_offered(planned: Opened, meeting: MeetingWindow, qtbot: QtBot) -> None:
    planned.runner.do(AddContact(a_contact("Priya", "Raman", title="Head of maps")))
    write(qtbot, "@Priya intro")
    meeting.end_talk()
    planned.finish()
    wrapping = box_of(qtbot, planned, WrapUpWindow)
    row = wrapping.names[0]
    offered = row.take.text()

    row.take.setFocus()
    press(qtbot, Qt.Key.Key_Space)

    assert offered == "Is it Priya Raman?"
    assert row.value().contact_id == 2
    assert "Among your contacts" in row.told.text()


def test_a_talk_that_is_left_says_what_is_kept_and_how_it_goes_on(
    planned: Opened, meeting: MeetingWindow, qtbot: QtBot
) -> None:
    write(qtbot, "At the desk.")

    meeting.close()
    planned.finish()

    assert planned.said() == "1 answer kept. The talk goes on: F7 shows it again, Shift+F7 wraps it up"


@pytest.mark.usefixtures("meeting")
def test_a_talk_that_is_wrapped_up_does_not_say_that_it_goes_on(planned: Opened, qtbot: QtBot) -> None:
    write(qtbot, "At the desk.")

    planned.controller.interviews_controller.meetings.wrap_up(1)
    planned.finish()

    assert "goes on" not in planned.said()
