"""One pitch to be written: its sections, and live how long it takes to say."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from insidescoop.domain.pitches import (
    SECTION_TITLES,
    SECTIONS,
    PitchDraft,
    spoken_seconds,
    word_count,
    words_allowed,
)
from insidescoop.domain.text import counted
from insidescoop.queries.pitch_desk import PitchPage
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.budget_bar import BudgetBar
from insidescoop.ui.widgets.form_field import FormField
from insidescoop.ui.widgets.keeper import as_field
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm

TARGETS = ((15, "15 s · hallway"), (30, "30 s · elevator speech"), (60, "60 s · one-minute commercial"))

_HINTS = {
    "who_i_am": "I'm …, a library science student finishing in May.",
    "what_i_can_do": "I clean up messy catalog data so that researchers find what they need.",
    "what_i_want_to_do": "I'm moving toward metadata work in a college library.",
    "what_i_ask": "How did you get into it?",
}


class PitchEditor(ScrolledForm):
    """The editor of one pitch. `draft_changed(draft)` is sent when a field was written and left, or paused at."""

    draft_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(spacing=GAP, parent=parent)
        self._draft = PitchDraft()
        self._pace = 140
        self.name = FormField("Name of this pitch")
        self.audience = FormField("For whom", hint="hiring manager, conference reception")
        self.target = QComboBox()
        self.fields = {
            section: FormField(SECTION_TITLES[section], lines=2, hint=_HINTS[section]) for section in SECTIONS
        }
        self.free = FormField("The whole text", lines=6, most_lines=16)
        self.seconds = PlainLabel(size=TypeSize.TITLE, is_bold=True)
        self.verdict = PlainLabel()
        self.words = PlainLabel(tone="muted")
        self.bar = BudgetBar(theme, name="Length against the target")
        self.spoken = wrapped(PlainLabel(tone="muted"))
        self._build()
        self._connect()

    def _build(self) -> None:
        layout = self.column
        layout.addWidget(self._meter())
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.name, 3)
        head.addWidget(self.audience, 3)
        target = QVBoxLayout()
        target.setSpacing(TIGHT)
        label = PlainLabel("Length", size=TypeSize.SMALL, tone="muted")
        label.setBuddy(self.target)
        self.target.setAccessibleName("Length")
        self.target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.target.setMinimumContentsLength(8)
        as_field(self.target)
        target.addWidget(label)
        target.addWidget(self.target)
        head.addLayout(target, 2)
        layout.addLayout(head)
        for field in self.fields.values():
            layout.addWidget(field)
        layout.addWidget(self.free)
        layout.addSpacing(SMALL_GAP)
        layout.addWidget(PlainLabel("As you will say it", size=TypeSize.SECTION, is_bold=True))
        layout.addWidget(self.spoken)
        layout.addStretch(1)

    def _meter(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(GAP, SMALL_GAP, GAP, SMALL_GAP)
        layout.setSpacing(TIGHT)
        row = QHBoxLayout()
        row.setSpacing(SMALL_GAP)
        row.addWidget(self.seconds)
        row.addWidget(self.verdict)
        row.addWidget(wrapped(self.words), 1)
        layout.addLayout(row)
        layout.addWidget(self.bar)
        return frame

    def _connect(self) -> None:
        for name, field in self._all_fields().items():
            field.committed.connect(lambda typed, name=name: self._write(name, typed))
            field.edited.connect(self._measure)
        self.target.activated.connect(self._write_target)

    def show_pitch(self, page: PitchPage, *, is_other: bool) -> None:
        """Shows a pitch; if it is the one shown already, a field being typed in stays as it is."""
        self._draft, self._pace = page.draft, page.pace
        for name, field in self._all_fields().items():
            text = getattr(page.draft, name)
            if is_other:
                field.show_problem(None)
                field.replace_text(text)
            else:
                field.show_text(text)
        has_sections = page.draft.free_text is None
        for field in self.fields.values():
            field.setVisible(has_sections)
        self.free.setVisible(not has_sections)
        self._show_target(page.draft.target_seconds)
        self._measure()
        if is_other:
            self.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Puts the cursor into the first section, or into the free text."""
        first = self.fields["who_i_am"] if self._draft.free_text is None else self.free
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Keeps whatever stands in a field and is not kept yet."""
        for field in self._all_fields().values():
            field.commit()

    def _all_fields(self) -> dict[str, FormField]:
        return {"name": self.name, "audience": self.audience, **self.fields, "free_text": self.free}

    def typed_draft(self) -> PitchDraft:
        """The pitch as it stands in the fields, kept or not."""
        texts: dict[str, Any] = {section: field.text() for section, field in self.fields.items()}
        free = None if self._draft.free_text is None else self.free.text()
        return replace(self._draft, name=self.name.text(), audience=self.audience.text(), free_text=free, **texts)

    def _measure(self) -> None:
        text = self.typed_draft().spoken_text
        target = self._draft.target_seconds
        seconds, words = spoken_seconds(text, pace=self._pace), word_count(text)
        self.seconds.setText(f"{seconds} s of {target} s")
        self.bar.show_amount(seconds, target=target)
        self.verdict.setText(self.bar.words())
        self.verdict.set_tone(self.bar.tone())
        allowed = words_allowed(target, pace=self._pace)
        self.words.setText(f"{counted(words, 'word')} of about {allowed} at {self._pace} a minute")
        self.spoken.setText(text or "Write a section, and it stands here as one text.")

    def _show_target(self, seconds: int) -> None:
        self.target.clear()
        for value, title in TARGETS:
            self.target.addItem(title, value)
        if seconds not in dict(TARGETS):
            self.target.addItem(f"{seconds} s", seconds)
        self.target.setCurrentIndex(self.target.findData(seconds))

    def _write(self, name: str, typed: str) -> None:
        changed: dict[str, Any] = {name: typed}
        draft = replace(self._draft, **changed)
        problems = {problem.field: problem.sentence for problem in draft.problems()}
        self._all_fields()[name].show_problem(problems.get(name))
        if draft != self._draft and not problems:
            self._draft = draft
            self.draft_changed.emit(draft)

    def _write_target(self) -> None:
        self._draft = replace(self._draft, target_seconds=self.target.currentData())
        self._measure()
        self.draft_changed.emit(self._draft)
