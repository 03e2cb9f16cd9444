"""Days and times in the words of a letter."""

from datetime import date

from insidescoop.domain.moments import Moment, clock

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def weekday(day: date) -> str:
    """The weekday's whole name.

    >>> weekday(date(2026, 11, 23))
    'Monday'
    """
    return _WEEKDAYS[day.weekday()]


def letter_day(day: date, *, today: date) -> str:
    """A day as a letter written today says it: with its year only where that is another one.

    >>> today = date(2026, 11, 23)
    >>> letter_day(date(2026, 12, 2), today=today), letter_day(date(2027, 1, 4), today=today)
    ('Wednesday 2 December', 'Monday 4 January 2027')
    """
    return f"{weekday(day)} {day.day} {letter_month(day, today=today)}"


_LAST_DAYS = range(2, 7)
"""Days ago for which the weekday alone says which day is meant."""


def day_of_talk(day: date, *, today: date) -> str:
    """The day of a talk as "our talk" is followed by it in a letter written today.

    >>> today = date(2026, 11, 25)
    >>> [day_of_talk(date(2026, 11, day), today=today) for day in (25, 26, 24, 23, 30)]
    ['today', 'tomorrow', 'yesterday', 'on Monday', 'on Monday 30 November']
    """
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    if near is not None:
        return near
    is_last = (today - day).days in _LAST_DAYS
    return f"on {weekday(day) if is_last else letter_day(day, today=today)}"


def dated(day: date, *, today: date) -> str:
    """A day with its date, and how near it is.

    >>> dated(date(2026, 11, 24), today=date(2026, 11, 23)), dated(date(2026, 12, 1), today=date(2026, 11, 23))
    ('tomorrow, Tuesday 24 November', 'Tuesday 1 December')
    """
    near = {0: "today, ", 1: "tomorrow, "}.get((day - today).days, "")
    return f"{near}{letter_day(day, today=today)}"


def letter_month(day: date, *, today: date) -> str:
    """The month of a day as a letter written today says it: with its year only where that is another one.

    >>> letter_month(date(2024, 6, 3), today=date(2026, 11, 23))
    'June 2024'
    """
    month = _MONTHS[day.month - 1]
    return month if day.year == today.year else f"{month} {day.year}"


def zone_words(moment: Moment) -> str:
    """The zone of a moment as people say it: the place, and the short name where there is one.

    >>> from datetime import time
    >>> zone_words(Moment.at(date(2026, 11, 23), time(14), zone="America/New_York"))
    'New York time (EST)'
    >>> zone_words(Moment.at(date(2026, 11, 23), time(14), zone="America/Sao_Paulo"))
    'Sao Paulo time'
    """
    place = moment.zone.rsplit("/", 1)[-1].replace("_", " ")
    short = moment.local.tzname() or ""
    if place in (short, "UTC"):
        return place
    return f"{place} time ({short})" if short.isalpha() else f"{place} time"


def clock_words(moment: Moment) -> str:
    """The time of day with its zone: "14:00 New York time (EST)"."""
    return f"{clock(moment.local)} {zone_words(moment)}"
