"""What was said in an interview that was held: learned, answered, promised, and who was named."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.wrap_ups import PromiseBy
from insidescoop.domain.values import frozen
from insidescoop.queries.talks import talk
from insidescoop.store.entities import Contact, Interview, InterviewPromise, Introduction


@frozen
class RecordedAnswer:
    """One question of the plan and what was answered."""

    planned_question_id: int
    question: str
    answer: str


@frozen
class RecordedPromise:
    """What one side promised; `due_on` is None where no day was named."""

    by: PromiseBy
    what: str
    due_on: date | None


@frozen
class InterviewRecord:
    """A held interview as it is looked back on; `names` are id and name of those who were named.

    `is_wrapped_up` once the wrap-up was done, `is_thanked` once a thank-you was sent.
    """

    learned: str | None
    surprised: str | None
    fits: str | None
    still_to_know: str | None
    sources: str | None
    notes: str | None
    answers: tuple[RecordedAnswer, ...]
    promises: tuple[RecordedPromise, ...]
    names: tuple[tuple[int, str], ...]
    is_wrapped_up: bool
    is_thanked: bool


def interview_record(session: Session, interview_id: int) -> InterviewRecord | None:
    """The record of an interview; None before it was held, and if it is unknown."""
    row, shown = session.get(Interview, interview_id), talk(session, interview_id)
    if row is None or shown is None or row.stage not in (Stage.HELD, Stage.THANKED):
        return None
    promises = session.scalars(
        select(InterviewPromise).where(InterviewPromise.interview_id == interview_id).order_by(InterviewPromise.id)
    )
    names = session.execute(
        select(Contact.id, Contact.display_name)
        .join(Introduction, Introduction.to_contact_id == Contact.id)
        .where(Introduction.interview_id == interview_id, Contact.trashed_at.is_(None))
        .order_by(Introduction.id)
    )
    return InterviewRecord(
        learned=row.learned,
        surprised=row.surprised,
        fits=row.fits,
        still_to_know=row.still_to_know,
        sources=row.sources,
        notes=row.talk_notes,
        answers=tuple(RecordedAnswer(each.id, each.text, each.answer) for each in shown.questions if each.answer),
        promises=tuple(RecordedPromise(each.promised_by, each.what, each.due_on) for each in promises),
        names=tuple((contact_id, name) for contact_id, name in names),
        is_wrapped_up=row.wrapped_up_at is not None,
        is_thanked=row.stage is Stage.THANKED,
    )
