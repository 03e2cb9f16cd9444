"""Where a step took place: the record that is shown to see what it did."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.changes import Changes, Kind
from insidescoop.store.entities import (
    Contact,
    FollowUp,
    InteractionContact,
    Interview,
    Organization,
    Outcome,
    Pitch,
    Question,
)

_SHOWN = {
    Kind.INTERVIEW: Interview,
    Kind.PITCH: Pitch,
    Kind.CONTACT: Contact,
    Kind.ORGANIZATION: Organization,
    Kind.QUESTION: Question,
}
"""The kinds that a page shows, the one that says most of a step first: a wrap-up changes people too."""


def record_to_show(session: Session, changes: Changes) -> tuple[Kind, int] | None:
    """Kind and id of the one record a step is about; None where it is gone, and where there are many."""
    for kind, entity in _SHOWN.items():
        ids = changes.ids(kind) | (_people_of_parts(session, changes) if kind is Kind.CONTACT else frozenset())
        if len(ids) == 1 and session.get(entity, min(ids)) is not None:
            return kind, min(ids)
    return None


def _people_of_parts(session: Session, changes: Changes) -> frozenset[int]:
    """The people whose follow-ups, conversations and outcomes a step changed."""
    found: set[int] = set()
    for kind, contact_id, record_id in (
        (Kind.FOLLOW_UP, FollowUp.contact_id, FollowUp.id),
        (Kind.INTERACTION, InteractionContact.contact_id, InteractionContact.interaction_id),
        (Kind.OUTCOME, Outcome.contact_id, Outcome.id),
    ):
        # Of many, none is the one to show.
        ids = sorted(changes.ids(kind))[:2]
        if ids:
            found.update(session.scalars(select(contact_id).where(record_id.in_(ids))))
    return frozenset(found)
