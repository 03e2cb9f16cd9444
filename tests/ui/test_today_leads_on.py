"""What leads out of the list of Today: letters, talks, the second person, and the end of waiting."""

from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, a_contact, at
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interactions import RecordOutcome
from insidescoop.commands.interviews import MoveToStage, PlanInterview
from insidescoop.domain.interactions import OutcomeDraft, OutcomeKind
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.ui.letters.dialog import LetterDialog
from insidescoop.ui.meeting.window import MeetingWindow
from insidescoop.ui.meeting.wrap_up_window import WrapUpWindow
from insidescoop.ui.today.entries import Verb
from insidescoop.ui.today.good_news_dialog import GoodNewsDialog
from today_entries import do, entry, on_entry, titles
from windows import Opened, box_of, press


def _buttons(opened: Opened) -> set[str]:
    return {each.text() for each in opened.controller.today.day.findChildren(QPushButton)}


@pytest.fixture
def held(busy: Opened) -> Opened:
    """Bo was talked to yesterday, and Dana's talk has come."""
    bo, dana = 2, 1
    yesterday = at(MONDAY - timedelta(days=1))
    interview_id = do(busy, PlanInterview(InterviewDraft((bo,), starts=yesterday)))
    do(busy, MoveToStage(interview_id, Stage.HELD))
    do(busy, PlanInterview(InterviewDraft((dana,), starts=at(MONDAY, time(9, 10)))))
    return busy


def test_write_and_start_open_what_they_are_for(held: Opened, qtbot: QtBot) -> None:
    offered = _buttons(held)

    on_entry(held, qtbot, "Thank", Qt.Key.Key_Return)
    letter = box_of(qtbot, held, LetterDialog)
    kind = letter.kind
    letter.reject()
    held.window.activateWindow()
    talk = next(each for each in held.controller.today.day.entries if Verb.START in each.plan.can)
    talk.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    held.finish()

    assert {"Write", "Start"} <= offered
    assert kind is TemplateKind.THANK_YOU
    assert held.controller.interviews.shown_id == 3
    box_of(qtbot, held, MeetingWindow)


def test_a_talk_that_is_over_asks_to_be_wrapped_up(held: Opened, qtbot: QtBot, clock: SetClock) -> None:
    clock.instant += timedelta(hours=1)
    today = held.controller.today
    today.look_at_the_clock()
    over = next(each for each in today.day.entries if each.plan.key == ("meeting", 3))

    over.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    held.finish()

    assert over.plan.button == "Wrap up"
    assert box_of(qtbot, held, WrapUpWindow).interview_id == 3


def test_start_comes_first_a_quarter_of_an_hour_before_and_not_on_another_day(held: Opened, clock: SetClock) -> None:
    today = held.controller.today
    starts = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)

    def first(before: timedelta) -> list[bool]:
        clock.instant = starts - before
        today.look_at_the_clock()
        return [each.plan.start_is_first for each in today.day.entries if each.plan.key[0] == "meeting"]

    assert first(timedelta(minutes=16)) == [False, False]
    assert first(timedelta(minutes=15)) == [True, False]
    assert first(-timedelta(minutes=19)) == [True, False]
    assert first(-timedelta(minutes=20)) == [False, False]


def test_a_thank_you_turns_amber_then_red_and_stays_welcome(held: Opened, clock: SetClock) -> None:
    tones = []
    for hours in (20, 30, 80):
        clock.instant = datetime(2026, 11, 22, 19, 20, tzinfo=UTC) + timedelta(hours=hours)
        held.controller.today.look_at_the_clock()
        thanks = entry(held, "Thank")
        tones.append((thanks.plan.tone, "still welcome" in thanks.plan.detail))

    assert tones == [("muted", False), ("due", True), ("error", True)]


# The second person, and the end of waiting


def test_a_second_person_is_named_where_there_is_one(busy: Opened, qtbot: QtBot, clock: SetClock) -> None:
    asked = do(busy, AddContact(a_contact("Ana", "Ruiz", organization="Harbor")))
    for name in ("Cy", "Eva"):
        do(busy, AddContact(a_contact(name, "Lee", organization="Harbor")))
    interview_id = do(busy, PlanInterview(InterviewDraft((asked,))))
    do(busy, MoveToStage(interview_id, Stage.ASKED))
    clock.pass_days(3)
    today = busy.controller.today
    today.look_at_the_clock()
    second = entry(busy, "Write to a second person")

    on_entry(busy, qtbot, "Write to a second person", Qt.Key.Key_Return)

    letter = box_of(qtbot, busy, LetterDialog)
    assert second.plan.detail == "Today · perhaps Cy Lee or Eva Lee"
    assert letter.kind is TemplateKind.OUTREACH
    assert letter.body.toPlainText().startswith("Dear Cy,")


def test_closing_a_request_moves_it_to_no_answer(busy: Opened, qtbot: QtBot, clock: SetClock) -> None:
    interview_id = do(busy, PlanInterview(InterviewDraft((2,))))
    do(busy, MoveToStage(interview_id, Stage.ASKED))
    clock.pass_days(9)
    busy.controller.today.look_at_the_clock()
    on_entry(busy, qtbot, "Remind Bo Berg", Qt.Key.Key_D)
    clock.pass_days(11)
    busy.controller.today.look_at_the_clock()

    on_entry(busy, qtbot, "Close the request", Qt.Key.Key_Return)

    assert not [title for title in titles(busy) if "Bo Berg" in title and "touch" not in title]
    assert busy.said() == "Done: Close the request to Bo Berg as not answered"


def test_good_news_puts_everybody_who_helped_on_the_list(busy: Opened, qtbot: QtBot, clock: SetClock) -> None:
    do(busy, RecordOutcome(OutcomeDraft(1, OutcomeKind.MENTOR, MONDAY, interview_id=1)))
    busy.trigger("accept_position")
    dialog = box_of(qtbot, busy, GoodNewsDialog)
    people = [dialog.people.item(place).text() for place in range(dialog.people.count())]

    press(qtbot, Qt.Key.Key_Return)
    busy.finish()
    clock.pass_days(14)
    busy.controller.today.look_at_the_clock()

    assert people == ["Dana Okafor   Mentor gained"]
    assert "Tell Dana Okafor the good news, with thanks" in titles(busy)
