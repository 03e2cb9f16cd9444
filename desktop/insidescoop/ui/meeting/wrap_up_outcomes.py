"""What came of a talk: several of a list, each with a note."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from insidescoop.domain.interactions import OutcomeKind
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT


class OutcomesField(QWidget):
    """The outcomes in two columns; a ticked one shows a line for its note. `edited()` is sent for every change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {kind: QCheckBox(kind.words) for kind in OutcomeKind}
        self.notes = {kind: QLineEdit() for kind in OutcomeKind}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SMALL_GAP)
        grid.setVerticalSpacing(TIGHT)
        half = -(-len(self.boxes) // 2)
        for place, (kind, box) in enumerate(self.boxes.items()):
            note = self.notes[kind]
            note.setAccessibleName(f"Note on: {kind.words}")
            note.setPlaceholderText("a note, if you like")
            note.hide()
            row, column = place % half, place // half
            grid.addWidget(box, 2 * row, column)
            grid.addWidget(note, 2 * row + 1, column)
            box.toggled.connect(note.setVisible)
            box.toggled.connect(self.edited)
            note.textEdited.connect(self.edited)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def show_outcomes(self, outcomes: Mapping[OutcomeKind, str | None]) -> None:
        """Ticks these, with their notes."""
        for kind, box in self.boxes.items():
            self.notes[kind].setText(outcomes.get(kind) or "")
            box.setChecked(kind in outcomes)

    def outcomes(self) -> dict[OutcomeKind, str | None]:
        """What is ticked, with its note or None."""
        return {kind: self.notes[kind].text().strip() or None for kind, box in self.boxes.items() if box.isChecked()}
