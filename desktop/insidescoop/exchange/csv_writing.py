"""People as a table for a spreadsheet: every cell that a spreadsheet might run is guarded.

The headings are those of Google Contacts (see csv_columns), so that its import takes the table as it is, and after them
a few of our own. What is left out is the same as in vCards.
"""

import csv
import io
from collections.abc import Sequence

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.exchange.formula_guard import guarded

_BYTE_ORDER_MARK = "\ufeff"
"""By it Excel knows UTF-8."""

_FACTS: tuple[tuple[str, str], ...] = (
    ("First Name", "given_name"),
    ("Last Name", "family_name"),
    ("Display Name", "shown_name"),
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


def spreadsheet_csv(people: Sequence[ContactDraft]) -> bytes:
    """The table: UTF-8 with a byte order mark, cells parted by commas, rows ended by CR LF, headings first."""
    headings = [heading for heading, _name in _FACTS]
    widths = [(word, name, max((len(getattr(each, name)) for each in people), default=0)) for word, name in _PARTS]
    for word, _name, count in widths:
        for number in range(1, count + 1):
            headings += [f"{word} {number} - Label", f"{word} {number} - Value"]
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(headings)
    for draft in people:
        cells = [guarded(_cell(getattr(draft, name))) for _heading, name in _FACTS]
        for word, name, count in widths:
            cells += _labelled(getattr(draft, name), count, is_phone=word == "Phone")
        writer.writerow(cells)
    return (_BYTE_ORDER_MARK + made.getvalue()).encode("utf-8")


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        # Behind the last tag too: a single tag with a semicolon in it would be read as two.
        return " ::: ".join(value) + (" ::: " if value else "")
    return "" if value is None else str(value)


def _labelled(entries: Sequence[Labelled], count: int, *, is_phone: bool) -> list[str]:
    cells = []
    for entry in entries:
        cells += [guarded(entry.label or ""), guarded(entry.value, is_phone=is_phone)]
    return cells + [""] * (2 * (count - len(entries)))
