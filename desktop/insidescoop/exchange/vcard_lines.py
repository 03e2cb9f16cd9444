"""A vCard file cut into cards of whole lines, before any of them is read: bounded in length, depth and count."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from insidescoop.exchange.unfolding import IS_SEEN, boundary

MOST_CARDS = 50_000
MOST_LINES = 2_000
"""Lines of one card once unfolded; the longest cards met in the wild have a few dozen."""
DEEPEST = 2
"""A card inside a card, as vCard 2.1 has for an assistant (AGENT)."""

_NAME = re.compile(r"^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)")
_END_AND_BEGIN = re.compile(r"\W{0,40}END:VCARD(?:ï»¿|\W){0,40}BEGIN:VCARD\W{0,40}", re.IGNORECASE)
_BEGIN = re.compile(r"BEGIN:VCARD", re.IGNORECASE)
_VERSION = re.compile(r"VERSION:(?:2\.1|3\.0|4\.0)\s*", re.IGNORECASE)
_NO_BEGIN = "it has no BEGIN:VCARD line: look whether something is missing"
_NO_END = "it has no END:VCARD line: look whether something is missing"


@dataclass(slots=True)
class RawCard:
    """The unfolded lines of one card, BEGIN and END left out, with the number of the line each begins on.

    `fault` says in words why nobody can be made of it; then the lines may be incomplete. `remarks` say what is odd
    about a card that can be read.
    """

    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    agent: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    fault: str | None = None

    def left_open(self) -> "RawCard":
        """The card, with a word on the END that it lacks."""
        if self.lines:
            self.remarks.append(_NO_END)
        else:
            self.fault = self.fault or "it has no END:VCARD line and nothing in it"
        return self


def raw_cards(lines: Iterable[tuple[int, str | None]]) -> Iterator[RawCard]:
    """The cards of a file in order, one at a time; text between cards comes as a card with a fault.

    `lines` are unfolded, None for one that was too long.
    """
    card: RawCard | None = None
    depth, count = 0, 0
    is_stray = False
    last_name = ""
    for number, line in _one_mark_a_line(lines):
        word = boundary(line)
        if word == "BEGIN:VCARD":
            if card is not None and (depth >= DEEPEST or last_name != "AGENT"):
                yield card.left_open()
                card, depth = None, 0
            if card is None:
                count += 1
                if count > MOST_CARDS:
                    yield RawCard(number, fault=f"the file has more than {MOST_CARDS:,} cards; the rest was not read")
                    return
                card = RawCard(number)
            depth, is_stray, last_name = depth + 1, False, ""
        elif card is None:
            text = line or ""
            if _VERSION.fullmatch(text):
                card, depth, is_stray = RawCard(number, [(number, text)], remarks=[_NO_BEGIN]), 1, False
            elif word == "END:VCARD":
                is_stray = False
            elif IS_SEEN.search(text) and (not is_stray or _BEGIN.search(text)):
                # A card that begins in the midst of a line is one more that is not read.
                yield RawCard(number, [(number, text)], fault="it is outside of any card")
                is_stray = True
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
        elif IS_SEEN.search(line):
            last_name = property_name(line)
            _keep(card, number, line)
    if card is not None:
        yield card.left_open()


def _one_mark_a_line(lines: Iterable[tuple[int, str | None]]) -> Iterator[tuple[int, str | None]]:
    """The lines; where a card begins on the line on which another ends, two of them."""
    for number, line in lines:
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
