"""Search over everything the user typed: what matched, and where."""

import re
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, aliased

from insidescoop.domain.changes import Kind
from insidescoop.domain.phones import SHORTEST_KEY
from insidescoop.domain.pitch.section_titles import SECTION_TITLES
from insidescoop.domain.text import first_line, fold
from insidescoop.domain.values import frozen
from insidescoop.store.entities import (
    Contact,
    ContactPhone,
    FollowUp,
    Interaction,
    InteractionContact,
    Interview,
    InterviewContact,
    Introduction,
    Organization,
    Outcome,
    Pitch,
    Question,
    Rehearsal,
    Template,
)
from insidescoop.store.indexes.search_index import (
    KINDS_A_ROWID_HOLDS,
    is_ranked,
    match_expression,
    number_of,
    record_of,
)

MOST_FOUND = 200

_NUMBER = re.compile(r"\+?[\d\s()./-]{5,}")

_RANKED = text("SELECT rowid FROM search_index WHERE search_index MATCH :expression ORDER BY rank LIMIT :at_most")
_UNRANKED = text("SELECT rowid FROM search_index WHERE search_index MATCH :expression LIMIT :at_most")
_OF_ONE_KIND = text(
    f"SELECT rowid / {KINDS_A_ROWID_HOLDS} FROM search_index WHERE search_index MATCH :expression "  # noqa: S608
    f"AND rowid % {KINDS_A_ROWID_HOLDS} = :number LIMIT :at_most"
)


@frozen
class Found:
    """One record that matched: its title, the field the match stands in, and the words around it.

    `contact_id` is the person it belongs to, where there is one to go to; `part_id` the planned question of an answer.
    """

    kind: Kind
    id: int
    title: str
    where: str
    excerpt: str
    contact_id: int | None = None
    part_id: int | None = None


Texts = list[tuple[str, str | None] | tuple[str, str | None, int]]
"""What is typed of a record: where it stands, the text, and the id of its part where that is a row of its own."""


def found_rowids(session: Session, typed: str, *, at_most: int = MOST_FOUND) -> list[int]:
    """The documents that match what was typed, best first from three letters on; empty for no word."""
    expression = match_expression(typed)
    if expression is None:
        return []
    statement = _RANKED if is_ranked(typed) else _UNRANKED
    return list(session.scalars(statement, {"expression": expression, "at_most": at_most}).all())


def matching_ids(session: Session, kind: Kind, typed: str, *, at_most: int) -> list[int]:
    """The ids of the records of one kind that match what was typed, those by their name first; empty for no word."""
    expression = match_expression(typed)
    if expression is None:
        return []

    def read(wanted: str) -> list[int]:
        bound = {"expression": wanted, "number": number_of(kind), "at_most": at_most}
        return list(session.scalars(_OF_ONE_KIND, bound).all())

    # Ranking looks into every match before it gives the first: of 100,000 people that takes most of a keystroke.
    everybody = read(expression)
    if len(everybody) < at_most or not is_ranked(typed):
        return everybody
    return list(dict.fromkeys((*read(f"names : ({expression})"), *everybody)))[:at_most]


def dialled_ids(session: Session, typed: str, *, at_most: int) -> list[int]:
    """The ids of the people with a number that holds the digits typed; empty for anything but a part of a number.

    Typed with or without brackets, spaces and the country's code, it is the same number.
    """
    digits = _digits_of(typed)
    if digits is None:
        return []
    keys = ContactPhone.match_key.expression
    statement = select(ContactPhone.contact_id).where(keys.contains(digits, autoescape=True)).limit(at_most)
    return list(session.scalars(statement.distinct()).all())


def _digits_of(typed: str) -> str | None:
    digits = "".join(filter(str.isdigit, typed)).lstrip("0")
    # Abroad, the nought that a number begins with at home is left out.
    return digits if _NUMBER.fullmatch(typed.strip()) and len(digits) >= SHORTEST_KEY - 1 else None


def found(session: Session, typed: str, *, at_most: int = 50) -> tuple[Found, ...]:
    """What matches, best first; records of people in the trash are left out."""
    records = [record_of(rowid) for rowid in found_rowids(session, typed, at_most=at_most * 2)]
    dialled = [(Kind.CONTACT, contact_id) for contact_id in dialled_ids(session, typed, at_most=at_most)]
    records = list(dict.fromkeys((*records, *dialled)))
    described = _describe_all(session, records)
    words = [fold(word) for word in re.findall(r"\w+", typed)]
    hits = []
    for record in records:
        if record in described:
            title, contact_id, texts = described[record]
            where, excerpt, part_id = _first_match(texts, words)
            if record in dialled:
                where, excerpt = "Phone", _number_with(texts, _digits_of(typed) or "")
            hits.append(Found(*record, title, where, excerpt, contact_id, part_id))
    return tuple(hits[:at_most])


def _first_match(texts: Texts, words: Sequence[str]) -> tuple[str, str, int | None]:
    for where, typed, *part in texts:
        if typed is None:
            continue
        for found_word in re.finditer(r"\w+", typed):
            if any(fold(found_word.group()).startswith(word) for word in words):
                return where, _around(typed, found_word.start()), part[0] if part else None
    return "", "", None


def _number_with(texts: Texts, digits: str) -> str:
    """The phone number that holds the digits, or is held by them: its country's code may not be written in it."""
    numbers = [typed for where, typed, *_part in texts if where == "Phone" and typed is not None]
    written = ((each, "".join(filter(str.isdigit, each)).lstrip("0")) for each in numbers)
    return next((each for each, figures in written if digits in figures or figures in digits), numbers[0])


def _around(typed: str, position: int) -> str:
    start = max(typed.rfind("\n", 0, position) + 1, position - 40)
    if start > 0 and typed[start - 1] not in "\n ":
        start = typed.find(" ", start, position) + 1 or start
    cut = "…" if start > 0 and typed[start - 1] != "\n" else ""
    return cut + first_line(typed[start:], at_most=90)


_Described = dict[tuple[Kind, int], tuple[str, int | None, Texts]]


def _describe_all(session: Session, records: Iterable[tuple[Kind, int]]) -> _Described:
    ids_by_kind: dict[Kind, list[int]] = {}
    for kind, record_id in records:
        ids_by_kind.setdefault(kind, []).append(record_id)
    described: _Described = {}
    for kind, ids in ids_by_kind.items():
        describe = _DESCRIBED_BY.get(kind)
        if describe is not None:
            described.update({(kind, record_id): what for record_id, what in describe(session, ids).items()})
    return described


_Records = dict[int, tuple[str, int | None, Texts]]


def _contacts(session: Session, ids: list[int]) -> _Records:
    rows = session.execute(
        select(Contact, Organization.name)
        .outerjoin(Organization, Organization.id == Contact.organization_id)
        .where(Contact.id.in_(ids), Contact.trashed_at.is_(None))
    )
    return {
        row.id: (
            row.display_name,
            row.id,
            [
                ("Name", row.display_name),
                ("Given name", row.given_name),
                ("Family name", row.family_name),
                ("Organization", organization),
                ("Title", row.title),
                *(("E-mail", email.value) for email in row.emails),
                *(("Phone", phone.value) for phone in row.phones),
                *(("Link", link.value) for link in row.links),
                *(("Tag", tag.value) for tag in row.tags),
                ("Met at", row.met_event),
                ("Notes", row.notes),
                ("Address", row.address),
                ("Pronouns", row.pronouns),
                *(("E-mail label", email.label) for email in row.emails),
                *(("Phone label", phone.label) for phone in row.phones),
                *(("Link label", link.label) for link in row.links),
            ],
        )
        for row, organization in rows
    }


def _organizations(session: Session, ids: list[int]) -> _Records:
    rows = session.scalars(select(Organization).where(Organization.id.in_(ids)))
    return {
        row.id: (
            row.name,
            None,
            [
                ("Organization", row.name),
                ("Place", row.place),
                ("Website", row.website),
                ("Research notes", row.research_notes),
            ],
        )
        for row in rows
    }


def _interactions(session: Session, ids: list[int]) -> _Records:
    rows = session.execute(
        select(Interaction, Contact.id, Contact.display_name)
        .join(InteractionContact, InteractionContact.interaction_id == Interaction.id)
        .join(Contact, Contact.id == InteractionContact.contact_id)
        .where(Interaction.id.in_(ids), Contact.trashed_at.is_(None))
        .order_by(InteractionContact.id.desc())
    )
    return {
        row.id: (f"{row.kind.words} with {name}", contact_id, [("Timeline", row.summary), ("Notes", row.notes)])
        for row, contact_id, name in rows
    }


def _follow_ups(session: Session, ids: list[int]) -> _Records:
    rows = session.execute(
        select(FollowUp, Contact.id, Contact.display_name)
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.id.in_(ids), FollowUp.settled_on.is_(None), Contact.trashed_at.is_(None))
    )
    return {row.id: (name, contact_id, [("To do", row.what)]) for row, contact_id, name in rows}


def _outcomes(session: Session, ids: list[int]) -> _Records:
    rows = session.execute(
        select(Outcome, Contact.id, Contact.display_name)
        .join(Contact, Contact.id == Outcome.contact_id)
        .where(Outcome.id.in_(ids), Contact.trashed_at.is_(None))
    )
    return {
        row.id: (f"{row.kind.words}: {name}", contact_id, [("Outcome", row.note)]) for row, contact_id, name in rows
    }


def _introductions(session: Session, ids: list[int]) -> _Records:
    led_to = aliased(Contact)
    rows = session.execute(
        select(Introduction, Contact.id, Contact.display_name, func.coalesce(led_to.display_name, Organization.name))
        .join(Contact, Contact.id == Introduction.from_contact_id)
        .outerjoin(led_to, led_to.id == Introduction.to_contact_id)
        .outerjoin(Organization, Organization.id == Introduction.to_organization_id)
        .where(Introduction.id.in_(ids), Contact.trashed_at.is_(None))
    )
    return {
        row.id: (
            f"Introduction to {to} by {name}",
            contact_id,
            [("Introduction", row.note), ("Words they used", row.words_used)],
        )
        for row, contact_id, name, to in rows
    }


def _pitches(session: Session, ids: list[int]) -> _Records:
    notes: dict[int, list[str | None]] = {}
    for pitch_id, note in session.execute(
        select(Rehearsal.pitch_id, Rehearsal.note).where(Rehearsal.pitch_id.in_(ids))
    ):
        notes.setdefault(pitch_id, []).append(note)
    rows = session.scalars(select(Pitch).where(Pitch.id.in_(ids)))
    return {
        row.id: (
            row.name,
            None,
            [
                ("Pitch", row.name),
                *((title, getattr(row, section)) for section, title in SECTION_TITLES.items()),
                ("Text", row.free_text),
                ("Audience", row.audience),
                *(("Rehearsal note", note) for note in notes.get(row.id, [])),
            ],
        )
        for row in rows
    }


def _interviews(session: Session, ids: list[int]) -> _Records:
    rows = session.execute(
        select(Interview, Contact.id, Contact.display_name)
        .join(InterviewContact, InterviewContact.interview_id == Interview.id)
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(Interview.id.in_(ids))
        .order_by(InterviewContact.position.desc())
    )
    return {
        row.id: (
            f"Interview with {name}",
            contact_id,
            [
                ("Purpose", row.purpose),
                *(("Answer", question.answer, question.id) for question in row.questions),
                ("Learned", row.learned),
                ("Surprised", row.surprised),
                ("How it fits", row.fits),
                ("Still to know", row.still_to_know),
                ("Sources", row.sources),
                ("Notes of the talk", row.talk_notes),
                *(("Promise", promise.what) for promise in row.promises),
                *(("Planned question", question.text) for question in row.questions),
                ("Research", row.research_notes),
                ("Logistics", row.logistics),
                ("Place", row.place),
            ],
        )
        for row, contact_id, name in rows
    }


def _questions(session: Session, ids: list[int]) -> _Records:
    rows = session.scalars(select(Question).where(Question.id.in_(ids), Question.is_retired.is_(False)))
    return {row.id: (first_line(row.text), None, [("Question bank", row.text)]) for row in rows}


def _templates(session: Session, ids: list[int]) -> _Records:
    rows = session.scalars(select(Template).where(Template.id.in_(ids), Template.is_retired.is_(False)))
    return {
        row.id: (row.name, None, [("Template", row.name), ("Subject", row.subject), ("Message", row.body)])
        for row in rows
    }


_DESCRIBED_BY: dict[Kind, Callable[[Session, list[int]], _Records]] = {
    Kind.CONTACT: _contacts,
    Kind.ORGANIZATION: _organizations,
    Kind.INTERACTION: _interactions,
    Kind.FOLLOW_UP: _follow_ups,
    Kind.OUTCOME: _outcomes,
    Kind.INTRODUCTION: _introductions,
    Kind.PITCH: _pitches,
    Kind.INTERVIEW: _interviews,
    Kind.QUESTION: _questions,
    Kind.TEMPLATE: _templates,
}
