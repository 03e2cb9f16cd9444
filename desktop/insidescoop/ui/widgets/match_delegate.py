"""Cells in which the beginnings of words that were searched for are marked."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.ui.widgets.record_table import RecordTable

_INSET = 9
"""Pixels between a cell's edge and its text, as far as the style sheet's padding sets other tables' texts in."""

_MOST_FITTED = 2_048
"""Texts held as they were cut to their cells: some twenty screens."""

_PLAIN = re.compile(
    r"[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    r"\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*"
)
"""Letters of which each stands behind the one before it: no marks of their own, none that join, none leftward."""

_SELECTED = QStyle.StateFlag.State_Selected
_IN_THE_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


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


@frozen
class _Fitted:
    """A cell's text, cut to its width; `is_plain` says that its letters stand one after the other from the left."""

    text: str
    whole: int
    is_plain: bool


class MatchDelegate(QStyledItemDelegate):
    """Draws a table's cells, each on one line, its matches on a coloured ground; `mark` gives that colour.

    The cell is drawn here and not by the style: with a style sheet that takes three times as long, for every cell of
    every row that scrolls by. For the same reason its text is asked of the table, past Qt; cut once, and drawn at a
    point where its letters allow it: together that halves it (measured).
    """

    def __init__(self, mark: Callable[[], QColor], table: RecordTable) -> None:
        super().__init__(table)
        self._mark = mark
        self._table = table
        self.words: tuple[str, ...] = ()
        self._font = table.font()
        self._metrics = QFontMetrics(self._font)
        self._fitted: dict[tuple[str, int], _Fitted] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        is_selected = bool(option.state & _SELECTED)
        palette, rect = option.palette, option.rect
        if is_selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        text = self._table.text_at(index.row(), index.column())
        if not text:
            return
        if option.font != self._font:
            self._font, self._metrics = QFont(option.font), QFontMetrics(option.font)
            self._fitted.clear()
            painter.setFont(self._font)
        fitted = self._fit(text, rect.width() - 2 * _INSET)
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text))
        spans = self._spans(text, fitted) if self.words else ()
        if spans and (is_selected or not fitted.is_plain):
            self._draw_marked(painter, option, QRectF(rect.adjusted(_INSET, 0, -_INSET, 0)), fitted.text, spans)
        elif not fitted.is_plain:
            painter.drawText(rect.adjusted(_INSET, 0, -_INSET, 0), _IN_THE_MIDDLE, fitted.text)
        else:
            left, top = rect.x() + _INSET, rect.y() + (rect.height() - self._metrics.height()) // 2
            for start, length in spans:
                begins, ends = (self._metrics.horizontalAdvance(fitted.text, upto) for upto in (start, start + length))
                painter.fillRect(left + begins, top, ends - begins, self._metrics.height(), self._mark())
            painter.drawText(left, top + self._metrics.ascent(), fitted.text)

    def _fit(self, text: str, width: int) -> _Fitted:
        fitted = self._fitted.get((text, width))
        if fitted is None:
            if len(self._fitted) >= _MOST_FITTED:
                self._fitted.clear()
            shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            whole = len(shown) if shown == text else len(shown) - 1
            is_plain = _PLAIN.fullmatch(shown) is not None
            fitted = self._fitted[text, width] = _Fitted(shown, whole, is_plain)
        return fitted

    def _spans(self, text: str, fitted: _Fitted) -> list[tuple[int, int]]:
        return [span for span in matched_spans(text, self.words) if sum(span) <= fitted.whole]

    def _draw_marked(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRectF,
        text: str,
        spans: Sequence[tuple[int, int]],
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
