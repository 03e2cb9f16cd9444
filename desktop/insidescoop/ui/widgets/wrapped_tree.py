"""A tree whose entries break into lines: Qt's own measures each entry as if it had no width to keep to (6.11.3)."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QWidget

from insidescoop.ui.theme.metrics import SMALL_GAP

_TALLEST = 10_000


class WrappedTree(QTreeWidget):
    """A tree of one column without a header; a long entry is shown whole, on as many lines as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the width to break at does not depend on how many lines there are.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setItemDelegate(_WrappedEntry(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _WrappedEntry(QStyledItemDelegate):
    def __init__(self, tree: WrappedTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        room = self._tree.viewport().width() - depth * self._tree.indentation() - 2 * SMALL_GAP
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        flags = Qt.TextFlag.TextWordWrap.value
        taken = option.fontMetrics.boundingRect(0, 0, max(room, 1), _TALLEST, flags, words)
        return QSize(room, taken.height() + SMALL_GAP)
