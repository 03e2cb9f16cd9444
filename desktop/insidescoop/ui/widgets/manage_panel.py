"""A list of records and the fields of the chosen one: what the user manages, saved change by change."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.problems import Problem
from insidescoop.ui.widgets.fields.auto_save import AutoSave
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class ManagePanel(FittingColumn):
    """A column that a dialog or a larger window holds, under its title and in its usual size.

    Whoever derives from it fills `column`, with `problem` where it says what could not be saved; each change is sent as
    soon as its field is left. The buttons in `footer` are about the whole, and stand next to the one that closes it.
    """

    def __init__(self, title: str, usual: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setWindowTitle(title)
        self.usual = usual
        self.footer: tuple[QPushButton, ...] = ()
        self.problem = wrapped(PlainLabel(tone="error"))
        self.problem.hide()

    def commit(self) -> None:
        """Sends whatever is typed and not sent yet."""
        for field in self.findChildren(FormField):
            field.commit()
        for control in self.findChildren(AutoSave):
            control.commit()

    def unread(self) -> QWidget | None:
        """The field whose text cannot be sent as it stands, for the dialog to stay open; None for none."""
        return None

    def clear_problem(self) -> None:
        """Says nothing more of what could not be saved."""
        self.problem.hide()

    def show_problem(self, problem: Problem) -> None:
        """Says why a change could not be saved."""
        self.problem.setText(f"{problem.what_happened} {problem.next_step}")
        self.problem.show()
