"""The list of backups: when and why each was made, and what it contains."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.backups import BackupFacts, BackupFailure, SecondFolderFacts
from insidescoop.domain.moments import day_and_time
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped, wrapped_low
from insidescoop.ui.widgets.wrapped_row import WrappedRow
from insidescoop.ui.widgets.wrapped_views import WrappedList

_FACTS = Qt.ItemDataRole.UserRole

_TOLD = (
    "Backups are made when you close Inside Scoop, every half hour while you work, and before an import or a merge. "
    "They are next to your data."
)
_NO_SECOND_FOLDER = "To have copies on another disk too, choose a second folder: on a USB stick, or one that is synced."


class BackupsDialog(FittedDialog):
    """A list, newest first.

    `back_up_requested()`, `folder_requested()`, `restore_requested(BackupFacts)`, `file_requested()`,
    `encrypted_copy_requested()`, `second_folder_requested()` and `no_second_folder_requested()` are sent for the
    buttons.
    """

    is_made_anew = True

    back_up_requested = Signal()
    folder_requested = Signal()
    restore_requested = Signal(object)
    file_requested = Signal()
    encrypted_copy_requested = Signal()
    second_folder_requested = Signal()
    no_second_folder_requested = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Backups")
        self._zone = zone
        self._damaged = set[str]()
        self.list = WrappedList()
        self.list.setAccessibleName("Backups, newest first")
        self.failure = wrapped(PlainLabel(tone="error"))
        self.failure.hide()
        self.nothing = wrapped(PlainLabel("There are no backups yet.", tone="muted"))
        self.restore = push_button("&Restore…")
        self.back_up = push_button("&Back up now", self.back_up_requested.emit)
        self.from_file = push_button("Restore from a f&ile…", self.file_requested.emit)
        self.encrypted_copy = push_button("Save &encrypted copy…", self.encrypted_copy_requested.emit)
        self.folder = push_button("Show &folder", self.folder_requested.emit)
        self.second_folder = wrapped(PlainLabel())
        self.choose_second = push_button("&Second folder…", self.second_folder_requested.emit)
        self.no_second = push_button("S&top copying there", self.no_second_folder_requested.emit)
        self.close_button = push_button("Close", self.reject)
        self._build()
        self.show_second_folder(None)
        self.list.currentRowChanged.connect(self._offer_to_restore)
        self.list.itemActivated.connect(self._restore)
        self.restore.clicked.connect(self._restore)

    def _build(self) -> None:
        fitting = FittingColumn()
        fitting.column.add(wrapped_low(PlainLabel(_TOLD)), self.failure, stretched(self.list), stretched(self.nothing))
        fitting.column.add(self.second_folder, WrappedRow(self.choose_second, self.no_second, self.encrypted_copy))
        row = Row(
            stretched(WrappedRow(self.restore, self.from_file, self.back_up, self.folder)),
            self.close_button,
        )
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(600, self.font()), 420)

    def show_backups(self, backups: Sequence[BackupFacts]) -> None:
        """Shows the backups; the one chosen before stays so, else the first is."""
        chosen, had_focus = self._chosen(), self.list.hasFocus() or self.focusWidget() in (None, self.back_up)
        self.list.clear()
        for backup in backups:
            item = QListWidgetItem(self._words(backup), self.list)
            item.setData(_FACTS, backup)
        keys = [backup.key for backup in backups]
        self.list.setCurrentRow(keys.index(chosen.key) if chosen is not None and chosen.key in keys else 0)
        self.list.setVisible(bool(backups))
        self.nothing.setVisible(not backups)
        self._offer_to_restore()
        self.folder.setEnabled(bool(backups))
        if had_focus:
            (self.list if backups else self.back_up).setFocus()

    def show_damaged(self, key: str) -> None:
        """Marks a backup as damaged, as long as the list is open; it is not offered to be restored."""
        self._damaged.add(key)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setText(self._words(item.data(_FACTS)))
        self._offer_to_restore()

    def show_failure(self, failure: BackupFailure | None) -> None:
        """Says why the last backup failed, until one succeeds."""
        if failure is not None:
            told = f"{failure.words} ({day_and_time(failure.failed_at, self._zone)})."
            self.failure.setText(f"{told} {failure.what_happened} {failure.next_step}")
        self.failure.setVisible(failure is not None)

    def show_second_folder(self, second: SecondFolderFacts | None) -> None:
        """Says where copies go, and when they last did."""
        self.second_folder.setText(_NO_SECOND_FOLDER if second is None else self._told_of(second))
        self.no_second.setVisible(second is not None)

    def _told_of(self, second: SecondFolderFacts) -> str:
        never = "nothing was copied there yet"
        last = never if second.copied_at is None else f"last copied there {day_and_time(second.copied_at, self._zone)}"
        if second.is_there:
            return f"Every backup is also copied to {second.folder} ({last})."
        return f"Every backup is also copied to {second.folder}. It is not there now; {last}."

    def _words(self, backup: BackupFacts) -> str:
        where = ", in the second folder" if backup.elsewhere else ""
        made = f"{day_and_time(backup.made_at, self._zone)}, {backup.reason.words}{where}"
        if backup.key in self._damaged:
            return f"{made}\nDamaged: it cannot be restored"
        held = backup.contents or "contents unknown"
        since = f"\nSince then: {backup.since}" if backup.since else ""
        return f"{made}\n{held}{since}"

    def _chosen(self) -> BackupFacts | None:
        item = self.list.currentItem()
        chosen: BackupFacts | None = None if item is None else item.data(_FACTS)
        return chosen

    def _offer_to_restore(self) -> None:
        chosen = self._chosen()
        had_focus = self.restore.hasFocus()
        self.restore.setEnabled(chosen is not None and chosen.key not in self._damaged)
        if had_focus and not self.restore.isEnabled():
            self.list.setFocus()

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.key not in self._damaged:
            self.restore_requested.emit(chosen)


class RestoreDialog(AskingDialog):
    """Asks for confirmation before a restore. `confirmed(key)` is sent if the user agrees."""

    confirmed = Signal(str)

    def __init__(self, backup: BackupFacts, zone: str, parent: QWidget | None = None) -> None:
        question = f"Restore the backup of {day_and_time(backup.made_at, zone)}?"
        super().__init__("Restore a backup", "Restore", question=question, parent=parent)
        self._key = backup.key
        if backup.contents:
            self.column.addWidget(wrapped(PlainLabel(f"In it: {backup.contents}.")))
        if backup.since:
            self.column.addWidget(wrapped(PlainLabel(f"Since then: {backup.since}. Restoring takes that back.")))
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
        self.confirmed.emit(self._key)
        return None
