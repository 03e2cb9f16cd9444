"""Every move between the stages, in any order: what it keeps to, and that a refused one changes nothing."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select

from builders import SetClock, add_contact, add_interview, open_test_store
from examples import many
from insidescoop.commands.interviews import EditInterview, MoveToStage
from insidescoop.domain.interviews.interviews import (
    EARLY,
    InterviewDraft,
    Stage,
    has_begun,
    moves_from,
    what_a_move_logs,
)
from insidescoop.domain.moments import Moment
from insidescoop.domain.problems import Invalid
from insidescoop.queries.interview_board import InterviewPage, interview_page, interview_rows
from insidescoop.store.entities import FollowUp, Interaction, Interview
from insidescoop.store.store import Store
from rows_of_stores import rows_of

ENDS = (Stage.DECLINED, Stage.NO_ANSWER, Stage.THANKED)


class EveryMove(RuleBasedStateMachine):
    """One talk that is moved, given a time, put off, and grows older."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = SetClock()
        self.store: Store = open_test_store(self.folder, self.clock)
        self.contact_id = add_contact(self.store)
        self.interview_id = add_interview(self.store, self.contact_id)

    def page(self) -> InterviewPage:
        with self.store.reading() as session:
            found = interview_page(session, self.interview_id, now=self.clock.now())
            rows = interview_rows(session, now=self.clock.now())
        assert found is not None
        assert rows[0].moves == found.moves
        return found

    def entries(self) -> int:
        with self.store.reading() as session:
            return session.scalar(select(func.count(Interaction.id))) or 0

    def do(self, command: Any) -> None:
        before, entries = rows_of(self.store), self.entries()
        done = self.store.do(command)
        after = rows_of(self.store)
        assert self.entries() - entries <= 1
        if not done.changes:
            return
        self.store.undo()
        assert rows_of(self.store) == before
        self.store.redo()
        assert rows_of(self.store) == after

    @rule(choice=st.integers(0, 9))
    def move_as_offered(self, choice: int) -> None:
        page = self.page()
        if page.moves:
            stage, entries = page.moves[choice % len(page.moves)], self.entries()
            logged = what_a_move_logs(page.stage, stage, minutes=page.draft.minutes)
            self.do(MoveToStage(self.interview_id, stage))
            assert self.page().stage is stage
            assert self.entries() == entries + (logged is not None)

    @rule(stage=st.sampled_from(list(Stage)))
    def move_anywhere(self, stage: Stage) -> None:
        if stage in self.page().moves:
            return
        before = rows_of(self.store)
        try:
            self.store.do(MoveToStage(self.interview_id, stage))
        except Invalid:
            assert rows_of(self.store) == before
        else:
            raise AssertionError(f"{stage} was not offered and yet taken")

    @rule(hours=st.integers(-30, 200))
    def agree_on_a_time(self, hours: int) -> None:
        starts = Moment(self.clock.now() + timedelta(hours=hours), self.clock.zone)
        self.do(EditInterview(self.interview_id, InterviewDraft((self.contact_id,), starts=starts)))

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.clock.instant += timedelta(hours=hours)

    @invariant()
    def a_scheduled_talk_has_a_time(self) -> None:
        if hasattr(self, "store"):
            page = self.page()
            assert page.stage is not Stage.SCHEDULED or page.draft.starts is not None

    @invariant()
    def nobody_is_said_to_have_talked_before_the_time(self) -> None:
        if hasattr(self, "store"):
            page = self.page()
            starts = page.draft.starts
            is_ahead = starts is not None and starts.instant - EARLY > self.clock.now()
            assert not (is_ahead and Stage.HELD in page.moves)

    @invariant()
    def no_two_follow_ups_wait_for_one_reason_and_an_end_leaves_none(self) -> None:
        if hasattr(self, "store"):
            with self.store.reading() as session:
                waiting = select(FollowUp.reason, FollowUp.rule, FollowUp.interview_id).where(
                    FollowUp.settled_on.is_(None)
                )
                rows = list(session.execute(waiting))
                stage = session.get_one(Interview, self.interview_id).stage
            reasons = [row.reason for row in rows]
            assert len(reasons) == len(set(reasons))
            of_talk = [row.rule for row in rows if row.interview_id == self.interview_id]
            # Writing down what was said may still wait when thanks have gone out: that is settled with them.
            assert not of_talk or stage not in ENDS

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)


EveryMove.TestCase.settings = settings(
    max_examples=many(12), stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
TestEveryMove = EveryMove.TestCase


def test_a_talk_still_ahead_cannot_be_said_to_be_over(store: Store, clock: SetClock) -> None:
    starts = Moment(clock.now() + timedelta(minutes=16), clock.zone)
    interview_id = add_interview(store, add_contact(store), starts=starts)
    before = rows_of(store)

    with pytest.raises(Invalid, match="still to come"):
        store.do(MoveToStage(interview_id, Stage.HELD))

    assert rows_of(store) == before
    clock.instant += timedelta(minutes=1)
    store.do(MoveToStage(interview_id, Stage.HELD))


def test_every_move_leads_to_a_stage_that_can_be_left_but_from_thanks() -> None:
    for stage in Stage:
        for has_time in (True, False):
            moves = moves_from(stage, has_time=has_time)
            assert stage not in moves
            assert bool(moves) == (stage is not Stage.THANKED)
            assert set(moves_from(stage, has_time=has_time, has_begun=False)) == set(moves) - {Stage.HELD}


def test_a_talk_may_begin_a_quarter_of_an_hour_early() -> None:
    now = SetClock().now()

    assert [has_begun(now + timedelta(minutes=minutes), now) for minutes in (15, 16)] == [True, False]
    assert has_begun(None, now)
