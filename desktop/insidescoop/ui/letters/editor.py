"""The words of a letter while it is written: open fields stand out, and Tab goes from one to the next."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from insidescoop.domain.letters.templates import field_places
from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.plain_text import PlainEdit

_LINES_SEEN = 14


class LetterEdit(PlainEdit):
    """An editor for a subject (`is_one_line`) or a body. Tab and Shift+Tab choose open fields before they move on."""

    def __init__(self, theme: Theme, name: str, *, is_one_line: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._is_one_line = is_one_line
        self.setAccessibleName(name)
        upward = QSizePolicy.Policy.Fixed if is_one_line else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upward)
        if is_one_line:
            self.setLineWrapMode(PlainEdit.LineWrapMode.NoWrap)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._marks = _FieldMarks(self, theme)

    def choose_next(self) -> bool:
        """Chooses the first open field after the cursor; False if there is none."""
        here = self.textCursor().selectionEnd()
        return self._choose([place for place in field_places(self.toPlainText()) if place[0] >= here][:1])

    def choose_previous(self) -> bool:
        """Chooses the last open field before the cursor; False if there is none."""
        here = self.textCursor().selectionStart()
        return self._choose([place for place in field_places(self.toPlainText()) if place[1] <= here][-1:])

    def choose_first(self) -> bool:
        """Chooses the first open field of all; False if every one is filled."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return self.choose_next()

    def event(self, event: QEvent) -> bool:
        # Before Qt takes Tab for the focus.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Tab and self.choose_next():
                return True
            if event.key() == Qt.Key.Key_Backtab and self.choose_previous():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._is_one_line:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: object) -> None:
        if not self._is_one_line:
            super().insertFromMimeData(source)  # type: ignore[arg-type]
            return
        text = source.text()  # type: ignore[attr-defined]
        self.insertPlainText(" ".join(text.split()))

    def sizeHint(self) -> QSize:
        lines = 1 if self._is_one_line else _LINES_SEEN
        margin = 2 * int(self.document().documentMargin()) + 2 * self.frameWidth() + TIGHT
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * lines + margin)

    def minimumSizeHint(self) -> QSize:
        # A long letter scrolls in itself: the box must fit a small screen.
        if self._is_one_line:
            return QSize(80, self.sizeHint().height())
        return QSize(80, self.fontMetrics().lineSpacing() * 6)

    def _choose(self, places: list[tuple[int, int]]) -> bool:
        if not places:
            return False
        cursor = self.textCursor()
        cursor.setPosition(places[0][0])
        cursor.setPosition(places[0][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True


class _FieldMarks(QSyntaxHighlighter):
    """Paints open fields so that nobody overlooks one: coloured, and underlined too."""

    def __init__(self, editor: LetterEdit, theme: Theme) -> None:
        super().__init__(editor.document())
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        how = QTextCharFormat()
        how.setForeground(self._theme.colour("due"))
        how.setFontUnderline(True)
        how.setFontWeight(QFont.Weight.Bold)
        for begin, end in field_places(text):
            self.setFormat(begin, end - begin, how)
