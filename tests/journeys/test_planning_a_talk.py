"""The plan of a talk: its people, its clocks, its order, and what it is warned of."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTime
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, a_contact, at
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.follow_up_rules import KeepHoliday
from insidescoop.commands.interviews import AskSensitiveLast, MoveToStage, PlanInterview, PlanQuestions
from insidescoop.commands.talks import EndTalk, StartTalk
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.outputs.prep_sheets import make_prep_sheet
from insidescoop.queries.calendar_entries import interview_entries
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.interview_board import InterviewPage, interview_page, interview_rows
from insidescoop.queries.question_bank import bank_questions
from insidescoop.store.store import Store
from insidescoop.ui.interviews.people_dialog import PeopleDialog
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.interviews.row_words import row_lines
from window_fixtures import Opening
from windows import Opened, ToldProblems, box_of, button, fill, press, type_day

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def a_talk_tomorrow(store: Store) -> None:
    """A talk with Dana in Los Angeles, with a sensitive question first, then two of one's own."""
    store.do(AddContact(a_contact(time_zone="America/Los_Angeles", organization="Harbor")))
    store.do(AddContact(a_contact("Bo", "Berg", organization="State Archives")))
    store.do(PlanInterview(InterviewDraft((1,), starts=at(MONDAY + timedelta(days=1)))))
    with store.reading() as session:
        sensitive = next(each for each in bank_questions(session) if each.is_sensitive and not each.settings)
    drafts = (PlannedQuestionDraft(sensitive.text, 2, sensitive.id), *map(PlannedQuestionDraft, ("First?", "Second?")))
    store.do(PlanQuestions(1, drafts))


@pytest.fixture
def planned(opening: Opening) -> Iterator[Opened]:
    """The window on the plan of the talk tomorrow."""
    with opening.on_store(a_talk_tomorrow) as window:
        window.trigger("show_interviews")
        yield window


def _page(opened: Opened) -> InterviewPage:
    page = opened.runner.read(lambda session: interview_page(session, 1))
    assert page is not None
    return page


@pytest.mark.parametrize(("typed", "who"), [("", "Bo Berg"), ("dana", "Dana Okafor")], ids=["Enter", "another name"])
def test_who_is_chosen_stands_in_the_field_to_be_typed_over(
    planned: Opened, qtbot: QtBot, typed: str, who: str
) -> None:
    planned.controller.contacts.go_to(2)
    planned.trigger("show_contacts")
    press(qtbot, Qt.Key.Key_I, CONTROL)
    dialog = box_of(qtbot, planned, PlanDialog)
    before = dialog.search.text(), dialog.search.selectedText(), dialog.people.count()

    qtbot.keyClicks(dialog.search, typed)
    press(qtbot, Qt.Key.Key_Return)
    planned.finish()

    assert before == ("Bo Berg", "Bo Berg", 2)
    assert planned.controller.interviews.editor.name.text() == who


def test_people_are_added_put_first_and_removed_with_keys(planned: Opened, qtbot: QtBot) -> None:
    planned.trigger("interview_people")
    dialog = box_of(qtbot, planned, PeopleDialog)
    qtbot.keyClicks(dialog.search, "bo")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_U, ALT)
    qtbot.waitUntil(lambda: dialog.contact_ids() == (2, 1))
    offered = [dialog.organization.box.itemText(place) for place in range(dialog.organization.box.count())]
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    planned.finish()

    assert offered == ["Where the first person works", "Harbor", "State Archives"]
    assert _page(planned).people == ((2, "Bo Berg"), (1, "Dana Okafor"))
    assert planned.controller.interviews.editor.name.text() == "Bo Berg and Dana Okafor"
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    planned.finish()
    assert _page(planned).people == ((1, "Dana Okafor"),)


def test_a_talk_with_nobody_is_refused(planned: Opened, qtbot: QtBot) -> None:
    planned.trigger("interview_people")
    dialog = box_of(qtbot, planned, PeopleDialog)

    press(qtbot, Qt.Key.Key_R, ALT)
    qtbot.waitUntil(lambda: dialog.contact_ids() == ())
    press(qtbot, Qt.Key.Key_Return, CONTROL)

    assert dialog.problem.text() == "Add at least one person."
    dialog.done(0)


def test_both_clocks_stand_on_the_screen_and_on_the_sheet(planned: Opened) -> None:
    told = planned.controller.interviews.editor.when.other_clocks.text()
    made = planned.runner.read(lambda session: make_prep_sheet(session, 1, zone="America/New_York"))

    words = " ".join(PdfReader(BytesIO(made.pdf)).pages[0].extract_text().split())
    assert told == "14:00 New York time (EST) for you · 11:00 Los Angeles time (PST) for them"
    assert "their time 11:00 PST" in words


def test_a_time_the_clocks_pass_over_is_told(planned: Opened, qtbot: QtBot) -> None:
    when = planned.controller.interviews.editor.when
    type_day(qtbot, when.day, "14 Mar")
    when.time.setTime(QTime(2, 30))

    assert "02:30 is passed over, and 03:30 is meant" in when.doubt.text()
    when.time.setTime(QTime(3, 30))
    assert when.doubt.isHidden()
    planned.controller.interviews.commit()
    planned.finish()


def test_sensitive_questions_are_put_last_with_one_button(planned: Opened, qtbot: QtBot) -> None:
    warnings = planned.controller.interviews.editor.warnings
    was_warned = warnings.last_button.isVisible()

    qtbot.mouseClick(warnings.last_button, Qt.MouseButton.LeftButton)
    planned.finish()

    assert was_warned
    assert [row.is_sensitive for row in _page(planned).questions] == [False, False, True]
    assert warnings.isHidden()


def test_a_question_is_dragged_by_its_number(planned: Opened) -> None:
    table = planned.controller.interviews.editor.questions.table

    table.verticalHeader().moveSection(0, 2)
    planned.finish()

    assert [row.text for row in _page(planned).questions][:2] == ["First?", "Second?"]
    assert [table.item(place, 0).text() for place in range(2)] == ["First?", "Second?"]
    assert [table.verticalHeader().visualIndex(place) for place in range(3)] == [0, 1, 2]


def test_news_that_are_missing_stop_the_sheet_and_a_line_of_notes_lets_it_go(
    planned: Opened, qtbot: QtBot, messages: ToldProblems
) -> None:
    planned.runner.do(PlanQuestions(1, (PlannedQuestionDraft("I read about {recent_news}. What did it change?"),)))
    planned.finish()
    press(qtbot, Qt.Key.Key_F6)
    planned.finish()
    told = [str(problem) for problem in messages.problems]
    messages.problems.clear()
    editor = planned.controller.interviews.editor
    fill(qtbot, editor, "Notes on the organization, one a line", "News: the new wing.")
    planned.controller.interviews.commit()
    planned.finish()

    made = planned.runner.read(lambda session: make_prep_sheet(session, 1, zone="America/New_York"))

    assert len(told) == 1
    assert "“News: the new wing”" in told[0]
    words = " ".join(PdfReader(BytesIO(made.pdf)).pages[0].extract_text().split())
    assert "I read about the new wing. What did it change?" in words


def test_a_talk_in_the_users_own_hour_tells_one_clock_only(opened: Opened) -> None:
    opened.runner.do(AddContact(a_contact()))
    opened.runner.do(PlanInterview(InterviewDraft((1,), starts=at(MONDAY, time(15)))))
    opened.finish()
    opened.trigger("show_interviews")

    assert opened.controller.interviews.editor.when.other_clocks.isHidden()


def test_the_field_for_a_question_of_ones_own_comes_into_sight_in_a_long_plan(planned: Opened, qtbot: QtBot) -> None:
    editor = planned.controller.interviews.editor
    planned.trigger("plan_core_questions")
    planned.window.resize(1024, 640)
    planned.finish()

    press(qtbot, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    own = editor.questions.own
    port = editor.viewport().rect()
    assert own.editor.hasFocus()
    assert port.contains(own.mapTo(editor.viewport(), own.rect().center()))


@pytest.mark.parametrize("days", [0, 3], ids=["before its day", "after its day"])
def test_a_talk_that_was_called_off_is_none_to_come_anywhere(planned: Opened, clock: SetClock, days: int) -> None:
    clock.pass_days(days)
    interviews, runner = planned.controller.interviews, planned.runner
    editor = interviews.editor
    (agreed,) = runner.read(interview_rows)

    runner.do(MoveToStage(1, Stage.DECLINED))
    planned.finish()

    (declined,) = runner.read(interview_rows)
    today = clock.today()
    assert row_lines(agreed, today=today)[1].endswith("14:00")
    assert row_lines(declined, today=today) == ["Dana Okafor", "Harbor"]
    assert editor.detail.text() == "Harbor · Declined · was Tue 24 Nov 2026, 14:00"
    assert editor.when.is_agreed.text() == "Planned date and time"
    assert runner.read(lambda session: interview_entries(session, now=clock.now(), interview_id=1)) == ()
    card = runner.read(lambda session: contact_card(session, 1))
    assert card is not None
    assert card.interviews[0].starts is None
    made = runner.read(lambda session: make_prep_sheet(session, 1, zone=clock.zone))
    assert "24 Nov" not in PdfReader(BytesIO(made.pdf)).pages[0].extract_text()


def test_there_is_nothing_to_prepare_begin_or_wrap_up_where_no_talk_will_be(planned: Opened) -> None:
    editor = planned.controller.interviews.editor
    verbs = [editor.sheet_button, editor.start_button, editor.wrap_up_button]
    agreed = [verb.isVisible() for verb in verbs]

    planned.runner.do(MoveToStage(1, Stage.DECLINED))
    planned.finish()

    assert agreed == [True, True, True]
    assert [verb.isVisible() for verb in (*verbs, editor.thanks_button)] == [False] * 4
    assert button(editor, "Ask again later").isVisible()


def test_while_another_time_is_looked_for_none_is_set(planned: Opened, qtbot: QtBot) -> None:
    editor = planned.controller.interviews.editor

    qtbot.mouseClick(button(editor, "Find another time"), Qt.MouseButton.LeftButton)
    planned.finish()

    assert editor.detail.text() == "Harbor · Asked · no time yet"
    assert not editor.when.is_agreed.isChecked()
    assert editor.when.day.text() == ""
    type_day(qtbot, editor.when.day, "4 Dec")
    press(qtbot, Qt.Key.Key_Return)
    planned.finish()
    assert editor.detail.text() == "Harbor · Scheduled · Fri 4 Dec 2026, 14:00"


def test_a_time_that_is_set_begins_with_the_next_day_the_user_works(
    planned: Opened, qtbot: QtBot, clock: SetClock
) -> None:
    offered = {}

    for how in ("tomorrow", "after the weekend", "after a day off"):
        if how == "after the weekend":
            clock.pass_days(4)
        elif how == "after a day off":
            planned.runner.do(KeepHoliday(HolidayDraft(date(2026, 11, 30), "Inventory")))
        planned.finish()
        planned.window.activateWindow()
        planned.registry.action("plan_interview").trigger()
        dialog = box_of(qtbot, planned, PlanDialog)
        before = (dialog.when.moment(), dialog.when.day.text())
        dialog.when.is_agreed.click()
        offered[how] = before, dialog.when.day.value()
        dialog.done(0)

    assert offered == {
        "tomorrow": ((None, ""), date(2026, 11, 24)),
        "after the weekend": ((None, ""), date(2026, 11, 30)),
        "after a day off": ((None, ""), date(2026, 12, 1)),
    }


def test_a_time_reads_from_left_to_right_in_a_leftward_window(planned: Opened) -> None:
    when = planned.controller.interviews.editor.when

    planned.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert when.day.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert when.time.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert when.time.text() == "14:00"


def test_the_day_of_a_held_talk_is_looked_for_backwards_and_none_to_come_is_taken(
    planned: Opened, qtbot: QtBot, clock: SetClock
) -> None:
    when = planned.controller.interviews.editor.when
    clock.pass_days(3)
    planned.runner.do(MoveToStage(1, Stage.HELD))
    planned.finish()

    type_day(qtbot, when.day, "23 Nov")
    press(qtbot, Qt.Key.Key_Return)
    planned.finish()
    type_day(qtbot, when.day, "tomorrow")
    press(qtbot, Qt.Key.Key_Return)
    planned.finish()

    starts = _page(planned).draft.starts
    assert starts is not None
    assert starts.local.date() == MONDAY
    assert when.day.problem().endswith("choose today or an earlier day.")


def test_the_plan_of_a_talk_that_a_clock_took_is_looked_for_backwards_too(
    planned: Opened, qtbot: QtBot, clock: SetClock
) -> None:
    when = planned.controller.interviews.editor.when
    clock.pass_days(3)
    for command in (StartTalk(1), EndTalk(1), MoveToStage(1, Stage.HELD)):
        planned.runner.do(command)
    planned.finish()

    type_day(qtbot, when.day, "23 Nov")
    press(qtbot, Qt.Key.Key_Return)
    planned.finish()

    starts = _page(planned).draft.starts
    assert starts is not None
    assert starts.local.date() == MONDAY


def test_a_held_talk_without_a_day_is_offered_today(planned: Opened, clock: SetClock) -> None:
    when = planned.controller.interviews.editor.when
    clock.pass_days(3)
    planned.runner.do(MoveToStage(1, Stage.HELD))
    planned.finish()
    when.is_agreed.click()
    planned.finish()

    when.is_agreed.click()
    planned.finish()

    starts = _page(planned).draft.starts
    assert starts is not None
    assert starts.local.date() == clock.today()


def test_after_a_move_the_keys_are_on_the_page_and_in_no_field_of_the_plan(
    planned: Opened, qtbot: QtBot, clock: SetClock
) -> None:
    editor = planned.controller.interviews.editor
    clock.pass_days(3)
    planned.runner.do(AskSensitiveLast(1))
    planned.finish()
    button(editor, "We talked").setFocus()

    press(qtbot, Qt.Key.Key_Space)
    planned.finish()

    assert _page(planned).stage is Stage.HELD
    assert planned.window.focusWidget() is editor
    assert editor.verticalScrollBar().value() == 0
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    planned.finish()
    assert _page(planned).stage is Stage.SCHEDULED


def test_a_button_that_goes_leaves_the_keys_to_the_page(planned: Opened, qtbot: QtBot) -> None:
    editor = planned.controller.interviews.editor
    button(editor, "Ask sensitive ones last").setFocus()

    press(qtbot, Qt.Key.Key_Space)
    planned.finish()

    assert planned.window.focusWidget() is editor


def test_a_button_that_stays_keeps_the_keys(planned: Opened) -> None:
    editor = planned.controller.interviews.editor
    button(editor, "Find another time").setFocus()

    planned.runner.do(AskSensitiveLast(1))
    planned.finish()

    assert planned.window.focusWidget() is button(editor, "Find another time")
