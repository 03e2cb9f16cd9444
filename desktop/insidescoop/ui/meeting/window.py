"""A talk while it goes on, in a window of its own: the clock, the question of the moment, and one box for notes."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSpinBox, QSplitter, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.interviews.meeting import AskedState, MeetingNote, once_noted
from insidescoop.domain.meeting_notes import noted_lines
from insidescoop.domain.moments import local_zone_of
from insidescoop.domain.noted import FoundLine
from insidescoop.domain.problems import Problem
from insidescoop.domain.questions.questions import minutes_words
from insidescoop.domain.text import tidy_text
from insidescoop.queries.talks import Talk, TalkQuestion, talk, with_answer
from insidescoop.ui.context import UiContext
from insidescoop.ui.meeting.clock import MeetingClock
from insidescoop.ui.meeting.note_box import NoteBox
from insidescoop.ui.meeting.questions import MeetingQuestions, title_of_notes
from insidescoop.ui.noted_preview import NOTATION_IN_A_MEETING, NotedPreview
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.day_field import machine_day_order
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped, wrapped_low
from insidescoop.ui.widgets.wrapped_row import WrappedRow

KEEP_MILLISECONDS = 400
"""What is typed is kept this long after the first letter not kept yet: with the disk's time, less than a second."""

_HINTS = {
    True: "Enter goes on to the next question, Shift+Enter begins a new line of this answer.",
    False: "Enter begins a new line.",
}
_KEYS = {
    True: "Enter: asked, next · Shift+Enter: new line · Ctrl+Shift+Enter: skip · Ctrl+1 … 9: go to · Ctrl+0: closing",
    False: "Enter: new line · Ctrl+1 … 9: go to · Ctrl+0: closing",
}
"""What the keys do in the notes on a question (True), and in those on none."""


class MeetingWindow(FittedDialog):
    """One talk. Closed, it goes on: only `end_talk` ends it.

    `noted(note)` is sent with every MeetingNote to be saved, and waits for `note_saved` or `note_not_saved`.
    `asks_ticked(asked)` is sent with the closing asks that are ticked, `end_requested()` when the user ends the talk;
    of one that goes on `left(answers)` is sent, with how many were noted.
    """

    noted = Signal(object)
    asks_ticked = Signal(object)
    end_requested = Signal()
    left = Signal(int)

    def __init__(self, context: UiContext, shown: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._talk = shown
        self._place = _first_open(shown)
        self._kept = ""
        self._under_way = 0
        self._is_ended = False
        self._refused: dict[int | None, MeetingNote] = {}
        self.clock = MeetingClock(context.theme)
        self.questions = MeetingQuestions(context.theme)
        self.whereabouts = wrapped(PlainLabel(tone="muted"))
        self.question = wrapped(PlainLabel(size=TypeSize.TITLE, is_bold=True))
        self.box = NoteBox()
        self.understood = NotedPreview(context, shown.contact_id)
        self.problem = wrapped(PlainLabel(tone="error"))
        self.asked = push_button("Asked, next", emphasis="primary")
        self.skip = push_button("Skip")
        self.reopen = push_button("Not asked yet")
        self.jump = QSpinBox()
        self.keys = wrapped_low(caption())
        self.end = push_button("End the talk")
        self.keeping = QTimer(self, singleShot=True, interval=KEEP_MILLISECONDS)
        self.ticking = QTimer(self, interval=1_000)
        self._build()
        self._connect()
        self._show_place()
        self.tick()
        self.ticking.start()

    @property
    def interview_id(self) -> int:
        """The interview whose talk is shown."""
        return self._talk.interview_id

    @property
    def place(self) -> int:
        """The line shown, from 0; the one behind the last question is the closing."""
        return self._place

    @property
    def talk_is_over(self) -> bool:
        """True once the talk was ended, here or before."""
        return self._is_ended or self._talk.ended is not None

    @property
    def is_keeping(self) -> bool:
        """True while words of this window are on their way to the store."""
        return self._under_way > 0

    # How it is built

    def _build(self) -> None:
        self.setWindowTitle(f"Talk with {self._talk.contact_name}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.questions)
        parts.addWidget(self._notes())
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 5)
        parts.setSizes([300, 640])
        Column(self.clock, stretched(parts), self._foot(), on=self, spacing=GAP, margin=(WIDE_GAP, GAP))
        self.resize(in_proportion(980, self.font()), 720)

    def _notes(self) -> QWidget:
        part = FittingColumn(SMALL_GAP)
        column = part.column
        column.setContentsMargins(SMALL_GAP, 0, 0, 0)
        self.box.setAccessibleName("Notes")
        self.box.setMinimumHeight(90)
        self.problem.hide()
        go_to = PlainLabel("Go to", tone="muted")
        go_to.setBuddy(self.jump)
        self.jump.setAccessibleName("Go to question number")
        self.jump.setRange(0, 0)
        self.jump.setSpecialValueText("closing")
        as_field(self.jump)
        row = WrappedRow(self.asked, self.skip, self.reopen, go_to, self.jump)
        column.add(self.whereabouts, self.question, stretched(self.box), self.understood, self.problem, row)
        return part

    def _foot(self) -> Row:
        return Row(stretched(self.keys), self.end, spacing=SMALL_GAP)

    def _connect(self) -> None:
        self.keeping.timeout.connect(self.commit)
        self.ticking.timeout.connect(self.tick)
        self.box.textChanged.connect(self._typed)
        self.box.entered.connect(self.go_on)
        self.box.skipped.connect(self.skip_on)
        self.asked.clicked.connect(self.go_on)
        self.skip.clicked.connect(self.skip_on)
        self.reopen.clicked.connect(partial(self._mark, AskedState.OPEN))
        self.end.clicked.connect(self.end_talk)
        self.questions.place_chosen.connect(self._go_to)
        self.questions.list.itemActivated.connect(self._focus_box)
        self.questions.asks_changed.connect(self.asks_ticked)
        self.jump.editingFinished.connect(self._jump)
        for number in range(1, 10):
            self._on_keys(f"Ctrl+{number}", partial(self._jump_to, number))
        self._on_keys("Ctrl+0", partial(self._jump_to, 0))
        self._on_keys("Alt+Up", lambda: self.go_to(self._place - 1))
        self._on_keys("Alt+Down", lambda: self.go_to(self._place + 1))
        self._on_keys("Shift+F7", self.end_talk)
        self._context.reader.store_changed.connect(self._store_changed)
        self._context.theme.changed.connect(self._show_facts)

    def _on_keys(self, keys: str, do: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(do)

    # What the user can do

    def go_on(self) -> None:
        """Marks the question as asked and goes on to the next one; behind the last one it begins a new line."""
        if self._question() is None:
            self.box.insertPlainText("\n")
            return
        self._mark(AskedState.ASKED)
        self.go_to(self._place + 1)

    def skip_on(self) -> None:
        """Marks the question as skipped, unless something was noted, and goes on to the next one."""
        self._mark(AskedState.ASKED if self.box.toPlainText().strip() else AskedState.SKIPPED)
        self.go_to(self._place + 1)

    def go_to(self, place: int) -> None:
        """Shows another line and puts the cursor into its notes; beyond the ends there is nothing."""
        self._go_to(place)
        self._focus_box()

    def end_talk(self) -> None:
        """Stops the clock and closes the window; the wrap-up comes next."""
        self.commit()
        self._is_ended = True
        self.end_requested.emit()
        self.accept()

    def commit(self) -> None:
        """Keeps what is typed and not kept yet."""
        self.keeping.stop()
        for note in tuple(self._refused.values()):
            self._send(note)
        text = self.box.toPlainText()
        if text == self._kept:
            return
        question = self._question()
        if question is None:
            self._kept = text
            self._talk = replace(self._talk, notes=tidy_text(text))
            self._send(MeetingNote(None, text))
            return
        self._keep_answer(question, text, once_noted(question.state, text))

    # What is shown

    def tick(self) -> None:
        """Puts the clock where the talk stands now."""
        self.clock.show_now(self._talk, now=self._context.clock.now(), zone=self._context.clock.zone)

    def _question(self) -> TalkQuestion | None:
        questions = self._talk.questions
        return questions[self._place] if self._place < len(questions) else None

    def _show_place(self) -> None:
        question = self._question()
        self._kept = (self._talk.notes if question is None else question.answer) or ""
        with QSignalBlocker(self.box):
            self.box.setPlainText(self._kept)
            self.box.moveCursor(self.box.textCursor().MoveOperation.End)
        self._show_facts()
        self._show_understood()

    def _show_facts(self) -> None:
        question, count = self._question(), len(self._talk.questions)
        self.box.setPlaceholderText(f"{_HINTS[question is not None]}\nLines may begin with:   {NOTATION_IN_A_MEETING}")
        self.keys.setText(_KEYS[question is not None])
        self.questions.show_talk(self._talk, self._place)
        for button in (self.asked, self.skip, self.reopen):
            button.setEnabled(question is not None)
        with QSignalBlocker(self.jump):
            self.jump.setRange(0, count)
            self.jump.setValue(0 if question is None else self._place + 1)
        self.jump.setEnabled(count > 0)
        if question is None:
            about = f"What you want to know: {self._talk.purpose}" if self._talk.purpose else "No questions are planned"
            self.whereabouts.setText(about if not count or self._talk.purpose else "After the questions")
            self.question.setText(title_of_notes(self._talk))
            return
        minutes = minutes_words(question.minutes)
        self.whereabouts.setText(f"Question {self._place + 1} of {count} · {minutes} · {question.state.words}")
        self.question.setText(question.text)
        self.reopen.setEnabled(question.state is not AskedState.OPEN)

    def _show_understood(self) -> None:
        zone = self._context.clock.zone
        began = self._talk.began or self._context.clock.now()
        day = local_zone_of(began, zone).date()
        lines = noted_lines(self.box.toPlainText(), day=day, order=machine_day_order())
        self.understood.show_found(FoundLine(line) for line in lines)

    # What happens

    def _go_to(self, place: int) -> None:
        if not 0 <= place <= len(self._talk.questions):
            return
        self.commit()
        self._place = place
        self._show_place()

    def _focus_box(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self) -> None:
        if self.jump.hasFocus():
            self._jump_to(self.jump.value())

    def _jump_to(self, number: int) -> None:
        count = len(self._talk.questions)
        if number <= count:
            self.go_to(number - 1 if number else count)

    def _mark(self, state: AskedState) -> None:
        question = self._question()
        if question is not None and (state is not question.state or self.box.toPlainText() != self._kept):
            self.keeping.stop()
            self._keep_answer(question, self.box.toPlainText(), state)

    def _keep_answer(self, question: TalkQuestion, text: str, state: AskedState) -> None:
        self._kept = text
        self._send(MeetingNote(question.id, text, state))
        # Shown at once: the store answers a moment later, and Enter may be pressed again before.
        self._talk = with_answer(self._talk, question.id, answer=tidy_text(text), state=state)
        self._show_facts()

    def _typed(self) -> None:
        if not self.keeping.isActive():
            self.keeping.start()
        self._show_understood()

    def _send(self, note: MeetingNote) -> None:
        self._refused.pop(note.planned_question_id, None)
        self._under_way += 1
        self.noted.emit(note)

    def note_saved(self) -> None:
        """Takes it that a note that was sent is in the store."""
        self._under_way -= 1
        if not self._refused:
            self.problem.hide()
        self._read_again()

    def note_not_saved(self, note: MeetingNote, problem: Problem) -> None:
        """Says why a note could not be saved, and sends it again in a while."""
        self._under_way -= 1
        if not self.isVisible():
            self._context.messages.tell(problem)
            return
        # Nothing is forgotten: the words wait here, and the next second tries again.
        self._refused.setdefault(note.planned_question_id, note)
        self.problem.setText(str(problem))
        self.problem.show()
        self.keeping.start()

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.INTERVIEW, Kind.CONTACT):
            self._read_again()

    def _read_again(self) -> None:
        """Shows what is kept; while words are on their way to the store, or wait to go there, they stand as typed."""
        if self._under_way or self._refused or not self.isVisible():
            return
        shown = self._context.reader.read(lambda session: talk(session, self.interview_id))
        if shown is None:
            self.reject()
            return
        is_typing = self.box.toPlainText() != self._kept
        before = self._question()
        self._talk = shown
        self._place = min(self._place, len(shown.questions))
        question = self._question()
        answer = shown.notes if question is None else question.answer
        is_same = (before and before.id) == (question and question.id)
        if is_same and (is_typing or answer == tidy_text(self._kept)):
            self._show_facts()
        else:
            self._show_place()
        self.tick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            # In a talk nobody wants the window gone by a slip of the finger.
            self._focus_box()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self.commit()
        self.ticking.stop()
        super().done(result)
        if not self._is_ended:
            self.left.emit(sum(1 for question in self._talk.questions if question.answer))


def _first_open(shown: Talk) -> int:
    states = [question.state for question in shown.questions]
    return states.index(AskedState.OPEN) if AskedState.OPEN in states else len(states)
