"""The contact table: its columns, and rows that are fetched when they come into view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date
from typing import overload
from zoneinfo import ZoneInfo

from insidescoop.domain.contact_rows import ContactRow
from insidescoop.domain.moments import day_in_words
from insidescoop.domain.phones import HOME_COUNTRY, phone_shown
from insidescoop.ui.widgets.record_column import WIDEST_DAY, TableColumn

BLOCK = 32
"""Rows fetched at a time: about a screen, read within a frame. Twice as many made a far jump read a third more."""

BLOCKS_HELD = 64
"""Blocks kept for scrolling back; the memory for rows is bounded, however many people there are."""


def contact_columns(
    today: Callable[[], date], zone: Callable[[], str], home_country: Callable[[], str] = lambda: HOME_COUNTRY
) -> tuple[TableColumn, ...]:
    """The columns; the keys of those that can be sorted by are the orders of the query."""

    def phone(row: ContactRow) -> str:
        return "" if row.phone is None else phone_shown(row.phone, home_country())

    def last_contact(row: ContactRow) -> str:
        if row.last_contact_at is None:
            return "never"
        return day_in_words(row.last_contact_at.astimezone(ZoneInfo(zone())).date(), today=today())

    def next_due(row: ContactRow) -> str:
        if row.next_due_on is not None and row.next_due_on < today():
            # The day is on the card: the column is too narrow for both.
            return "overdue"
        return "" if row.next_due_on is None else day_in_words(row.next_due_on, today=today())

    def added(row: ContactRow) -> str:
        return day_in_words(row.added_at.astimezone(ZoneInfo(zone())).date(), today=today())

    return (
        TableColumn("name", "Name", lambda row: row.name, share=5, sorted_title="Name (by family)"),
        TableColumn("title", "Title", lambda row: row.title or "", share=3, from_width=560),
        TableColumn("organization", "Organization", lambda row: row.organization or "", share=4, from_width=330),
        TableColumn("place", "Place", lambda row: row.place or "", share=3, is_sortable=False, is_usual=False),
        TableColumn("email", "E-mail", lambda row: row.email or "", share=4, is_sortable=False, is_usual=False),
        TableColumn("phone", "Phone", phone, share=3, is_sortable=False, is_usual=False),
        TableColumn("tags", "Tags", lambda row: row.tags or "", share=3, is_sortable=False, is_usual=False),
        TableColumn("closeness", "Closeness", lambda row: row.closeness.words, share=3, is_usual=False),
        TableColumn("met_event", "Met at", lambda row: row.met_event or "", share=3, is_sortable=False, is_usual=False),
        TableColumn("last_contact", "Last contact", last_contact, share=3, from_width=250, widest=WIDEST_DAY),
        TableColumn("next_due", "Next", next_due, share=3, from_width=420, widest=WIDEST_DAY),
        TableColumn("added", "Added", added, share=3, is_usual=False, widest=WIDEST_DAY),
    )


class ContactRows(Sequence[ContactRow]):
    """`count` rows, fetched in blocks when one is looked at; only the blocks looked at last are held."""

    def __init__(self, count: int, fetch: Callable[[int, int], list[ContactRow]]) -> None:
        self._count = count
        self._fetch = fetch
        self._blocks: OrderedDict[int, list[ContactRow]] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> ContactRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[ContactRow]: ...
    def __getitem__(self, place: int | slice) -> ContactRow | list[ContactRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        number, offset = divmod(place, BLOCK)
        if number not in self._blocks:
            self._blocks[number] = self._fetch(number * BLOCK, min((number + 1) * BLOCK, self._count))
            if len(self._blocks) > BLOCKS_HELD:
                self._blocks.popitem(last=False)
        return self._blocks[number][offset]
