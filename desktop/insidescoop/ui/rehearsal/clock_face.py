"""The clock of a run: the time, and whether it is early, now or over, by word, shape and colour."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from insidescoop.domain.rehearsal.rehearsals import Limits, Phase
from insidescoop.ui.theme.palette import colours

PHASE_WORDS = {Phase.EARLY: "Early", Phase.NOW: "Now", Phase.OVER: "Over"}
_ROLES = {Phase.EARLY: "good", Phase.NOW: "due", Phase.OVER: "error"}
_SIZE = QSize(300, 92)


def clock_text(milliseconds: float) -> str:
    """Minutes and seconds, as in "0:07"."""
    seconds = int(milliseconds // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


class ClockFace(QWidget):
    """The painted clock."""

    def __init__(self, limits: Limits, *, target_seconds: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits = limits
        self._target = target_seconds
        self._milliseconds = 0.0
        self._shown = ("", Phase.EARLY, -1)
        self.setAccessibleName("Clock")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_time(0)

    @property
    def phase(self) -> Phase:
        """Where the time stands against the limits."""
        return self._limits.phase(self._milliseconds)

    def set_limits(self, limits: Limits) -> None:
        """Takes up other limits."""
        self._limits = limits
        self._shown = ("", Phase.EARLY, -1)
        self.show_time(self._milliseconds)

    def show_time(self, milliseconds: float) -> None:
        """Shows a time; paints anew only when what is seen of it changes."""
        self._milliseconds = milliseconds
        filled = int(self._share(milliseconds / 1000) * _SIZE.width())
        shown = (clock_text(milliseconds), self.phase, filled)
        if shown != self._shown:
            if shown[:2] != self._shown[:2]:
                self.setAccessibleDescription(f"{shown[0]}, {PHASE_WORDS[shown[1]].lower()}")
            self._shown = shown
            self.update()

    def _share(self, seconds: float) -> float:
        return min(seconds / max(self._limits.over_seconds * 1.25, 1), 1.0)

    def sizeHint(self) -> QSize:
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        named = colours("dark")
        phase = self.phase
        colour = QColor(named[_ROLES[phase]])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(46)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(named["text"]))
        painter.drawText(QRectF(0, 0, 140, 60), Qt.AlignmentFlag.AlignVCenter, clock_text(self._milliseconds))
        font.setPixelSize(26)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(190, 0, 110, 60), Qt.AlignmentFlag.AlignVCenter, PHASE_WORDS[phase])
        self._paint_shape(painter, QPointF(164, 31), phase, colour)
        self._paint_bar(painter, QRectF(0, 70, _SIZE.width(), 10), colour, QColor(named["line"]), QColor(named["text"]))
        painter.end()

    def _paint_shape(self, painter: QPainter, middle: QPointF, phase: Phase, colour: QColor) -> None:
        painter.setPen(QPen(colour, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush if phase is Phase.EARLY else colour)
        if phase is Phase.EARLY:
            painter.drawEllipse(middle, 11, 11)
        elif phase is Phase.NOW:
            corners = [QPointF(0, -13), QPointF(13, 0), QPointF(0, 13), QPointF(-13, 0)]
            painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        else:
            painter.drawRect(QRectF(middle.x() - 11, middle.y() - 11, 22, 22))

    def _paint_bar(self, painter: QPainter, room: QRectF, colour: QColor, ground: QColor, mark: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(room, 5, 5)
        painter.setBrush(colour)
        filled = self._share(self._milliseconds / 1000) * room.width()
        if filled > 0:
            painter.drawRoundedRect(QRectF(room.left(), room.top(), max(filled, 10.0), room.height()), 5, 5)
        painter.setBrush(mark)
        for seconds in (self._limits.now_seconds, self._limits.over_seconds):
            x = room.left() + self._share(seconds) * room.width()
            painter.drawRect(QRectF(x - 1, room.top() - 4, 2, room.height() + 8))
