"""How tall an entry of a list or tree is whose text breaks into lines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from insidescoop.ui.theme.metrics import SMALL_GAP

_WIDEST = 10_000


class WrappedEntry(QStyledItemDelegate):
    """Gives each entry of a view the height of its lines: Qt measures it as if it had no width to keep to (6.11.3).

    The width is the one beside a scroll bar, so that the lines break the same with one and without.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view, whole = self._view, QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        whole.rect = QRect(0, 0, _WIDEST, _WIDEST)
        metrics, words = whole.fontMetrics, str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        in_one_line = super().sizeHint(whole, index)
        around = in_one_line.width() - max(metrics.horizontalAdvance(line) for line in words.split("\n"))
        room = view.width() - 2 * view.frameWidth() - view.verticalScrollBar().sizeHint().width()
        if isinstance(view, QTreeView):
            room -= view.indentation() * (_depth(index) + view.rootIsDecorated())
        lines = QRect(0, 0, max(room - around, 1), _WIDEST)
        taken = metrics.boundingRect(lines, Qt.TextFlag.TextWordWrap.value, words)
        return QSize(room, max(taken.height() + SMALL_GAP, in_one_line.height()))


def _depth(index: QModelIndex | QPersistentModelIndex) -> int:
    above = index.parent()
    return 1 + _depth(above) if above.isValid() else 0
