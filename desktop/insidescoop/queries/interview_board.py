"""The interviews by stage, and one of them with its plan."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from insidescoop.domain.interviews import InterviewDraft, Stage, TimePlan, moves_from, time_plan
from insidescoop.domain.moments import Moment
from insidescoop.domain.questions import most_questions
from insidescoop.store.entities import (
    Contact,
    Interview,
    InterviewContact,
    Organization,
    Pitch,
    PlannedQuestion,
    Question,
)


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One interview in the list; `contact_name` is the main person's."""

    id: int
    stage: Stage
    contact_name: str
    organization: str | None
    starts: Moment | None
    minutes: int
    is_trashed: bool


@dataclass(frozen=True, slots=True)
class PlannedQuestionRow:
    """One question of a plan, in the order it will be asked; `minutes` None means if time allows."""

    id: int
    question_id: int | None
    text: str
    minutes: int | None
    answer: str | None
    was_asked: bool
    is_sensitive: bool
    check_website_first: bool


@dataclass(frozen=True, slots=True)
class InterviewPage:
    """One interview with its plan. `moves` are the stages it can go to next, likeliest first."""

    id: int
    draft: InterviewDraft
    stage: Stage
    moves: tuple[Stage, ...]
    contact_name: str
    contact_detail: str
    organization: str | None
    organization_id: int | None
    organization_notes: str | None
    pitch_name: str | None
    questions: tuple[PlannedQuestionRow, ...]
    plan: TimePlan

    @property
    def planned_minutes(self) -> int:
        """The minutes given to questions so far."""
        return sum(question.minutes or 0 for question in self.questions)

    @property
    def most_questions(self) -> int:
        """How many questions the talk can hold before the window warns."""
        return most_questions(self.plan.questions)


def interview_rows(session: Session) -> tuple[InterviewRow, ...]:
    """All interviews in order of stage; within one, those with a time first, soonest first, then newest plans."""
    rows = session.execute(
        select(Interview, Contact.display_name, Organization.name, Contact.trashed_at)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .outerjoin(Organization, Organization.id == _organization_id())
    )
    found = [
        InterviewRow(
            row.id,
            row.stage,
            name,
            organization,
            moment_of(row.starts_at, row.starts_zone),
            row.minutes,
            trashed_at is not None,
        )
        for row, name, organization, trashed_at in rows
    ]
    order = {stage: place for place, stage in enumerate(Stage)}

    def key(row: InterviewRow) -> tuple[int, bool, float, int]:
        starts = row.starts.instant.timestamp() if row.starts is not None else 0.0
        return order[row.stage], row.starts is None, starts, -row.id

    return tuple(sorted(found, key=key))


def interview_page(session: Session, interview_id: int) -> InterviewPage | None:
    """One interview; None if it is unknown."""
    row = session.get(Interview, interview_id)
    if row is None:
        return None
    contact = session.get_one(Contact, row.people[0].contact_id)
    organization_id = row.organization_id or contact.organization_id
    organization = session.get(Organization, organization_id) if organization_id is not None else None
    pitch = session.get(Pitch, row.opening_pitch_id) if row.opening_pitch_id is not None else None
    organization_name = organization.name if organization is not None else None
    trashed = "in the trash" if contact.trashed_at is not None else None
    return InterviewPage(
        id=row.id,
        draft=draft_of(row),
        stage=row.stage,
        moves=moves_from(row.stage, has_time=row.starts_at is not None),
        contact_name=contact.display_name,
        contact_detail=" · ".join(part for part in (contact.title, organization_name, trashed) if part),
        organization=organization_name,
        organization_id=organization_id,
        organization_notes=organization.research_notes if organization is not None else None,
        pitch_name=pitch.name if pitch is not None else None,
        questions=planned_questions(session, interview_id),
        plan=time_plan(row.minutes),
    )


def planned_questions(session: Session, interview_id: int) -> tuple[PlannedQuestionRow, ...]:
    """The questions of a plan, in the order they will be asked."""
    rows = session.execute(
        select(PlannedQuestion, Question.is_sensitive, Question.check_website_first)
        .outerjoin(Question, Question.id == PlannedQuestion.question_id)
        .where(PlannedQuestion.interview_id == interview_id)
        .order_by(PlannedQuestion.position, PlannedQuestion.id)
    )
    return tuple(
        PlannedQuestionRow(
            id=row.id,
            question_id=row.question_id,
            text=row.text,
            minutes=row.minutes,
            answer=row.answer,
            was_asked=row.was_asked,
            is_sensitive=bool(is_sensitive),
            check_website_first=bool(check_website_first),
        )
        for row, is_sensitive, check_website_first in rows
    )


def next_interview_id(session: Session, *, now: datetime) -> int | None:
    """The scheduled interview that comes next, or that is on (began less than its minutes ago); None if none is.

    Talks with people in the trash are passed over.
    """
    rows = session.execute(
        select(Interview.id, Interview.starts_at, Interview.minutes)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(Interview.stage == Stage.SCHEDULED, Interview.starts_at.is_not(None), Contact.trashed_at.is_(None))
        .order_by(Interview.starts_at, Interview.id)
    )
    for interview_id, starts_at, minutes in rows:
        if starts_at is not None and (now - starts_at).total_seconds() < minutes * 60:
            found: int = interview_id
            return found
    return None


def draft_of(row: Interview) -> InterviewDraft:
    """An interview's row as the draft it was planned from."""
    return InterviewDraft(
        contact_ids=tuple(person.contact_id for person in row.people),
        organization_id=row.organization_id,
        purpose=row.purpose,
        format=row.format,
        starts=moment_of(row.starts_at, row.starts_zone),
        minutes=row.minutes,
        place=row.place,
        opening_pitch_id=row.opening_pitch_id,
        opening_pitch_seconds=row.opening_pitch_seconds,
        research_notes=row.research_notes,
        logistics=row.logistics,
    )


def moment_of(instant: datetime | None, zone: str | None) -> Moment | None:
    """Two columns as one moment; None where no time is set."""
    return None if instant is None or zone is None else Moment(instant, zone)


def _organization_id() -> ColumnElement[int | None]:
    return func.coalesce(Interview.organization_id, Contact.organization_id)
