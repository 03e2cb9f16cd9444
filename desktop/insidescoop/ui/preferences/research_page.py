"""What research says about networking, to be read offline: claims one meets, and where they come from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from insidescoop.system.resources import resource_path
from insidescoop.ui.theme.metrics import GAP
from insidescoop.ui.widgets.boxes import Column, aligned, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog


class ResearchPage(FittedDialog):
    """The text, read-only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What research says about networking")
        self.text = QPlainTextEdit(resource_path("research.txt").read_text("utf-8"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.windowTitle())
        close = push_button("Close", self.accept)
        close.setDefault(True)
        Column(stretched(self.text), aligned(close, Qt.AlignmentFlag.AlignRight), on=self, spacing=GAP, margin=GAP)
        self.resize(680, 640)
        self.text.setFocus()
