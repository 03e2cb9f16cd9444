"""Files that are neither cards nor a table nor a calendar, told by how they begin, with what to do instead."""

import re

from insidescoop.domain.problems import Problem

_AS_A_TABLE = "Open it with the program it is of, save it there as CSV, and choose that file."
_FROM_THERE = "Export the people there as cards (vCard) or as a table (CSV), and choose that file."
_UNPACKED = "Unpack it, or save the workbook as CSV, and choose the file you get: LinkedIn's is called Connections.csv."
_BY_BYTES: tuple[tuple[bytes, str, str], ...] = (
    # The first bytes of each kind, as file(1) and the kinds' own specifications have them.
    (b"PK\x03\x04", "a workbook of a spreadsheet or a packed folder (ZIP)", _UNPACKED),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old workbook or a message of Office", _AS_A_TABLE),
    (b"%PDF-", "a PDF", _AS_A_TABLE),
    (b"\x1f\x8b", "packed (gzip)", "Unpack it and choose the file you get."),
    (b"7z\xbc\xaf\x27\x1c", "packed (7z)", "Unpack it and choose the file you get."),
    (b"Rar!\x1a\x07", "packed (RAR)", "Unpack it and choose the file you get."),
    (b"SQLite format 3\0", "a database", _FROM_THERE),
    (b"!BDN", "a data file of Outlook", _FROM_THERE),
    (b"\xff\xd8\xff", "a picture", _FROM_THERE),
    (b"\x89PNG\r\n", "a picture", _FROM_THERE),
    (b"GIF8", "a picture", _FROM_THERE),
    (b"{\\rtf", "a document with formats (RTF)", _AS_A_TABLE),
)
_BY_TEXT: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(version: 1\s+)?dn::? "), "a list of a directory (LDIF)", _FROM_THERE),
    (
        re.compile(
            r"(return-path|received|delivered-to|mime-version|from|subject|date): .*\n([ \t].*\n|[a-z-]+: .*\n)", re.I
        ),
        "a saved letter",
        "Save what is attached to it, or the people and the meeting it tells of, and choose that file.",
    ),
    (re.compile(r"<(!doctype|html|\?xml|svg)\b", re.IGNORECASE), "a web page or XML", _FROM_THERE),
    (re.compile(r'[\[{]\s*(["\[{]|[\]}]\s*$)'), "JSON, and not of Inside Scoop", _FROM_THERE),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\ufffd]")
_FEWEST_CONTROLS, _ONE_IN = 16, 10
"""Signs that no text has: this many, and one letter in ten, make a file no text. A card harmed on the way has a few."""


def insist_on_text(beginning: bytes, name: str) -> None:
    """Does nothing for a file that may be text.

    Raises:
        Problem: it is a file of another kind.
    """
    for signature, words, next_step in _BY_BYTES:
        if beginning.startswith(signature):
            raise _another_kind(name, words, next_step)


def insist_on_people_or_meetings(beginning: str, name: str) -> None:
    """Does nothing for a text that may hold people or meetings.

    Raises:
        Problem: it is a text of another kind, or no text.
    """
    for pattern, words, next_step in _BY_TEXT:
        if pattern.match(beginning.lstrip()):
            raise _another_kind(name, words, next_step)
    controls = len(_CONTROL.findall(beginning))
    if controls >= _FEWEST_CONTROLS and controls * _ONE_IN >= len(beginning):
        raise _another_kind(name, "no text", _FROM_THERE)


def _another_kind(name: str, words: str, next_step: str) -> Problem:
    return Problem(f"“{name}” is {words}.", your_data="Nothing was read and nothing was changed.", next_step=next_step)
