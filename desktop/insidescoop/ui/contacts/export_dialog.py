"""Writing chosen people into a file: which kind, and what stays behind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.text import counted
from insidescoop.outputs.contact_files import LEFT_OUT, ContactFormat
from insidescoop.ui.widgets.asking_dialog import AskingDialog
from insidescoop.ui.widgets.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class ExportDialog(AskingDialog):
    """A box for the kind of file. `kind_chosen(kind)` is sent with it."""

    kind_chosen = Signal(object)

    def __init__(self, people: int, parent: QWidget | None = None) -> None:
        question = f"Export {counted(people, 'person', 'people')}"
        super().__init__("Export", "Choose a file…", question=question, parent=parent)
        self.kind = ChoiceField("Kind of file", choices_of(ContactFormat))
        self.column.addWidget(self.kind)
        self.column.addWidget(wrapped(PlainLabel("Notes, tags and pictures go along.", tone="muted")))
        self.column.addWidget(wrapped(PlainLabel(LEFT_OUT, tone="muted")))
        self.column.addStretch(1)
        self.remember_untouched()
        self.resize(460, 0)
        self.kind.setFocus()

    def typed(self) -> object:
        # A choice is nothing anybody would miss.
        return None

    def answer(self) -> str | None:
        self.kind_chosen.emit(self.kind.value())
        return None
