"""A talk for which another time is looked for, or that is asked for anew, has no time until one is agreed."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from builders import MONDAY, SetClock, add_contact, add_interview, at
from insidescoop.commands.interviews import EditInterview, MoveToStage
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.talks import StartTalk
from insidescoop.domain.interactions import IntroductionDraft
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.moments import Moment
from insidescoop.queries.interview_board import InterviewPage, interview_page
from insidescoop.store.entities import FollowUp
from insidescoop.store.store import Store
from test_any_order import rows_of

FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def agreed(store: Store) -> int:
    """An interview with Dana, whom Aiko named, on Friday."""
    dana = add_contact(store)
    store.do(RecordIntroduction(IntroductionDraft(add_contact(store, "Aiko", "Ito"), dana)))
    return add_interview(store, dana, starts=at(FRIDAY))


def page(store: Store, interview_id: int) -> InterviewPage:
    with store.reading() as session:
        kept = interview_page(session, interview_id)
    assert kept is not None
    return kept


def open_rules(store: Store) -> list[str | None]:
    with store.reading() as session:
        return list(session.scalars(select(FollowUp.rule).where(FollowUp.settled_on.is_(None))))


def test_looking_for_another_time_gives_the_old_one_up_and_presses_nobody_else(store: Store, agreed: int) -> None:
    before = rows_of(store)

    store.do(MoveToStage(agreed, Stage.ASKED))

    shown = page(store, agreed)
    assert (shown.stage, shown.draft.starts, shown.moment) == (Stage.ASKED, None, None)
    assert open_rules(store) == ["F02"]
    store.undo()
    assert rows_of(store) == before


def test_the_other_time_schedules_the_talk_as_soon_as_it_is_given(store: Store, agreed: int) -> None:
    store.do(MoveToStage(agreed, Stage.ASKED))

    store.do(EditInterview(agreed, InterviewDraft((1,), starts=at(FRIDAY, time(9)))))

    assert page(store, agreed).stage is Stage.SCHEDULED
    assert set(open_rules(store)) == {"F05", "F06"}


def test_a_talk_that_was_cancelled_and_is_asked_for_again_has_no_time(store: Store, agreed: int) -> None:
    store.do(MoveToStage(agreed, Stage.DECLINED))
    cancelled = page(store, agreed)

    store.do(MoveToStage(agreed, Stage.TO_ASK))

    assert (cancelled.draft.starts, cancelled.moment) == (at(FRIDAY), None)
    assert page(store, agreed).draft.starts is None


def test_a_cancelled_talk_that_takes_place_after_all_is_one_of_now(store: Store, agreed: int, clock: SetClock) -> None:
    store.do(MoveToStage(agreed, Stage.DECLINED))

    store.do(StartTalk(agreed))

    assert page(store, agreed).draft.starts == Moment(clock.now(), clock.zone)
