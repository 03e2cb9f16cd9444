"""Where the user met somebody, as they note it behind the name: "met at ALA Midwinter"."""

import re
from collections.abc import Iterator

from insidescoop.domain.signatures.text import Span

_MET = re.compile(
    r"(?:(?<=[\s,;|(\x00])|^)(?:we\s+|i\s+)?(?:(?:first\s+)?met(?:\s+(?:her|him|them|you|up))?|introduced|chatted|spoke|talked|"
    r"kennengelernt|getroffen|rencontr[ée]+e?s?|conoc[ií](?:do|da)?|conosciut[oa]|ontmoet|träffade[st]*|traff|møttes|mødt)"
    r"\s+(?:at|during|@|in|auf|bei|beim|an|am|à|au|aux|lors\s+d[eu]|en|a|al|alla|op|bij|på)\s+"
    r"(?:the\s+|der\s+|dem\s+|la\s+|el\s+)?(?P<event>[^\s,;|()\n\x00][^,;|()\n\x00]{1,80})",
    re.IGNORECASE | re.MULTILINE,
)


def meetings_in(text: str) -> Iterator[tuple[Span, Span]]:
    """Where words about a meeting stand, and the event in them, in order.

    >>> [(whole, event)] = meetings_in("Luis Ortega, met at SAA 2026")
    >>> "Luis Ortega, met at SAA 2026"[slice(*event)]
    'SAA 2026'
    """
    for found in _MET.finditer(text):
        start, end = found.span("event")
        event = text[start:end].rstrip(" .!")
        yield (found.start(), end), (start, start + len(event))
