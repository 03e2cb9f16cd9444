"""When a name makes two people worth a look, whatever else is known of them."""

from insidescoop.domain.names.comparing import NameLikeness, NameParts, NameTie
from insidescoop.domain.text import fold

_NEARLY = frozenset({NameTie.SPELLING, NameTie.TYPO, NameTie.SHORT_FORM, NameTie.WITHOUT_MIDDLE})


def name_key(name: str) -> str:
    """What two people of one name share: the name without capitals, marks and the order of its words.

    >>> name_key("Okafor, Dana") == name_key("Dana Okafor")
    True
    """
    return " ".join(sorted(fold(name).replace(",", " ").split()))


def is_nearly_one_name(found: NameLikeness, one: NameParts, other: NameParts) -> bool:
    """True if two people of one organization may be one by their names."""
    # A number in a name counts, and one of two that differ by it is no slip of the pen.
    has_number = any(letter.isdigit() for name in (one, other) for word in name.words for letter in word)
    return found.tie in _NEARLY and found.doubt is None and not has_number
