"""The words of my own: my dictionary, and what I say to outsiders in place of words of the trade."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.queries.pitch_words import OwnWords
from insidescoop.ui.theme.metrics import SMALL_GAP, WIDE_GAP
from insidescoop.ui.widgets.boxes import Column, Row, aligned, stretched
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.manage_panel import ManagePanel
from insidescoop.ui.widgets.plain_text import caption, heading, wrapped
from insidescoop.ui.widgets.record_list import ListedRecord, RecordList


class OwnWordsPanel(ManagePanel):
    """Two lists; each change is saved as a step of its own.

    `word_learned(word)` and `word_forgotten(word)` are of my dictionary, `plain_words_given(term, words)` of the words
    of the trade; with nothing as words it is forgotten.
    """

    word_learned = Signal(str)
    word_forgotten = Signal(str)
    plain_words_given = Signal(str, str)

    def __init__(self, own: OwnWords, parent: QWidget | None = None) -> None:
        super().__init__("My words", QSize(620, 460), parent)
        self._own = own
        self._term: str | None = None
        self.known, self.terms = RecordList("My dictionary"), RecordList("Plain words")
        self.new = FormField("Add a word", keeps_on_pause=False)
        self.plain = FormField("In plain words", hint="what an outsider would say")
        self.forget_button = QPushButton("Remove the word")
        self.drop_button = QPushButton("Remove the plain words")
        self._build()
        self._connect()
        self.show_own(own)

    def _build(self) -> None:
        columns = Row(spacing=WIDE_GAP)
        for hint, words, field, button in (
            ("Never said to be misspelled.", self.known, self.new, self.forget_button),
            ("Kept for words of the trade.", self.terms, self.plain, self.drop_button),
        ):
            column = Column(
                heading(words.accessibleName()),
                wrapped(caption(hint)),
                stretched(words),
                aligned(button, Qt.AlignmentFlag.AlignLeft),
                field,
                spacing=SMALL_GAP,
            )
            columns.addLayout(column, 1)
        self.column.addLayout(columns, 1)

    def _connect(self) -> None:
        self.known.record_chosen.connect(lambda word: self.forget_button.setEnabled(word is not None))
        self.terms.record_chosen.connect(self._show_term)
        self.forget_button.clicked.connect(lambda: self.word_forgotten.emit(self.known.chosen()))
        self.known.delete_requested.connect(lambda word: self.word_forgotten.emit(word))
        self.drop_button.clicked.connect(self._drop)
        self.terms.delete_requested.connect(self._drop)
        self.new.committed.connect(self._learn)
        self.plain.committed.connect(self._write)

    def show_own(self, own: OwnWords) -> None:
        """Shows the words as they are stored; what was chosen stays so, or the next one is."""
        self._own = own
        self.known.show_records(ListedRecord(word, word) for word in sorted(own.known))
        terms = sorted(own.plain_by_term.items(), key=lambda pair: pair[0].lower())
        self.terms.show_records(ListedRecord(term, f"{term}  →  {plain}") for term, plain in terms)

    def _show_term(self, term: str | None) -> None:
        for control in (self.drop_button, self.plain):
            control.setEnabled(term is not None)
        is_other = term != self._term
        if is_other:
            self.plain.commit()
        self._term = term
        (self.plain.replace_text if is_other else self.plain.show_text)(self._own.plain_by_term.get(term or ""))

    def _learn(self, typed: str) -> None:
        if typed.strip():
            self.new.replace_text("")
            self.word_learned.emit(typed)

    def _write(self, typed: str) -> None:
        if self._term in self._own.plain_by_term and typed.strip():
            self.plain_words_given.emit(self._term, typed)

    def _drop(self) -> None:
        if self._term is not None:
            self.plain.replace_text(self._own.plain_by_term.get(self._term))
            self.plain_words_given.emit(self._term, "")
