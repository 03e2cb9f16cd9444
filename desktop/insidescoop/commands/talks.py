"""What a user does in a talk: begin it, note what is said, tick off what was asked, end it."""

from sqlalchemy import select

from insidescoop.commands.contacts import add_person
from insidescoop.commands.follow_up_engine import let_go_of_writing, settle_for_interview
from insidescoop.commands.interviews import main_contact_of
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.drafts import insist
from insidescoop.domain.follow_ups.rules import Settled, Trigger
from insidescoop.domain.interviews.interviews import USUAL_MINUTES, InterviewDraft, Stage
from insidescoop.domain.interviews.meeting import AskedState, ClosingAsk
from insidescoop.domain.problems import Missing
from insidescoop.domain.text import first_line, tidy_text
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact, Interview, InterviewContact, PlannedQuestion
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class StartTalk:
    """Lets the clock of a talk run from now; one that was begun before goes on from its own beginning."""

    interview_id: int
    label: str = "Start the talk"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interview, self.interview_id)
        work.set_undo_label(f"Start the talk with {main_contact_of(work, row).display_name}")
        _begin(work, row)


@frozen
class StartTalkNow:
    """Begins a talk nobody planned, with a person kept or a new one, and returns the interview's id."""

    contact_id: int | None
    new_person: ContactDraft | None = None
    minutes: int = USUAL_MINUTES
    label: str = "Start a talk"

    def run(self, work: UnitOfWork) -> int:
        contact_id = self.contact_id
        if self.new_person is not None:
            contact_id = add_person(work, self.new_person).id
        draft = InterviewDraft(() if contact_id is None else (contact_id,), minutes=self.minutes)
        insist(draft.problems())
        work.get(Contact, contact_id)
        row = Interview(
            stage=Stage.SCHEDULED,
            planned_at=work.now,
            agreed_at=work.now,
            format=draft.format,
            minutes=draft.minutes,
            starts_at=work.now,
            starts_zone=work.zone,
            people=[InterviewContact(contact_id=contact_id, position=0)],
        )
        work.add(row)
        work.set_undo_label(f"Start a talk with {main_contact_of(work, row).display_name}")
        _begin(work, row)
        return row.id


@frozen
class EndTalk:
    """Stops the clock of a talk; what was noted stays open to be written on."""

    interview_id: int
    label: str = "End the talk"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interview, self.interview_id)
        work.set_undo_label(f"End the talk with {main_contact_of(work, row).display_name}")
        if row.talk_began_at is not None and row.talk_ended_at is None:
            row.talk_ended_at = max(work.now, row.talk_began_at)


@frozen
class KeepAnswer:
    """Keeps what was answered to a planned question, and how far it has come.

    What is kept of one question in one `sitting` is one step, however often it is kept.
    """

    planned_question_id: int
    answer: str | None
    state: AskedState
    sitting: str
    label: str = "Note answer"

    @property
    def series(self) -> str:
        """What names the step that this goes on with."""
        return f"answer {self.planned_question_id} {self.sitting}"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(PlannedQuestion, self.planned_question_id)
        work.set_undo_label(f"Note on “{first_line(row.text, at_most=48)}”")
        row.answer = tidy_text(self.answer)
        row.was_asked = self.state is AskedState.ASKED
        row.was_skipped = self.state is AskedState.SKIPPED


@frozen
class KeepTalkNotes:
    """Keeps the notes of a talk that belong to no question; of one sitting they are one step."""

    interview_id: int
    notes: str | None
    sitting: str
    label: str = "Note in the talk"

    @property
    def series(self) -> str:
        """What names the step that this goes on with."""
        return f"notes {self.interview_id} {self.sitting}"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interview, self.interview_id)
        work.set_undo_label(f"Notes of the talk with {main_contact_of(work, row).display_name}")
        row.talk_notes = tidy_text(self.notes)


@frozen
class TickClosingAsks:
    """Remembers which of the closing asks were asked."""

    interview_id: int
    asked: frozenset[ClosingAsk]
    label: str = "Tick a closing ask"

    def run(self, work: UnitOfWork) -> None:
        work.get(Interview, self.interview_id).closing_asked = (
            ",".join(ask.value for ask in ClosingAsk if ask in self.asked) or None
        )


@frozen
class MarkNothingNew:
    """Marks an answer as one that said nothing new, or takes the mark away: the user's own judgement."""

    planned_question_id: int
    is_nothing_new: bool

    @property
    def label(self) -> str:
        return "Mark as nothing new" if self.is_nothing_new else "Take away “nothing new”"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(PlannedQuestion, self.planned_question_id, "This answer")
        if row.answer is None:
            raise Missing("This answer")
        row.is_nothing_new = self.is_nothing_new


def _begin(work: UnitOfWork, row: Interview) -> None:
    # Two talks cannot go on at once: one nobody ended is over when the next begins.
    for other in work.session.scalars(
        select(Interview).where(
            Interview.talk_began_at.is_not(None), Interview.talk_ended_at.is_(None), Interview.id != row.id
        )
    ):
        other.talk_ended_at = work.now
    let_go_of_writing(work, (person.contact_id for person in row.people))
    row.talk_began_at = row.talk_began_at or work.now
    row.talk_ended_at = None
    if row.stage not in (Stage.SCHEDULED, Stage.HELD, Stage.THANKED):
        # They are talking: whatever was asked has been answered.
        settle_for_interview(work, row.id, how=Settled.DROPPED, triggers=(Trigger.ASKED, Trigger.REMINDED))
        row.stage, row.agreed_at = Stage.SCHEDULED, work.now
        row.starts_at, row.starts_zone = work.now, work.zone
