"""An organization with everything known of it: its people, the meetings with them, what was learned there."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import InteractionKind, OutcomeKind
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.moments import Moment
from insidescoop.domain.organizations import Advocacy, OrganizationDraft, OrganizationKind
from insidescoop.domain.values import frozen
from insidescoop.queries.interview_board import moment_of_talk
from insidescoop.store.drafts import draft_from
from insidescoop.store.entities import (
    Contact,
    Interaction,
    InteractionContact,
    Interview,
    InterviewContact,
    Organization,
    Outcome,
    PlannedQuestion,
)

MOST_PEOPLE, MOST_MEETINGS, MOST_LEARNED = 200, 100, 100
"""Entries shown of each sort; the list of contacts and the search show the rest."""


@frozen
class PersonThere:
    """Somebody who works there; `last_contact_at` is an aware UTC instant, None for never."""

    contact_id: int
    name: str
    title: str | None
    closeness: Closeness
    last_contact_at: datetime | None


@frozen
class MeetingThere:
    """A talk with somebody who works there, held or planned; `interview_id` is None for one only logged."""

    contact_id: int
    name: str
    happened: Moment
    words: str
    interview_id: int | None


@frozen
class Learned:
    """Something said or gained there: the words, what it came from, and whom from."""

    contact_id: int
    name: str
    words: str
    about: str


@frozen
class OrganizationPage:
    """All of one organization. `people` are closest first, `meetings` newest first, `people_count` counts all."""

    id: int
    draft: OrganizationDraft
    people: tuple[PersonThere, ...]
    people_count: int
    meetings: tuple[MeetingThere, ...]
    learned: tuple[Learned, ...]


@frozen
class TargetRow:
    """One organization of the list: `people` work there, of whom `friends` are warm or closer."""

    id: int
    name: str
    kind: OrganizationKind | None
    place: str | None
    motivation: int | None
    posting: int | None
    advocacy: Advocacy | None
    people: int
    friends: int


def organization_name(session: Session, organization_id: int) -> str | None:
    """The name of an organization; None if it is unknown."""
    return session.scalar(select(Organization.name).where(Organization.id == organization_id))


def organization_draft(row: Organization) -> OrganizationDraft:
    """What is kept about an organization."""
    return draft_from(row, OrganizationDraft)


def organization_page(session: Session, organization_id: int) -> OrganizationPage | None:
    """The page of an organization; None if it is unknown. People in the trash are left out."""
    row = session.get(Organization, organization_id)
    if row is None:
        return None
    people = _people(session, organization_id)
    return OrganizationPage(
        id=row.id,
        draft=organization_draft(row),
        people=people[:MOST_PEOPLE],
        people_count=len(people),
        meetings=_meetings(session, organization_id),
        learned=_learned(session, organization_id),
    )


def target_rows(session: Session, *, is_target: bool) -> tuple[TargetRow, ...]:
    """The targets, or every other organization: most wanted first, then the best posting, then an advocate inside.

    One whose people are all in the trash, and of which nothing is noted, is left out with them.
    """
    here = (
        select(
            Contact.organization_id,
            func.count().label("people"),
            func.count().filter(Contact.closeness.in_((Closeness.ACTIVE, Closeness.WARM))).label("friends"),
        )
        .where(Contact.trashed_at.is_(None), Contact.organization_id.is_not(None))
        .group_by(Contact.organization_id)
        .subquery()
    )
    rows = session.execute(
        select(Organization, here.c.people, here.c.friends)
        .outerjoin(here, here.c.organization_id == Organization.id)
        .where(Organization.motivation.is_not(None) if is_target else Organization.motivation.is_(None))
        .where(or_(here.c.people.is_not(None), ~_went_with_its_people()))
        .order_by(Organization.name_key, Organization.id)
    )
    found = [
        TargetRow(
            row.id, row.name, row.kind, row.place, row.motivation, row.posting, row.advocacy, people or 0, friends or 0
        )
        for row, people, friends in rows
    ]
    return tuple(sorted(found, key=_wish))


def _went_with_its_people() -> ColumnElement[bool]:
    noted = (
        Organization.kind, Organization.place, Organization.website, Organization.research_notes, Organization.setting,
        Organization.motivation, Organization.posting, Organization.advocacy,
    )  # fmt: skip
    in_trash = exists().where(Contact.organization_id == Organization.id, Contact.trashed_at.is_not(None))
    interviews = exists().where(Interview.organization_id == Organization.id)
    return and_(in_trash, ~interviews, *(each.is_(None) for each in noted))


def _wish(row: TargetRow) -> tuple[int, int, int]:
    advocates = {Advocacy.YES: 0, Advocacy.MAYBE: 1, None: 2, Advocacy.NO: 3}
    return -(row.motivation or 0), -(row.posting or 0), advocates[row.advocacy]


def _people(session: Session, organization_id: int) -> tuple[PersonThere, ...]:
    kinds = [kind for kind in InteractionKind if kind.is_contact]
    last = (
        select(InteractionContact.contact_id, func.max(Interaction.happened_at).label("at"))
        .join(Interaction)
        .join(Contact, Contact.id == InteractionContact.contact_id)
        .where(Interaction.kind.in_(kinds), Contact.organization_id == organization_id)
        .group_by(InteractionContact.contact_id)
        .subquery()
    )
    rows = session.execute(
        select(Contact.id, Contact.display_name, Contact.title, Contact.closeness, last.c.at)
        .outerjoin(last, last.c.contact_id == Contact.id)
        .where(Contact.organization_id == organization_id, Contact.trashed_at.is_(None))
        .order_by(Contact.sort_name, Contact.id)
    )
    order = list(Closeness)
    return tuple(sorted((PersonThere(*row) for row in rows), key=lambda person: order.index(person.closeness)))


def _meetings(session: Session, organization_id: int) -> tuple[MeetingThere, ...]:
    logged = session.execute(
        select(Interaction, Contact.id, Contact.display_name)
        .join(InteractionContact, InteractionContact.interaction_id == Interaction.id)
        .join(Contact, Contact.id == InteractionContact.contact_id)
        .where(
            Contact.organization_id == organization_id,
            Contact.trashed_at.is_(None),
            Interaction.kind.in_((InteractionKind.MET, InteractionKind.MEETING, InteractionKind.INTERVIEW)),
        )
        .order_by(Interaction.happened_at.desc())
        .limit(MOST_MEETINGS)
    )
    met = [
        MeetingThere(
            contact_id,
            name,
            Moment(row.happened_at, row.happened_zone),
            " · ".join(part for part in (row.kind.words, row.summary) if part),
            row.interview_id,
        )
        for row, contact_id, name in logged
    ]
    planned = session.execute(
        select(Interview, Contact.id, Contact.display_name)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(
            Contact.organization_id == organization_id,
            Contact.trashed_at.is_(None),
            Interview.stage == Stage.SCHEDULED,
            Interview.starts_at.is_not(None),
        )
    )
    met += [
        MeetingThere(
            contact_id, name, begins, "Interview planned" if row.talk_began_at is None else "Interview", row.id
        )
        for row, contact_id, name in planned
        if (begins := moment_of_talk(row)) is not None
    ]
    return tuple(sorted(met, key=lambda meeting: meeting.happened.instant, reverse=True)[:MOST_MEETINGS])


def _learned(session: Session, organization_id: int) -> tuple[Learned, ...]:
    answers = session.execute(
        select(Contact.id, Contact.display_name, PlannedQuestion.answer, PlannedQuestion.text)
        .join(Interview, Interview.id == PlannedQuestion.interview_id)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(
            Contact.organization_id == organization_id,
            Contact.trashed_at.is_(None),
            PlannedQuestion.answer.is_not(None),
        )
        .order_by(func.coalesce(Interview.talk_began_at, Interview.starts_at).desc(), PlannedQuestion.position)
        .limit(MOST_LEARNED)
    )
    outcomes = session.execute(
        select(Contact.id, Contact.display_name, Outcome.note, Outcome.kind)
        .join(Contact, Contact.id == Outcome.contact_id)
        .where(
            Contact.organization_id == organization_id,
            Contact.trashed_at.is_(None),
            Outcome.kind != OutcomeKind.NOTHING_YET,
        )
        .order_by(Outcome.came_on.desc(), Outcome.id)
        .limit(MOST_LEARNED)
    )
    return (
        *(Learned(contact_id, name, answer or "", question) for contact_id, name, answer, question in answers),
        *(Learned(contact_id, name, note or kind.words, kind.words) for contact_id, name, note, kind in outcomes),
    )
