"""The line at the bottom: how things stand on the left, what just happened and its Undo on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStatusBar, QWidget

from insidescoop.ui.theme.metrics import PAGE_MARGIN
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip


class StatusLine(QStatusBar):
    """The window's status line. `undo_asked` is sent when its Undo button is pressed."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        self._facts = PlainLabel(tone="muted")
        self._words = ""
        self._happened = PlainLabel()
        self._undo = QPushButton("Undo")
        self._undo.setProperty("emphasis", "quiet")
        self._undo.hide()
        self._undo.clicked.connect(self.undo_asked)
        self.addWidget(self._facts, 1)
        self.addPermanentWidget(self._happened)
        self.addPermanentWidget(self._undo)

    def show_facts(self, text: str) -> None:
        """Says how things stand."""
        self._facts.setText(text)

    def show_happened(self, text: str, *, can_undo: bool) -> None:
        """Says what just happened."""
        self._words = text
        self._happened.setAccessibleName(text)
        self._happened.setToolTip(plain_tip(text))
        self._undo.setVisible(can_undo)
        self._undo.setAccessibleName(f"Undo: {text}")
        self._fit()

    def happened(self) -> str:
        """What was said last."""
        return self._words

    def _fit(self) -> None:
        # However long a name is, Undo stays in sight.
        room = self.width() // 2
        self._happened.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
