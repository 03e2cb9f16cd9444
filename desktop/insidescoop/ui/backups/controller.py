"""Makes backups while the window is open, and shows and restores them."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.backups import BackupFacts, BackupReason, SecondFolderFacts
from insidescoop.domain.moments import day_and_time
from insidescoop.domain.problems import Problem
from insidescoop.system.folders import who_else_can_look
from insidescoop.system.stored_files import StoredPart
from insidescoop.system.user_files import BACKUP_FOLDER
from insidescoop.ui.backups.backup_files_controller import BackupFiles
from insidescoop.ui.backups.dialog import BackupsDialog, RestoreDialog
from insidescoop.ui.backups.passphrase_controller import PassphraseController
from insidescoop.ui.backups.stored_dialog import StoredDialog
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.external_links import ExternalLinks
from insidescoop.ui.file_dialogs import ask_for_folder

EVERY_MINUTES = 30


class BackupController(QObject):
    """A backup every half hour in which something changed, and the dialog of all of them.

    `restore_requested(key)` is sent when the user restores a backup; the window has to close first. `warned(text)` says
    that the last backup failed, "" that there is nothing to be told any more; `last_backup_known(text)` when it was.
    """

    restore_requested = Signal(str)
    warned = Signal(str)
    last_backup_known = Signal(str)

    def __init__(self, context: UiContext, runner: CommandRunner, window: QWidget, outside: ExternalLinks) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self._outside = outside
        self.dialog: BackupsDialog | None = None
        self.stored: StoredDialog | None = None
        self.files = BackupFiles(context, runner, window, over=lambda: self.dialog or window, begin=self.close_dialog)
        self.passphrase = PassphraseController(context, runner, window)
        self.files.restore_requested.connect(self.restore_requested)
        self.regular = QTimer(self, interval=EVERY_MINUTES * 60_000)
        self.regular.timeout.connect(self.back_up_by_itself)
        self.regular.start()
        runner.backup_ended.connect(self.show_state)
        context.registry.bind("back_up_now", self.back_up)
        context.registry.bind("show_backups", self.show_backups)
        context.registry.bind("change_passphrase", self.passphrase.ask)
        context.registry.bind("show_stored", self.show_stored)

    def back_up(self) -> None:
        """Makes a backup and says so."""
        self._runner.back_up(BackupReason.ASKED, self._told, self._tell)

    def show_backups(self) -> BackupsDialog:
        """Opens the list of backups."""
        dialog = self.dialog = BackupsDialog(self._context.clock.zone, parent=self._window)
        self._show()
        dialog.back_up_requested.connect(self.back_up)
        dialog.second_folder_requested.connect(self._choose_second_folder)
        dialog.no_second_folder_requested.connect(lambda: self._copy_to(None))
        dialog.folder_requested.connect(self._show_folder)
        dialog.restore_requested.connect(self._ask)
        dialog.file_requested.connect(self.files.ask_what_to_restore)
        dialog.encrypted_copy_requested.connect(self.files.ask_where_to_save)
        dialog.finished.connect(self._forget)
        dialog.open()
        return dialog

    def close_dialog(self) -> None:
        """Closes the list of backups, if it is open: how far a long work has come is shown in the window."""
        if self.dialog is not None:
            self.dialog.reject()

    def show_stored(self) -> None:
        """Opens the list of everything that is stored."""

        def show(parts: tuple[StoredPart, ...]) -> None:
            who_else = who_else_can_look(self._runner.data_folder())
            remarks = [*filter(None, [who_else]), *map(str, self._runner.remarks_on_place())]
            stored = self.stored = StoredDialog(
                parts, remarks, is_encrypted=self._runner.is_encrypted(), parent=self._window
            )
            stored.show_requested.connect(self._outside.show_in_folder)
            stored.open()

        self._runner.ask_what_is_stored(show)

    def _show(self) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(self._runner.last_backup_failure())
            self.dialog.show_backups(self._runner.backups())
            self._look_closer()

    def _look_closer(self) -> None:
        def show(found: tuple[SecondFolderFacts | None, tuple[BackupFacts, ...]]) -> None:
            if self.dialog is not None:
                second, backups = found
                self.dialog.show_second_folder(second)
                self.dialog.show_backups(backups)
                self._runner.look_for_damage(backups, self._show_damaged)

        self._runner.ask_about_backups(show)

    def _show_damaged(self, key: str) -> None:
        if self.dialog is not None:
            self.dialog.show_damaged(key)

    def _choose_second_folder(self) -> None:
        folder = ask_for_folder(self.dialog or self._window, "Second folder for backups")
        if folder is not None:
            self._copy_to(folder)

    def _copy_to(self, folder: Path | None) -> None:
        def told(is_copied: bool) -> None:
            self._context.reader.show_status("Copied the backups" if is_copied else "Backups have no second folder now")
            self._look_closer()

        def failed(problem: Problem) -> None:
            self._look_closer()
            self._tell(problem)

        self._runner.choose_second_folder(folder, told, failed)

    def _ask(self, backup: BackupFacts) -> None:
        here = self._runner.data_folder() / BACKUP_FOLDER / backup.file_name
        file = Path(backup.elsewhere) if backup.elsewhere else here
        if self._runner.has_own_passphrase(file):
            self.files.restore_from(file)
            return
        asking = RestoreDialog(backup, self._context.clock.zone, parent=self.dialog or self._window)
        asking.confirmed.connect(self._restore)
        asking.open()

    def _restore(self, key: str) -> None:
        # The window waits for what it has begun before it closes.
        self._runner.stop_looking_for_damage()
        self.restore_requested.emit(key)

    def _show_folder(self) -> None:
        backups = self._runner.backups()
        if backups:
            folder = self._runner.data_folder() / BACKUP_FOLDER
            self._outside.show_in_folder(folder / backups[0].file_name)

    def _told(self, made: BackupFacts | None) -> None:
        words = "Nothing has changed since the last backup" if made is None else "Made a backup"
        self._context.reader.show_status(words)
        self._show()

    def back_up_by_itself(self) -> None:
        """Makes a backup if anything has changed, and says in the status line only if that fails."""
        self._runner.back_up(BackupReason.REGULAR, lambda _made: None, lambda _problem: None)

    def show_state(self) -> None:
        """Has the status line say when the last backup was, and whether the user has yet to read that it failed."""
        newest, failure = next(iter(self._runner.backups()), None), self._runner.last_backup_failure()
        zone = self._context.clock.zone
        self.last_backup_known.emit(
            "No backup yet" if newest is None else f"Last backup: {day_and_time(newest.made_at, zone)}"
        )
        self.warned.emit("" if failure is None or failure.is_read else failure.words)

    def tell_failure(self) -> None:
        """Says why the last backup failed, what it means and what to do."""
        failure = self._runner.last_backup_failure()
        if failure is not None:
            self._tell(Problem(failure.what_happened, your_data=failure.your_data, next_step=failure.next_step))

    def _tell(self, problem: Problem) -> None:
        self._context.messages.tell(problem)
        self._runner.remember_failure_as_read()
        self.show_state()

    def _forget(self) -> None:
        self._runner.stop_looking_for_damage()
        self.dialog = None
