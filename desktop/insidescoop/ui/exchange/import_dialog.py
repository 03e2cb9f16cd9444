"""What an import would do, to be looked at and decided before anything is written."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from insidescoop.domain.imports import Choice, ImportPlan, PlannedPerson, Standing
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Progress
from insidescoop.domain.text import counted, first_line
from insidescoop.outputs.contact_files import save_unreadable
from insidescoop.ui.exchange.import_rows import ANOTHER_POST, ImportRow, ImportRows, part_words, row_kind
from insidescoop.ui.file_dialogs import ask_where_to_write
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, aligned, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.record_table import RecordTable

_LABELS_ARE_AT_LEAST = 460


class ImportDialog(FittedDialog):
    """A file on its way in: read, looked at, decided, imported.

    `import_requested(choices, is_filling_in)` is sent when the user said so; `cancel_requested()` while something runs,
    `columns_requested()` when the columns of a table are to be read otherwise.
    """

    import_requested = Signal(object, bool)
    cancel_requested = Signal()
    columns_requested = Signal()

    def __init__(self, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file_name = file_name
        self._plan: ImportPlan | None = None
        self._rows = ImportRows()
        self._choices: dict[int, Choice] = {}
        self._is_busy = True
        self._is_called_off = False
        self._has_columns = False
        self.sentence = _broad(PlainLabel())
        self.remarks = _broad(PlainLabel(tone="muted"))
        self.problem = _broad(PlainLabel(tone="error"))
        self.part = ChoiceField("Show", [])
        self.take_all = push_button()
        self.table = RecordTable(self._columns(), name="People in the file")
        self.reason = _broad(PlainLabel(tone="muted"))
        self.choice = ChoiceField("This person", choices_of(Choice))
        self.all_alike = push_button("The same for all like this one")
        self.fill_in = QCheckBox()
        # On: nothing that is kept changes, and one Undo takes all of it back.
        self.fill_in.setChecked(True)
        self.progress = QProgressBar()
        self.save_button = push_button("Save the list of what is not readable…")
        self.columns_button = push_button("Columns…")
        self.cancel_button = push_button("Cancel")
        self.import_button = push_button("Import", emphasis="primary")
        self._whole = FittingColumn(SMALL_GAP)
        self._deciding = QWidget()
        self._below = QWidget()
        self._build()
        self._connect()
        self._show_state()

    def _columns(self) -> tuple[TableColumn, ...]:
        def column(
            key: str, title: str, text: Callable[[ImportRow], str], share: int, from_width: int = 0
        ) -> TableColumn:
            return TableColumn(key, title, text, share, from_width, is_sortable=False)

        return (
            column("line", "Line", lambda row: f"{row.line:,}", 2),
            column("name", "Name", lambda row: row.name, 6),
            column("organization", "Organization", lambda row: row.organization, 5, 640),
            column("what", "What happens", self._what_happens, 14),
        )

    def _build(self) -> None:
        self.setWindowTitle("Import contacts")
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setMinimumHeight(in_proportion(100, self.font()))
        part = _row(self.part, self.take_all)
        self._whole.column.add(part, stretched(self.table), self.reason, self._deciding, self.fill_in)
        self._deciding.setLayout(_row(self.choice, self.all_alike))
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("How far it has come")
        self.import_button.setDefault(True)
        buttons = (self.columns_button, self.save_button, Stretch(), self.cancel_button, self.import_button)
        Column(
            _broad(heading(f"Import from {first_line(self._file_name)}")),
            self.sentence,
            self.remarks,
            self.problem,
            stretched(self._whole),
            self.progress,
            stretched(self._below),
            Row(*buttons, spacing=SMALL_GAP),
            on=self,
            spacing=GAP,
            margin=WIDE_GAP,
        )
        self.resize(760, 600)

    def _connect(self) -> None:
        self.part.chosen.connect(lambda _part: self._show_rows())
        self.table.row_chosen.connect(self._show_row)
        self.choice.chosen.connect(self._choose)
        self.all_alike.clicked.connect(self._choose_for_all)
        self.take_all.clicked.connect(self._take_all)
        self.fill_in.toggled.connect(lambda _is_on: self._show_verb())
        self.save_button.clicked.connect(self._ask_where_to_save)
        self.columns_button.clicked.connect(self.columns_requested)
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self._import)

    # What is shown

    def show_progress(self, progress: Progress) -> None:
        """Says how far reading or importing has come."""
        if self._is_busy and not self._is_called_off:
            self.sentence.setText(progress.sentence())
            self.progress.setRange(0, max(progress.total, 1))
            self.progress.setValue(progress.done)

    @property
    def is_called_off(self) -> bool:
        """True once its user said that nothing is to come of it."""
        return self._is_called_off

    def show_reading(self) -> None:
        """Waits for the file to be read once more."""
        self._plan, self._is_busy = None, True
        self._show_state()

    def show_plan(self, plan: ImportPlan, rows: ImportRows, *, has_columns: bool = False) -> None:
        """Shows what would happen with the rows of `import_rows`, unless it was called off meanwhile."""
        if self._is_called_off:
            self.give_up()
            return
        self._plan = plan
        self._choices = {}
        self._has_columns = has_columns
        self.problem.setText("")
        self._is_busy = False
        self.sentence.setText(plan.sentence())
        self.remarks.setText(" ".join(plan.remarks))
        self._rows = rows
        parts: list[tuple[str, object]] = [("Everybody", None)]
        parts += [(f"{part_words(part)} ({count:,})", part) for part, count in rows.counts()]
        self.part.show_choices(parts)
        changes = rows.count_of(ANOTHER_POST)
        self.take_all.setText(f"&Take all {changes:,} changes" if changes > 1 else "&Take the change")
        self.take_all.setVisible(changes > 0)
        self._show_state()
        self._show_rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: Problem) -> None:
        """Says why the file could not be read or imported."""
        self._is_busy = self._is_called_off = False
        self.sentence.setText("" if self._plan is None else self._plan.sentence())
        self.problem.setText(str(problem))
        self._show_state()

    def _show_state(self) -> None:
        plan = self._plan
        has_rows = plan is not None and bool(plan.people or plan.unreadable)
        self._whole.setVisible(has_rows and not self._is_busy)
        # What is said stays together at the top while there is no list.
        self._below.setVisible(not has_rows or self._is_busy)
        self._deciding.setVisible(plan is not None and any(each.choices for each in plan.people))
        self.remarks.setVisible(bool(self.remarks.text()) and not self._is_busy)
        self.problem.setVisible(bool(self.problem.text()))
        self.progress.setVisible(self._is_busy)
        self.save_button.setVisible(plan is not None and bool(plan.unreadable))
        self.columns_button.setVisible(plan is not None and self._has_columns and not self._is_busy)
        if plan is None and self._is_busy:
            self.sentence.setText(f"Reading {first_line(self._file_name)}")
            self.progress.setRange(0, 0)
        self._show_verb()

    def _show_verb(self) -> None:
        """Says on the button what it would do: a number, as long as it would do anything."""
        plan = self._plan
        added = 0 if plan is None else plan.added(self._choices)
        filled = 0 if plan is None else plan.filled_in(self._choices)
        self.fill_in.setText(f"Fill in what is missing for {counted(filled, 'person', 'people')} already there")
        self.fill_in.setVisible(filled > 0)
        fills = filled if self.fill_in.isChecked() else 0
        updated = 0 if plan is None else plan.updated(self._choices)
        said = ((added, "Import"), (updated, "Update"), (fills, "Fill in"))
        verb = next((f"{do} {counted(n, 'person', 'people')}" for n, do in said if n), "Nothing to import")
        self.import_button.setText(verb)
        self.import_button.setVisible(plan is not None)
        self.import_button.setEnabled(not self._is_busy and bool(added or fills or updated))
        is_over = plan is not None and not (added or fills or updated) and not plan.count(Standing.DOUBTFUL)
        is_stuck = plan is None and not self._is_busy
        self.cancel_button.setText("Close" if is_over or is_stuck else "Cancel")

    def _show_rows(self) -> None:
        rows = self._rows.of(self.part.value())
        self.table.set_rows(rows)
        if rows:
            self.table.choose_place(0)

    def _show_row(self, row_id: int) -> None:
        planned = self._planned(row_id)
        self.reason.setText(self._words(row_id))
        choices = () if planned is None else planned.choices
        self._deciding.setEnabled(bool(choices))
        if planned is not None and choices:
            self.choice.show_choices([(choice.words, choice) for choice in choices])
            self.choice.show_value(planned.outcome(self._choices.get(row_id)))

    def _what_happens(self, row: ImportRow) -> str:
        return self._words(row.id)

    def _words(self, row_id: int) -> str:
        """One sentence on what becomes of a row, with its reason."""
        planned = self._planned(row_id)
        if planned is None:
            return "" if self._plan is None else f"Not readable: {self._plan.unreadable[-1 - row_id].reason}"
        way = self._plan.way(row_id, self._choices) if self._plan is not None else Choice.LEAVE_OUT
        if planned.standing is Standing.NEW:
            said = "New" if way is Choice.ADD else "Left out"
        elif planned.standing is Standing.THERE and way is Choice.SAME:
            gains = planned.is_lacking and self.fill_in.isChecked()
            said = f"Already there{', gains what is missing' if gains else ''}: {planned.reason}"
        else:
            said = f"{way.words}: {planned.reason}"
        if planned.change is not None:
            said = f"{planned.change.words} ({'taken' if way is Choice.UPDATE else 'not taken'}); {said}"
        at_target = ("at an organization on your list",) if planned.is_at_target else ()
        return "; ".join((said, *at_target, *planned.person.remarks))

    def _planned(self, row_id: int) -> PlannedPerson | None:
        return self._plan.people[row_id] if self._plan is not None and row_id >= 0 else None

    # What the user does

    def _choose(self, choice: Choice) -> None:
        row_id = self.table.chosen_id()
        if row_id is not None:
            self._take_choices({row_id: choice})

    def _choose_for_all(self) -> None:
        """Does with everybody who stands alike what is done with the chosen one."""
        plan, choice, row_id = self._plan, self.choice.value(), self.table.chosen_id()
        if plan is not None and row_id is not None and row_id >= 0:
            kind = row_kind(plan.people[row_id])
            alike = [place for place, each in enumerate(plan.people) if each.choices and row_kind(each) == kind]
            self._take_choices(dict.fromkeys(alike, choice))

    def _take_all(self) -> None:
        self._take_choices({row.id: Choice.UPDATE for row in self._rows.of(ANOTHER_POST)})
        row_id = self.table.chosen_id()
        if row_id is not None:
            self._show_row(row_id)

    def _take_choices(self, choices: dict[int, Choice]) -> None:
        self._choices |= choices
        self.table.viewport().update()
        row_id = self.table.chosen_id()
        if row_id is not None:
            self.reason.setText(self._words(row_id))
        self._show_verb()

    def _import(self) -> None:
        if not self.import_button.isEnabled():
            return
        self._is_busy = True
        self.problem.setText("")
        self.progress.setRange(0, 0)
        self.sentence.setText("Importing")
        self._show_state()
        self.import_requested.emit(dict(self._choices), self.fill_in.isChecked())

    def _ask_where_to_save(self) -> None:
        target = ask_where_to_write(self, "Save the list", "not-readable.txt", ending=".txt", kind="Text")
        if target is not None:
            self.save_unreadable_to(target)

    def save_unreadable_to(self, target: Path) -> None:
        """Writes what could not be read into a file the user named."""
        if self._plan is None:
            return
        try:
            save_unreadable(self._plan, target)
        except Problem as problem:
            self.show_problem(problem)
            return
        self.remarks.setText(f"Saved {target}")
        self._show_state()

    def reject(self) -> None:
        if self._is_busy:
            # What runs is told; the box goes once nothing is left of it.
            self._is_called_off = True
            self.sentence.setText("Calling it off")
            self.cancel_requested.emit()
        else:
            super().reject()

    def give_up(self) -> None:
        """Closes the box of something that was called off."""
        self._is_busy = False
        super().reject()


def _broad(label: PlainLabel) -> PlainLabel:
    """A wrapped label as broad as the box is at least: the box is as tall as its labels would be at their narrowest."""
    wrapped(label).setMinimumWidth(_LABELS_ARE_AT_LEAST)
    return label


def _row(field: QWidget, button: QWidget) -> Row:
    return Row(stretched(field), aligned(button, Qt.AlignmentFlag.AlignBottom), spacing=SMALL_GAP)
