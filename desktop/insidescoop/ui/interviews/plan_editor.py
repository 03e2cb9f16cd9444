"""One interview's plan: the particulars, the questions in order, and the minutes they take."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QWidget

from insidescoop.domain.interviews.interviews import (
    LONGEST_MINUTES,
    SHORTEST_MINUTES,
    Format,
    InterviewDraft,
    Stage,
    awaits_time,
    is_called_off,
    is_held,
    move_label,
)
from insidescoop.domain.moments import clock, exact_day
from insidescoop.domain.text import counted
from insidescoop.queries.interview_board import InterviewPage
from insidescoop.queries.interview_record import InterviewRecord
from insidescoop.queries.pitch_desk import PitchRow
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.plan_warnings_view import PlanWarningsView
from insidescoop.ui.interviews.planned_questions import PlannedQuestionsView
from insidescoop.ui.interviews.record_view import RecordView
from insidescoop.ui.interviews.when_field import WhenField
from insidescoop.ui.theme.metrics import GAP, PAGE_MARGIN, SMALL_GAP, TIGHT, TypeSize, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, aligned, stretched
from insidescoop.ui.widgets.budget_bar import BudgetBar
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.cleared_layout import emptied, keys_kept
from insidescoop.ui.widgets.fields.auto_save import AutoSave, NumberBox, as_field
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, TitleLabel, caption, heading, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm, show_or_hide
from insidescoop.ui.widgets.wrapped_row import WrappedRow


class PlanEditor(ScrolledForm):
    """The plan. `draft_changed(interview_id, draft)` is sent when a particular was changed,

    `move_requested(interview_id, stage)` for a move.

    `organization_noted(id, text)` is sent when the notes on the organization were changed.
    `planned_changed(ids)` is sent with the ids of the bank's questions that are in the plan shown.
    """

    draft_changed = Signal(int, object)
    organization_noted = Signal(int, str)
    planned_changed = Signal(object)
    move_requested = Signal(int, object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(spacing=SMALL_GAP, least_width=378, parent=parent)
        self._context = context
        self._interview_id = 0
        self._draft: InterviewDraft | None = None
        self.name = TitleLabel()
        self.detail = wrapped(PlainLabel(tone="muted"))
        self._moves = WrappedRow()
        self._quiet = wrapped(PlainLabel(size=TypeSize.SMALL, tone="due"))
        self.thanks_button = push_button("Write a thank-you", emphasis="primary")
        self.sheet_button = QPushButton("Prep sheet  F6")
        self.start_button = QPushButton("Start meeting  F7")
        self.wrap_up_button = QPushButton("Wrap up")
        self.record = RecordView(context)
        self.purpose = FormField("What I want to know after this talk", hint="how digital archives decide what to keep")
        self.when = WhenField(context)
        self.minutes = NumberBox()
        self._length = AutoSave(self.minutes, self.minutes.value)
        self._length_title = caption("Length")
        self.format = QComboBox()
        self.place = FormField("Place, link or number")
        self.missing_place = wrapped(PlainLabel(size=TypeSize.SMALL, tone="due"))
        self.pitch = QComboBox()
        self._cuts: list[tuple[int | None, int | None]] = []
        self.research = FormField("Notes on the person, one a line", lines=2)
        self.about_organization = FormField("Notes on the organization, one a line", lines=2, hint="News: the new wing")
        self._organization_id: int | None = None
        self.logistics = FormField("Getting there and getting in")
        self.budget = BudgetBar(context.theme, name="Minutes planned for questions")
        self.budget_words = PlainLabel()
        self.warnings = PlanWarningsView(context)
        self.people_button = QPushButton("People…")
        self.questions = PlannedQuestionsView(context)
        self._build()
        self._connect()

    def _build(self) -> None:
        for field in (self.purpose, self.research, self.about_organization):
            field.wrap_title()
        self.column.add(
            Row(stretched(self.name), aligned(self.people_button, Qt.AlignmentFlag.AlignTop)),
            self.detail,
            WrappedRow(self.thanks_button, self.sheet_button, self.start_button, self.wrap_up_button),
            self._moves,
            self._quiet,
            self.record,
            self.purpose,
            self.when,
            self.place,
            self.missing_place,
            stretched(self._questions_card()),
            self._particulars(),
            self.research,
            self.about_organization,
            self.logistics,
            Stretch(),
        )

    def _questions_card(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        self.budget_words.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = Row(heading("Questions"), stretched(wrapped(self.budget_words)))
        parts = (head, self.budget, self.warnings, TIGHT, stretched(self.questions))
        Column(*parts, on=frame, spacing=TIGHT, margin=(GAP, SMALL_GAP, GAP, GAP))
        return frame

    def _particulars(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        self.minutes.setRange(SHORTEST_MINUTES, LONGEST_MINUTES)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(" minutes")
        # Its longest words must not make a narrow plan wider than its page.
        self.minutes.setMinimumWidth(in_proportion(100, self.font()))
        for combo in (self.format, self.pitch):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
            as_field(combo)
        self.format.addItems([form.words for form in Format])
        places: tuple[tuple[PlainLabel, QWidget, int, int, int], ...] = (
            (self._length_title, self.minutes, 0, 0, 1),
            (caption("How"), self.format, 0, 1, 1),
            (caption("Opening pitch"), self.pitch, 2, 0, 2),
        )
        for label, control, row, column, span in places:
            label.setBuddy(control)
            label.setContentsMargins(0, TIGHT, 0, 0)
            control.setAccessibleName(label.text())
            grid.addWidget(label, row, column, 1, span)
            grid.addWidget(control, row + 1, column, 1, span)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _connect(self) -> None:
        for name, field in self._fields().items():
            field.committed.connect(lambda typed, name=name: self._write(**{name: typed}))
        self.about_organization.committed.connect(self._note_on_organization)
        self.when.changed.connect(lambda: self._write(starts=self.when.moment()))
        self._length.kept.connect(lambda minutes: self._write(minutes=minutes))
        self.format.activated.connect(lambda: self._write(format=list(Format)[self.format.currentIndex()]))
        self.pitch.activated.connect(self._choose_pitch)
        self.questions.grown.connect(lambda: QTimer.singleShot(0, self._show_last_question))
        self.questions.sought.connect(self.ensureWidgetVisible)
        self.people_button.clicked.connect(self._context.registry.action("interview_people").trigger)
        self.thanks_button.clicked.connect(self._context.registry.action("write_thanks").trigger)
        self.sheet_button.clicked.connect(self._context.registry.action("make_prep_sheet").trigger)
        self.start_button.clicked.connect(self._context.registry.action("start_talk").trigger)
        self.wrap_up_button.clicked.connect(self._context.registry.action("wrap_up").trigger)

    def _fields(self) -> dict[str, FormField]:
        return {
            "purpose": self.purpose,
            "place": self.place,
            "research_notes": self.research,
            "logistics": self.logistics,
        }

    @property
    def draft(self) -> InterviewDraft | None:
        """The plan shown; None before the first."""
        return self._draft

    def show_record(self, record: InterviewRecord | None) -> None:
        """Shows above the plan what was said; None before the interview was held."""
        self.record.show_record(record)

    def show_answer(self, planned_question_id: int) -> None:
        """Brings the answer to a question into sight, and marks it."""
        label = self.record.answer_label(planned_question_id)
        if label is not None:
            label.setSelection(0, len(label.text()))
            # Once the page is laid out.
            QTimer.singleShot(0, lambda: self.ensureWidgetVisible(label, 0, PAGE_MARGIN))

    def show_interview(self, page: InterviewPage, pitches: tuple[PitchRow, ...], *, is_other: bool) -> None:
        """Shows an interview; if it is the one shown already, a field being typed in stays as it is."""
        if is_other:
            self.leave_fields()
        self._interview_id, self._draft = page.id, page.draft
        names = [name for _id, name in page.people]
        self.name.show_title(" and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))))
        self.detail.setText(
            " · ".join(part for part in (page.contact_detail, page.stage.words, self._when(page)) if part)
        )
        for name, field in self._fields().items():
            text = getattr(page.draft, name)
            if is_other:
                field.show_problem(None)
                field.replace_text(text)
            else:
                field.show_text(text)
        self._show_organization(page, is_other=is_other)
        self.when.show_their_zone(page.contact_time_zone)
        self.when.show_moment(page.draft.starts, is_other=is_other)
        self.when.show_standing(is_plan=page.moment != page.draft.starts, is_over=is_held(page.stage))
        self._length.show(lambda: self.minutes.setValue(page.draft.minutes), is_other=is_other)
        self._length_title.setText("Length" if page.minutes == page.draft.minutes else "Planned length")
        self.minutes.setAccessibleName(self._length_title.text())
        self.format.setCurrentIndex(list(Format).index(page.draft.format))
        self.missing_place.setText(f"! {page.missing_place}.")
        self.missing_place.setVisible(page.missing_place is not None)
        self._show_pitches(pitches, page.draft)
        self._show_verbs(page.stage)
        self._show_moves(page.stage, page.moves)
        is_quiet = page.quiet_until is not None and page.quiet_until > self._context.clock.today()
        self._quiet.setVisible(is_quiet)
        if is_quiet and page.quiet_until is not None:
            day = exact_day(page.quiet_until, with_weekday=False)
            self._quiet.setText(f"Better not asked again before {day}: somebody else there may answer.")
        self._show_budget(page)
        self.questions.show_questions(page.id, page.questions, is_other=is_other)
        self.planned_changed.emit(frozenset(question.question_id for question in page.questions))
        if is_other:
            self.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Puts the caret into the purpose."""
        self.purpose.take_caret()

    def commit(self) -> None:
        """Keeps whatever stands in a field and is not kept yet."""
        for field in self._fields().values():
            field.commit()
        self.about_organization.commit()
        self.when.commit()
        self._length.commit()
        self.questions.commit()

    def _when(self, page: InterviewPage) -> str:
        """When the talk is to be, or was and how long it took, or would have been."""
        moment = page.draft.starts if is_called_off(page.stage) else page.moment
        if moment is None:
            return "no time yet" if awaits_time(page.stage) else ""
        when = f"{exact_day(moment.local.date())}, {clock(moment.local)}"
        if is_held(page.stage):
            return f"{when}, {counted(page.minutes, 'minute')}"
        return f"was {when}" if is_called_off(page.stage) else when

    def _show_organization(self, page: InterviewPage, *, is_other: bool) -> None:
        if is_other or page.organization_id != self._organization_id:
            self.about_organization.replace_text(page.organization_notes)
        else:
            self.about_organization.show_text(page.organization_notes)
        self._organization_id = page.organization_id
        self.about_organization.setVisible(page.organization_id is not None)

    def _note_on_organization(self, typed: str) -> None:
        if self._organization_id is not None:
            self.organization_noted.emit(self._organization_id, typed)

    def _show_last_question(self) -> None:
        table = self.questions.table
        bottom = table.mapTo(self.body, table.rect().bottomLeft())
        self.ensureVisible(bottom.x(), bottom.y(), 0, PAGE_MARGIN)

    def _show_pitches(self, pitches: tuple[PitchRow, ...], draft: InterviewDraft) -> None:
        self._cuts = [(None, None), *((row.id, seconds) for row in pitches for seconds in row.lengths)]
        target = {row.id: row.target_seconds for row in pitches}
        self.pitch.clear()
        self.pitch.addItem("None")
        self.pitch.addItems([words for row in pitches for words in _cuts_in_words(row)])
        chosen = (draft.opening_pitch_id, draft.opening_pitch_seconds or target.get(draft.opening_pitch_id or 0))
        self.pitch.setCurrentIndex(self._cuts.index(chosen) if chosen in self._cuts else 0)

    def _choose_pitch(self) -> None:
        pitch_id, seconds = self._cuts[self.pitch.currentIndex()]
        self._write(opening_pitch_id=pitch_id, opening_pitch_seconds=seconds)

    def _show_verbs(self, stage: Stage) -> None:
        """Offers what is likeliest first; where no talk will be, there is nothing to prepare, begin or wrap up."""
        will_talk, has_talked = not is_called_off(stage), is_held(stage)
        show_or_hide(self.thanks_button, stage is Stage.HELD)
        show_or_hide(self.sheet_button, will_talk)
        show_or_hide(self.start_button, will_talk and not has_talked)
        show_or_hide(self.wrap_up_button, will_talk)
        _emphasize(self.sheet_button, is_primary=not has_talked)

    def _show_moves(self, here: Stage, moves: tuple[Stage, ...]) -> None:
        with keys_kept(self._moves):
            emptied(self._moves)
            for stage in moves:
                button = push_button(move_label(here, stage), partial(self._request_move, stage))
                button.setAccessibleDescription(f"Moves the interview to “{stage.words}”")
                self._moves.addWidget(button)

    def _request_move(self, stage: Stage) -> None:
        self.commit()
        self.move_requested.emit(self._interview_id, stage)

    def _show_budget(self, page: InterviewPage) -> None:
        self.budget.show_amount(page.planned_minutes, target=page.plan.questions)
        words = f"{page.planned_minutes} of the {page.plan.questions} min for questions · {self.budget.words()}"
        self.budget_words.setText(words)
        self.budget_words.set_tone(self.budget.tone())
        self.warnings.show_warnings(page.warnings())

    def _write(self, **changed: object) -> None:
        if self._draft is None:
            return
        draft = replace(self._draft, **changed)  # type: ignore[arg-type]
        sentences = {problem.field: problem.sentence for problem in draft.problems()}
        for name, field in self._fields().items():
            if name in changed:
                field.show_problem(sentences.get(name))
        if draft != self._draft and not sentences:
            self._draft = draft
            self.draft_changed.emit(self._interview_id, draft)


def _emphasize(button: QPushButton, *, is_primary: bool) -> None:
    emphasis = "primary" if is_primary else ""
    if button.property("emphasis") != emphasis:
        button.setProperty("emphasis", emphasis)
        button.style().unpolish(button)
        button.style().polish(button)


def _cuts_in_words(row: PitchRow) -> list[str]:
    return [
        f"{row.name}, {seconds} s" + (f" (takes {taken} s)" if taken > seconds else "")
        for seconds, taken in zip(row.lengths, row.cut_seconds, strict=True)
    ]
