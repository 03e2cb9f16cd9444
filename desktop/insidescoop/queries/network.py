"""The network of introductions: for chains, for the map, and for one person's card."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import Session

from insidescoop.domain.interactions import IntroductionDraft, IntroductionStatus, first_introducers
from insidescoop.domain.introduction_paths import Acquaintance, Introducing, Network
from insidescoop.domain.network_layout import MapLink, MapPerson, NetworkMap, network_map
from insidescoop.domain.values import frozen
from insidescoop.store.drafts import draft_from
from insidescoop.store.entities import Contact, Introduction, Organization
from insidescoop.store.indexes.list_index import STANDING

LONGEST_CHAIN_BACK = 12
"""People told of on the way from the user to a person; a longer way is cut at its beginning."""


@frozen
class IntroductionRow:
    """One introduction as it is told on a card: the other end's name, and all that is kept of it."""

    id: int
    other_id: int | None
    name: str
    draft: IntroductionDraft


@frozen
class ContactIntroductions:
    """How the user came to know a person, and whom the person led to.

    `chain` names the people from the user outwards, the person last; of several introducers the first counts.
    `named_again` are introductions by people whom this person had led to: a word back, and no way to them.
    """

    chain: tuple[str, ...]
    introduced_by: tuple[IntroductionRow, ...]
    led_to: tuple[IntroductionRow, ...]
    named_again: tuple[IntroductionRow, ...] = ()


def introduction_network(session: Session, *, zone: str) -> Network:
    """Everybody outside the trash with the introductions among them; days are those of `zone`."""
    standing = STANDING.c
    local = ZoneInfo(zone)
    people = {}
    for row in session.execute(
        select(
            Contact.id,
            Contact.display_name,
            Contact.closeness,
            Contact.tie,
            standing.last_at,
            Contact.organization_id,
            Contact.do_not_contact,
        )
        .join(STANDING, standing.contact_id == Contact.id)
        .where(Contact.trashed_at.is_(None))
    ):
        last = None if row[4] is None else datetime.fromisoformat(row[4]).astimezone(local).date()
        people[row[0]] = Acquaintance(row[0], row[1], row[2], row[3], last, row[5], row[6])
    links = session.execute(
        select(
            Introduction.from_contact_id,
            Introduction.to_contact_id,
            Introduction.to_organization_id,
            Introduction.status,
            Introduction.made_on,
            Introduction.asked_on,
        ).order_by(Introduction.id)
    )
    names = session.execute(select(Organization.id, Organization.name))
    return Network(
        people,
        tuple(Introducing(giver, to, place, status, made or asked) for giver, to, place, status, made, asked in links),
        {row[0]: row[1] for row in names},
    )


def map_of_network(session: Session) -> NetworkMap:
    """The map of everybody outside the trash."""
    people = [
        MapPerson(*row)
        for row in session.execute(
            select(Contact.id, Contact.display_name, Contact.closeness).where(Contact.trashed_at.is_(None))
        )
    ]
    links = [
        MapLink(from_id, to_id, status)
        for from_id, to_id, status in session.execute(
            select(Introduction.from_contact_id, Introduction.to_contact_id, Introduction.status).order_by(
                Introduction.id
            )
        )
        if to_id is not None
    ]
    return network_map(people, links)


def introductions_of(session: Session, contact_id: int) -> ContactIntroductions:
    """What introductions tell of a person; those by or to people in the trash are left out."""
    rows = _rows(session, contact_id, is_from=False)
    introducers = first_introducers(_leading_to(session, contact_id)) if rows else {}
    back = {row.id for row in rows if contact_id in _behind(row.draft.from_contact_id, introducers)}
    return ContactIntroductions(
        chain=_names(session, _behind(contact_id, introducers)),
        introduced_by=tuple(row for row in rows if row.id not in back),
        led_to=_rows(session, contact_id, is_from=True),
        named_again=tuple(row for row in rows if row.id in back),
    )


def introduction(session: Session, introduction_id: int) -> IntroductionDraft | None:
    """What is kept of an introduction; None if it is unknown."""
    row = session.get(Introduction, introduction_id)
    return None if row is None else _draft(row)


def not_reported_back(session: Session) -> tuple[IntroductionRow, ...]:
    """Introductions that led to a word or a talk, whose givers have not heard what came of them; oldest first."""
    rows = session.execute(
        select(Introduction, Contact.id, Contact.display_name)
        .join(Contact, Contact.id == Introduction.from_contact_id)
        .where(
            Introduction.status.in_((IntroductionStatus.WRITTEN_TO, IntroductionStatus.MET)),
            Contact.trashed_at.is_(None),
        )
        .order_by(Introduction.made_on, Introduction.id)
    )
    return tuple(IntroductionRow(row.id, giver_id, name, _draft(row)) for row, giver_id, name in rows)


def _rows(session: Session, contact_id: int, *, is_from: bool) -> tuple[IntroductionRow, ...]:
    rows = session.execute(_told(is_from=is_from), {"id": contact_id})
    return tuple(
        IntroductionRow(row.id, row.other_id, row.display_name or row.name or "", _draft(row))
        for row in rows
        if row.trashed_at is None
    )


# Put together once, and reading columns: both are asked for every card that is opened, where making the statement
# and the entities takes longer than the answer (measured).


@cache
def _told(*, is_from: bool) -> Select[*tuple[Any, ...]]:
    giver, named = Introduction.from_contact_id.expression, Introduction.to_contact_id.expression
    mine, others = (giver, named) if is_from else (named, giver)
    return (
        select(
            *Introduction.__table__.columns,
            Contact.id.label("other_id"),
            Contact.display_name,
            Contact.trashed_at,
            Organization.name,
        )
        .outerjoin(Contact, Contact.id == others)
        .outerjoin(Organization, Organization.id == Introduction.to_organization_id)
        .where(mine == bindparam("id"))
        .order_by(Introduction.id)
    )


def _behind(contact_id: int, introducers: Mapping[int, int]) -> tuple[int, ...]:
    """A person, who introduced them, who introduced that one, and so on."""
    chain = [contact_id]
    while chain[-1] in introducers:
        chain.append(introducers[chain[-1]])
    return tuple(chain)


def _names(session: Session, behind: Sequence[int]) -> tuple[str, ...]:
    chain = behind[:LONGEST_CHAIN_BACK]
    named = select(Contact.id, Contact.display_name).where(Contact.id.in_(chain))
    names = {row[0]: row[1] for row in session.execute(named)}
    return tuple(names[each] for each in reversed(chain) if each in names)


def _leading_to(session: Session, contact_id: int) -> list[tuple[int, int]]:
    """The introductions that lead to a person over any number of others, earliest first."""
    rows = session.execute(_all_leading_to(), {"id": contact_id})
    return [(giver_id, named_id) for giver_id, named_id in rows if named_id is not None]


@cache
def _all_leading_to() -> Select[*tuple[Any, ...]]:
    behind = select(bindparam("id", type_=Integer).label("id")).cte(recursive=True)
    behind = behind.union(select(Introduction.from_contact_id).join(behind, Introduction.to_contact_id == behind.c.id))
    return (
        select(Introduction.from_contact_id, Introduction.to_contact_id)
        .join(Contact, Contact.id == Introduction.from_contact_id)
        .where(
            Introduction.to_contact_id.in_(select(behind.c.id)),
            Introduction.status != IntroductionStatus.DECLINED,
            Contact.trashed_at.is_(None),
        )
        .order_by(Introduction.made_on.is_(None), Introduction.made_on, Introduction.id)
    )


def _draft(row: Any) -> IntroductionDraft:
    return draft_from(row, IntroductionDraft)


def day_of(draft: IntroductionDraft) -> date | None:
    """The day an introduction is known by: when it was made, else when it was asked for."""
    return draft.made_on or draft.asked_on
