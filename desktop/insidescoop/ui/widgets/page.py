"""What a tab holds."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """The content of one tab.

    No focus proxy says where its focus begins: Qt would then lead the Tab key past what stands before the proxy.
    """

    def first_to_use(self) -> QWidget:
        """Where work on the page begins."""
        raise NotImplementedError

    def tell_chosen(self) -> None:
        """Lets the actions know what is chosen here: nothing is changed that is not in sight."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Puts the focus where work on the page begins."""
        self.first_to_use().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tell_chosen()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.tell_chosen()
