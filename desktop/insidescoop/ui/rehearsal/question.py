"""One question in the report of a run, with its answers as buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

Answer = tuple[str, Callable[[], object]]
"""The words of a button and what it does."""


class QuestionRow(QWidget):
    """The question; hidden while there is none. Its buttons are gone once one was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = wrapped(PlainLabel(is_bold=True))
        self.buttons: list[QPushButton] = []
        self._layout = Row(stretched(self.words), on=self, spacing=SMALL_GAP)
        self.hide()

    def ask(self, words: str, answers: Sequence[Answer]) -> None:
        """Shows a question in place of the one before."""
        self.say(words)
        for verb, answer in answers:
            button = push_button(verb, answer)
            button.setAccessibleDescription(words)
            self._layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)

    def say(self, words: str) -> None:
        """Shows words without a question, or nothing for ""."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        self.words.setText(words)
        self.setVisible(bool(words))
