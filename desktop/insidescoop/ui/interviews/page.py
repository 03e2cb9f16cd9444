"""The Interviews tab: by stage on the left, the plan in the middle, the question bank on the right."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.problems import StoreDamaged, Unreadable
from insidescoop.domain.text import first_line
from insidescoop.queries.interview_board import InterviewRow, interview_page, interview_rows
from insidescoop.queries.interview_record import interview_record
from insidescoop.queries.pitch_desk import pitch_rows
from insidescoop.ui.actions import Needs
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.board import BoardView
from insidescoop.ui.interviews.plan_editor import PlanEditor
from insidescoop.ui.interviews.row_words import row_lines
from insidescoop.ui.question_bank.view import QuestionBankView
from insidescoop.ui.theme.metrics import TIGHT, TypeSize, sized
from insidescoop.ui.widgets.delete_key import let_delete_key
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.page import OneOf, Page, listed
from insidescoop.ui.widgets.plain_text import plain_tip
from insidescoop.ui.widgets.tree_items import leaves_of
from insidescoop.ui.widgets.wrapped_views import WrappedTree

_LEAST_LIST = 137
"""Pixels: "tomorrow, 14:00" in one line, beside a scroll bar."""

_LONGEST_LINE = 60
"""Characters of a name that are shown; the tip and a screen reader give the whole."""


class InterviewsPage(Page):
    """The tab. `plan_requested()` is sent for an interview to be planned."""

    plan_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        empty = EmptyState(
            "Plan a talk with someone whose work you are curious about.",
            "Plan interview",
            icon=context.icons.icon("interview", "accent"),
        )
        interviews = WrappedTree()
        super().__init__(empty, first=interviews, parent=parent)
        self._context = context
        self._shown_id: int | None = None
        self._is_board = False
        self._is_behind = False
        self.list = interviews
        self.editor = PlanEditor(context)
        self.bank = QuestionBankView(context)
        self.board = BoardView(context, parent=self)
        self.board.hide()
        self._add = QPushButton("Plan interview")
        self._middle = OneOf(self.editor, "Choose an interview to plan it.")
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.list.setAccessibleName("Interviews by stage")
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(TIGHT)
        self.list.setMinimumWidth(_LEAST_LIST)
        self.set_parts(((listed(self._add, self.list), 190, 2), (self._middle, 470, 5), (self.bank, 270, 3)))

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemActivated.connect(lambda _item, _column: self.editor.take_reading_focus())
        self.editor.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._middle.left.connect(self.take_focus)
        let_delete_key(self.list, self._context.registry.action("delete_interview"))
        self.editor.planned_changed.connect(self.bank.mark_planned)
        self.board.chosen.connect(self._show_interview)
        self.board.opened.connect(self._open_from_board)
        self.board.add_requested.connect(self.plan_requested)
        self.bank.planned_chosen.connect(self.editor.questions.go_to)
        self.empty.chosen.connect(self.plan_requested)
        self._add.clicked.connect(self.plan_requested)

    # What the user can do

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

    # What is shown

    def refresh(self) -> None:
        """Reads everything again and keeps the chosen interview chosen."""
        chosen = self._shown_id
        self._is_behind = False
        now = self._context.clock.now()
        rows = self._context.reader.read(lambda session: interview_rows(session, now=now))
        self.show_parts(bool(rows))
        with QSignalBlocker(self.list):
            self.list.clear()
            for stage in Stage:
                of_stage = [row for row in rows if row.stage is stage]
                if of_stage:
                    self._add_stage(stage, of_stage)
            self.list.expandAll()
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
            lines = row_lines(row, today=self._context.clock.today())
            # A very long name must not hide the others.
            item = QTreeWidgetItem(branch, ["\n".join(first_line(line, at_most=_LONGEST_LINE) for line in lines)])
            item.setData(0, Qt.ItemDataRole.UserRole, row.id)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))
            item.setToolTip(0, plain_tip("\n".join(lines)))

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
        try:
            page, pitches, record = self._context.reader.read(
                lambda session: (
                    interview_page(session, interview_id, now=now),
                    pitch_rows(session),
                    interview_record(session, interview_id),
                )
            )
        except (StoreDamaged, Unreadable) as problem:
            self._shown_id = None
            self._middle.show_problem(problem)
            return
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
            with QSignalBlocker(self.list):
                self.list.setCurrentItem(item)

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
        self.editor.questions.tell_chosen()
        self.bank.tell_chosen()

    # What happens

    def follow(self, changes: Changes) -> None:
        """Shows what was changed, as far as it is seen here."""
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
