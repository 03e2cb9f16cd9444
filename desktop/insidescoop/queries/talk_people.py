"""Who takes part in a talk, and where they work."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.store.entities import Contact, InterviewContact, Organization


def people_of(session: Session, interview_id: int) -> tuple[tuple[int, str], ...]:
    """Id and name of everybody in a talk, the main person first."""
    rows = session.execute(
        select(Contact.id, Contact.display_name)
        .join(InterviewContact, InterviewContact.contact_id == Contact.id)
        .where(InterviewContact.interview_id == interview_id)
        .order_by(InterviewContact.position)
    )
    return tuple((row[0], row[1]) for row in rows)


def organizations_of(
    session: Session, contact_ids: Sequence[int], *, also: int | None = None
) -> tuple[tuple[int, str], ...]:
    """Id and name of the organizations these people work at, and of one more, in order of the name."""
    theirs = select(Contact.organization_id).where(Contact.id.in_(contact_ids))
    rows = session.execute(
        select(Organization.id, Organization.name)
        .where(Organization.id.in_(theirs) | (Organization.id == (also or 0)))
        .order_by(Organization.name_key)
    )
    return tuple((row[0], row[1]) for row in rows)
