"""Asks what to do with unsaved changes before the window closes."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from insidescoop.domain.text import counted, first_line
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped
from insidescoop.ui.widgets.wrapped_row import WrappedRow

_MOST_NAMED = 5


class Unsaved(Enum):
    """What to do with unsaved changes."""

    STAY = auto()
    AGAIN = auto()
    AS_TEXT = auto()
    DISCARD = auto()


class UnsavedDialog(FittedDialog):
    """`choice` is what was chosen; Escape stays in the window."""

    def __init__(self, labels: Sequence[str], *, can_try_again: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Not saved")
        self.choice = Unsaved.STAY
        self.again = push_button("Try again", lambda: self._choose(Unsaved.AGAIN), emphasis="primary")
        self.as_text = push_button("Save as text…", lambda: self._choose(Unsaved.AS_TEXT))
        self.discard = push_button("Close without saving", lambda: self._choose(Unsaved.DISCARD))
        self.stay = push_button("Cancel", self.reject)
        self.again.setEnabled(can_try_again)
        (self.again if can_try_again else self.as_text).setDefault(True)
        fitting = FittingColumn()
        named = [first_line(label, at_most=80) for label in labels[:_MOST_NAMED]]
        if len(labels) > _MOST_NAMED:
            named.append(f"and {len(labels) - _MOST_NAMED} more")
        fitting.column.add(
            wrapped(heading(f"{counted(len(labels), 'change')} could not be saved")),
            wrapped(PlainLabel("\n".join(named))),
            wrapped(PlainLabel("What you typed is still here. It is lost if you close without saving.")),
        )
        row = WrappedRow(self.discard, self.stay, self.as_text, self.again, is_at_the_right=True)
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(520, self.font()), 0)

    def _choose(self, choice: Unsaved) -> None:
        self.choice = choice
        self.accept()
