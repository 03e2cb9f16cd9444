"""People as a table, in two forms: guarded for a spreadsheet, and exact for other programs and for coming back.

The headings are those of Google Contacts (see csv_columns), so that its import takes the table as it is, and after them
a few of our own. In the guarded form every cell that a spreadsheet might run has a sign before it; in the exact form
every cell is what it says, and a last column by its heading says so. What is left out is the same as in vCards.
"""

import csv
import io
from collections.abc import Callable, Sequence

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.exchange.csv_columns import EXACT_HEADING, FAMILY_FIRST, TAGS_APART
from insidescoop.exchange.formula_guard import guarded

_BYTE_ORDER_MARK = "\ufeff"
"""By it Excel knows UTF-8."""

_FACTS: tuple[tuple[str, str], ...] = (
    ("First Name", "given_name"),
    ("Last Name", "family_name"),
    ("Display Name", "shown_name"),
    ("Name order", "is_family_first"),
    ("Organization Name", "organization"),
    ("Organization Title", "title"),
    ("Notes", "notes"),
    ("Labels", "tags"),
    ("Address 1 - Formatted", "address"),
    ("Pronouns", "pronouns"),
    ("How to say the name", "how_to_say"),
    ("Time zone", "time_zone"),
    ("Met at", "met_event"),
    ("Met on", "met_on"),
    ("Relation", "relation"),
    ("Role", "role"),
    ("Preferred channel", "preferred_channel"),
)
_PARTS = (("E-mail", "emails"), ("Phone", "phones"), ("Website", "links"))


Guard = Callable[[str, bool], str]
"""What is written for a cell, and whether it stands in a column of phone numbers."""


def spreadsheet_csv(people: Sequence[ContactDraft]) -> bytes:
    """The table, every risky cell guarded: UTF-8 with a byte order mark, commas, CR LF, headings first."""
    made = _table(people, lambda cell, is_phone: guarded(cell, is_phone=is_phone), last_headings=())
    return (_BYTE_ORDER_MARK + made).encode("utf-8")


def exact_csv(people: Sequence[ContactDraft]) -> bytes:
    """The table as it is, no cell guarded: UTF-8 without a mark, commas, CR LF, headings first."""
    return _table(people, lambda cell, _is_phone: cell, last_headings=(EXACT_HEADING,)).encode("utf-8")


def _table(people: Sequence[ContactDraft], guard: Guard, *, last_headings: tuple[str, ...]) -> str:
    headings = [heading for heading, _name in _FACTS]
    widths = [(word, name, max((len(getattr(each, name)) for each in people), default=0)) for word, name in _PARTS]
    for word, _name, count in widths:
        for number in range(1, count + 1):
            headings += [f"{word} {number} - Label", f"{word} {number} - Value"]
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([*headings, *last_headings])
    for draft in people:
        cells = [guard(_cell(getattr(draft, name)), False) for _heading, name in _FACTS]
        for word, name, count in widths:
            cells += _labelled(getattr(draft, name), count, guard, is_phone=word == "Phone")
        writer.writerow([*cells, *("" for _heading in last_headings)])
    return made.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        # Behind the last tag too: a single tag with a semicolon in it would be read as two.
        return TAGS_APART.join(value) + (TAGS_APART if value else "")
    if isinstance(value, bool):
        return FAMILY_FIRST if value else ""
    return "" if value is None else str(value)


def _labelled(entries: Sequence[Labelled], count: int, guard: Guard, *, is_phone: bool) -> list[str]:
    cells = []
    for entry in entries:
        cells += [guard(entry.label or "", False), guard(entry.value, is_phone)]
    return cells + [""] * (2 * (count - len(entries)))
