"""Which words of a text are looked up in a dictionary, and which of them it does not know."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from insidescoop.domain.lengths import UNSPOKEN

SHORTEST_WORD = 3
_PART = re.compile(r"\{[^{}\n]*\}|\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class SpelledWord:
    """One word at its place: `whole[start:end] == text`."""

    text: str
    start: int
    end: int


def spelled_words(whole: str) -> Iterator[SpelledWord]:
    """The words worth looking up, in order: no fields in braces, addresses, abbreviations in capitals, or numbers.

    >>> [word.text for word in spelled_words("I'm {name}, a MLIS studnet of 2026: dana@harbor.example")]
    ["I'm", 'studnet']
    """
    for part in _PART.finditer(whole):
        if part[0].startswith("{") or UNSPOKEN.search(part[0]):
            continue
        for word in _WORD.finditer(whole, part.start(), part.end()):
            beside = whole[word.start() - 1 : word.start()] + whole[word.end() : word.end() + 1]
            is_short = len(word[0]) < SHORTEST_WORD
            if not is_short and not word[0].isupper() and not any(each.isdigit() or each == "_" for each in beside):
                yield SpelledWord(word[0], word.start(), word.end())


def misspelled(whole: str, knows: Callable[[str], bool]) -> tuple[SpelledWord, ...]:
    """The words that `knows` does not know; it is asked in small letters and without a possessive."""
    return tuple(word for word in spelled_words(whole) if not knows(as_looked_up(word.text)))


def as_looked_up(word: str) -> str:
    """A word as it stands in a dictionary.

    >>> as_looked_up("Archivist’s"), as_looked_up("Don’t")
    ('archivist', "don't")
    """
    plain = word.lower().replace("’", "'")
    return plain.removesuffix("'s") if plain not in {"it's", "that's", "what's", "let's", "he's", "she's"} else plain
