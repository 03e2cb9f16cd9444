"""The fields of a box, that stay within reach on a small screen and with a large font."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from insidescoop.ui.theme.metrics import GAP, in_proportion
from insidescoop.ui.widgets.scrolled_column import ScrolledColumn

_LEAST_IN_SIGHT = 72
"""Pixels (at the usual font) of the fields that stay in sight on a small screen."""


class FittingColumn(ScrolledColumn):
    """A column for `column` that asks for the height it needs at its width.

    Where there is less, its lists give way first; then it scrolls, and what has the focus is in sight.
    """

    def __init__(self, spacing: int = GAP, parent: QWidget | None = None) -> None:
        super().__init__(spacing=spacing, parent=parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        QApplication.instance().focusChanged.connect(self._bring_into_sight)  # type: ignore[union-attr]

    def least_height(self, width: int) -> int:
        # A list gives way as far as it can before anything has to be scrolled to.
        return self.column.totalMinimumHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.column.totalMinimumSize()
        # Room for the scroll bar too: what comes into sight by it must not push anything out on the right.
        beside = self.verticalScrollBar().sizeHint().width()
        return QSize(least.width() + beside, min(least.height(), in_proportion(_LEAST_IN_SIGHT, self.font())))

    def showEvent(self, event: QShowEvent) -> None:
        if not any(self._takes_spare_room(place) for place in range(self.column.count())):
            # It stays empty under the fields, not between them: what comes and goes moves none of those above it.
            self.column.addStretch(1)
        super().showEvent(event)

    def _takes_spare_room(self, place: int) -> bool:
        item = self.column.itemAt(place)
        part = None if item is None else item.widget()
        is_list = part is not None and bool(part.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)
        return is_list or self.column.stretch(place) > 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_into_sight(None, self.window().focusWidget())

    def take_other_needs(self) -> None:
        super().take_other_needs()
        # An area that scrolls tells nobody that what is in it has grown.
        self.updateGeometry()

    def _bring_into_sight(self, _former: QWidget | None, focused: QWidget | None) -> None:
        if focused is None or not self.body.isAncestorOf(focused):
            return
        if QApplication.mouseButtons():
            # What is under a pressed mouse button must still be there when it is released.
            return
        # All of it where there is room; of what is taller, the line with the cursor.
        place = QRect(focused.mapTo(self.body, QPoint(0, 0)), focused.size())
        self.ensureVisible(place.left(), place.bottom(), 0, 0)
        self.ensureVisible(place.left(), place.top(), 0, 0)
        self.ensureWidgetVisible(focused, 0, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else self.sizeHint().height()
