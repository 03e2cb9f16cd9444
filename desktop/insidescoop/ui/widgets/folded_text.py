"""A text of which a long one shows its beginning, with a button for the rest."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.text import beginning
from insidescoop.ui.widgets.boxes import Column, aligned
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_LINES_SHOWN, _LETTERS_SHOWN = 4, 240


class FoldedText(QWidget):
    """`unfolded(is_unfolded)` is sent when the button was pressed; `about` says what the text belongs to."""

    unfolded = Signal(bool)

    def __init__(self, text: str, *, about: str, is_unfolded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._about = text, about
        self._brief = beginning(text, lines=_LINES_SHOWN, letters=_LETTERS_SHOWN)
        self._is_unfolded = is_unfolded
        self.label = wrapped(PlainLabel())
        self.more = push_button(emphasis="quiet")
        Column(self.label, aligned(self.more, Qt.AlignmentFlag.AlignLeft), on=self, spacing=0)
        self.more.setVisible(self._brief != text)
        self.more.clicked.connect(self._turn)
        self._show()

    def _turn(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._show()
        self.unfolded.emit(self._is_unfolded)

    def _show(self) -> None:
        title = "Show less" if self._is_unfolded else "Show more"
        self.label.setText(self._whole if self._is_unfolded else self._brief)
        self.more.setText(title)
        self.more.setAccessibleName(f"{title}: {self._about}")
