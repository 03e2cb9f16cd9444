"""A labelled field that keeps what is typed: when the focus leaves, on Enter, or after a short pause."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from insidescoop.domain.text import tidy_line, tidy_text
from insidescoop.ui.theme.metrics import TIGHT, TypeSize
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.fields.text_undo import TextUndo
from insidescoop.ui.widgets.fields.typing_pause import TypingPause
from insidescoop.ui.widgets.plain_text import PlainEdit, PlainLabel, caption, wrapped, wrapped_low


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
        self.typing = TypingPause(self)
        self.editor: QLineEdit | PlainEdit
        self.editor = QLineEdit() if lines == 1 else self._editor_of_lines(lines, most_lines)
        self.editor.setPlaceholderText(hint)
        self.editor.setAccessibleName(title)
        self._label = caption(title)
        self._label.setBuddy(self.editor)
        # A long title must not make a narrow form wider than its page.
        self._label.setMinimumWidth(40)
        self._problem: PlainLabel | None = None
        self._column = Column(self._label, self.editor, on=self, spacing=TIGHT)
        self.setFocusProxy(self.editor)
        self._connect()

    def _editor_of_lines(self, least: int, most: int) -> PlainEdit:
        return PlainEdit(least_lines=least, most_lines=most)

    def _connect(self) -> None:
        self.typing.due.connect(self.commit)
        self.typing.watch(self.editor)
        self.editor.textChanged.connect(self._text_changed)
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
        if self.has_problem or self.typing.is_typing:
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
        self.typing.rest()
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
        return self._problem is not None and not self._problem.isHidden()

    def show_problem(self, sentence: str | None) -> None:
        """Says what is wrong under the editor; None for nothing."""
        if self._problem is None and sentence:
            self._problem = wrapped(PlainLabel(size=TypeSize.SMALL, tone="error"))
            self._column.add(self._problem)
        if self._problem is not None:
            self._problem.setText(sentence or "")
            self._problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence or "")

    def commit(self) -> None:
        """Sends the text if it is not the one last shown or sent."""
        self.typing.rest()
        text = self.text()
        if text != self._shown:
            self._shown = self._as_shown = text
            self.committed.emit(text)

    def _text_changed(self) -> None:
        self.typing.typed(saves_on_pause=self._keeps_on_pause, is_long=isinstance(self.editor, PlainEdit))
        self.edited.emit(self.text())
