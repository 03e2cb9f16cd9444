"""People of a file who share nothing with anybody kept but the organization, and almost the name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.duplicates.namesakes import is_nearly_one_name
from insidescoop.domain.import_matches import Common, Match
from insidescoop.domain.imports import PlannedPerson, Standing
from insidescoop.domain.names.comparing import compare_names, name_parts
from insidescoop.domain.text import fold
from insidescoop.store.entities import Contact, Organization

_AT_ONCE = 500
_MOST_COMPARED = 30
"""People of one organization with one name in common who are looked at for one entry."""

Place = tuple[str, str]
_Named = tuple[int, str | None, str | None, str]


def with_near_names_in_doubt(session: Session, planned: Sequence[PlannedPerson]) -> list[PlannedPerson]:
    """The plan, with new people who may be somebody kept under a name spelt otherwise put to the user to decide.

    Only who has a given or a family name in common with them at the same organization is looked at, so the work grows
    with the people who are new and not with all who are kept.
    """
    if session.scalar(select(Contact.id).limit(1)) is None:
        return list(planned)
    new = [each.person.draft for each in planned if each.standing is Standing.NEW and each.twin is None]
    wanted = {place for draft in new for place in _places(draft.organization, draft.given_name, draft.family_name)}
    kept = _kept_at(session, wanted) if wanted else {}
    if not kept:
        return list(planned)
    told: list[PlannedPerson] = []
    for each in planned:
        if each.twin is not None:
            root = told[each.twin]
            is_moved = root.contact_id is not None and each.contact_id is None
            told.append(replace(each, contact_id=root.contact_id) if is_moved else each)
            continue
        near = _near(each.person.draft, kept) if each.standing is Standing.NEW else None
        if near is None:
            told.append(each)
        else:
            match = Match(Common.NEARLY_THE_NAME, f"{near[3]}, {each.person.draft.organization}")
            told.append(replace(each, standing=Standing.DOUBTFUL, match=match, contact_id=near[0]))
    return told


def _places(organization: str | None, given: str | None, family: str | None) -> tuple[Place, ...]:
    """Where somebody is looked for: at their organization, by each of their two names; nowhere without all three."""
    if not (organization and given and family):
        return ()
    key = fold(organization)
    return (key, f"given {fold(given)}"), (key, f"family {fold(family)}")


def _kept_at(session: Session, wanted: set[Place]) -> dict[Place, list[_Named]]:
    found: dict[Place, list[_Named]] = {}
    keys = sorted({organization for organization, _name in wanted})
    for start in range(0, len(keys), _AT_ONCE):
        rows = session.execute(
            select(Contact.id, Contact.given_name, Contact.family_name, Contact.display_name, Organization.name)
            .join(Organization, Organization.id == Contact.organization_id)
            .where(Organization.name_key.in_(keys[start : start + _AT_ONCE]), Contact.trashed_at.is_(None))
            .order_by(Contact.id)
        )
        for contact_id, given, family, shown, organization in rows:
            for place in _places(organization, given, family):
                if place in wanted and len(found.setdefault(place, [])) < _MOST_COMPARED:
                    found[place].append((contact_id, given, family, shown))
    return found


def _near(draft: ContactDraft, kept: dict[Place, list[_Named]]) -> _Named | None:
    found: Iterable[_Named] = (
        each
        for place in _places(draft.organization, draft.given_name, draft.family_name)
        for each in kept.get(place, ())
    )
    return next((each for each in found if _is_nearly(draft, each)), None)


def _is_nearly(draft: ContactDraft, other: _Named) -> bool:
    _id, given, family, shown = other
    parts, others = name_parts(draft.given_name, draft.family_name, draft.shown_name), name_parts(given, family, shown)
    return is_nearly_one_name(compare_names(parts, others), parts, others)
