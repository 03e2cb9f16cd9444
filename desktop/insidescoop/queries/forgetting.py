"""What goes when a person is forgotten for good, and what stays behind."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.queries.search import Found, found
from insidescoop.store.base import Base
from insidescoop.store.entities import (
    Contact,
    ContactPhoto,
    FollowUp,
    InteractionContact,
    InterviewContact,
    Introduction,
    Outcome,
)


@frozen
class Forgetting:
    """`goes` says in words what will be removed; `stays` are other records in which the name stands."""

    name: str
    goes: tuple[str, ...]
    stays: tuple[Found, ...]


def forgetting(session: Session, contact_id: int) -> Forgetting | None:
    """What forgetting a person would mean; None if the person is unknown."""
    row = session.get(Contact, contact_id)
    if row is None:
        return None

    def count(entity: type[Base], *columns: str) -> int:
        theirs = [getattr(entity, column) == contact_id for column in columns]
        return sum(session.scalar(select(func.count()).select_from(entity).where(each)) or 0 for each in theirs)

    amounts = (
        counted(count(InteractionContact, "contact_id"), "timeline entry", "timeline entries"),
        counted(count(InterviewContact, "contact_id"), "interview with its notes", "interviews with their notes"),
        counted(count(FollowUp, "contact_id"), "follow-up"),
        counted(count(Introduction, "from_contact_id", "to_contact_id"), "introduction"),
        counted(count(Outcome, "contact_id"), "outcome"),
        counted(count(ContactPhoto, "contact_id"), "photo"),
    )
    stays = tuple(hit for hit in found(session, row.display_name) if hit.contact_id != contact_id)
    return Forgetting(
        row.display_name, ("all facts and notes", *(words for words in amounts if not words.startswith("0 "))), stays
    )
