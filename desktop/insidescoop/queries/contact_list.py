"""The contact table: who matches, in which order, and what a row shows. Nothing here walks over everybody."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Text, bindparam, case, func, literal, select
from sqlalchemy.orm import Session

from insidescoop.domain.contact_filters import ContactFilter, Showing
from insidescoop.domain.contact_rows import UNREADABLE, ContactOrder, ContactRow
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_matches import MATCHING, matching, narrowed
from insidescoop.store.entities import Contact, ContactEmail, ContactPhone, ContactTag, Organization
from insidescoop.store.indexes.list_index import STANDING, ListKey

_KEYS = {
    ContactOrder.NAME: ListKey.NAME,
    ContactOrder.TITLE: ListKey.TITLE,
    ContactOrder.ORGANIZATION: ListKey.ORGANIZATION,
    ContactOrder.CLOSENESS: ListKey.CLOSENESS,
    ContactOrder.LAST_CONTACT: ListKey.LAST_CONTACT,
    ContactOrder.NEXT_DUE: ListKey.NEXT_DUE,
    ContactOrder.ADDED: ListKey.ADDED,
}


_CAN_LACK = frozenset((ContactOrder.TITLE, ContactOrder.ORGANIZATION, ContactOrder.LAST_CONTACT, ContactOrder.NEXT_DUE))
_KEY = "key"

_FEW = 20
"""People whose places are looked up one by one; more of them are found by reading the whole list once."""


@frozen
class ContactChoice:
    """One person to be chosen from a list: the name, and what tells namesakes apart."""

    id: int
    name: str
    detail: str

    @property
    def words(self) -> str:
        """The name with what tells namesakes apart."""
        return f"{self.name} · {self.detail}" if self.detail else self.name


@frozen
class Listing:
    """Who is listed, in order: `ids` of those a filter leaves, or None for everybody, who are read where needed.

    `count` is how many; the first `count_with_value` of them have a value to be sorted by, the others stand behind
    in order of the name, in whichever direction the rest is sorted.
    """

    count: int
    ids: tuple[int, ...] | None = None
    is_trashed: bool = False
    order: ContactOrder = ContactOrder.NAME
    descending: bool = False
    count_with_value: int = 0


def listing(
    session: Session,
    wanted: ContactFilter = ContactFilter(),  # noqa: B008 - a frozen value
    *,
    today: date,
    order: ContactOrder = ContactOrder.NAME,
    descending: bool = False,
) -> Listing:
    """Who is listed for a filter, in an order; `today` decides who is due."""
    if not wanted.is_everybody:
        ids = contact_ids(session, wanted, today=today, order=order, descending=descending)
        return Listing(len(ids), ids)
    is_trashed = wanted.showing is Showing.TRASH
    counts = session.execute(_counts_statement(order), {"is_trashed": int(is_trashed)}).one()
    return Listing(counts[0], None, is_trashed, order, descending, counts[0] - counts[1])


def everybody(session: Session, *, today: date) -> dict[ContactOrder, Listing]:
    """Everybody outside the trash in every order: what `listing` says of each, counted beforehand."""
    return {order: listing(session, today=today, order=order) for order in ContactOrder}


@cache
def _counts_statement(order: ContactOrder) -> Select[int, int]:
    """How many there are, and how many of them lack what an order sorts by; each counted along the narrowest index."""
    count = select(func.count()).where(STANDING.c.is_trashed == bindparam("is_trashed"))
    key, _by_name = _order_of(order)
    without = count.where(key[0].is_(None)).scalar_subquery() if order in _CAN_LACK else literal(0)
    return select(count.scalar_subquery(), without)


def listed_ids(session: Session, listed: Listing, start: int, stop: int) -> tuple[int, ...]:
    """The ids at the places `start` to `stop` (not included) of a listing; places past its end are left out."""
    if listed.ids is not None:
        return listed.ids[start:stop]
    parted = listed.count_with_value
    return (
        *_read(session, listed, start, min(stop, parted), has_value=True),
        *_read(session, listed, max(start - parted, 0), stop - parted, has_value=False),
    )


def place_in(session: Session, listed: Listing, contact_id: int) -> int | None:
    """Where a person stands in a listing, counted from 0; None if they are not in it."""
    if listed.ids is not None:
        return listed.ids.index(contact_id) if contact_id in listed.ids else None
    columns = STANDING.c
    bound = {"contact_id": contact_id, "is_trashed": int(listed.is_trashed)}
    standing = session.execute(_standing_statement(listed.order), bound).one_or_none()
    if standing is None:
        return None
    key, name = standing
    statement = _place_statement(listed.order, descending=listed.descending, has_value=key is not None)
    before = session.scalar(statement, {**bound, columns.name_key.name: name, _KEY: key}) or 0
    return before if key is not None else listed.count_with_value + before


def places_in(session: Session, listed: Listing, contact_ids: Sequence[int]) -> dict[int, int]:
    """Where people stand in a listing, counted from 0, by their ids; those not in it are left out."""
    if len(contact_ids) <= _FEW:
        places = {contact_id: place_in(session, listed, contact_id) for contact_id in contact_ids}
        return {contact_id: place for contact_id, place in places.items() if place is not None}
    wanted = frozenset(contact_ids)
    ids = listed_ids(session, listed, 0, listed.count)
    return {contact_id: place for place, contact_id in enumerate(ids) if contact_id in wanted}


@cache
def _standing_statement(order: ContactOrder) -> Select[Any, str]:
    columns = STANDING.c
    return select(columns[_KEYS[order].value], columns.name_key).where(
        columns.contact_id == bindparam("contact_id"), columns.is_trashed == bindparam("is_trashed")
    )


@cache
def _place_statement(order: ContactOrder, *, descending: bool, has_value: bool) -> Select[int]:
    """How many stand before somebody: one count for each key in turn, each along the index, looking into no row."""
    columns = STANDING.c
    key, by_name = _order_of(order)
    among = select(func.count()).where(columns.is_trashed == bindparam("is_trashed"))
    if not has_value:
        among, key, descending = among.where(*(each.is_(None) for each in key)), (), False
    counts = []
    bound: list[Any] = [bindparam(_KEY) for _each in key] + [bindparam(each.name) for each in by_name]
    for column, value in zip((*key, *by_name), bound, strict=True):
        counts.append(among.where(column > value if descending else column < value).scalar_subquery())
        among = among.where(column == value)
    return select(sum(counts[1:], start=counts[0]))


def _read(session: Session, listed: Listing, start: int, stop: int, *, has_value: bool) -> Sequence[int]:
    count = listed.count_with_value if has_value else listed.count - listed.count_with_value
    stop = min(stop, count)
    if stop <= start:
        return ()
    # From the nearer end: SQLite walks to where the page begins.
    is_backward = start > count - stop
    descending = listed.descending and has_value
    statement = _page_statement(listed.order, descending=descending != is_backward, has_value=has_value)
    start_from_there = count - stop if is_backward else start
    bound = {"is_trashed": int(listed.is_trashed), "count": stop - start, "start": start_from_there}
    ids = session.scalars(statement, bound).all()
    return ids[::-1] if is_backward else ids


@cache
def _page_statement(order: ContactOrder, *, descending: bool, has_value: bool) -> Select[int]:
    key, keys = _order_of(order)
    statement = select(STANDING.c.contact_id).where(STANDING.c.is_trashed == bindparam("is_trashed"))
    if has_value:
        # Each key once: twice, SQLite would sort everybody instead of following the index.
        statement, keys = statement.where(*(each.is_not(None) for each in key)), (*key, *keys)
    else:
        statement = statement.where(*(each.is_(None) for each in key))
    statement = statement.order_by(*(each.desc() for each in keys) if descending else keys)
    return statement.limit(bindparam("count")).offset(bindparam("start"))


def _order_of(order: ContactOrder) -> tuple[tuple[ColumnElement[Any], ...], tuple[ColumnElement[Any], ...]]:
    """The key an order sorts by, none for the name, and what stands behind it."""
    by_name = (STANDING.c.name_key, STANDING.c.contact_id)
    return (() if order is ContactOrder.NAME else (STANDING.c[_KEYS[order].value],)), by_name


def contact_ids(
    session: Session,
    wanted: ContactFilter = ContactFilter(),  # noqa: B008 - a frozen value
    *,
    today: date,
    order: ContactOrder = ContactOrder.NAME,
    descending: bool = False,
) -> tuple[int, ...]:
    """The ids of the people that match, in order; people without a value come last. Empty for no match."""
    # As one text: a row object for each of 100,000 ids takes eight times as long (measured).
    bound = {MATCHING: matching(session, wanted)} if wanted.text else {}
    statement = _ids_statement(replace(wanted, text="typed" if wanted.text else ""), today, order, descending)
    text: str | None = session.scalar(statement, bound)
    return tuple(json.loads(text or "[]"))


# Statements that every letter, order or page asks for are put together once: that takes as long as the answers.


@lru_cache(maxsize=64)
def _ids_statement(wanted: ContactFilter, today: date, order: ContactOrder, descending: bool) -> Select[str]:
    # Hidden from the planner, which would else walk the index over everybody instead of the few that match.
    in_trash = func.nullif(STANDING.c.is_trashed, -1) == int(wanted.showing is Showing.TRASH)
    statement = narrowed(select(STANDING.c.contact_id).where(in_trash), wanted, today=today)
    key, by_name = _order_of(order)
    without = [each.is_(None) for each in key]
    if descending:
        # Those without a value stand behind in order of the name whichever way the others are turned.
        last = [case((each, name)) for each in without for name in by_name]
        ordered = statement.order_by(*without, *(each.desc() for each in key), *last, *(e.desc() for e in by_name))
    else:
        ordered = statement.order_by(*without, *key, *by_name)
    # The limit of "all" keeps SQLite from leaving out the order of a subquery.
    listed = ordered.limit(-1).subquery()
    return select(func.json_group_array(listed.c.contact_id))


def contact_rows(session: Session, ids: Sequence[int]) -> list[ContactRow]:
    """The rows of these people, in the order of `ids`; people no longer there are left out."""
    row_by_id = {}
    for row in session.execute(_rows_statement(), {"ids": json.dumps(list(ids))}):
        values = list(row)
        values[10] = None if values[10] is None else datetime.fromisoformat(values[10])
        values[11] = None if values[11] is None else date.fromisoformat(values[11])
        row_by_id[values[0]] = ContactRow(*values)
    return [row_by_id[contact_id] for contact_id in ids if contact_id in row_by_id]


def contact_rows_as_far_as_readable(session: Session, ids: Sequence[int]) -> list[ContactRow]:
    """Like `contact_rows`, but a contact with an unreadable value gets a placeholder instead of hiding the others."""
    try:
        return contact_rows(session, ids)
    except (ValueError, LookupError, TypeError):
        return [row for contact_id in ids for row in _row_or_stand_in(session, contact_id)]


def _row_or_stand_in(session: Session, contact_id: int) -> list[ContactRow]:
    try:
        return contact_rows(session, [contact_id])
    except (ValueError, LookupError, TypeError):
        nothing = (None,) * 6
        never = datetime.min.replace(tzinfo=UTC)
        return [ContactRow(contact_id, UNREADABLE, *nothing, Closeness.NOT_YET, None, None, None, never, False)]


@cache
def _rows_statement() -> Select[Any]:
    standing = STANDING.c
    asked = func.json_each(bindparam("ids", type_=Text)).table_valued("value")
    ids = select(asked.c.value)
    tags = _in_tag_order(ids)
    return (
        select(
            Contact.id,
            Contact.display_name,
            Contact.title,
            Organization.name,
            Organization.place,
            _first(ContactEmail),
            _first(ContactPhone),
            tags.c.together,
            Contact.closeness,
            Contact.met_event,
            standing.last_at,
            standing.due_on,
            Contact.added_at,
            Contact.do_not_contact,
        )
        .join(STANDING, standing.contact_id == Contact.id)
        .outerjoin(Organization, Organization.id == Contact.organization_id)
        .outerjoin(tags, tags.c.contact_id == Contact.id)
        .where(Contact.id.in_(ids))
    )


def _first(part: type[ContactEmail] | type[ContactPhone]):  # type: ignore[no-untyped-def]
    return select(part.value).where(part.contact_id == Contact.id).order_by(part.position).limit(1).scalar_subquery()


def _in_tag_order(ids: Select[Any]) -> Subquery:
    ordered = (
        select(ContactTag.contact_id, ContactTag.value)
        .where(ContactTag.contact_id.in_(ids))
        .order_by(ContactTag.contact_id, ContactTag.position)
        .limit(-1)
        .subquery()
    )
    together = func.group_concat(ordered.c.value, ", ").label("together")
    return select(ordered.c.contact_id, together).group_by(ordered.c.contact_id).subquery()


def contact_choices(
    session: Session, typed: str = "", *, at_most: int = 50, first_id: int | None = None
) -> tuple[ContactChoice, ...]:
    """People to choose from, in order of the name, narrowed by what was typed.

    A contact `first_id` comes first where the list is too long to show them.
    """
    listed = listing(session, ContactFilter(text=typed.strip()), today=date.min)
    ids = listed_ids(session, listed, 0, at_most)
    if first_id is not None and first_id not in ids and len(ids) == at_most and not typed.strip():
        ids = (first_id, *ids)
    return tuple(
        ContactChoice(row.id, row.name, " · ".join(part for part in (row.title, row.organization) if part))
        for row in contact_rows(session, ids)
    )
