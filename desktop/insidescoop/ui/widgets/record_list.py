"""A list of records under their keys, one of them chosen."""

from collections.abc import Hashable, Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.values import frozen
from insidescoop.ui.widgets.wrapped_views import WrappedList

_KEY = Qt.ItemDataRole.UserRole


@frozen
class ListedRecord:
    """One line: what stands for its record, its text, and whether it is ticked; None for a line without a box."""

    key: Hashable
    text: str
    is_ticked: bool | None = None


class RecordList(WrappedList):
    """The list. Filled again, it keeps the chosen record chosen, or if that is gone, the one now in its place.

    `record_chosen(key)` is sent with the chosen record whenever there is another or the list was filled, with None for
    none; `ticked(key, is_ticked)` for a tick the user set or took away, `delete_requested(key)` for the Delete key.
    """

    record_chosen = Signal(object)
    ticked = Signal(object, bool)
    delete_requested = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.currentItemChanged.connect(lambda *_items: self.record_chosen.emit(self.chosen()))
        self.itemChanged.connect(self._tick)

    def chosen(self) -> Any:
        """The key of the chosen record; None for none."""
        item = self.currentItem()
        return None if item is None else item.data(_KEY)

    def choose(self, key: Hashable) -> None:
        """Chooses a record, if it is in the list."""
        for place in range(self.count()):
            if self.item(place).data(_KEY) == key:
                self.setCurrentRow(place)

    def show_records(self, records: Iterable[ListedRecord]) -> None:
        """Fills the list."""
        chosen, place = self.chosen(), max(self.currentRow(), 0)
        with QSignalBlocker(self):
            self.clear()
            for record in records:
                item = QListWidgetItem(record.text, self)
                item.setData(_KEY, record.key)
                if record.is_ticked is not None:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked if record.is_ticked else Qt.CheckState.Unchecked)
            self.setCurrentRow(min(place, self.count() - 1))
            if chosen is not None:
                self.choose(chosen)
        self.record_chosen.emit(self.chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete) and self.chosen() is not None:
            self.delete_requested.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def _tick(self, item: QListWidgetItem) -> None:
        self.ticked.emit(item.data(_KEY), item.checkState() == Qt.CheckState.Checked)
