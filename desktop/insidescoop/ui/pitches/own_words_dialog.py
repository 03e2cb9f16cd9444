"""The words of my own: my dictionary, and what I say to outsiders in place of words of the trade."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from insidescoop.queries.pitch_words import OwnWords
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_KEY = Qt.ItemDataRole.UserRole


class OwnWordsDialog(FittedDialog):
    """The box. Each change is sent at once, and kept as a step of its own.

    `word_learned(word)` and `word_forgotten(word)` are of my dictionary, `plain_words_given(term, words)` of the words
    of the trade; with nothing as words it is forgotten.
    """

    word_learned = Signal(str)
    word_forgotten = Signal(str)
    plain_words_given = Signal(str, str)

    def __init__(self, own: OwnWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("My words")
        self._own = own
        self.known, self.terms = QListWidget(), QListWidget()
        self.new = FormField("Add a word", keeps_on_pause=False)
        self.plain = FormField("In plain words", hint="what an outsider would say")
        self.forget_button = QPushButton("Remove the word")
        self.drop_button = QPushButton("Remove the plain words")
        self._build()
        self._connect()
        self.show_own(own)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        layout.setSpacing(GAP)
        columns = QHBoxLayout()
        columns.setSpacing(WIDE_GAP)
        for title, hint, words, field, button in (
            ("My dictionary", "Never said to be misspelled.", self.known, self.new, self.forget_button),
            ("Plain words", "Kept for words of the trade.", self.terms, self.plain,
             self.drop_button),
        ):  # fmt: skip
            column = QVBoxLayout()
            column.setSpacing(SMALL_GAP)
            column.addWidget(PlainLabel(title, size=TypeSize.SECTION, is_bold=True))
            column.addWidget(wrapped(PlainLabel(hint, tone="muted", size=TypeSize.SMALL)))
            words.setAccessibleName(title)
            column.addWidget(words, 1)
            button.setAutoDefault(False)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(field)
            columns.addLayout(column, 1)
        layout.addLayout(columns, 1)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(620, 460)

    def _connect(self) -> None:
        self.known.currentItemChanged.connect(self._show_chosen)
        self.terms.currentItemChanged.connect(self._show_chosen)
        self.forget_button.clicked.connect(self._forget)
        self.drop_button.clicked.connect(self._drop)
        self.new.committed.connect(self._learn)
        self.plain.committed.connect(self._write)
        for words, remove in ((self.known, self._forget), (self.terms, self._drop)):
            QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), words, remove).setContext(
                Qt.ShortcutContext.WidgetShortcut
            )

    def show_own(self, own: OwnWords) -> None:
        """Shows the words as they are kept; what was chosen stays so, or the next one is."""
        self._own = own
        _fill(self.known, {word: word for word in sorted(own.known)})
        terms = sorted(own.plain_by_term.items(), key=lambda pair: pair[0].lower())
        _fill(self.terms, {term: f"{term}  →  {plain}" for term, plain in terms})
        self._show_chosen()

    def done(self, result: int) -> None:
        self.new.commit()
        self.plain.commit()
        super().done(result)

    def _show_chosen(self, *_items: object) -> None:
        term = _chosen(self.terms)
        self.forget_button.setEnabled(_chosen(self.known) is not None)
        self.drop_button.setEnabled(term is not None)
        self.plain.setEnabled(term is not None)
        if self.plain.property("term") != term:
            self.plain.commit()
            self.plain.setProperty("term", term)
            self.plain.replace_text(self._own.plain_by_term.get(term or ""))
        else:
            self.plain.show_text(self._own.plain_by_term.get(term or ""))

    def _learn(self, typed: str) -> None:
        if typed.strip():
            self.new.replace_text("")
            self.word_learned.emit(typed)

    def _forget(self) -> None:
        word = _chosen(self.known)
        if word is not None:
            self.word_forgotten.emit(word)

    def _write(self, typed: str) -> None:
        term = self.plain.property("term")
        if term in self._own.plain_by_term and typed.strip():
            self.plain_words_given.emit(term, typed)

    def _drop(self) -> None:
        term = _chosen(self.terms)
        if term is not None:
            self.plain.replace_text(self._own.plain_by_term.get(term))
            self.plain_words_given.emit(term, "")


def _chosen(words: QListWidget) -> str | None:
    item = words.currentItem()
    return None if item is None else str(item.data(_KEY))


def _fill(words: QListWidget, text_by_key: dict[str, str]) -> None:
    chosen, place = _chosen(words), max(words.currentRow(), 0)
    blocked = words.blockSignals(True)
    words.clear()
    for key, text in text_by_key.items():
        QListWidgetItem(text, words).setData(_KEY, key)
    keys = [*text_by_key]
    if keys:
        words.setCurrentRow(keys.index(chosen) if chosen in text_by_key else min(place, len(keys) - 1))
    words.blockSignals(blocked)
