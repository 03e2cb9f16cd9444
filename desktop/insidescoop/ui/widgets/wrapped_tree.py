"""A tree whose entries hold several lines."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTreeWidget, QWidget

from insidescoop.ui.widgets.wrapped_entry import WrappedEntry


class WrappedTree(QTreeWidget):
    """A tree of one column without a header; a long entry is shown whole, on as many lines as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._broken_at = 0
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(WrappedEntry(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._broken_at:
            self._broken_at = self.width()
            self.scheduleDelayedItemsLayout()
