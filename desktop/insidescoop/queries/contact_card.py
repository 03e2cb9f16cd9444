"""One person, with everything found from them: the facts, the timeline, what is next, who introduced whom."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.acquaintance import ReplyPattern, Tie, Word, reply_pattern, tie_now
from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.interactions import Direction, InteractionKind
from insidescoop.domain.interviews import Stage
from insidescoop.domain.moments import Moment
from insidescoop.domain.vocabularies import Term
from insidescoop.queries.network import ContactIntroductions, introductions_of
from insidescoop.store.entities import (
    Contact,
    ContactEmail,
    ContactLink,
    ContactPhone,
    ContactPhoto,
    FollowUp,
    Interaction,
    InteractionContact,
    Interview,
    InterviewContact,
    Organization,
    Outcome,
)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened with a person."""

    id: int
    kind: InteractionKind
    direction: Direction
    happened: Moment
    summary: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class NextStep:
    """One open follow-up."""

    id: int
    due_on: date
    what: str


@dataclass(frozen=True, slots=True)
class CardInterview:
    """An interview the person takes part in."""

    id: int
    stage: Stage
    starts: Moment | None


@dataclass(frozen=True, slots=True)
class CardOutcome:
    """Something that came of knowing the person."""

    words: str
    note: str | None
    came_on: date


@dataclass(frozen=True, slots=True)
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
    row = session.get(Contact, contact_id)
    if row is None:
        return None
    return ContactCard(
        id=row.id,
        name=row.display_name,
        is_trashed=row.trashed_at is not None,
        draft=contact_draft(session, row),
        photo=session.scalar(select(ContactPhoto.data).where(ContactPhoto.contact_id == contact_id)),
        organization_id=row.organization_id,
        timeline=_timeline(session, contact_id),
        next_steps=_next_steps(session, contact_id),
        introductions=introductions_of(session, contact_id),
        interviews=_interviews(session, contact_id),
        outcomes=_outcomes(session, contact_id),
    )


def contact_draft(session: Session, row: Contact) -> ContactDraft:
    """Everything kept about a person, as a user can say it."""
    organization = session.get(Organization, row.organization_id) if row.organization_id is not None else None
    return ContactDraft(
        given_name=row.given_name,
        family_name=row.family_name,
        display_name=row.own_display_name,
        is_family_first=row.is_family_first,
        how_to_say=row.how_to_say,
        pronouns=row.pronouns,
        title=row.title,
        organization=organization.name if organization is not None else None,
        emails=_labelled(row.emails),
        phones=_labelled(row.phones),
        links=_labelled(row.links),
        address=row.address,
        time_zone=row.time_zone,
        met_event=row.met_event,
        met_on=row.met_on,
        tags=tuple(tag.value for tag in row.tags),
        terms=tuple(Term(term.vocabulary, term.value) for term in row.terms),
        relation=row.relation,
        role=row.role,
        tie=row.tie,
        preferred_channel=row.preferred_channel,
        name_leave=row.name_leave,
        own_reply_pattern=row.own_reply_pattern,
        closeness=row.closeness,
        cadence_days=row.cadence_days,
        do_not_contact=row.do_not_contact,
        notes=row.notes,
    )


def _labelled(rows: list[ContactEmail] | list[ContactPhone] | list[ContactLink]) -> tuple[Labelled, ...]:
    return tuple(Labelled(row.value, row.label) for row in rows)


def _timeline(session: Session, contact_id: int) -> tuple[TimelineEntry, ...]:
    rows = session.scalars(
        select(Interaction)
        .join(InteractionContact)
        .where(InteractionContact.contact_id == contact_id)
        .order_by(Interaction.happened_at.desc(), Interaction.id.desc())
    )
    return tuple(
        TimelineEntry(
            row.id, row.kind, row.direction, Moment(row.happened_at, row.happened_zone), row.summary, row.notes
        )
        for row in rows
    )


def _next_steps(session: Session, contact_id: int) -> tuple[NextStep, ...]:
    rows = session.scalars(
        select(FollowUp)
        .where(FollowUp.contact_id == contact_id, FollowUp.settled_on.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return tuple(NextStep(row.id, row.due_on, row.what) for row in rows)


def _interviews(session: Session, contact_id: int) -> tuple[CardInterview, ...]:
    rows = session.scalars(
        select(Interview)
        .join(InterviewContact)
        .where(InterviewContact.contact_id == contact_id)
        .order_by(Interview.planned_at.desc(), Interview.id.desc())
    )
    return tuple(
        CardInterview(
            row.id,
            row.stage,
            None if row.starts_at is None or row.starts_zone is None else Moment(row.starts_at, row.starts_zone),
        )
        for row in rows
    )


def _outcomes(session: Session, contact_id: int) -> tuple[CardOutcome, ...]:
    rows = session.scalars(
        select(Outcome).where(Outcome.contact_id == contact_id).order_by(Outcome.came_on.desc(), Outcome.id.desc())
    )
    return tuple(CardOutcome(row.kind.words, row.note, row.came_on) for row in rows)
