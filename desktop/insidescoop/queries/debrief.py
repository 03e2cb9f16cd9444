"""What is known of a talk after it: for the wrap-up, and for the thank-you."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interviews.wrap_ups import PromiseBy, WrapUpDraft, draft_from_text, with_found
from insidescoop.domain.letters.days import letter_day
from insidescoop.domain.meeting_notes import noted_lines, plain_notes
from insidescoop.domain.moments import local_zone_of
from insidescoop.domain.text import first_line
from insidescoop.domain.typed_days import DayOrder
from insidescoop.domain.values import frozen
from insidescoop.queries.talks import Talk, talk
from insidescoop.store.entities import Contact, Interview, InterviewPromise, Introduction, Outcome


@frozen
class Debrief:
    """A talk with its wrap-up as far as it is written; `is_done` once it was wrapped up."""

    talk: Talk
    draft: WrapUpDraft
    closeness: Closeness
    day: date
    is_done: bool


def debrief(
    session: Session, interview_id: int, *, today: date, zone: str, order: DayOrder = DayOrder.DAY_FIRST
) -> Debrief | None:
    """The wrap-up of a talk: what was written of it, and what the notes hold that it does not know yet.

    `today` stands for the day of a talk that has no time, `order` is how "by 12/4" is read. None if the talk is
    unknown.
    """
    shown = talk(session, interview_id)
    if shown is None:
        return None
    row = session.get_one(Interview, interview_id)
    began = row.talk_began_at or row.starts_at
    day = today if began is None else min(local_zone_of(began, zone).date(), today)
    draft = draft_from_text(row.wrap_up_draft) if row.wrap_up_draft else _kept(session, row)
    for text in (*(question.answer for question in shown.questions), shown.notes):
        draft = with_found(draft, noted_lines(text or "", day=day, order=order))
    closeness = session.get_one(Contact, shown.contact_id).closeness
    return Debrief(shown, _with_people_there(session, draft), closeness, day, row.wrapped_up_at is not None)


def _kept(session: Session, row: Interview) -> WrapUpDraft:
    outcomes = session.scalars(select(Outcome).where(Outcome.interview_id == row.id).order_by(Outcome.id))
    return WrapUpDraft(outcomes={outcome.kind: outcome.note for outcome in outcomes})


def _with_people_there(session: Session, draft: WrapUpDraft) -> WrapUpDraft:
    """The draft without references to people who have gone since; their names stay."""
    wanted = {row.contact_id for row in draft.names if row.contact_id is not None}
    there = set(session.scalars(select(Contact.id).where(Contact.id.in_(wanted), Contact.trashed_at.is_(None))))
    names = tuple(row if row.contact_id in there else replace(row, contact_id=None) for row in draft.names)
    return replace(draft, names=names)


@frozen
class ThankYouFacts:
    """What a thank-you can say of a talk; None for what was not noted.

    `specific_point` is the first thing learned, else the first answer; `named` are the people who were named;
    `promises` are what the user promised, each with its day as a letter says it.
    """

    specific_point: str | None = None
    named: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()


def thank_you_facts(session: Session, interview_id: int, *, today: date) -> ThankYouFacts:
    """What was noted in a talk for the fields of a thank-you written today; nothing for an unknown one."""
    row = session.get(Interview, interview_id)
    if row is None:
        return ThankYouFacts()
    answers = [answer for question in row.questions if (answer := plain_notes(question.answer or ""))]
    point = first_line(row.learned or next(iter(answers), None), at_most=200).strip(" -•*")
    named = session.scalars(
        select(Contact.display_name)
        .join(Introduction, Introduction.to_contact_id == Contact.id)
        .where(Introduction.interview_id == interview_id, Contact.trashed_at.is_(None))
        .order_by(Introduction.id)
    ).all()
    mine = session.scalars(
        select(InterviewPromise)
        .where(InterviewPromise.interview_id == interview_id, InterviewPromise.promised_by == PromiseBy.ME)
        .order_by(InterviewPromise.id)
    ).all()
    promises = tuple(
        promise.what if promise.due_on is None else f"{promise.what} by {letter_day(promise.due_on, today=today)}"
        for promise in mine
    )
    return ThankYouFacts(point or None, tuple(dict.fromkeys(named)), promises)
