"""What the columns of a table hold: guessed, shown with examples, corrected by its owner."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from insidescoop.domain.text import first_line
from insidescoop.domain.values import frozen
from insidescoop.exchange.csv_columns import tells_who
from insidescoop.exchange.csv_mapping import Meaning, columns_of, guessed
from insidescoop.exchange.csv_sheets import CsvSheet
from insidescoop.ui.widgets.boxes import stretched
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.record_table import RecordTable


@frozen
class MappedColumn:
    """One row of the list: a column of the table by its place from 0."""

    id: int
    heading: str
    examples: str


class MappingDialog(AskingDialog):
    """A box for the columns of one table. `mapped(sheet, meanings)` is sent with what each of them holds."""

    # A large file may take minutes before it fails.
    is_made_anew = False

    mapped = Signal(object, object)

    def __init__(self, sheet: CsvSheet, meanings: Sequence[Meaning], parent: QWidget | None = None) -> None:
        question = f"What do the columns of {first_line(sheet.file_name)} hold?"
        super().__init__("Columns of the table", "Show the people", question=question, parent=parent)
        self._headed = sheet
        self._sheet = sheet
        self._meanings = list(meanings)
        columns = (
            TableColumn("heading", "TableColumn", lambda row: row.heading, 5, is_sortable=False),
            TableColumn("examples", "First values", lambda row: row.examples, 8, is_sortable=False),
            TableColumn("meaning", "Is read as", lambda row: self._meanings[row.id].words, 7, is_sortable=False),
        )
        self.table = RecordTable(columns, name="Columns of the table")
        self.meaning = ChoiceField("This column holds", choices_of(Meaning))
        self.has_headings = QCheckBox("The first row holds headings, not a person")
        self._build()
        self._connect()
        self._show_rows()
        self.remember_untouched()

    def _build(self) -> None:
        told = "What you say here is remembered for the next table with the same headings."
        self.column.addWidget(wrapped(PlainLabel(told, tone="muted")))
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setMinimumHeight(240)
        self.column.add(stretched(self.table), self.meaning, self.has_headings)
        self.has_headings.setChecked(self._sheet.has_headings)
        self.has_headings.setEnabled(self._sheet.has_headings)
        self.resize(700, 560)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.table.row_chosen.connect(lambda place: self.meaning.show_value(self._meanings[place]))
        # Enter on a column leads to what it holds.
        self.table.row_activated.connect(lambda _place: self.meaning.setFocus(Qt.FocusReason.OtherFocusReason))
        self.meaning.chosen.connect(self._choose)
        self.has_headings.toggled.connect(self._take_headings)

    def _show_rows(self) -> None:
        rows = [
            MappedColumn(place, column.heading or f"Column {place + 1}", "  ·  ".join(examples))
            for place, (column, examples) in enumerate(zip(self._sheet.columns, self._sheet.examples, strict=True))
        ]
        self.table.set_rows(rows)
        self.table.choose_place(0)

    def _choose(self, meaning: Meaning) -> None:
        place = self.table.chosen_id()
        if place is not None:
            self._meanings[place] = meaning
            self.table.viewport().update()
            self.say("")

    def _take_headings(self, has_headings: bool) -> None:
        self._sheet = self._headed if has_headings else self._headed.without_headings()
        self._meanings = list(guessed(self._sheet))
        self._show_rows()

    def typed(self) -> object:
        return tuple(self._meanings), self.has_headings.isChecked()

    def answer(self) -> str | None:
        if not tells_who(columns_of(self._sheet, self._meanings)):
            return "Say which column holds a name or an e-mail address: without one, nobody can be kept."
        self.mapped.emit(self._sheet, tuple(self._meanings))
        return None
