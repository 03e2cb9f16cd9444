"""What the effort has led to, counted from the timeline, the interviews, the introductions and the outcomes.

Who is in the trash or forgotten is behind no number. It reads the whole timeline: asked for on the store's thread.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.effort.counts import Entry, Tally, effort_weeks, goal_progress
from insidescoop.domain.effort.goals import weeks_until
from insidescoop.domain.effort.introductions import Led, introduction_trees, not_reported_back
from insidescoop.domain.effort.report import LATELY_WEEKS, Effort, OutcomeTally
from insidescoop.domain.effort.standing import (
    Approach,
    Asking,
    Group,
    Standing,
    askings,
    group_of,
    median_days,
    replies_by_group,
    standing,
)
from insidescoop.domain.interactions import IntroductionStatus, OutcomeKind
from insidescoop.domain.moments import local_zone_of
from insidescoop.queries.goals import goals
from insidescoop.store.entities import (
    Contact,
    Interaction,
    InteractionContact,
    Interview,
    InterviewContact,
    Introduction,
    Organization,
    Outcome,
)

_NAMED_AT_ONCE = 500
_LEADS_ON = frozenset({OutcomeKind.REFERRAL, OutcomeKind.INTRODUCTION})


def effort(session: Session, *, now: datetime, zone: str, weeks: int) -> Effort:
    """What the effort has led to at `now`, on the calendar of `zone`, with the last `weeks` weeks one by one."""
    today = local_zone_of(now, zone).date()
    own = goals(session)
    entries, approaches, links = _entries(session, zone), _approaches(session, zone), _links(session)
    asked_of = askings(approaches, entries)
    outcomes = _outcomes(session)
    followed = [link for link in links if link.status is not IntroductionStatus.DECLINED]
    stand = standing(
        approaches,
        entries,
        named=[link.to_id for link in followed if link.to_id is not None],
        givers=[*(link.from_id for link in followed), *_behind(outcomes, _LEADS_ON)],
        fruitful=_behind(outcomes, frozenset(OutcomeKind) - {OutcomeKind.NOTHING_YET}),
        today=today,
    )
    # Goals and "lately" need four weeks, even where fewer are shown.
    counted = effort_weeks(
        entries, weeks_until(today, count=max(weeks, LATELY_WEEKS), week_starts_on=own.week_starts_on)
    )
    lately = counted[-LATELY_WEEKS].starts_on
    asked_lately = [each for each in asked_of if each.asked_on >= lately]
    groups = _groups(session, [each.contact_id for each in asked_of], links)
    shown = counted[-weeks:]
    return Effort(
        today=today,
        goals=own,
        weeks=shown,
        progress=goal_progress(counted, own),
        standing=stand,
        replies=replies_by_group(asked_of, groups, answered=stand.answered.people),
        replies_median=median_days(asked_of),
        trees=introduction_trees(links),
        not_reported=not_reported_back(links, tried=[each.contact_id for each in asked_of]),
        outcomes=outcomes,
        asked_lately=_people(each.contact_id for each in asked_lately),
        answered_lately=_people(each.contact_id for each in asked_lately if each.is_answered),
        name_by_id=_names(session, _all_people(shown, stand, links, outcomes)),
        days_by_id=_days(asked_of),
    )


def _people(ids: Iterable[int]) -> Tally:
    people = tuple(dict.fromkeys(ids))
    return Tally(len(people), people)


def _days(asked_of: Iterable[Asking]) -> dict[int, int]:
    """The days each person took to answer the last time they did."""
    return {each.contact_id: each.days_to_answer for each in asked_of if each.days_to_answer is not None}


def _entries(session: Session, zone: str) -> list[Entry]:
    people: dict[int, list[int]] = {}
    for interaction_id, contact_id in session.execute(
        select(InteractionContact.interaction_id, InteractionContact.contact_id)
        .join(Contact, Contact.id == InteractionContact.contact_id)
        .where(Contact.trashed_at.is_(None))
        .order_by(InteractionContact.id)
    ):
        people.setdefault(interaction_id, []).append(contact_id)
    rows = session.execute(
        select(
            Interaction.id,
            Interaction.happened_at,
            Interaction.kind,
            Interaction.direction,
            Interaction.interview_id,
            Interaction.letter,
        ).order_by(Interaction.happened_at, Interaction.id)
    )
    return [
        Entry(entry_id, at, local_zone_of(at, zone).date(), kind, direction, tuple(people[entry_id]), about, letter)
        for entry_id, at, kind, direction, about, letter in rows
        if entry_id in people
    ]


def _approaches(session: Session, zone: str) -> list[Approach]:
    people: dict[int, list[int]] = {}
    facts = {}
    for interview_id, stage, agreed_at, contact_id in session.execute(
        select(Interview.id, Interview.stage, Interview.agreed_at, InterviewContact.contact_id)
        .join(InterviewContact, InterviewContact.interview_id == Interview.id)
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(Contact.trashed_at.is_(None))
        .order_by(Interview.id, InterviewContact.position)
    ):
        people.setdefault(interview_id, []).append(contact_id)
        agreed = None if agreed_at is None else (agreed_at, local_zone_of(agreed_at, zone).date())
        facts[interview_id] = stage, agreed
    return [Approach(each, facts[each][0], tuple(found), facts[each][1]) for each, found in people.items()]


def _links(session: Session) -> list[Led]:
    kept = set(
        session.scalars(
            select(Contact.id)
            .where(Contact.trashed_at.is_(None))
            .where(
                Contact.id.in_(select(Introduction.from_contact_id))
                | Contact.id.in_(select(Introduction.to_contact_id))
            )
        )
    )
    rows = session.execute(
        select(
            Introduction.id,
            Introduction.from_contact_id,
            Introduction.to_contact_id,
            Organization.name,
            Introduction.status,
            Introduction.made_on,
            Introduction.asked_on,
        )
        .outerjoin(Organization, Organization.id == Introduction.to_organization_id)
        .order_by(Introduction.made_on.is_(None), Introduction.made_on, Introduction.id)
    )
    return [
        Led(link_id, giver, named, place, status, made_on or asked_on)
        for link_id, giver, named, place, status, made_on, asked_on in rows
        if giver in kept and (named is None or named in kept)
    ]


def _outcomes(session: Session) -> tuple[OutcomeTally, ...]:
    """Each kind that came, in the order of the kinds."""
    came: dict[OutcomeKind, list[int]] = {}
    notes: dict[OutcomeKind, int] = {}
    for kind, contact_id, note in session.execute(
        select(Outcome.kind, Outcome.contact_id, Outcome.note)
        .join(Contact, Contact.id == Outcome.contact_id)
        .where(Contact.trashed_at.is_(None))
        .order_by(Outcome.came_on, Outcome.id)
    ):
        came.setdefault(kind, []).append(contact_id)
        notes[kind] = notes.get(kind, 0) + (note is not None)
    return tuple(
        OutcomeTally(kind, Tally(len(came[kind]), tuple(dict.fromkeys(came[kind]))), notes[kind])
        for kind in OutcomeKind
        if kind in came
    )


def _behind(outcomes: Iterable[OutcomeTally], kinds: frozenset[OutcomeKind]) -> list[int]:
    return [person for each in outcomes if each.kind in kinds for person in each.came.people]


def _groups(session: Session, ids: Iterable[int], links: Iterable[Led]) -> dict[int, Group]:
    introduced = {link.to_id for link in links if link.status is not IntroductionStatus.DECLINED}
    found = {}
    for some in _in_parts(ids):
        for contact_id, relation, tie, met_event, met_on in session.execute(
            select(Contact.id, Contact.relation, Contact.tie, Contact.met_event, Contact.met_on).where(
                Contact.id.in_(some)
            )
        ):
            found[contact_id] = group_of(
                is_introduced=contact_id in introduced,
                relation=relation,
                tie=tie,
                met=met_event is not None or met_on is not None,
            )
    return found


def _all_people(
    weeks: Iterable[object], stand: Standing, links: Iterable[Led], outcomes: Iterable[OutcomeTally]
) -> set[int]:
    people = {person for each in stand.steps for person in each.reached.people}
    people |= {person for each in outcomes for person in each.came.people}
    people |= {person for link in links for person in (link.from_id, link.to_id) if person is not None}
    for week in weeks:
        people |= {person for name in ("messages", "talks") for person in getattr(week, name).people}
    return people


def _names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    return {
        contact_id: name
        for some in _in_parts(ids)
        for contact_id, name in session.execute(select(Contact.id, Contact.display_name).where(Contact.id.in_(some)))
    }


def _in_parts(ids: Iterable[int]) -> list[list[int]]:
    every = sorted(set(ids))
    return [every[place : place + _NAMED_AT_ONCE] for place in range(0, len(every), _NAMED_AT_ONCE)]
