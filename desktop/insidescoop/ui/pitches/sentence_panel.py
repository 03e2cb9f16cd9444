"""The sentence the cursor is in: in which cuts it is said, and how."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from insidescoop.domain.pitch_cuts import says_no_position_is_asked_for
from insidescoop.domain.pitch_marks import EVERY_LENGTH, Carried, MarkedSentence
from insidescoop.domain.text import first_line, tidy_text
from insidescoop.ui.theme.metrics import SMALL_GAP, TypeSize
from insidescoop.ui.widgets.choice_field import ChoiceField
from insidescoop.ui.widgets.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class SentencePanel(QWidget):
    """What the sentence carries. `carried_changed(carried)` is sent when the user changed it."""

    carried_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._carried: Carried | None = None
        self._lengths: tuple[int, ...] = ()
        self._sentence = wrapped(PlainLabel(tone="muted", size=TypeSize.SMALL))
        self._note = wrapped(PlainLabel(tone="due", size=TypeSize.SMALL))
        self.said_in = ChoiceField("Say it in", [("every length", EVERY_LENGTH)])
        self.wordings: dict[int, FormField] = {}
        self._fields = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL_GAP)
        layout.addWidget(PlainLabel("This sentence", size=TypeSize.SECTION, is_bold=True))
        layout.addWidget(self._sentence)
        layout.addWidget(self._note)
        layout.addWidget(self.said_in)
        self._fields.setSpacing(SMALL_GAP)
        layout.addLayout(self._fields)
        self.said_in.chosen.connect(self._choose)
        self.show_sentence(None, (), to_job=False)

    def show_sentence(self, each: MarkedSentence | None, lengths: tuple[int, ...], *, to_job: bool) -> None:
        """Shows a sentence and the cuts it can be in; None while the cursor is in none."""
        if lengths != self._lengths:
            self._make_fields(lengths)
        self._carried = None if each is None else each.carried
        self.said_in.setVisible(each is not None)
        drops_out = each is not None and to_job and says_no_position_is_asked_for(each.sentence.text)
        self._note.setText("Left out here: in this talk you may ask for a position." if drops_out else "")
        self._note.setVisible(drops_out)
        if each is None:
            self._sentence.setText("Put the cursor into a sentence to say in which lengths it belongs.")
        else:
            self._sentence.setText(first_line(each.sentence.text, at_most=90))
            self.said_in.show_value(self._nearest(each.carried.from_seconds))
        for seconds, field in self.wordings.items():
            field.setVisible(each is not None and each.carried.from_seconds <= seconds)
            field.show_text(None if each is None else each.carried.wording(seconds))

    def select(self, seconds: int, start: int, end: int) -> QWidget:
        """Goes to a place of the wording in one cut, selects it, and returns its field."""
        field = self.wordings[seconds]
        line = field.editor
        if isinstance(line, QLineEdit):
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.setSelection(start, end - start)
        return field

    def replace_place(self, seconds: int, words: str) -> None:
        """Puts words in the place of those selected in the wording of one cut, as if they were typed."""
        line = self.wordings[seconds].editor
        if isinstance(line, QLineEdit):
            line.insert(words)
            self.wordings[seconds].commit()

    def commit(self) -> None:
        """Keeps whatever stands in a field and is not kept yet."""
        for field in self.wordings.values():
            field.commit()

    def _make_fields(self, lengths: tuple[int, ...]) -> None:
        self._lengths = lengths
        for field in self.wordings.values():
            field.hide()
            field.deleteLater()
        choices = [("every length", EVERY_LENGTH)]
        choices += [(f"{length} seconds and longer", length) for length in lengths[1:-1]]
        choices += [(f"{lengths[-1]} seconds only", lengths[-1])] if len(lengths) > 1 else []
        self.said_in.show_choices(choices)
        self.wordings = {
            length: FormField(f"In {length} seconds, say instead", hint="the same words") for length in lengths[:-1]
        }
        for length, field in self.wordings.items():
            self._fields.addWidget(field)
            field.committed.connect(lambda typed, length=length: self._word(length, typed))

    def _nearest(self, from_seconds: int) -> int:
        if from_seconds <= (self._lengths or (0,))[0]:
            return EVERY_LENGTH
        return next((length for length in self._lengths if length >= from_seconds), self._lengths[-1])

    def _choose(self, from_seconds: int) -> None:
        if self._carried is not None:
            self._change(Carried(from_seconds, self._carried.wordings, self._carried.home))

    def _word(self, seconds: int, typed: str) -> None:
        if self._carried is not None:
            self._change(self._carried.worded(seconds, tidy_text(typed)))

    def _change(self, carried: Carried) -> None:
        if carried != self._carried:
            self._carried = carried
            self.carried_changed.emit(carried)
