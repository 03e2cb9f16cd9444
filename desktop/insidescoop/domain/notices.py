"""Which notices are to be given while the program runs: before a talk, and once a day of what falls due."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from insidescoop.domain.moments import clock, local_zone_of
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

BEFORE_A_TALK = timedelta(minutes=15)
MORNING = time(9)
"""What falls due today is told once, at nine or at the first look after it."""


@frozen
class Ahead:
    """A talk agreed: which one, with whom, and when it begins."""

    interview_id: int
    name: str
    starts: datetime


@frozen
class Notice:
    """One notice; no two are given under one `key`."""

    key: str
    title: str
    text: str


def notices(
    talks: Sequence[Ahead], *, due_today: int, now: datetime, zone: str, given: frozenset[str]
) -> tuple[Notice, ...]:
    """What is to be told at `now` and was not `given` yet.

    A talk is told in the quarter of an hour before it, at whatever moment of it the program looks: after the machine
    slept through the right one, too. One that has begun is not told, and neither is what fell due on a day gone by.
    """
    found = []
    for talk in talks:
        key = f"talk {talk.interview_id} {talk.starts.isoformat()}"
        if key not in given and talk.starts - BEFORE_A_TALK <= now < talk.starts:
            minutes = -(-int((talk.starts - now).total_seconds()) // 60)
            at = clock(local_zone_of(talk.starts, zone))
            found.append(Notice(key, f"{talk.name} at {at}", f"Your talk begins in {counted(minutes, 'minute')}."))
    local = local_zone_of(now, zone)
    key = _due_key(local.date())
    if due_today and key not in given and local.time() >= MORNING:
        things = "One thing is due today." if due_today == 1 else f"{due_today:,} things are due today."
        found.append(Notice(key, "Today", things))
    return tuple(found)


def _due_key(day: date) -> str:
    return f"due {day.isoformat()}"
