"""Backups in files that the user names: an encrypted copy written, a file of either kind restored."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.backups import ENCRYPTED_ENDING, BackupFacts
from insidescoop.domain.problems import Problem, WrongPassphrase
from insidescoop.store.encrypted_backup import UnpackedBackup
from insidescoop.system.file_names import safe_file_name
from insidescoop.system.keys import Key
from insidescoop.ui.backup_runner import BackupRunner
from insidescoop.ui.backups.dialog import RestoreDialog
from insidescoop.ui.context import UiContext
from insidescoop.ui.file_dialogs import ask_for_backup, ask_where_to_write
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import NewPassphraseDialog, PassphraseDialog


class BackupFiles(QObject):
    """Asks for the file and its passphrase, and does the work off the window's thread.

    `restore_requested(key)` is sent when the user restores a backup; the window has to close first. A file is chosen
    over what `over` returns; `begin` is called once it is, for the rest is shown in the window.
    """

    restore_requested = Signal(str)

    def __init__(
        self,
        context: UiContext,
        runner: BackupRunner,
        window: QWidget,
        *,
        over: Callable[[], QWidget],
        begin: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self._over = over
        self._begin = begin
        self.asking: NewPassphraseDialog | PassphraseDialog | RestoreDialog | None = None

    def ask_where_to_save(self) -> None:
        """Asks for a file and a passphrase, and writes the encrypted copy."""
        name = safe_file_name(f"inside scoop {self._context.clock.today()}", ENCRYPTED_ENDING)
        target = ask_where_to_write(
            self._over(), "Save encrypted copy", name, ending=ENCRYPTED_ENDING, kind="Encrypted backups"
        )
        if target is not None:
            self.ask_for_new_passphrase(target)

    def ask_for_new_passphrase(self, target: Path) -> NewPassphraseDialog:
        """Asks for the passphrase of the file to be written, and writes it."""
        self._begin()
        dialog = self.asking = NewPassphraseDialog(
            "Save encrypted copy",
            "Save",
            question=f"Passphrase for {target.name}",
            sentences=("The file holds all your data, the undo history and every recording.",),
            parent=self._window,
        )
        dialog.confirmed.connect(lambda passphrase: self._save(target, passphrase))
        dialog.open()
        return dialog

    def _save(self, target: Path, passphrase: str) -> None:
        self._runner.save_encrypted(
            target,
            Key.of(passphrase),
            lambda: self._context.reader.show_written(f"Saved an encrypted copy: {target.name}", target),
            self._context.messages.tell,
        )

    def ask_what_to_restore(self) -> None:
        """Asks for a file, and whether what is in it is to be restored."""
        file = ask_for_backup(self._over())
        if file is not None:
            self.restore_from(file)

    def restore_from(self, file: Path) -> None:
        """Asks whether a backup in a file is to be restored; first for its passphrase, if it is encrypted."""
        try:
            found = self._runner.find_backup(file)
        except Problem as problem:
            self._context.messages.tell(problem)
            return
        self._begin()
        if found is not None:
            asking = self._ask_whether(found)
            asking.confirmed.connect(self.restore_requested)
        else:
            self._ask_for_passphrase(file)

    def _ask_for_passphrase(self, file: Path) -> None:
        dialog = self.asking = PassphraseDialog(
            "Restore from a file", "Open", question=f"Passphrase of {file.name}", parent=self._window
        )

        def failed(problem: Problem) -> None:
            if isinstance(problem, WrongPassphrase):
                dialog.show_problem(problem)
            else:
                self._context.messages.tell(problem)

        def opened(unpacked: UnpackedBackup, facts: BackupFacts) -> None:
            dialog.deleteLater()
            self._ask_about_unpacked(unpacked, facts)

        def unpack(passphrase: str) -> None:
            self._runner.unpack(file, Key.of(passphrase), opened, failed)

        dialog.given.connect(unpack)
        dialog.open()

    def _ask_about_unpacked(self, unpacked: UnpackedBackup, facts: BackupFacts) -> None:
        asking = self._ask_whether(facts)
        asking.rejected.connect(lambda: self._runner.discard(unpacked))
        asking.confirmed.connect(
            lambda _key: self._runner.bring_here(unpacked, self.restore_requested.emit, self._context.messages.tell)
        )

    def _ask_whether(self, facts: BackupFacts) -> RestoreDialog:
        dialog = self.asking = RestoreDialog(facts, self._context.clock.zone, parent=self._window)
        dialog.open()
        return dialog
