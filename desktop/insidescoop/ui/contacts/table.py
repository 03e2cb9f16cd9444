"""The contact table: its columns, and rows that are fetched when they come into view."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import overload
from zoneinfo import ZoneInfo

from insidescoop.domain.moments import day_in_words
from insidescoop.queries.contact_list import ContactRow
from insidescoop.ui.widgets.record_table import Column

BLOCK = 128
"""Rows fetched at a time: with an array of ids the first picture of 100,000 rows came within 2.7 times a paged one."""


def contact_columns(today: Callable[[], date], zone: str) -> tuple[Column, ...]:
    """The columns; their keys are the orders of the query."""

    def last_contact(row: ContactRow) -> str:
        if row.last_contact_at is None:
            return "never"
        return day_in_words(row.last_contact_at.astimezone(ZoneInfo(zone)).date(), today=today())

    def next_due(row: ContactRow) -> str:
        return "" if row.next_due_on is None else day_in_words(row.next_due_on, today=today())

    return (
        Column("name", "Name", lambda row: row.name, share=5),
        Column("title", "Title", lambda row: row.title or "", share=3, from_width=560),
        Column("organization", "Organization", lambda row: row.organization or "", share=4, from_width=330),
        Column("last_contact", "Last contact", last_contact, share=3),
        Column("next_due", "Next", next_due, share=3, from_width=400),
    )


class ContactRows(Sequence[ContactRow]):
    """Rows by the ids given, fetched in blocks when one is looked at."""

    def __init__(self, ids: Sequence[int], fetch: Callable[[Sequence[int]], list[ContactRow]]) -> None:
        self._ids = ids
        self._fetch = fetch
        self._blocks: dict[int, list[ContactRow]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> ContactRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[ContactRow]: ...
    def __getitem__(self, place: int | slice) -> ContactRow | list[ContactRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        number, offset = divmod(place, BLOCK)
        if number not in self._blocks:
            self._blocks[number] = self._fetch(self._ids[number * BLOCK : (number + 1) * BLOCK])
        return self._blocks[number][offset]

    def place_of(self, contact_id: int) -> int | None:
        """Where a person stands; None if they are not among the rows."""
        return self._ids.index(contact_id) if contact_id in self._ids else None
