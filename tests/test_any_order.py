"""Anything a user can do, in any order, with undo, redo and reopening between: nothing is lost, nothing half done."""

import shutil
import tempfile
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from builders import SetClock, a_contact, list_index_is_true, open_test_store
from insidescoop.commands.contacts import AddContact, AddContacts, DeleteContact, EditContact, RestoreContact
from insidescoop.commands.interactions import LogInteraction
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
from insidescoop.commands.pitches import AddPitch, DeletePitch, WritePitch
from insidescoop.commands.rehearsals import DeleteAllRecordings, DeleteRehearsal, KeepRehearsal
from insidescoop.domain.contact_filters import ContactFilter, Showing
from insidescoop.domain.interactions import InteractionDraft, InteractionKind, IntroductionDraft
from insidescoop.domain.interviews import InterviewDraft
from insidescoop.domain.moments import Moment
from insidescoop.domain.pitches import PitchDraft
from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsals import RehearsalDraft
from insidescoop.queries.contact_list import contact_ids
from insidescoop.queries.interview_board import interview_page, interview_rows
from insidescoop.queries.pitch_desk import pitch_rows
from insidescoop.queries.rehearsals import rehearsal_log
from insidescoop.queries.search import found
from insidescoop.queries.soundness import soundness
from insidescoop.store.base import Base
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

    @rule(name=TEXTS, text=TEXTS)
    def add_pitch(self, name: str, text: str) -> None:
        self.do(AddPitch(PitchDraft(name=name, who_i_am=text)))

    @rule(choice=CHOICES, text=TEXTS)
    def write_pitch(self, choice: int, text: str) -> None:
        with self.store.reading() as session:
            rows = pitch_rows(session)
        if rows:
            self.do(WritePitch(rows[choice % len(rows)].id, PitchDraft(name="P", what_i_can_do=text)))

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
        while self.place < len(self.history) - 1:
            self.redo()
        self.store.close()
        shutil.rmtree(self.folder)


AnyOrder.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyOrder = AnyOrder.TestCase
