"""What the network divides into: how many people each part of it holds."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from insidescoop.domain.contact_filters import Showing, typed_filter
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.organizations import OrganizationKind
from insidescoop.domain.text import fold
from insidescoop.queries.contact_list import listing
from insidescoop.store.entities import (
    Contact,
    ContactTag,
    Organization,
    SavedList,
)
from insidescoop.store.list_index import STANDING

MOST_PLACES = 50
"""Places listed to choose from, those with most people first; any other is typed."""


@dataclass(frozen=True, slots=True)
class NamedList:
    """A filter the user gave a name, as it is typed, and how many people it shows; None where nobody counted."""

    id: int
    name: str
    filter_text: str
    people: int | None = None


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
        closeness=_closeness(session),
        tags=_tags(session),
        places=_places(session),
        kinds=_counts(session, _at_organizations(Organization.kind.expression)),
        lists=tuple(replace(each, people=_shown_by(session, each, today)) for each in named_lists(session)),
        targets=_organizations(session, is_target=True),
        organizations=_organizations(session, is_target=False),
    )


def named_lists(session: Session) -> tuple[NamedList, ...]:
    """The lists the user kept, in order of the name."""
    rows = session.scalars(select(SavedList).order_by(func.lower(SavedList.name), SavedList.id))
    return tuple(NamedList(row.id, row.name, row.filter_text) for row in rows)


def _shown_by(session: Session, kept: NamedList, today: date) -> int:
    return listing(session, typed_filter(kept.filter_text), today=today).count


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
    standing = STANDING.c
    people = select(func.count()).where(standing.is_trashed == int(showing is Showing.TRASH))
    if showing is Showing.DUE:
        people = people.where(standing.due_on <= today.isoformat())
    if showing is Showing.NEVER:
        people = people.where(standing.last_at.is_(None))
    return session.scalar(people) or 0


def _closeness(session: Session) -> dict[Closeness, int]:
    standing = STANDING.c
    counted = select(standing.closeness_key, func.count()).where(standing.is_trashed == 0)
    order = list(Closeness)
    return {order[row[0]]: row[1] for row in session.execute(counted.group_by(standing.closeness_key))}


def _at_organizations(value: ColumnElement[Any]) -> Select[Any]:
    people = (
        select(Contact.organization_id, func.count().label("people"))
        .where(Contact.organization_id.is_not(None), Contact.trashed_at.is_(None))
        .group_by(Contact.organization_id)
        .subquery()
    )
    count = func.sum(people.c.people)
    return (
        select(value, count)
        .join(people, people.c.organization_id == Organization.id)
        .where(value.is_not(None))
        .group_by(value)
        .order_by(count.desc())
    )


def _places(session: Session) -> tuple[tuple[str, int], ...]:
    most = _at_organizations(Organization.place.expression).limit(MOST_PLACES)
    return tuple(sorted(_counts(session, most).items(), key=lambda pair: fold(pair[0])))


def _tags(session: Session) -> tuple[tuple[str, int], ...]:
    trashed = select(STANDING.c.contact_id).where(STANDING.c.is_trashed == 1)
    counted = (
        select(ContactTag.tag_key, func.count().label("people"), func.min(ContactTag.id).label("first_id"))
        .where(ContactTag.contact_id.not_in(trashed))
        .group_by(ContactTag.tag_key)
        .subquery()
    )
    tags = (
        select(ContactTag.value, counted.c.people)
        .join(counted, counted.c.first_id == ContactTag.id)
        .order_by(counted.c.tag_key)
    )
    return tuple(_counts(session, tags).items())


def _counts(session: Session, statement: Any) -> dict[Any, int]:
    return {row[0]: row[1] for row in session.execute(statement)}
