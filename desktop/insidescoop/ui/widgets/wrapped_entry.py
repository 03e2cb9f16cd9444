"""How tall an entry of a list or tree is whose text breaks into lines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from insidescoop.ui.theme.metrics import SMALL_GAP

_TALLEST = 10_000


class WrappedEntry(QStyledItemDelegate):
    """Gives each entry of a view the height of its lines: Qt measures it as if it had no width to keep to (6.11.3).

    The width is the one beside a scroll bar, so that the lines break the same with one and without.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self._view
        room = view.width() - 2 * view.frameWidth() - view.verticalScrollBar().sizeHint().width() - 3 * SMALL_GAP
        if isinstance(view, QTreeView):
            room -= view.indentation() * _depth(index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            room -= view.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + SMALL_GAP
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        flags = Qt.TextFlag.TextWordWrap.value
        taken = option.fontMetrics.boundingRect(0, 0, max(room, 1), _TALLEST, flags, words)
        return QSize(room, taken.height() + SMALL_GAP)


def _depth(index: QModelIndex | QPersistentModelIndex) -> int:
    above = index.parent()
    return 1 + _depth(above) if above.isValid() else 1
