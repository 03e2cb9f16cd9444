"""A calendar file cut into entries of whole lines, before any library sees it: bounded in length, depth and count.

icalendar 7.3 builds 3,000 nested components without a word and takes seconds for one line of 10 MB.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from insidescoop.exchange.unfolding import boundary

MOST_ENTRIES = 10_000
MOST_LINES = 2_000
"""Lines of one entry once unfolded."""
DEEPEST = 3
"""A calendar, an entry, and an alarm in it."""
MOST_ZONES = 200

_NAME = re.compile(r"^([A-Za-z0-9-]+)")
_ZONE_NAME = re.compile(r"TZID=(?:\"([^\"]+)\"|([^\":;]+))", re.IGNORECASE)


@dataclass(slots=True)
class RawEntry:
    """The unfolded lines of one event, BEGIN and END among them, from the line it begins on.

    `zones` are the definitions of the time zones it names. `method` is what its calendar says is to be done with it
    ("REQUEST", "CANCEL"); "" if nothing. `fault` says in words why it cannot be read.
    """

    line: int
    lines: list[str] = field(default_factory=list)
    zones: list[list[str]] = field(default_factory=list)
    method: str = ""
    remarks: list[str] = field(default_factory=list)
    fault: str | None = None

    def left_open(self) -> None:
        """Adds the END lines that the event lacks, and a word on them."""
        if len(self.lines) > 1:
            self.remarks.append("it has no END:VEVENT line: look whether something is missing")
            still_open: list[str] = []
            for line in self.lines:
                word, _colon, name = boundary(line).partition(":")
                if word == "BEGIN":
                    still_open.append(name)
                elif word == "END" and still_open:
                    still_open.pop()
            self.lines += [f"END:{name}" for name in reversed(still_open)]
        else:
            self.fault = self.fault or "it has no END:VEVENT line and nothing in it"


@dataclass(slots=True)
class _Reading:
    entry: RawEntry | None = None
    zone: list[str] | None = None
    path: list[str] = field(default_factory=list)
    method: str = ""
    first: int = 0
    zones_by_name: dict[str, list[str]] = field(default_factory=dict)


def raw_entries(lines: Iterable[tuple[int, str | None]]) -> tuple[RawEntry, ...]:
    """The events of a calendar file in order, each with the zones it names and what is to be done with it; whatever
    else the file holds is passed over.

    `lines` are unfolded, None for one that was too long.
    """
    reading = _Reading()
    entries: list[RawEntry] = []
    for number, line in lines:
        word = boundary(line)
        if word in ("BEGIN:VCALENDAR", "END:VCALENDAR") and reading.entry is not None:
            reading.entry.left_open()
            reading.entry = None
        if word.startswith("BEGIN:"):
            reading.path.append(word[6:])
            if word == "BEGIN:VCALENDAR":
                # A file may hold several calendars, one that invites and one that cancels.
                reading.method, reading.first = "", len(entries)
            if word == "BEGIN:VEVENT":
                if reading.entry is not None:
                    reading.entry.left_open()
                    reading.path = ["VCALENDAR", "VEVENT"]
                if len(entries) >= MOST_ENTRIES:
                    told = f"the file has more than {MOST_ENTRIES:,} entries; the rest was not read"
                    entries.append(RawEntry(number, fault=told))
                    reading.entry = None
                    break
                reading.entry = RawEntry(number, method=reading.method)
                entries.append(reading.entry)
            elif word == "BEGIN:VTIMEZONE" and reading.entry is None and len(reading.zones_by_name) < MOST_ZONES:
                reading.zone = []
        _keep(reading, word or line)
        if word.startswith("END:"):
            _end(reading, word[4:])
        elif reading.entry is None and line is not None and property_name(line) == "METHOD":
            for entry in entries[reading.first :]:
                entry.method = reading.method
    if reading.entry is not None:
        reading.entry.left_open()
    for entry in entries:
        found = (pair for line in entry.lines for pair in _ZONE_NAME.findall(line[:400]))
        named = {quoted or plain for quoted, plain in found}
        entry.zones = [reading.zones_by_name[name] for name in sorted(named) if name in reading.zones_by_name]
    return tuple(entries)


def property_name(line: str) -> str:
    """The name of a line's property in capitals; "" if it has none."""
    found = _NAME.match(line)
    return found.group(1).upper() if found else ""


def _keep(reading: _Reading, line: str | None) -> None:
    if reading.entry is not None:
        entry = reading.entry
        if line is None:
            entry.fault = entry.fault or "a line in it is longer than a calendar's line can be"
        elif len(reading.path) > DEEPEST + 1:
            entry.fault = entry.fault or "too much is nested in it"
        elif len(entry.lines) >= MOST_LINES:
            entry.fault = entry.fault or f"it has more than {MOST_LINES:,} lines"
        elif line.strip():
            entry.lines.append(line)
    elif reading.zone is not None:
        if line is not None and len(reading.zone) < MOST_LINES:
            reading.zone.append(line)
    elif line is not None and property_name(line) == "METHOD":
        reading.method = line.partition(":")[2].strip().upper()[:40]


def _end(reading: _Reading, name: str) -> None:
    if name in reading.path:
        while reading.path and reading.path.pop() != name:
            pass
    if name == "VEVENT":
        reading.entry = None
    elif name == "VTIMEZONE" and reading.zone is not None:
        for line in reading.zone:
            if property_name(line) == "TZID":
                reading.zones_by_name.setdefault(line.partition(":")[2].strip(), reading.zone)
                break
        reading.zone = None
