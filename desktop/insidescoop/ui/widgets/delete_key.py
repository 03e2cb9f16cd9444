"""The Delete key in a list of records."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def let_delete_key(records: QWidget, action: QAction) -> None:
    """Lets the Delete key trigger an action while the list has the focus, and at no other time.

    A text field keeps the key for its letters; one held down deletes one record, not one after the other.
    """
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), records)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(action.trigger)
