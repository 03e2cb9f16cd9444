"""The question which contact is meant by a name that fits several."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.queries.contact_list import ContactChoice
from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.cleared_layout import emptied
from insidescoop.ui.widgets.fields.choice_field import ChoiceField


class WhichContact(ChoiceField):
    """A list of the contacts that one name fits, and a new one; nothing is chosen at first."""

    def __init__(self, name: str, choices: Sequence[ContactChoice]) -> None:
        self.choices = tuple(choices)
        offered = [(choice.words, choice.id) for choice in choices]
        super().__init__(f"Which {name}?", [("Choose…", None), *offered, ("A new contact", None)])

    @property
    def is_answered(self) -> bool:
        """True once a contact or a new one is chosen."""
        return self.box.currentIndex() > 0


class NamesInDoubt(QWidget):
    """A question for every name that fits several contacts; hidden while there is none.

    `answered()` is sent for each answer.
    """

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions: dict[str, WhichContact] = {}
        self._column = Column(on=self, spacing=SMALL_GAP)
        self.hide()

    def show_names(self, choices_by_name: Mapping[str, Sequence[ContactChoice]]) -> None:
        """Asks about these names; a question that is there already keeps its answer."""
        if {name: tuple(choices) for name, choices in choices_by_name.items()} == {
            name: question.choices for name, question in self._questions.items()
        }:
            return
        before, self._questions = self._questions, {}
        for name, choices in choices_by_name.items():
            question = WhichContact(name, choices)
            question.chosen.connect(lambda _contact_id: self.answered.emit())
            if name in before and before[name].choices == question.choices:
                question.box.setCurrentIndex(before[name].box.currentIndex())
            self._questions[name] = question
        emptied(self._column)
        for question in self._questions.values():
            self._column.addWidget(question)
        self.setVisible(bool(self._questions))

    def unanswered(self) -> WhichContact | None:
        """The first question that is still open; None for none."""
        return next((question for question in self._questions.values() if not question.is_answered), None)

    def problem(self) -> str:
        """What is to be done about the first open question; "" for none."""
        for name, question in self._questions.items():
            if not question.is_answered:
                return f"Choose which {name} you mean."
        return ""

    def contact_id(self, name: str) -> int | None:
        """The contact chosen for a name; None for a new one, and for a name that was not asked about."""
        question = self._questions.get(name)
        return None if question is None else question.value()
