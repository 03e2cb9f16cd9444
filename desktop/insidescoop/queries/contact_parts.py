"""What the network divides into: how many people each part of it holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from insidescoop.domain.contact_filters import Showing
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.organizations import OrganizationKind
from insidescoop.domain.text import fold
from insidescoop.store.entities import (
    Contact,
    ContactTag,
    FollowUp,
    Interaction,
    InteractionContact,
    Organization,
    SavedList,
)

MOST_PLACES = 50
"""Places listed to choose from, those with most people first; any other is typed."""


@dataclass(frozen=True, slots=True)
class NamedList:
    """A filter the user gave a name, as it is typed."""

    id: int
    name: str
    filter_text: str


@dataclass(frozen=True, slots=True)
class ContactParts:
    """How many people each part of the network holds; those in the trash count only in `showing[TRASH]`.

    `tags` and `places` are in order of the name, `lists` too; `closeness` and `kinds` hold only what somebody has.
    `targets` are organizations the user wishes for, `organizations` the others.
    """

    showing: dict[Showing, int]
    closeness: dict[Closeness, int]
    tags: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    kinds: dict[OrganizationKind, int]
    lists: tuple[NamedList, ...]
    targets: int
    organizations: int


def contact_parts(session: Session, *, today: date) -> ContactParts:
    """Everything the filters beside the table offer."""
    return ContactParts(
        showing={showing: _count(session, showing, today) for showing in Showing},
        closeness=_counts(session, _by(Contact.closeness.expression)),
        tags=_tags(session),
        places=_places(session),
        kinds=_counts(session, _at_organizations(Organization.kind.expression)),
        lists=named_lists(session),
        targets=_organizations(session, is_target=True),
        organizations=_organizations(session, is_target=False),
    )


def named_lists(session: Session) -> tuple[NamedList, ...]:
    """The lists the user kept, in order of the name."""
    rows = session.scalars(select(SavedList).order_by(func.lower(SavedList.name), SavedList.id))
    return tuple(NamedList(row.id, row.name, row.filter_text) for row in rows)


def contact_count(session: Session) -> int:
    """How many people there are outside the trash."""
    return _count(session, Showing.ALL, date.min)


def has_anybody(session: Session) -> bool:
    """True if any person is kept, in the trash or not."""
    return session.scalar(select(Contact.id).limit(1)) is not None


def _organizations(session: Session, *, is_target: bool) -> int:
    wished = Organization.motivation.is_not(None) if is_target else Organization.motivation.is_(None)
    return session.scalar(select(func.count(Organization.id)).where(wished)) or 0


def _count(session: Session, showing: Showing, today: date) -> int:
    people = select(func.count()).select_from(Contact)
    people = people.where(Contact.trashed_at.is_not(None) if showing is Showing.TRASH else Contact.trashed_at.is_(None))
    if showing is Showing.DUE:
        due = select(FollowUp.contact_id).where(FollowUp.settled_on.is_(None), FollowUp.due_on <= today)
        people = people.where(Contact.id.in_(due))
    if showing is Showing.NEVER:
        kinds = [kind for kind in InteractionKind if kind.is_contact]
        met = select(InteractionContact.contact_id).join(Interaction).where(Interaction.kind.in_(kinds))
        people = people.where(Contact.id.not_in(met))
    return session.scalar(people) or 0


def _by(value: ColumnElement[Any]) -> Select[Any]:
    return select(value, func.count()).select_from(Contact).where(Contact.trashed_at.is_(None)).group_by(value)


def _at_organizations(value: ColumnElement[Any]) -> Select[Any]:
    return (
        select(value, func.count())
        .select_from(Contact)
        .join(Organization, Organization.id == Contact.organization_id)
        .where(Contact.trashed_at.is_(None), value.is_not(None))
        .group_by(value)
    )


def _places(session: Session) -> tuple[tuple[str, int], ...]:
    most = _at_organizations(Organization.place.expression).order_by(func.count().desc()).limit(MOST_PLACES)
    return tuple(sorted(_counts(session, most).items(), key=lambda pair: fold(pair[0])))


def _tags(session: Session) -> tuple[tuple[str, int], ...]:
    tags = (
        select(func.min(ContactTag.value), func.count())
        .join(Contact, Contact.id == ContactTag.contact_id)
        .where(Contact.trashed_at.is_(None))
        .group_by(ContactTag.tag_key)
        .order_by(ContactTag.tag_key)
    )
    return tuple(_counts(session, tags).items())


def _counts(session: Session, statement: Any) -> dict[Any, int]:
    return {row[0]: row[1] for row in session.execute(statement)}
