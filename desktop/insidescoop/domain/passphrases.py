"""The rules for a passphrase, and the advice shown while one is typed."""

import math
import unicodedata

LEAST_LETTERS = 8
"""Fewer are refused: with 0.3 s for each guess, seven letters of one case last a few weeks on one computer."""

_GOOD_BITS = 60
"""As much as five words drawn from a list of 4,096."""

LOST = "If you lose this passphrase, no one can open the file, not even us."


def as_typed_anywhere(passphrase: str) -> str:
    """The passphrase in the one form that every keyboard's letters are brought to: macOS writes é as two signs.

    >>> as_typed_anywhere("cafe\\u0301") == "caf\\u00e9"
    True
    """
    return unicodedata.normalize("NFC", passphrase)


def passphrase_fault(passphrase: str) -> str | None:
    """What keeps a new passphrase from being taken; None if nothing does.

    >>> passphrase_fault("seven77")
    'Use at least 8 characters.'
    """
    if len(as_typed_anywhere(passphrase)) < LEAST_LETTERS:
        return f"Use at least {LEAST_LETTERS} characters."
    return None


def strength_words(passphrase: str) -> str:
    """A hint on how easily a passphrase is guessed; "" while it is too short, for then that is said.

    >>> strength_words("aaaaaaaa")
    'Easy to guess. Four or five words that do not belong together are better.'
    >>> strength_words("brick otter velvet canal")
    'Hard to guess.'
    """
    if passphrase_fault(passphrase) is not None:
        return ""
    return (
        "Hard to guess."
        if _bits(passphrase) >= _GOOD_BITS
        else "Easy to guess. Four or five words that do not belong together are better."
    )


def _bits(passphrase: str) -> float:
    """A rough upper guess: as if each different letter were drawn from those of its sorts."""
    sorts = (
        (str.islower, 26),
        (str.isupper, 26),
        (str.isdigit, 10),
        (lambda letter: not letter.isalnum(), 12),
        (lambda letter: ord(letter) > 127, 100),
    )
    letters = sum(many for belongs, many in sorts if any(map(belongs, passphrase)))
    return min(len(passphrase), 2 * len(set(passphrase))) * math.log2(max(letters, 2)) * 0.7
