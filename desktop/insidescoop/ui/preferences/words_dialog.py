"""The field's words to choose from: settings, functions, levels, associations, events, to be changed and added to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.problems import Problem
from insidescoop.domain.vocabularies import TermDraft, Vocabulary
from insidescoop.queries.vocabularies import TermRow, vocabulary_rows
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, WIDE_GAP
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_ROW = Qt.ItemDataRole.UserRole


class WordsDialog(FittedDialog):
    """Every list with its words; a tick says whether a word is offered. Every change is sent at once.

    `added(TermDraft)` is sent with a new word, `edited(term_id, TermDraft)` with one that reads otherwise, and
    `retired(term_id, is_retired)` with a tick.
    """

    added = Signal(object)
    edited = Signal(int, object)
    retired = Signal(int, bool)

    def __init__(self, reader: StoreReader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Words to choose from")
        self._reader = reader
        self._row: TermRow | None = None
        self._wanted_id: int | None = None
        self.list = ChoiceField("List", choices_of(Vocabulary))
        self.words = QListWidget()
        self.fields = {"name": FormField("Word"), "short": FormField("Acronym"), "note": FormField("Note")}
        self.new = FormField("Add a word", keeps_on_pause=False)
        self._problem = wrapped(PlainLabel(tone="error"))
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        layout.setSpacing(GAP)
        fitting = FittingColumn()
        layout.addWidget(fitting, 1)
        self.words.setAccessibleName("Words of the list")
        self.words.setSpacing(TIGHT // 2)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(SMALL_GAP)
        left.addWidget(self.list)
        left.addWidget(self.words, 1)
        left.addWidget(self.new)
        for field in self.fields.values():
            right.addWidget(field)
        right.addWidget(wrapped(PlainLabel("Whoever carries a word gets its new wording.", tone="muted")))
        right.addWidget(wrapped(PlainLabel("A word without its tick is offered no more; who carries it keeps it.",
                                           tone="muted")))  # fmt: skip
        right.addWidget(self._problem)
        right.addStretch(1)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        fitting.column.addLayout(columns, 1)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(640, 520)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _list: self.refresh())
        self.words.currentItemChanged.connect(self._choose)
        self.words.itemChanged.connect(self._tick)
        for name, field in self.fields.items():
            field.committed.connect(lambda typed, name=name: self._write(name, typed))
        self.new.committed.connect(self._add)
        self._reader.store_changed.connect(self._store_changed)

    def refresh(self) -> None:
        """Reads the chosen list again and keeps the chosen word chosen."""
        vocabulary = self.list.value()
        rows = self._reader.read(lambda session: vocabulary_rows(session, vocabulary))
        chosen = self._wanted_id or (self._row.id if self._row is not None else None)
        self._wanted_id = None
        blocked = self.words.blockSignals(True)
        self.words.clear()
        for row in rows:
            item = QListWidgetItem(row.draft.shown, self.words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if row.is_retired else Qt.CheckState.Checked)
            item.setData(_ROW, row)
            if row.id == chosen:
                self.words.setCurrentItem(item)
        if self.words.currentItem() is None and rows:
            self.words.setCurrentRow(0)
        self.words.blockSignals(blocked)
        self._choose(self.words.currentItem())

    def done(self, result: int) -> None:
        for field in self.fields.values():
            field.commit()
        self.new.commit()
        super().done(result)

    def _choose(self, item: QListWidgetItem | None) -> None:
        row = item.data(_ROW) if item is not None else None
        is_other = self._row is None or row is None or row.id != self._row.id
        if is_other:
            for field in self.fields.values():
                field.commit()
        self._row = row
        for name, field in self.fields.items():
            field.setEnabled(row is not None)
            kept = None if row is None else getattr(row.draft, name)
            (field.replace_text if is_other else field.show_text)(kept)

    def _tick(self, item: QListWidgetItem) -> None:
        row: TermRow = item.data(_ROW)
        is_retired = item.checkState() != Qt.CheckState.Checked
        if is_retired != row.is_retired:
            self.retired.emit(row.id, is_retired)

    def _write(self, name: str, typed: str) -> None:
        if self._row is None:
            return
        draft = self._row.draft
        values = {"name": draft.name, "short": draft.short, "note": draft.note, name: typed}
        changed = TermDraft(draft.vocabulary, values["name"], values["short"], values["note"])
        self.edited.emit(self._row.id, changed)

    def _add(self, typed: str) -> None:
        if typed.strip():
            self.added.emit(TermDraft(self.list.value(), typed))

    def show_added(self, term_id: int) -> None:
        """Chooses a word that was added, and empties its field for the next one."""
        self.new.replace_text("")
        self._wanted_id = term_id
        self.refresh()

    def clear_problem(self) -> None:
        """Says nothing more of what could not be saved."""
        self._problem.setText("")

    def show_problem(self, problem: Problem) -> None:
        """Says why a change could not be saved."""
        self._problem.setText(f"{problem.what_happened} {problem.next_step}")

    def _store_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touch(Kind.TERM):
            self.refresh()
