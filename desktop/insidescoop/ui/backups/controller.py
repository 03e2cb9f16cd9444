"""Makes backups while the window is open, and shows and restores them."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.backups import BackupFacts, BackupReason
from insidescoop.domain.problems import Problem
from insidescoop.system.user_files import BACKUP_FOLDER
from insidescoop.ui.backups.dialog import BackupsDialog, RestoreDialog
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.external_links import ExternalLinks

EVERY_MINUTES = 30


class BackupController(QObject):
    """A backup every half hour in which something changed, and the dialog of all of them.

    `restore_requested(number)` is sent when the user restores a backup; the window has to close first.
    """

    restore_requested = Signal(int)

    def __init__(self, context: UiContext, runner: CommandRunner, window: QWidget, outside: ExternalLinks) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self._outside = outside
        self._has_told = False
        self.dialog: BackupsDialog | None = None
        self.regular = QTimer(self, interval=EVERY_MINUTES * 60_000)
        self.regular.timeout.connect(self._back_up_by_itself)
        self.regular.start()
        context.registry.bind("back_up_now", self.back_up)
        context.registry.bind("show_backups", self.show_backups)

    def back_up(self) -> None:
        """Makes a backup and says so."""
        self._runner.back_up(BackupReason.ASKED, self._told)

    def show_backups(self) -> BackupsDialog:
        """Opens the list of backups."""
        dialog = self.dialog = BackupsDialog(self._context.clock.zone, parent=self._window)
        dialog.show_backups(self._runner.backups())
        dialog.back_up_requested.connect(self.back_up)
        dialog.folder_requested.connect(self._show_folder)
        dialog.restore_requested.connect(self._ask)
        dialog.finished.connect(self._forget)
        dialog.open()
        return dialog

    def _ask(self, backup: BackupFacts) -> None:
        asking = RestoreDialog(backup, self._context.clock.zone, parent=self.dialog or self._window)
        asking.confirmed.connect(self.restore_requested)
        asking.open()

    def _show_folder(self) -> None:
        backups = self._runner.backups()
        if backups:
            folder = self._runner.data_folder() / BACKUP_FOLDER
            self._outside.show_in_folder(folder / backups[0].file_name)

    def _told(self, made: BackupFacts | None) -> None:
        words = "Nothing has changed since the last backup" if made is None else "Made a backup"
        self._context.reader.show_status(words)
        if self.dialog is not None:
            self.dialog.show_backups(self._runner.backups())

    def _back_up_by_itself(self) -> None:
        self._runner.back_up(BackupReason.REGULAR, lambda _made: None, self._tell_once)

    def _tell_once(self, problem: Problem) -> None:
        # The next try, half an hour later, would say the same.
        if not self._has_told:
            self._has_told = True
            self._context.messages.tell(problem)

    def _forget(self) -> None:
        self.dialog = None
