"""One pitch to be written: its text, how long each cut takes to say, and what there is to remark."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QWidget

from insidescoop.domain.pitch.checks import Check, CheckWords, Remark, remarks_on, remarks_on_wordings
from insidescoop.domain.pitch.cuts import Audience, is_job_talk, is_said, length_name
from insidescoop.domain.pitch.lengths import word_count
from insidescoop.domain.pitch.marks import Carried
from insidescoop.domain.pitch.pitches import FREE_TEXT, SECTIONS, PitchDraft
from insidescoop.domain.pitch.section_titles import SECTION_TITLES
from insidescoop.queries.pitch_desk import PitchPage
from insidescoop.queries.pitch_words import OwnWords
from insidescoop.ui.pitches.marked_edit import Place
from insidescoop.ui.pitches.meter import CutMeter
from insidescoop.ui.pitches.remarks_panel import RemarksPanel
from insidescoop.ui.pitches.sentence_panel import SentencePanel
from insidescoop.ui.pitches.spelling import Spelling
from insidescoop.ui.pitches.text_field import PitchField, measured
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.budget_bar import BudgetBar
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.word_completer import WordCompleter
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm

OTHER_LENGTH = -1
SETTLING_MILLISECONDS = 250
"""A pause after which the text is looked at as a whole; the seconds follow every key."""

_HINTS = {
    "who_i_am": "I'm …, a library science student finishing in May.",
    "what_i_can_do": "I clean up messy catalog data so that researchers find what they need.",
    "what_i_want_to_do": "I'm moving toward metadata work in a college library.",
    "why_here": "Your reading room is open to everybody.",
    "what_i_ask": "How did you get into it?",
}


class PitchEditor(QWidget):
    """The editor of one pitch.

    `draft_changed(draft)` is sent when a field was written and left, or paused at; `other_length_asked()` to be asked
    for a length that has no name. `settled()` is sent after a pause, once everything was looked at.
    """

    draft_changed = Signal(object)
    other_length_asked = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, words: CheckWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._draft = PitchDraft()
        self._pace = 140
        self._own = OwnWords(frozenset(), {}, frozenset())
        self.name = FormField("Name of this pitch")
        self.audience = FormField("For whom", hint="hiring manager, conference reception")
        self.fields = {
            section: PitchField(SECTION_TITLES[section], lines=2, most_lines=10, hint=_HINTS[section])
            for section in SECTIONS
        }
        self.free = PitchField("The whole text", lines=8, most_lines=24)
        self.meter = CutMeter(theme)
        self.spelling = Spelling(theme, words.known, parent=self)
        self.seconds, self.verdict, self.target = self.meter.seconds, self.meter.verdict, self.meter.target
        self.sentence = SentencePanel(self.spelling)
        self.remarks = RemarksPanel()
        self.spoken_title = wrapped(heading())
        self.spoken = wrapped(PlainLabel(tone="muted"))
        self.form = ScrolledForm(spacing=GAP, least_width=290)
        self.side = ScrolledForm(spacing=WIDE_GAP, least_width=210)
        self._field: PitchField = self.fields["who_i_am"]
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MILLISECONDS)
        self._build()
        self._connect()

    @property
    def bar(self) -> BudgetBar:
        """The bar of the cut worked on."""
        return self.meter.bars[self._draft.target_seconds]

    @property
    def is_one_text(self) -> bool:
        """True if the pitch shown is written as one free text."""
        return self._draft.is_one_text

    # How it is built

    def _build(self) -> None:
        spoken = (SMALL_GAP, self.spoken_title, self.spoken, Stretch())
        self.form.column.add(self._head(), *self.texts().values(), *spoken)
        self.side.column.add(self.sentence, stretched(self.remarks))
        parts = Row(stretched(self.form, 5), stretched(self.side, 3), spacing=GAP)
        Column(self.meter, stretched(parts), on=self, spacing=SMALL_GAP)

    def _head(self) -> Row:
        for field in (self.name, self.audience):
            field.wrap_title()
        WordCompleter(self.audience.editor).set_words([each.value for each in Audience])  # type: ignore[arg-type]
        low = Qt.AlignmentFlag.AlignBottom
        return Row(stretched(self.name, 1, low), stretched(self.audience, 1, low), spacing=GAP)

    def _connect(self) -> None:
        for name, line in (("name", self.name), ("audience", self.audience)):
            line.committed.connect(lambda typed, name=name: self._write(name, typed))
        self.audience.edited.connect(self._measure)
        for name, field in self.texts().items():
            field.committed.connect(lambda typed, name=name: self._write(name, typed))
            field.edited.connect(self._measure)
            field.sentence_reached.connect(lambda field=field: self._reach(field))
            field.menu_asked.connect(lambda menu, place, field=field: self.spelling.fill_menu(field, menu, place))
            field.slot_asked.connect(lambda is_back, field=field: self._go_to_slot(field, is_back=is_back))
        self.target.activated.connect(self._choose_target)
        self.meter.length_chosen.connect(self.work_on)
        self.sentence.carried_changed.connect(self._carry)
        self.remarks.chosen.connect(self.show_place)
        self.remarks.replacement_asked.connect(self.replace_term)
        self._measuring.timeout.connect(self._show_lengths)
        self._settling.timeout.connect(self.settle)
        self._theme.changed.connect(self.settle)

    # What is shown

    @property
    def is_typed_in(self) -> bool:
        """True until a pause after the last key."""
        return self._settling.isActive()

    @property
    def kept(self) -> PitchDraft:
        """The pitch as it was last shown or sent to be kept."""
        return self._draft

    def show_pitch(self, page: PitchPage, own: OwnWords, *, is_other: bool) -> None:
        """Shows a pitch; if it is the one shown already, a field being typed in stays as it is."""
        if is_other:
            self.form.leave_fields()
        before, is_typed_in = self._looked_at(), self.is_typed_in
        is_new_to_look_at = is_other or own != self._own
        self._draft, self._pace, self._own = page.draft, page.pace, own
        for name, line in (("name", self.name), ("audience", self.audience)):
            text = getattr(page.draft, name)
            if is_other:
                line.show_problem(None)
                line.replace_text(text)
            else:
                line.show_text(text)
        for name, field in self.texts().items():
            field.show_section(getattr(page.draft, name), page.draft.carried(name), is_other=is_other)
            field.setVisible(name in page.draft.spoken_sections)
        if not self._field.isVisibleTo(self):
            self._field = self.texts()[page.draft.spoken_sections[0]]
        self._show_target(page.draft.target_seconds)
        self.meter.show_lengths(page.draft.lengths, target=page.draft.target_seconds)
        if is_other:
            self._field = self.texts()[page.draft.spoken_sections[0]]
            self.form.verticalScrollBar().setValue(0)
        self._show_lengths()
        if is_new_to_look_at or (self._looked_at() != before and not is_typed_in):
            self.settle()

    def _looked_at(self) -> tuple[object, ...]:
        """What the look at the whole text depends on."""
        return self._draft, self._pace, *(field.text() for field in self.texts().values())

    def texts(self) -> dict[str, PitchField]:
        """The fields that are spoken, by their names."""
        return {**self.fields, FREE_TEXT: self.free}

    def draft(self) -> PitchDraft:
        """The pitch as it stands in the fields, kept or not."""
        typed: dict[str, Any] = {name: self.texts()[name].text() for name in self._draft.spoken_sections}
        marks = self._draft.marks
        for name in self._draft.spoken_sections:
            marks = replace(self._draft, marks=marks).marks_with(name, self.texts()[name].marked.carried())
        title = self.name.text().strip() or self._draft.name
        return replace(self._draft, **typed, name=title, audience=self.audience.text(), marks=marks)

    def take_focus(self) -> None:
        """Puts the cursor into the first field in braces, else into the first section, or into the free text."""
        names = self._draft.spoken_sections
        if not any(self.texts()[name].go_to_slot(is_back=False, from_edge=True) for name in names):
            self.texts()[names[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Keeps whatever stands in a field and is not kept yet."""
        for field in (self.name, self.audience, *self.texts().values()):
            field.commit()
        self.sentence.commit()
        self.remarks.commit()

    def settle(self) -> None:
        """Looks at the text as a whole: what is said, what there is to remark, what is in which cut."""
        self._settling.stop()
        if self._measuring.isActive():
            self._show_lengths()
        draft = self.draft()
        target = self._draft.target_seconds
        self.meter.show_words(word_count(draft.spoken_text), pace=self._pace)
        self.spoken_title.setText(f"As you will say it in {target} seconds")
        self.spoken.setText(draft.spoken_text or "Write a section, and it stands here as one text.")
        found = remarks_on(draft, self._words, pace=self._pace, silenced=self._own.silenced)
        wrong = self._misspelled(draft)
        self.remarks.show_remarks((*found, *wrong), self._own.plain_by_term)
        self._show_sentence()
        for name, field in self.texts().items():
            field.show_places("cut", self._left_out(field) if name in draft.spoken_sections else ())
            field.show_places("remarks", self._remarked(name, found))
            field.show_places("spelling", self.spelling.places(_in_text_of(name, wrong)))
        self.settled.emit()

    def _misspelled(self, draft: PitchDraft) -> tuple[Remark, ...]:
        self.spelling.is_silenced = Check.SPELLING in self._own.silenced
        self.spelling.remember(self._own.known)
        texts = {name: self.texts()[name].text() for name in draft.spoken_sections}
        return (*self.spelling.remarks(texts), *remarks_on_wordings(draft, self.spelling.remarks))

    def _left_out(self, field: PitchField) -> list[Place]:
        look = QTextCharFormat()
        look.setForeground(self._theme.colour("muted"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        look.setUnderlineColor(self._theme.colour("line"))
        target, to_job = self._draft.target_seconds, is_job_talk(self.audience.text())
        return [
            (each.sentence.start, each.sentence.end, look)
            for each in field.marked.sentences()
            if not is_said(each, target, to_job=to_job)
        ]

    def _remarked(self, name: str, found: tuple[Remark, ...]) -> list[Place]:
        places = []
        for remark in _in_text_of(name, found):
            if remark.end > remark.start:
                look = QTextCharFormat()
                if remark.check is Check.SLOT:
                    look.setBackground(self._theme.colour("match"))
                else:
                    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                    look.setUnderlineColor(self._theme.colour("due"))
                places.append((remark.start, remark.end, look))
        return places

    def _measure(self, *_typed: object) -> None:
        # The letter is painted first, then the seconds.
        self._measuring.start()
        self._settling.start()

    def _show_lengths(self) -> None:
        self._measuring.stop()
        to_job = is_job_talk(self.audience.text())
        fields = [self.texts()[name] for name in self._draft.spoken_sections]
        cuts = [measured(fields, seconds, to_job=to_job) for seconds in self._draft.lengths]
        self.meter.show_cuts(cuts, pace=self._pace)

    # What the user does

    def show_place(self, remark: Remark) -> None:
        """Marks the place a remark is about, and goes there."""
        if remark.section not in self._draft.spoken_sections:
            return
        field = self._field = self.texts()[remark.section]
        if remark.wording is None:
            field.select(remark.start, remark.end)
        elif remark.wording.position < len(sentences := field.marked.sentences()):
            start = sentences[remark.wording.position].sentence.start
            field.select(start, start)
            self._show_sentence()
            self.side.ensureWidgetVisible(self.sentence.select(remark.wording.seconds, remark.start, remark.end))

    def replace_term(self, remark: Remark, words: str) -> None:
        """Puts plain words in the place of a word of the trade."""
        if remark.section is not None and remark.wording is not None:
            self.show_place(remark)
            self.sentence.replace_place(remark.wording.seconds, words)
        elif remark.section is not None:
            field = self.texts()[remark.section]
            field.replace_place(remark.start, remark.end, words)
            field.commit()

    def say_plainly(self) -> None:
        """Puts the plain words that are known for the next word of the trade in its place."""
        self.settle()
        for remark in self.remarks.remarks():
            words = self._own.plain_by_term.get(remark.term or "")
            if words:
                self.replace_term(remark, words)
                return

    def say_in_longer(self) -> None:
        """Leaves the sentence the cursor is in out of the shortest cut it is said in."""
        self._step(1)

    def say_in_shorter(self) -> None:
        """Says the sentence the cursor is in one cut earlier."""
        self._step(-1)

    def work_on(self, seconds: int) -> None:
        """Works on another length."""
        if seconds != self._draft.target_seconds:
            self._keep(replace(self.draft(), target_seconds=seconds))
            self.meter.show_lengths(self._draft.lengths, target=seconds)
            self._show_target(seconds)
            self._measure()
            self.settle()

    def _step(self, by: int) -> None:
        place = self._field.place()
        if place is None:
            return
        carried = self._field.marked.carried()[place]
        steps = (0, *self._draft.lengths[1:])
        now = max((number for number, step in enumerate(steps) if step <= carried.from_seconds), default=0)
        self._carry(replace(carried, from_seconds=steps[min(max(now + by, 0), len(steps) - 1)]))

    def _carry(self, carried: Carried) -> None:
        place = self._field.place()
        if place is not None and self._field.marked.carried()[place] != carried:
            self._field.give(place, carried)
            self._measure()
            self.settle()
            self._keep(self.draft())

    def _reach(self, field: PitchField) -> None:
        self._field = field
        self._settling.start()

    def _show_sentence(self) -> None:
        place = self._field.place()
        each = None if place is None else self._field.marked.sentences()[place]
        self.sentence.show_sentence(each, self._draft.lengths, to_job=is_job_talk(self.audience.text()))

    def _go_to_slot(self, field: PitchField, *, is_back: bool) -> None:
        fields = [self.texts()[name] for name in self._draft.spoken_sections]
        here = fields.index(field)
        others = reversed(fields[:here]) if is_back else fields[here + 1 :]
        field.has_moved = field.go_to_slot(is_back=is_back, from_edge=False) or any(
            other.go_to_slot(is_back=is_back, from_edge=True) for other in others
        )

    def _show_target(self, seconds: int) -> None:
        self.target.clear()
        for value in self._draft.lengths:
            # The rows below say the seconds.
            self.target.addItem(length_name(value).partition(",")[0], value)
        self.target.addItem("Another length…", OTHER_LENGTH)
        self.target.setCurrentIndex(self.target.findData(seconds))

    def _choose_target(self) -> None:
        chosen = self.target.currentData()
        if chosen == OTHER_LENGTH:
            self.target.setCurrentIndex(self.target.findData(self._draft.target_seconds))
            self.other_length_asked.emit()
        else:
            self.work_on(chosen)

    def _write(self, name: str, typed: str) -> None:
        changed: dict[str, Any] = {name: typed}
        if name in self.texts():
            changed["marks"] = self._draft.marks_with(name, self.texts()[name].marked.carried())
        draft = replace(self._draft, **changed)
        sentences = {problem.field: problem.sentence for problem in draft.problems()}
        {"name": self.name, "audience": self.audience, **self.texts()}[name].show_problem(sentences.get(name))
        if not sentences:
            self._keep(draft)

    def _keep(self, draft: PitchDraft) -> None:
        if draft != self._draft and not draft.problems():
            self._draft = draft
            self.draft_changed.emit(draft)


def _in_text_of(name: str, remarks: tuple[Remark, ...]) -> list[Remark]:
    """Those of a section that are about its text, not about a wording beside it."""
    return [remark for remark in remarks if remark.section == name and remark.wording is None]
