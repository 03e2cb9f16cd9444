"""The Interviews tab: by stage on the left, the plan in the middle, the question bank on the right."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from insidescoop.commands.interviews import (
    AskSensitiveLast,
    DeleteInterview,
    EditInterview,
    PlanInterview,
)
from insidescoop.commands.organizations import NoteOnOrganization
from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.outputs.prep_sheets import MadePrepSheet, make_prep_sheet
from insidescoop.queries.interview_board import InterviewRow, interview_page, interview_rows
from insidescoop.queries.interview_record import interview_record
from insidescoop.queries.pitch_desk import pitch_rows
from insidescoop.ui.actions import Needs
from insidescoop.ui.already_here_controller import restore_chosen
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.board import BoardView
from insidescoop.ui.interviews.people_dialog import PeopleDialog
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.interviews.plan_editor import PlanEditor
from insidescoop.ui.interviews.row_words import row_lines
from insidescoop.ui.interviews.stage_controller import StageController
from insidescoop.ui.meeting.controller import INTERVIEW_IS_GONE, MeetingController
from insidescoop.ui.question_bank.controller import QuestionBankController
from insidescoop.ui.question_bank.view import QuestionBankView
from insidescoop.ui.theme.metrics import SMALL_GAP, TypeSize, sized
from insidescoop.ui.widgets.delete_key import let_delete_key
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.page import OneOf, Page, listed
from insidescoop.ui.widgets.plain_text import plain_tip
from insidescoop.ui.widgets.tree_items import leaves_of

_LINES = Qt.ItemDataRole.UserRole + 1


class InterviewsPage(Page):
    """The tab. `preview` is the sheet shown last; None before the first.

    `thank_you_requested(interview_id)` is sent once a talk was wrapped up.
    """

    thank_you_requested = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        empty = EmptyState(
            "Plan a talk with someone whose work you are curious about.",
            "Plan interview",
            icon=context.icons.icon("interview", "accent"),
        )
        interviews = QTreeWidget()
        super().__init__(empty, first=interviews, parent=parent)
        self._context = context
        self._shown_id: int | None = None
        self._is_board = False
        self._is_behind = False
        self.preview: QWidget | None = None
        self.list = interviews
        self.editor = PlanEditor(context)
        self.bank = QuestionBankView(context)
        self.meetings = MeetingController(context, context.runner, self, chosen=lambda: self._shown_id)
        self.board = BoardView(context, parent=self)
        self.board.hide()
        self.moves = StageController(context, self)
        self.bank_controller = QuestionBankController(context, context.runner, self.bank, self)
        self._add = QPushButton("Plan interview")
        self._middle = OneOf(self.editor, "Choose an interview to plan it.")
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.list.setAccessibleName("Interviews by stage")
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(12)
        self.set_parts(((listed(self._add, self.list), 190, 2), (self._middle, 470, 5), (self.bank, 270, 3)))

    def _connect(self) -> None:
        registry = self._context.registry
        self._context.reader.store_changed.connect(self._store_changed)
        self.list.header().sectionResized.connect(self._fit_lines)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemActivated.connect(lambda _item, _column: self.editor.take_reading_focus())
        self.editor.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        let_delete_key(self.list, registry.action("delete_interview"))
        self.editor.draft_changed.connect(self._keep)
        self.editor.move_requested.connect(self._move)
        self.editor.organization_noted.connect(
            lambda organization_id, typed: self._context.runner.do(NoteOnOrganization(organization_id, typed))
        )
        self.editor.planned_changed.connect(self.bank.mark_planned)
        self.board.chosen.connect(self._show_interview)
        self.board.opened.connect(self._open_from_board)
        self.board.move_requested.connect(self.moves.move)
        self.board.add_requested.connect(lambda: self.plan_interview(None))
        self.bank.question_chosen.connect(self.editor.questions.plan)
        self.bank.planned_chosen.connect(self.editor.questions.go_to)
        self.empty.chosen.connect(lambda: self.plan_interview(None))
        self._add.clicked.connect(lambda: self.plan_interview(None))
        self.meetings.thank_you_requested.connect(self.thank_you_requested)
        self.meetings.meeting_closed.connect(self.refresh)
        registry.bind("show_board", lambda: self.show_board(registry.action("show_board").isChecked()))
        registry.bind("delete_interview", self.delete_interview)
        registry.bind("make_prep_sheet", self._make_shown_sheet)
        registry.bind("show_answers", self.show_answers)
        registry.bind("interview_people", self.choose_people)
        registry.bind("sensitive_last", self._ask_sensitive_last)

    # What the user can do

    def plan_interview(self, contact_id: int | None) -> PlanDialog:
        """Opens the dialog for a new interview with a contact; with None, one is to be chosen."""
        dialog = PlanDialog(self._context, contact_id, parent=self)
        dialog.plan_requested.connect(partial(self._plan, dialog))
        restore_chosen(dialog.already_here, self._context.runner)
        dialog.open()
        return dialog

    def delete_interview(self) -> None:
        """Deletes the chosen interview."""
        if self._shown_id is not None:
            self.editor.commit()
            self._context.runner.do(DeleteInterview(self._shown_id))

    def choose_people(self) -> PeopleDialog | None:
        """Opens the box for the people of the chosen interview."""
        interview_id = self._shown_id
        self.editor.commit()
        page = None if interview_id is None else self._context.reader.read(lambda s: interview_page(s, interview_id))
        if page is None:
            return None
        dialog = PeopleDialog(self._context, page, parent=self)

        def keep(contact_ids: tuple[int, ...], organization_id: int | None) -> None:
            # As the plan stands by now: what was just typed may have been kept after the box opened.
            now = self._context.reader.read(lambda session: interview_page(session, page.id))
            if now is not None:
                draft = replace(now.draft, contact_ids=contact_ids, organization_id=organization_id)
                self._context.runner.do(EditInterview(page.id, draft), failed=dialog.show_problem)

        dialog.people_chosen.connect(keep)
        dialog.open()
        return dialog

    def make_prep_sheet(self, interview_id: int) -> None:
        """Makes an interview's sheet and shows it; of one that is gone it says so."""
        self.editor.commit()
        if self._context.reader.read(lambda session: interview_page(session, interview_id)) is None:
            self._context.reader.show_status(INTERVIEW_IS_GONE)
            return
        zone = self._context.clock.zone
        self._context.reader.ask(
            lambda session: make_prep_sheet(session, interview_id, zone=zone), then=self._show_sheet
        )

    def _make_shown_sheet(self) -> None:
        if self._shown_id is not None:
            self.make_prep_sheet(self._shown_id)

    def show_answers(self) -> None:
        """Shows what everybody said, questions by people."""
        # It leads to paper, whose parts of Qt are loaded for the first sheet only.
        from insidescoop.ui.interviews.answers_window import AnswersWindow

        self.commit()
        AnswersWindow(self._context, parent=self).show()

    @property
    def is_board(self) -> bool:
        """True while the board is shown, not the list with the plan."""
        return self._is_board

    def show_board(self, is_board: bool) -> None:
        """Shows the board, or the list with the plan."""
        self.commit()
        self._is_board = is_board
        self._context.registry.action("show_board").setChecked(is_board)
        self.put_in_place(self.board if is_board else None)
        self.refresh()
        if self.isVisible():
            self.take_focus()

    def go_to(self, interview_id: int) -> None:
        """Shows an interview."""
        item = self._item_of(interview_id)
        if item is not None:
            self.list.setCurrentItem(item)
            if self._is_board:
                self.refresh()

    def chosen(self) -> tuple[int, int] | None:
        """The main person and the id of the interview that is shown; None for none."""
        draft = self.editor.draft
        return None if self._shown_id is None or draft is None else (draft.contact_ids[0], self._shown_id)

    def take_focus(self) -> None:
        if self.board.isVisible():
            self.board.take_focus()
        else:
            super().take_focus()

    @property
    def shown_id(self) -> int | None:
        """The interview that is shown; None for none."""
        return self._shown_id

    def commit(self) -> None:
        """Keeps whatever is typed and not kept yet."""
        self.editor.commit()
        self.meetings.commit()

    # What is shown

    def refresh(self) -> None:
        """Reads everything again and keeps the chosen interview chosen."""
        chosen = self._shown_id
        self._is_behind = False
        now = self._context.clock.now()
        rows = self._context.reader.read(lambda session: interview_rows(session, now=now))
        self.show_parts(bool(rows))
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for stage in Stage:
            of_stage = [row for row in rows if row.stage is stage]
            if of_stage:
                self._add_stage(stage, of_stage)
        self._fit_lines()
        self.list.expandAll()
        self.list.blockSignals(blocked)
        item = self._item_of(chosen) if chosen is not None else None
        if item is None and rows:
            item = self._item_of(_likeliest(rows).id)
        if item is not None:
            self.list.setCurrentItem(item)
        else:
            self._shown_id = None
            self._middle.show_record(False)
        if self._is_board:
            self.board.show_rows(rows, self._shown_id)
        self.tell_chosen()

    def _add_stage(self, stage: Stage, rows: list[InterviewRow]) -> None:
        branch = QTreeWidgetItem(self.list, [f"{stage.words}  {len(rows)}"])
        branch.setFlags(Qt.ItemFlag.ItemIsEnabled)
        branch.setFont(0, sized(self.list.font(), TypeSize.SMALL, is_bold=True))
        for row in rows:
            item = QTreeWidgetItem(branch)
            item.setData(0, Qt.ItemDataRole.UserRole, row.id)
            item.setData(0, _LINES, row_lines(row, today=self._context.clock.today()))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(item.data(0, _LINES)))

    def _fit_lines(self) -> None:
        # Each line is cut by itself: a long name must not hide the time under it.
        room = self.list.viewport().width() - 2 * self.list.indentation() - SMALL_GAP
        for leaf in leaves_of(self.list):
            lines = leaf.data(0, _LINES)
            cut = [self.list.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
            leaf.setText(0, "\n".join(cut))
            leaf.setToolTip(0, plain_tip("\n".join(lines)))

    def _item_of(self, interview_id: int) -> QTreeWidgetItem | None:
        leaves = leaves_of(self.list)
        return next((leaf for leaf in leaves if leaf.data(0, Qt.ItemDataRole.UserRole) == interview_id), None)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        interview_id = None if item is None else item.data(0, Qt.ItemDataRole.UserRole)
        if interview_id is not None:
            self._show_interview(interview_id)

    def _show_interview(self, interview_id: int) -> None:
        is_other = interview_id != self._shown_id
        if is_other:
            self.editor.commit()
        now = self._context.clock.now()
        page, pitches, record = self._context.reader.read(
            lambda session: (
                interview_page(session, interview_id, now=now),
                pitch_rows(session),
                interview_record(session, interview_id),
            )
        )
        if page is not None:
            self._shown_id = interview_id
            self.bank.show_interview(interview_id)
            self.editor.show_record(record)
            self.editor.show_interview(page, pitches, is_other=is_other)
            self._middle.show_record(True)
            self._choose_in_list(interview_id)
            self.tell_chosen()

    def _choose_in_list(self, interview_id: int) -> None:
        item = self._item_of(interview_id)
        if item is not None:
            blocked = self.list.blockSignals(True)
            self.list.setCurrentItem(item)
            self.list.blockSignals(blocked)

    def _open_from_board(self, interview_id: int) -> None:
        self._show_interview(interview_id)
        self.show_board(False)
        self.editor.take_reading_focus()

    def tell_chosen(self) -> None:
        is_seen = self._shown_id is not None and self.isVisible()
        available = self._context.registry.set_available
        available(Needs.INTERVIEW, self._shown_id is not None)
        # What changes the plan waits until the plan is in sight.
        available(Needs.INTERVIEW_IN_SIGHT, is_seen)
        available(Needs.PLAN_IN_SIGHT, is_seen and not self._is_board)
        self.moves.chosen_id = self._shown_id
        self.editor.questions.tell_chosen()
        self.bank.tell_chosen()

    def _show_sheet(self, made: MadePrepSheet) -> None:
        # QtPdf and the printer are loaded for the first sheet only: start-up stays light.
        from insidescoop.ui.interviews.sheet_preview import SheetPreview

        preview = SheetPreview(made, self._context.icons, parent=self)
        preview.saved.connect(lambda path: self._context.reader.show_written(f"Saved {path}", Path(path)))
        preview.problem_met.connect(self._context.messages.tell)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.destroyed.connect(self._forget_preview)
        self.preview = preview
        preview.open()

    def _forget_preview(self) -> None:
        self.preview = None

    # What happens

    def _plan(
        self, dialog: PlanDialog, draft: InterviewDraft, new_person: ContactDraft | None, with_questions: bool
    ) -> None:
        pitches = self._context.reader.read(pitch_rows)
        opening = next((row.id for row in pitches if row.seconds), None)

        def planned(interview_id: int) -> None:
            self._context.navigator.go_to(Kind.INTERVIEW, interview_id)
            self.editor.take_focus()

        draft = replace(draft, opening_pitch_id=opening)
        command = PlanInterview(draft, new_person, with_core_questions=with_questions)
        self._context.runner.do(command, then=planned, failed=dialog.show_problem)

    def _keep(self, draft: InterviewDraft) -> None:
        if self._shown_id is not None:
            self._context.runner.do(EditInterview(self._shown_id, draft))

    def _ask_sensitive_last(self) -> None:
        if self._shown_id is not None:
            self.editor.commit()
            self._context.runner.do(AskSensitiveLast(self._shown_id))

    def _move(self, stage: Stage) -> None:
        if self._shown_id is not None:
            self.editor.commit()
            self.moves.move(self._shown_id, stage)

    def _store_changed(self, changes: Changes) -> None:
        # Notes are kept several times a second, and the plan shows none: it waits until the talk's window closes.
        if self.meetings.is_noting():
            return
        if changes.touch(Kind.INTERVIEW, Kind.CONTACT, Kind.ORGANIZATION):
            self.refresh()
        elif changes.touch(Kind.PITCH):
            # A pitch is kept every few seconds while it is typed on its own page.
            self._is_behind = True
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_behind:
            self.refresh()


def _likeliest(rows: tuple[InterviewRow, ...]) -> InterviewRow:
    """The next scheduled interview, else the first of all."""
    return next((row for row in rows if row.stage is Stage.SCHEDULED), rows[0])
