"""A box for a name, a signature or a business card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from insidescoop.ui.widgets.plain_text import PlainEdit

PAUSE_MILLISECONDS = 40
"""Keys pressed faster than this are read together; nobody sees so short a wait."""


class QuickAdd(PlainEdit):
    """The box. `enter_pressed()` is sent for Enter while it holds one line; Shift+Enter always begins another."""

    enter_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(least_lines=3, most_lines=5, parent=parent)
        self.setAccessibleName("Type a name, or paste a signature or a business card")

    def is_one_line(self) -> bool:
        """True while Enter is not needed for the text itself."""
        return "\n" not in self.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        # In a text of several lines Enter belongs to the text.
        if is_enter and is_plain and self.is_one_line():
            self.enter_pressed.emit()
            return
        super().keyPressEvent(event)
