"""What can stand in a calendar: interviews with a time, and what is due, in the words a calendar shows."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.calendars import CalendarEntry, Guest, follow_up_uid, interview_uid
from insidescoop.queries.interview_board import minutes_of_talk, moment_of_talk
from insidescoop.store.entities import Contact, ContactEmail, FollowUp, Interview, InterviewContact, Organization

MINUTES_BEFORE_A_TALK, MORNING = 30, 9 * 60
"""When a calendar's alarm rings: half an hour before a talk; at nine on the day something is due."""


def interview_entries(session: Session, *, now: datetime, interview_id: int | None = None) -> tuple[CalendarEntry, ...]:
    """Every interview with a time that is agreed, soonest first, or the one of an id; trash left out."""
    statement = (
        select(Interview)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(Interview.starts_at.is_not(None), Contact.trashed_at.is_(None))
        .order_by(func.coalesce(Interview.talk_began_at, Interview.starts_at), Interview.id)
    )
    if interview_id is not None:
        statement = statement.where(Interview.id == interview_id)
    return tuple(
        _of_interview(session, row, now) for row in session.scalars(statement) if moment_of_talk(row) is not None
    )


def follow_up_entries(session: Session, *, now: datetime, until: date | None = None) -> tuple[CalendarEntry, ...]:
    """What is still to be done, soonest first, each on its day; up to a day if one is given. Trash left out."""
    statement = (
        select(FollowUp, Contact)
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.settled_on.is_(None), Contact.trashed_at.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    if until is not None:
        statement = statement.where(FollowUp.due_on <= until)
    return tuple(
        CalendarEntry(
            uid=follow_up_uid(row.id, contact.added_at),
            # A calendar's month shows the title alone.
            title=row.what if contact.display_name in row.what else f"{row.what} · {contact.display_name}",
            starts=None,
            minutes=0,
            day=row.due_on,
            place=None,
            details=None,
            guests=(),
            written_at=now,
            alarm_minutes=MORNING,
        )
        for row, contact in session.execute(statement)
    )


def _of_interview(session: Session, row: Interview, now: datetime) -> CalendarEntry:
    ids = [person.contact_id for person in row.people]
    contacts = {contact.id: contact for contact in session.scalars(select(Contact).where(Contact.id.in_(ids)))}
    people = [contacts[contact_id] for contact_id in ids if contact_id in contacts]
    return CalendarEntry(
        uid=row.calendar_uid or interview_uid(row.id, row.planned_at),
        title=_title(session, row, people),
        starts=moment_of_talk(row),
        minutes=minutes_of_talk(row),
        day=None,
        place=row.place,
        details="\n".join(text for text in (row.purpose, row.logistics) if text) or None,
        guests=_guests(session, people),
        written_at=now,
        alarm_minutes=MINUTES_BEFORE_A_TALK,
    )


def _title(session: Session, row: Interview, people: Sequence[Contact]) -> str:
    names = " and ".join(person.display_name for person in people[:3])
    organization_id = row.organization_id or (people[0].organization_id if people else None)
    organization = session.get(Organization, organization_id) if organization_id is not None else None
    return f"Talk with {names}" + (f", {organization.name}" if organization is not None else "")


def _guests(session: Session, people: Sequence[Contact]) -> tuple[Guest, ...]:
    rows = session.execute(
        select(ContactEmail.contact_id, ContactEmail.value)
        .where(ContactEmail.contact_id.in_([person.id for person in people]))
        .order_by(ContactEmail.position.desc())
    )
    email_by_id: dict[int, str] = dict(rows.all())
    return tuple(Guest(person.display_name, email_by_id.get(person.id)) for person in people)
