"""Bars that lie under each other, each with its words before it and its number behind it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, in_proportion, row_height
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.plots.plot import Plot

_LABEL_SHARE, _LEAST_BAR = 0.44, 60.0
_THICKNESS = 0.5


class RowPlot(Plot):
    """Bars that lie. A bar that is part of something is drawn in front of what it is a part of.

    The whole width stands for the largest amount, but for no less than `least`.
    """

    def __init__(self, theme: Theme, *, name: str, least: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._least = least

    def sizeHint(self) -> QSize:
        return QSize(in_proportion(420, self.font()), row_height(self.font()) * max(len(self.bars), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(in_proportion(260, self.font()), self.sizeHint().height())

    def room_of(self, place: int) -> QRectF:
        height = self.height() / max(len(self.bars), 1)
        return QRectF(0, place * height, self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        letters = QFontMetricsF(self.font())
        labels = max((letters.horizontalAdvance(bar.label) for bar in self.bars), default=0.0)
        numbers = max((letters.horizontalAdvance(bar.shown) for bar in self.bars), default=0.0) + 2 * SMALL_GAP
        before = min(labels + 2 * SMALL_GAP, self.width() * _LABEL_SHARE)
        long = max(self.width() - before - numbers, _LEAST_BAR)
        most = max([float(self._least), *(bar.out_of or bar.amount for bar in self.bars)])
        for place, bar in enumerate(self.bars):
            room = self.room_of(place)
            thick = room.height() * _THICKNESS
            top = room.center().y() - thick / 2
            name = letters.elidedText(bar.label, Qt.TextElideMode.ElideRight, before - 2 * SMALL_GAP)
            painter.setPen(self.theme.colour("text"))
            words = QRectF(SMALL_GAP, room.top(), before - SMALL_GAP, room.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            painter.fillRect(QRectF(before, top, long * (bar.out_of or 0) / most, thick),
                             self.theme.colour("selection"))  # fmt: skip
            painter.fillRect(QRectF(before, top, long * bar.amount / most, thick), self.theme.colour("accent"))
            end = before + long * max(bar.amount, bar.out_of or 0) / most
            painter.drawText(
                QRectF(end + TIGHT * 1.5, room.top(), numbers, room.height()), Qt.AlignmentFlag.AlignVCenter, bar.shown
            )
        self.draw_current(painter)
        painter.end()
