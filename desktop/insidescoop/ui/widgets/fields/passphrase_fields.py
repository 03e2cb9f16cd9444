"""Lines for passphrases, hidden until their "Show" is ticked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from insidescoop.domain.passphrases import passphrase_fault
from insidescoop.ui.theme.metrics import GAP
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.fields.titled import titled


class PassphraseFields(QWidget):
    """One line for each title, over a tick that shows what is typed into all of them."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = tuple(QLineEdit() for _title in titles)
        self.shows = QCheckBox("S&how")
        self.shows.setAccessibleName("Show what is typed")
        self.shows.toggled.connect(self._show_typed)
        self._show_typed(False)
        parts = (titled(title, line) for title, line in zip(titles, self.lines, strict=True))
        Column(*parts, self.shows, on=self, spacing=GAP)
        self.setFocusProxy(self.lines[0])

    def new_passphrase(self) -> tuple[QLineEdit, str] | str:
        """The new passphrase in the last two lines, or the line to correct and what is wrong with it."""
        first, again = self.lines[-2:]
        fault = passphrase_fault(first.text())
        if fault is not None:
            return first, fault
        return first.text() if first.text() == again.text() else (again, "The two are not the same.")

    def _show_typed(self, is_shown: bool) -> None:
        for line in self.lines:
            line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    def clear(self) -> None:
        """Empties every line."""
        for line in self.lines:
            line.clear()
