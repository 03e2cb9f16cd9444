"""How many follow-ups on the list would fall otherwise by what was changed, and the button that recounts them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.text import counted
from insidescoop.queries.follow_up_rules import recounted
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Row, stretched
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class RecountRow(QWidget):
    """The row. `differ` says what the follow-ups on the list would do, `agree` that all of them agree."""

    recount_requested = Signal()

    def __init__(self, reader: StoreReader, *, differ: str, agree: str) -> None:
        super().__init__()
        self._reader = reader
        self._differ, self._agree = differ, agree
        self.words = wrapped(PlainLabel())
        self.button = QPushButton("Recalculate")
        self.button.clicked.connect(self.recount_requested)
        Row(stretched(self.words), self.button, on=self, spacing=SMALL_GAP)

    def refresh(self) -> None:
        """Counts them, on the store's thread."""
        self._reader.ask(recounted, lambda found: self._show(len(found)))

    def _show(self, count: int) -> None:
        self.words.setText(f"{counted(count, 'follow-up')} {self._differ}" if count else self._agree)
        self.words.set_tone("due" if count else "muted")
        self.button.setEnabled(bool(count))
