"""Meetings out of a calendar file (RFC 5545), one event at a time, whichever program sent the invitation.

Alarms, replies and repetitions are the calendar's own affair. A picture or a file that an event speaks of is never
fetched.
"""

import quopri
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from insidescoop.domain.calendars import FoundMeeting, FoundMeetings, Guest
from insidescoop.domain.drafts import LONGEST_LINE, LONGEST_TEXT
from insidescoop.domain.imports import Unreadable
from insidescoop.domain.interviews.interviews import LONGEST_MINUTES, SHORTEST_MINUTES, USUAL_MINUTES, Format
from insidescoop.domain.moments import YEARS, Moment, zone_named
from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.text import first_line, tidy_line, tidy_text
from insidescoop.exchange.calendar_lines import RawEntry, property_name, raw_entries
from insidescoop.exchange.text_decoding import unfolded_text

MOST_GUESTS = 50
"""Guests of one meeting who are listed; an interview is a talk of a few."""
_A_REPORT = 50
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_MEETING_ROOMS = ("zoom.us/", "teams.microsoft.com/", "teams.live.com/", "meet.google.com/", "webex.com/",
                  "whereby.com/", "gotomeeting.com/", "meet.jit.si/")  # fmt: skip
"""Where video calls are held: such an address is the place of a meeting, wherever in the invitation it stands."""
_CALLED = re.compile(r"^(?:phone|call|telephone|tel|dial)\b|^\+?[\d ()./-]{7,}$", re.IGNORECASE)
_NAMED_ADDRESS = re.compile(r"^([^<>]+?)(?: <([^<>\s]+@[^<>\s]+)>)?$")
_LINKS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "URL")
_NO_PLACE = ("UTC", "Etc/UTC", "GMT", "Etc/GMT")
"""Zones that tell of a program, not of where anybody is."""
_NOT_FOR_US = {"RRULE", "RDATE"}
_OLDEST_INVITATION = 1990
_ANSWERS = {
    "REPLY": "it is the answer to an invitation, not an invitation",
    "COUNTER": "it proposes another time, and is no invitation yet",
    "DECLINECOUNTER": "it declines another time, and is no invitation",
    "REFRESH": "it asks for the latest invitation, and is none",
}
"""What is sent to and fro about a meeting without planning one (RFC 5546 section 3.2)."""
_VENDOR_S_ZONE = re.compile(
    r'(;TZID=)"?/[^:;"]*?/((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[^:;"]+)"?'
)
"""An IANA name behind the name of who defined it, as in /mozilla.org/20050126_1/Europe/Berlin."""
_QUOTED_PRINTABLE = re.compile(r"^([A-Z-]+)[^:]*;ENCODING=QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)


class _NotAMeeting(Exception):  # noqa: N818 - a fact about an entry
    """No meeting can be made of an entry; the message says why, in words."""


def meetings_of_calendar(data: bytes, file_name: str, *, zone: str, report: Report = unheard) -> FoundMeetings:
    """Every meeting of a calendar file, and the entries that cannot be read.

    `zone` is the user's own: times without a zone are meant in it.

    Raises:
        Cancelled: the report called it off.
    """
    found: dict[str, tuple[tuple[bool, int], FoundMeeting]] = {}
    unreadable: list[Unreadable] = []
    lines, told = unfolded_text(data)
    entries = raw_entries(lines)
    for done, entry in enumerate(entries):
        if done % _A_REPORT == 0:
            report(Progress(done, len(entries), "Reading meetings"))
        try:
            rank, meeting = _meeting(entry, zone=zone)
        except _NotAMeeting as fault:
            unreadable.append(Unreadable(entry.line, str(fault), first_line(_excerpt(entry))))
            continue
        earlier = found.get(meeting.uid)
        if earlier is None or earlier[0] <= rank:
            found[meeting.uid] = (rank, meeting)
    meetings = sorted((meeting for _rank, meeting in found.values()), key=lambda meeting: meeting.line)
    return FoundMeetings(file_name, tuple(meetings), tuple(unreadable), told)


def _excerpt(entry: RawEntry) -> str:
    titles = [line for line in entry.lines if property_name(line) == "SUMMARY"]
    return next(iter([*titles, *entry.lines]), "BEGIN:VEVENT")[:1000]


def _meeting(entry: RawEntry, *, zone: str) -> tuple[tuple[bool, int], FoundMeeting]:
    """The meeting of an entry and how much it counts beside others of the same name.

    The whole of a meeting that repeats counts more than one time of it that was moved, and a later version more than
    an earlier one.
    """
    if entry.fault is not None:
        raise _NotAMeeting(entry.fault)
    if entry.method in _ANSWERS:
        raise _NotAMeeting(_ANSWERS[entry.method])
    try:
        event = _event(entry)
        rank = event.get("RECURRENCE-ID") is None, _whole_number(event.get("SEQUENCE"))
        return rank, _taken(event, entry, zone=zone, is_called_off=entry.method == "CANCEL")
    except _NotAMeeting:
        raise
    except Exception as error:  # the library raises what it meets
        raise _NotAMeeting("it does not keep to the form of calendar entries") from error


def _event(entry: RawEntry) -> Any:
    # Loaded when the first calendar is read: it takes an eighth of a second.
    import icalendar

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN"]
    for definition in entry.zones:
        lines += definition
    # What is nested in an event are alarms, which are the calendar's own.
    lines += [*map(_as_read_here, _without_inner(entry.lines)), "END:VCALENDAR"]
    calendar: Any = icalendar.Calendar.from_ical("\r\n".join(lines) + "\r\n")
    events = calendar.walk("VEVENT")
    if not events:
        raise _NotAMeeting("there is no event in it")
    return events[0]


def _as_read_here(line: str) -> str:
    """A line without what only older programs understand: zones of their own making, and quoted-printable."""
    line = _VENDOR_S_ZONE.sub(r"\1\2", line)
    quoted = _QUOTED_PRINTABLE.match(line)
    if quoted is None:
        return line
    text = quopri.decodestring(line[quoted.end() :].encode("utf-8")).decode("utf-8", errors="replace")
    return f"{quoted.group(1)}:" + text.replace("\r\n", "\n").replace("\n", "\\n")


def _without_inner(lines: list[str]) -> Iterator[str]:
    depth = 0
    for line in lines:
        word = line.strip().upper()
        depth += word.startswith("BEGIN:")
        if depth <= 1:
            yield line
        depth -= word.startswith("END:")


def _taken(event: Any, entry: RawEntry, *, zone: str, is_called_off: bool) -> FoundMeeting:
    remarks = list(entry.remarks)
    uid = tidy_line(_said(event, "UID"))
    title = tidy_line(_said(event, "SUMMARY"))
    starts, minutes = _when(event, zone, remarks)
    if uid is None:
        if title is None and starts is None:
            raise _NotAMeeting("it has neither a name nor a time")
        # Not allowed, but sent: the same entry has the same name again.
        uid = f"{title or ''} {starts.instant.isoformat() if starts else ''}"
    if len(uid) > LONGEST_LINE:
        raise _NotAMeeting("its name for calendars is longer than a line")
    details = tidy_text(_said(event, "DESCRIPTION"))
    place, link = tidy_line(_said(event, "LOCATION")), _link(event, details)
    if any(event.get(name) is not None for name in _NOT_FOR_US):
        remarks.append("it repeats; only the first is planned")
    told = [details, *([link] if place is not None and link is not None and link not in (details or "") else [])]
    where = place or link
    long = [(words, value) for words, value in (("Title", title), ("Place", where)) if len(value or "") > LONGEST_LINE]
    told += [f"{words}: {value}" for words, value in long]
    return FoundMeeting(
        line=entry.line,
        uid=uid,
        title=_cut(title),
        starts=starts,
        minutes=minutes,
        format=_format(place, link),
        place=_cut(where),
        details=("\n".join(text for text in told if text) or "")[:LONGEST_TEXT] or None,
        guests=_guests(event),
        is_called_off=is_called_off or _said(event, "STATUS").upper() == "CANCELLED",
        remarks=tuple(remarks),
        sent_at=_sent_at(event, zone),
    )


def _sent_at(event: Any, zone: str) -> datetime | None:
    """When the meeting was planned (CREATED), else when the invitation was made (DTSTAMP, RFC 5545 section 3.8.7.2).

    Calendars that do not know it write a year long gone.
    """
    for name in ("CREATED", "DTSTAMP"):
        said = _time_of(event, name)
        if isinstance(said, datetime) and said.year >= _OLDEST_INVITATION:
            return _moment(said, zone, []).instant
    return None


def _cut(line: str | None) -> str | None:
    return None if line is None else first_line(line, at_most=LONGEST_LINE)


def _said(event: Any, name: str) -> str:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value)


def _whole_number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _when(event: Any, zone: str, remarks: list[str]) -> tuple[Moment | None, int]:
    start, end, length = (_time_of(event, name) for name in ("DTSTART", "DTEND", "DURATION"))
    if not isinstance(start, datetime):
        remarks.append("it has no time of day" if isinstance(start, date) else "it has no time")
        return None, USUAL_MINUTES
    starts = _moment(start, zone, remarks, _zone_said(event), unknown=_parameter(event, "TZID"))
    minutes = USUAL_MINUTES
    if isinstance(end, datetime):
        minutes = round((_moment(end, zone, []).instant - starts.instant) / timedelta(minutes=1))
    elif isinstance(length, timedelta):
        minutes = round(length / timedelta(minutes=1))
    within = min(max(minutes, SHORTEST_MINUTES), LONGEST_MINUTES)
    if within != minutes:
        remarks.append(f"it takes {minutes:,} minutes there and {within} here")
    return starts, within


def _time_of(event: Any, name: str) -> Any:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    try:
        return getattr(value, "dt", None)
    except Exception as error:  # the library raises what it meets
        if name not in ("DTSTART", "DTEND", "DURATION"):
            return None
        raise _NotAMeeting(f"its time cannot be read: {first_line(str(value), at_most=40)}") from error


def _zone_said(event: Any) -> str | None:
    """The zone a meeting names, by its IANA name; None for a name that is only the file's own."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = _parameter(event, "TZID") or ""
    name = WINDOWS_TO_OLSON.get(name, name)
    try:
        return zone_named(name).key
    except Invalid:
        return None


def _parameter(event: Any, name: str) -> str | None:
    said = getattr(event.get("DTSTART"), "params", {}).get(name)
    return first_line(str(said), at_most=60) if said else None


_NO_ZONE = "its time names no zone; yours is meant"


def _moment(
    said: datetime, zone: str, remarks: list[str], named: str | None = None, *, unknown: str | None = None
) -> Moment:
    """The moment with the zone it was said in; where this machine does not know that zone, with the user's own."""
    if said.year not in YEARS:
        raise _NotAMeeting("its time is outside the years a meeting can be in")
    if said.tzinfo is None:
        remarks.append(f"its zone “{unknown}” is not known; yours is meant" if unknown else _NO_ZONE)
        return Moment.at(said.date(), time(said.hour, said.minute, said.second), zone=zone)
    try:
        instant = said.astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise _NotAMeeting("its time cannot be read") from error
    return Moment(instant, zone if named in (None, *_NO_PLACE) else named or zone)


def _link(event: Any, details: str | None) -> str | None:
    """Where the call is held, if it is one: said in a property of its own, or as an address in the text."""
    for name in _LINKS:
        found = _WEB_ADDRESS.search(_said(event, name))
        if found is not None and (name != "URL" or _is_room(found.group())):
            return found.group()
    addresses = (found.group().rstrip(".,;)") for found in _WEB_ADDRESS.finditer(details or ""))
    return next((address for address in addresses if _is_room(address)), None)


def _is_room(address: str) -> bool:
    return any(room in address.lower()[:200] for room in _MEETING_ROOMS)


def _format(place: str | None, link: str | None) -> Format:
    if link is not None or (place is not None and (_WEB_ADDRESS.search(place) or "teams meeting" in place.lower())):
        return Format.VIDEO
    if place is None:
        return Format.OPEN
    return Format.PHONE if _CALLED.match(place) else Format.IN_PERSON


def _guests(event: Any) -> tuple[Guest, ...]:
    named: dict[str, Guest] = {}
    for name in ("ORGANIZER", "ATTENDEE"):
        values = event.get(name)
        for value in values if isinstance(values, list) else [] if values is None else [values]:
            guest = _guest(value)
            if guest is not None and len(named) < MOST_GUESTS:
                key = (guest.email or guest.name or "").casefold()
                known = named.get(key)
                named[key] = guest if known is None or known.name is None else known
    return tuple(named.values()) or tuple(_contacts(event))


def _contacts(event: Any) -> Iterator[Guest]:
    """The people our own files name: "Dana Okafor <dana@harbor.example>"."""
    values = event.get("CONTACT")
    for value in values if isinstance(values, list) else [] if values is None else [values]:
        found = _NAMED_ADDRESS.match(tidy_line(str(value)) or "")
        if found is not None and len(found.group()) <= LONGEST_LINE:
            yield Guest(tidy_line(found.group(1)), found.group(2))


def _guest(value: Any) -> Guest | None:
    params = getattr(value, "params", {})
    if str(params.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE", "GROUP"):
        return None
    said = tidy_line(str(params.get("EMAIL") or re.sub(r"^mailto:", "", str(value), flags=re.IGNORECASE)))
    email = said if said and "@" in said.strip("@") and len(said) <= LONGEST_LINE else None
    name = tidy_line(str(params.get("CN", "")).strip("'\""))
    if name is not None and (name == email or len(name) > LONGEST_LINE):
        name = None
    return Guest(name, email) if name or email else None
