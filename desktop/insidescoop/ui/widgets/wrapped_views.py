"""Lists and trees whose entries hold several lines."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QTreeWidget,
    QWidget,
)

from insidescoop.ui.theme.metrics import SMALL_GAP

_WIDEST = 10_000
_MOST_MEASURED = 2_000
_BESIDE_THE_WORDS = Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.SizeHintRole


class WrappedEntry(QStyledItemDelegate):
    """Gives each entry of a view the height of its lines: Qt measures it as if it had no width to keep to (6.11.3).

    The width is the one beside a scroll bar, so that the lines break the same with one and without.
    """

    def __init__(self, view: QListView | QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._broken_at = 0
        # A dialog lays out its lists a dozen times before it knows its height.
        self._measured: dict[tuple[object, ...], QSize] = {}
        view.setWordWrap(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setItemDelegate(self)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._view:
            # An editor's, which the delegate of Qt looks after.
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize and self._view.width() != self._broken_at:
            self._broken_at = self._view.width()
            self._view.scheduleDelayedItemsLayout()
        return False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view, words = self._view, str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = view.width() - 2 * view.frameWidth() - view.verticalScrollBar().sizeHint().width()
        if isinstance(view, QTreeView):
            room -= view.indentation() * (_depth(index) + view.rootIsDecorated())
        font = index.data(Qt.ItemDataRole.FontRole) or view.font()
        has_more = tuple(index.data(role) is not None for role in _BESIDE_THE_WORDS)
        key = words, room, font.key(), has_more
        if key not in self._measured:
            if len(self._measured) >= _MOST_MEASURED:
                self._measured.clear()
            self._measured[key] = self._measure(option, index, words, room)
        return self._measured[key]

    def _measure(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, words: str, room: int
    ) -> QSize:
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        whole.rect = QRect(0, 0, _WIDEST, _WIDEST)
        metrics = whole.fontMetrics
        in_one_line = super().sizeHint(whole, index)
        around = in_one_line.width() - max(metrics.horizontalAdvance(line) for line in words.split("\n"))
        lines = QRect(0, 0, max(room - around, 1), _WIDEST)
        taken = metrics.boundingRect(lines, Qt.TextFlag.TextWordWrap.value, words)
        return QSize(room, max(taken.height() + SMALL_GAP, in_one_line.height()))


class WrappedList(QListWidget):
    """A list in which a long row is shown whole, on as many lines as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        WrappedEntry(self)


class WrappedTree(QTreeWidget):
    """A tree of one column without a header; a long entry is shown whole, on as many lines as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        WrappedEntry(self)


def _depth(index: QModelIndex | QPersistentModelIndex) -> int:
    above = index.parent()
    return 1 + _depth(above) if above.isValid() else 0
