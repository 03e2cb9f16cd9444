"""Who is behind a number: a list that leads to the people."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from insidescoop.domain.text import counted
from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Column, stretched
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, plain_tip, wrapped

_HINT = "Choose a number (Enter, or a click) to see who is behind it."


class _People(QListWidget):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class PeoplePane(QWidget):
    """The list. `person_chosen(id)` is sent for Enter or a double click; Escape goes back to where one came from."""

    person_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._from: QWidget | None = None
        self.told = wrapped(PlainLabel(_HINT))
        self.people = _People()
        self.people.setAccessibleName("People behind the number")
        Column(heading("Who is behind it"), self.told, stretched(self.people), on=self, spacing=SMALL_GAP)
        self.people.itemActivated.connect(lambda item: self.person_chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.people.left.connect(self._go_back)

    def show_people(
        self, words: str, ids: Sequence[int], names: Mapping[int, str], *, details: Mapping[int, str]
    ) -> None:
        """Shows the people behind a number that is told in words; a detail stands behind a name."""
        self.told.setText(words if ids else f"{words}. Nobody yet.")
        self.people.clear()
        for contact_id in ids:
            line = " · ".join(part for part in (names.get(contact_id, ""), details.get(contact_id)) if part)
            item = QListWidgetItem(line)
            item.setData(Qt.ItemDataRole.UserRole, contact_id)
            item.setToolTip(plain_tip(line))
            self.people.addItem(item)
        self.people.setAccessibleDescription(f"{words}, {counted(len(ids), 'person', 'people')}")

    def take_focus(self, back_to: QWidget | None) -> None:
        """Puts the keys on the first of the people; Escape will go back to `back_to`."""
        self._from = back_to
        if self.people.count():
            self.people.setCurrentRow(0)
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Shows nobody, with the hint."""
        self.told.setText(_HINT)
        self.people.clear()

    def _go_back(self) -> None:
        if self._from is not None:
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)
