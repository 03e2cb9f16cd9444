"""Completes the word being typed in a field that takes several, parted by a sign."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit


class EnterPassesOn(QObject):
    """Lets Enter do in a field what it does without a list of completions, as long as none of them is chosen.

    Qt's own list would only close, and whoever types on and presses Enter would have to press it twice.
    """

    def __init__(self, popup: QAbstractItemView, editor: QLineEdit) -> None:
        super().__init__(popup)
        self._popup = popup
        self._editor = editor
        popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.type() == QEvent.Type.KeyPress and not self._popup.currentIndex().isValid():
            self._popup.hide()
            QCoreApplication.sendEvent(self._editor, event)
            return True
        return super().eventFilter(watched, event)


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
        popup = self.popup()
        if popup is not None:
            self._passes_on = EnterPassesOn(popup, editor)

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
