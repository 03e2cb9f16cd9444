"""Asks for a passphrase: a new one twice, a known one once. Nothing of it is kept as a draft."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.passphrases import LOST, passphrase_fault, strength_words
from insidescoop.domain.problems import Problem
from insidescoop.ui.theme.metrics import in_proportion
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.passphrase_fields import PassphraseFields
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped

_WIDTH = 460


class NewPassphraseDialog(AskingDialog):
    """Asks for a new passphrase twice. `confirmed(passphrase)` is sent once both are the same."""

    confirmed = Signal(str)

    def __init__(
        self, title: str, verb: str, *, question: str, sentences: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(title, verb, question=question, parent=parent)
        self.fields = PassphraseFields(("Passphrase", "Repeat the passphrase"))
        self.first, self.again = self.fields.lines
        self.strength = wrapped(caption())
        for sentence in (*sentences, LOST):
            self.column.addWidget(wrapped(PlainLabel(sentence)))
        self.column.addWidget(self.fields)
        self.column.addWidget(self.strength)
        self.first.textChanged.connect(self._judge)
        self._judge("")
        self.resize(in_proportion(_WIDTH, self.font()), 0)
        self.first.setFocus()

    def _judge(self, passphrase: str) -> None:
        words = strength_words(passphrase) or str(passphrase_fault(passphrase))
        self.strength.setText(words)
        self.first.setAccessibleDescription(words)

    def typed(self) -> object:
        return None

    def answer(self) -> str | None:
        passphrase = self.fields.new_passphrase()
        if not isinstance(passphrase, str):
            return self.at(*passphrase)
        self.fields.clear()
        self.confirmed.emit(passphrase)
        return None


class PassphraseDialog(AskingDialog):
    """Asks for the passphrase of a file. `given(passphrase)` is sent; `show_problem` asks again after a wrong one.

    `way_out` is what a further button says, which closes the dialog and sends `way_out_chosen()`; none for "".
    """

    # Opening the file may take a while before it fails.
    is_made_anew = False

    given = Signal(str)
    way_out_chosen = Signal()

    def __init__(
        self,
        title: str,
        verb: str,
        *,
        question: str,
        sentences: Sequence[str] = (),
        refusal: str = "Cancel",
        way_out: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, verb, question=question, parent=parent)
        self.fields = PassphraseFields(("Passphrase",))
        (self.line,) = self.fields.lines
        self.cancel.setText(refusal)
        self.way_out = push_button(way_out, self._leave)
        self.way_out.setVisible(bool(way_out))
        self.buttons.insertWidget(0, self.way_out)
        for sentence in sentences:
            self.column.addWidget(wrapped(PlainLabel(sentence)))
        self.column.addWidget(self.fields)
        self.resize(in_proportion(_WIDTH, self.font()), 0)
        self.line.setFocus()

    def typed(self) -> object:
        return None

    def show_problem(self, problem: Problem) -> None:
        """Opens the dialog again, says why the passphrase was not taken, and selects it."""
        self.say(f"{problem.what_happened} {problem.next_step}")
        self.open()
        self.line.selectAll()
        self.line.setFocus()

    def _leave(self) -> None:
        self.accept()
        self.way_out_chosen.emit()

    def answer(self) -> str | None:
        if not self.line.text():
            return self.at(self.line, "Type the passphrase.")
        self.say("")
        self.given.emit(self.line.text())
        return None
