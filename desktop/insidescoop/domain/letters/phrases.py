"""What was noted of a talk, in phrases that keep a letter's sentence whole whatever was noted."""

import re
from collections.abc import Sequence

from insidescoop.domain.letters.topics import as_topic

_SHORT_MINUTES = 10
_STEP_MINUTES = 5
_LONG = {60: "giving me an hour", 90: "giving me an hour and a half"}


def rounded_minutes(minutes: int) -> int:
    """The minutes of a talk as people say them: fives, but for a very short one.

    >>> [rounded_minutes(minutes) for minutes in (4, 12, 23, 58)]
    [4, 10, 25, 60]
    """
    return minutes if minutes < _SHORT_MINUTES else round(minutes / _STEP_MINUTES) * _STEP_MINUTES


def time_given(minutes: int | None) -> str:
    """What a thank-you thanks for after an interview of this many minutes; None if there was none.

    >>> [time_given(minutes) for minutes in (1, 23, 61, 75, None)]
    ['your time', 'giving me 25 minutes', 'giving me an hour', 'giving me more than an hour', 'your time']
    """
    if minutes is None or minutes < _SHORT_MINUTES:
        return "your time"
    said = rounded_minutes(minutes)
    if said < min(_LONG):
        return f"giving me {said} minutes"
    return _LONG.get(said) or ("giving me more than an hour" if said < max(_LONG) else "giving me so much of your time")


def as_quotation(noted: str | None) -> str | None:
    """A note in quotation marks: it need not fit the sentence around it. None for nothing.

    >>> as_quotation("Start with metadata."), as_quotation('"Why not?"'), as_quotation(None)
    ('“Start with metadata”', '“Why not?”', None)
    """
    bare = bare_note(noted or "")
    return f"“{bare}”" if bare else None


def bare_note(noted: str) -> str:
    """A note without the marks around it."""
    return noted.strip().strip('"“”').strip().rstrip(".")


_OF_THE_READER = re.compile(r"\b(?:she|he|her|hers|him|his)\b", re.IGNORECASE)


def speaks_of_reader(noted: str) -> bool:
    """True if a note says "she" or "he": it was written about the person and cannot be sent to them.

    >>> speaks_of_reader("Link in her e-mail"), speaks_of_reader("Room 4, the heritage wing")
    (True, False)
    """
    return bool(_OF_THE_READER.search(noted))


def or_left_open(field: str, noted: str | None) -> str | None:
    """A note as it can be sent; else the field it was for, still open, with the note as its hint.

    >>> or_left_open("topic", "how archives choose"), or_left_open("topic", "what she looks for")
    ('how archives choose', '{topic: what she looks for}')
    """
    if noted is None or not speaks_of_reader(noted):
        return noted
    return f"{{{field}: {re.sub('[{}]', '', noted)}}}"


def promises_kept(promises: Sequence[str]) -> str | None:
    """The line on what the user promised, each as it was noted, with its day; None for nothing.

    Notes are no sentences: "send article" and "article on fonds" both follow a colon, and only that.

    >>> promises_kept(["Send article by Friday 27 November", "photos of the attic"])
    'I have not forgotten what I promised: send article by Friday 27 November; photos of the attic.'
    """
    said = [topic for promise in promises if (topic := or_left_open("promise_line", as_topic(promise)))]
    return f"I have not forgotten what I promised: {'; '.join(said)}." if said else None


def pointed_to(names: Sequence[str]) -> str | None:
    """The line of thanks for people who were named; None if nobody was. It promises nothing.

    >>> pointed_to(["Priya Raman"]), pointed_to([]) is None
    ('Thank you, too, for pointing me to Priya Raman.', True)
    """
    return f"Thank you, too, for pointing me to {enumerated(names)}." if names else None


def enumerated(texts: Sequence[str]) -> str:
    """Several texts in one phrase.

    >>> enumerated(["Priya", "Bo", "Ines"])
    'Priya, Bo and Ines'
    """
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last
