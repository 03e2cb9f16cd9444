"""An editor in which places of the text are seen: left out, remarked on, misspelled, still to be filled."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from insidescoop.ui.widgets.plain_text import PlainEdit

Place = tuple[int, int, QTextCharFormat]
"""Where something is to be seen: from, to (positions of the document), and how."""

_WAVE = 2
"""Pixels from one turn of a wavy line to the next."""

_PEN_OF_UNDERLINE = {
    QTextCharFormat.UnderlineStyle.DashUnderline: Qt.PenStyle.DashLine,
    QTextCharFormat.UnderlineStyle.DotLine: Qt.PenStyle.DotLine,
    QTextCharFormat.UnderlineStyle.WaveUnderline: Qt.PenStyle.SolidLine,
}


class MarkedEdit(PlainEdit):
    """Draws the places itself, the ground under the text and the rest over it.

    Qt's own extra selections draw every line of a paragraph once more for each of them: ten in a paragraph of 2,000
    words cost 2.5 ms with every key (measured, 6.11.3). Places move with the text as it is edited.
    """

    def __init__(self, *, least_lines: int = 2, most_lines: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(least_lines=least_lines, most_lines=most_lines, parent=parent)
        self._layers: dict[str, list[tuple[QTextCursor, QTextCharFormat]]] = {}

    def show_places(self, layer: str, places: Sequence[Place]) -> None:
        """Makes places of the text seen, each layer over the ones before; replaces what the layer showed."""
        if not places and not self._layers.get(layer):
            return
        shown = []
        for start, end, look in places:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            shown.append((cursor, look))
        self._layers[layer] = shown
        self.viewport().update()

    def places(self, layer: str) -> list[tuple[str, QTextCharFormat]]:
        """What a layer shows, as the text stands now: the words and how they are seen."""
        return [(cursor.selectedText(), look) for cursor, look in self._layers.get(layer, ())]

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = [(rect, base, look) for rect, base, look in self._seen() if rect.intersects(event.rect().toRectF())]
        grounds = [(rect, look.background()) for rect, _base, look in seen if look.hasProperty(_GROUND)]
        if grounds:
            painter = QPainter(self.viewport())
            for rect, brush in grounds:
                painter.fillRect(rect, brush)
            painter.end()
        super().paintEvent(event)
        if seen:
            painter = QPainter(self.viewport())
            for rect, base, look in seen:
                if look.hasProperty(_INK):
                    painter.fillRect(rect, self._veil(look.foreground().color()))
                if look.underlineStyle() in _PEN_OF_UNDERLINE:
                    _underline(painter, rect, base, look)
            painter.end()

    def _veil(self, wanted: QColor) -> QColor:
        """The ground's own colour, as thick as makes the text's colour the wanted one."""
        ground, ink = self.palette().color(QPalette.ColorRole.Base), self.palette().color(QPalette.ColorRole.Text)
        whole = _brightness(ground) - _brightness(ink)
        part = _brightness(wanted) - _brightness(ink)
        ground.setAlphaF(min(max(part / whole, 0.0), 1.0) if whole else 0.0)
        return ground

    def _seen(self) -> Iterator[tuple[QRectF, float, QTextCharFormat]]:
        """Every line of a place that is in sight, with the height of its letters' feet."""
        if not any(self._layers.values()):
            return
        port = self.viewport().rect()
        first = self.cursorForPosition(port.topLeft()).position()
        last = self.cursorForPosition(QPoint(port.right(), port.bottom())).position()
        offset = self.contentOffset()
        tops: dict[int, QPointF] = {}
        for layer in self._layers.values():
            for cursor, look in layer:
                start, end = max(cursor.selectionStart(), first), min(cursor.selectionEnd(), last)
                block = self.document().findBlock(start)
                while start < end and block.isValid() and block.position() < end:
                    number = block.blockNumber()
                    if number not in tops:
                        tops[number] = self.blockBoundingGeometry(block).topLeft() + offset
                    for rect, base in _lines(block, start, end):
                        yield rect.translated(tops[number]), base + tops[number].y(), look
                    block = block.next()


_GROUND = QTextCharFormat.Property.BackgroundBrush.value
_INK = QTextCharFormat.Property.ForegroundBrush.value


def _lines(block: QTextBlock, start: int, end: int) -> Iterator[tuple[QRectF, float]]:
    layout, begin = block.layout(), block.position()
    start, end = max(start - begin, 0), min(end - begin, block.length() - 1)
    line = layout.lineForTextPosition(start)
    number = line.lineNumber() if line.isValid() else layout.lineCount()
    while start < end and number < layout.lineCount():
        line = layout.lineAt(number)
        line_end = line.textStart() + line.textLength()
        one, other = (_x(line.cursorToX(place)) for place in (max(start, line.textStart()), min(end, line_end)))
        yield QRectF(min(one, other), line.y(), abs(other - one), line.height()), line.y() + line.ascent()
        number += 1
        if line_end >= end:
            return


def _brightness(colour: QColor) -> int:
    return colour.red() + colour.green() + colour.blue()


def _x(told: object) -> float:
    # PySide tells the place beside it, where Qt writes it back.
    return float(told[0] if isinstance(told, tuple) else told)  # type: ignore[arg-type]


def _underline(painter: QPainter, rect: QRectF, base: float, look: QTextCharFormat) -> None:
    pen = QPen(look.underlineColor(), 1, _PEN_OF_UNDERLINE[look.underlineStyle()])
    painter.setPen(pen)
    height = round(base) + 2.5
    if look.underlineStyle() != QTextCharFormat.UnderlineStyle.WaveUnderline:
        painter.drawLine(QPointF(rect.left(), height), QPointF(rect.right(), height))
        return
    steps = int(rect.width() // _WAVE)
    points = [QPointF(rect.left() + step * _WAVE, height + (0, 1)[step % 2]) for step in range(steps + 1)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPolyline(points)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
