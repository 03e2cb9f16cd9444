"""What an import of found people would do, told before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.duplicates.namesakes import name_key
from insidescoop.domain.emails import email_key
from insidescoop.domain.import_matches import Common, Match, names_agree
from insidescoop.domain.imports import (
    FoundPeople,
    FoundPerson,
    ImportPlan,
    PlannedPerson,
    Standing,
    post_change,
    with_what_is_missing,
)
from insidescoop.domain.links import link_key
from insidescoop.domain.phones import phone_key
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_drafts import KeptPerson, kept_people
from insidescoop.queries.near_names import with_near_names_in_doubt
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Contact, ContactEmail, ContactLink, ContactPhone, Organization
from insidescoop.system.many_values import let_go

_AT_ONCE = 500
_A_REPORT = 500
_MOST_COMPARED = 30
"""Entries of one file that share something and are compared each with each; the work would grow with their square."""
# Plain texts, for they are looked up a million times.
_EMAIL, _PHONE, _LINK, _NAME = Common.EMAIL.value, Common.PHONE.value, Common.LINK.value, Common.NAME.value
_ENTITIES: dict[str, type[ContactEmail] | type[ContactPhone] | type[ContactLink]] = {
    _EMAIL: ContactEmail,
    _LINK: ContactLink,
    _PHONE: ContactPhone,
}
"""What two entries can share, the surest first."""

Key = tuple[str, str]
Item = TypeVar("Item")


@frozen
class _Candidate:
    id: int
    name: str
    organization: str
    is_trashed: bool
    has_keys: bool

    def said(self, organization: str | None) -> str:
        return f"{self.name}, {organization}" if organization else self.name


@frozen
class _Kept:
    """Everybody kept whom an entry could be, by what they share with it."""

    ids_by_key: dict[Key, set[int]]
    ids_by_name: dict[str, set[int]]
    by_id: dict[int, _Candidate]
    organization_by_id: dict[int, str | None]


def import_plan(session: Session, found: FoundPeople, report: Report = unheard) -> ImportPlan:
    """How everybody found stands to the people kept, trash included; nothing is written.

    Already there is who shares an e-mail address, a link or a phone number with somebody whose name agrees, or the
    name and the organization. Doubtful is who shares an address or number with another name, the name alone, almost
    the name at the same organization, or is in the trash. An entry that is the same person as an earlier one of the
    file goes with that one.

    Raises:
        Cancelled: the report called it off.
    """
    home_country = profile(session).home_country
    keys = [_keys(person.draft, home_country) for person in found.people]
    kept = _kept(session, found.people, keys)
    planned: list[PlannedPerson] = []
    first_with: dict[Key, tuple[int, ...]] = {}
    for place, person in enumerate(found.people):
        if place % _A_REPORT == 0:
            report(Progress(place, len(found.people), "Comparing with the people you have"))
        standing = _against_kept(person, keys[place], kept) if kept.by_id else PlannedPerson(person, Standing.NEW)
        own = (*keys[place], (_NAME, name_key(person.draft.shown_name)))
        if standing.standing is Standing.NEW:
            standing = _against_earlier(standing, own, planned, first_with)
        if standing.twin is None:
            _remember(place, person, own, first_with)
        planned.append(standing)
    let_go(keys)
    let_go(first_with)
    whole = _with_lacks(session, with_near_names_in_doubt(session, planned), home_country, report)
    return ImportPlan(found.file_name, whole, found.unreadable, found.remarks, found.source)


def _keys(draft: ContactDraft, home_country: str) -> tuple[Key, ...]:
    pairs: list[tuple[str, str | None]] = [(_EMAIL, email_key(each.value)) for each in draft.emails]
    if draft.links:
        pairs += [(_LINK, link_key(each.value)) for each in draft.links]
    if draft.phones:
        pairs += [(_PHONE, phone_key(each.value, home_country)) for each in draft.phones]
    return tuple([(kind, key) for kind, key in pairs if key])


def _kept(session: Session, people: Sequence[FoundPerson], keys: Sequence[tuple[Key, ...]]) -> _Kept:
    if session.scalar(select(Contact.id).limit(1)) is None:
        # The first import of all, often the largest: there is nobody to be compared with.
        return _Kept({}, {}, {}, {})
    ids_by_key: dict[Key, set[int]] = {}
    for kind, entity in _ENTITIES.items():
        wanted = sorted({key for own in keys for known, key in own if known == kind})
        for some in _chunks(wanted):
            rows = session.execute(select(entity.match_key, entity.contact_id).where(entity.match_key.in_(some)))
            for key, contact_id in rows:
                assert key is not None  # noqa: S101 - one of those asked for
                ids_by_key.setdefault((kind, key), set()).add(contact_id)
    by_sort_name = sorted({spelling for person in people for spelling in _spellings(person.draft)})
    named: set[int] = set()
    for some in _chunks(by_sort_name):
        # Each of the two uses the index that begins with it.
        for in_trash in (Contact.trashed_at.is_(None), Contact.trashed_at.is_not(None)):
            named.update(session.scalars(select(Contact.id).where(in_trash, Contact.sort_name.in_(some))))
    ids = sorted(named.union(*ids_by_key.values()))
    with_keys = _ids_with_keys(session, ids)
    kept = _Kept(ids_by_key, {}, {}, {})
    for few in _chunks(ids):
        rows_of_people = session.execute(
            select(Contact.id, Contact.display_name, Contact.trashed_at, Organization.name)
            .outerjoin(Organization, Organization.id == Contact.organization_id)
            .where(Contact.id.in_(few))
        )
        for contact_id, name, trashed_at, organization in rows_of_people:
            kept.by_id[contact_id] = _Candidate(
                contact_id, name, fold(organization or ""), trashed_at is not None, contact_id in with_keys
            )
            kept.organization_by_id[contact_id] = organization
            kept.ids_by_name.setdefault(name_key(name), set()).add(contact_id)
    return kept


def _ids_with_keys(session: Session, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for entity in _ENTITIES.values():
        for few in _chunks(ids):
            found.update(session.scalars(select(entity.contact_id).where(entity.contact_id.in_(few))))
    return found


def _spellings(draft: ContactDraft) -> set[str]:
    """The forms in which the same name may be kept for sorting: as it is read, and family name first."""
    words = fold(draft.shown_name).replace(",", " ").split()
    turned = {" ".join([*words[-1:], *words[:-1]]), " ".join([*words[1:], *words[:1]])}
    return {draft.sort_name, fold(draft.shown_name), " ".join(words)} | turned


def _against_kept(person: FoundPerson, keys: tuple[Key, ...], kept: _Kept) -> PlannedPerson:
    name = person.draft.shown_name
    ways = (*person.draft.emails, *person.draft.phones, *person.draft.links)
    is_nameless = name in (person.draft.organization, *(way.value for way in ways))
    best: tuple[int, Match, Standing, int] | None = None

    def offer(rank: int, standing: Standing, contact_id: int, common: Common) -> None:
        nonlocal best
        candidate = kept.by_id[contact_id]
        said = candidate.said(kept.organization_by_id[contact_id])
        if candidate.is_trashed:
            offered = (rank + 10, Match(common, said, is_trashed=True), Standing.DOUBTFUL, contact_id)
        else:
            is_other_name = standing is Standing.DOUBTFUL and common is not Common.NAME
            offered = (rank, Match(common, said, is_other_name), standing, contact_id)
        if best is None or offered[0] < best[0]:
            best = offered

    for kind, key in keys:
        for contact_id in sorted(kept.ids_by_key.get((kind, key), ())):
            agrees = is_nameless or names_agree(name, kept.by_id[contact_id].name, is_loose=kind == _EMAIL)
            if agrees:
                rank = {_EMAIL: 0, _LINK: 1, _PHONE: 1}[kind]
                offer(rank, Standing.THERE, contact_id, Common(kind))
            elif kind != _LINK:
                # A link that another name has too is usually their employer's.
                offer(3, Standing.DOUBTFUL, contact_id, Common(kind))
    organization = fold(person.draft.organization or "")
    for contact_id in sorted(kept.ids_by_name.get(name_key(name), ())):
        candidate = kept.by_id[contact_id]
        if organization and candidate.organization == organization:
            offer(2, Standing.THERE, contact_id, Common.NAME_AND_ORGANIZATION)
        elif not organization and not candidate.organization and not keys and not candidate.has_keys:
            offer(2, Standing.THERE, contact_id, Common.ONLY_NAMES)
        else:
            offer(4, Standing.DOUBTFUL, contact_id, Common.NAME)
    if best is None:
        return PlannedPerson(person, Standing.NEW)
    _rank, match, standing, contact_id = best
    return PlannedPerson(person, standing, match, contact_id)


def _against_earlier(
    new: PlannedPerson, own: tuple[Key, ...], planned: Sequence[PlannedPerson], first_with: dict[Key, tuple[int, ...]]
) -> PlannedPerson:
    """A new person, or one whom an earlier entry of the file already tells of. The last of `own` is the name."""
    person, has_keys = new.person, len(own) > 1
    for key in own:
        kind = key[0]
        places = first_with.get(key, ())
        if len(places) >= _MOST_COMPARED:
            places += first_with.get(_narrower(key, person, own), ())
        for place in places:
            earlier = planned[place].person
            organization = fold(person.draft.organization or "")
            if kind == _NAME:
                is_same = organization == fold(earlier.draft.organization or "") and (
                    bool(organization) or not (has_keys or earlier.draft.emails or earlier.draft.phones)
                )
                common = Common.NAME_AND_ORGANIZATION
            else:
                is_same = names_agree(person.draft.shown_name, earlier.draft.shown_name, is_loose=kind == _EMAIL)
                common = Common(kind)
            if is_same:
                match = Match(common, f"line {earlier.line:,} of this file")
                return PlannedPerson(person, Standing.THERE, match, planned[place].contact_id, twin=place)
    return new


def _remember(place: int, person: FoundPerson, own: tuple[Key, ...], first_with: dict[Key, tuple[int, ...]]) -> None:
    for key in own:
        places = first_with.get(key, ())
        if len(places) >= _MOST_COMPARED:
            # A switchboard's number, a name of a thousand people: whoever is the same will have the rest in common too.
            narrower = _narrower(key, person, own)
            first_with.setdefault(narrower, (place,))
        else:
            first_with[key] = (*places, place)


def _narrower(key: Key, person: FoundPerson, own: tuple[Key, ...]) -> Key:
    """What somebody who is the same has in common besides one of many who share a key."""
    kind, value = key
    return kind, f"{value}\n{fold(person.draft.organization or '') if kind == _NAME else own[-1][1]}"


def _with_lacks(
    session: Session, planned: Sequence[PlannedPerson], home_country: str, report: Report
) -> tuple[PlannedPerson, ...]:
    ids = sorted({each.contact_id for each in planned if each.contact_id is not None})
    targets = set(session.scalars(select(Organization.name_key).where(Organization.motivation.is_not(None))))
    kept_by_id: dict[int, KeptPerson] = {}
    for done, person in enumerate(kept_people(session, ids)):
        if done % _A_REPORT == 0:
            report(Progress(done, len(ids), "Looking what is missing"))
        kept_by_id[person.id] = person
    told = []
    for each in planned:
        kept = kept_by_id.get(each.contact_id) if each.contact_id is not None else None
        if kept is not None:
            found, is_twin = each.person.draft, each.twin is not None
            filled = with_what_is_missing(kept.draft, found, home_country=home_country, is_twin=is_twin)
            lacks = filled != kept.draft or (each.person.photo is not None and not kept.has_photo)
            change = post_change(kept.draft, each.person.draft) if each.twin is None else None
            is_there = change is not None and fold(change.new_organization or "") in targets
            told.append(replace(each, is_lacking=lacks, change=change, is_at_target=is_there))
        elif targets and fold(each.person.draft.organization or "") in targets:
            told.append(replace(each, is_at_target=True))
        else:
            told.append(each)
    return tuple(told)


def _chunks(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
