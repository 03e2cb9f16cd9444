"""Small plots of runs: pace over time against the target, and the lengths of the runs one after the other."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from insidescoop.domain.values import frozen
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize, sized
from insidescoop.ui.theme.palette import Theme

_DOT = 4.0


@frozen
class Plotted:
    """What is drawn: points, the target they are held against, names for both ways, and all of it in one sentence.

    `x_marks` are places along the bottom with their words. `is_line` joins the points; else each is a dot, filled
    where it is at most the target.
    """

    points: tuple[tuple[float, float], ...]
    target: float
    target_words: str
    y_unit: str
    x_marks: tuple[tuple[float, str], ...]
    told: str
    is_line: bool


class RunPlot(QWidget):
    """The painted plot; a screen reader is told the same in a sentence."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plotted: Plotted | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(96)
        theme.changed.connect(self.update)

    def show_plot(self, plotted: Plotted | None) -> None:
        """Draws other points; nothing for None."""
        self._plotted = plotted
        self.setAccessibleDescription(plotted.told if plotted is not None else "")
        self.setVisible(plotted is not None and bool(plotted.points))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        plotted = self._plotted
        if plotted is None or not plotted.points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), TypeSize.SMALL))
        metrics = painter.fontMetrics()
        values = [y for _x, y in plotted.points] + [plotted.target]
        top = max(values) * 1.12 or 1.0
        left = metrics.horizontalAdvance(f"{top:,.0f}") + SMALL_GAP
        room = QRectF(left, metrics.height(), self.width() - left - SMALL_GAP,
                      self.height() - 2.6 * metrics.height())  # fmt: skip
        xs = [x for x, _y in plotted.points]
        low, high = min(xs), max(xs)

        def at(x: float, y: float) -> QPointF:
            share = (x - low) / (high - low) if high > low else 0.5
            return QPointF(room.left() + share * room.width(), room.bottom() - y / top * room.height())

        self._draw_frame(painter, room, plotted, at)
        self._draw_points(painter, plotted, [at(x, y) for x, y in plotted.points])
        painter.end()

    def _draw_frame(self, painter: QPainter, room: QRectF, plotted: Plotted, at: object) -> None:
        metrics = painter.fontMetrics()
        colour = self._theme.colour
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        y = at(plotted.points[0][0], plotted.target).y()  # type: ignore[operator]
        painter.setPen(QPen(colour("muted"), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.setPen(colour("muted"))
        painter.drawText(QPointF(0, y + metrics.ascent() / 2 - 1), f"{plotted.target:,.0f}")
        painter.drawText(QPointF(0, metrics.ascent()), f"{plotted.y_unit}; dashed: {plotted.target_words}")
        free_from = room.left() - TIGHT
        for x, words in plotted.x_marks:
            width = metrics.horizontalAdvance(words)
            middle = at(x, 0).x()  # type: ignore[operator]
            begin = min(max(middle - width / 2, room.left()), room.right() - width)
            if begin >= free_from:
                painter.drawText(QPointF(begin, self.height() - metrics.descent() - 1), words)
                free_from = begin + width + SMALL_GAP

    def _draw_points(self, painter: QPainter, plotted: Plotted, places: Sequence[QPointF]) -> None:
        colour = self._theme.colour
        if plotted.is_line:
            path = QPainterPath(places[0])
            for place in places[1:]:
                path.lineTo(place)
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
            return
        for place, (_x, y) in zip(places, plotted.points, strict=True):
            is_inside = y <= plotted.target
            painter.setPen(QPen(colour("good" if is_inside else "due"), 2))
            painter.setBrush(colour("good") if is_inside else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, _DOT, _DOT)
