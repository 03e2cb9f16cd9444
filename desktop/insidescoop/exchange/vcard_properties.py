"""The usual properties of a card, read without the library: it takes seven times as long for the same.

Only lines in the plainest form are read here; a card with any other line goes to vobject as a whole. What is read is
what vobject would read: a test compares the two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_PLAIN = re.compile(
    r"(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+(?:=[A-Za-z0-9_. -]+(?:,[A-Za-z0-9_. -]+)*)?)*):([^\r\n]*)"
)
_TEXTS = {
    "FN", "TITLE", "ROLE", "EMAIL", "TEL", "URL", "NOTE", "VERSION", "PRODID", "REV", "UID", "PRONOUNS", "X-ABLABEL",
    "X-SOCIALPROFILE", "X-INSIDE-SCOOP-PRONOUNS", "X-INSIDE-SCOOP-HOW-TO-SAY", "X-INSIDE-SCOOP-MET-AT",
    "X-INSIDE-SCOOP-MET-ON", "X-INSIDE-SCOOP-NAME-ORDER", "X-INSIDE-SCOOP-RELATION", "X-INSIDE-SCOOP-ROLE",
    "X-INSIDE-SCOOP-CHANNEL",
}  # fmt: skip
_NAME = ("family", "given", "additional", "prefix", "suffix")
_ADDRESS = ("box", "extended", "street", "city", "region", "code", "country")
_ESCAPED = re.compile(r"\\([\\;,Nn\"])")
_SEMICOLON = re.compile(r"\\(;)")
_APART = {separator: re.compile(rf"((?:[^\\{separator}]|\\.)*)(?:{separator}|\Z)", re.DOTALL) for separator in ";,"}


@dataclass(slots=True)
class PlainName:
    """The parts of a name; a part with a bare comma is a list."""

    family: Any = ""
    given: Any = ""
    additional: Any = ""
    prefix: Any = ""
    suffix: Any = ""


@dataclass(slots=True)
class PlainAddress:
    """The parts of an address; a part with a bare comma is a list."""

    box: Any = ""
    extended: Any = ""
    street: Any = ""
    city: Any = ""
    region: Any = ""
    code: Any = ""
    country: Any = ""


@dataclass(slots=True)
class PlainProperty:
    """One property, shaped like vobject's."""

    name: str
    group: str | None
    value: Any
    params: dict[str, list[str]] = field(default_factory=dict)
    singletonparams: list[str] = field(default_factory=list)


def plain_properties(lines: Sequence[str]) -> list[PlainProperty] | None:
    """The properties of unfolded lines; None if one of them is not of the plainest form."""
    made: list[PlainProperty] = []
    for line in lines:
        found = _PLAIN.fullmatch(line)
        if found is None:
            return None
        group, name, said, value = found.groups()
        read = _value(name.upper(), value)
        if read is None:
            return None
        each = PlainProperty(name.upper(), group, read)
        for parameter in said.split(";")[1:]:
            word, is_given, values = parameter.partition("=")
            if is_given:
                each.params.setdefault(word.upper(), []).extend(values.split(","))
            else:
                each.singletonparams.append(word)
        made.append(each)
    return made


def _value(name: str, value: str) -> Any:
    """The value as vobject gives it; None for a property or a text it should read itself."""
    if value.endswith("\\"):
        return None
    if name in _TEXTS:
        return _text(value) if "\\" in value else value
    if name == "CATEGORIES":
        return [_text(part) for part in _parts(value, ",")]
    if name not in ("N", "ADR", "ORG"):
        return None
    parts = [_list_or_text(_SEMICOLON.sub(r"\1", part) if "\\" in part else part) for part in _parts(value, ";")]
    if name == "ORG":
        return parts
    order = _NAME if name == "N" else _ADDRESS
    whole: type[PlainName | PlainAddress] = PlainName if name == "N" else PlainAddress
    return whole(**dict(zip(order, parts, strict=False))) if len(parts) <= len(order) else None


def _list_or_text(part: str) -> str | list[str]:
    if "\\" not in part and "," not in part:
        return part
    texts = [_text(text) for text in _parts(part, ",")]
    return texts[0] if len(texts) == 1 else texts


def _parts(value: str, separator: str) -> list[str]:
    if "\\" not in value:
        return _without_last(value.split(separator))
    parts: list[str] = []
    place = 0
    while True:
        found = _APART[separator].match(value, place)
        assert found is not None  # noqa: S101 - it matches the empty text
        parts.append(found.group(1))
        if found.end(1) == len(value):
            break
        place = found.end()
    return _without_last(parts)


def _without_last(parts: list[str]) -> list[str]:
    """Parts without an empty last one, as vobject has them."""
    return parts if len(parts) == 1 or parts[-1] else parts[:-1]


def _text(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found.group(1) in "nN" else found.group(1), value)
