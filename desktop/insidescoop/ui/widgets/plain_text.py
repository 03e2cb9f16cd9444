"""Labels, tips and editors that show what was typed and never read it as markup."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QWidget

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

    def set_tone(self, tone: str | None) -> None:
        """Colours the text by what it means."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def wrapped(label: PlainLabel) -> PlainLabel:
    """The label, set to break its lines and to take the width it is given."""
    label.setWordWrap(True)
    # Not less: a scroll area asks how tall the label would be at this width.
    label.setMinimumWidth(110)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
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
