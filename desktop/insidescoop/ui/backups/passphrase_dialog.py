"""Changes or removes the passphrase of the data, after the present one was given."""

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
    "Without a passphrase, anyone who can use your account can read them. Backups on a stick that is not plugged in "
    "keep the present one."
)
_WRONG = "This is not the current passphrase."


class ChangePassphraseDialog(AskingDialog):
    """Asks for the current passphrase and a new one. `changed(passphrase)` and `removed()` are sent for the buttons.

    `is_present` says whether a passphrase is the present one.
    """

    changed = Signal(str)
    removed = Signal()

    def __init__(self, is_present: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__("Passphrase", "Change", question="The passphrase of your data", parent=parent)
        self._is_present = is_present
        self.fields = PassphraseFields(("Current passphrase", "New passphrase", "Repeat the new passphrase"))
        self.present, self.first, self.again = self.fields.lines
        self.remove = push_button("Re&move passphrase", self._remove)
        self.buttons.insertWidget(0, self.remove)
        for sentence in (f"{_ANEW} {LOST}", _REMOVED):
            self.column.addWidget(wrapped(PlainLabel(sentence)))
        self.column.addWidget(self.fields)
        self.resize(in_proportion(480, self.font()), 0)
        self.present.setFocus()

    def typed(self) -> object:
        return None

    def _remove(self) -> None:
        if self._is_present(self.present.text()):
            self.fields.clear()
            self.accept()
            self.removed.emit()
        else:
            self.say(_WRONG)
            self.go_to(self.present)

    def answer(self) -> str | None:
        if not self._is_present(self.present.text()):
            return self.at(self.present, _WRONG)
        passphrase = self.fields.new_passphrase()
        if not isinstance(passphrase, str):
            return self.at(*passphrase)
        self.fields.clear()
        self.changed.emit(passphrase)
        return None
