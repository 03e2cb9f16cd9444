"""A line in which words are typed that narrow a list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

_ON_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_INTO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """Escape clears what is typed; in an empty field it leaves, and `left` is sent.

    `list_wished` is sent for Down and Enter, which lead into the list. A field told to `choose_in` a list keeps the
    cursor instead: the arrows choose there, and Enter is the dialog's.
    """

    left = Signal()
    list_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: QListWidget | None = None
        self.setClearButtonEnabled(True)

    def choose_in(self, found: QListWidget) -> None:
        """Has Up, Down, Page Up and Page Down choose in a list while the words are typed."""
        self._list = found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self._escape(event)
        elif self._list is not None and is_plain and key in _ON_LIST:
            self._list.keyPressEvent(event)
        elif self._list is None and is_plain and key in _INTO_LIST:
            self.list_wished.emit()
        else:
            super().keyPressEvent(event)

    def _escape(self, event: QKeyEvent) -> None:
        if self.text():
            self.clear()
        else:
            # A dialog closes by it.
            event.ignore()
            self.left.emit()
