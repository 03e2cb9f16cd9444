"""The headline of a profile as it is said within a sentence."""

_NO_ARTICLE = frozenset({"a", "an", "the", "at", "in", "between", "currently", "finishing", "studying", "working"})
_SPELLED_WITH_VOWEL = "AEFHILMNORSX"
"""Letters whose own names begin with a vowel: an MLIS, but a UX."""
_SILENT_H = ("heir", "honest", "honor", "honour", "hour")
_LIKE_YOU_OR_ONE = ("eu", "once", "one", "uni", "us", "ut")


def as_role(headline: str) -> str:
    """A headline after "I am": with its article, and small where neither a name nor an abbreviation begins it.

    >>> as_role("Library science student, finishing in May"), as_role("MLIS student"), as_role("At home in archives.")
    ('a library science student, finishing in May', 'an MLIS student', 'at home in archives')
    >>> as_role("Harbor University student")
    'a Harbor University student'
    """
    first, _, rest = headline.strip().rstrip(".").partition(" ")
    if first[1:] == first[1:].lower() and not rest[:1].isupper():
        first = first.lower()
    role = f"{first} {rest}".strip()
    return role if not role or first.lower() in _NO_ARTICLE else f"{article_of(role)} {role}"


def article_of(words: str) -> str:
    """The indefinite article by how the first word sounds.

    >>> [article_of(word) for word in ("archivist", "university", "urban", "honors", "UX", "LIS")]
    ['an', 'a', 'an', 'an', 'a', 'an']
    """
    first = words.split(maxsplit=1)[0]
    if len(first) > 1 and first[:2].isupper():
        return "an" if first[0] in _SPELLED_WITH_VOWEL else "a"
    plain = first.lower()
    sounds_open = plain[0] in "aeiou" and not plain.startswith(_LIKE_YOU_OR_ONE)
    return "an" if sounds_open or plain.startswith(_SILENT_H) else "a"
