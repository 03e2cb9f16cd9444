"""Keys that Qt treats unlike what a user expects: undo and redo in a text, Enter, and Ctrl+Enter in a dialog."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from shiboken6 import isValid

from insidescoop.ui.widgets.dialogs.primary_button import name_key, press_primary
from insidescoop.ui.widgets.fields.text_undo import TextUndo, text_undo_of

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_UNDO = QKeyCombination(_CONTROL, Qt.Key.Key_Z)
_REDO = (QKeyCombination(_CONTROL | _SHIFT, Qt.Key.Key_Z), QKeyCombination(_CONTROL, Qt.Key.Key_Y))


class UndoKeys(QObject):
    """An event filter for whatever has the focus; it moves along with it.

    A filter for the whole application would be asked thousands of times while a window is built (measured with
    PySide6 6.11.3: a fifth of the time that takes).

    While the cursor is in a text field, the keys for undo and redo belong to its text: word by word, and when that is
    used up they do nothing, rather than undo work of another page. Enter presses the button that has the focus: Qt has
    it press the default one, so that Enter on Cancel would do what is to be cancelled. Ctrl+Enter presses a dialog's
    primary button from any of its fields.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._focused: QObject | None = None
        self._is_composing = False
        self._next: tuple[TextUndo, int, int] | None = None
        """Where the letter typed next goes on with the run of the last one."""

    def follow_focus(self, application: QApplication) -> None:
        """Looks at the keys of whatever gets the focus from now on."""
        application.focusChanged.connect(self._move_to)
        self._move_to(None, application.focusWidget())

    def _move_to(self, _before: QWidget | None, focused: QWidget | None) -> None:
        if self._focused is not None and isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = focused
        if focused is not None:
            focused.installEventFilter(self)
            dialog = focused.window()
            if isinstance(dialog, QDialog):
                # With each move: the button may be another one than when the dialog was opened.
                name_key(dialog)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return _keeps_from_window(watched, event)
            if event.type() == QEvent.Type.KeyPress:
                return self._press(watched, event)
        elif isinstance(event, QInputMethodEvent):
            self._compose(text_undo_of(watched), event)
        return False

    def _compose(self, text: TextUndo | None, event: QInputMethodEvent) -> None:
        # Before the first sign of a composition: later, parting the steps would end it.
        if text is not None and not self._is_composing:
            self._part_words(text, event.commitString() or event.preeditString())
        self._is_composing = bool(event.preeditString())
        self._next = None if text is None else (text, *text.place_after(event.commitString()))

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        if _is_ctrl_enter(event) and isinstance(watched, QWidget) and isinstance(dialog := watched.window(), QDialog):
            return event.isAutoRepeat() or press_primary(dialog)
        if isinstance(watched, QPushButton):
            return _presses(watched, event)
        if (text := text_undo_of(watched)) is None:
            return False
        if _is_undo(event):
            text.undo()
        elif _is_redo(event):
            text.redo()
        else:
            if event.matches(QKeySequence.StandardKey.Paste):
                text.begin_step()
            elif event.text().isprintable() and not event.modifiers() & _CONTROL:
                self._part_words(text, event.text())
            return False
        return True

    def _part_words(self, text: TextUndo | None, typed: str) -> None:
        """Begins a new step with the first letter of a word, and wherever typing does not go on where it was."""
        if text is None or not typed:
            return
        goes_on = self._next == (text, *text.place())
        if not goes_on or (text.before_cursor().isspace() and not typed[0].isspace()):
            text.begin_step()
        self._next = (text, *text.place_after(typed))


def _presses(button: QPushButton, event: QKeyEvent) -> bool:
    if not _is_enter(event) or event.isAutoRepeat():
        return False
    if isinstance(button.window(), QDialog) and button.autoDefault():
        # Qt presses it.
        return False
    button.click()
    return True


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    return _is_enter(event) and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _CONTROL


def _keeps_from_window(watched: QObject, event: QKeyEvent) -> bool:
    """Has a text field keep the keys for undo and redo, which else do what the window's menu says."""
    if not (_is_undo(event) or _is_redo(event)) or text_undo_of(watched) is None:
        return False
    event.accept()
    return True


def _is_undo(event: QKeyEvent) -> bool:
    return event.keyCombination() == _UNDO or event.matches(QKeySequence.StandardKey.Undo)


def _is_redo(event: QKeyEvent) -> bool:
    return event.keyCombination() in _REDO or event.matches(QKeySequence.StandardKey.Redo)
