"""Sets, changes and removes the passphrase of the data."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import StoreReadOnly
from insidescoop.system.keys import Key
from insidescoop.ui.backup_runner import BackupRunner
from insidescoop.ui.backups.passphrase_dialog import ChangePassphraseDialog
from insidescoop.ui.context import UiContext
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import NewPassphraseDialog

_ENCRYPTED = (
    "Your data, its backups and unsaved drafts will be encrypted. Backups you already have are rewritten; those on a "
    "USB stick, the next time it is plugged in."
)
_WHAT_IT_DOES = (
    _ENCRYPTED,
    "Recordings, files you export and the log are not encrypted. The log holds nothing you typed.",
    "Inside Scoop now closes, and asks for the passphrase each time it opens.",
)


class NewPassphrase(NamedTuple):
    """What the passphrase is to be; None for none."""

    key: Key | None


class PassphraseController(QObject):
    """Asks what the passphrase is to be. `chosen(NewPassphrase)` is sent; the window has to close first."""

    chosen = Signal(object)

    def __init__(self, context: UiContext, runner: BackupRunner, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self.dialog: NewPassphraseDialog | ChangePassphraseDialog | None = None

    def ask(self) -> None:
        """Opens the dialog."""
        if self._runner.is_read_only():
            self._context.messages.tell(StoreReadOnly())
        elif self._runner.is_encrypted():
            self._ask_for_change()
        else:
            self._ask_for_first()

    def _ask_for_first(self) -> None:
        left = self._runner.left_plain()
        remarks = (f"Files that were put aside stay as they are: {', '.join(map(str, left))}",) if left else ()
        dialog = self.dialog = NewPassphraseDialog(
            "Passphrase",
            "Set passphrase",
            question="A passphrase for your data",
            sentences=(*_WHAT_IT_DOES, *remarks),
            parent=self._window,
        )
        dialog.confirmed.connect(lambda passphrase: self.chosen.emit(NewPassphrase(Key.of(passphrase))))
        dialog.open()

    def _ask_for_change(self) -> None:
        dialog = self.dialog = ChangePassphraseDialog(
            lambda passphrase: self._runner.is_key(Key.of(passphrase)), parent=self._window
        )
        dialog.changed.connect(lambda passphrase: self.chosen.emit(NewPassphrase(Key.of(passphrase))))
        dialog.removed.connect(lambda: self.chosen.emit(NewPassphrase(None)))
        dialog.open()
