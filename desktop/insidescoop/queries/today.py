"""What to do now: the meetings ahead, the follow-ups that are due or come this week, and what was settled today."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from insidescoop.domain.follow_ups.actions import (
    CLOSING_RULE,
    SECOND_PERSON_RULE,
    Candidate,
    Lateness,
    lateness,
)
from insidescoop.domain.follow_ups.rules import Settled
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.meeting import minutes_talked
from insidescoop.domain.moments import Moment, local_zone_of
from insidescoop.domain.values import frozen
from insidescoop.queries.interview_board import minutes_of_talk, moment_of, moment_of_talk
from insidescoop.queries.who_helped import others_there
from insidescoop.store.entities import Contact, FollowUp, Holiday, Interview, InterviewContact

DAYS_AHEAD = 7
"""What is on and what is due is shown for so many whole days after today; if there is no meeting among them, the next.

Seven reach the same weekday again: a promise "by Friday" made on a Friday is among them.
"""
_MOST_SETTLED = 20


@frozen
class Meeting:
    """One interview in the coming days; `is_over` when its minutes have passed and it still waits to be wrapped up.

    `starts` and `minutes` are those of the plan until its clock was started, and stopped (`has_ended`).
    """

    interview_id: int
    contact_id: int
    contact_name: str
    starts: Moment
    minutes: int
    is_over: bool
    has_ended: bool = False


@frozen
class DueFollowUp:
    """One open follow-up; `days_late` counts from 0 for today and is negative for days to come.

    `talk` is when the talk it belongs to begins, `candidates` are others who might be written to instead.
    """

    id: int
    contact_id: int
    contact_name: str
    interview_id: int | None
    what: str
    due_on: date
    days_late: int
    rule: str | None = None
    organization_id: int | None = None
    talk: Moment | None = None
    lateness: Lateness = Lateness.IN_TIME
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_overdue(self) -> bool:
        """True if its day has passed and it is late for that."""
        return self.days_late > 0 and self.lateness is not Lateness.IN_TIME


@frozen
class SettledFollowUp:
    """A follow-up that was done or dropped on a day."""

    id: int
    what: str
    how: Settled


@frozen
class Today:
    """Meetings soonest first, follow-ups longest overdue first, how many are due, and how many are still to come.

    `overdue_count` is how many of those due are from earlier days.

    `this_week` are those of the coming days, soonest first, at most as many as were asked for of those due; `settled`
    is what was done or dropped today, the latest first.
    """

    day: date
    meetings: tuple[Meeting, ...]
    due: tuple[DueFollowUp, ...]
    due_count: int
    coming: int
    overdue_count: int = 0
    this_week: tuple[DueFollowUp, ...] = ()
    settled: tuple[SettledFollowUp, ...] = ()


@frozen
class WeekDay:
    """One day with what is on and what is to be done; `holiday` is what the day off is called, "" if it has no name."""

    day: date
    meetings: tuple[Meeting, ...]
    follow_ups: tuple[DueFollowUp, ...]
    holiday: str | None


def today(session: Session, *, now: datetime, zone: str, most_due: int = -1) -> Today:
    """What stands on the list at `now` on the wall calendar of `zone`; people in the trash are left out.

    Of the due follow-ups the first `most_due` are read, all of them with -1.
    """
    day = local_zone_of(now, zone).date()
    open_ones = (
        select(func.count())
        .select_from(FollowUp)
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.settled_on.is_(None), Contact.trashed_at.is_(None))
    )
    until = day + timedelta(days=DAYS_AHEAD)
    soon = _open_ones().where(FollowUp.due_on > day, FollowUp.due_on <= until)
    return Today(
        day=day,
        meetings=_meetings(session, until, now=now, zone=zone),
        due=_follow_ups(session, _open_ones().where(FollowUp.due_on <= day).limit(most_due), now=now, day=day),
        due_count=session.scalar(open_ones.where(FollowUp.due_on <= day)) or 0,
        coming=session.scalar(open_ones.where(FollowUp.due_on > day)) or 0,
        overdue_count=session.scalar(open_ones.where(FollowUp.due_on < day)) or 0,
        this_week=_follow_ups(session, soon.limit(most_due), now=now, day=day),
        settled=_settled(session, day),
    )


def week(session: Session, first: date, *, now: datetime, zone: str) -> tuple[WeekDay, ...]:
    """The seven days from `first` on, each with its meetings by the clock and its follow-ups.

    What is overdue stands on today, if today is among them.
    """
    day, last = local_zone_of(now, zone).date(), first + timedelta(days=6)
    earliest = date.min if first <= day <= last else first
    found = _follow_ups(session, _open_ones().where(FollowUp.due_on.between(earliest, last)), now=now, day=day)
    meetings = _scheduled(session, now=now)
    holidays = {
        row.day: row.name or "" for row in session.scalars(select(Holiday).where(Holiday.day.between(first, last)))
    }
    return tuple(
        WeekDay(
            each,
            tuple(meeting for meeting in meetings if local_zone_of(meeting.starts.instant, zone).date() == each),
            tuple(
                follow_up for follow_up in found if follow_up.due_on == each or (each == day and follow_up.due_on < day)
            ),
            holidays.get(each),
        )
        for each in (first + timedelta(days=number) for number in range(7))
    )


def _meetings(session: Session, until: date, *, now: datetime, zone: str) -> tuple[Meeting, ...]:
    meetings = _scheduled(session, now=now)
    soon = [meeting for meeting in meetings if local_zone_of(meeting.starts.instant, zone).date() <= until]
    if all(meeting.is_over for meeting in soon):
        soon = meetings[: len(soon) + 1]
    return tuple(soon)


def _scheduled(session: Session, *, now: datetime) -> list[Meeting]:
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
        has_ended = row.talk_ended_at is not None
        starts, minutes = moment_of_talk(row), minutes_of_talk(row)
        if starts is not None:
            is_over = has_ended or starts.instant + timedelta(minutes=minutes) <= now
            meetings.append(Meeting(row.id, contact_id, name, starts, minutes, is_over, has_ended))
    return sorted(meetings, key=lambda meeting: meeting.starts.instant)


def _open_ones() -> Select[*tuple[Any, ...]]:
    return (
        select(
            FollowUp.id,
            FollowUp.contact_id,
            Contact.display_name,
            FollowUp.interview_id,
            FollowUp.what,
            FollowUp.due_on,
            FollowUp.rule,
            Contact.organization_id,
            Interview.starts_at,
            Interview.starts_zone,
            Interview.minutes,
            Interview.talk_began_at,
            Interview.talk_ended_at,
        )
        .join(Contact, Contact.id == FollowUp.contact_id)
        .outerjoin(Interview, Interview.id == FollowUp.interview_id)
        .where(FollowUp.settled_on.is_(None), Contact.trashed_at.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
    )


def _follow_ups(
    session: Session, rows: Select[*tuple[Any, ...]], *, now: datetime, day: date
) -> tuple[DueFollowUp, ...]:
    found = []
    for row in session.execute(rows).all():
        talk = moment_of(row.talk_began_at or row.starts_at, row.starts_zone)
        minutes = minutes_talked(row.minutes or 0, began=row.talk_began_at, ended=row.talk_ended_at)
        ended = None if talk is None else talk.instant + timedelta(minutes=minutes)
        asks_for_another = row.rule in (SECOND_PERSON_RULE, CLOSING_RULE) and row.due_on <= day
        found.append(
            DueFollowUp(
                row.id,
                row.contact_id,
                row.display_name,
                row.interview_id,
                row.what,
                row.due_on,
                days_late=(day - row.due_on).days,
                rule=row.rule,
                organization_id=row.organization_id,
                talk=talk,
                lateness=lateness(
                    row.rule,
                    row.due_on,
                    today=day,
                    held=ended if ended is None or ended <= now else None,
                    now=now,
                    is_talk_ahead=talk is not None and talk.instant > now,
                ),
                candidates=others_there(session, row.contact_id, now=now) if asks_for_another else (),
            )
        )
    return tuple(found)


def _settled(session: Session, day: date) -> tuple[SettledFollowUp, ...]:
    rows = session.execute(
        select(FollowUp.id, FollowUp.what, FollowUp.settled_how)
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.settled_on == day, Contact.trashed_at.is_(None))
        .order_by(FollowUp.id.desc())
        .limit(_MOST_SETTLED)
    )
    return tuple(SettledFollowUp(row[0], row[1], row[2] or Settled.DONE) for row in rows)
