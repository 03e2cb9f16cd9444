"""Files that are neither cards nor a table nor a calendar, told by how they begin, with what to do instead."""

import re

from insidescoop.domain.problems import Problem
from insidescoop.exchange.named_lines import Kind, kind_of_lines

_AS_A_TABLE = "Open it with the program it is of, save it there as CSV, and choose that file."
_FROM_THERE = "Export the people there as cards (vCard) or as a table (CSV), and choose that file."
_UNPACKED = "Unpack it and choose the file you get."
_FROM_APPLE = "In Apple's Contacts, choose File > Export > Export vCard, and choose the file you get."
_BY_BYTES: tuple[tuple[bytes, str, str], ...] = (
    # The first bytes of each kind, as file(1) and the kinds' own specifications have them.
    (
        b"PK\x03\x04",
        "a workbook of a spreadsheet or a packed folder (ZIP)",
        "Unpack it, or save the workbook as CSV, and choose the file you get: LinkedIn's is called Connections.csv.",
    ),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old workbook or document of Office", _AS_A_TABLE),
    (b"%PDF-", "a PDF", _AS_A_TABLE),
    (b"\x1f\x8b", "packed (gzip)", _UNPACKED),
    (b"7z\xbc\xaf\x27\x1c", "packed (7z)", _UNPACKED),
    (b"Rar!\x1a\x07", "packed (RAR)", _UNPACKED),
    (b"BZh", "packed (bzip2)", _UNPACKED),
    (b"\xfd7zXZ", "packed (xz)", _UNPACKED),
    (b"SQLite format 3\0", "a database", _FROM_THERE),
    (b"bplist00", "a property list of Apple's", _FROM_APPLE),
    (b"!BDN", "a data file of Outlook", _FROM_THERE),
    (b"\xff\xd8\xff", "a picture", _FROM_THERE),
    (b"\x89PNG\r\n", "a picture", _FROM_THERE),
    (b"GIF8", "a picture", _FROM_THERE),
    (b"{\\rtf", "a document with formats (RTF)", _AS_A_TABLE),
)
_PART_OF_A_MESSAGE = "__properties_version1.0".encode("utf-16-le")
"""A name inside each message that Outlook saves ([MS-OXMSG] section 2.4), and inside no document."""
_MESSAGE = "an e-mail message"
_FROM_A_MESSAGE = (
    "In your mail program, save the invitation (.ics) or the card (.vcf) that is attached to it, and choose that file."
)
_DATE_AND_TIME = r"\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
_LINE_OF_A_LOG = (
    rf"(?:\[?{_DATE_AND_TIME}\]?:? +\S.*|[A-Z][a-z]{{2}} [ \d]\d \d\d:\d\d:\d\d \S.*|"
    r"\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:.*|\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b[\]: ].*)\n"
)
_BY_TEXT: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(rf"(?:{_LINE_OF_A_LOG})(?:{_LINE_OF_A_LOG}|\Z)"), "a log", _FROM_THERE),
    (re.compile(r"<(?:!|\?xml\b|[a-z][\w:-]*(?=[\s/>]))", re.IGNORECASE), "a web page or XML", _FROM_THERE),
    (
        re.compile(r"[\[{]\s*([\"\[{]|[\]}]\s*$|(?:-?\d[\d.]*|true|false|null)\s*[,\]])"),
        "JSON, and not of Inside Scoop",
        _FROM_THERE,
    ),
    (re.compile(r"-----BEGIN [A-Z ]+-----|ssh-(?:rsa|ed25519) "), "a key or a certificate", _FROM_THERE),
    (re.compile(r"\[[^\],;\n]+\]\s*\n\s*[\w.-]+ *="), "a file of settings", _FROM_THERE),
    (re.compile(r"#!|<\?php|%!PS"), "a program", _FROM_THERE),
)
_BY_NAMED_LINES: dict[Kind, tuple[str, str]] = {
    Kind.MESSAGE: (_MESSAGE, _FROM_A_MESSAGE),
    Kind.DIRECTORY: ("a list of a directory (LDIF)", _FROM_THERE),
    Kind.VALUES: (
        "no table: each line has a name and a value",
        "Put one person a row under headings such as Name and E-mail, save it as CSV, and choose that file.",
    ),
}
_FROM_OUTLOOK = (
    "In Outlook, open it, choose File > Save As, and save an invitation as iCalendar (.ics) or a contact as vCard "
    "(.vcf); then choose that file."
)
_LOOKED_AT, _A_PAGE = 64 * 1024, 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\ufffd]")
_FEWEST_CONTROLS, _ONE_IN = 16, 10
"""Signs that no text has: this many, and one letter in ten, make a file no text. A card harmed on the way has a few."""


def folder_refused(name: str) -> Problem:
    """What to do with a folder."""
    if name.lower().endswith((".abbu", ".abcdp", ".abcdg")):
        return _another_kind(name, "an archive of Apple's Contacts", _FROM_APPLE)
    return _another_kind(name, "a folder", "Open the folder and choose a file in it.")


def insist_on_text(data: bytes, name: str) -> None:
    """Does nothing for a file that may be text.

    Raises:
        Problem: it is a file of another kind.
    """
    for signature, words, next_step in _BY_BYTES:
        if data.startswith(signature):
            if signature.startswith(b"\xd0\xcf") and _PART_OF_A_MESSAGE in data:
                words, next_step = "an item saved by Outlook (.msg)", _FROM_OUTLOOK
            raise _another_kind(name, words, next_step)


def insist_on_people_or_meetings(text: str, name: str) -> None:
    """Does nothing for a text that may hold people or meetings.

    Raises:
        Problem: it is a text of another kind, or no text.
    """
    beginning = text[:_LOOKED_AT].lstrip().replace("\r\n", "\n").replace("\r", "\n")
    for pattern, words, next_step in _BY_TEXT:
        if pattern.match(beginning):
            raise _another_kind(name, words, next_step)
    kind = kind_of_lines(beginning)
    if kind is not None:
        raise _another_kind(name, *_BY_NAMED_LINES[kind])
    controls = len(_CONTROL.findall(beginning[:_A_PAGE]))
    if controls >= _FEWEST_CONTROLS and controls * _ONE_IN >= len(beginning[:_A_PAGE]):
        raise _another_kind(name, "no text", _FROM_THERE)


def _another_kind(name: str, words: str, next_step: str) -> Problem:
    return Problem(f"“{name}” is {words}.", your_data="Nothing was read and nothing was changed.", next_step=next_step)
