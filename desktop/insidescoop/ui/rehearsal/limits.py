"""The box for the limits of the clock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from insidescoop.domain.pitch.pitches import LONGEST_SECONDS
from insidescoop.domain.rehearsal.rehearsals import Limits
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.titled import titled


class LimitsDialog(AskingDialog):
    """Asks from when on it is time to end, and from when on it is too late. `chosen(Limits)` is sent for the verb."""

    chosen = Signal(object)

    def __init__(self, limits: Limits, parent: QWidget | None = None) -> None:
        super().__init__("Limits of the clock", "Set limits", parent=parent)
        self.now = self._seconds("Time to end from second", limits.now_seconds)
        self.over = self._seconds("Too late after second", limits.over_seconds)
        self.remember_untouched()

    def _seconds(self, name: str, seconds: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, LONGEST_SECONDS)
        box.setValue(seconds)
        box.setSuffix(" s")
        as_field(box)
        self.column.addLayout(titled(name, box))
        return box

    def typed(self) -> object:
        return (self.now.value(), self.over.value())

    def answer(self) -> str | None:
        if self.now.value() >= self.over.value():
            return self.at(self.now, "The time to end comes before it is too late: choose a smaller first number.")
        self.chosen.emit(Limits(self.now.value(), self.over.value()))
        return None
