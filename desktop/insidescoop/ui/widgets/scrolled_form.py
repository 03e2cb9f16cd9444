"""A page of fields that scrolls as one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from insidescoop.ui.theme.metrics import PAGE_MARGIN


class ScrolledForm(QScrollArea):
    """A framed scroll area; what is added to `column` stands one under the other."""

    def __init__(self, *, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWidgetResizable(True)
        # The Tab key goes through the fields; the area itself shows no focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        self.column.setSpacing(spacing)
        self.setWidget(self.body)
