"""A box that asks before it throws away what was typed into it."""

from PySide6.QtWidgets import QMessageBox, QWidget

from insidescoop.domain.problems import Problem
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog


class TypedDialog(FittedDialog):
    """A dialog with fields. Escape, Cancel and the window's cross ask first once something in them has changed."""

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
        self.say(str(problem))
        self.open()

    def remember_untouched(self) -> None:
        """Takes what stands in the fields now for what nobody would miss."""
        self._untouched = self.typed()

    def reject(self) -> None:
        if self.typed() == self._untouched:
            super().reject()
        elif self.question is None:
            self._ask_whether()

    def _ask_whether(self) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(self.windowTitle())
        box.setText("What you typed here is not kept yet.")
        keep = box.addButton("Keep writing", QMessageBox.ButtonRole.RejectRole)
        throw_away = box.addButton("Throw it away", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        throw_away.clicked.connect(self._throw_away)
        box.finished.connect(self._forget_question)
        self.question = box
        box.open()

    def _throw_away(self) -> None:
        super().reject()

    def _forget_question(self) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None
