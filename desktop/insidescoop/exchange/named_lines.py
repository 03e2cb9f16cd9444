"""Texts made of “Name: value” lines, as e-mail messages (RFC 5322) and address directories (LDIF, RFC 2849) are."""

import re
from enum import StrEnum

_AT_MOST = 400
"""Lines that are looked at; a message that went through many servers has some two hundred lines of headers."""
_NAMED = re.compile(r"([^\W\d][\w.-]{0,60}(?: [\w.-]{1,20}){0,3}):(?:[ \t](.*)|$)")
_MAILBOX = re.compile(r"From (?:- |\S+ +).*\d\d:\d\d")
"""The line before each message of a mailbox file (RFC 4155); Thunderbird writes "From - " and the time."""
_COUNT = re.compile(r"\d+\s*")
"""Apple Mail begins a message with the number of its bytes."""
_OF_MESSAGES_ONLY = {
    "received", "return-path", "delivered-to", "mime-version", "message-id", "dkim-signature", "domainkey-signature",
    "authentication-results", "in-reply-to", "references", "reply-to", "envelope-to", "received-spf",
}  # fmt: skip
_BEGIN_NAMES_OF_MESSAGES = ("x-", "arc-", "list-", "content-", "resent-")
_SUBJECTS = {"subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto"}
_ADDRESSED = {"from", "to", "cc", "bcc", "sender", "von", "an", "de", "a", "para", "da", "van", "aan"}
_SEPARATORS = ",;\t|"
_DIRECTORY = re.compile(r"dn:[: ]?\s*\S", re.IGNORECASE)
_BEFORE_ENTRIES = re.compile(r"#|version: *\d+\s*$|\s", re.IGNORECASE)
"""A comment, the version, or what goes on with one of them."""
_NO_PEOPLE_FOUND = re.compile(r"#\s*(?:extended )?LDIF\b|version: *1\s*$", re.IGNORECASE)


class Kind(StrEnum):
    """What a text of “Name: value” lines is."""

    MESSAGE = "message"
    DIRECTORY = "directory"
    VALUES = "values"


def kind_of_lines(text: str) -> Kind | None:
    """What the beginning of a text is if it is made of “Name: value” lines up to an empty one; else None.

    A table may have colons in its cells: lines with the same number of cells are one, unless only messages have such
    names.

    >>> kind_of_lines("Message-ID: <1@x.example>\\nSubject: Maps\\n\\nHello\\n")
    <Kind.MESSAGE: 'message'>
    >>> kind_of_lines("# people\\nversion: 1\\n\\ndn: cn=Dana Roe\\ncn: Dana Roe\\n")
    <Kind.DIRECTORY: 'directory'>
    >>> kind_of_lines("Note: called,Dana Roe\\nNote: wrote,Kim Moe\\n") is None
    True
    """
    lines = text.lstrip("\n").split("\n", _AT_MOST)[:_AT_MOST]
    entries = (line for line in lines if line and not _BEFORE_ENTRIES.match(line))
    if _DIRECTORY.match(next(entries, "")) or _NO_PEOPLE_FOUND.match(lines[0]):
        return Kind.DIRECTORY
    is_mailbox = _MAILBOX.match(lines[0]) is not None
    if is_mailbox or _COUNT.fullmatch(lines[0]):
        lines = lines[1:]
    said, is_whole = _named(lines)
    names = [name for name, _value in said]
    is_of_messages_only = any(name in _OF_MESSAGES_ONLY or name.startswith(_BEGIN_NAMES_OF_MESSAGES) for name in names)
    if is_of_messages_only and (len(names) > 1 or is_whole):
        return Kind.MESSAGE
    if len(names) < 2 or not is_whole:
        return Kind.MESSAGE if names and is_mailbox else None
    if any(name in _SUBJECTS or (name in _ADDRESSED and "@" in value) for name, value in said):
        return Kind.MESSAGE
    # A table may stand below a few lines of what it is about.
    is_all = all(_NAMED.match(line) is not None for line in lines if line.strip() and line[0] not in " \t")
    return Kind.VALUES if is_all and not _have_as_many_cells(lines[: len(names)]) else None


def _named(lines: list[str]) -> tuple[list[tuple[str, str]], bool]:
    """The names before the colons with their values, and whether every line up to an empty one has a name."""
    said: list[tuple[str, str]] = []
    for line in lines:
        if not line.strip():
            break
        if said and line[0] in " \t":
            continue
        named = _NAMED.match(line)
        if named is None:
            return said, False
        said.append((named.group(1).lower(), named.group(2) or ""))
    return said, bool(said)


def _have_as_many_cells(lines: list[str]) -> bool:
    counts = [{line.count(separator) for line in lines} for separator in _SEPARATORS]
    return any(len(found) == 1 and 0 not in found for found in counts)
