"""What to do now: the meetings ahead, and the follow-ups that are due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.interviews import Stage
from insidescoop.domain.moments import Moment, local_zone_of
from insidescoop.queries.interview_board import moment_of
from insidescoop.store.entities import Contact, FollowUp, Interview, InterviewContact

DAYS_AHEAD = 7
"""Meetings of the coming week are shown, so that there is time to prepare; if there is none, the next one."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One interview in the coming days; `is_over` when its minutes have passed and it still waits to be wrapped up."""

    interview_id: int
    contact_id: int
    contact_name: str
    starts: Moment
    minutes: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class DueFollowUp:
    """One follow-up that is due; `days_late` counts from 0 for today."""

    id: int
    contact_id: int
    contact_name: str
    interview_id: int | None
    what: str
    due_on: date
    days_late: int


@dataclass(frozen=True, slots=True)
class Today:
    """Meetings soonest first, follow-ups longest overdue first, how many are due, and how many are still to come."""

    day: date
    meetings: tuple[Meeting, ...]
    due: tuple[DueFollowUp, ...]
    due_count: int
    coming: int


def today(session: Session, *, now: datetime, zone: str, most_due: int = -1) -> Today:
    """What stands on the list at `now` on the wall calendar of `zone`; people in the trash are left out.

    Of the due follow-ups the first `most_due` are read, all of them with -1.
    """
    day = local_zone_of(now, zone).date()
    open_ones = (
        select(func.count(FollowUp.id))
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.settled_on.is_(None), Contact.trashed_at.is_(None))
    )
    return Today(
        day=day,
        meetings=_meetings(session, now=now),
        due=_due(session, day, most_due),
        due_count=session.scalar(open_ones.where(FollowUp.due_on <= day)) or 0,
        coming=session.scalar(open_ones.where(FollowUp.due_on > day)) or 0,
    )


def _meetings(session: Session, *, now: datetime) -> tuple[Meeting, ...]:
    rows = session.execute(
        select(Interview, Contact.id, Contact.display_name)
        .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
        .join(Contact, Contact.id == InterviewContact.contact_id)
        .where(
            Interview.stage == Stage.SCHEDULED,
            Interview.starts_at.is_not(None),
            Contact.trashed_at.is_(None),
        )
        .order_by(Interview.starts_at, Interview.id)
    )
    meetings = []
    for row, contact_id, name in rows:
        starts = moment_of(row.starts_at, row.starts_zone)
        if starts is not None:
            is_over = starts.instant + timedelta(minutes=row.minutes) <= now
            meetings.append(Meeting(row.id, contact_id, name, starts, row.minutes, is_over))
    horizon = now + timedelta(days=DAYS_AHEAD)
    soon = [meeting for meeting in meetings if meeting.starts.instant < horizon]
    if all(meeting.is_over for meeting in soon):
        soon = meetings[: len(soon) + 1]
    return tuple(soon)


def _due(session: Session, day: date, at_most: int) -> tuple[DueFollowUp, ...]:
    rows = session.execute(
        select(
            FollowUp.id,
            FollowUp.contact_id,
            Contact.display_name,
            FollowUp.interview_id,
            FollowUp.what,
            FollowUp.due_on,
        )
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.settled_on.is_(None), FollowUp.due_on <= day, Contact.trashed_at.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(at_most)
    )
    return tuple(DueFollowUp(*row, days_late=(day - row.due_on).days) for row in rows)
