"""Two keys that Qt treats unlike what a user expects: Ctrl+Z in a text, and Enter on a button."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton


class WindowKeys(QObject):
    """An event filter for the application.

    Qt's text fields claim the undo keys even when they have nothing to undo, and would keep them from the window.
    A button outside a dialog takes the space bar only; here Enter presses it too.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return _leaves_to_window(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QPushButton):
            return _presses(watched, event)
        return False


def _presses(button: QPushButton, event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
    if not is_enter or isinstance(button.window(), QDialog):
        return False
    button.click()
    return True


def _leaves_to_window(field: QObject, event: QKeyEvent) -> bool:
    is_undo = event.matches(QKeySequence.StandardKey.Undo)
    is_redo = event.matches(QKeySequence.StandardKey.Redo)
    if not (is_undo or is_redo) or _can(field, is_undo=is_undo) is not False:
        return False
    event.ignore()
    return True


def _can(field: QObject, *, is_undo: bool) -> bool | None:
    """Whether a text field has something to take back, or to do again; None for what is no text field."""
    if isinstance(field, QAbstractSpinBox):
        field = field.lineEdit()
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if is_undo else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if is_undo else document.isRedoAvailable()
    return None
