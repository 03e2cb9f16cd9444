"""Upright bars over an axis of weeks, with a line where the goal is."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen

from insidescoop.domain.plot_axis import axis_steps, named_places
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize, in_proportion, sized
from insidescoop.ui.widgets.plots.plot import Bar, Plot

_HEIGHT = 132
_WIDEST_BAR = 34.0
_OVER_BAR = 0.7
"""The share of its room that a number over a bar may take: closer, neighbours read as one number."""


class BarPlot(Plot):
    """Upright bars. `goal` is drawn as a dashed line with its word; None draws none."""

    _goal: float | None = None

    def show_weeks(self, bars: Sequence[Bar], *, goal: float | None) -> None:
        """Shows other bars and another goal; the keys begin on the last bar, which is now."""
        self._goal = goal
        self.show_bars(bars, current=len(bars) - 1)

    def sizeHint(self) -> QSize:
        return QSize(in_proportion(300, self.font()), in_proportion(_HEIGHT, self.font()))

    def minimumSizeHint(self) -> QSize:
        return QSize(in_proportion(160, self.font()), in_proportion(_HEIGHT, self.font()))

    def room_of(self, place: int) -> QRectF:
        ground = self._ground()
        wide = ground.width() / max(len(self.bars), 1)
        return QRectF(ground.left() + place * wide, ground.top(), wide, ground.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), TypeSize.SMALL))
        self._draw_axis(painter)
        self._draw_bars(painter)
        self._draw_goal(painter)
        self._draw_labels(painter)
        self.draw_current(painter)
        painter.end()

    def _letters(self) -> QFontMetricsF:
        return QFontMetricsF(sized(self.font(), TypeSize.SMALL))

    def _steps(self) -> tuple[int, ...]:
        return axis_steps(max([bar.amount for bar in self.bars] + [self._goal or 0.0]))

    def _ground(self) -> QRectF:
        letters = self._letters()
        left = letters.horizontalAdvance(f"{self._steps()[-1]:,}") + SMALL_GAP
        # Above stands the number of the highest bar, below the day.
        above, below = letters.height() + TIGHT, letters.height() + TIGHT
        return QRectF(left, above, max(self.width() - left, 1.0), max(self.height() - above - below, 1.0))

    def _height_of(self, amount: float) -> float:
        ground = self._ground()
        return ground.bottom() - ground.height() * amount / self._steps()[-1]

    def _draw_axis(self, painter: QPainter) -> None:
        ground, letters = self._ground(), self._letters()
        for step in self._steps():
            y = self._height_of(step)
            painter.setPen(QPen(self.theme.colour("line"), 1))
            painter.drawLine(QPointF(ground.left(), y), QPointF(ground.right(), y))
            painter.setPen(self.theme.colour("muted"))
            room = QRectF(0, y - letters.height() / 2, ground.left() - TIGHT, letters.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{step:,}")

    def _draw_bars(self, painter: QPainter) -> None:
        letters, foot = self._letters(), self._ground().bottom()
        for place, bar in enumerate(self.bars):
            room = self.room_of(place)
            wide = min(room.width() * 0.7, _WIDEST_BAR)
            top = self._height_of(bar.amount)
            if bar.amount:
                painter.fillRect(
                    QRectF(room.center().x() - wide / 2, top, wide, foot - top), self.theme.colour("accent")
                )
            shown = f"{bar.amount:,.0f}"
            if bar.amount and letters.horizontalAdvance(shown) <= room.width() * _OVER_BAR:
                painter.setPen(self.theme.colour("text"))
                over = QRectF(room.left(), top - letters.height() - 1, room.width(), letters.height())
                painter.drawText(over, Qt.AlignmentFlag.AlignCenter, shown)

    def _draw_goal(self, painter: QPainter) -> None:
        if self._goal:
            ground, y = self._ground(), self._height_of(self._goal)
            painter.setPen(QPen(self.theme.colour("due"), 1.6, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(ground.left(), y), QPointF(ground.right(), y))

    def _draw_labels(self, painter: QPainter) -> None:
        letters, ground = self._letters(), self._ground()
        painter.setPen(self.theme.colour("muted"))
        widths = [letters.horizontalAdvance(bar.label) + TIGHT for bar in self.bars]
        room = ground.width() / max(len(self.bars), 1)
        for place in named_places(len(self.bars), room=room, widest=max(widths, default=0.0), gap=SMALL_GAP):
            wide = widths[place]
            left = min(self.room_of(place).center().x() - wide / 2, self.width() - wide)
            painter.drawText(
                QRectF(left, ground.bottom() + TIGHT, wide, letters.height()),
                Qt.AlignmentFlag.AlignCenter,
                self.bars[place].label,
            )
