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
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + self.spacing() * max(len(lines) - 1, 0)

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._seen()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def sizeHint(self) -> QSize:
        items = self._seen()
        wide = sum(item.sizeHint().width() for item in items) + self.spacing() * max(len(items) - 1, 0)
        return QSize(wide, _height(items))

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        top = room.top()
        for line in self._lines(room.width()):
            widths = [min(item.sizeHint().width(), room.width()) for item in line]
            needed = sum(widths) + self.spacing() * (len(line) - 1)
            left = room.left() + (room.width() - needed if self._is_at_the_right else 0)
            for item, wide in zip(line, widths, strict=True):
                item.setGeometry(QRect(left, top, wide, _height(line)))
                left += wide + self.spacing()
            top += _height(line) + self.spacing()

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._seen():
            wide = item.sizeHint().width()
            if lines and left + self.spacing() + wide <= width:
                lines[-1].append(item)
                left += self.spacing() + wide
            else:
                lines.append([item])
                left = wide
        return lines


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
