"""The questions of one plan in their order: edited in place, moved, removed, added to."""

from PySide6.QtCore import QRect, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)

from insidescoop.domain.questions.phrases import phrase_remarks
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.queries.interview_board import PlannedQuestionRow
from insidescoop.ui.actions import Needs
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.minutes_cell import MinutesCell
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize, in_proportion, row_height
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.delete_key import let_delete_key
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip, wrapped

_LEAST_ROWS_SEEN = 2


class PlannedQuestionsView(QWidget):
    """A table of questions and minutes, a field for one's own, and buttons for the order.

    `own_written(interview_id, draft)` is sent with a question of one's own for the end of the plan,
    `edited(question_id, draft)` with other words or minutes of a planned question, `moved(question_id, place)` and
    `removed(question_id)` with what becomes of one. `grown()` is sent after a question was added at the end of the plan
    shown, `sought(field)` with a field that is to be brought into sight.
    """

    own_written = Signal(int, object)
    edited = Signal(int, object)
    moved = Signal(int, int)
    removed = Signal(int)
    grown = Signal()
    sought = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._interview_id: int | None = None
        self._rows: tuple[PlannedQuestionRow, ...] = ()
        self._to_choose: int | None = None
        self._unsaved: dict[int, str] = {}
        # Rows are measured once the columns have settled: while they are being resized they tell their old width.
        self._fit = QTimer(self, singleShot=True)
        self.table = QTableWidget(0, 2)
        self._nothing = wrapped(PlainLabel("Nothing planned yet. Choose from the bank, or:", tone="muted"))
        self.own = FormField("Add a question of your own, then press Enter")
        self._own_remark = wrapped(PlainLabel(size=TypeSize.SMALL, tone="due"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.table.setAccessibleName("Planned questions")
        self.table.setHorizontalHeaderLabels(["Question", "Minutes"])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, max(96, in_proportion(72, self.font())))
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # A question is dragged by its number.
        self.table.verticalHeader().setSectionsMovable(True)
        self.table.verticalHeader().setToolTip("Drag a number to ask the question earlier or later")
        # As tall as its rows: the page scrolls, not a window within it.
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = Row(spacing=SMALL_GAP)
        for action_id in ("question_up", "question_down", "remove_question", "pick_questions"):
            button = QToolButton()
            button.setDefaultAction(self._context.registry.action(action_id))
            is_wordy = action_id == "pick_questions"
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if is_wordy else Qt.ToolButtonStyle.ToolButtonIconOnly
            button.setToolButtonStyle(style)
            button.setProperty("shape", "wordy" if is_wordy else "icon")
            button.setAccessibleName(self._context.registry.action(action_id).text())
            buttons.addWidget(button)
        buttons.addStretch(1)
        Column(self._nothing, stretched(self.table), buttons, self.own, self._own_remark, on=self, spacing=SMALL_GAP)
        self._own_remark.hide()
        self.own.wrap_title()

    def _connect(self) -> None:
        self._fit.timeout.connect(self._fit_rows)
        self.table.horizontalHeader().sectionResized.connect(self._fit.start)
        self.table.itemChanged.connect(self._write_text)
        self.table.verticalHeader().sectionMoved.connect(self._take_drag)
        self.table.currentCellChanged.connect(lambda *_cells: self.tell_chosen())
        let_delete_key(self.table, self._context.registry.action("remove_question"))
        self.own.editor.returnPressed.connect(self._add_own)  # type: ignore[union-attr]
        self.own.edited.connect(self._look_over_own)

    def show_questions(self, interview_id: int, rows: tuple[PlannedQuestionRow, ...], *, is_other: bool) -> None:
        """Shows the questions of a plan and keeps the chosen one chosen."""
        chosen = None if is_other else self._to_choose or self._chosen_id()
        has_grown = not is_other and len(rows) == len(self._rows) + 1 and rows[:-1] == self._rows
        self._to_choose = None
        if is_other:
            if self._interview_id is not None and self.own.text():
                self._unsaved[self._interview_id] = self.own.text()
            self._put_own(self._unsaved.pop(interview_id, ""))
        self._interview_id, self._rows = interview_id, rows
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(rows))
            for place, row in enumerate(rows):
                self._show_row(place, row)
        self._nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._fit_rows()
        places = {row.id: place for place, row in enumerate(rows)}
        if chosen in places:
            self.table.setCurrentCell(places[chosen], 0)
        self.tell_chosen()
        if has_grown:
            self.grown.emit()

    def go_to(self, question_id: int) -> None:
        """Makes a question of the bank current where it is in the plan, and brings it into sight."""
        place = next((place for place, row in enumerate(self._rows) if row.question_id == question_id), None)
        if place is not None:
            self.table.setCurrentCell(place, 0)
            self.sought.emit(self.table.cellWidget(place, 1))

    def _show_row(self, place: int, row: PlannedQuestionRow) -> None:
        item = self.table.item(place, 0)
        if item is None:
            item = QTableWidgetItem()
            self.table.setItem(place, 0, item)
        if item.text() != row.text:
            # Not without need: it would overwrite words being typed in the cell.
            item.setText(row.text)
        item.setToolTip(plain_tip(_remark(row)))
        cell = self.table.cellWidget(place, 1)
        if isinstance(cell, MinutesCell) and cell.question_id == row.id:
            cell.show_row(row)
            return
        if isinstance(cell, MinutesCell):
            cell.commit()
        cell = MinutesCell(row)
        cell.kept.connect(self._write_minutes)
        self.table.setCellWidget(place, 1, cell)

    def commit(self) -> None:
        """Sends the words and minutes being typed, and a question of one's own that waits for Enter."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for editor in self.table.viewport().findChildren(QLineEdit, options=direct):
            # One that was closed is hidden until it is deleted.
            if not editor.isHidden():
                self.table.commitData(editor)
                # Left open it would be an editor of whatever question comes into its row.
                self.table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        for cell in self._cells():
            cell.commit()
        self._add_own()

    def _cells(self) -> list[MinutesCell]:
        cells = (self.table.cellWidget(place, 1) for place in range(self.table.rowCount()))
        return [cell for cell in cells if isinstance(cell, MinutesCell)]

    def _fit_rows(self) -> None:
        least = row_height(self.font()) + TIGHT
        room = self.table.columnWidth(0) - 3 * SMALL_GAP
        metrics = self.table.fontMetrics()
        for place, row in enumerate(self._rows):
            bounds = metrics.boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, row.text)
            self.table.setRowHeight(place, max(least, bounds.height() + SMALL_GAP + TIGHT))
        rows = max(self.table.verticalHeader().length(), least * _LEAST_ROWS_SEEN)
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height() + rows + 2 * self.table.frameWidth()
        )

    def _chosen_row(self) -> PlannedQuestionRow | None:
        place = self.table.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _chosen_id(self) -> int | None:
        row = self._chosen_row()
        return row.id if row is not None else None

    def tell_chosen(self) -> None:
        """Lets the actions on a planned question know whether one is chosen, and in sight."""
        is_chosen = self._chosen_row() is not None and self.isVisible()
        self._context.registry.set_available(Needs.PLANNED_QUESTION, is_chosen)

    def _write_text(self, item: QTableWidgetItem) -> None:
        row = self._rows[item.row()]
        draft = PlannedQuestionDraft(item.text(), row.minutes, row.question_id)
        if draft.problems():
            item.setText(row.text)
        elif draft.text != row.text:
            self.edited.emit(row.id, draft)

    def _write_minutes(self, question_id: int, minutes: int) -> None:
        row = next((row for row in self._rows if row.id == question_id), None)
        if row is not None and (minutes or None) != row.minutes:
            self.edited.emit(row.id, PlannedQuestionDraft(row.text, minutes or None, row.question_id))

    def _take_drag(self, logical: int, _before: int, place: int) -> None:
        """Keeps a dragged order: the header goes back, for the rows themselves come in the new order."""
        header = self.table.verticalHeader()
        with QSignalBlocker(header):
            for row in range(header.count()):
                header.moveSection(header.visualIndex(row), row)
        if 0 <= logical < len(self._rows):
            self._to_choose = self._rows[logical].id
            self.moved.emit(self._rows[logical].id, place)

    def move_chosen(self, by: int) -> None:
        """Asks for the chosen question so many places later, or earlier."""
        self.commit()
        row, place = self._chosen_row(), self.table.currentRow() + by
        if row is not None and 0 <= place < len(self._rows):
            self.moved.emit(row.id, place)

    def remove_chosen(self) -> None:
        """Takes the chosen question out of the plan; the one after it is chosen next."""
        self.commit()
        row = self._chosen_row()
        if row is not None:
            place = self.table.currentRow()
            neighbours = self._rows[place + 1 : place + 2] or self._rows[max(place - 1, 0) : place]
            self._to_choose = neighbours[0].id if neighbours else None
            self.removed.emit(row.id)

    def seek_own(self) -> None:
        """Puts the caret where a question of one's own is written."""
        self.own.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sought.emit(self.own)

    def _look_over_own(self, typed: str) -> None:
        remarks = phrase_remarks(typed)
        self._own_remark.setText(" ".join(remarks))
        self._own_remark.setVisible(bool(remarks))

    def _add_own(self) -> None:
        draft = PlannedQuestionDraft(self.own.text())
        if self._interview_id is not None and not draft.problems():
            self._put_own("")
            self.own_written.emit(self._interview_id, draft)

    def _put_own(self, text: str) -> None:
        self.own.replace_text(text)
        self._look_over_own(text)

    def give_back(self, interview_id: int, text: str) -> None:
        """Puts a question that could not be saved back into the field, once its plan is shown."""
        if interview_id != self._interview_id:
            self._unsaved[interview_id] = text
        elif not self.own.text():
            self._put_own(text)


def _remark(row: PlannedQuestionRow) -> str:
    remarks = [
        ("Look at their web site first.", row.check_website_first),
        ("Sensitive: printed last, asked only once you get on well.", row.is_sensitive),
    ]
    return " ".join(sentence for sentence, holds in remarks if holds) or "Enter or F2 changes the words."
