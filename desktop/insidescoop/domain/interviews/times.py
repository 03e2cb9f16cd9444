"""The time of a talk in words: on both clocks where two people's differ, and in the nights when clocks change."""

from datetime import UTC, date, datetime, time

from insidescoop.domain.letters.days import zone_words
from insidescoop.domain.moments import Moment, clock, exact_day, zone_named


def clock_doubt(day: date, at: time, *, zone: str) -> str | None:
    """What is odd about a time on the wall clock of a zone; None for nothing.

    >>> clock_doubt(date(2026, 3, 8), time(2, 30), zone="America/New_York")
    'The clocks go forward that day: 02:30 is passed over, and 03:30 is meant.'
    >>> clock_doubt(date(2026, 11, 1), time(1, 30), zone="America/New_York")
    'The clocks go back that day: 01:30 comes twice, and the first is meant.'
    >>> clock_doubt(date(2026, 11, 24), time(14), zone="America/New_York") is None
    True
    """
    local = datetime.combine(day, at, tzinfo=zone_named(zone))
    try:
        meant = local.astimezone(UTC).astimezone(local.tzinfo)
    except OverflowError:
        return None
    if meant.replace(tzinfo=None) != local.replace(tzinfo=None):
        return f"The clocks go forward that day: {clock(local)} is passed over, and {clock(meant)} is meant."
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return f"The clocks go back that day: {clock(local)} comes twice, and the first is meant."
    return None


def on_other_clocks(starts: Moment, *, own_zone: str, their_zone: str | None) -> str | None:
    """What the clocks of the user and of the other person show; None if both show the time as it was entered.

    >>> talk = Moment.at(date(2026, 11, 24), time(14), zone="America/New_York")
    >>> on_other_clocks(talk, own_zone="America/New_York", their_zone="Asia/Tokyo")
    '14:00 New York time (EST) for you · Wed 25 Nov 2026, 04:00 Tokyo time (JST) for them'
    >>> on_other_clocks(talk, own_zone="America/New_York", their_zone=None) is None
    True
    """
    mine, theirs = Moment(starts.instant, own_zone), Moment(starts.instant, their_zone or starts.zone)
    if _wall(mine) == _wall(theirs) == _wall(starts):
        return None
    told = []
    for moment, whom in ((mine, "you"), (theirs, "them")):
        day = moment.local.date()
        when = "" if day == starts.local.date() else f"{exact_day(day)}, "
        told.append(f"{when}{clock(moment.local)} {zone_words(moment)} for {whom}")
    return " · ".join(told)


def _wall(moment: Moment) -> datetime:
    return moment.local.replace(tzinfo=None)
