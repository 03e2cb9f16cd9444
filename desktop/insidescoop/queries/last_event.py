"""Where the person added last was met: the next one may have been met there as well."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.store.entities import Contact


@dataclass(frozen=True, slots=True)
class LastEvent:
    """The event of the person added last, and when that person was added (an aware UTC instant)."""

    name: str
    added_at: datetime


def last_event(session: Session) -> LastEvent | None:
    """The event where the person added last was met; None if nobody is kept, or no event was said of them."""
    # Ids grow with every person: no need to sort everybody by time.
    newest = (
        select(Contact.met_event, Contact.added_at)
        .where(Contact.trashed_at.is_(None))
        .order_by(Contact.id.desc())
        .limit(1)
    )
    row = session.execute(newest).first()
    return LastEvent(row[0], row[1]) if row is not None and row[0] else None
