"""Cells in which the beginnings of words that were searched for are marked."""

import re
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from insidescoop.domain.text import fold


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
    """Draws a cell's text on one line with its matches on a coloured ground; `mark` gives that colour."""

    def __init__(self, mark: Callable[[], QColor], parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._mark = mark
        self.words: tuple[str, ...] = ()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self.words:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        spans = matched_spans(shown.text, self.words)
        if not spans:
            super().paint(painter, option, index)
            return
        style = shown.widget.style() if shown.widget is not None else QApplication.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, shown.widget)
        text = shown.fontMetrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, room.width())
        shown_text, shown.text = shown.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        whole = len(text) if text == shown_text else len(text) - 1
        self._draw(painter, shown, QRectF(room), text, [span for span in spans if sum(span) <= whole])

    def _draw(
        self, painter: QPainter, shown: QStyleOptionViewItem, room: QRectF, text: str, spans: list[tuple[int, int]]
    ) -> None:
        layout = QTextLayout(text, shown.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(shown.direction if shown.direction else Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        ranges = []
        for start, length in spans:
            marked = QTextLayout.FormatRange()
            marked.start, marked.length = start, min(length, len(text) - start)
            form = QTextCharFormat()
            form.setBackground(self._mark())
            form.setForeground(shown.palette.color(QPalette.ColorRole.Text))
            marked.format = form
            ranges.append(marked)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width())
        layout.endLayout()
        is_selected = bool(shown.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        painter.save()
        painter.setClipRect(room)
        painter.setPen(shown.palette.color(role))
        # As far in as Qt draws the text of a cell.
        inset = QApplication.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, shown, shown.widget) + 1
        layout.draw(painter, QPointF(room.left() + inset, room.top() + (room.height() - line.height()) / 2))
        painter.restore()
