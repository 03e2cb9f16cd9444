"""A notice in a dialog that someone about to be added seems to be among the contacts already."""

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.text import fold
from insidescoop.queries.already_here import AlreadyHere, already_here
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT
from insidescoop.ui.widgets.boxes import Column, Row, Stretch
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.fields.go_to_field import go_to_field
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class AlreadyHereNotice(QWidget):
    """Hidden until `stops` finds someone.

    `taken(contact_id, name)` is sent for a contact to be used in place of a new one; `restore_requested(contact_id,
    name)` instead if they are in the trash, and whoever restores them sends `taken`. `added_anyway()` is sent if a new
    one is wanted all the same, which is then not asked again.
    """

    taken = Signal(int, str)
    restore_requested = Signal(int, str)
    added_anyway = Signal()

    def __init__(self, reader: StoreReader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._asked: Hashable = None
        self._settled: set[Hashable] = set()
        self.found: AlreadyHere | None = None
        self.words = wrapped(PlainLabel(tone="due"))
        self.take, self.add = push_button(), push_button("Add anyway")
        self.row = Row(self.take, self.add, Stretch(), spacing=SMALL_GAP)
        self._build()
        self.hide()

    def _build(self) -> None:
        Column(self.words, self.row, on=self, spacing=TIGHT)
        self.take.clicked.connect(self._take)
        self.add.clicked.connect(self._add)

    def stops(self, draft: ContactDraft) -> bool:
        """True if someone like the one described is here and the user has not said that it is another person.

        The notice says who, and has the keys.
        """
        self._asked = _said(draft)
        self.found = None
        if self._asked not in self._settled:
            self.found = self._reader.read(lambda session: already_here(session, draft))
        self.setVisible(self.found is not None)
        if self.found is None:
            return False
        self.words.setText(self.found.words)
        self.show_offer(self.found)
        # A screen reader reads the sentence with the button that has the focus.
        self.take.setAccessibleDescription(self.found.words)
        go_to_field(self.take)
        return True

    def show_offer(self, found: AlreadyHere) -> None:
        """Says on the button what can be done with the contact found."""
        self.take.setText("Restore and choose" if found.is_trashed else "Choose this contact")

    def follow(self, draft: ContactDraft) -> None:
        """Hides what was said once another person is described."""
        if not self.isHidden() and _said(draft) != self._asked:
            self.hide()

    def _take(self) -> None:
        if self.found is not None:
            self.hide()
            signal = self.restore_requested if self.found.is_trashed else self.taken
            signal.emit(self.found.contact_id, self.found.name)

    def _add(self) -> None:
        self._settled.add(self._asked)
        self.hide()
        self.added_anyway.emit()


def _said(draft: ContactDraft) -> Hashable:
    """What decides who is meant; two drafts that agree in it are not asked about twice."""
    values = tuple(entry.value for entries in (draft.emails, draft.phones, draft.links) for entry in entries)
    return fold(draft.shown_name), fold(draft.organization or ""), values
