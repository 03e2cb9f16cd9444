"""Who takes Ctrl+Z: the text being typed while it has something to take back, else the store."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit


class UndoKeys(QObject):
    """An event filter for the application.

    Qt's text fields claim the undo keys even when they have nothing to undo, and would keep them from the window.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        is_undo = event.matches(QKeySequence.StandardKey.Undo)
        is_redo = event.matches(QKeySequence.StandardKey.Redo)
        if not (is_undo or is_redo) or _can(watched, is_undo=is_undo) is not False:
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
