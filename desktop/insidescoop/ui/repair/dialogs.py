"""What is shown when the file with the user's data cannot be opened, after it was repaired, and of a check."""

from collections.abc import Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import Problem
from insidescoop.domain.repairs import rows_words
from insidescoop.domain.text import counted
from insidescoop.queries.soundness import Soundness
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped
from insidescoop.ui.widgets.wrapped_row import WrappedRow


class WayOut(Enum):
    """What can be done about a file that cannot be opened."""

    RESTORE = auto()
    REPAIR = auto()
    LOOK = auto()
    TRY_AGAIN = auto()
    RESTORE_FILE = auto()


_BUTTONS = {
    WayOut.RESTORE: "&Restore the backup",
    WayOut.REPAIR: "Re&pair the file",
    WayOut.LOOK: "Open read-&only",
    WayOut.TRY_AGAIN: "&Try again",
    WayOut.RESTORE_FILE: "Restore from a f&ile…",
}
_EXPLAINED = {
    WayOut.RESTORE: "Restore takes you back to the backup.",
    WayOut.REPAIR: "Repair saves what can still be read, and fills the gaps from the newest backup.",
    WayOut.LOOK: "Read-only lets you look, search, export and print, and changes nothing.",
}
_MOST_FAULTS = 8
_KEPT = "The file that cannot be opened is kept next to your data in every case."


class CannotOpenDialog(FittedDialog):
    """Says why the file cannot be opened and offers ways out, the best one first.

    `chosen(WayOut)` is sent for a button, `folder_requested()` for the one that shows the folder; Escape closes the
    program. `backup` says in words what the newest backup is, "" without one.
    """

    chosen = Signal(object)
    folder_requested = Signal()

    def __init__(
        self, problem: Problem, ways_out: Sequence[WayOut], *, backup: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Inside Scoop")
        self.buttons = {
            way: push_button(_BUTTONS[way], partial(self._choose, way), emphasis="" if place else "primary")
            for place, way in enumerate(ways_out)
        }
        self.close_button = push_button("Close", self.reject)
        told = [problem.your_data, backup, *(_EXPLAINED.get(way, "") for way in ways_out)]
        if not set(ways_out) - {WayOut.RESTORE_FILE}:
            told.append(problem.next_step)
        elif set(ways_out) & {WayOut.RESTORE, WayOut.REPAIR}:
            told.append(_KEPT)
        fitting = FittingColumn()
        fitting.column.add(
            wrapped(heading(problem.what_happened)), *(wrapped(PlainLabel(each)) for each in filter(None, told))
        )
        folder = push_button("Show &folder", self.folder_requested.emit)
        row = WrappedRow(folder, self.close_button, *reversed(self.buttons.values()), is_at_the_right=True)
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(800, self.font()), 0)
        next(iter(self.buttons.values()), self.close_button).setFocus()

    def _choose(self, way: WayOut, _checked: bool = False) -> None:
        self.accept()
        self.chosen.emit(way)


class RepairedDialog(FittedDialog):
    """Says what a repair saved and what is missing; closed in any way, the data opens.

    `folder_requested()` is sent for the button that shows the damaged file.
    """

    folder_requested = Signal()

    def __init__(self, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Inside Scoop")
        fitting = FittingColumn()
        fitting.column.add(
            wrapped(heading("The file was repaired")),
            *(wrapped(PlainLabel(sentence)) for sentence in sentences),
            wrapped(
                PlainLabel("The damaged file is kept. A backup can still be restored: File > Backups.", tone="muted")
            ),
        )
        folder = push_button("Show the &damaged file", self.folder_requested.emit)
        self.go_on = push_button("&Open", self.accept, emphasis="primary")
        row = WrappedRow(folder, self.go_on, is_at_the_right=True)
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(520, self.font()), 0)
        self.go_on.setFocus()


class CheckedDialog(FittedDialog):
    """Says what a check of the data found. `repair_requested()` and `backups_requested()` are sent for the buttons."""

    is_made_anew = True

    repair_requested = Signal()
    backups_requested = Signal()

    def __init__(self, found: Soundness, remarks: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check my data")
        self.repair = push_button("Re&pair…", lambda: self._end(self.repair_requested), emphasis="primary")
        self.backups = push_button("&Backups…", lambda: self._end(self.backups_requested))
        self.close_button = push_button("Close", self.reject)
        fitting = FittingColumn()
        labels = [*_checked_labels(found), *map(PlainLabel, remarks)]
        fitting.column.add(*map(wrapped, labels))
        self.repair.setVisible(bool(found.faults))
        self.backups.setVisible(bool(found.faults))
        row = WrappedRow(self.close_button, self.backups, self.repair, is_at_the_right=True)
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(520, self.font()), 0)
        (self.repair if found.faults else self.close_button).setFocus()

    def _end(self, signal: SignalInstance) -> None:
        self.accept()
        signal.emit()


def _checked_labels(found: Soundness) -> list[PlainLabel]:
    held = rows_words({table: count for table, count in found.rows.items() if count})
    if found.faults:
        shown = [*found.faults[:_MOST_FAULTS]]
        if len(found.faults) > _MOST_FAULTS:
            shown.append(f"and {len(found.faults) - _MOST_FAULTS:,} more")
        return [
            heading("Something is wrong with your data"),
            PlainLabel("\n".join(shown)),
            PlainLabel(
                "Repair makes a new file of all that can be read; the old one is kept. Or go back to a backup. Inside "
                "Scoop closes and opens again."
            ),
        ]
    labels = [heading("Your data is sound"), PlainLabel(f"Checked: {held}.")]
    if found.missing_recordings:
        labels.append(
            PlainLabel(
                f"{counted(found.missing_recordings, 'recording')} cannot be played any more. The rehearsals and their "
                "reports are there."
            )
        )
    return labels
