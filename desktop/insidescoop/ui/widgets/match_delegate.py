"""Cells in which the beginnings of words that were searched for are marked."""

import re
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from insidescoop.domain.text import fold

_INSET = 9
"""Pixels between a cell's edge and its text, as far as the style sheet's padding sets other tables' texts in."""


@lru_cache(maxsize=4096)
def matched_spans(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where words of a text begin as one of the folded `words` does: pairs of start and length.

    >>> matched_spans("Łukasz Łoś", ("lu",))
    [(0, 2)]
    """
    spans = []
    for found in re.finditer(r"\w+", text):
        folded = fold(found.group())
        length = max((len(word) for word in words if word and folded.startswith(word)), default=0)
        if length:
            spans.append((found.start(), _letters_folding_to(found.group(), length)))
    return spans


def _letters_folding_to(word: str, length: int) -> int:
    # One letter may fold to two (ß to ss), and a mark of its own to none.
    for count in range(1, len(word)):
        if len(fold(word[:count])) >= length and fold(word[count]):
            return count
    return len(word)


class MatchDelegate(QStyledItemDelegate):
    """Draws a cell's text on one line, its matches on a coloured ground; `mark` gives that colour.

    The cell is drawn here and not by the style: with a style sheet that takes three times as long, for every cell of
    every row that scrolls by.
    """

    def __init__(self, mark: Callable[[], QColor], parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._mark = mark
        self.words: tuple[str, ...] = ()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette, rect = option.palette, option.rect
        if is_selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not text:
            return
        room = rect.adjusted(_INSET, 0, -_INSET, 0)
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(option.font)
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text))
        whole = len(shown) if shown == text else len(shown) - 1
        spans = [span for span in matched_spans(text, self.words) if sum(span) <= whole] if self.words else []
        if spans:
            self._draw_marked(painter, option, QRectF(room), shown, spans)
        else:
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _draw_marked(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRectF,
        text: str,
        spans: list[tuple[int, int]],
    ) -> None:
        layout = QTextLayout(text, option.font)
        one_line = QTextOption()
        one_line.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(one_line)
        ranges = []
        for start, length in spans:
            marked = QTextLayout.FormatRange()
            marked.start, marked.length = start, length
            form = QTextCharFormat()
            form.setBackground(self._mark())
            form.setForeground(option.palette.color(QPalette.ColorRole.Text))
            marked.format = form
            ranges.append(marked)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width())
        layout.endLayout()
        painter.save()
        painter.setClipRect(room)
        layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
        painter.restore()
