"""The dictionary that comes with the program."""

from functools import cache
from typing import Any

MOST_SUGGESTIONS = 6


class Dictionary:
    """English words, and what a word one letter away from one might have been meant to be."""

    def __init__(self, checker: Any) -> None:
        self._checker = checker

    def knows(self, word: str) -> bool:
        """True for a word of the dictionary, in small letters."""
        return word in self._checker.word_frequency.dictionary

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Words one letter away, the most usual first; empty if there are none.

        Two letters away would take seconds for a long word (measured: 3.9 s for eighteen letters).
        """
        found = self._checker.known(self._checker.edit_distance_1(word))
        usual = self._checker.word_frequency.dictionary
        return tuple(sorted(found, key=lambda each: (-usual[each], each))[:MOST_SUGGESTIONS])


@cache
def english_dictionary() -> Dictionary:
    """The dictionary, read when it is first asked for: a quarter of a second, 30 MiB (measured)."""
    from spellchecker import SpellChecker

    return Dictionary(SpellChecker(language="en", distance=1))
