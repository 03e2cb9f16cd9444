"""A talk as its own window shows it, and the one that goes on."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.meeting import AskedState, ClosingAsk
from insidescoop.domain.values import frozen
from insidescoop.queries.interview_board import pitch_seconds_of, planned_questions
from insidescoop.store.entities import Contact, Interview, InterviewContact, PlannedQuestion


@frozen
class TalkQuestion:
    """One question of a talk, with the news in it; `minutes` None means if time allows."""

    id: int
    text: str
    minutes: int | None
    answer: str | None
    state: AskedState
    is_nothing_new: bool


@frozen
class Talk:
    """One talk with its questions in order. `began` is None before its clock was started, `ended` while it runs."""

    interview_id: int
    contact_id: int
    contact_name: str
    stage: Stage
    purpose: str | None
    minutes: int
    began: datetime | None
    ended: datetime | None
    notes: str | None
    closing_asked: frozenset[ClosingAsk]
    questions: tuple[TalkQuestion, ...]
    pitch_seconds: int | None = None


@frozen
class RunningTalk:
    """The talk that goes on."""

    interview_id: int
    contact_name: str
    minutes: int
    began: datetime


def talk(session: Session, interview_id: int) -> Talk | None:
    """One talk; None if it is unknown."""
    row = session.get(Interview, interview_id)
    if row is None:
        return None
    contact = session.get_one(Contact, row.people[0].contact_id)
    spoken = {question.id: question.spoken for question in planned_questions(session, interview_id)}
    return Talk(
        interview_id=row.id,
        contact_id=contact.id,
        contact_name=contact.display_name,
        stage=row.stage,
        purpose=row.purpose,
        minutes=row.minutes,
        began=row.talk_began_at,
        ended=row.talk_ended_at,
        pitch_seconds=pitch_seconds_of(session, row),
        notes=row.talk_notes,
        closing_asked=frozenset(ClosingAsk(word) for word in (row.closing_asked or "").split(",") if word),
        questions=tuple(_question(question, spoken[question.id]) for question in row.questions),
    )


def _question(row: PlannedQuestion, spoken: str) -> TalkQuestion:
    state = AskedState.ASKED if row.was_asked else AskedState.SKIPPED if row.was_skipped else AskedState.OPEN
    return TalkQuestion(row.id, spoken, row.minutes, row.answer, state, row.is_nothing_new)


def running_talk(session: Session) -> RunningTalk | None:
    """The talk that was begun and not ended; None if none goes on. The newest of several."""
    found = session.execute(
        select(Interview, Contact.display_name)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(Interview.talk_began_at.is_not(None), Interview.talk_ended_at.is_(None), Contact.trashed_at.is_(None))
        .order_by(Interview.talk_began_at.desc(), Interview.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    row, name = found
    began = row.talk_began_at
    return None if began is None else RunningTalk(row.id, name, row.minutes, began)


def with_answer(shown: Talk, question_id: int, *, answer: str | None, state: AskedState) -> Talk:
    """The talk as it is with another answer to one question."""
    return replace(
        shown,
        questions=tuple(
            replace(question, answer=answer, state=state) if question.id == question_id else question
            for question in shown.questions
        ),
    )
