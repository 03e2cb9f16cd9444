"""How loud it is while a run is recorded: a bar that says too quiet, good or too loud."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from insidescoop.ui.theme.palette import colours

_QUIET, _LOUD = 0.25, 0.95
_SIZE = QSize(220, 24)


class LevelMeter(QWidget):
    """The painted bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = 0.0
        self.setAccessibleName("Loudness of the recording")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, level: float) -> None:
        """Shows a loudness from 0 to 1; it falls slowly, so that it can be read."""
        self._level = max(level, self._level * 0.9)
        self.setAccessibleDescription(self.words())
        self.update()

    def words(self) -> str:
        """The verdict in words."""
        if self._level < _QUIET:
            return "quiet"
        return "too loud" if self._level > _LOUD else "good"

    def sizeHint(self) -> QSize:
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        named = colours("dark")
        roles = {"quiet": "muted", "good": "good", "too loud": "error"}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(named["line"]))
        painter.drawRoundedRect(QRectF(0, 7, 140, 10), 5, 5)
        painter.setBrush(QColor(named[roles[self.words()]]))
        painter.drawRoundedRect(QRectF(0, 7, max(10.0, 140 * min(self._level, 1.0)), 10), 5, 5)
        painter.setPen(QColor(named["text"]))
        painter.drawText(QRectF(150, 0, 70, 24), Qt.AlignmentFlag.AlignVCenter, self.words())
        painter.end()
