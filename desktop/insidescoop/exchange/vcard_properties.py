"""One unfolded line of a card as a property: its name, its parameters, and its value in parts.

Read as versit's vCard 2.1, RFC 2426 and RFC 6350 write it, with the parameters of RFC 6868, and as programs do that
keep to none of them: a semicolon too many, a bare word for a type, `\\:` in a text.
"""

import re
from dataclasses import dataclass, field

_VALUES = r"(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*"
_HEAD = re.compile(rf"(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;(?:[A-Za-z0-9-]+(?:={_VALUES})?)?)*)")
_PARAMETER = re.compile(rf";([A-Za-z0-9-]+)(=?)({_VALUES})")
_ONE_VALUE = re.compile(r"\"([^\"]*)\"|([^\",]+)")
_ESCAPED = re.compile(r"\\([\\;,:Nn\"])")
_CARET = re.compile(r"\^(['n^])")
_CARETS = {"'": '"', "n": "\n", "^": "^"}
_APART = {separator: re.compile(rf"((?:[^\\{separator}]|\\.)*)(?:{separator}|\Z)", re.DOTALL) for separator in ";,"}


@dataclass(slots=True)
class Property:
    """One property. `value` is as it is on the line; `params` have their names in capitals, bare words are types."""

    name: str
    group: str | None
    value: str
    params: dict[str, list[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.value)

    def parts(self, separator: str = ";") -> list[str]:
        """The parts of the value, still escaped."""
        return _parts(self.value, separator)


def property_of(head: str, value: str) -> Property | None:
    """The property of a line's head and value; None if the head is not of the form of one."""
    found = _HEAD.fullmatch(head)
    if found is None:
        return None
    group, name, said = found.groups()
    name = name.upper()
    if name in ("BEGIN", "END"):
        return None
    params: dict[str, list[str]] = {}
    if said:
        for word, equals, values in _PARAMETER.findall(said):
            if equals:
                given = [_without_carets(quoted or plain) for quoted, plain in _ONE_VALUE.findall(values)]
                if given:
                    params.setdefault(word.upper(), []).extend(given)
            else:
                params.setdefault("TYPE", []).append(word)
    return Property(name, group, value, params)


def unescaped(value: str) -> str:
    """A text without the backslashes that keep its signs from meaning something.

    >>> unescaped("Hours\\\\: 9\\\\, 10\\\\nand later")
    'Hours: 9, 10\\nand later'
    """
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found.group(1) in "nN" else found.group(1), value)


def texts(value: str) -> list[str]:
    """The texts of a list that commas part."""
    return [unescaped(part) for part in _parts(value, ",")]


def _parts(value: str, separator: str) -> list[str]:
    if "\\" not in value:
        return value.split(separator)
    parts: list[str] = []
    place = 0
    while True:
        found = _APART[separator].match(value, place)
        if found is None:
            # A backslash at the very end.
            parts.append(value[place:])
            return parts
        parts.append(found.group(1))
        if found.end(1) == len(value):
            return parts
        place = found.end()


def _without_carets(value: str) -> str:
    return _CARET.sub(lambda found: _CARETS[found.group(1)], value) if "^" in value else value
