"""Everybody who may be kept twice, as far as likeness looks at them."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.duplicates.pairs import Person
from insidescoop.store.entities import (
    Contact,
    ContactEmail,
    ContactLink,
    ContactPhone,
    DistinctPair,
    Organization,
)

_ROWS_AT_ONCE = 2_000


def known_people(session: Session) -> Iterator[Person]:
    """Everybody outside the trash in order of the id, read bit by bit: nothing is held but the person at hand.

    The session must stay open until the last one is read.
    """
    return _people(session, None)


def _people(session: Session, ids: Collection[int] | None) -> Iterator[Person]:
    emails, phones, links = (_Keys(session, part, ids) for part in (ContactEmail, ContactPhone, ContactLink))
    people = (
        select(
            Contact.id,
            Contact.display_name,
            Contact.given_name,
            Contact.family_name,
            Organization.name,
            Contact.title,
        )
        .outerjoin(Organization, Organization.id == Contact.organization_id)
        .where(Contact.trashed_at.is_(None))
        .order_by(Contact.id)
    )
    if ids is not None:
        people = people.where(Contact.id.in_(ids))
    for contact_id, name, given, family, organization, title in _streamed(session, people):
        yield Person(
            contact_id,
            name,
            given,
            family,
            organization,
            title,
            emails.of(contact_id),
            phones.of(contact_id),
            links.of(contact_id),
        )


def people_named(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """Some people by id; who is in the trash or gone is left out."""
    return {person.id: person for person in _people(session, ids)}


def distinct_pairs(session: Session) -> frozenset[tuple[int, int]]:
    """The pairs of ids that the user said are two people, the smaller id first."""
    return frozenset(
        (contact_id, other_id)
        for contact_id, other_id in session.execute(select(DistinctPair.contact_id, DistinctPair.other_id))
    )


class _Keys:
    """The match keys of one kind, read beside the people, who must come in order of the id."""

    def __init__(
        self,
        session: Session,
        part: type[ContactEmail] | type[ContactPhone] | type[ContactLink],
        ids: Collection[int] | None,
    ) -> None:
        keys = (
            select(part.contact_id, part.match_key)
            .where(part.match_key.is_not(None))
            .order_by(part.contact_id, part.position)
        )
        if ids is not None:
            keys = keys.where(part.contact_id.in_(ids))
        self._rows = _streamed(session, keys)
        self._next = next(self._rows, None)

    def of(self, contact_id: int) -> tuple[str, ...]:
        found: list[str] = []
        while self._next is not None and self._next[0] <= contact_id:
            # Those before belong to somebody in the trash.
            if self._next[0] == contact_id:
                found.append(self._next[1])
            self._next = next(self._rows, None)
        return tuple(found)


def _streamed(session: Session, statement: Any) -> Iterator[Any]:
    return iter(session.execute(statement.execution_options(yield_per=_ROWS_AT_ONCE)))
