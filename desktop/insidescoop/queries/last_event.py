"""Where the person added last was met: the next one may have been met there as well."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.contacts import EVENT_LASTS
from insidescoop.domain.moments import local_zone_of
from insidescoop.store.entities import Contact


def lasting_event(session: Session, *, today: date, zone: str) -> str | None:
    """The event where the person added last was met, while it lasts; None if none was said of them, or of no one."""
    # Ids grow with every person: no need to sort everybody by time.
    newest = (
        select(Contact.met_event, Contact.added_at)
        .where(Contact.trashed_at.is_(None))
        .order_by(Contact.id.desc())
        .limit(1)
    )
    row = session.execute(newest).first()
    if row is None or not row[0] or today - local_zone_of(row[1], zone).date() > EVENT_LASTS:
        return None
    return str(row[0])
