"""The day of a talk that was held, corrected: interview, timeline and follow-ups go on saying the same."""

from datetime import date, datetime

from sqlalchemy import select

from insidescoop.commands.follow_up_engine import count_for_interview_from, renew_keep_in_touch
from insidescoop.domain.follow_ups.rules import Trigger
from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.interviews.interviews import is_held, talked_for
from insidescoop.domain.moments import local_zone_of
from insidescoop.store.entities import Contact, Interaction, Interview
from insidescoop.store.unit_of_work import UnitOfWork


def follow_interview(work: UnitOfWork, row: Interview, *, before: datetime | None, minutes: int) -> None:
    """Moves the timeline entry of a past interview, and the follow-ups counted from it, to the interview's new time.

    `before` is when it began until now, None if that was not known, and `minutes` how long it took. An entry that
    states the length is updated.
    """
    entry = _entry_of(work, row, before)
    if entry is not None and entry.summary == talked_for(minutes):
        entry.summary = talked_for(row.minutes)
    if row.starts_at is None or row.starts_zone is None or row.starts_at == before:
        return
    if entry is not None:
        entry.happened_at, entry.happened_zone = row.starts_at, row.starts_zone
        work.session.flush()
        for part in entry.participants:
            renew_keep_in_touch(work, work.get(Contact, part.contact_id))
    _recount(work, row, row.starts_at)


def follow_entry(work: UnitOfWork, entry: Interaction, *, before: date) -> None:
    """Moves the interview behind a timeline entry to the entry's new day, keeping its time of day.

    `before` is the entry's day until now.
    """
    row = None if entry.interview_id is None else work.session.get(Interview, entry.interview_id)
    if row is None or entry.kind is not InteractionKind.INTERVIEW or not is_held(row.stage):
        return
    began = row.talk_began_at or row.starts_at
    zone = row.starts_zone or entry.happened_zone
    if began is None or local_zone_of(began, zone).date() != before:
        # The two already disagreed, and there is no way to know which is wrong.
        return
    local = local_zone_of(began, zone)
    day = local_zone_of(entry.happened_at, entry.happened_zone).date()
    moved = local.replace(year=day.year, month=day.month, day=day.day).astimezone(began.tzinfo)
    if row.talk_began_at is None:
        row.starts_at = moved
    else:
        took = (row.talk_ended_at or began) - began
        row.talk_began_at = moved
        row.talk_ended_at = None if row.talk_ended_at is None else moved + took
    entry.happened_at, entry.happened_zone = moved, zone
    _recount(work, row, moved)


def _entry_of(work: UnitOfWork, row: Interview, before: datetime | None) -> Interaction | None:
    """The entry that says the two have talked: the one of that time, or the only one."""
    told = list(
        work.session.scalars(
            select(Interaction)
            .where(Interaction.interview_id == row.id, Interaction.kind == InteractionKind.INTERVIEW)
            .order_by(Interaction.id)
        )
    )
    of_that_time = [entry for entry in told if entry.happened_at == before]
    return next(iter(of_that_time or (told if len(told) == 1 else [])), None)


def _recount(work: UnitOfWork, row: Interview, began: datetime) -> None:
    day = local_zone_of(began, work.zone).date()
    count_for_interview_from(work, row.id, trigger=Trigger.HELD, day=day)
