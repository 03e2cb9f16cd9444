"""A box that asks before it throws away what was typed into it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from insidescoop.domain.problems import Problem
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog


class TypedDialog(FittedDialog):
    """A dialog with fields. Escape, Cancel and the window's cross ask first once something in them has changed.

    The answers are to keep editing or to discard, and to save where the dialog `offers_save`.
    """

    offers_save = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._untouched: object = None
        self.question: QMessageBox | None = None

    def typed(self) -> object:
        """What stands in the fields, in a form that can be compared."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Says in the dialog what is wrong; nothing for ""."""
        raise NotImplementedError

    def show_problem(self, problem: Problem) -> None:
        """Opens the dialog again with what was typed, and says why it could not be saved."""
        still = "" if self.typed() == self._untouched else "What you typed is still here. "
        self.say(f"{problem.what_happened} {problem.your_data} {still}{problem.next_step}")
        self.open()

    def has_typed(self) -> bool:
        """True if something in it has changed that would be missed."""
        return bool(self.typed() != self._untouched)

    def draft_title(self) -> str:
        """What is being written in it, in a few words."""
        return self.windowTitle()

    def remember_untouched(self) -> None:
        """Takes what stands in the fields now for what nobody would miss."""
        self._untouched = self.typed()

    def reject(self) -> None:
        self.ask_before(super().reject)

    def ask_before(self, go_on: Callable[[], object]) -> None:
        """Goes on at once if nothing was typed; else asks first, and goes on once it is saved or discarded."""
        if self.typed() == self._untouched:
            go_on()
        elif self.question is None:
            self._ask_whether(go_on)

    def save_then(self, go_on: Callable[[], object]) -> None:
        """Saves what stands in the fields and goes on; stays, and says why, if that cannot be saved."""
        raise NotImplementedError

    def _ask_whether(self, go_on: Callable[[], object]) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(self.windowTitle())
        box.setText("What you typed here is not saved yet.")
        stay = box.addButton("Keep editing", QMessageBox.ButtonRole.RejectRole)
        discard = box.addButton("Discard", QMessageBox.ButtonRole.DestructiveRole)
        # By way of Python: connected as it is, the inherited reject would ask again.
        discard.clicked.connect(lambda: go_on())
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        if self.offers_save:
            save = box.addButton("Save", QMessageBox.ButtonRole.AcceptRole)
            save.clicked.connect(lambda: self.save_then(go_on))
            box.setDefaultButton(save)
        box.finished.connect(self.forget_question)
        self.question = box
        box.open()

    def forget_question(self) -> None:
        """Ends the question, whatever the answer was."""
        if self.question is not None:
            self.question.deleteLater()
            self.question = None
