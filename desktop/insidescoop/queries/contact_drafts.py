"""Many people at once, each with everything that is kept about them, for files and comparisons."""

import base64
import binascii
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_card import contact_draft
from insidescoop.store.entities import Contact, ContactPhoto, Organization

_AT_ONCE = 200
"""People read with one statement a table."""


@frozen
class KeptPerson:
    """One person as they are kept; `has_photo` tells whether there is a picture of them."""

    id: int
    draft: ContactDraft
    is_trashed: bool
    has_photo: bool


def kept_people(session: Session, contact_ids: Sequence[int]) -> Iterator[KeptPerson]:
    """The people of these ids that are there, trash included, in the order of the ids."""
    for start in range(0, len(contact_ids), _AT_ONCE):
        ids = contact_ids[start : start + _AT_ONCE]
        rows = session.scalars(
            select(Contact)
            .where(Contact.id.in_(ids))
            .options(
                selectinload(Contact.emails),
                selectinload(Contact.phones),
                selectinload(Contact.links),
                selectinload(Contact.tags),
                selectinload(Contact.terms),
            )
        )
        row_by_id = {row.id: row for row in rows}
        places = {row.organization_id for row in row_by_id.values() if row.organization_id is not None}
        # Read together here, so that each draft finds its own at hand.
        places_at_hand = session.scalars(select(Organization).where(Organization.id.in_(places))).all()
        pictured = set(session.scalars(select(ContactPhoto.contact_id).where(ContactPhoto.contact_id.in_(ids))))
        for contact_id in ids:
            row = row_by_id.get(contact_id)
            if row is not None:
                draft = contact_draft(session, row)
                yield KeptPerson(row.id, draft, row.trashed_at is not None, row.id in pictured)
        del places_at_hand


def photo_of(session: Session, contact_id: int) -> bytes | None:
    """The JPEG of a person's picture; None if there is none."""
    kept = session.scalar(select(ContactPhoto.data).where(ContactPhoto.contact_id == contact_id))
    try:
        return None if kept is None else base64.b64decode(kept)
    except binascii.Error:
        return None
