"""Forgetting a person for good: says what goes and what stays, and asks once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from insidescoop.domain.forgotten import BackupFate
from insidescoop.domain.text import counted, first_line, within_sentence
from insidescoop.queries.forgetting import Forgetting
from insidescoop.ui.theme.metrics import in_proportion
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_MOST_NAMED = 5
_WIDTH = 432


class ForgetDialog(AskingDialog):
    """`forget_requested(BackupFate)` is sent when the user chose to. `backups` is how many there are."""

    forget_requested = Signal(object)

    def __init__(self, forgetting: Forgetting, backups: int, parent: QWidget | None = None) -> None:
        question = f"Forget {first_line(forgetting.name)} for good?"
        super().__init__("Forget for good", "Forget for good", question=question, parent=parent)
        self.verb.setDefault(False)
        self.verb.setProperty("emphasis", "")
        self._say(f"This removes {', '.join(forgetting.goes)}, and empties the whole undo history.")
        if forgetting.stays:
            named = "; ".join(
                f"{first_line(hit.title, at_most=60)} ({within_sentence(hit.where)})"
                for hit in forgetting.stays[:_MOST_NAMED]
            )
            more = len(forgetting.stays) - _MOST_NAMED
            self._say(
                f"The name also stands in {counted(len(forgetting.stays), 'other record')}, which stay as they are: "
                f"{named}{f'; and {more} more' if more > 0 else ''}."
            )
        self.rewrites = QRadioButton("&Remove this person from the backups, and the undo history in them")
        self.deletes = QRadioButton("&Delete them, and make a new one")
        self.rewrites.setChecked(True)
        if backups:
            told = f"{counted(backups, 'backup')} may hold this person, and so may their copies in a second folder."
            self._say(f"{told} Damaged files that were put aside are deleted.")
            self.column.add(self.rewrites, self.deletes)
        self._say("Sheets you printed or saved, and files you exported, are not touched. This cannot be undone.")
        self.remember_untouched()
        self.resize(480, 0)
        self.cancel.setFocus()

    def _say(self, words: str) -> None:
        label = wrapped(PlainLabel(words))
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        label.setFixedWidth(in_proportion(_WIDTH, self.font()))
        label.setFixedHeight(label.heightForWidth(label.width()))
        self.column.addWidget(label)

    def typed(self) -> object:
        return self.deletes.isChecked()

    def answer(self) -> str | None:
        self.forget_requested.emit(BackupFate.DELETE if self.deletes.isChecked() else BackupFate.REWRITE)
        return None
