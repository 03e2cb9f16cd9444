"""What a user can change about contacts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import func, select, update

from insidescoop.commands.follow_up_engine import (
    apply_rules,
    drop_all_for_contact,
    helper_found,
    name_in_follow_ups,
    renew_keep_in_touch,
    today_of,
)
from insidescoop.commands.interactions import log
from insidescoop.commands.organizations import ids_of_organizations, organization_named
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.drafts import insist
from insidescoop.domain.emails import email_key
from insidescoop.domain.follow_ups.rules import Trigger
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.links import link_key
from insidescoop.domain.moments import Moment
from insidescoop.domain.phones import HOME_COUNTRY, phone_key
from insidescoop.domain.progress import Progress
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_card import contact_draft
from insidescoop.store.base import Base
from insidescoop.store.entities import (
    THE_PROFILE,
    Contact,
    ContactEmail,
    ContactLink,
    ContactPhone,
    ContactTag,
    ContactTerm,
    Profile,
)
from insidescoop.store.many_rows import insert_columns, triggers_aside
from insidescoop.store.unit_of_work import UnitOfWork

_Part = TypeVar("_Part", ContactEmail, ContactPhone, ContactLink)

_PEOPLE_A_REPORT = 500
"""People written between two reports of progress: a sixth of a second's work (5,000 take 1.4 s)."""

_LABELLED_PARTS: tuple[tuple[type[Base], str], ...] = (
    (ContactEmail, "emails"),
    (ContactPhone, "phones"),
    (ContactLink, "links"),
)
_TABLES_OF_PEOPLE = (
    Contact.__tablename__,
    ContactTag.__tablename__,
    ContactTerm.__tablename__,
    *(part.__tablename__ for part, _name in _LABELLED_PARTS),
)
_FACTS: dict[str, Callable[[ContactDraft], Any]] = {
    "own_display_name": attrgetter("display_name"),
    "display_name": attrgetter("shown_name"),
    **{
        name: attrgetter(name)
        for name in (
            "given_name", "family_name", "sort_name", "is_family_first", "how_to_say", "pronouns", "title", "address",
            "time_zone", "met_event", "met_on", "relation", "role", "tie", "preferred_channel", "name_leave",
            "own_reply_pattern", "closeness", "cadence_days", "do_not_contact", "notes",
        )
    },
}  # fmt: skip
"""What stands in a contact's own columns, but for its organization, by the name of the column."""


@frozen
class AddContact:
    """Adds a person, logs where they were met if that is said, and returns their id."""

    draft: ContactDraft

    @property
    def label(self) -> str:
        return f"Add {self.draft.shown_name or 'contact'}"

    def run(self, work: UnitOfWork) -> int:
        return add_person(work, self.draft).id


@frozen
class AddContacts:
    """Adds many people at once, as bulk work: one step, however many. Returns their ids in order.

    Nobody is logged as met and nothing becomes due: a list read in must not flood Today.
    """

    drafts: tuple[ContactDraft, ...]
    is_bulk: bool = field(default=True, init=False)

    @property
    def label(self) -> str:
        return f"Add {len(self.drafts):,} contacts"

    def run(self, work: UnitOfWork) -> list[int]:
        return add_people(work, self.drafts)


@frozen
class EditContact:
    """Changes what is kept about a person."""

    contact_id: int
    draft: ContactDraft

    @property
    def label(self) -> str:
        return f"Edit {self.draft.shown_name or 'contact'}"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.get(Contact, self.contact_id)
        was_kept_up, former_name = (row.closeness, row.cadence_days), row.display_name
        write_contact(work, row, self.draft)
        work.session.flush()
        if row.display_name != former_name:
            name_in_follow_ups(work, row)
        if row.do_not_contact:
            drop_all_for_contact(work, row.id)
        elif was_kept_up != (row.closeness, row.cadence_days):
            renew_keep_in_touch(work, row)
            if row.closeness is Closeness.ACTIVE and was_kept_up[0] is not Closeness.ACTIVE:
                helper_found(work, row)


@frozen
class AddToNotes:
    """Adds lines to the notes of a person, whatever has been written there since, and returns all of the notes."""

    contact_id: int
    text: str
    label: str = "Add to the notes of a contact"

    def run(self, work: UnitOfWork) -> str:
        row = work.get(Contact, self.contact_id)
        before = contact_draft(work.session, row)
        draft = replace(before, notes="\n".join(filter(None, (before.notes, self.text))))
        EditContact(self.contact_id, draft).run(work)
        work.set_undo_label(f"Add to the notes of {row.display_name}")
        return draft.notes or ""


@frozen
class DeleteContact:
    """Puts a person in the trash, from where they can be restored."""

    contact_id: int
    label: str = "Delete contact"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Contact, self.contact_id)
        row.trashed_at = work.now
        work.set_undo_label(f"Delete {row.display_name}")


@frozen
class RestoreContact:
    """Takes a person out of the trash."""

    contact_id: int
    label: str = "Restore contact"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Contact, self.contact_id)
        row.trashed_at = None
        work.set_undo_label(f"Restore {row.display_name}")


def add_person(work: UnitOfWork, draft: ContactDraft) -> Contact:
    """Adds one person within a step, and logs where they were met if that is said."""
    insist(draft.problems())
    row = Contact(added_at=work.now)
    write_contact(work, row, draft)
    work.add(row)
    if draft.met_event or draft.met_on:
        _log_meeting(work, row, draft)
    return row


def add_people(work: UnitOfWork, drafts: Sequence[ContactDraft]) -> list[int]:
    """The ids of people added in order, for a command that is bulk work; it reports how many are there.

    Raises:
        Invalid: a draft has a problem.
        Cancelled: the report called it off.
    """
    for draft in drafts:
        insist(draft.problems())
    organization_ids = ids_of_organizations(work, [draft.organization for draft in drafts])
    # Under ids given here: the step holds the write lock, so that nobody else takes them.
    first_id = (work.session.scalar(select(func.max(Contact.id))) or 0) + 1
    keys = keys_of(work)
    with triggers_aside(work.session.connection(), _TABLES_OF_PEOPLE, len(drafts)):
        for start in range(0, len(drafts), _PEOPLE_A_REPORT):
            work.report(Progress(start, len(drafts), "Adding people"))
            numbered = tuple(enumerate(drafts[start : start + _PEOPLE_A_REPORT], start=first_id + start))
            _insert_people(work, numbered, organization_ids, keys)
    return list(range(first_id, first_id + len(drafts)))


def _insert_people(
    work: UnitOfWork, numbered: tuple[tuple[int, ContactDraft], ...], organization_ids: Mapping[str, int], keys: "Keys"
) -> None:
    drafts = [draft for _contact_id, draft in numbered]
    people: dict[str, list[Any]] = {
        "id": [contact_id for contact_id, _draft in numbered],
        "added_at": [work.now] * len(drafts),
        "organization_id": [organization_ids.get(fold(draft.organization or "")) for draft in drafts],
        **{column: list(map(fact, drafts)) for column, fact in _FACTS.items()},
    }
    _insert(work, Contact, people)
    for part, name in _LABELLED_PARTS:
        entries = [
            (contact_id, position, entry.value, entry.label, keys[name](entry.value))
            for contact_id, draft in numbered
            for position, entry in enumerate(getattr(draft, name))
        ]
        _insert_rows(work, part, ("contact_id", "position", "value", "label", "match_key"), entries)
    tags = [
        (contact_id, position, tag, fold(tag))
        for contact_id, draft in numbered
        for position, tag in enumerate(draft.tags)
    ]
    _insert_rows(work, ContactTag, ("contact_id", "position", "value", "tag_key"), tags)
    terms = [
        (contact_id, position, term.vocabulary, term.value)
        for contact_id, draft in numbered
        for position, term in enumerate(draft.terms)
    ]
    _insert_rows(work, ContactTerm, ("contact_id", "position", "vocabulary", "value"), terms)


def write_contact(work: UnitOfWork, row: Contact, draft: ContactDraft) -> None:
    """Writes a valid draft into a row, its organization added if it is not kept yet."""
    row.organization_id = organization_named(work, draft.organization)
    for column, fact in _FACTS.items():
        setattr(row, column, fact(draft))
    keys = keys_of(work)
    _write_labelled(row.emails, ContactEmail, "emails", draft.emails, keys)
    _write_labelled(row.phones, ContactPhone, "phones", draft.phones, keys)
    _write_labelled(row.links, ContactLink, "links", draft.links, keys)
    if tuple((term.vocabulary, term.value) for term in row.terms) != tuple(
        (term.vocabulary, term.value) for term in draft.terms
    ):
        row.terms[:] = [
            ContactTerm(position=position, vocabulary=term.vocabulary, value=term.value)
            for position, term in enumerate(draft.terms)
        ]
    if tuple(tag.value for tag in row.tags) != draft.tags:
        row.tags[:] = [
            ContactTag(position=position, value=tag, tag_key=fold(tag)) for position, tag in enumerate(draft.tags)
        ]


def _insert(work: UnitOfWork, entity: type[Base], columns: Mapping[str, list[Any]]) -> None:
    insert_columns(work.session.connection(), Base.metadata.tables[entity.__tablename__], columns)


def _insert_rows(work: UnitOfWork, entity: type[Base], names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        _insert(work, entity, dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


Keys = Mapping[str, Callable[[str], str | None]]
"""By the name of a draft's field, how the key is made by which two of its values are the same."""


def keys_of(work: UnitOfWork) -> Keys:
    """How e-mail addresses, phone numbers and links are compared; numbers as dialled in the user's own country."""
    return {"emails": email_key, "phones": partial(phone_key, home_country=home_country_of(work)), "links": link_key}


def home_country_of(work: UnitOfWork) -> str:
    """Where a phone number without a country code is dialled."""
    profile = work.session.get(Profile, THE_PROFILE)
    return profile.home_country if profile is not None else HOME_COUNTRY


def renew_phone_keys(work: UnitOfWork) -> None:
    """Makes the keys of all numbers anew, for a user who has moved to another country."""
    work.session.flush()
    key_of = keys_of(work)["phones"]
    changed = [
        {"id": row[0], "match_key": key}
        for row in work.session.execute(select(ContactPhone.id, ContactPhone.value, ContactPhone.match_key))
        if (key := key_of(row[1])) != row[2]
    ]
    if changed:
        work.session.execute(update(ContactPhone), changed)


def _labelled_values(name: str, entry: Labelled, keys: Keys) -> dict[str, Any]:
    return {"value": entry.value, "label": entry.label, "match_key": keys[name](entry.value)}


def _write_labelled(rows: list[_Part], part: type[_Part], name: str, entries: tuple[Labelled, ...], keys: Keys) -> None:
    if [(row.value, row.label) for row in rows] != [(entry.value, entry.label) for entry in entries]:
        rows[:] = [
            part(position=position, **_labelled_values(name, entry, keys)) for position, entry in enumerate(entries)
        ]


def _log_meeting(work: UnitOfWork, row: Contact, draft: ContactDraft) -> None:
    # The timeline holds what has happened: a day still to come is kept with the person only.
    day = min(draft.met_on or today_of(work), today_of(work))
    happened = Moment.on(day, now=work.now, zone=work.zone)
    log(work, InteractionDraft((row.id,), InteractionKind.MET, happened, summary=draft.met_event))
    if draft.met_event:
        apply_rules(work, Trigger.MET_AT_EVENT, row, day=day)
