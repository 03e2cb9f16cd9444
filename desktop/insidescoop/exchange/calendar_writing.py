"""Meetings and what is due as a calendar file (RFC 5545), with the definitions of the time zones it names."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from insidescoop.domain.calendars import CalendarEntry

OWN_PRODUCT = "-//Inside Scoop//Calendar//EN"


def calendar_file(entries: Sequence[CalendarEntry]) -> bytes:
    """The entries in their order: UTF-8, lines folded and ended by CR LF, every zone that is named defined."""
    # Loaded when the first calendar is written: it takes an eighth of a second.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", OWN_PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    for entry in entries:
        calendar.add_component(_event(entry))
    years = [entry.starts.local.year for entry in entries if entry.starts is not None]
    if years:
        # A definition is good for the years that are used, and short.
        first, last = date(max(min(years) - 1, 1), 1, 1), date(min(max(years) + 2, 9999), 12, 31)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry) -> Any:
    from icalendar import Event

    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", entry.written_at.astimezone(UTC).replace(microsecond=0))
    event.add("SUMMARY", entry.title)
    if entry.starts is not None:
        _add_times(event, entry)
    elif entry.day is not None:
        event.add("DTSTART", entry.day)
        # Something to do on a day keeps nobody from being asked for a meeting on it.
        event.add("TRANSP", "TRANSPARENT")
    if entry.place is not None:
        event.add("LOCATION", entry.place)
    if entry.details is not None:
        event.add("DESCRIPTION", entry.details)
    for guest in entry.guests:
        # Not ATTENDEE: a calendar may write to those.
        event.add("CONTACT", f"{guest.words} <{guest.email}>" if guest.email else guest.words)
    event.add_component(_alarm(entry))
    return event


def _add_times(event: Any, entry: CalendarEntry) -> None:
    assert entry.starts is not None  # noqa: S101 - asked by the caller
    local: datetime = entry.starts.local
    ends = (entry.starts.instant + timedelta(minutes=entry.minutes)).astimezone(local.tzinfo)
    if local.fold or ends.fold:
        # The hour an autumn change repeats cannot be said in a wall clock's words.
        local, ends = local.astimezone(UTC), ends.astimezone(UTC)
    event.add("DTSTART", local)
    event.add("DTEND", ends)


def _alarm(entry: CalendarEntry) -> Any:
    from icalendar import Alarm

    minutes = entry.alarm_minutes if entry.starts is None else -entry.alarm_minutes
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", entry.title)
    alarm.add("TRIGGER", timedelta(minutes=minutes))
    return alarm
