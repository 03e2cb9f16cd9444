"""Days, times and topics in the words of a letter."""

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


def as_topic(purpose: str | None) -> str | None:
    """A talk's purpose as it stands inside a sentence; None for none.

    >>> as_topic("How digital archives decide what to process."), as_topic("RDA in small libraries")
    ('how digital archives decide what to process', 'RDA in small libraries')
    """
    if not purpose:
        return None
    plain = purpose.strip().rstrip(".?!")
    is_word = len(plain) > 1 and plain[0].isupper() and plain[1].islower()
    return (plain[0].lower() + plain[1:] if is_word else plain) or None


def after_how(purpose: str | None) -> str | None:
    """The purpose as it follows the word "how"; None where it does not begin with it.

    >>> after_how("How digital archives decide"), after_how("Cataloging") is None
    ('digital archives decide', True)
    """
    topic = as_topic(purpose)
    return topic[4:].strip() or None if topic and topic.lower().startswith("how ") else None


_QUESTION_WORDS = ("how", "what", "when", "where", "whether", "which", "who", "whose", "why")


def is_clause(topic: str) -> bool:
    """True if a topic begins as an indirect question does, and so can follow "I would like to hear"."""
    return topic.split()[0].lower() in _QUESTION_WORDS


def as_clause(purpose: str | None) -> str | None:
    """The purpose as it follows "I would like to hear"; None for none.

    >>> as_clause("What a small library looks for."), as_clause("Cataloging")
    ('what a small library looks for', 'about cataloging')
    """
    topic = as_topic(purpose)
    return topic if topic is None or is_clause(topic) else f"about {topic}"
