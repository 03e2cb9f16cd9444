"""The interviews by stage, and one of them with its plan."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.interviews.interviews import (
    QUIET_DAYS,
    USUAL_MINUTES,
    InterviewDraft,
    Stage,
    TimePlan,
    has_begun,
    is_agreed,
    missing_place,
    moves_from,
    time_plan,
)
from insidescoop.domain.interviews.meeting import minutes_talked, talk_begins
from insidescoop.domain.interviews.plan_warnings import AskedQuestion, PlanWarning, plan_warnings
from insidescoop.domain.moments import Moment, local_zone_of
from insidescoop.domain.questions.picking import CLOSING_ID
from insidescoop.domain.questions.questions import QuestionSource, most_questions
from insidescoop.domain.questions.recent_news import with_news
from insidescoop.domain.values import frozen
from insidescoop.queries.talk_people import people_of
from insidescoop.store.drafts import draft_from
from insidescoop.store.entities import (
    Contact,
    Interaction,
    Interview,
    InterviewContact,
    Organization,
    Pitch,
    PlannedQuestion,
    Question,
)


@frozen
class InterviewRow:
    """One interview in the list; `contact_name` is the main person's, `starts` and `minutes` when it is or was."""

    id: int
    stage: Stage
    contact_name: str
    organization: str | None
    starts: Moment | None
    minutes: int
    is_trashed: bool
    moves: tuple[Stage, ...] = ()


@frozen
class PlannedQuestionRow:
    """One question of a plan, in the order it will be asked; `minutes` None means if time allows.

    `spoken` is the text with the organization's news in it; `is_closing` marks the
    question a talk ends with, `is_own` one of the user's wording.
    """

    id: int
    question_id: int | None
    text: str
    minutes: int | None
    answer: str | None
    was_asked: bool
    is_sensitive: bool
    check_website_first: bool
    spoken: str = ""
    is_closing: bool = False
    is_own: bool = False


@frozen
class InterviewPage:
    """One interview with its plan. `moves` are the stages it can go to next, likeliest first.

    `people` are id and name of everybody, the main person first; `contact_time_zone` is where that person is, if
    known, `contact_phone` their first number; `quiet_until` the day before which somebody who did not answer should not
    be asked again. `moment` and `minutes` are when the talk is to be or was held and how long, which the draft's
    time and length need not be.
    """

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
    people: tuple[tuple[int, str], ...] = ()
    contact_time_zone: str | None = None
    quiet_until: date | None = None
    moment: Moment | None = None
    minutes: int = USUAL_MINUTES
    contact_phone: str | None = None

    @property
    def missing_place(self) -> str | None:
        """Which place, link or number is still missing, in words; None if none is, or no time is agreed on."""
        if self.stage is not Stage.SCHEDULED:
            return None
        return missing_place(self.draft.format, place=self.draft.place, phone=self.contact_phone)

    @property
    def planned_minutes(self) -> int:
        """The minutes given to questions so far."""
        return sum(question.minutes or 0 for question in self.questions)

    def warnings(self) -> tuple[PlanWarning, ...]:
        """What to look at in the questions."""
        return plan_warnings(
            [as_asked(row) for row in self.questions],
            question_minutes=self.plan.questions,
            minutes_before=self.plan.opening + self.plan.pitch,
        )

    @property
    def most_questions(self) -> int:
        """How many questions the talk can hold before the window warns."""
        return most_questions(self.plan.questions)


def has_interviews(session: Session) -> bool:
    """True if there is any interview."""
    return session.scalar(select(Interview.id).limit(1)) is not None


def interview_rows(session: Session, *, now: datetime | None = None) -> tuple[InterviewRow, ...]:
    """All interviews in order of stage; within one, those with a time first, soonest first, then newest plans.

    The moves offered are those at `now`; without it every talk may have begun.
    """
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
            moment_of_talk(row),
            minutes_of_talk(row),
            trashed_at is not None,
            _moves(row, now),
        )
        for row, name, organization, trashed_at in rows
    ]
    order = {stage: place for place, stage in enumerate(Stage)}

    def key(row: InterviewRow) -> tuple[int, bool, float, int]:
        starts = row.starts.instant.timestamp() if row.starts is not None else 0.0
        return order[row.stage], row.starts is None, starts, -row.id

    return tuple(sorted(found, key=key))


def interview_page(session: Session, interview_id: int, *, now: datetime | None = None) -> InterviewPage | None:
    """One interview, with the moves it is offered at `now`; None if it is unknown."""
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
        moves=_moves(row, now),
        contact_name=contact.display_name,
        contact_detail=" · ".join(part for part in (contact.title, organization_name, trashed) if part),
        organization=organization_name,
        organization_id=organization_id,
        organization_notes=organization.research_notes if organization is not None else None,
        pitch_name=pitch.name if pitch is not None else None,
        questions=planned_questions(session, interview_id),
        plan=plan_of(session, row),
        people=people_of(session, interview_id),
        contact_time_zone=contact.time_zone,
        quiet_until=quiet_until(session, row),
        moment=moment_of_talk(row),
        minutes=minutes_of_talk(row),
        contact_phone=contact.phones[0].value if contact.phones else None,
    )


def _moves(row: Interview, now: datetime | None) -> tuple[Stage, ...]:
    is_on = now is None or has_begun(row.talk_began_at or row.starts_at, now)
    return moves_from(row.stage, has_time=row.starts_at is not None, has_begun=is_on)


def quiet_until(session: Session, row: Interview) -> date | None:
    """The day from which somebody who did not answer may be asked again; None for every other stage."""
    if row.stage is not Stage.NO_ANSWER:
        return None
    closed = session.scalars(
        select(Interaction)
        .where(Interaction.interview_id == row.id, Interaction.kind == InteractionKind.NOTE)
        .order_by(Interaction.happened_at.desc(), Interaction.id.desc())
        .limit(1)
    ).first()
    if closed is None:
        return None
    return local_zone_of(closed.happened_at, closed.happened_zone).date() + timedelta(days=QUIET_DAYS)


def planned_questions(session: Session, interview_id: int) -> tuple[PlannedQuestionRow, ...]:
    """The questions of a plan, in the order they will be asked."""
    notes = session.scalar(
        select(Organization.research_notes)
        .join(Interview, Interview.id == interview_id)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(Organization.id == _organization_id())
    )
    rows = session.execute(
        select(
            PlannedQuestion,
            Question.is_sensitive,
            Question.check_website_first,
            Question.built_in_id,
            Question.source,
        )
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
            spoken=with_news(row.text, notes),
            is_closing=built_in_id == CLOSING_ID,
            is_own=source in (None, QuestionSource.OWN),
        )
        for row, is_sensitive, check_website_first, built_in_id, source in rows
    )


def as_asked(row: PlannedQuestionRow) -> AskedQuestion:
    """A planned question as warnings look at it."""
    return AskedQuestion(row.spoken, row.minutes, row.is_sensitive, row.check_website_first, row.is_closing)


def next_interview_id(session: Session, *, now: datetime) -> int | None:
    """The scheduled interview that comes next, or that is on (began less than its minutes ago); None if none is.

    Talks with people in the trash, and those that are over, are passed over.
    """
    begins = func.coalesce(Interview.talk_began_at, Interview.starts_at)
    rows = session.execute(
        select(Interview.id, begins, Interview.minutes)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(Interview.stage == Stage.SCHEDULED, Interview.starts_at.is_not(None), Contact.trashed_at.is_(None))
        .where(Interview.talk_ended_at.is_(None))
        .order_by(begins, Interview.id)
    )
    for interview_id, begins_at, minutes in rows:
        if (now - begins_at).total_seconds() < minutes * 60:
            found: int = interview_id
            return found
    return None


def draft_of(row: Interview) -> InterviewDraft:
    """An interview's row as the draft it was planned from."""
    return draft_from(
        row,
        InterviewDraft,
        contact_ids=tuple(person.contact_id for person in row.people),
        starts=moment_of(row.starts_at, row.starts_zone),
    )


def pitch_seconds_of(session: Session, row: Interview) -> int | None:
    """The length of the pitch an interview opens with; None without one."""
    pitch = session.get(Pitch, row.opening_pitch_id) if row.opening_pitch_id is not None else None
    return None if pitch is None else row.opening_pitch_seconds or pitch.target_seconds


def plan_of(session: Session, row: Interview) -> TimePlan:
    """How the minutes of an interview are shared out."""
    return time_plan(row.minutes, pitch_seconds=pitch_seconds_of(session, row))


def moment_of(instant: datetime | None, zone: str | None) -> Moment | None:
    """Two columns as one moment; None where no time is set."""
    return None if instant is None or zone is None else Moment(instant, zone)


def moment_of_talk(row: Interview) -> Moment | None:
    """When a talk is to begin, and once its clock was started, when that was; None for no time that is agreed."""
    return talk_begins(row.stage, planned=moment_of(row.starts_at, row.starts_zone), began=row.talk_began_at)


def minutes_of_talk(row: Interview) -> int:
    """How long a talk is to be, and once its clock was stopped, how long it was."""
    if not is_agreed(row.stage):
        return row.minutes
    return minutes_talked(row.minutes, began=row.talk_began_at, ended=row.talk_ended_at)


def _organization_id() -> ColumnElement[int | None]:
    return func.coalesce(Interview.organization_id, Contact.organization_id)
