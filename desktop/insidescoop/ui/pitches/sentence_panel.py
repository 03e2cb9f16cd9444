"""The sentence the cursor is in: in which cuts it is said, and how."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from insidescoop.domain.pitch.cuts import says_no_position_is_asked_for
from insidescoop.domain.pitch.marks import EVERY_LENGTH, Carried, MarkedSentence
from insidescoop.domain.text import first_line, tidy_line
from insidescoop.ui.pitches.spelling import Spelling
from insidescoop.ui.pitches.text_field import PitchField
from insidescoop.ui.theme.metrics import SMALL_GAP, TypeSize
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, heading, wrapped


class WordingField(PitchField):
    """What is said instead in one cut: seen and spelled like the text, and kept with Enter, for it is one sentence."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.editor and is_down and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.commit()
            return True
        return super().eventFilter(watched, event)


class SentencePanel(QWidget):
    """What the sentence carries. `carried_changed(carried)` is sent when the user changed it."""

    carried_changed = Signal(object)

    def __init__(self, spelling: Spelling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spelling = spelling
        self._carried: Carried | None = None
        self._lengths: tuple[int, ...] = ()
        self._sentence = wrapped(caption())
        self._note = wrapped(PlainLabel(tone="due", size=TypeSize.SMALL))
        self.said_in = ChoiceField("Say it in", [("every length", EVERY_LENGTH)])
        self.wordings: dict[int, WordingField] = {}
        self._fields = Column(spacing=SMALL_GAP)
        Column(
            heading("This sentence"), self._sentence, self._note, self.said_in, self._fields, on=self, spacing=SMALL_GAP
        )
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
            self._spelling.show_in(field)

    def select(self, seconds: int, start: int, end: int) -> QWidget:
        """Goes to a place of the wording in one cut, selects it, and returns its field."""
        field = self.wordings[seconds]
        field.select(start, end)
        return field

    def replace_place(self, seconds: int, words: str) -> None:
        """Puts words in the place of those selected in the wording of one cut, as if they were typed."""
        self.wordings[seconds].text_edit.textCursor().insertText(words)
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
            length: WordingField(f"In {length} seconds, say instead", lines=2, most_lines=4, hint="the same words")
            for length in lengths[:-1]
        }
        for length, field in self.wordings.items():
            field.wrap_title()
            self._fields.addWidget(field)
            field.committed.connect(lambda typed, length=length: self._word(length, typed))
            field.menu_asked.connect(lambda menu, place, field=field: self._spelling.fill_menu(field, menu, place))

    def _nearest(self, from_seconds: int) -> int:
        if from_seconds <= (self._lengths or (0,))[0]:
            return EVERY_LENGTH
        return next((length for length in self._lengths if length >= from_seconds), self._lengths[-1])

    def _choose(self, from_seconds: int) -> None:
        if self._carried is not None:
            self._change(Carried(from_seconds, self._carried.wordings, self._carried.home))

    def _word(self, seconds: int, typed: str) -> None:
        if self._carried is not None:
            self._change(self._carried.worded(seconds, tidy_line(typed)))

    def _change(self, carried: Carried) -> None:
        if carried != self._carried:
            self._carried = carried
            self.carried_changed.emit(carried)
