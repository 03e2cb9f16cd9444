"""The list of backups: when and why each was made, and what it contains."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.backups import BackupFacts
from insidescoop.domain.moments import clock, exact_day
from insidescoop.domain.problems import Problem
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped, wrapped_low
from insidescoop.ui.widgets.wrapped_row import WrappedRow
from insidescoop.ui.widgets.wrapped_views import WrappedList

_FACTS = Qt.ItemDataRole.UserRole

_TOLD = (
    "Backups are made when you close Inside Scoop, every half hour while you work, and before an import or a merge. "
    "They are next to your data; copy them to another disk now and then."
)


def _when(backup: BackupFacts, zone: str) -> str:
    made_at = backup.made_at.astimezone(ZoneInfo(zone))
    return f"{exact_day(made_at.date())}, {clock(made_at)}"


class BackupsDialog(FittedDialog):
    """A list, newest first.

    `back_up_requested()`, `folder_requested()` and `restore_requested(BackupFacts)` are sent for the buttons.
    """

    back_up_requested = Signal()
    folder_requested = Signal()
    restore_requested = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Backups")
        self._zone = zone
        self.list = WrappedList()
        self.list.setAccessibleName("Backups, newest first")
        self.nothing = wrapped(PlainLabel("There are no backups yet.", tone="muted"))
        self.restore = push_button("&Restore…")
        self.back_up = push_button("&Back up now", self.back_up_requested.emit)
        self.folder = push_button("Show &folder", self.folder_requested.emit)
        self.close_button = push_button("Close", self.reject)
        self._build()
        self.list.currentRowChanged.connect(lambda row: self.restore.setEnabled(row >= 0))
        self.list.itemActivated.connect(self._restore)
        self.restore.clicked.connect(self._restore)

    def _build(self) -> None:
        fitting = FittingColumn()
        fitting.column.add(wrapped_low(PlainLabel(_TOLD)), stretched(self.list), self.nothing)
        row = Row(stretched(WrappedRow(self.restore, self.back_up, self.folder)), self.close_button)
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(600, self.font()), 420)

    def show_backups(self, backups: Sequence[BackupFacts]) -> None:
        """Shows the backups, newest first, the newest chosen."""
        self.list.clear()
        for backup in backups:
            item = QListWidgetItem(self._words(backup), self.list)
            item.setData(_FACTS, backup)
        self.list.setVisible(bool(backups))
        self.nothing.setVisible(not backups)
        self.folder.setEnabled(bool(backups))
        self.restore.setEnabled(bool(backups))
        self.list.setCurrentRow(0)
        (self.list if backups else self.back_up).setFocus()

    def _words(self, backup: BackupFacts) -> str:
        held = backup.contents or "contents unknown"
        return f"{_when(backup, self._zone)}, {backup.reason.words}\n{held}"

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.restore_requested.emit(item.data(_FACTS))


class BackupOffer(FittedDialog):
    """Shown when the store cannot be opened; accepting it restores the backup."""

    folder_requested = Signal()

    def __init__(self, problem: Problem, backup: BackupFacts, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Inside Scoop")
        held = f", with {backup.contents}" if backup.contents else ""
        newest = f"The newest backup is of {_when(backup, zone)}{held}."
        told = (problem.your_data, newest, "If you restore it, the file that cannot be opened is kept next to it.")
        self.restore = push_button("Restore the backup", self.accept, emphasis="primary")
        self.close_button = push_button("Close", self.reject)
        fitting = FittingColumn()
        fitting.column.add(wrapped(heading(problem.what_happened)), *(wrapped(PlainLabel(each)) for each in told))
        folder = push_button("Show folder", self.folder_requested.emit)
        row = WrappedRow(folder, self.close_button, self.restore, is_at_the_right=True)
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(480, self.font()), 0)
        self.restore.setFocus()


class RestoreDialog(AskingDialog):
    """Asks for confirmation before a restore. `confirmed(number)` is sent if the user agrees."""

    confirmed = Signal(int)

    def __init__(self, backup: BackupFacts, zone: str, parent: QWidget | None = None) -> None:
        question = f"Restore the backup of {_when(backup, zone)}?"
        super().__init__("Restore a backup", "Restore", question=question, parent=parent)
        self._number = backup.number
        if backup.contents:
            self.column.addWidget(wrapped(PlainLabel(f"In it: {backup.contents}.")))
        self.column.addWidget(
            wrapped(
                PlainLabel(
                    "Everything goes back to how it was then. What you have now is backed up first, so you can return "
                    "to it. Inside Scoop closes and opens again."
                )
            )
        )
        self.verb.setDefault(False)
        self.resize(in_proportion(440, self.font()), 0)
        self.cancel.setFocus()

    def typed(self) -> object:
        return None

    def answer(self) -> str | None:
        self.confirmed.emit(self._number)
        return None
