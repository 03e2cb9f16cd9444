"""Looks the words of a pitch up, and offers what was perhaps meant."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QMenu

from insidescoop.domain.pitch.checks import Check, Remark
from insidescoop.domain.pitch.spelling import Remembered, SpelledWord, as_looked_up, misspelled
from insidescoop.system.spelling import Dictionary
from insidescoop.ui.pitches.marked_edit import Place
from insidescoop.ui.pitches.text_field import PitchField
from insidescoop.ui.theme.palette import Theme

_MOST_REMEMBERED = 20_000


class Spelling(QObject):
    """Silent until it is given a dictionary. `word_learned(word)` is sent for a word to be added to the user's own."""

    word_learned = Signal(str)

    def __init__(self, theme: Theme, trade: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._trade = frozenset(trade)
        self._dictionary: Dictionary | None = None
        self._names: frozenset[str] = frozenset()
        self._own: frozenset[str] = frozenset()
        self._looked_up: Remembered = {}
        self.is_silenced = False

    def use(self, dictionary: Dictionary, names: frozenset[str]) -> None:
        """Looks words up from now on; names are never wrong."""
        self._dictionary, self._names = dictionary, names
        self._looked_up.clear()

    def remember(self, own: frozenset[str]) -> None:
        """Takes the words of the user's own dictionary, in small letters."""
        if own != self._own:
            self._own = own
            self._looked_up.clear()

    @property
    def is_ready(self) -> bool:
        """True once there is a dictionary."""
        return self._dictionary is not None

    def wrong_words(self, text: str) -> tuple[SpelledWord, ...]:
        """The words nobody knows; none without a dictionary, or while the check is switched off."""
        if self._dictionary is None or self.is_silenced:
            return ()
        if len(self._looked_up) > _MOST_REMEMBERED:
            self._looked_up.clear()
        return misspelled(text, self._knows, self._looked_up)

    def remarks(self, texts: Mapping[str, str]) -> tuple[Remark, ...]:
        """The same as remarks on the sections of these names."""
        return tuple(
            Remark(Check.SPELLING, f"“{word.text}” is not in the dictionary", name, word.start, word.end)
            for name, text in texts.items()
            for word in self.wrong_words(text)
        )

    def places(self, words: Iterable[Remark]) -> list[Place]:
        """Where wavy lines go."""
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._theme.colour("error"))
        return [(word.start, word.end, look) for word in words]

    def show_in(self, field: PitchField) -> None:
        """Draws wavy lines in a field as its text stands."""
        field.show_places("spelling", self.places(self.remarks({"": field.text()})))

    def fill_menu(self, field: PitchField, menu: QMenu, place: int) -> None:
        """Adds, before everything else, what can be done about the word at a place of the text."""
        word = next((each for each in self.wrong_words(field.text()) if each.start <= place <= each.end), None)
        if word is None or self._dictionary is None:
            return
        first = menu.actions()[0]
        for suggestion in self._dictionary.suggestions(as_looked_up(word.text)):
            written = suggestion.capitalize() if word.text[0].isupper() else suggestion
            action = menu.addAction(written.replace("&", "&&"))
            menu.insertAction(first, action)
            action.triggered.connect(
                lambda _checked=False, written=written: field.replace_place(word.start, word.end, written)
            )
        learn = menu.addAction("Add to my dictionary")
        menu.insertAction(first, learn)
        learn.triggered.connect(lambda: self.word_learned.emit(as_looked_up(word.text)))
        menu.insertSeparator(first)

    def _knows(self, word: str) -> bool:
        assert self._dictionary is not None  # noqa: S101 - asked before
        known = word in self._own or word in self._names or word in self._trade or self._dictionary.knows(word)
        # "they'd" stands in no dictionary, but its parts do.
        return known or ("'" in word and self._dictionary.knows(word.partition("'")[0]))
