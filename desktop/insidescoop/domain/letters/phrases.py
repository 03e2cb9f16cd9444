"""What was noted of a talk, in phrases that keep a letter's sentence whole whatever was noted."""

from collections.abc import Sequence

from insidescoop.domain.letters.topics import as_topic

_SHORT_MINUTES = 10
_STEP_MINUTES = 5
_LONG = {60: "giving me an hour", 90: "giving me an hour and a half"}

_PROMISED = frozenset(
    (  # noqa: SIM905 - a list of words is read as words
        "apply ask bring call check collect come contact copy e-mail email find finish follow forward get give help "
        "introduce invite keep let lend look mail make meet pass phone post prepare put read recommend report return "
        "review ring see send share show suggest tell text think translate try visit write"
    ).split()
)
"""Words that promises begin with and "I will" can stand before."""


def rounded_minutes(minutes: int) -> int:
    """The minutes of a talk as people say them: fives, but for a very short one.

    >>> [rounded_minutes(minutes) for minutes in (4, 12, 23, 58)]
    [4, 10, 25, 60]
    """
    return minutes if minutes < _SHORT_MINUTES else round(minutes / _STEP_MINUTES) * _STEP_MINUTES


def time_given(minutes: int | None) -> str:
    """What somebody is thanked for after a talk of so many minutes; None where there was no talk.

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
    """What somebody said, in quotation marks: it need not fit the sentence around it. None for nothing.

    >>> as_quotation("Start with metadata."), as_quotation('"Why not?"'), as_quotation(None)
    ('“Start with metadata”', '“Why not?”', None)
    """
    bare = (noted or "").strip().strip('"“”').strip().rstrip(".")
    return f"“{bare}”" if bare else None


def promises_kept(promises: Sequence[str]) -> str | None:
    """The sentence on what the user promised, each with its day; None for nothing.

    >>> promises_kept(["Send the article by Friday 27 November", "write to Priya"])
    'As promised, I will send the article by Friday 27 November and write to Priya.'
    >>> promises_kept(["Article on fonds"])
    'I have not forgotten what I promised: article on fonds.'
    """
    said = [topic for promise in promises if (topic := as_topic(promise))]
    if not said:
        return None
    if all(promise.split()[0].lower() in _PROMISED for promise in said):
        return f"As promised, I will {enumerated(said)}."
    return f"I have not forgotten what I promised: {enumerated(said)}."


def enumerated(texts: Sequence[str]) -> str:
    """Several texts in one phrase.

    >>> enumerated(["Priya", "Bo", "Ines"])
    'Priya, Bo and Ines'
    """
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last
