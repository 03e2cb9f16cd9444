"""Loading a whole store from a document: what is in it, before anything is written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.everything import Everything
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted, first_line
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_COUNTED = {
    "contact": ("contact",),
    "organization": ("organization",),
    "interaction": ("timeline entry", "timeline entries"),
    "pitch": ("pitch", "pitches"),
    "interview": ("interview",),
    "follow_up": ("follow-up",),
}


_LABELS_ARE_AT_LEAST = 410


class LoadDialog(AskingDialog):
    """A box that asks whether everything is to be loaded, or says why it cannot be. `load_requested()` for yes."""

    # A large file may take minutes before it fails.
    is_made_anew = False

    load_requested = Signal()

    def __init__(
        self, file_name: str, everything: Everything, why_not: Problem | None, parent: QWidget | None = None
    ) -> None:
        question = f"Load everything from {first_line(file_name)}?"
        super().__init__("Load everything", "Load everything", question=question, parent=parent)
        held = [counted(everything.counts.get(table, 0), *nouns) for table, nouns in _COUNTED.items()]
        words_of_loading = "It is loaded as it is, private things too. One Undo takes all of it back."
        for words in (f"In it: {', '.join(held)}.", *((words_of_loading,) if why_not is None else ())):
            label = wrapped(PlainLabel(words))
            # A box is as tall as its labels would be at their narrowest.
            label.setMinimumWidth(_LABELS_ARE_AT_LEAST)
            self.column.addWidget(label)
        self.column.addStretch(1)
        self.remember_untouched()
        self.resize(460, 0)
        self.verb.setFocus()
        if why_not is not None:
            # Among what is scrolled on a small screen with large text: it is long.
            self.column.addWidget(self.problem)
            self.say(f"{why_not.what_happened} {why_not.next_step}")
            self.verb.setEnabled(False)
            self.cancel.setFocus()

    def typed(self) -> object:
        return None

    def answer(self) -> str | None:
        self.load_requested.emit()
        return None
