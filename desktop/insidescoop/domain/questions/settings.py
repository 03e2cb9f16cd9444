"""From the words a person carries to the settings that questions are for."""

from collections.abc import Iterable

from insidescoop.domain.text import fold

_ANY = "any"

_WORDS = {
    "academic": ("academic", "university", "college"),
    "public": ("public",),
    "school": ("school (k", "school library", "k-12", "youth services in schools"),
    "special": (
        "corporate", "government", "military", "special librar", "nonprofit", "competitive intelligence",
        "knowledge management", "theological", "art or architecture", "music librar", "museum",
    ),
    "law": ("law",),
    "medical": ("medical", "health"),
    "archives": ("archive", "archives", "historical society", "special collections", "museum"),
    "records": ("records", "information governance"),
    "metadata": ("metadata", "cataloging", "taxonomy"),
    "data": ("data", "gis"),
    "digital assets": ("digital asset",),
    "UX": ("ux", "information architecture"),
    "vendor": ("vendor", "publisher"),
    "consulting": ("consulting", "independent"),
}  # fmt: skip
"""What a word of the settings, functions or kinds of organization begins with, by the setting of the bank."""


def question_settings(words: Iterable[str]) -> frozenset[str]:
    """The bank's settings that fit a person who carries these words.

    >>> sorted(question_settings(["archives and special collections", "law"]))
    ['archives', 'law', 'special']
    >>> sorted(question_settings(["school (K–12)"])), sorted(question_settings(["academic: university"]))
    (['school'], ['academic'])
    """
    folded = [fold(word).replace("–", "-") for word in words]
    found = {setting for setting, marks in _WORDS.items() for word in folded if _fits(word, marks)}
    if found & {"law", "medical"}:
        found.add("special")
    return frozenset(found)


def _fits(word: str, marks: tuple[str, ...]) -> bool:
    parts = [part.strip() for part in word.replace("/", " ").replace(":", " ").split()]
    return any(word.startswith(mark) or mark in parts or f" {mark}" in f" {word}" for mark in marks)


def suits(question: Iterable[str], theirs: frozenset[str]) -> bool:
    """True if a question for these settings may be put to somebody of `theirs`; one for none is for everybody.

    >>> suits((), frozenset()), suits(("any",), frozenset()), suits(("law", "medical"), frozenset({"law"}))
    (True, True, True)
    >>> suits(("archives",), frozenset({"law"}))
    False
    """
    wanted = set(question)
    return not wanted or _ANY in wanted or bool(wanted & theirs)
