"""The fields of a box, that stay within reach on a small screen and with a large font."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from insidescoop.ui.theme.metrics import GAP, in_proportion

_LEAST_IN_SIGHT = 72
"""Pixels (at the usual font) of the fields that stay in sight on a small screen."""


class FittingColumn(QScrollArea):
    """A column for `column` that asks for the height it needs at its width.

    Where there is less, its lists give way first; then it scrolls, and what has the focus is in sight.
    """

    def __init__(self, spacing: int = GAP, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # The Tab key goes through the fields; the area itself shows no focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)
        body = _Column(self.updateGeometry)
        body.setLayout(self.column)
        self.setWidget(body)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        QApplication.instance().focusChanged.connect(self._bring_into_sight)  # type: ignore[union-attr]

    def sizeHint(self) -> QSize:
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.column.totalMinimumSize()
        # Room for the scroll bar too: what comes into sight by it must not push anything out on the right.
        beside = self.verticalScrollBar().sizeHint().width()
        return QSize(least.width() + beside, min(least.height(), in_proportion(_LEAST_IN_SIGHT, self.font())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_into_sight(None, self.window().focusWidget())

    def _bring_into_sight(self, _former: QWidget | None, focused: QWidget | None) -> None:
        body = self.widget()
        if focused is None or body is None or not body.isAncestorOf(focused):
            return
        if QApplication.mouseButtons():
            # What is under a pressed mouse button must still be there when it is released.
            return
        # All of it where there is room; of what is taller, the line with the cursor.
        place = QRect(focused.mapTo(body, QPoint(0, 0)), focused.size())
        self.ensureVisible(place.left(), place.bottom(), 0, 0)
        self.ensureVisible(place.left(), place.top(), 0, 0)
        self.ensureWidgetVisible(focused, 0, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else self.sizeHint().height()


class _Column(QWidget):
    """The fields; `grown()` is called when they ask for another height."""

    def __init__(self, grown: Callable[[], None]) -> None:
        super().__init__()
        self._grown = grown

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # An area that scrolls tells nobody that what is in it has grown.
            self._grown()
        return is_done

    def minimumSizeHint(self) -> QSize:
        # Broken lines are least tall where they are broad: what their least height is at their least width does not
        # matter here.
        least = super().minimumSizeHint()
        layout = self.layout()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least

    def heightForWidth(self, width: int) -> int:
        # The area asks for this: a list gives way as far as it can before anything has to be scrolled to.
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1
