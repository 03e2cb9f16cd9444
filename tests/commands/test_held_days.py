"""The day of a talk that was held, corrected in one place: everything that tells of it goes along."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from builders import MONDAY, SetClock, add_contact, add_interview, at
from insidescoop.commands.follow_ups import SnoozeFollowUp
from insidescoop.commands.interactions import EditInteraction
from insidescoop.commands.interviews import EditInterview, MoveToStage
from insidescoop.commands.talks import EndTalk, StartTalk
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import Direction, InteractionDraft, InteractionKind
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.moments import Moment
from insidescoop.domain.problems import Invalid
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.interview_board import InterviewPage, interview_page
from insidescoop.store.entities import FollowUp
from insidescoop.store.store import Store
from test_any_order import rows_of

FRIDAY = MONDAY - timedelta(days=3)
WEDNESDAY = MONDAY - timedelta(days=5)


@pytest.fixture
def held(store: Store) -> int:
    """An interview with Dana on Friday at 14:00, which was held."""
    interview_id = add_interview(store, add_contact(store, closeness=Closeness.WARM), starts=at(FRIDAY))
    store.do(MoveToStage(interview_id, Stage.HELD))
    return interview_id


def card(store: Store) -> ContactCard:
    with store.reading() as session:
        kept = contact_card(session, 1)
    assert kept is not None
    return kept


def page(store: Store, interview_id: int) -> InterviewPage:
    with store.reading() as session:
        kept = interview_page(session, interview_id)
    assert kept is not None
    return kept


def due_days(store: Store) -> dict[str, date]:
    with store.reading() as session:
        rows = session.scalars(select(FollowUp).where(FollowUp.settled_on.is_(None)))
        return {row.rule or "": row.due_on for row in rows}


def entry_on(day: date) -> InteractionDraft:
    noon = Moment.at(day, time(12), zone="America/New_York")
    return InteractionDraft((1,), InteractionKind.INTERVIEW, noon, Direction.BOTH, summary="Talked")


def all_days(store: Store, interview_id: int) -> tuple[date | None, ...]:
    """The day of the interview, of the entry, of writing down, of thanking and of keeping in touch."""
    moment, due = page(store, interview_id).moment, due_days(store)
    entry = card(store).timeline[0].happened.local.date()
    return (moment and moment.local.date(), entry, due["F07"], due["F08"], due["F16"] - timedelta(days=90))


def test_the_timeline_and_the_follow_ups_go_to_the_interviews_new_day_in_one_step(store: Store, held: int) -> None:
    before = rows_of(store)

    store.do(EditInterview(held, InterviewDraft((1,), starts=at(WEDNESDAY, time(9)))))

    assert all_days(store, held) == (*[WEDNESDAY] * 3, WEDNESDAY + timedelta(days=1), WEDNESDAY)
    assert card(store).timeline[0].happened == at(WEDNESDAY, time(9))
    store.undo()
    assert rows_of(store) == before


def test_the_interview_goes_to_the_day_of_its_entry_at_its_own_hour(store: Store, held: int) -> None:
    before = rows_of(store)

    store.do(EditInteraction(1, entry_on(WEDNESDAY)))

    assert all_days(store, held) == (*[WEDNESDAY] * 3, WEDNESDAY + timedelta(days=1), WEDNESDAY)
    assert page(store, held).moment == at(WEDNESDAY)
    store.undo()
    assert rows_of(store) == before


def test_a_talk_whose_clock_ran_keeps_its_length_on_the_day_of_its_entry(store: Store, clock: SetClock) -> None:
    interview_id = add_interview(store, add_contact(store), starts=at(MONDAY))
    store.do(StartTalk(interview_id))
    clock.instant += timedelta(minutes=35)
    store.do(EndTalk(interview_id))
    store.do(MoveToStage(interview_id, Stage.HELD))
    began = page(store, interview_id).moment

    store.do(EditInteraction(1, entry_on(WEDNESDAY)))

    moved = page(store, interview_id)
    assert began is not None
    assert moved.moment == Moment(began.instant - timedelta(days=5), began.zone)
    assert (moved.minutes, moved.draft.starts) == (35, at(MONDAY))


def test_words_changed_in_an_entry_leave_the_interview_alone(store: Store, held: int) -> None:
    before = page(store, held)

    store.do(EditInteraction(1, InteractionDraft((1,), InteractionKind.INTERVIEW, at(FRIDAY), notes="Kind.")))

    assert page(store, held) == before


def test_what_was_put_off_stays_where_it_was_put(store: Store, held: int) -> None:
    thanks = next(step for step in card(store).next_steps if "Thank" in step.what)
    store.do(SnoozeFollowUp(thanks.id, MONDAY + timedelta(days=2)))

    store.do(EditInterview(held, InterviewDraft((1,), starts=at(WEDNESDAY))))

    assert due_days(store)["F08"] == MONDAY + timedelta(days=2)


def test_a_talk_that_was_held_is_not_put_on_a_day_to_come(store: Store, held: int) -> None:
    with pytest.raises(Invalid, match="in the future"):
        store.do(EditInterview(held, InterviewDraft((1,), starts=at(MONDAY + timedelta(days=1)))))


def test_the_entry_tells_the_corrected_length_too_unless_it_says_something_else(store: Store, held: int) -> None:
    plan = InterviewDraft((1,), starts=at(FRIDAY), minutes=35)

    store.do(EditInterview(held, plan))
    corrected = card(store).timeline[0].summary
    store.do(EditInteraction(1, entry_on(FRIDAY)))
    store.do(EditInterview(held, replace(plan, minutes=40)))

    assert corrected == "Talked for 35 minutes"
    assert card(store).timeline[0].summary == "Talked"
