"""Changes or removes the passphrase of the data, once the current one was given."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.passphrases import LOST
from insidescoop.ui.theme.metrics import in_proportion
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.passphrase_fields import PassphraseFields
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_ANEW = "Your data and its backups are rewritten, and Inside Scoop closes and opens again."
_REMOVED = (
    "Without a passphrase, anyone who can use your account can read them. Backups on a USB stick that is not "
    "plugged in keep the current one."
)
_WRONG = "This is not the current passphrase."


class ChangePassphraseDialog(AskingDialog):
    """Asks for the current passphrase and a new one. `changed(passphrase)` and `removed()` are sent for the buttons.

    `is_current` says whether a passphrase is the current one.
    """

    changed = Signal(str)
    removed = Signal()

    def __init__(self, is_current: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__("Passphrase", "Change", question="The passphrase of your data", parent=parent)
        self._is_current = is_current
        self.fields = PassphraseFields(("Current passphrase", "New passphrase", "Repeat the new passphrase"))
        self.current, self.first, self.again = self.fields.lines
        self.remove = push_button("Re&move passphrase", self._remove)
        self.buttons.insertWidget(0, self.remove)
        for sentence in (f"{_ANEW} {LOST}", _REMOVED):
            self.column.addWidget(wrapped(PlainLabel(sentence)))
        self.column.addWidget(self.fields)
        self.resize(in_proportion(480, self.font()), 0)
        self.current.setFocus()

    def typed(self) -> object:
        return None

    def _remove(self) -> None:
        if self._is_current(self.current.text()):
            self.fields.clear()
            self.accept()
            self.removed.emit()
        else:
            self.say(_WRONG)
            self.go_to(self.current)

    def answer(self) -> str | None:
        if not self._is_current(self.current.text()):
            return self.at(self.current, _WRONG)
        passphrase = self.fields.new_passphrase()
        if not isinstance(passphrase, str):
            return self.at(*passphrase)
        self.fields.clear()
        self.changed.emit(passphrase)
        return None
