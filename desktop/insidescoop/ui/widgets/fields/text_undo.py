"""Undo inside a text field: word by word, and never beyond what was typed there.

Qt undoes a whole run of typing at once. Its own history can be parted, though, so that its keys, its menus and ours
take the same steps: a line edit begins a new one when the cursor was moved, a document when it counts as saved.
"""

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit

from insidescoop.domain.values import frozen


@frozen
class TextUndo:
    """The history of one field that can be typed in."""

    editor: QLineEdit | QPlainTextEdit

    def can_undo(self) -> bool:
        """True if there is text to undo."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.isUndoAvailable()
        return self.editor.document().isUndoAvailable()

    def can_redo(self) -> bool:
        """True if text was undone and nothing typed since."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.isRedoAvailable()
        return self.editor.document().isRedoAvailable()

    def undo(self) -> None:
        """Undoes the last word, paste or deletion."""
        self.editor.undo()

    def redo(self) -> None:
        """Redoes what was undone last."""
        self.editor.redo()

    def begin_step(self) -> None:
        """Lets what is typed from now on be a step of its own."""
        if not isinstance(self.editor, QLineEdit):
            self.editor.document().setModified(False)
        elif not self.editor.hasSelectedText():
            place = self.editor.cursorPosition()
            with QSignalBlocker(self.editor):
                self.editor.setCursorPosition(place - 1 if place else len(self.editor.text()))
                self.editor.setCursorPosition(place)

    def forget(self) -> None:
        """Makes the text as it is the one that nothing goes back behind."""
        if isinstance(self.editor, QLineEdit):
            place = self.editor.cursorPosition()
            with QSignalBlocker(self.editor):
                self.editor.setText(self.editor.text())
                self.editor.setCursorPosition(place)
        else:
            self.editor.document().clearUndoRedoStacks()

    def before_cursor(self) -> str:
        """The letter before the cursor; "" at the beginning of a line and where something is selected."""
        if isinstance(self.editor, QLineEdit):
            place = self.editor.cursorPosition()
            return "" if self.editor.hasSelectedText() else self.editor.text()[max(place - 1, 0) : place]
        cursor = self.editor.textCursor()
        place = cursor.positionInBlock()
        return "" if cursor.hasSelection() else cursor.block().text()[max(place - 1, 0) : place]

    def place(self) -> tuple[int, int]:
        """How long the text is and where the cursor is: what tells whether typing goes on where it was."""
        if isinstance(self.editor, QLineEdit):
            return len(self.editor.text()), self.editor.cursorPosition()
        return self.editor.document().characterCount(), self.editor.textCursor().position()

    def place_after(self, typed: str) -> tuple[int, int]:
        """What `place` says once this has been typed over whatever is selected."""
        length, place = self.place()
        if isinstance(self.editor, QLineEdit):
            selected = len(self.editor.selectedText())
            start = self.editor.selectionStart() if selected else place
        else:
            cursor = self.editor.textCursor()
            start, selected = cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()
        return length - selected + len(typed), start + len(typed)


def text_undo_of(control: QObject | None) -> TextUndo | None:
    """The history of a control that can be typed in; None for any other, and where the text can only be read."""
    editor: QObject | None = control
    if isinstance(control, QAbstractSpinBox) or (isinstance(control, QComboBox) and control.isEditable()):
        editor = control.lineEdit()
    if isinstance(editor, QLineEdit | QPlainTextEdit) and not editor.isReadOnly():
        return TextUndo(editor)
    return None
