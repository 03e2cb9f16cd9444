"""A box with fields, a way to say what is wrong, and two buttons: the frame of every small question."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from insidescoop.domain.text import first_line
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.screen_room import room_for
from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog
from insidescoop.ui.widgets.fields.day_field import DayField, first_unread_day
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.go_to_field import go_to_field
from insidescoop.ui.widgets.fields.labelled_field import LabelledField
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped_low

_SAYING = (FormField, LabelledField, DayField)
"""The fields that have a line of their own for what is wrong with them."""

_LONGEST_QUESTION = 140
"""Characters of a question that are shown: three lines, so that a long name leaves room for the answer."""


class AskingDialog(TypedDialog):
    """A titled column for fields over "Cancel" and one verb.

    Whoever derives from it fills `column`, says in `typed` what stands in the fields, and does in `answer` what the
    verb says; `answer` returns a sentence if the fields are not ready for it, and the dialog stays open. `at` names the
    field that the sentence is about; it is said beside the buttons unless the field says it itself.
    """

    is_made_anew = True

    def __init__(self, title: str, verb: str, *, question: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._faulty: QWidget | None = None
        self._fitting = FittingColumn()
        self.column = self._fitting.column
        self.verb = push_button(verb, emphasis="primary")
        self.cancel = push_button("Cancel")
        self.problem = wrapped_low(PlainLabel(tone="error"))
        self.buttons = Row()
        self._asked = first_line(question)
        self._frame(question or title)

    def _frame(self, question: str) -> None:
        asked = wrapped_low(heading())
        asked.show_brief(question, at_most=_LONGEST_QUESTION)
        self.problem.hide()
        self.cancel.clicked.connect(self.reject)
        self.verb.setDefault(True)
        self.verb.clicked.connect(self._answer)
        self.buttons.add(Stretch(), self.cancel, self.verb)
        Column(asked, stretched(self._fitting), self.problem, self.buttons, on=self, spacing=GAP, margin=WIDE_GAP)

    def draft_title(self) -> str:
        return f"{self.windowTitle()} · {self._asked}" if self._asked else self.windowTitle()

    def answer(self) -> str | None:
        """Does what the verb says; returns what is missing, None if nothing is."""
        raise NotImplementedError

    def at(self, field: QWidget, sentence: str) -> str:
        """The sentence, for `answer` to return; the user is taken to the field it is about."""
        self._faulty = field
        return sentence

    def say(self, sentence: str) -> None:
        """Says what is wrong; nothing for ""."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def showEvent(self, event: QShowEvent) -> None:
        # Broken lines need less height than Qt guesses before it knows the width.
        self.resize(min(self.width(), room_for(self).width()), self.height())
        self.resize(self.width(), self.needed_height())
        super().showEvent(event)

    def go_to(self, field: QWidget) -> None:
        """Takes the user to a field of the dialog."""
        go_to_field(field)

    def _answer(self) -> None:
        # Enter in a field arrives before the field has told what stands in it.
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        unread = first_unread_day(self)
        missing = self.answer() if unread is None else self.at(unread, unread.problem())
        if missing is None:
            self.accept()
            return
        faulty, self._faulty = self._faulty, None
        # A field that says itself what is wrong is brought into sight, and once is enough.
        self.say("" if isinstance(faulty, _SAYING) and faulty.has_problem else missing)
        if faulty is not None:
            self.go_to(faulty)
