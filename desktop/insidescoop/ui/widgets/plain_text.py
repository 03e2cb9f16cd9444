"""Labels, tips and editors that show what was typed and never read it as markup."""

from bisect import bisect_left
from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QWidget

from insidescoop.domain.text import first_line
from insidescoop.ui.theme.metrics import TypeSize, sized


class PlainLabel(QLabel):
    """A label whose text is always plain; `tone` colours it by meaning ("muted", "due", "error", "good", "accent")."""

    def __init__(
        self,
        text: str = "",
        *,
        size: TypeSize = TypeSize.BODY,
        is_bold: bool = False,
        tone: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sized(self.font(), size, is_bold=is_bold))
        self.setText(text)
        if tone is not None:
            self.set_tone(tone)

    def show_brief(self, text: str, *, at_most: int) -> None:
        """Shows at most so many characters; the tip and a screen reader give the whole text."""
        brief = first_line(text, at_most=at_most)
        self.setText(brief)
        self.setToolTip("" if brief == text else plain_tip(text))
        self.setAccessibleName("" if brief == text else text)

    def set_tone(self, tone: str | None) -> None:
        """Colours the text by what it means."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def heading(text: str = "") -> PlainLabel:
    """A label that heads what stands under it."""
    return PlainLabel(text, size=TypeSize.SECTION, is_bold=True)


def caption(text: str = "") -> PlainLabel:
    """A label in small, muted letters, that names or explains what stands beside it."""
    return PlainLabel(text, size=TypeSize.SMALL, tone="muted")


_TITLE_LINES = 3
_LONGEST_TITLE = 300
"""Characters of a title that are looked at: more fit no three lines of any window."""


class TitleLabel(PlainLabel):
    """The title of a page in at most three lines; of a longer one, the tip and a screen reader give the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(size=TypeSize.TITLE, is_bold=True, parent=parent)
        wrapped(self)
        self._whole = ""

    def show_title(self, text: str) -> None:
        """Shows a title."""
        self._whole = text
        self._fit()

    def heightForWidth(self, width: int) -> int:
        return min(super().heightForWidth(width), self._most_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _most_height(self) -> int:
        return self.fontMetrics().size(0, "\n".join(["X"] * _TITLE_LINES)).height()

    def _fit(self) -> None:
        lengths = range(1, min(len(self._whole), _LONGEST_TITLE) + 1)
        fitting = bisect_left(lengths, True, key=lambda length: not self._fits(length))
        self.show_brief(self._whole, at_most=max(fitting, 1))

    def _fits(self, most: int) -> bool:
        room = QRect(0, 0, self.width(), 0)
        brief = first_line(self._whole, at_most=most)
        needed = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, brief)
        return needed.height() <= self._most_height() and needed.width() <= self.width()


def wrapped(label: PlainLabel) -> PlainLabel:
    """The label, set to break its lines and to take the width it is given."""
    label.setWordWrap(True)
    # Not less: a scroll area asks how tall the label would be at this width.
    label.setMinimumWidth(110)
    return _broad(label, QSizePolicy.Policy.Minimum)


def wrapped_low(label: PlainLabel) -> PlainLabel:
    """Like `wrapped`, for a label that no column scrolls with.

    Its window can be lower than the label would be if it were narrow.
    """
    return _broad(wrapped(label), QSizePolicy.Policy.Preferred)


def _broad(label: PlainLabel, upward: QSizePolicy.Policy) -> PlainLabel:
    # Changed, not made anew: it would no longer say that the height depends on the width.
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    policy.setVerticalPolicy(upward)
    label.setSizePolicy(policy)
    return label


def plain_tip(text: str) -> str:
    """A tool tip that shows `text` as typed: tips have no plain mode."""
    return escape(text)


class PlainEdit(QPlainTextEdit):
    """An editor of several lines that grows with its text up to `most_lines`; Tab moves on to the next field."""

    def __init__(self, *, least_lines: int = 2, most_lines: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least_lines, most_lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hinted = 0
        self.textChanged.connect(self._grow)

    def _grow(self) -> None:
        # A page that is laid out anew for every key cannot follow a fast typist.
        if self.sizeHint().height() != self._hinted:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        lines = min(max(self.document().size().height(), self._least), self._most)
        height = int(lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin() + 14)
        self._hinted = height
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)
