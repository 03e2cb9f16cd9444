"""A list, or in its place the sentence that says why it is empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from insidescoop.ui.theme.metrics import GAP
from insidescoop.ui.widgets.boxes import Column, Stretch, aligned
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class ListOrNothing(QStackedWidget):
    """`way_out` is the button under the sentence; `way_out_chosen` is sent when it is pressed."""

    way_out_chosen = Signal()

    def __init__(self, records: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self._sentence = wrapped(PlainLabel(tone="muted"))
        self.way_out = push_button()
        self._build()
        self.way_out.clicked.connect(self.way_out_chosen)

    def _build(self) -> None:
        nothing = QWidget()
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMinimumWidth(0)
        Column(
            Stretch(),
            self._sentence,
            aligned(self.way_out, Qt.AlignmentFlag.AlignCenter),
            Stretch(2),
            on=nothing,
            spacing=GAP,
            margin=GAP,
        )
        self.addWidget(self._records)
        self.addWidget(nothing)

    def show_list(self) -> None:
        """Shows the list; if the way out to it was just taken, the keys are on it."""
        had_focus = self.way_out.hasFocus()
        self.setCurrentIndex(0)
        if had_focus:
            self._records.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self, sentence: str, way_out: str = "") -> None:
        """Says why there is nothing to list; `way_out` is what the button says, "" for none."""
        had_focus = self._records.hasFocus()
        self._sentence.setText(sentence)
        self.way_out.setText(way_out)
        self.way_out.setVisible(bool(way_out))
        self.setCurrentIndex(1)
        if had_focus and way_out:
            self.way_out.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Puts the keys on the list, or on the way out of an empty one."""
        shown = self.way_out if self.currentIndex() and not self.way_out.isHidden() else self._records
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def sentence(self) -> str:
        """What stands in place of the list; empty while the list is shown."""
        return self._sentence.text() if self.currentIndex() else ""
