"""What an empty page says: one sentence, one button, and perhaps a quieter second way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TypeSize
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class EmptyState(QWidget):
    """A sentence and a button in the middle; `chosen` is sent for the button, `second_chosen` for the quieter one."""

    chosen = Signal()
    second_chosen = Signal()

    def __init__(
        self,
        sentence: str,
        button: str,
        *,
        icon: QIcon | None = None,
        second: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(GAP)
        if icon is not None:
            picture = PlainLabel()
            picture.setPixmap(icon.pixmap(48, 48))
            layout.addWidget(picture, alignment=Qt.AlignmentFlag.AlignCenter)
        self._sentence = wrapped(PlainLabel(sentence, size=TypeSize.SECTION))
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMinimumWidth(260)
        layout.addWidget(self._sentence)
        self.button = QPushButton(button)
        self.button.setProperty("emphasis", "primary")
        self.button.clicked.connect(self.chosen)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignCenter)
        if second is not None:
            link = push_button(second, self.second_chosen, emphasis="quiet")
            layout.addSpacing(SMALL_GAP)
            layout.addWidget(link, alignment=Qt.AlignmentFlag.AlignCenter)

    def say(self, sentence: str) -> None:
        """Says another sentence."""
        self._sentence.setText(sentence)
