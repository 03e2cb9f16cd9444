"""A labelled field that keeps what is typed: when the focus leaves, on Enter, or after a short pause."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from insidescoop.domain.text import tidy_line, tidy_text
from insidescoop.ui.theme.metrics import TIGHT, TypeSize
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.fields.text_undo import TextUndo
from insidescoop.ui.widgets.plain_text import PlainEdit, PlainLabel, caption, wrapped, wrapped_low

PAUSE_MILLISECONDS = 800
"""A pause in typing after which the text is kept: long enough not to cut a word, short enough to lose nothing."""

MOST_UNKEPT_MILLISECONDS = 2_000
"""A text of several lines is kept this often while it is typed without a pause."""


class FormField(QWidget):
    """A label, an editor of one or several lines, and a line for what is wrong.

    With `keeps_on_pause` False the text waits until the focus leaves: for names that stand for a record of their own,
    of which half a name would make another.
    `committed(text)` is sent with the text as it stands, once for every change the user makes and pauses after.
    `edited(text)` is sent with every keystroke.
    """

    committed = Signal(str)
    edited = Signal(str)

    def __init__(
        self,
        title: str,
        *,
        lines: int = 1,
        most_lines: int = 10,
        hint: str = "",
        keeps_on_pause: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self._shown = ""
        self._as_shown = ""
        self._keeps_on_pause = keeps_on_pause
        self._is_typing = False
        self._is_composing = False
        self.editor: QLineEdit | PlainEdit
        self.editor = QLineEdit() if lines == 1 else self._editor_of_lines(lines, most_lines)
        self.editor.setPlaceholderText(hint)
        self.editor.setAccessibleName(title)
        self._label = caption(title)
        self._label.setBuddy(self.editor)
        # A long title must not make a narrow form wider than its page.
        self._label.setMinimumWidth(40)
        self._problem = wrapped(PlainLabel(size=TypeSize.SMALL, tone="error"))
        self._problem.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._longest = QTimer(self, singleShot=True, interval=MOST_UNKEPT_MILLISECONDS)
        self._build()
        self._connect()

    def _build(self) -> None:
        Column(self._label, self.editor, self._problem, on=self, spacing=TIGHT)
        self.setFocusProxy(self.editor)

    def _editor_of_lines(self, least: int, most: int) -> PlainEdit:
        return PlainEdit(least_lines=least, most_lines=most)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._commit_unless_composing)
        self._longest.timeout.connect(self._commit_unless_composing)
        self.editor.textChanged.connect(self._text_changed)
        self.editor.installEventFilter(self)
        if isinstance(self.editor, QLineEdit):
            self.editor.returnPressed.connect(self.commit)

    def wrap_title(self) -> None:
        """Lets a long title stand whole, in several lines."""
        # Else a form of many such titles would be as long as if it were narrow.
        wrapped_low(self._label)

    def show_example(self, is_shown: bool) -> None:
        """Has the example stand in the field while it is empty, or not: it is one of what may be typed there."""
        self.editor.setPlaceholderText(self._hint if is_shown else "")

    def take_caret(self) -> None:
        """Puts the caret behind what is typed already; nothing is selected, so that no letter replaces it."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.editor, QLineEdit):
            self.editor.end(False)
        else:
            self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def text(self) -> str:
        """The text as it is in the editor; as it was given, line ends and all, while the user has not changed it."""
        in_editor = self._in_editor()
        return self._shown if in_editor == self._as_shown else in_editor

    def _in_editor(self) -> str:
        return self.editor.text() if isinstance(self.editor, QLineEdit) else self.editor.toPlainText()

    def show_text(self, text: str | None) -> None:
        """Shows a kept text; what is being typed at this moment, or could not be kept, stays as it is."""
        if self.has_problem or self._is_typing:
            return
        tidy = tidy_text if isinstance(self.editor, PlainEdit) else tidy_line
        if self.editor.hasFocus() and tidy(self.text()) == (text or None):
            # The space after the last word waits for the next one.
            self._shown = self._as_shown = text or ""
            return
        if self._in_editor() != (text or ""):
            self.replace_text(text)
        self._shown = text or ""

    def replace_text(self, text: str | None) -> None:
        """Puts another record's text in, whatever stood there."""
        self._rest()
        is_there = self._in_editor() == (text or "")
        self._shown = text or ""
        if not is_there:
            with QSignalBlocker(self.editor):
                if isinstance(self.editor, QLineEdit):
                    self.editor.setText(self._shown)
                    # A text longer than the field shows its beginning.
                    self.editor.setCursorPosition(0)
                else:
                    self.editor.setPlainText(self._shown)
                    self.editor.updateGeometry()
        # What was typed into another record is not to be undone in this one.
        TextUndo(self.editor).forget()
        # Line ends and the like: the editor may not give back what it was given.
        self._as_shown = self._in_editor()

    @property
    def has_problem(self) -> bool:
        """True while something is said to be wrong with the text."""
        return not self._problem.isHidden()

    def show_problem(self, sentence: str | None) -> None:
        """Says what is wrong under the editor; None for nothing."""
        self._problem.setText(sentence or "")
        self._problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence or "")

    def commit(self) -> None:
        """Sends the text if it is not the one last shown or sent."""
        self._rest()
        text = self.text()
        if text != self._shown:
            self._shown = self._as_shown = text
            self.committed.emit(text)

    def _commit_unless_composing(self) -> None:
        # A word on its way through an input method is not to be torn.
        if self._is_composing:
            self._pause.start()
        else:
            self.commit()

    def _rest(self) -> None:
        self._is_typing = False
        self._pause.stop()
        self._longest.stop()

    def _text_changed(self) -> None:
        self._is_typing = True
        if self._keeps_on_pause:
            self._pause.start()
            if isinstance(self.editor, PlainEdit) and not self._longest.isActive():
                self._longest.start()
        self.edited.emit(self.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif watched is self.editor and event.type() == QEvent.Type.FocusOut:
            self._is_composing = False
            self.commit()
        return super().eventFilter(watched, event)
