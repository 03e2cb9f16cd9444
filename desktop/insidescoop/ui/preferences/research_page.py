"""What research says about networking, to be read offline: claims one meets, and where they come from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from insidescoop.system.resources import resource_path
from insidescoop.ui.theme.metrics import GAP
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
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.text, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(680, 640)
        self.text.setFocus()
