"""Completes the word being typed in a field that takes several, parted by a sign."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


class WordCompleter(QCompleter):
    """Offers known words for the part behind the last `separator`; "" for a field that takes only one."""

    def __init__(self, editor: QLineEdit, separator: str = "") -> None:
        super().__init__(editor)
        self._editor = editor
        self._separator = separator
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(8)
        editor.setCompleter(self)

    def set_words(self, words: Sequence[str]) -> None:
        """Offers these words, in their order."""
        if self._words.stringList() != list(words):
            self._words.setStringList(list(words))

    def splitPath(self, path: str) -> list[str]:
        return [path.rsplit(self._separator, 1)[-1].strip() if self._separator else path]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        word = str(index.data() or "")
        if not self._separator or self._separator not in self._editor.text():
            return word
        before = self._editor.text().rsplit(self._separator, 1)[0].rstrip()
        return f"{before}{self._separator} {word}"
