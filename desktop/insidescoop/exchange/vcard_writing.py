"""People as vCards: version 3.0 (RFC 2426), which everything reads, and 4.0 (RFC 6350).

What is said of a person to the user alone is never written: how they answer, how close they are, how often to keep in
touch, whether their name may be used, and that they must not be written to.
"""

import base64
from collections.abc import Iterable
from enum import StrEnum

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.values import frozen
from insidescoop.exchange.vcard_facts import FAMILY_FIRST, OWN_PRODUCT, OWN_PROPERTY, known_label

_LONGEST_LINE = 75
"""Bytes of a folded line (RFC 6350 section 3.2)."""


class VCardVersion(StrEnum):
    """The versions that are written."""

    V3 = "3.0"
    V4 = "4.0"


@frozen
class CardToWrite:
    """A person and the JPEG of their picture, if there is one."""

    draft: ContactDraft
    photo: bytes | None = None


def vcards(cards: Iterable[CardToWrite], version: VCardVersion = VCardVersion.V3) -> bytes:
    """The cards of people one after the other, in UTF-8 without a byte order mark, lines folded and ended by CR LF."""
    return "".join(_folded(line) for card in cards for line in _lines(card, version)).encode("utf-8")


def _lines(card: CardToWrite, version: VCardVersion) -> list[str]:
    draft = card.draft
    lines = ["BEGIN:VCARD", f"VERSION:{version}", f"PRODID:{OWN_PRODUCT}"]
    lines.append(f"FN:{_escaped(draft.shown_name)}")
    lines.append(f"N:{_escaped(draft.family_name)};{_escaped(draft.given_name)};;;")
    lines += _facts(draft, version)
    groups = 0
    for name, entries in (("EMAIL", draft.emails), ("TEL", draft.phones), ("URL", draft.links)):
        for entry in entries:
            made = _labelled(name, entry, groups + 1)
            groups += len(made) - 1
            lines += made
    if draft.tags:
        lines.append("CATEGORIES:" + ",".join(map(_escaped, draft.tags)))
    if card.photo is not None:
        lines.append(_picture(card.photo, version))
    return [*lines, "END:VCARD"]


def _facts(draft: ContactDraft, version: VCardVersion) -> list[str]:
    # RFC 9554 gives version 4 a word for pronouns; version 3 has none.
    pronouns = "PRONOUNS" if version is VCardVersion.V4 else f"{OWN_PROPERTY}PRONOUNS"
    zone = "TZ" if version is VCardVersion.V4 else "TZ;VALUE=text"
    said = (
        ("ORG", draft.organization),
        ("TITLE", draft.title),
        (pronouns, draft.pronouns),
        (zone, draft.time_zone),
        ("NOTE", draft.notes),
        (f"{OWN_PROPERTY}HOW-TO-SAY", draft.how_to_say),
        (f"{OWN_PROPERTY}MET-AT", draft.met_event),
        (f"{OWN_PROPERTY}MET-ON", draft.met_on.isoformat() if draft.met_on else None),
        (f"{OWN_PROPERTY}NAME-ORDER", FAMILY_FIRST if draft.is_family_first else None),
        (f"{OWN_PROPERTY}RELATION", draft.relation),
        (f"{OWN_PROPERTY}ROLE", draft.role),
        (f"{OWN_PROPERTY}CHANNEL", draft.preferred_channel),
    )
    lines = [f"{name}:{_escaped(value)}" for name, value in said if value]
    if draft.address:
        lines.append(f"ADR:;;{_escaped(draft.address)};;;;")
    return lines


def _labelled(name: str, entry: Labelled, group: int) -> list[str]:
    """A line with its label as its type, or with Apple's line beside it where no type says the label."""
    value = _escaped(entry.value)
    if entry.label is None:
        return [f"{name}:{value}"]
    known = known_label(entry)
    if known is not None:
        return [f"{name};TYPE={known}:{value}"]
    return [f"item{group}.{name}:{value}", f"item{group}.X-ABLabel:{_escaped(entry.label)}"]


def _picture(photo: bytes, version: VCardVersion) -> str:
    data = base64.b64encode(photo).decode("ascii")
    head = "PHOTO:data:image/jpeg;base64," if version is VCardVersion.V4 else "PHOTO;ENCODING=b;TYPE=JPEG:"
    return head + data


def _escaped(text: str | None) -> str:
    """Text that stays one value (RFC 6350 section 3.4): no name with a line end in it can begin another property."""
    escaped = (text or "").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut after 75 bytes at most, never inside a letter."""
    parts: list[str] = []
    part: list[str] = []
    size = 0
    for letter in line:
        width = len(letter.encode("utf-8", errors="replace"))
        if size + width > _LONGEST_LINE:
            parts.append("".join(part))
            # The space that marks the fold counts.
            part, size = [], 1
        part.append(letter)
        size += width
    return "\r\n ".join([*parts, "".join(part)]) + "\r\n"
