"""An interview whose clock ran shows when it was and how long it took, wherever it is shown; never its plan."""

from datetime import UTC, datetime, time, timedelta

import pytest

from builders import MONDAY, ZONE, SetClock, add_contact, add_interview, at
from insidescoop.commands.interviews import EditInterview, MoveToStage, PlanInterview
from insidescoop.commands.talks import EndTalk, StartTalk
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.interviews.meeting import minutes_talked
from insidescoop.domain.letters.templates import TemplateKind, begun
from insidescoop.domain.moments import Moment
from insidescoop.queries.calendar_entries import interview_entries
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.interview_board import interview_page, interview_rows, next_interview_id
from insidescoop.queries.letter_fields import letter_start, next_letter
from insidescoop.queries.organization_page import organization_page
from insidescoop.queries.prep_sheet import prep_sheet
from insidescoop.queries.today import today
from insidescoop.store.store import Store
from insidescoop.ui.today.entries import meeting_entry

BEGAN = Moment(datetime(2026, 11, 23, 14, 0, tzinfo=UTC), ZONE)


@pytest.fixture
def interview_id(store: Store, clock: SetClock) -> int:
    """An interview planned for the evening for 20 minutes that began and ended in the morning, after one."""
    contact_id = add_contact(store, organization="Harbor")
    planned: int = store.do(PlanInterview(InterviewDraft((contact_id,), starts=at(MONDAY, time(23, 50))))).result
    store.do(StartTalk(planned))
    clock.instant += timedelta(minutes=1)
    store.do(EndTalk(planned))
    return planned


def test_one_that_ended_before_its_time_can_be_wrapped_up_and_thanked_for(
    store: Store, clock: SetClock, interview_id: int
) -> None:
    with store.reading() as session:
        shown = today(session, now=clock.now(), zone=ZONE)
        letter = next_letter(session, 1, interview_id, now=clock.now())

    assert [(meeting.is_over, meeting.starts, meeting.minutes) for meeting in shown.meetings] == [(True, BEGAN, 1)]
    assert meeting_entry(shown.meetings[0], today=MONDAY, is_near=False).detail == (
        "today, 09:00, 1 minute · over: how was it?"
    )
    assert letter is TemplateKind.THANK_YOU
    store.do(MoveToStage(interview_id, Stage.HELD))


def test_one_that_waits_for_its_wrap_up_shows_when_it_was(store: Store, clock: SetClock, interview_id: int) -> None:
    with store.reading() as session:
        row = interview_rows(session)[0]
        page = interview_page(session, interview_id)
        card = contact_card(session, 1)
        there = organization_page(session, 1)
        comes_next = next_interview_id(session, now=clock.now())

    assert page is not None
    assert card is not None
    assert there is not None
    assert (row.starts, row.minutes) == (BEGAN, 1)
    assert page.moment == card.interviews[0].starts == there.meetings[0].happened == BEGAN
    assert there.meetings[0].words == "Interview"
    assert comes_next is None


def test_one_that_is_on_shows_when_it_began_and_how_long_it_is_to_be(store: Store, clock: SetClock) -> None:
    planned = add_interview(store, add_contact(store), starts=at(MONDAY, time(23, 50)))

    store.do(StartTalk(planned))

    with store.reading() as session:
        row = interview_rows(session)[0]
        shown = today(session, now=clock.now(), zone=ZONE)
        comes_next = next_interview_id(session, now=clock.now())
    assert (row.starts, row.minutes) == (BEGAN, 20)
    assert [(meeting.is_over, meeting.starts, meeting.minutes) for meeting in shown.meetings] == [(False, BEGAN, 20)]
    assert comes_next == planned


@pytest.mark.parametrize("is_put_back", [True, False])
def test_one_that_is_given_a_later_time_is_still_to_come(
    store: Store, clock: SetClock, interview_id: int, is_put_back: bool
) -> None:
    later = at(MONDAY + timedelta(days=3))
    if is_put_back:
        store.do(MoveToStage(interview_id, Stage.ASKED))

    store.do(EditInterview(interview_id, InterviewDraft((1,), starts=later)))

    with store.reading() as session:
        shown = today(session, now=clock.now(), zone=ZONE)
    assert [(meeting.is_over, meeting.starts, meeting.minutes) for meeting in shown.meetings] == [(False, later, 20)]


def test_every_place_says_when_it_was_and_how_long(store: Store, clock: SetClock, interview_id: int) -> None:
    store.do(MoveToStage(interview_id, Stage.HELD))

    with store.reading() as session:
        row = interview_rows(session)[0]
        page = interview_page(session, interview_id)
        entry = interview_entries(session, now=clock.now())[0]
        card = contact_card(session, 1)
        sheet = prep_sheet(session, interview_id, zone=ZONE)
        start = letter_start(session, 1, interview_id, now=clock.now(), zone=ZONE)
    assert page is not None
    assert card is not None
    assert sheet is not None
    assert start is not None
    assert (row.starts, row.minutes) == (entry.starts, entry.minutes) == (BEGAN, 1)
    assert page.moment == card.interviews[0].starts == BEGAN
    assert sheet.starts_at == BEGAN.local
    assert card.timeline[0].summary == "Talked for 1 minute"
    thanks = begun("Thank you for giving me {minutes} minutes at {time}", start.values_for(TemplateKind.THANK_YOU))
    assert thanks == "Thank you for your time at 09:00"
    assert start.values_for(TemplateKind.OUTREACH)["minutes"] == "20"


def test_a_forgotten_clock_says_nothing_of_how_long_it_was() -> None:
    began = BEGAN.instant

    assert minutes_talked(20, began=began, ended=began + timedelta(minutes=80)) == 80
    assert minutes_talked(20, began=began, ended=began + timedelta(hours=9)) == 20
