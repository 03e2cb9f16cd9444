"""The wrap-up of a talk: the debrief form, and a look at what the notes hold, before all of it is kept at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interviews.meeting import MeetingNote, once_noted
from insidescoop.domain.interviews.wrap_ups import (
    HIGHEST_RATING,
    LOWEST_RATING,
    Again,
    NameGiven,
    Promise,
    PromiseBy,
    WrapUpDraft,
    with_found,
)
from insidescoop.domain.meeting_notes import noted_lines
from insidescoop.domain.moments import exact_day
from insidescoop.domain.problems import Problem
from insidescoop.queries.debrief import Debrief
from insidescoop.queries.talks import talk
from insidescoop.ui.context import UiContext
from insidescoop.ui.meeting.questions import title_of_notes
from insidescoop.ui.meeting.wrap_up_outcomes import OutcomesField
from insidescoop.ui.meeting.wrap_up_rows import NameRow, PromiseRow, QuestionRow
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.day_field import machine_day_order
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm
from insidescoop.ui.widgets.tab_order import tab_in_order_of

KEEP_MILLISECONDS = 400

_TEXTS = (
    ("learned", "What I learned: three points, one a line", 3),
    ("surprised", "What surprised me", 1),
    ("fits", "How it fits my skills, values and interests", 1),
    ("still_to_know", "What I still need to know, and from whom", 1),
    ("sources", "Sources they named: to read, follow or attend", 1),
)
_RATINGS = (("rapport", "How we got on"), ("energy", "How it left me"), ("fit_rating", "How it fits me"))


class WrapUpWindow(FittedDialog):
    """One wrap-up. What is written is saved as it is written; closed, it waits as it is.

    `draft_written(draft)` is sent with the WrapUpDraft as it stands, `note_written(note)` with a MeetingNote, and
    `wrap_up_requested(draft)` once all of it is to be saved for good. `restore_requested(row, contact_id, name)` is
    sent with the NameRow whose contact is in the trash.
    """

    draft_written = Signal(object)
    note_written = Signal(object)
    wrap_up_requested = Signal(object)
    restore_requested = Signal(object, int, str)

    def __init__(self, context: UiContext, kept: Debrief, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept = kept
        self._written = kept.draft
        self.texts = {name: FormField(title, lines=max(lines, 2)) for name, title, lines in _TEXTS}
        self.promises: list[PromiseRow] = []
        self.names: list[NameRow] = []
        self.questions: list[QuestionRow] = []
        self.answers: dict[int, FormField] = {}
        self.notes = FormField(title_of_notes(kept.talk), lines=2)
        self._refused: dict[int | None, MeetingNote] = {}
        self._is_unsaved = False
        self.outcomes = OutcomesField()
        numbers = [(str(number), number) for number in range(LOWEST_RATING, HIGHEST_RATING + 1)]
        self.ratings = {name: ChoiceField(title, numbers, none="not rated") for name, title in _RATINGS}
        self.again = ChoiceField("Would I talk to them again", choices_of(Again), none="not said")
        self.closeness = ChoiceField(
            "How close", choices_of(Closeness), none=f"as it is ({kept.closeness.words.lower()})"
        )
        self.problem = wrapped(PlainLabel(tone="error"))
        self.wrap_up = push_button("Wrap up", emphasis="primary")
        self._form = ScrolledForm(spacing=GAP)
        self._promise_rows, self._name_rows, self._question_rows = (
            Column(spacing=SMALL_GAP),
            Column(spacing=SMALL_GAP),
            Column(spacing=SMALL_GAP),
        )
        self.keeping = QTimer(self, singleShot=True, interval=KEEP_MILLISECONDS)
        self._build()
        self._show(kept.draft)
        self._connect()

    @property
    def interview_id(self) -> int:
        """The interview that is wrapped up."""
        return self._kept.talk.interview_id

    # How it is built

    def _build(self) -> None:
        self.setWindowTitle(f"Wrap up the talk with {self._kept.talk.contact_name}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        column = self._form.column
        column.addWidget(wrapped(PlainLabel(self._kept.talk.contact_name, size=TypeSize.TITLE, is_bold=True)))
        done = " · wrapped up before: what is new is added" if self._kept.is_done else ""
        column.addWidget(wrapped(PlainLabel(f"{exact_day(self._kept.day)}{done}", tone="muted")))
        column.add(*(self.texts[name] for name in ("learned", "surprised", "fits", "still_to_know")))
        column.add(self._question_rows)
        self._section("Promises", self._promise_rows, "Add a promise", self._add_promise)
        self._section("Names they gave", self._name_rows, "Add a name", self.add_name)
        column.addWidget(self.texts["sources"])
        self._heading("What came of it")
        column.addWidget(self.outcomes)
        self._add_answers()
        self._heading("For you alone")
        column.addWidget(wrapped(PlainLabel("Never on a sheet, and in no file for others.", tone="muted")))
        for fields in (tuple(self.ratings.values()), (self.again, self.closeness)):
            column.add(Row(*map(stretched, fields), spacing=GAP))
        column.addStretch(1)
        self.problem.hide()
        Column(stretched(self._form), self.problem, self._foot(), on=self, spacing=SMALL_GAP, margin=GAP)
        self.resize(in_proportion(820, self.font()), 860)

    def _heading(self, words: str) -> None:
        self._form.column.add(SMALL_GAP, heading(words))

    def _section(self, title: str, rows: Column, words: str, add: Callable[[], object]) -> None:
        self._heading(title)
        self._form.column.add(rows, Row(push_button(words, add), Stretch()))

    def _add_answers(self) -> None:
        self._heading("Answers" if self._kept.talk.questions else "Notes")
        for question in self._kept.talk.questions:
            field = FormField(question.text, lines=2)
            field.wrap_title()
            field.replace_text(question.answer)
            field.committed.connect(
                lambda text, question=question: self._write_note(
                    MeetingNote(question.id, text, once_noted(question.state, text))
                )
            )
            self.answers[question.id] = field
            self._form.column.addWidget(field)
        self.notes.replace_text(self._kept.talk.notes)
        self.notes.committed.connect(lambda text: self._write_note(MeetingNote(None, text)))
        self._form.column.addWidget(self.notes)

    def _foot(self) -> Row:
        later = push_button("Later", self.accept)
        return Row(
            stretched(wrapped(PlainLabel("Kept as you write · Ctrl+Enter: wrap up", tone="muted"))),
            later,
            self.wrap_up,
            spacing=SMALL_GAP,
        )

    def _connect(self) -> None:
        for field in self.texts.values():
            field.edited.connect(self._edited)
        self.outcomes.edited.connect(self._edited)
        for choice in (*self.ratings.values(), self.again, self.closeness):
            choice.chosen.connect(self._edited)
        self.keeping.timeout.connect(self.commit)
        self._context.reader.store_changed.connect(self._store_changed)
        self.wrap_up.clicked.connect(self._wrap_up)

    # What is shown

    def _show(self, draft: WrapUpDraft) -> None:
        for name, field in self.texts.items():
            field.replace_text(getattr(draft, name))
        self.outcomes.show_outcomes(draft.outcomes)
        for name, choice in self.ratings.items():
            choice.show_value(getattr(draft, name))
        self.again.show_value(draft.talk_again)
        self.closeness.show_value(draft.closeness)
        self._show_rows(draft)

    def _show_rows(self, draft: WrapUpDraft) -> None:
        """Adds rows for what the draft holds beyond the rows that are there."""
        for promise in draft.promises[len(self.promises) :]:
            self._put(PromiseRow(promise, day=self._kept.day), self.promises, self._promise_rows)
        for named in draft.names[len(self.names) :]:
            self._put_name(named)
        for question in draft.questions[len(self.questions) :]:
            self._put(QuestionRow(question), self.questions, self._question_rows)
        tab_in_order_of(self._form.column)

    def _put_name(self, named: NameGiven) -> None:
        row = NameRow(self._context, named)
        row.restore_requested.connect(partial(self.restore_requested.emit, row))
        self._put(row, self.names, self._name_rows)

    def _put(self, row: QWidget, rows: list, layout: Column) -> None:  # type: ignore[type-arg]
        row.edited.connect(self._edited)  # type: ignore[attr-defined]
        rows.append(row)
        layout.addWidget(row)

    def draft(self) -> WrapUpDraft:
        """The wrap-up as it stands."""
        written: dict[str, Any] = {name: field.text() for name, field in self.texts.items()}
        rated: dict[str, Any] = {name: choice.value() for name, choice in self.ratings.items()}
        return WrapUpDraft(
            **written,
            **rated,
            outcomes=self.outcomes.outcomes(),
            names=tuple(row.value() for row in self.names),
            promises=tuple(row.value() for row in self.promises),
            questions=tuple(row.value() for row in self.questions),
            talk_again=self.again.value(),
            closeness=self.closeness.value(),
        )

    # What the user can do

    def _add_promise(self) -> None:
        self._put(PromiseRow(Promise(PromiseBy.ME, None), day=self._kept.day), self.promises, self._promise_rows)
        self._go_to(self.promises[-1].what)

    def add_name(self) -> None:
        """Adds an empty row for a name they gave, with the cursor in it."""
        self._put_name(NameGiven(None))
        self._go_to(self.names[-1].person.editor)

    def _go_to(self, field: QWidget) -> None:
        tab_in_order_of(self._form.column)
        field.setFocus()
        # Where the new row stands is known once it is laid out.
        QTimer.singleShot(0, field, lambda: self._form.ensureWidgetVisible(field, 0, WIDE_GAP))

    def commit(self) -> None:
        """Keeps what is written and not kept yet."""
        self.keeping.stop()
        for note in tuple(self._refused.values()):
            self._send(note)
        for field in (*self.answers.values(), self.notes):
            field.commit()
        draft = self.draft()
        if draft != self._written:
            self._written = draft
            self.draft_written.emit(draft)

    def _wrap_up(self) -> None:
        faulty = next((row for row in self.promises if row.problem()), None)
        if faulty is not None:
            # The field says itself what is wrong, and once is enough.
            self._go_to(faulty.due)
            return
        in_doubt = next((row for row in self.names if row.problem()), None)
        if in_doubt is not None:
            self._say(in_doubt.problem())
            self._go_to(in_doubt.doubt.unanswered() or in_doubt.person)
            return
        self.commit()
        self.wrap_up.setEnabled(False)
        self.wrap_up_requested.emit(self.draft())

    # What happens

    def _edited(self, *_what: object) -> None:
        if not self.keeping.isActive():
            self.keeping.start()

    def _write_note(self, note: MeetingNote) -> None:
        self._send(note)
        # What is written here has signs of its own: they are looked at like those of the talk.
        self._show_rows(with_found(self.draft(), noted_lines(note.text, day=self._kept.day, order=machine_day_order())))

    def _send(self, note: MeetingNote) -> None:
        self._refused.pop(note.planned_question_id, None)
        self.note_written.emit(note)

    def _store_changed(self, changes: Changes) -> None:
        if not changes.touch(Kind.INTERVIEW) or not self.isVisible():
            return
        if self._context.reader.read(lambda session: talk(session, self.interview_id)) is None:
            # Deleted, or its planning taken back: nothing is left to wrap up.
            self.keeping.stop()
            self._written = self.draft()
            self.reject()

    def show_saved(self) -> None:
        """Takes it that something written is in the store; that something was not is said until all of it is."""
        if self._is_unsaved and not self._refused and self._written == self.draft():
            self.problem.hide()

    def show_draft_not_saved(self, problem: Problem) -> None:
        """Says why the draft could not be saved, and sends it again in a while."""
        self._written = WrapUpDraft()
        self._say_unsaved(problem)

    def show_note_not_saved(self, note: MeetingNote, problem: Problem) -> None:
        """Says why a note could not be saved, and sends it again in a while unless it was written anew."""
        self._refused.setdefault(note.planned_question_id, note)
        self._say_unsaved(problem)

    def _say_unsaved(self, problem: Problem) -> None:
        self._say(str(problem))
        self._is_unsaved = True
        self.keeping.start()

    def show_refused(self, problem: Problem) -> None:
        """Says why the talk could not be wrapped up; it can be tried again."""
        self.wrap_up.setEnabled(True)
        self._say(str(problem))

    def close_wrapped_up(self) -> None:
        """Closes the window: nothing in it waits to be saved."""
        self._written = self.draft()
        self.accept()

    def _say(self, words: str) -> None:
        self._is_unsaved = False
        self.problem.setText(words)
        self.problem.show()

    def done(self, result: int) -> None:
        self.commit()
        super().done(result)
