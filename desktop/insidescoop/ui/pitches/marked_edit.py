"""An editor in which places of the text are seen: left out, remarked on, misspelled, still to be filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from insidescoop.ui.widgets.plain_text import PlainEdit

Place = tuple[int, int, QTextCharFormat]
"""Where something is to be seen: from, to (positions of the document), and how."""

_GROUND = QTextCharFormat.Property.BackgroundBrush.value
_INK = QTextCharFormat.Property.ForegroundBrush.value
_Style = QTextCharFormat.UnderlineStyle


@dataclass(frozen=True, slots=True, eq=False)
class _Mark:
    """A place, with what is drawn of it: the ground under the text, a veil over it, a line under it."""

    cursor: QTextCursor
    look: QTextCharFormat
    ground: QBrush | None
    veil: QColor | None
    line: QPixmap | None


class MarkedEdit(PlainEdit):
    """Draws the places itself, the ground under the text and the rest over it.

    Qt's own extra selections draw every line of a paragraph once more for each of them: ten in a paragraph of 2,000
    words cost 2.5 ms with every key (measured, 6.11.3). Places move with the text as it is edited.
    """

    def __init__(self, *, least_lines: int = 2, most_lines: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(least_lines=least_lines, most_lines=most_lines, parent=parent)
        self._layers: dict[str, list[_Mark]] = {}

    def show_places(self, layer: str, places: Sequence[Place]) -> None:
        """Makes places of the text seen, each layer over the ones before; replaces what the layer showed."""
        if places or self._layers.get(layer):
            self._layers[layer] = [self._mark(*place) for place in places]
            self.viewport().update()

    def places(self, layer: str) -> list[tuple[str, QTextCharFormat]]:
        """What a layer shows, as the text stands now: the words and how they are seen."""
        return [(mark.cursor.selectedText(), mark.look) for mark in self._layers.get(layer, ())]

    def paintEvent(self, event: QPaintEvent) -> None:
        top, bottom = event.rect().top(), event.rect().bottom()
        seen = [each for each in self._seen() if each[1].bottom() >= top and each[1].top() <= bottom]
        if any(mark.ground for mark, _rect, _base in seen):
            painter = QPainter(self.viewport())
            for mark, rect, _base in seen:
                if mark.ground is not None:
                    painter.fillRect(rect, mark.ground)
            painter.end()
        super().paintEvent(event)
        if seen:
            painter = QPainter(self.viewport())
            for mark, rect, base in seen:
                if mark.veil is not None:
                    painter.fillRect(rect, mark.veil)
                if mark.line is not None:
                    painter.drawTiledPixmap(QRectF(rect.left(), base, rect.width(), _LINE_HEIGHT), mark.line)
            painter.end()

    def _mark(self, start: int, end: int, look: QTextCharFormat) -> _Mark:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        style = look.underlineStyle()
        return _Mark(
            cursor,
            look,
            ground=look.background() if look.hasProperty(_GROUND) else None,
            veil=self._veil(look.foreground().color()) if look.hasProperty(_INK) else None,
            line=_line_of(style, look.underlineColor().rgb(), self.devicePixelRatioF()) if style in _LINES else None,
        )

    def _veil(self, wanted: QColor) -> QColor:
        """The ground's own colour, as thick as makes the text's colour the wanted one."""
        ground, ink = self.palette().color(QPalette.ColorRole.Base), self.palette().color(QPalette.ColorRole.Text)
        whole, part = _brightness(ground) - _brightness(ink), _brightness(wanted) - _brightness(ink)
        ground.setAlphaF(min(max(part / whole, 0.0), 1.0) if whole else 0.0)
        return ground

    def _seen(self) -> Iterator[tuple[_Mark, QRectF, float]]:
        """Every line of a place that is in sight, with where the line under its letters begins."""
        if not any(self._layers.values()):
            return
        port = self.viewport().rect()
        first = self.cursorForPosition(port.topLeft()).position()
        last = self.cursorForPosition(QPoint(port.right(), port.bottom())).position()
        offset = self.contentOffset()
        corners: dict[int, QPointF] = {}
        for layer in self._layers.values():
            for mark in layer:
                start, end = max(mark.cursor.selectionStart(), first), min(mark.cursor.selectionEnd(), last)
                if start >= end:
                    continue
                block = self.document().findBlock(start)
                while block.isValid() and block.position() < end:
                    number = block.blockNumber()
                    if number not in corners:
                        corners[number] = self.blockBoundingGeometry(block).topLeft() + offset
                    for rect, base in _lines(block, start, end, corners[number]):
                        yield mark, rect, base
                    block = block.next()


def _lines(block: QTextBlock, start: int, end: int, corner: QPointF) -> Iterator[tuple[QRectF, float]]:
    layout, begin = block.layout(), block.position()
    start, end = max(start - begin, 0), min(end - begin, block.length() - 1)
    line = layout.lineForTextPosition(start)
    number, count = line.lineNumber() if line.isValid() else layout.lineCount(), layout.lineCount()
    while start < end and number < count:
        line = layout.lineAt(number)
        first = line.textStart()
        last = first + line.textLength()
        one, other = _x(line.cursorToX(max(start, first))), _x(line.cursorToX(min(end, last)))
        top = line.y() + corner.y()
        rect = QRectF(min(one, other) + corner.x(), top, abs(other - one), line.height())
        yield rect, round(top + line.ascent()) + 1
        number, start = number + 1, last


def _brightness(colour: QColor) -> int:
    return colour.red() + colour.green() + colour.blue()


def _x(told: object) -> float:
    # PySide tells the place beside it, where Qt writes it back.
    return float(told[0] if isinstance(told, tuple) else told)  # type: ignore[arg-type]


_LINE_HEIGHT = 3
_LINES = {
    _Style.DashUnderline: (6, ((0.0, 1.5, 4.0, 1.5),)),
    _Style.DotLine: (3, ((0.0, 1.5, 1.0, 1.5),)),
    _Style.WaveUnderline: (4, ((0.0, 2.5, 2.0, 0.5), (2.0, 0.5, 4.0, 2.5))),
}
"""The lines of a piece so many pixels long, of which any number stand side by side."""


@lru_cache(maxsize=32)
def _line_of(style: QTextCharFormat.UnderlineStyle, colour: int, ratio: float) -> QPixmap:
    width, lines = _LINES[style]
    piece = QPixmap(round(width * ratio), round(_LINE_HEIGHT * ratio))
    piece.setDevicePixelRatio(ratio)
    piece.fill(QColor(0, 0, 0, 0))
    painter = QPainter(piece)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=style is _Style.WaveUnderline)
    pen = QPen(QColor(colour), 1)
    pen.setCapStyle(pen.capStyle().FlatCap)
    painter.setPen(pen)
    painter.drawLines([QLineF(*line) for line in lines])
    painter.end()
    return piece
