"""The lines of a signature as items in order: what each piece is, before anything is chosen."""

import re
from collections.abc import Iterator
from enum import StrEnum

from insidescoop.domain.signatures.addresses import address_starts_at, is_town, joins_address
from insidescoop.domain.signatures.lines import (
    Institution,
    institution,
    is_courtesy,
    is_degrees,
    is_notice,
    is_prose,
    is_title,
    looks_like_name,
)
from insidescoop.domain.signatures.name_lines import signed_name
from insidescoop.domain.signatures.quotations import QUOTED, quoted_lines
from insidescoop.domain.signatures.text import Span, lines_of, parts_of, pieces_of
from insidescoop.domain.signatures.words import AT_WORDS, LABEL_FIELDS, LEGAL_FORMS
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen

_AT = re.compile(rf"\s(?:{'|'.join(re.escape(word) for word in AT_WORDS)})\s")
_LABEL = re.compile(r"^([^\W\d_][\w -]{1,20}?)[ \t]?:[ \t]*(?=\S)")
_MARKS = "\"'“”„‘’«»"
_CASELESS_SPACE = re.compile(r"[ \u3000]+")
_EAST_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Is(StrEnum):
    """What an item of a signature is. `UNKNOWN` may be the name, or something for the notes."""

    NAME = "name"
    TITLE = "title"
    ORGANIZATION = "organization"
    ADDRESS = "address"
    UNKNOWN = "unknown"


@frozen
class Item:
    """A piece of a line. `line` counts the lines that are not blank; `certainty` is that of an institution."""

    kind: Is
    span: Span
    line: int
    certainty: Institution = Institution.NONE
    is_labelled: bool = False


@frozen
class Sorted:
    """The lines of a text: those to be read, words of courtesy and law, sentences, and what somebody else wrote."""

    lines: tuple[Span, ...]
    courtesies: tuple[Span, ...]
    asides: tuple[Span, ...]
    quoted: tuple[Span, ...]
    last_farewell: int
    """Where the last greeting or signature mark ends; 0 for none."""


def sorted_lines(text: str, blanked_text: str) -> Sorted:
    """The lines of readable text by whether they can tell of the person.

    `blanked_text` is the same without its addresses and numbers: their small letters would make a line of them look
    like a sentence.
    """
    lines, courtesies, asides = [], [], []
    everything = list(lines_of(text))
    quoted = quoted_lines(text, everything, lambda line: _tells(blanked_text[slice(*line)].strip(f"{QUOTED} ")))
    text = blanked_text
    last_farewell, last_end, is_in_notice = 0, 0, False
    for start, end in everything:
        line = text[start:end].lstrip(f"{QUOTED} ")
        is_in_notice = is_in_notice and text.count("\n", last_end, start) < 2
        last_end = end
        if (start, end) in quoted:
            continue
        if is_in_notice or is_notice(line):
            is_in_notice = True
            courtesies.append((start, end))
        elif "\x00" in line and not any(map(str.isalnum, line)):
            lines.append((start, end))
        elif is_courtesy(line):
            courtesies.append((start, end))
            last_farewell = end
        elif is_prose(line):
            asides.append((start, end))
        else:
            lines.append((start, end))
    return Sorted(tuple(lines), tuple(courtesies), tuple(asides), tuple(quoted), last_farewell)


def _tells(line: str) -> bool:
    """True for a line such as a signature has: a way to reach somebody, a title, an institution, a name."""
    if is_courtesy(line) or is_notice(line) or is_prose(line):
        return "\x00" in line
    return "\x00" in line or is_title(line) or bool(institution(line)) or looks_like_name(signed_name(line).bare)


def items_in(text: str, lines: tuple[Span, ...]) -> list[Item]:
    """The items of readable text from which addresses, numbers and pronouns were blanked, in order."""
    found: list[Item] = []
    for number, line in enumerate(lines):
        for piece in pieces_of(text, line):
            found += _read_piece(text, piece, number)
    return _with_neighbours(text, found)


def _read_piece(text: str, piece: Span, line: int) -> Iterator[Item]:
    start, end = piece
    label = _LABEL.match(text[start:end])
    if label and fold(label.group(1)).strip() in LABEL_FIELDS:
        field = LABEL_FIELDS[fold(label.group(1)).strip()]
        if field in ("name", "title", "organization", "address"):
            yield Item(Is(field), (start + label.end(), end), line, Institution.WHOLE, is_labelled=True)
            return
    at = _AT.search(text, start, end)
    if at and is_title(text[start : at.start()]) and text[at.end() : end].strip():
        yield from _read_parts(text, (start, at.start()), line)
        place = text[at.end() : end]
        certainty = institution(place) or Institution.WHOLE
        parts = parts_of(text, (at.end(), end))
        if len(parts) == 1 and place[:1].isupper():
            yield Item(Is.ORGANIZATION, parts[0], line, certainty)
            return
        yield from _read_parts(text, (at.end(), end), line)
        return
    yield from _read_parts(text, piece, line)


def _read_parts(text: str, piece: Span, line: int) -> Iterator[Item]:
    parts = _joined_parts(text, parts_of(text, piece))
    if not parts:
        return
    kinds = [_kind(text[slice(*part)]) for part in parts]
    taken = [kind is not Is.UNKNOWN and certainty != Institution.PART for kind, certainty in kinds]
    starts = address_starts_at(text, parts, taken)
    if starts is not None:
        yield from _read_known(text, parts[:starts], kinds[:starts], line)
        yield Item(Is.ADDRESS, (parts[starts][0], piece[1]), line)
        return
    if len(parts) > 1 and all(kind is Is.UNKNOWN for kind, _ in kinds):
        # "Roe, Jane": one name, or nothing that could be told apart; mail programs put it in quotation marks.
        yield Item(Is.UNKNOWN, _unquoted(text, (parts[0][0], parts[-1][1])), line)
        return
    yield from _read_known(text, parts, kinds, line)


def _unquoted(text: str, span: Span) -> Span:
    start, end = span
    is_quoted = end - start > 2 and text[start] in _MARKS and text[end - 1] in _MARKS
    return (start + 1, end - 1) if is_quoted else span


def _joined_parts(text: str, parts: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in parts:
        folded = fold(text[start:end])
        is_place_of = bool(joined) and fold(text[slice(*joined[-1])]).startswith("university of") and len(parts) <= 3
        is_behind = folded.replace(".", "") in LEGAL_FORMS or is_degrees(text[start:end]) or (
            is_place_of and len(folded.split()) <= 2 and _kind(text[start:end])[0] is Is.UNKNOWN and not is_town(folded)
        )  # fmt: skip
        if joined and is_behind:
            joined[-1] = (joined[-1][0], _with_full_stop(text, end))
        else:
            joined.append((start, end))
    return joined


def _with_full_stop(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "." else end


def _kind(part: str) -> tuple[Is, Institution]:
    certainty = institution(part)
    if is_title(part):
        return Is.TITLE, Institution.NONE
    return (Is.ORGANIZATION if certainty else Is.UNKNOWN), certainty


def _read_known(text: str, parts: list[Span], kinds: list[tuple[Is, Institution]], line: int) -> Iterator[Item]:
    at = 0
    while at < len(parts):
        (kind, certainty), span = kinds[at], parts[at]
        if kind is Is.TITLE and at == 0:
            # "Librarian, Digital Initiatives": what stands behind a title and is no institution belongs to it.
            while at + 1 < len(parts) and _goes_on(text, parts[at + 1], kinds[at + 1]):
                at += 1
                span = (span[0], parts[at][1])
        if _EAST_ASIAN.search(text[slice(*span)]):
            yield from _read_words(text, span, line)
        else:
            yield Item(kind, span, line, certainty)
        at += 1


def _goes_on(text: str, part: Span, kind: tuple[Is, Institution]) -> bool:
    """True for what belongs to the title before it: no institution, and a part of one only in small letters."""
    first = text[part[0]]
    is_subject = kind[1] is Institution.PART and first.islower()
    return (kind[0] is Is.UNKNOWN and not first.isdigit()) or is_subject


def _read_words(text: str, span: Span, line: int) -> Iterator[Item]:
    """The words of a piece in Han or Hangul, where a title may stand right before a name."""
    words: list[Item] = []
    last = span[0]
    for gap in [*_CASELESS_SPACE.finditer(text, *span), None]:
        end = gap.start() if gap else span[1]
        if end > last:
            kind, certainty = _kind(text[last:end])
            if words and words[-1].kind is kind and min(words[-1].certainty, certainty) != Institution.PART:
                last, certainty = words[-1].span[0], max(words[-1].certainty, certainty)
                words.pop()
            words.append(Item(kind, (last, end), line, certainty))
        last = gap.end() if gap else end
    yield from words


def _with_neighbours(text: str, items: list[Item]) -> list[Item]:
    """Items of an address take in the country, the floor and the town that stand beside them."""
    made = list(items)
    for step in (1, -1):
        order = range(len(made)) if step == 1 else range(len(made) - 1, -1, -1)
        for at in order:
            before = made[at - step] if 0 <= at - step < len(made) else None
            item = made[at]
            is_beside = before is not None and before.kind is Is.ADDRESS and abs(before.line - item.line) <= 1
            folded = fold(text[slice(*item.span)])
            if is_beside and item.kind is not Is.ADDRESS and not item.is_labelled and joins_address(folded):
                made[at] = Item(Is.ADDRESS, item.span, item.line)
    return made
