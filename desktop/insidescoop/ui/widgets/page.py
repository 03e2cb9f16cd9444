"""What a tab holds."""

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """The content of one tab.

    No focus proxy says where its focus begins: Qt would then lead the Tab key past what stands before the proxy.
    """

    def take_focus(self) -> None:
        """Puts the focus where work on the page begins."""
        raise NotImplementedError
