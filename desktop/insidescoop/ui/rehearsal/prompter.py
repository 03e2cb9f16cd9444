"""The text of a run, large on a dark ground, painted where the words passed say it stands, between two lines too."""

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from insidescoop.domain.rehearsal.rehearsals import Script
from insidescoop.ui.theme.metrics import WIDE_GAP
from insidescoop.ui.theme.palette import colours

SMALLEST_LETTERS, LARGEST_LETTERS, USUAL_LETTERS, LETTER_STEP = 18, 96, 40, 4
"""Heights of letters in pixels."""

_EYE_LINE = 0.36
"""Where the words being said stand, as a share of the height: high, so that what comes next is seen."""
_WIDEST_LETTERS = 22
"""Letter heights that a line is long at most: the eye does not wander to the side."""
_LINE, _BETWEEN = 1.3, 0.55
"""Letter heights from line to line, and between two sentences."""
_NO_KEY_WORDS = "…"


class Prompter(QWidget):
    """The painted text. `show_words(words)` moves it; the sentence that `words` falls into is bright."""

    def __init__(self, script: Script, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._script = script
        self._layouts: list[QTextLayout] = []
        self._tops = [0.0]
        self._words = 0.0
        self._letters = USUAL_LETTERS
        self._is_mirrored = False
        self._is_waiting = False
        self._has_key_words_only = False
        self._starts = [script.words_before(place) for place in range(len(script.sentences) + 1)]
        self.setAccessibleName("Text of the pitch")
        self.setAccessibleDescription(" ".join(sentence.text for sentence in script.sentences))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(180)
        # All of it is painted anew with each frame: Qt need not paint the ground under it first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def letters(self) -> int:
        """The height of the letters in pixels."""
        return self._letters

    def set_look(self, *, letters: int, is_mirrored: bool, has_key_words_only: bool) -> None:
        """Takes up another size, the mirrored picture for a glass, or the key words alone."""
        self._letters = min(max(letters, SMALLEST_LETTERS), LARGEST_LETTERS)
        self._is_mirrored = is_mirrored
        self._has_key_words_only = has_key_words_only
        self._lay_out()
        self.update()

    def set_waiting(self, is_waiting: bool) -> None:
        """Lets each sentence wait at its last line, or pass on into the next one."""
        self._is_waiting = is_waiting
        self.update()

    def show_words(self, words: float) -> None:
        """Moves the text so that the line after so many words is at the eye; repaints only if that is elsewhere."""
        if words != self._words:
            self._words = words
            self.update()

    def sentence(self) -> int:
        """The place of the sentence being said."""
        return min(bisect_right(self._starts, self._words) - 1, max(len(self._script.sentences) - 1, 0))

    def offset(self) -> float:
        """Pixels from the top of the text to the line at the eye.

        Each sentence passes at one speed: if each line took the time of its own words, a short last line would jerk.
        """
        if len(self._tops) < 2:
            return 0.0
        place = self.sentence()
        begun, ended = self._starts[place], self._starts[place + 1]
        share = (self._words - begun) / (ended - begun) if ended > begun else 0.0
        height = self._tops[place + 1] - self._tops[place]
        if self._is_waiting or place == len(self._layouts) - 1:
            # Not further than its last line: nothing of it passes the eye before it is said.
            height -= self._letters * (_LINE + _BETWEEN)
        return self._tops[place] + height * min(max(share, 0.0), 1.0)

    def _lay_out(self) -> None:
        font = QFont(self.font())
        font.setPixelSize(self._letters)
        width = min(max(self.width() - 4 * WIDE_GAP, 200), self._letters * _WIDEST_LETTERS)
        self._layouts, self._tops = [], [0.0]
        for sentence in self._script.sentences:
            shown = sentence.text
            if self._has_key_words_only:
                shown = "   ".join(sentence.key_words) or _NO_KEY_WORDS
            layout = QTextLayout(shown, font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            self._layouts.append(layout)
            self._tops.append(self._tops[-1] + self._break(layout, width) + self._letters * _BETWEEN)

    def _break(self, layout: QTextLayout, width: float) -> float:
        """Breaks a sentence into lines and returns its height."""
        bottom = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, bottom))
            bottom += self._letters * _LINE
        layout.endLayout()
        return bottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        named = colours("dark")
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(named["base"]))
        if self._is_mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        eye = self.height() * _EYE_LINE
        width = min(max(self.width() - 4 * WIDE_GAP, 200), self._letters * _WIDEST_LETTERS)
        left = (self.width() - width) / 2
        self._paint_eye_line(painter, QRectF(left, eye, width, self._letters * _LINE), QColor(named["accent"]))
        present = self.sentence()
        origin = eye - self.offset()
        for place, (layout, top) in enumerate(zip(self._layouts, self._tops[:-1], strict=True)):
            y = origin + top
            if y > self.height() or y + layout.boundingRect().height() + self._letters < 0:
                continue
            painter.setPen(QColor(named["text" if place == present else "muted"]))
            layout.draw(painter, QPointF(left, y))
        painter.end()

    def _paint_eye_line(self, painter: QPainter, room: QRectF, colour: QColor) -> None:
        metrics = QFontMetricsF(self.font())
        size = metrics.height() * 0.6
        middle = room.top() + room.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for x, way in ((room.left() - 1.6 * size, 1), (room.right() + 1.6 * size, -1)):
            painter.drawPolygon(
                QPolygonF([QPointF(x, middle - size), QPointF(x + way * size, middle), QPointF(x, middle + size)])
            )
