"""One person, with everything found from them: the facts, the timeline, what is next, who introduced whom."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select, text
from sqlalchemy.orm import Session

from insidescoop.domain.acquaintance import ReplyPattern, Tie, Word, reply_pattern, tie_now
from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.interactions import Direction, InteractionKind, OutcomeKind
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.meeting import talk_begins
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.moments import Moment
from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.queries.network import ContactIntroductions, introductions_of
from insidescoop.store.drafts import draft_from
from insidescoop.store.entities import (
    Contact,
    FollowUp,
    Interaction,
    InteractionContact,
    Interview,
    InterviewContact,
    Outcome,
)

_Statement = Select[*tuple[Any, ...]]


@frozen
class TimelineEntry:
    """One thing that happened with a person; `letter` says which letter of the user it was, if it was one."""

    id: int
    kind: InteractionKind
    direction: Direction
    happened: Moment
    summary: str | None
    notes: str | None
    letter: TemplateKind | None


@frozen
class NextStep:
    """One open follow-up."""

    id: int
    due_on: date
    what: str


@frozen
class CardInterview:
    """An interview the person takes part in."""

    id: int
    stage: Stage
    starts: Moment | None


@frozen
class CardOutcome:
    """Something that came of knowing the person."""

    id: int
    kind: OutcomeKind
    note: str | None
    came_on: date
    interaction_id: int | None
    interview_id: int | None


@frozen
class ContactCard:
    """All of one person. `timeline` and `outcomes` are newest first, `next_steps` soonest first.

    `photo` is a JPEG as base64 text.
    """

    id: int
    name: str
    is_trashed: bool
    draft: ContactDraft
    photo: str | None
    organization_id: int | None
    timeline: tuple[TimelineEntry, ...]
    next_steps: tuple[NextStep, ...]
    introductions: ContactIntroductions
    interviews: tuple[CardInterview, ...]
    outcomes: tuple[CardOutcome, ...]

    @property
    def history_length(self) -> int:
        """How much happened with the person: timeline entries and interviews."""
        return len(self.timeline) + len(self.interviews)

    def last_contact(self) -> TimelineEntry | None:
        """The latest time in touch; None for never."""
        return next((entry for entry in self.timeline if entry.kind.is_contact), None)

    def tie(self, today: date) -> Tie | None:
        """The tie as it stands on a day."""
        last = self.last_contact()
        day = None if last is None else last.happened.local.date()
        return tie_now(self.draft.tie, last_contact=day, today=today)

    def found_reply_pattern(self, today: date, *, work_days: frozenset[int]) -> ReplyPattern:
        """How the person answers, as the timeline tells on a day; the user may know better (`own_reply_pattern`)."""
        words = [Word(entry.happened.local.date(), entry.kind, entry.direction) for entry in self.timeline]
        return reply_pattern(words, today=today, work_days=work_days)


def contact_card(session: Session, contact_id: int) -> ContactCard | None:
    """The card of a person, in the trash or not; None if the person is unknown."""
    row = session.execute(_person(), {"id": contact_id}).one_or_none()
    if row is None:
        return None
    parts = _parts(session, row)

    def those(sort: str, statement: _Statement) -> Sequence[Any]:
        return session.execute(statement, {"id": contact_id}).all() if sort in parts else ()

    return ContactCard(
        id=row.id,
        name=row.display_name,
        is_trashed=row.trashed_at is not None,
        draft=_draft(row, parts),
        photo=_first(parts, "photo"),
        organization_id=row.organization_id,
        timeline=tuple(_entry(each) for each in those("timeline", _timeline())),
        next_steps=tuple(NextStep(*each) for each in those("next_steps", _next_steps())),
        introductions=(
            introductions_of(session, contact_id)
            if "introductions" in parts
            else ContactIntroductions((row.display_name,), (), ())
        ),
        interviews=tuple(_interview(each) for each in those("interviews", _interviews())),
        outcomes=tuple(CardOutcome(*each) for each in those("outcomes", _outcomes())),
    )


_PARTS = text(
    "SELECT 'emails', position, value, label FROM contact_email WHERE contact_id = :id "
    "UNION ALL SELECT 'phones', position, value, label FROM contact_phone WHERE contact_id = :id "
    "UNION ALL SELECT 'links', position, value, label FROM contact_link WHERE contact_id = :id "
    "UNION ALL SELECT 'tags', position, value, NULL FROM contact_tag WHERE contact_id = :id "
    "UNION ALL SELECT 'terms', position, value, vocabulary FROM contact_term WHERE contact_id = :id "
    "UNION ALL SELECT 'photo', 0, data, NULL FROM contact_photo WHERE contact_id = :id "
    "UNION ALL SELECT 'organization', 0, name, NULL FROM organization WHERE id = :organization_id "
    "UNION ALL SELECT 'timeline', 0, '', NULL WHERE EXISTS (SELECT 1 FROM interaction_contact WHERE contact_id = :id) "
    "UNION ALL SELECT 'next_steps', 0, '', NULL WHERE EXISTS (SELECT 1 FROM follow_up WHERE contact_id = :id) "
    "UNION ALL SELECT 'introductions', 0, '', NULL "
    "WHERE EXISTS (SELECT 1 FROM introduction WHERE from_contact_id = :id OR to_contact_id = :id) "
    "UNION ALL SELECT 'interviews', 0, '', NULL WHERE EXISTS (SELECT 1 FROM interview_contact WHERE contact_id = :id) "
    "UNION ALL SELECT 'outcomes', 0, '', NULL WHERE EXISTS (SELECT 1 FROM outcome WHERE contact_id = :id) "
    "ORDER BY 1, 2"
)
"""Everything that belongs to one person in one go, and what else there is of them to ask for.

Asked for one by one, the asking takes longer than the answers, and most people have no interview and no outcome.
"""


def contact_draft(session: Session, row: Contact) -> ContactDraft:
    """Everything kept about a person, as a user can say it."""
    return _draft(row, _parts(session, row))


# Statements that are run for every person looked at are put together once, and read columns: making an entity of a
# row, and a statement of its parts, takes several times as long as SQLite takes to answer (measured).


@cache
def _person() -> _Statement:
    return select(*Contact.__table__.columns).where(Contact.id == bindparam("id"))


def _parts(session: Session, row: Any) -> dict[str, list[tuple[str, str | None]]]:
    parts: dict[str, list[tuple[str, str | None]]] = {}
    found = session.execute(_PARTS, {"id": row.id, "organization_id": row.organization_id})
    for sort, _position, value, label in found:
        parts.setdefault(sort, []).append((value, label))
    return parts


def _first(parts: dict[str, list[tuple[str, str | None]]], sort: str) -> str | None:
    return parts[sort][0][0] if sort in parts else None


def _draft(row: Any, parts: dict[str, list[tuple[str, str | None]]]) -> ContactDraft:
    def labelled(sort: str) -> tuple[Labelled, ...]:
        return tuple(Labelled(value, label) for value, label in parts.get(sort, ()))

    return draft_from(
        row,
        ContactDraft,
        display_name=row.own_display_name,
        organization=_first(parts, "organization"),
        emails=labelled("emails"),
        phones=labelled("phones"),
        links=labelled("links"),
        tags=tuple(value for value, _label in parts.get("tags", ())),
        terms=tuple(Term(Vocabulary(vocabulary or ""), value) for value, vocabulary in parts.get("terms", ())),
    )


@cache
def _timeline() -> _Statement:
    return (
        select(
            Interaction.id,
            Interaction.kind,
            Interaction.direction,
            Interaction.happened_at,
            Interaction.happened_zone,
            Interaction.summary,
            Interaction.notes,
            Interaction.letter,
        )
        .join(InteractionContact)
        .where(InteractionContact.contact_id == bindparam("id"))
        .order_by(Interaction.happened_at.desc(), Interaction.id.desc())
    )


def _entry(row: Any) -> TimelineEntry:
    happened = Moment(row.happened_at, row.happened_zone)
    return TimelineEntry(row.id, row.kind, row.direction, happened, row.summary, row.notes, row.letter)


@cache
def _next_steps() -> _Statement:
    return (
        select(FollowUp.id, FollowUp.due_on, FollowUp.what)
        .where(FollowUp.contact_id == bindparam("id"), FollowUp.settled_on.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
    )


@cache
def _interviews() -> _Statement:
    return (
        select(Interview.id, Interview.stage, Interview.starts_at, Interview.starts_zone, Interview.talk_began_at)
        .join(InterviewContact)
        .where(InterviewContact.contact_id == bindparam("id"))
        .order_by(Interview.planned_at.desc(), Interview.id.desc())
    )


def _interview(row: Any) -> CardInterview:
    has_time = row.starts_at is not None and row.starts_zone is not None
    planned = Moment(row.starts_at, row.starts_zone) if has_time else None
    return CardInterview(row.id, row.stage, talk_begins(row.stage, planned=planned, began=row.talk_began_at))


@cache
def _outcomes() -> _Statement:
    return (
        select(Outcome.id, Outcome.kind, Outcome.note, Outcome.came_on, Outcome.interaction_id, Outcome.interview_id)
        .where(Outcome.contact_id == bindparam("id"))
        .order_by(Outcome.came_on.desc(), Outcome.id.desc())
    )
