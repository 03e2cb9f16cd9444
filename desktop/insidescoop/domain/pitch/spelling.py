"""Which words of a text are looked up in a dictionary, and which of them it does not know."""

import re
from collections.abc import Callable, Iterator

from insidescoop.domain.pitch.lengths import UNSPOKEN
from insidescoop.domain.values import frozen

SHORTEST_WORD = 3
_PART = re.compile(r"\{[^{}\n]*\}|\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@frozen
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
        for word in _words_of(part[0]):
            yield _moved(word, part.start())


Remembered = dict[str, tuple[SpelledWord, ...]]
"""What is wrong in parts of a text that were looked at before, by the part."""


def misspelled(
    whole: str, knows: Callable[[str], bool], remembered: Remembered | None = None
) -> tuple[SpelledWord, ...]:
    """The words that `knows` does not know; it is asked in small letters and without a possessive.

    `remembered` is read and filled, and good for as long as `knows` answers the same: a long text of which a word was
    changed is looked through at once.
    """
    remembered = {} if remembered is None else remembered
    found: list[SpelledWord] = []
    for part in _PART.finditer(whole):
        wrong = remembered.get(part[0])
        if wrong is None:
            wrong = tuple(word for word in _words_of(part[0]) if not knows(as_looked_up(word.text)))
            remembered[part[0]] = wrong
        if wrong:
            found += [_moved(word, part.start()) for word in wrong]
    return tuple(found)


def _words_of(part: str) -> Iterator[SpelledWord]:
    """The words of one part, at their places in it; what stands around a part is white space or a field."""
    if part.startswith("{") or UNSPOKEN.search(part):
        return
    for word in _WORD.finditer(part):
        beside = part[max(word.start() - 1, 0) : word.start()] + part[word.end() : word.end() + 1]
        is_short = len(word[0]) < SHORTEST_WORD
        if not is_short and not word[0].isupper() and not any(each.isdigit() or each == "_" for each in beside):
            yield SpelledWord(word[0], word.start(), word.end())


def _moved(word: SpelledWord, by: int) -> SpelledWord:
    return SpelledWord(word.text, word.start + by, word.end + by)


def as_looked_up(word: str) -> str:
    """A word as it stands in a dictionary.

    >>> as_looked_up("Archivist’s"), as_looked_up("Don’t")
    ('archivist', "don't")
    """
    plain = word.lower().replace("’", "'")
    return plain.removesuffix("'s") if plain not in {"it's", "that's", "what's", "let's", "he's", "she's"} else plain
