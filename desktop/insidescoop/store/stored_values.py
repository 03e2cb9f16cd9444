"""What a stored value must be, so that whatever reads the store can read it: for loading, checking and repairing."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Integer
from sqlalchemy.types import TypeDecorator

from insidescoop.domain.contacts import LONGEST_CADENCE_DAYS
from insidescoop.domain.interviews.interviews import LONGEST_MINUTES, SHORTEST_MINUTES
from insidescoop.domain.interviews.meeting import ClosingAsk
from insidescoop.domain.interviews.wrap_ups import draft_from_text
from insidescoop.domain.moments import YEARS, zone_named
from insidescoop.domain.pitch.pitches import FREE_TEXT, SECTIONS
from insidescoop.domain.problems import Invalid
from insidescoop.domain.profile import FASTEST_PACE, SLOWEST_PACE
from insidescoop.domain.rehearsal.rehearsals import spans_of
from insidescoop.system.photos import is_kept_photo

_LARGEST_NUMBER = 10**9
"""Of ids and counts: what Qt, SQLite and a sum of several of them can still hold."""
_NOT_SAID = "says something no version of the program says"
_RANGES = {
    ("contact", "cadence_days"): (1, LONGEST_CADENCE_DAYS),
    ("follow_up_rule", "count"): (-LONGEST_CADENCE_DAYS, LONGEST_CADENCE_DAYS),
    ("interview", "minutes"): (SHORTEST_MINUTES, LONGEST_MINUTES),
    ("profile", "pace"): (SLOWEST_PACE, FASTEST_PACE),
}
"""Numbers that something is divided by, or that days and moments are counted on by."""


def fault_of(column: "Column[Any]", value: Any) -> str | None:
    """What keeps a value from its column, as the end of a sentence; None if nothing does."""
    if value is None:
        return None if column.nullable else "is missing"
    kind = column.type
    if isinstance(kind, Boolean):
        return None if value in (0, 1) and isinstance(value, int) else "is neither true nor false"
    if isinstance(kind, Integer):
        return _fault_of_number(column, value)
    if not isinstance(value, str):
        return "is no text"
    try:
        value.encode("utf-8")
        if isinstance(kind, TypeDecorator):
            return _fault_of_word(kind, value)
        if column.name.endswith("_zone"):
            zone_named(value)
        if (column.table.name, column.name) == ("contact_photo", "data"):
            return None if is_kept_photo(value) else "is no small picture"
        check = _CHECKS.get((column.table.name, column.name))
        return None if check is None or check(value) else _NOT_SAID
    except UnicodeEncodeError:
        return "holds half a letter"
    except (ValueError, Invalid):
        return _NOT_SAID


def default_of(column: "Column[Any]") -> Any:
    """What a column holds in a row that does not name it."""
    said = getattr(column.server_default, "arg", None)
    if said is None:
        return None
    plain = str(said).strip("'")
    return int(plain) if isinstance(column.type, Integer | Boolean) else plain


def _fault_of_number(column: "Column[Any]", value: Any) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "is no whole number"
    is_id = column.primary_key or bool(column.foreign_keys)
    least = 1 if is_id else -_LARGEST_NUMBER
    low, high = _RANGES.get((column.table.name, column.name), (least, _LARGEST_NUMBER))
    return None if low <= value <= high else f"is not between {low:,} and {high:,}"


def _fault_of_word(kind: "TypeDecorator[Any]", value: str) -> str | None:
    read = kind.process_result_value(value, None)  # type: ignore[arg-type]
    if kind.process_bind_param(read, None) != value:  # type: ignore[arg-type]
        # Days and moments are compared as texts.
        return "is not written as the program writes it"
    if isinstance(read, date | datetime) and read.year not in YEARS:
        return f"is not in the years {YEARS[0]} to {YEARS[-1]}"
    return None


def _is_read(reader: Callable[[str], Any], value: str) -> bool:
    try:
        reader(value)
    except (KeyError, TypeError, AttributeError, RecursionError):
        return False
    return True


def _are_spans(value: str) -> bool:
    numbers = [number for span in spans_of(value) if span is not None for number in (span.start, span.end)]
    return all(isinstance(number, int) and abs(number) <= _LARGEST_NUMBER for number in numbers)


_IN_A_PITCH = (*SECTIONS, FREE_TEXT)
_CHECKS: dict[tuple[str, str], Callable[[str], bool]] = {
    ("profile", "work_days"): lambda said: bool(said) and set(said) <= set("0123456"),
    ("interview", "closing_asked"): lambda said: set(said.split(",")) <= {"", *(ask.value for ask in ClosingAsk)},
    ("interview", "wrap_up_draft"): lambda said: _is_read(draft_from_text, said),
    ("pitch_sentence", "section"): lambda said: said in _IN_A_PITCH,
    ("rehearsal", "sentence_timings"): lambda said: _is_read(spans_of, said) and _are_spans(said),
    ("pitch_wording", "section"): lambda said: said in _IN_A_PITCH,
}
"""Texts that have a form of their own."""
