"""How many words a text has when it is spoken."""

import re
from functools import lru_cache

UNSPOKEN = re.compile(r"^(?:https?://|www\.)|@")
"""Found in a word that cannot be said."""


@lru_cache(maxsize=2_048)
def word_count(text: str) -> int:
    """The words as a speaker says them: split on white space; addresses and links are not spoken.

    >>> word_count("My 15-second pitch of 2026, see www.example.org")
    6
    """
    return sum(1 for word in text.split() if word.isalpha() or _is_spoken(word))


def _is_spoken(word: str) -> bool:
    return any(map(str.isalnum, word)) and not UNSPOKEN.search(word)
