"""Whom a talk is with, the main person first, and for which organization it counts."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from insidescoop.queries.contact_list import contact_choices
from insidescoop.queries.interview_board import InterviewPage
from insidescoop.queries.talk_people import organizations_of
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Row, Stretch
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.plain_text import caption

_ID = Qt.ItemDataRole.UserRole
_MOST_OFFERED = 8
_THEIRS = ("Where the first person works", None)


class PeopleDialog(AskingDialog):
    """A box for the people of one talk. `people_chosen(contact_ids, organization_id)` is sent with them.

    `organization_id` is None where the first person's own organization is meant.
    """

    people_chosen = Signal(object, object)

    def __init__(self, context: UiContext, page: InterviewPage, parent: QWidget | None = None) -> None:
        super().__init__("People of the talk", "Keep", parent=parent)
        self._context = context
        self._organization_id = page.draft.organization_id
        self.people = QListWidget()
        self.search = SearchField()
        self.found = QListWidget()
        self.up, self.down, self.remove = push_button("&Up"), push_button("&Down"), push_button("&Remove")
        self.organization = ChoiceField("The talk counts for", [_THEIRS])
        self._fill()
        for contact_id, name in page.people:
            self._append(contact_id, name)
        self.people.setCurrentRow(0)
        self._connect()
        self._offer_organizations()
        self.organization.show_value(self._organization_id)
        self.remember_untouched()
        self.resize(460, 0)
        self.search.setFocus()

    def _fill(self) -> None:
        self.people.setAccessibleName("People of the talk, the main person first")
        self.search.setAccessibleName("Add a person")
        self.search.setPlaceholderText("Add a person: type a name, Enter takes the first")
        self.found.setAccessibleName("People found")
        for part in (self.people, self.found):
            part.setMaximumHeight(120)
            part.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = caption("The first is the main person")
        row = Row(self.up, self.down, self.remove, Stretch(), spacing=SMALL_GAP)
        self.column.add(hint, self.people, row, self.search, self.found, self.organization)
        self.found.hide()
        self.verb.setDefault(False)
        self.search.installEventFilter(self)
        self.search.choose_in(self.found)

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.search.textChanged.connect(self._find)
        self.found.itemActivated.connect(self._take)

    def contact_ids(self) -> tuple[int, ...]:
        """The people as they stand, the main one first."""
        items = (self.people.item(place) for place in range(self.people.count()))
        return tuple(int(item.data(_ID)) for item in items if item is not None)

    def typed(self) -> object:
        return self.contact_ids(), self.organization.value()

    def answer(self) -> str | None:
        if not self.contact_ids():
            return self.at(self.search, "Add at least one person.")
        self.people_chosen.emit(self.contact_ids(), self.organization.value())
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers()
        if is_key and watched is self.search and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self._take(self.found.currentItem())
            return True
        return super().eventFilter(watched, event)

    def _append(self, contact_id: int, name: str) -> None:
        QListWidgetItem(name, self.people).setData(_ID, contact_id)

    def _find(self, typed: str) -> None:
        self.found.clear()
        choices = self._context.reader.read(
            lambda session: contact_choices(session, typed, at_most=_MOST_OFFERED) if typed.strip() else ()
        )
        for choice in choices:
            if choice.id not in self.contact_ids():
                words = f"{choice.name} · {choice.detail}" if choice.detail else choice.name
                item = QListWidgetItem(words, self.found)
                item.setData(_ID, (choice.id, choice.name))
        self.found.setVisible(bool(self.found.count()))
        self.found.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._append(*item.data(_ID))
            self.people.setCurrentRow(self.people.count() - 1)
            self.search.clear()
            self.search.setFocus()
            self._offer_organizations()

    def _move(self, by: int) -> None:
        place = self.people.currentRow()
        if 0 <= place + by < self.people.count() and place >= 0:
            item = self.people.takeItem(place)
            self.people.insertItem(place + by, item)
            self.people.setCurrentRow(place + by)

    def _remove(self) -> None:
        if self.people.currentRow() >= 0:
            self.people.takeItem(self.people.currentRow())
            self._offer_organizations()

    def _offer_organizations(self) -> None:
        chosen, ids, kept = self.organization.value(), self.contact_ids(), self._organization_id
        places = self._context.reader.read(lambda session: organizations_of(session, ids, also=kept))
        self.organization.show_choices(
            (("Where the first person works", None), *((name, each) for each, name in places))
        )
        self.organization.show_value(chosen)
