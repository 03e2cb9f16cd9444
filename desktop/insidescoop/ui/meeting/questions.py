"""The questions of a talk beside its notes: which were asked, which were skipped, which one it is now."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from insidescoop.domain.interviews.meeting import AskedState, ClosingAsk
from insidescoop.queries.talks import Talk
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import stretched
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import heading, plain_tip

_CLOSING = "Closing, and anything else"


def title_of_notes(talk: Talk) -> str:
    """What the notes that belong to no question are called."""
    return _CLOSING if talk.questions else "Notes of the talk"


class MeetingQuestions(FittingColumn):
    """The list, its last line for what belongs to no question, and the closing asks under it.

    `place_chosen(place)` is sent when the user goes to a line; the line behind the last question is the closing.
    `asks_changed(asked)` is sent with the closing asks that are ticked.
    """

    place_chosen = Signal(int)
    asks_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(TIGHT, parent)
        self._theme = theme
        self.list = QListWidget()
        self.asks = {ask: QCheckBox(ask.words) for ask in ClosingAsk}
        self.list.setAccessibleName("Questions of the talk")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.add(
            heading("Questions"), stretched(self.list), SMALL_GAP, heading("Before you go"), *self.asks.values()
        )
        for box in self.asks.values():
            box.toggled.connect(self._tick)
        self.list.currentRowChanged.connect(self._choose)

    def show_talk(self, talk: Talk, place: int) -> None:
        """Shows how far each question has come, the line of `place` marked."""
        with QSignalBlocker(self.list):
            while self.list.count() > len(talk.questions) + 1:
                self.list.takeItem(self.list.count() - 1)
            while self.list.count() < len(talk.questions) + 1:
                self.list.addItem(QListWidgetItem())
            for number, question in enumerate(talk.questions):
                noted = ", noted" if question.answer else ""
                self._show_line(
                    number,
                    f"{question.state.sign}  {number + 1}  {question.text}",
                    f"Question {number + 1}: {question.text}, {question.state.words}{noted}",
                    is_done=question.state is not AskedState.OPEN,
                )
            self._show_line(len(talk.questions), f"…  {_CLOSING}", _CLOSING, is_done=False)
            self.list.setCurrentRow(place)
            self.list.scrollToItem(self.list.item(place))
        for ask, box in self.asks.items():
            with QSignalBlocker(box):
                box.setChecked(ask in talk.closing_asked)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(max(least.width(), 268), least.height())

    def _show_line(self, place: int, text: str, told: str, *, is_done: bool) -> None:
        item = self.list.item(place)
        if item.text() != text:
            item.setText(text)
        item.setToolTip(plain_tip(told))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        item.setForeground(self._theme.colour("muted" if is_done else "text"))

    def _choose(self, place: int) -> None:
        if place >= 0:
            self.place_chosen.emit(place)

    def _tick(self) -> None:
        self.asks_changed.emit(frozenset(ask for ask, box in self.asks.items() if box.isChecked()))
