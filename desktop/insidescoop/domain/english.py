"""Whether a text is English, so that what is known of English alone is not applied to other languages."""

import re

from insidescoop.domain.text import fold

_ENGLISH = frozenset(
    (  # noqa: SIM905 - a list of words is read as words
        "the a an and or but of to in on at for from with by as is am are was were be been i i'm i've my me you your "
        "he she it its we our they their this that these those not do does did have has had will would can could who "
        "what how when where which there here if so than then about into more"
    ).split()
)
_LEAST_ENGLISH, _LEAST_LATIN = 0.2, 0.8
_TOO_SHORT_TO_SAY = 8
"""Words: a text with fewer may have none of the small ones in any language."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def looks_english(text: str) -> bool:
    """Whether the small words of a text are English and its letters Latin; false for a text without words.

    >>> looks_english("I clean up the data."), looks_english("Ich ordne Kataloge.")
    (True, False)
    """
    words = [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
    if not words:
        return False
    letters = [letter for letter in fold(text) if letter.isalpha()]
    is_latin = sum(letter.isascii() for letter in letters) >= _LEAST_LATIN * len(letters)
    return is_latin and sum(word in _ENGLISH for word in words) >= _LEAST_ENGLISH * len(words)


def looks_foreign(text: str) -> bool:
    """Whether a text is long enough to say that it is not English; false while it may still become English.

    >>> [looks_foreign(text) for text in ("Ich ordne Kataloge und helfe damit allen Lesern.", "Archivist. Hiring?")]
    [True, False]
    """
    is_latin = sum(letter.isascii() for letter in fold(text) if letter.isalpha()) * 2 > sum(map(str.isalpha, text))
    is_long = len(_WORD.findall(text)) >= _TOO_SHORT_TO_SAY
    return (is_long or not is_latin) and any(map(str.isalpha, text)) and not looks_english(text)
