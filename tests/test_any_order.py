"""Anything a user can do, in any order, with undo, redo and reopening between: nothing is lost, nothing half done."""

import shutil
import tempfile
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from builders import SetClock, a_contact, list_index_is_true, open_test_store
from examples import many
from insidescoop.commands.contacts import AddContact, AddContacts, DeleteContact, EditContact, RestoreContact
from insidescoop.commands.follow_up_doing import DoFollowUp
from insidescoop.commands.follow_up_rules import ChangeFollowUpRule, KeepHoliday, RecountFollowUps
from insidescoop.commands.follow_ups import DropFollowUp, EditFollowUp, SettleFollowUp, SnoozeFollowUp, TakeBackFollowUp
from insidescoop.commands.interactions import LogInteraction, RecordOutcome
from insidescoop.commands.interviews import (
    DeleteInterview,
    MovePlannedQuestion,
    MoveToStage,
    PlanCoreQuestions,
    PlanInterview,
    RemovePlannedQuestion,
)
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.merging import MarkDistinct, MergeContacts
from insidescoop.commands.organizations import MergeOrganizations
from insidescoop.commands.pitches import AddPitch, DeletePitch, RestorePitchVersion, WritePitch
from insidescoop.commands.positions import AcceptPosition
from insidescoop.commands.rehearsals import DeleteAllRecordings, DeleteRehearsal, KeepRehearsal
from insidescoop.commands.talks import EndTalk, KeepAnswer, KeepTalkNotes, StartTalk
from insidescoop.commands.wrap_up import KeepWrapUpDraft, WrapUp
from insidescoop.domain.contact_filters import ContactFilter, Showing
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.domain.follow_ups.rules import KEEP_IN_TOUCH, Unit
from insidescoop.domain.interactions import (
    InteractionDraft,
    InteractionKind,
    IntroductionDraft,
    OutcomeDraft,
    OutcomeKind,
)
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.domain.interviews.meeting import AskedState
from insidescoop.domain.moments import Moment
from insidescoop.domain.pitch.marks import Carried, Wording
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft
from insidescoop.queries.contact_list import contact_ids
from insidescoop.queries.debrief import debrief
from insidescoop.queries.follow_up_rules import rules_in
from insidescoop.queries.interview_board import interview_page, interview_rows
from insidescoop.queries.organization_page import target_rows
from insidescoop.queries.pitch_desk import pitch_draft, pitch_rows
from insidescoop.queries.pitch_versions import pitch_versions
from insidescoop.queries.rehearsals import rehearsal_log
from insidescoop.queries.search import found
from insidescoop.queries.soundness import soundness
from insidescoop.store import journal
from insidescoop.store.base import Base
from insidescoop.store.entities import Contact, FollowUp
from insidescoop.store.store import Store

NAMES = st.sampled_from(["Dana", "Łukasz", "李", "María José", "Ann <b>", "O'Brien; --", "نور"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CHOICES = st.integers(0, 1000)


def rows_of(store: Store) -> dict[str, list[Any]]:
    """Every row of every entity's table, in order of the id."""
    with store.reading() as session:
        connection = session.connection()
        return {
            table.name: list(connection.exec_driver_sql(f"SELECT * FROM {table.name} ORDER BY id"))  # noqa: S608
            for table in Base.metadata.sorted_tables
        }


class AnyOrder(RuleBasedStateMachine):
    """`history` holds every state since the beginning; `place` is where undo and redo have brought us."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = SetClock()
        self.store = open_test_store(self.folder, self.clock)
        self.history = [rows_of(self.store)]
        self.place = 0

    def do(self, command: Any) -> None:
        before = rows_of(self.store)
        try:
            done = self.store.do(command)
        except Problem:
            assert rows_of(self.store) == before
            return
        after = rows_of(self.store)
        assert bool(done.changes) == (after != before) or done.changes
        if done.changes:
            self.history = [*self.history[: self.place + 1], after]
            self.place += 1
        self.clock.pass_days(1)

    def do_in_series(self, command: Any) -> None:
        """Does what may go on with the newest step, or, where it ends as it began, take it away."""
        step, before = self.newest_step(), rows_of(self.store)
        try:
            self.store.do(command)
        except Problem:
            assert rows_of(self.store) == before
            return
        after, newest = rows_of(self.store), self.newest_step()
        if newest > step:
            self.place += 1
            self.history = [*self.history[: self.place], after]
            return
        if newest < step:
            self.place -= 1
            assert after == self.history[self.place]
        self.history = [*self.history[: self.place], after]

    def newest_step(self) -> int:
        with self.store._writer.begin() as connection:
            found = journal.step_to_undo(connection)
        return 0 if found is None else found.id

    def contacts(self, showing: Showing = Showing.ALL) -> tuple[int, ...]:
        with self.store.reading() as session:
            return contact_ids(session, ContactFilter(showing), today=self.clock.today())

    def one_contact(self, choice: int) -> int:
        ids = self.contacts()
        return ids[choice % len(ids)] if ids else 999

    def one_interview(self, choice: int) -> int:
        with self.store.reading() as session:
            rows = interview_rows(session)
        return rows[choice % len(rows)].id if rows else 999

    @rule(given=NAMES, notes=TEXTS, organization=NAMES, tag=NAMES)
    def add_contact(self, given: str, notes: str, organization: str, tag: str) -> None:
        self.do(AddContact(a_contact(given, "Okafor", notes=notes, organization=organization, tags=(tag,))))

    @rule(names=st.lists(NAMES, min_size=1, max_size=4))
    def add_many(self, names: list[str]) -> None:
        self.do(AddContacts(tuple(a_contact(name, "Bulk", organization="Harbor") for name in names)))

    @rule(choice=CHOICES, given=NAMES, notes=TEXTS, closed=st.booleans())
    def edit_contact(self, choice: int, given: str, notes: str, closed: bool) -> None:
        self.do(EditContact(self.one_contact(choice), a_contact(given, notes=notes, do_not_contact=closed)))

    @rule(choice=CHOICES)
    def delete_contact(self, choice: int) -> None:
        self.do(DeleteContact(self.one_contact(choice)))

    @rule()
    def restore_contact(self) -> None:
        for contact_id in self.contacts(Showing.TRASH)[:1]:
            self.do(RestoreContact(contact_id))

    @rule(choice=CHOICES, kind=st.sampled_from(list(InteractionKind)), summary=TEXTS)
    def log(self, choice: int, kind: InteractionKind, summary: str) -> None:
        happened = Moment(self.clock.now(), self.clock.zone)
        self.do(LogInteraction(InteractionDraft((self.one_contact(choice),), kind, happened, summary=summary)))

    @rule(choice=CHOICES, other=CHOICES)
    def introduce(self, choice: int, other: int) -> None:
        self.do(RecordIntroduction(IntroductionDraft(self.one_contact(choice), self.one_contact(other))))

    @rule(choice=CHOICES, other=CHOICES, are_one=st.booleans())
    def merge(self, choice: int, other: int, are_one: bool) -> None:
        one, two = self.one_contact(choice), self.one_contact(other)
        self.do(MergeContacts(one, two) if are_one else MarkDistinct(one, two))

    @rule(choice=CHOICES, other=CHOICES)
    def merge_organizations(self, choice: int, other: int) -> None:
        with self.store.reading() as session:
            rows = target_rows(session, is_target=False)
        if rows:
            self.do(MergeOrganizations(rows[choice % len(rows)].id, rows[other % len(rows)].id))

    @rule(name=TEXTS, text=TEXTS)
    def add_pitch(self, name: str, text: str) -> None:
        self.do(AddPitch(PitchDraft(name=name, who_i_am=text)))

    @rule(choice=CHOICES, text=TEXTS)
    def write_pitch(self, choice: int, text: str) -> None:
        with self.store.reading() as session:
            rows = pitch_rows(session)
        if rows:
            self.do(WritePitch(rows[choice % len(rows)].id, PitchDraft(name="P", what_i_can_do=text)))

    @rule(choice=CHOICES, text=TEXTS, seconds=st.sampled_from([0, 15, 60]))
    def mark_pitch(self, choice: int, text: str, seconds: int) -> None:
        with self.store.reading() as session:
            rows = pitch_rows(session)
            draft = pitch_draft(session, rows[choice % len(rows)].id) if rows else None
        if draft is not None:
            carried = (Carried(seconds, (Wording(15, text),) if text.strip() else ()),)
            marks = draft.rewritten("who_i_am", text or "I.").marks_with("who_i_am", carried)
            self.do(
                WritePitch(rows[choice % len(rows)].id, replace(draft, name="M", who_i_am=text or "I.", marks=marks))
            )

    @rule(choice=CHOICES)
    def restore_pitch(self, choice: int) -> None:
        with self.store.reading() as session:
            versions = [version.id for row in pitch_rows(session) for version in pitch_versions(session, row.id)]
        if versions:
            self.do(RestorePitchVersion(versions[choice % len(versions)]))

    @rule(choice=CHOICES)
    def delete_pitch(self, choice: int) -> None:
        with self.store.reading() as session:
            rows = pitch_rows(session)
        if rows:
            self.do(DeletePitch(rows[choice % len(rows)].id))

    @rule(choice=CHOICES, text=TEXTS, milliseconds=st.integers(0, 90_000), sound=st.none() | st.binary(max_size=3))
    def rehearse(self, choice: int, text: str, milliseconds: int, sound: bytes | None) -> None:
        with self.store.reading() as session:
            rows = pitch_rows(session)
        if rows:
            self.do(KeepRehearsal(RehearsalDraft(rows[choice % len(rows)].id, text, 30, milliseconds), sound))

    @rule(choice=CHOICES, are_all_recordings=st.booleans())
    def delete_rehearsal(self, choice: int, are_all_recordings: bool) -> None:
        if are_all_recordings:
            self.do(DeleteAllRecordings())
            return
        with self.store.reading() as session:
            logs = [rehearsal_log(session, row.id) for row in pitch_rows(session)]
        ids = [run.id for log in logs if log is not None for run in log.runs]
        if ids:
            self.do(DeleteRehearsal(ids[choice % len(ids)]))

    @rule(choice=CHOICES, in_days=st.none() | st.integers(0, 9), purpose=TEXTS)
    def plan_interview(self, choice: int, in_days: int | None, purpose: str) -> None:
        starts = None
        if in_days is not None:
            starts = Moment.at(self.clock.today() + timedelta(days=in_days), time(14), zone=self.clock.zone)
        self.do(PlanInterview(InterviewDraft((self.one_contact(choice),), purpose=purpose, starts=starts)))

    @rule(choice=CHOICES)
    def plan_questions(self, choice: int) -> None:
        self.do(PlanCoreQuestions(self.one_interview(choice)))

    @rule(choice=CHOICES, place=st.integers(-2, 12))
    def reorder_and_remove(self, choice: int, place: int) -> None:
        with self.store.reading() as session:
            page = interview_page(session, self.one_interview(choice))
        if page is not None and page.questions:
            question = page.questions[choice % len(page.questions)]
            self.do(MovePlannedQuestion(question.id, place))
            if place > 8:
                self.do(RemovePlannedQuestion(question.id))

    @rule(choice=CHOICES)
    def move_on(self, choice: int) -> None:
        interview_id = self.one_interview(choice)
        with self.store.reading() as session:
            page = interview_page(session, interview_id)
        if page is not None and page.moves:
            self.do(MoveToStage(interview_id, page.moves[choice % len(page.moves)]))

    @rule(choice=CHOICES, how=st.integers(0, 6), days=st.integers(-2, 20), words=TEXTS)
    def handle_follow_up(self, choice: int, how: int, days: int, words: str) -> None:
        with self.store.reading() as session:
            ids = list(session.scalars(select(FollowUp.id).order_by(FollowUp.id)))
        if ids:
            chosen, day = ids[choice % len(ids)], self.clock.today() + timedelta(days=days)
            ways = (SettleFollowUp(chosen), DropFollowUp(chosen), SnoozeFollowUp(chosen, day), DoFollowUp(chosen),
                    EditFollowUp(chosen, day, words), TakeBackFollowUp(chosen), TakeBackFollowUp(chosen))  # fmt: skip
            self.do(ways[how])

    @rule(choice=CHOICES, count=st.integers(0, 40), is_on=st.booleans(), day=st.integers(0, 30))
    def change_the_rules(self, choice: int, count: int, is_on: bool, day: int) -> None:
        with self.store.reading() as session:
            rule_ids = [each.rule_id for each in rules_in(session)]
        self.do(ChangeFollowUpRule(rule_ids[choice % len(rule_ids)], is_on, count, Unit.BUSINESS_DAYS))
        self.do(KeepHoliday(HolidayDraft(self.clock.today() + timedelta(days=day))))
        self.do(RecountFollowUps())

    @rule(choice=CHOICES, kind=st.sampled_from(list(OutcomeKind)))
    def outcome(self, choice: int, kind: OutcomeKind) -> None:
        interview_id, contact_id = self.one_interview(choice), self.one_contact(choice)
        self.do(RecordOutcome(OutcomeDraft(contact_id, kind, self.clock.today(), interview_id=interview_id)))
        self.do(AcceptPosition(self.clock.today(), self.contacts()))

    @rule(choice=CHOICES, is_over=st.booleans())
    def talk(self, choice: int, is_over: bool) -> None:
        interview_id = self.one_interview(choice)
        self.do(EndTalk(interview_id) if is_over else StartTalk(interview_id))

    @rule(choice=CHOICES, texts=st.lists(TEXTS, min_size=1, max_size=4), state=st.sampled_from(list(AskedState)))
    def note(self, choice: int, texts: list[str], state: AskedState) -> None:
        interview_id = self.one_interview(choice)
        with self.store.reading() as session:
            page = interview_page(session, interview_id)
        for text in texts:
            if page is not None and page.questions:
                self.do_in_series(KeepAnswer(page.questions[0].id, text, state, "here"))
            else:
                self.do_in_series(KeepTalkNotes(interview_id, text, "here"))

    @rule(choice=CHOICES, given=NAMES, promise=TEXTS, is_done=st.booleans())
    def wrap_up(self, choice: int, given: str, promise: str, is_done: bool) -> None:
        interview_id = self.one_interview(choice)
        notes = f"@{given} Berg\n-> {promise} by Fri\n? {promise}"
        self.do_in_series(KeepTalkNotes(interview_id, notes, "wrap-up"))
        with self.store.reading() as session:
            kept = debrief(session, interview_id, today=self.clock.today(), zone=self.clock.zone)
        if kept is not None and is_done:
            self.do(WrapUp(interview_id, kept.draft))
        elif kept is not None:
            self.do_in_series(KeepWrapUpDraft(interview_id, kept.draft, "here"))

    @rule(choice=CHOICES)
    def delete_interview(self, choice: int) -> None:
        self.do(DeleteInterview(self.one_interview(choice)))

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self) -> None:
        assert self.store.undo() is not None
        self.place -= 1
        assert rows_of(self.store) == self.history[self.place]

    @precondition(lambda self: self.place < len(self.history) - 1)
    @rule()
    def redo(self) -> None:
        assert self.store.redo() is not None
        self.place += 1
        assert rows_of(self.store) == self.history[self.place]

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_test_store(self.folder, self.clock)
        assert rows_of(self.store) == self.history[self.place]

    @invariant()
    def the_file_is_sound(self) -> None:
        if hasattr(self, "store"):
            with self.store.reading() as session:
                assert soundness(session).faults == ()

    @invariant()
    def nothing_is_due_twice_nor_for_whoever_is_to_be_left_alone(self) -> None:
        if hasattr(self, "store"):
            with self.store.reading() as session:
                keeping = {each.rule_id for each in rules_in(session) if each.trigger in KEEP_IN_TOUCH}
                rows = session.execute(
                    select(FollowUp.contact_id, FollowUp.rule, FollowUp.reason, Contact.do_not_contact)
                    .join(Contact, Contact.id == FollowUp.contact_id)
                    .where(FollowUp.settled_on.is_(None))
                ).all()
            reasons = [row.reason for row in rows if row.reason is not None]
            kept_up = [row.contact_id for row in rows if row.rule in keeping]
            assert len(reasons) == len(set(reasons))
            assert len(kept_up) == len(set(kept_up))
            assert not any(row.do_not_contact for row in rows)

    @invariant()
    def the_list_index_is_true(self) -> None:
        if hasattr(self, "store"):
            assert list_index_is_true(self.folder)

    @invariant()
    def search_finds_who_is_there_and_nobody_else(self) -> None:
        if hasattr(self, "store"):
            with self.store.reading() as session:
                people = {hit.id for hit in found(session, "bulk", at_most=200) if hit.kind.value == "contact"}
                shown = set(contact_ids(session, ContactFilter(text="bulk"), today=self.clock.today()))
            assert people == shown

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        while self.place:
            self.undo()
        assert self.store.undo() is None
        while self.place < len(self.history) - 1:
            self.redo()
        assert self.store.redo() is None
        if self.place:
            self.undo()
            self.do(AddContact(a_contact("Somebody", "New")))
            assert self.store.redo() is None
        self.store.close()
        shutil.rmtree(self.folder)


AnyOrder.TestCase.settings = settings(
    max_examples=many(20),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyOrder = AnyOrder.TestCase
