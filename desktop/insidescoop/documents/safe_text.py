"""User text as it may go on paper: no control characters, no unbroken monsters, never markup."""

import re
import unicodedata

LONGEST_TEXT = 2_000
"""Characters of one text that are looked at; no zone of a page holds as much in ten-point type."""
LONGEST_WORD = 80
"""Longer runs without a space are broken: no line holds more."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_LONG_WORD = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=\S)")


def printable(typed: str) -> str:
    """Typed text as a page can show it: NFC, line ends as spaces, very long words broken, cut when endless."""
    text = unicodedata.normalize("NFC", _CONTROLS.sub("", typed[:LONGEST_TEXT]))
    return _LONG_WORD.sub(r"\1 ", " ".join(text.split()))
