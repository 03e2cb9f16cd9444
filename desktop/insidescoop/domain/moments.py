"""Instants with the zone they were entered in, and the words people use for near dates."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from insidescoop.domain.problems import Invalid
from insidescoop.domain.values import frozen

YEARS = range(1900, 2200)
"""The years a day or a moment can be in. No wait and no zone leads from them to where Python's calendar ends."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def zone_named(name: str) -> ZoneInfo:
    """The time zone of an IANA name such as "America/New_York".

    Raises:
        Invalid: no zone has this name on this machine.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(
            f"“{name}” is not a time zone this machine knows.",
            next_step="Choose a zone such as America/New_York.",
        ) from error


@cache
def all_zone_names() -> tuple[str, ...]:
    """The names of all zones that the system knows, in order, with those that are only abbreviations."""
    # Looked for once: Python opens every file in the system's folder of zones to see whether it is one.
    return tuple(sorted(available_timezones()))


@cache
def zone_names() -> tuple[str, ...]:
    """The names of all zones, in order: continents with their towns, and "UTC"."""
    towns = (name for name in all_zone_names() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return (*towns, "UTC")


@frozen
class Moment:
    """One instant, kept in UTC, with the zone whose wall clock the user meant."""

    instant: datetime
    zone: str

    @classmethod
    def at(cls, day: date, clock: time, *, zone: str) -> "Moment":
        """The instant when the wall clock of `zone` shows `clock` on `day`.

        In the hour an autumn change repeats, the first of the two is meant; a time a spring change skips
        counts as after the change (PEP 495).

        Raises:
            Invalid: the zone is unknown, or the day is in none of the years a moment can be in.
        """
        local = datetime.combine(day, clock, tzinfo=zone_named(zone))
        if day.year not in YEARS:
            raise Invalid(f"{day.year} is outside the years a meeting can be in.", next_step="Choose a nearer date.")
        return cls(local.astimezone(UTC), zone)

    @classmethod
    def on(cls, day: date, *, now: datetime, zone: str) -> "Moment":
        """When something happened of which only the day is known: `now` if that is today.

        Else at noon, the hour that no change of zone turns into another day.
        """
        return cls(now, zone) if day == local_zone_of(now, zone).date() else cls.at(day, time(12), zone=zone)

    @property
    def local(self) -> datetime:
        """The aware wall time in the zone it was entered in."""
        return self.instant.astimezone(zone_named(self.zone))


def local_zone_of(now: datetime, zone: str) -> datetime:
    """`now` (aware) on the wall clock of `zone`."""
    return now.astimezone(zone_named(zone))


def day_in_words(day: date, *, today: date) -> str:
    """A date as people say it: near dates relative, others with their year unless it is this year.

    >>> today = date(2026, 11, 23)
    >>> [day_in_words(today + timedelta(days=n), today=today) for n in (-1, 0, 1, 3)]
    ['yesterday', 'today', 'tomorrow', 'in 3 days']
    >>> day_in_words(date(2026, 11, 2), today=today), day_in_words(date(2025, 1, 5), today=today)
    ('3 weeks ago', '5 Jan 2025')
    >>> day_in_words(date(2026, 12, 31), today=today), day_in_words(date(2027, 1, 13), today=today)
    ('31 Dec', '13 Jan 2027')
    """
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    if 1 < days < 7:
        return f"in {days} days"
    if -14 < days < 0:
        return f"{-days} days ago"
    if -56 < days < 0:
        return f"{-days // 7} weeks ago"
    return brief_day(day, today=today, with_weekday=False)


def brief_day(day: date, *, today: date, with_weekday: bool = True) -> str:
    """A date with its year only where that is not the year of `today`.

    >>> today = date(2026, 11, 23)
    >>> brief_day(date(2026, 11, 26), today=today), brief_day(date(2027, 2, 25), today=today)
    ('Thu 26 Nov', 'Thu 25 Feb 2027')
    """
    exact = exact_day(day, with_weekday=with_weekday)
    return exact.rsplit(" ", 1)[0] if day.year == today.year else exact


def exact_day(day: date, *, with_weekday: bool = True) -> str:
    """A date nobody misreads, in any country.

    >>> exact_day(date(2026, 11, 26))
    'Thu 26 Nov 2026'
    """
    plain = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {plain}" if with_weekday else plain


def clock(moment: datetime) -> str:
    """The time of day as 24-hour hours and minutes.

    >>> clock(datetime(2026, 11, 23, 9, 5))
    '09:05'
    """
    return f"{moment.hour:02}:{moment.minute:02}"


def next_business_day(day: date, *, work_days: frozenset[int], holidays: frozenset[date] = frozenset()) -> date:
    """`day` itself if people work on it, else the next day they do. `work_days` holds weekdays, Monday 0."""
    while day.weekday() not in work_days or day in holidays:
        day += timedelta(days=1)
    return day


def add_business_days(
    day: date, count: int, *, work_days: frozenset[int], holidays: frozenset[date] = frozenset()
) -> date:
    """The date `count` business days after `day` (before it, if negative).

    Day 0 is the trigger; a trigger on a free day counts from the next business day (domain rule of the
    follow-up table).

    >>> week, thanksgiving = frozenset(range(5)), frozenset({date(2026, 11, 26)})
    >>> add_business_days(date(2026, 11, 20), 7, work_days=week, holidays=thanksgiving)
    datetime.date(2026, 12, 2)
    """
    step = timedelta(days=1 if count >= 0 else -1)
    day = next_business_day(day, work_days=work_days, holidays=holidays)
    for _ in range(abs(count)):
        day += step
        while day.weekday() not in work_days or day in holidays:
            day += step
    return day


def day_and_time(instant: datetime, zone: str) -> str:
    """A moment by the clocks of a zone.

    >>> day_and_time(datetime(2026, 11, 23, 14, 0, tzinfo=UTC), "America/New_York")
    'Mon 23 Nov 2026, 09:00'
    """
    local = instant.astimezone(ZoneInfo(zone))
    return f"{exact_day(local.date())}, {clock(local)}"
