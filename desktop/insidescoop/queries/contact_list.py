"""The contact table: which people match, in which order, and what a row shows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.orm import Session

from insidescoop.domain.changes import Kind
from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.text import fold
from insidescoop.queries.search import matching_ids
from insidescoop.store.entities import (
    Contact,
    ContactEmail,
    ContactTag,
    FollowUp,
    Interaction,
    InteractionContact,
    Organization,
)

MOST_MATCHES = 500
"""People a typed search shows; whoever looks for one types a letter more."""


class Showing(StrEnum):
    """Which part of the network the table shows."""

    ALL = "all"
    DUE = "due"
    NEVER = "never"
    TRASH = "trash"


class ContactOrder(StrEnum):
    """What the table can be sorted by."""

    NAME = "name"
    TITLE = "title"
    ORGANIZATION = "organization"
    LAST_CONTACT = "last_contact"
    NEXT_DUE = "next_due"


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """Who is shown: a part of the network, narrowed by a tag and by typed text. `today` decides who is due."""

    today: date
    showing: Showing = Showing.ALL
    tag: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person as the table shows them. `last_contact_at` is an aware UTC instant; None for never."""

    id: int
    name: str
    title: str | None
    organization: str | None
    email: str | None
    last_contact_at: datetime | None
    next_due_on: date | None
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """How many people there are; `tags` are pairs of a tag and its count, in order of the tag."""

    all: int
    due: int
    never: int
    trash: int
    tags: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ContactChoice:
    """One person to be chosen from a list: the name, and what tells namesakes apart."""

    id: int
    name: str
    detail: str


def contact_ids(
    session: Session, wanted: ContactFilter, order: ContactOrder = ContactOrder.NAME, *, descending: bool = False
) -> tuple[int, ...]:
    """The ids of the people that match, in order; people without a value come last. Empty for no match."""
    statement = _filtered(session, select(Contact.id), wanted)
    if order is ContactOrder.NAME:
        by_name = (Contact.sort_name.desc(), Contact.id.desc()) if descending else (Contact.sort_name, Contact.id)
        return _in_one_go(session, statement.order_by(*by_name))
    key: ColumnElement[Any]
    if order is ContactOrder.TITLE:
        key = func.lower(Contact.title)
    elif order is ContactOrder.ORGANIZATION:
        statement = statement.outerjoin(Organization, Organization.id == Contact.organization_id)
        key = Organization.name_key.expression
    else:
        found = _last_contacts() if order is ContactOrder.LAST_CONTACT else _next_due()
        statement = statement.outerjoin(found, found.c.contact_id == Contact.id)
        key = found.c.at
    ordered = key.desc().nulls_last() if descending else key.asc().nulls_last()
    return _in_one_go(session, statement.order_by(ordered, Contact.sort_name, Contact.id))


def _in_one_go(session: Session, ordered: Select[int]) -> tuple[int, ...]:
    # As one text: a row object for each of 100,000 ids takes eight times as long (measured). The limit of "all" keeps
    # SQLite from leaving out the order of a subquery.
    listed = ordered.limit(-1).subquery()
    text: str | None = session.scalar(select(func.json_group_array(listed.c.id)))
    return tuple(json.loads(text or "[]"))


def contact_rows(session: Session, ids: Sequence[int]) -> list[ContactRow]:
    """The rows of these people, in the order of `ids`; people no longer there are left out."""
    last, due = _last_contacts(ids), _next_due(ids)
    email = (
        select(ContactEmail.value)
        .where(ContactEmail.contact_id == Contact.id)
        .order_by(ContactEmail.position)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(
            Contact.id,
            Contact.display_name,
            Contact.title,
            Organization.name,
            email,
            last.c.at,
            due.c.at,
            Contact.do_not_contact,
        )
        .outerjoin(Organization, Organization.id == Contact.organization_id)
        .outerjoin(last, last.c.contact_id == Contact.id)
        .outerjoin(due, due.c.contact_id == Contact.id)
        .where(Contact.id.in_(ids))
    )
    row_by_id = {row[0]: ContactRow(*row) for row in session.execute(statement).all()}
    return [row_by_id[contact_id] for contact_id in ids if contact_id in row_by_id]


def contact_counts(session: Session, *, today: date) -> ContactCounts:
    """How many people each part of the network holds."""
    tags = session.execute(
        select(func.min(ContactTag.value), func.count())
        .join(Contact, Contact.id == ContactTag.contact_id)
        .where(Contact.trashed_at.is_(None))
        .group_by(ContactTag.tag_key)
        .order_by(ContactTag.tag_key)
    )
    return ContactCounts(
        all=_count(session, today, Showing.ALL),
        due=_count(session, today, Showing.DUE),
        never=_count(session, today, Showing.NEVER),
        trash=_count(session, today, Showing.TRASH),
        tags=tuple((tag, count) for tag, count in tags),
    )


def _count(session: Session, today: date, showing: Showing) -> int:
    matching = _filtered(session, select(Contact.id), ContactFilter(today, showing=showing)).subquery()
    return session.scalar(select(func.count()).select_from(matching)) or 0


def contact_choices(session: Session, typed: str = "", *, at_most: int = 50) -> tuple[ContactChoice, ...]:
    """People to choose from, in order of the name, narrowed by what was typed."""
    wanted = ContactFilter(date.min, text=typed)
    ids = contact_ids(session, wanted)[:at_most]
    return tuple(
        ContactChoice(row.id, row.name, " · ".join(part for part in (row.title, row.organization) if part))
        for row in contact_rows(session, ids)
    )


def organization_name(session: Session, organization_id: int) -> str | None:
    """The name of an organization; None if it is unknown."""
    return session.scalar(select(Organization.name).where(Organization.id == organization_id))


def _filtered(session: Session, statement: Select[int], wanted: ContactFilter) -> Select[int]:
    in_trash = wanted.showing is Showing.TRASH
    trashed_at: ColumnElement[Any] = Contact.trashed_at.expression
    if wanted.text.strip():
        # Hidden from the planner, which would else walk the index over everybody instead of the few that match.
        trashed_at = func.nullif(trashed_at, "")
    statement = statement.where(trashed_at.is_not(None) if in_trash else trashed_at.is_(None))
    if wanted.showing is Showing.DUE:
        due = select(FollowUp.contact_id).where(FollowUp.settled_on.is_(None), FollowUp.due_on <= wanted.today)
        statement = statement.where(Contact.id.in_(due))
    if wanted.showing is Showing.NEVER:
        met = select(InteractionContact.contact_id).join(Interaction).where(Interaction.kind.in_(_CONTACT_KINDS))
        statement = statement.where(Contact.id.not_in(met))
    if wanted.tag is not None:
        tagged = select(ContactTag.contact_id).where(ContactTag.tag_key == fold(wanted.tag))
        statement = statement.where(Contact.id.in_(tagged))
    if wanted.text.strip():
        ids = matching_ids(session, Kind.CONTACT, wanted.text, at_most=MOST_MATCHES)
        statement = statement.where(Contact.id.in_(ids))
    return statement


_CONTACT_KINDS = [kind for kind in InteractionKind if kind.is_contact]


def _last_contacts(ids: Sequence[int] | None = None) -> Subquery:
    statement = (
        select(InteractionContact.contact_id, func.max(Interaction.happened_at).label("at"))
        .join(Interaction)
        .where(Interaction.kind.in_(_CONTACT_KINDS))
        .group_by(InteractionContact.contact_id)
    )
    return (statement if ids is None else statement.where(InteractionContact.contact_id.in_(ids))).subquery()


def _next_due(ids: Sequence[int] | None = None) -> Subquery:
    statement = (
        select(FollowUp.contact_id, func.min(FollowUp.due_on).label("at"))
        .where(FollowUp.settled_on.is_(None))
        .group_by(FollowUp.contact_id)
    )
    return (statement if ids is None else statement.where(FollowUp.contact_id.in_(ids))).subquery()
