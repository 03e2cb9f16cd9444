"""A vCard file cut into cards of whole lines, before any library sees it: bounded in length, depth and count.

What the bounds answer was measured with vobject 0.9.9: a picture of 20 MB in one line took 2.8 GB of memory, 3,000
nested BEGIN lines a RecursionError. Line ends are those of RFC 6350 section 3.2, and the bare ones of old exporters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_LINE = 1024 * 1024
"""Characters of an unfolded line."""
LONGEST_PICTURE_LINE = 12 * 1024 * 1024
"""Characters of a line that holds a picture: 8 MiB, and a third more for base64."""
MOST_CARDS = 50_000
MOST_LINES = 2_000
"""Lines of one card once unfolded; the longest cards met in the wild have a few dozen."""
DEEPEST = 2
"""A card inside a card, as vCard 2.1 has for an assistant (AGENT)."""

_PICTURES = ("PHOTO", "LOGO", "SOUND", "KEY")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
"""One physical line. NEL and U+2028 are letters of a name here; a StringIO would take four times the text's memory."""
_NAME = re.compile(r"^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)")
_END_AND_BEGIN = re.compile(r"\s*END:VCARD\s*BEGIN:VCARD\s*", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(r"^[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)


@dataclass(slots=True)
class RawCard:
    """The unfolded lines of one card, BEGIN and END left out, with the number of the line each begins on.

    `fault` says in words why nobody can be made of it; then the lines may be incomplete.
    """

    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    agent: list[str] = field(default_factory=list)
    fault: str | None = None


def raw_cards(text: str) -> Iterator[RawCard]:
    """The cards of a file in order, one at a time; text between cards comes as a card with a fault."""
    card: RawCard | None = None
    depth, count = 0, 0
    stray: RawCard | None = None
    last_name = ""
    for number, line in _one_mark_a_line(text):
        word = (line or "").strip().upper()
        if word == "BEGIN:VCARD":
            if card is not None and (depth >= DEEPEST or last_name != "AGENT"):
                card.fault = card.fault or "it has no END:VCARD line before the next card begins"
                yield card
                card, depth = None, 0
            if card is None:
                count += 1
                if count > MOST_CARDS:
                    yield RawCard(number, fault=f"the file has more than {MOST_CARDS:,} cards; the rest was not read")
                    return
                card = RawCard(number)
            depth, stray, last_name = depth + 1, None, ""
        elif card is None:
            if word and stray is None:
                stray = RawCard(number, [(number, line or "")], fault="it stands outside of any card")
                yield stray
        elif word == "END:VCARD":
            depth -= 1
            last_name = ""
            if depth == 0:
                yield card
                card = None
        elif line is None:
            card.fault = card.fault or f"line {number} is longer than a card's line can be"
        elif depth > 1:
            card.agent.append(line)
        elif line.strip():
            last_name = property_name(line)
            _keep(card, number, line)
    if card is not None:
        card.fault = card.fault or "it has no END:VCARD line"
        yield card


def _one_mark_a_line(text: str) -> Iterator[tuple[int, str | None]]:
    """The lines of `_unfolded`; where a card begins on the line on which another ends, two of them."""
    for number, line in _unfolded(text):
        if line is not None and _END_AND_BEGIN.fullmatch(line):
            yield number, "END:VCARD"
            yield number, "BEGIN:VCARD"
        else:
            yield number, line


def property_name(line: str) -> str:
    """The name of a line's property in capitals, without its group; "" if it has none."""
    found = _NAME.match(line)
    return found.group(1).upper() if found else ""


def _keep(card: RawCard, number: int, line: str) -> None:
    if len(card.lines) >= MOST_LINES:
        card.fault = card.fault or f"it has more than {MOST_LINES:,} lines"
    else:
        card.lines.append((number, line))


def _unfolded(text: str) -> Iterator[tuple[int, str | None]]:
    """The number and text of every line, folded ones joined; None as the text of one that is too long."""
    parts: list[str] = []
    start, length, limit, is_soft = 0, 0, LONGEST_LINE, False
    for number, found in enumerate(_LINE.finditer(text), start=1):
        line = found.group(1)
        folded = line[:1] in (" ", "\t")
        if parts and (is_soft or folded):
            # Quoted-printable may go on after a "=" without a space (vCard 2.1, section 2.1.3).
            piece = "\n" + line if is_soft else line[1:]
            length += len(piece)
            if length <= limit:
                parts.append(piece)
        else:
            if parts:
                yield start, "".join(parts) if length <= limit else None
            parts, start, length = [line], number, len(line)
            limit = LONGEST_PICTURE_LINE if property_name(line) in _PICTURES else LONGEST_LINE
            if length > limit:
                parts = [line[:80]]
        is_soft = line.endswith("=") and _QUOTED_PRINTABLE.match(parts[0]) is not None
    if parts:
        yield start, "".join(parts) if length <= limit else None
