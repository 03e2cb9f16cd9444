"""One box that finds anything the user typed, whatever tab it lives on."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from insidescoop.domain.changes import Kind
from insidescoop.domain.text import within_sentence
from insidescoop.queries.search import Found, found
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.fields.search_field import SearchField

_KIND_WORDS = {
    Kind.CONTACT: "Contact",
    Kind.ORGANIZATION: "Organization",
    Kind.INTERACTION: "Timeline",
    Kind.FOLLOW_UP: "To do",
    Kind.OUTCOME: "Outcome",
    Kind.INTRODUCTION: "Introduction",
    Kind.PITCH: "Pitch",
    Kind.INTERVIEW: "Interview",
    Kind.QUESTION: "Question bank",
    Kind.TEMPLATE: "Template",
}
_GOES_TO = {Kind.CONTACT, Kind.PITCH, Kind.INTERVIEW, Kind.QUESTION, Kind.ORGANIZATION}
_MOST_SHOWN = 30


class SearchBox(SearchField):
    """The box and, under it while something is typed, what was found: Down and Enter go there.

    `answer_chosen(planned_question_id)` is sent once the interview of an answer that was found is shown.
    """

    answer_chosen = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._hits: tuple[Found, ...] = ()
        self._panel = QFrame(self, Qt.WindowType.ToolTip)
        self.results = QListWidget(self._panel)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setPlaceholderText("Search everything  Ctrl+K")
        self.setAccessibleName("Search everything")
        Column(self.results, on=self._panel, margin=TIGHT)
        self.results.setAccessibleName("Found")
        self.results.setWordWrap(True)
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panel.hide()

    def _connect(self) -> None:
        self.textEdited.connect(self.search)
        self.textChanged.connect(lambda typed: None if typed else self._panel.hide())
        self.results.itemClicked.connect(lambda _item: self._open())
        self._context.registry.bind("search", self._begin)
        self.installEventFilter(self)

    def search(self, typed: str) -> None:
        """Shows what matches; nothing for an empty box."""
        if not typed.strip():
            self._panel.hide()
            return
        self._hits = self._context.reader.read(lambda session: found(session, typed, at_most=_MOST_SHOWN))
        self.results.clear()
        for hit in self._hits:
            kind = _KIND_WORDS.get(hit.kind, "")
            where = kind if hit.where in ("", kind) else f"{kind}, {within_sentence(hit.where)}"
            excerpt = "" if hit.excerpt == hit.title else f": {hit.excerpt}"
            QListWidgetItem(f"{hit.title}\n{where}{excerpt}", self.results)
        if not self._hits:
            QListWidgetItem(f"Nothing matches “{typed.strip()}”.", self.results)
        self.results.setCurrentRow(0)
        self._place_panel()

    def _begin(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _place_panel(self) -> None:
        lines = min(max(len(self._hits), 1), 8)
        self._panel.resize(max(self.width(), 420), lines * 52 + 16)
        corner = self.mapToGlobal(QPoint(self.width(), self.height() + TIGHT))
        self._panel.move(corner.x() - self._panel.width(), corner.y())
        self._panel.show()

    def _open(self) -> None:
        row = self.results.currentRow()
        if not 0 <= row < len(self._hits):
            return
        hit = self._hits[row]
        self._panel.hide()
        self.clear()
        if hit.kind in _GOES_TO:
            self._context.navigator.go_to(hit.kind, hit.id)
            if hit.part_id is not None:
                self.answer_chosen.emit(hit.part_id)
        elif hit.contact_id is not None:
            self._context.navigator.go_to(Kind.CONTACT, hit.contact_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._panel.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._panel.isVisible():
            row = self.results.currentRow()
            if event.key() == Qt.Key.Key_Down:
                self.results.setCurrentRow(min(row + 1, self.results.count() - 1))
            elif event.key() == Qt.Key.Key_Up:
                self.results.setCurrentRow(max(row - 1, 0))
            elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open()
            else:
                return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)
