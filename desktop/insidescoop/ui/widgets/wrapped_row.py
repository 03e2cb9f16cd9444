"""Widgets in a row that goes on in the next line where the width ends."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from insidescoop.ui.theme.metrics import SMALL_GAP


class WrappedRow(QLayout):
    """Its least width is that of its widest widget: nothing has to be moved sideways to reach a button."""

    def __init__(self, *parts: QWidget, spacing: int = SMALL_GAP, is_at_the_right: bool = False) -> None:
        super().__init__()
        self._is_at_the_right = is_at_the_right
        self._items: list[QLayoutItem] = []
        self._measured: list[tuple[QLayoutItem, QSize]] | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._measured = None

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        self._measured = None
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def invalidate(self) -> None:
        self._measured = None
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + self.spacing() * max(len(lines) - 1, 0)

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item, _size in self._seen()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def sizeHint(self) -> QSize:
        items = self._seen()
        wide = sum(size.width() for _item, size in items) + self.spacing() * max(len(items) - 1, 0)
        return QSize(wide, _height(items))

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        top = room.top()
        for line in self._lines(room.width()):
            widths = [min(size.width(), room.width()) for _item, size in line]
            needed = sum(widths) + self.spacing() * (len(line) - 1)
            left = room.left() + (room.width() - needed if self._is_at_the_right else 0)
            for (item, _size), wide in zip(line, widths, strict=True):
                item.setGeometry(QRect(left, top, wide, _height(line)))
                left += wide + self.spacing()
            top += _height(line) + self.spacing()

    def _seen(self) -> list[tuple[QLayoutItem, QSize]]:
        """What is shown, with its size. Measured once until something in the row asks for another size."""
        if self._measured is None:
            self._measured = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._measured

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item, size in self._seen():
            if lines and left + self.spacing() + size.width() <= width:
                lines[-1].append((item, size))
                left += self.spacing() + size.width()
            else:
                lines.append([(item, size)])
                left = size.width()
        return lines


def _height(line: list[tuple[QLayoutItem, QSize]]) -> int:
    return max((size.height() for _item, size in line), default=0)
