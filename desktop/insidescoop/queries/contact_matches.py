"""Who matches a filter, as conditions on a statement over contacts."""

import json
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, func, or_, select, text
from sqlalchemy.orm import Session

from insidescoop.domain.changes import Kind
from insidescoop.domain.contact_filters import ContactFilter, Showing, Wording, leaves_out
from insidescoop.domain.text import fold
from insidescoop.queries.search import dialled_ids, matching_ids
from insidescoop.store.entities import (
    Contact,
    ContactTag,
    Organization,
)
from insidescoop.store.indexes.list_index import STANDING, closeness_key

MOST_MATCHES = 500
"""People a typed search shows; whoever looks for one types a letter more."""

MATCHING = "matching"
"""The parameter of a narrowed statement that holds who matches the typed words."""

_BY_NAME = text(
    "SELECT contact_id FROM contact_standing WHERE is_trashed = :is_trashed AND name_key >= :letter "
    "AND name_key < :past ORDER BY name_key, contact_id LIMIT :at_most"
)
_LAST_LETTER = chr(0x10FFFF)


def narrowed(statement: Select[int], wanted: ContactFilter, *, today: date) -> Select[int]:
    """A statement over the list index, left with the people that match.

    Whether somebody is in the trash is for the statement to say. Typed words are not read here: whoever runs the
    statement binds `MATCHING` to what `matching` says of them.
    """
    standing = STANDING.c
    contact_id = standing.contact_id
    if wanted.showing is Showing.DUE:
        statement = statement.where(standing.due_on <= today.isoformat())
    if wanted.showing is Showing.NEVER:
        statement = statement.where(standing.last_at.is_(None))
    if wanted.closeness:
        statement = statement.where(standing.closeness_key.in_([closeness_key(each) for each in wanted.closeness]))
    for tag in wanted.tags:
        tagged = select(ContactTag.contact_id).where(_named(ContactTag.tag_key.expression, tag))
        statement = statement.where(contact_id.in_(tagged))
    places = _of_organizations(wanted)
    if places is not None:
        statement = statement.where(contact_id.in_(select(Contact.id).where(Contact.organization_id.in_(places))))
    if wanted.text:
        # One parameter however many there are: a list of 500 is put into the statement's text anew for each letter.
        everybody = func.json_each(bindparam(MATCHING, type_=Text)).table_valued("value")
        statement = statement.where(contact_id.in_(select(everybody.c.value)))
    return statement


def _of_organizations(wanted: ContactFilter) -> Select[int] | None:
    conditions: list[ColumnElement[bool]] = []
    if wanted.organizations:
        conditions.append(or_(*(_with_word(Organization.name_key.expression, each) for each in wanted.organizations)))
    if wanted.places:
        conditions.append(or_(*(_with_word(Organization.place.expression, each) for each in wanted.places)))
    if wanted.kinds:
        conditions.append(Organization.kind.in_(wanted.kinds))
    return select(Organization.id).where(*conditions) if conditions else None


def _named(key: ColumnElement[Any], wording: Wording) -> ColumnElement[bool]:
    folded = fold(wording.value)
    return key == folded if wording.is_whole else key.startswith(folded, autoescape=True)


def _with_word(name: ColumnElement[Any], wording: Wording) -> ColumnElement[bool]:
    typed = fold(wording.value) if name.key == "name_key" else wording.value
    if wording.is_whole:
        return name.ilike(_literally(typed), escape="/")
    return or_(
        name.ilike(f"{_literally(typed)}%", escape="/"),
        name.ilike(f"% {_literally(typed)}%", escape="/"),
    )


def _literally(typed: str) -> str:
    return typed.replace("/", "//").replace("%", "/%").replace("_", "/_")


def matching(session: Session, wanted: ContactFilter) -> str:
    """The ids of the people that match the typed words of a filter, as JSON."""
    typed = wanted.text
    if len(typed) == 1:
        begun = _called(session, fold(typed), is_trashed=wanted.showing is Showing.TRASH)
        if len(begun) == MOST_MATCHES:
            # Every word that begins with one letter is half the index; whom the list shows first is enough of them.
            return json.dumps(begun)
    if leaves_out(typed):
        # Searched for as words, it would find the very people it means to leave out.
        return json.dumps([])
    ids = matching_ids(session, Kind.CONTACT, typed, at_most=MOST_MATCHES)
    return json.dumps(ids + dialled_ids(session, typed, at_most=MOST_MATCHES))


def _called(session: Session, letter: str, *, is_trashed: bool) -> list[int]:
    bound = {"is_trashed": int(is_trashed), "letter": letter, "past": letter + _LAST_LETTER, "at_most": MOST_MATCHES}
    return list(session.scalars(_BY_NAME, bound).all())
