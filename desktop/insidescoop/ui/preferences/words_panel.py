"""The field's words to choose from: settings, functions, levels, associations, events, to be changed and added to."""

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.vocabularies import TermDraft, Vocabulary
from insidescoop.queries.vocabularies import TermRow, vocabulary_rows
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.manage_panel import ManagePanel
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.record_list import ListedRecord, RecordList

_NOTES = (
    "Whoever carries a word gets its new wording.",
    "A word without its tick is offered no more; who carries it keeps it.",
)


class WordsPanel(ManagePanel):
    """Every list with its words; a tick says whether a word is offered.

    `added(TermDraft)` is sent with a new word, `edited(term_id, TermDraft)` with one that reads otherwise, and
    `retired(term_id, is_retired)` with a tick.
    """

    added = Signal(object)
    edited = Signal(int, object)
    retired = Signal(int, bool)

    def __init__(self, reader: StoreReader, parent: QWidget | None = None) -> None:
        super().__init__("Words to choose from", QSize(640, 520), parent)
        self._reader = reader
        self._rows: dict[int, TermRow] = {}
        self._shown_id: int | None = None
        self.list = ChoiceField("List", choices_of(Vocabulary))
        self.words = RecordList("Words of the list")
        self.fields = {"name": FormField("Word"), "short": FormField("Acronym"), "note": FormField("Note")}
        self.new = FormField("Add a word", keeps_on_pause=False)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.words.setSpacing(TIGHT // 2)
        left = Column(self.list, stretched(self.words), self.new, spacing=SMALL_GAP)
        notes = (wrapped(PlainLabel(note, tone="muted")) for note in _NOTES)
        right = Column(*self.fields.values(), *notes, self.problem, Stretch(), spacing=SMALL_GAP)
        self.column.add(stretched(Row(stretched(left, 3), stretched(right, 2), spacing=GAP)))

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_list)
        self.words.record_chosen.connect(self._show_word)
        self.words.ticked.connect(lambda term_id, is_ticked: self.retired.emit(term_id, not is_ticked))
        for name, field in self.fields.items():
            field.committed.connect(lambda typed, name=name: self._edit(name, typed))
        self.new.committed.connect(self._add)
        self._reader.store_changed.connect(self._store_changed)

    def refresh(self) -> None:
        """Reads the chosen list again and keeps the chosen word chosen."""
        vocabulary = self.list.value()
        rows = self._reader.read(lambda session: vocabulary_rows(session, vocabulary))
        self._rows = {row.id: row for row in rows}
        self.words.show_records(ListedRecord(row.id, row.draft.shown, not row.is_retired) for row in rows)

    def show_added(self, term_id: int) -> None:
        """Chooses a word that was added, and empties its field for the next one."""
        self.new.replace_text("")
        self.words.choose(term_id)

    def _show_list(self) -> None:
        # Another list begins with its first word.
        self.words.clear()
        self.refresh()

    def _show_word(self, term_id: int | None) -> None:
        is_other = term_id is None or term_id != self._shown_id
        if is_other:
            for field in self.fields.values():
                field.commit()
        self._shown_id = term_id
        row = None if term_id is None else self._rows[term_id]
        for name, field in self.fields.items():
            field.setEnabled(row is not None)
            stored = None if row is None else getattr(row.draft, name)
            (field.replace_text if is_other else field.show_text)(stored)

    def _edit(self, name: str, typed: str) -> None:
        row = None if self._shown_id is None else self._rows.get(self._shown_id)
        if row is not None:
            self.edited.emit(row.id, replace(row.draft, **{name: typed}))  # type: ignore[arg-type]

    def _add(self, typed: str) -> None:
        if typed.strip():
            self.added.emit(TermDraft(self.list.value(), typed))

    def _store_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touch(Kind.TERM):
            self.refresh()
