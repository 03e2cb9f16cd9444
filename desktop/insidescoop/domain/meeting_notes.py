"""Notes typed in a hurry: which of their lines are a promise, a name or an open question, and for which day.

A line is taken for something only by the sign it begins with; every line stays in the notes as it was typed.
"""

import re
from datetime import date
from enum import StrEnum

from insidescoop.domain.names.words import CHILD_OF, PARTICLES, PARTICLES_IN_SMALL_LETTERS
from insidescoop.domain.text import tidy_line
from insidescoop.domain.typed_days import DayOrder, NoDay, day_in
from insidescoop.domain.values import frozen


class NoteKind(StrEnum):
    """What a line of notes is."""

    MY_PROMISE = "my_promise"
    THEIR_PROMISE = "their_promise"
    NAME = "name"
    OPEN_QUESTION = "open_question"
    NOTE = "note"


@frozen
class NotedLine:
    """One line of notes: as typed, and what it was taken for.

    `what` is the line without its sign, its day and its name; `due_on` is the day it names, if any. `name` is the
    person named in a line that begins with @, and None for all others. `doubt` says why a promise's day is none.
    """

    typed: str
    kind: NoteKind
    what: str
    due_on: date | None = None
    name: str | None = None
    doubt: str | None = None


def noted_lines(text: str, *, day: date, order: DayOrder = DayOrder.DAY_FIRST) -> tuple[NotedLine, ...]:
    """The lines of a text in order; joined again by line ends, what was typed is the text itself.

    `day` is the day of the conversation, from which "by Fri" and "in 2 weeks" are counted; `order` is how "by 12/4" is
    read.

    >>> [line] = noted_lines("-> send the article by Fri", day=date(2026, 11, 24))
    >>> line.kind.value, line.what, line.due_on.isoformat()
    ('my_promise', 'send the article', '2026-11-27')
    """
    return tuple(_noted(typed, day, order) for typed in text.split("\n"))


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


def _noted(typed: str, day: date, order: DayOrder) -> NotedLine:
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
        what, due_on = day_in(rest, today=day, order=order)
        if isinstance(due_on, NoDay):
            return NotedLine(typed, kind, what, doubt=due_on.why)
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
