"""What the network divides into: how many people each part of it holds."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from insidescoop.domain.contact_filters import ContactFilter, Showing, typed_filter
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.organizations import OrganizationKind
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_list import listing
from insidescoop.queries.contact_matches import narrowed
from insidescoop.store.entities import (
    Contact,
    ContactTag,
    Organization,
    SavedList,
)
from insidescoop.store.indexes.list_index import STANDING

MOST_PLACES = 50
"""Places listed to choose from, those with most people first; any other is typed."""


@frozen
class NamedList:
    """A filter the user gave a name, as it is typed, and how many people it shows; None where nobody counted."""

    id: int
    name: str
    filter_text: str
    people: int | None = None


@frozen
class ContactParts:
    """How many people each part of the network holds, and what those of one part carry.

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


def contact_parts(session: Session, shown: Showing = Showing.ALL, *, today: date) -> ContactParts:
    """Everything the filters beside the table offer; what people carry is counted in the part `shown`."""
    return ContactParts(
        showing={showing: _count(session, showing, today) for showing in Showing},
        closeness=_closeness(session, shown, today),
        tags=_tags(session, shown, today),
        places=_places(session, shown, today),
        kinds=_counts(session, _at_organizations(Organization.kind.expression, shown, today)),
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


def _people(showing: Showing, today: date) -> Select[int]:
    """The ids of the people of a part."""
    in_trash = STANDING.c.is_trashed == int(showing is Showing.TRASH)
    return narrowed(select(STANDING.c.contact_id).where(in_trash), ContactFilter(showing), today=today)


def _is_in(contact_id: ColumnElement[int], showing: Showing, today: date) -> ColumnElement[bool]:
    if showing is Showing.ALL:
        # Left out are the few in the trash: looking up everybody takes four times as long (measured).
        return contact_id.not_in(_people(Showing.TRASH, today))
    return contact_id.in_(_people(showing, today))


def _count(session: Session, showing: Showing, today: date) -> int:
    return session.scalar(_people(showing, today).with_only_columns(func.count())) or 0


def _closeness(session: Session, shown: Showing, today: date) -> dict[Closeness, int]:
    key = STANDING.c.closeness_key
    counted = _people(shown, today).with_only_columns(key, func.count()).group_by(key)
    order = list(Closeness)
    return {order[row[0]]: row[1] for row in session.execute(counted)}


def _at_organizations(value: ColumnElement[Any], shown: Showing, today: date) -> Select[Any]:
    working = (
        select(Contact.organization_id, func.count().label("people"))
        .where(Contact.organization_id.is_not(None), _is_in(Contact.id.expression, shown, today))
        .group_by(Contact.organization_id)
        .subquery()
    )
    count = func.sum(working.c.people)
    return (
        select(value, count)
        .join(working, working.c.organization_id == Organization.id)
        .where(value.is_not(None))
        .group_by(value)
        .order_by(count.desc())
    )


def _places(session: Session, shown: Showing, today: date) -> tuple[tuple[str, int], ...]:
    most = _at_organizations(Organization.place.expression, shown, today).limit(MOST_PLACES)
    return tuple(sorted(_counts(session, most).items(), key=lambda pair: fold(pair[0])))


def _tags(session: Session, shown: Showing, today: date) -> tuple[tuple[str, int], ...]:
    counted = (
        select(ContactTag.tag_key, func.count().label("people"), func.min(ContactTag.id).label("first_id"))
        .where(_is_in(ContactTag.contact_id.expression, shown, today))
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
