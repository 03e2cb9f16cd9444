"""What all plots share: bars one walks over with the arrows, each with its number in words, each to be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from insidescoop.domain.values import frozen
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.plain_text import plain_tip

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
FOCUS_WIDTH = 2


@frozen
class Bar:
    """One bar: what the axis says, how much it is, and the number in words with all that belongs to it.

    `shown` is what stands at the bar; `out_of` is what it is a part of, None where it is part of nothing.
    """

    label: str
    amount: float
    words: str
    shown: str = ""
    out_of: float | None = None


class Plot(QWidget):
    """Bars drawn by whoever derives from it. `bar_chosen(place)` is sent for Enter, Space or a click on a bar.

    The arrows go from bar to bar; what the keys are on is told as the accessible description.
    """

    bar_chosen = Signal(int)

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.bars: tuple[Bar, ...] = ()
        self.current = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar], *, current: int = 0) -> None:
        """Shows other bars; the keys stay at their place, or go to `current` where the number of bars has changed."""
        if len(bars) != len(self.bars):
            self.current = current
        self.bars = tuple(bars)
        self.current = max(0, min(self.current, len(self.bars) - 1))
        self._tell()
        self.updateGeometry()
        self.update()

    def current_words(self) -> str:
        """What the bar under the keys says; "" without bars."""
        return self.bars[self.current].words if self.bars else ""

    def room_of(self, place: int) -> QRectF:
        """Where a bar can be pointed at, with the empty part of its axis."""
        raise NotImplementedError

    def go_to(self, place: int) -> None:
        """Puts the keys on a bar; a place beyond the ends is the end."""
        place = max(0, min(place, len(self.bars) - 1))
        if self.bars and place != self.current:
            self.current = place
            self._tell()
            self.update()

    def draw_current(self, painter: QPainter) -> None:
        """Marks the bar under the keys while the plot has them."""
        if self.hasFocus() and self.bars:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.colour("accent"), FOCUS_WIDTH))
            painter.drawRoundedRect(self.room_of(self.current).adjusted(1, 1, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _STEPS:
            self.go_to(self.current + _STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self.bars) - 1)
        elif key in _CHOOSE and self.bars:
            self.bar_chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(place)
            self.bar_chosen.emit(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(QPointF(event.pos()))
            words = "" if place is None else self.bars[place].words
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _place_at(self, point: QPointF) -> int | None:
        return next((place for place in range(len(self.bars)) if self.room_of(place).contains(point)), None)

    def _tell(self) -> None:
        if self.accessibleDescription() != self.current_words():
            self.setAccessibleDescription(self.current_words())
            changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(changed)
