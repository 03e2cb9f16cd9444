"""The contact table before the store is open: the same rows at the same place, for the half second until the page is.

Nothing can be done with it. What is clicked or typed meanwhile waits for the page, which takes its place.
"""

from collections.abc import Callable, Sequence
from typing import overload

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from insidescoop.domain.contact_rows import ContactOrder, ContactRow, FirstRows
from insidescoop.system.clock import Clock
from insidescoop.ui.contacts.list_layout import ListLayout
from insidescoop.ui.contacts.table import contact_columns
from insidescoop.ui.widgets.column_layout import ColumnLayout
from insidescoop.ui.widgets.record_table import RecordTable


class FirstLook(QWidget):
    """The rows of `look` in a table that stands where the real one stood when the window was last closed."""

    def __init__(self, look: FirstRows, layout: ListLayout, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = contact_columns(clock.today, lambda: clock.zone, lambda: look.home_country)
        self.table = RecordTable(columns, name="Contacts", takes_many=True)
        self.table.setParent(self)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setGeometry(QRect(*layout.place))
        self.table.lay_out(ColumnLayout.from_text(layout.columns, self.table.columns))
        self.table.show_order(ContactOrder.NAME, descending=False)
        self.table.set_rows(_Rows(look))
        self.table.choose_place(look.current)


def first_look(
    layout_text: str, page: QSize, first_rows: Callable[[int | None], FirstRows | None], clock: Clock
) -> FirstLook | None:
    """The table on a page of this size, as `layout_text` says it was left; None if it would be elsewhere, or other.

    `first_rows` gives the rows around a contact, None if they cannot be read yet.
    """
    layout = ListLayout.from_text(layout_text)
    if layout is None or not layout.place or layout.page != page.toTuple():
        return None
    if (layout.order, layout.descending) != (ContactOrder.NAME, False):
        return None
    rows = first_rows(layout.person)
    return None if rows is None else FirstLook(rows, layout, clock)


class _Rows(Sequence[ContactRow]):
    def __init__(self, look: FirstRows) -> None:
        self._look = look

    def __len__(self) -> int:
        return self._look.count

    @overload
    def __getitem__(self, place: int) -> ContactRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[ContactRow]: ...
    def __getitem__(self, place: int | slice) -> ContactRow | list[ContactRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if place < self._look.start:
            raise IndexError(place)
        return self._look.rows[place - self._look.start]
