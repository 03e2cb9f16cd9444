"""The place of an interview as it was noted, and as the other person is told it."""

import re

from insidescoop.domain.interviews.interviews import Format

_LINK = re.compile(r"https?://\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#]\S*)?", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d\s()./-]{5,}(?:(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)


def place_line(form: Format, place: str | None) -> str | None:
    """The line that tells the other person where to be; None where the place or link is still open.

    >>> place_line(Format.IN_PERSON, "Room 4"), place_line(Format.PHONE, None), place_line(Format.VIDEO, None)
    ('Where: Room 4', 'We will talk by phone.', None)
    """
    if place is None:
        return "We will talk by phone." if form is Format.PHONE else None
    label = {Format.PHONE: "By phone", Format.VIDEO: "By video"}.get(form, "Where")
    return f"{label}: {place}"


def is_in_own_words(place: str) -> bool:
    """True of a place that is neither a link nor a number, and so may be a note that only the user understands.

    >>> [is_in_own_words(place) for place in ("https://meet.example/k7", "+1 555 0134", "Link in her e-mail")]
    [False, False, True]
    """
    return not (_LINK.fullmatch(place) or _NUMBER.fullmatch(place))
