"""Notes typed in a hurry: which of their lines are a promise, a name or an open question, and for which day.

A line is taken for something only by the sign it begins with; every line stays in the notes as it was typed.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from insidescoop.domain.name_words import CHILD_OF, PARTICLES, PARTICLES_IN_SMALL_LETTERS
from insidescoop.domain.text import tidy_line


class NoteKind(StrEnum):
    """What a line of notes is."""

    MY_PROMISE = "my_promise"
    THEIR_PROMISE = "their_promise"
    NAME = "name"
    OPEN_QUESTION = "open_question"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class NotedLine:
    """One line of notes: as typed, and what it was taken for.

    `what` is the line without its sign, its day and its name; `due_on` is the day it names, if any. `name` is the
    person named in a line that begins with @, and None for all others.
    """

    typed: str
    kind: NoteKind
    what: str
    due_on: date | None = None
    name: str | None = None


def noted_lines(text: str, *, day: date) -> tuple[NotedLine, ...]:
    """The lines of a text in order; joined again by line ends, what was typed is the text itself.

    `day` is the day of the talk, from which "by Fri" and "in 2 weeks" are counted.

    >>> [line] = noted_lines("-> send the article by Fri", day=date(2026, 11, 24))
    >>> line.kind.value, line.what, line.due_on.isoformat()
    ('my_promise', 'send the article', '2026-11-27')
    """
    return tuple(_noted(typed, day) for typed in text.split("\n"))


_ANY_DAY = date(2000, 1, 3)
"""Where only the kind of a line is asked for, its day is not looked at."""


def plain_notes(text: str) -> str:
    """The lines of a text that are notes and nothing else, without promises, names and open questions; "" for none.

    >>> plain_notes("They process by demand.\\n-> send the article by Fri")
    'They process by demand.'
    """
    noted = noted_lines(text, day=_ANY_DAY)
    return "\n".join(line.typed for line in noted if line.kind is NoteKind.NOTE).strip()


_SIGNS = (
    (NoteKind.MY_PROMISE, re.compile(r"\s*(?:→|⇒|-+>|=>)\s*")),
    (NoteKind.THEIR_PROMISE, re.compile(r"\s*(?:←|⇐|<-+|<=)\s*")),
    (NoteKind.NAME, re.compile(r"\s*[@＠]\s*")),
    (NoteKind.OPEN_QUESTION, re.compile(r"\s*[?？]+\s*")),
)


def _noted(typed: str, day: date) -> NotedLine:
    for kind, sign in _SIGNS:
        begins = sign.match(typed)
        if begins is None:
            continue
        rest = tidy_line(typed[begins.end() :])
        if rest is None:
            break
        if kind is NoteKind.NAME:
            rest = rest.lstrip(" ,;:–—-")
            if not rest:
                break
            name, said = _name_in(rest)
            return NotedLine(typed, kind, said, name=name)
        if kind is NoteKind.OPEN_QUESTION:
            return NotedLine(typed, kind, rest)
        what, due_on = day_in(rest, day=day)
        return NotedLine(typed, kind, what, due_on)
    return NotedLine(typed, NoteKind.NOTE, typed)


_MOST_NAME_WORDS = 5
_ENDS_A_NAME = re.compile(r"\s*(?:[,;:()\[\]–—]|\s-\s)\s*")
_BETWEEN = PARTICLES | PARTICLES_IN_SMALL_LETTERS | CHILD_OF


def _name_in(rest: str) -> tuple[str, str]:
    """The name a line begins with, and what is said of the person: capitals make a name, "intro" ends one."""
    parts = _ENDS_A_NAME.split(rest, maxsplit=1)
    words = parts[0].split()
    if not words:
        return rest, ""
    length = 1
    for place, word in enumerate(words[1:_MOST_NAME_WORDS], start=2):
        if _can_be_name(word):
            length = place
        elif word.lower().strip(".") not in _BETWEEN:
            break
    name = " ".join(words[:length])
    said = rest[rest.index(words[length - 1], _place_of(rest, words, length)) + len(words[length - 1]) :]
    return name, said.strip(" ,;:–—-")


def _place_of(rest: str, words: list[str], length: int) -> int:
    place = 0
    for word in words[: length - 1]:
        place = rest.index(word, place) + len(word)
    return place


def _can_be_name(word: str) -> bool:
    first = next((letter for letter in word if letter.isalpha()), "")
    # Scripts without capitals cannot tell a name by them: there, every word may belong to it.
    return bool(first) and (first.isupper() or first.lower() == first.upper())


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10}  # fmt: skip

_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_NUMBER = r"(?P<number>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_BEFORE = r"(?:(?:by|on|until|till|before|not later than)\s+)"
_FORMS = tuple(
    re.compile(rf"(?<![\w-])(?:{form})(?![\w-])", re.IGNORECASE)
    for form in (
        rf"{_BEFORE}?(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})",
        rf"{_BEFORE}?(?:{_WEEKDAY},?\s+)?{_DAY_NUMBER}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_BEFORE}?(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY_NUMBER}{_YEAR}",
        rf"{_BEFORE}?(?P<near>today|tonight|tomorrow|the day after tomorrow)",
        rf"{_BEFORE}?(?:with)?in\s+(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<unit>days?|weeks?|months?)",
        rf"{_BEFORE}?(?P<next>next\s+week|next\s+month)",
        rf"(?:{_BEFORE}(?:this\s+|next\s+)?|this\s+|next\s+){_WEEKDAY}",
        rf"{_BEFORE}?(?:the\s+)?(?P<end>end\s+of\s+(?:the\s+|this\s+)?(?:week|month))",
    )
)


def day_in(text: str, *, day: date) -> tuple[str, date | None]:
    """A text without the last day it names, and that day; the text as it is, and None, where none is named.

    A weekday is the next one after `day`, "3 Dec" the next one from `day` on. What is no day of any calendar
    (31 Feb) stays in the text.

    >>> from datetime import date
    >>> day_in("she sends the list on 3 Dec", day=date(2026, 11, 24))
    ('she sends the list', datetime.date(2026, 12, 3))
    """
    found = sorted(
        ((match.start(), match.end(), match) for form in _FORMS for match in form.finditer(text)),
        key=lambda each: (-each[1], each[0]),
    )
    for start, end, match in found:
        meant = _meant(match, day)
        if meant is not None:
            left = tidy_line(f"{text[:start].rstrip(' ,;(–—-')} {text[end:].lstrip(' ,;)')}")
            return (left or text), meant
    return text, None


def _meant(match: re.Match[str], day: date) -> date | None:
    given = {name: value.lower() for name, value in match.groupdict().items() if value}
    try:
        if "iso" in given:
            return date.fromisoformat(given["iso"])
        if "month" in given:
            return _day_and_month(given, day)
        if "near" in given:
            return day + timedelta(days={"tomorrow": 1, "the day after tomorrow": 2}.get(given["near"], 0))
        if "count" in given:
            count = _NUMBERS.get(given["count"]) or int(given["count"])
            return _later(day, count, given["unit"])
        if "next" in given:
            return _later(day, 1, given["next"].split()[1])
        if "end" in given:
            return _end_of(given["end"], day)
        ahead = (_WEEKDAYS.index(given["weekday"][:3]) - day.weekday() - 1) % 7 + 1
        return day + timedelta(days=ahead)
    except (ValueError, OverflowError):
        return None


def _day_and_month(given: dict[str, str], day: date) -> date | None:
    month, number = _MONTHS.index(given["month"][:3]) + 1, int(given["number"])
    if "year" in given:
        return date(int(given["year"]), month, number)
    # A leap day is looked for until the next leap year.
    for year in range(day.year, day.year + 9):
        try:
            meant = date(year, month, number)
        except ValueError:
            continue
        if meant >= day:
            return meant
    return None


def _later(day: date, count: int, unit: str) -> date:
    if unit.startswith("day"):
        return day + timedelta(days=count)
    if unit.startswith("week"):
        return day + timedelta(weeks=count)
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), _last_of(year, month + 1))


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _end_of(words: str, day: date) -> date:
    if words.endswith("month"):
        return _last_of(day.year, day.month)
    # The working week ends on Friday; said on a week end, the next one is meant.
    return day + timedelta(days=(4 - day.weekday()) % 7)
