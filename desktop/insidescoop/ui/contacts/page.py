"""The Contacts tab: part of the network on the left, the table, and one person's card."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from insidescoop.commands.contacts import AddContact, DeleteContact, RestoreContact
from insidescoop.commands.interactions import DeleteInteraction, EditInteraction, LogInteraction
from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.interactions import InteractionDraft
from insidescoop.domain.problems import Problem
from insidescoop.queries.contact_card import TimelineEntry, contact_card
from insidescoop.queries.contact_list import (
    ContactCounts,
    ContactFilter,
    ContactOrder,
    Showing,
    contact_counts,
    contact_ids,
    contact_rows,
    organization_name,
)
from insidescoop.ui.actions import Needs
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.contacts.card import ContactCardView
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.contacts.table import ContactRows, contact_columns
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.page import OneOf, Page, listed
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.record_table import RecordTable
from insidescoop.ui.workbench import Workbench

_PARTS = {Showing.ALL: "All", Showing.DUE: "Due", Showing.NEVER: "Not contacted yet", Showing.TRASH: "Trash"}


_SHOWN = (
    Kind.CONTACT, Kind.ORGANIZATION, Kind.INTERACTION, Kind.FOLLOW_UP, Kind.INTRODUCTION, Kind.OUTCOME, Kind.INTERVIEW,
)  # fmt: skip


class ContactsPage(Page):
    """The tab. `plan_requested(contact_id)` asks for an interview; `sample_requested` for a look at sample data."""

    plan_requested = Signal(int)
    sample_requested = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        empty = EmptyState(
            "Add the first person you'd like to talk to.",
            "Add contact",
            icon=bench.icons.icon("contact", "accent"),
            second="Look around with sample data",
        )
        table = RecordTable(contact_columns(bench.clock.today, bench.clock.zone), name="Contacts")
        super().__init__(empty, first=table, parent=parent)
        self._bench = bench
        self._showing, self._tag = Showing.ALL, ""
        self._order, self._descending = ContactOrder.NAME, False
        self._rows = ContactRows((), self._fetch)
        self.parts = QListWidget()
        self.search = QLineEdit()
        self.table = table
        self.card = ContactCardView(bench)
        self._nobody = wrapped(PlainLabel("Nobody matches. Clear the search, or choose another part.", tone="muted"))
        self._add = QPushButton("Add contact")
        self._aside = OneOf(self.card, "Choose a person to see what you know.")
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.parts.setAccessibleName("Parts of the network")
        widest = self.parts.fontMetrics().horizontalAdvance(f"{_PARTS[Showing.NEVER]}  1,000")
        self.parts.setMinimumWidth(widest + self.parts.verticalScrollBar().sizeHint().width() + GAP)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.search.setPlaceholderText("Search contacts  Ctrl+F")
        self.search.setAccessibleName("Search contacts")
        self.search.setClearButtonEnabled(True)
        middle = QWidget()
        middle.setMinimumWidth(240)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_GAP)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self._nobody)
        self.set_parts(((listed(self._add, self.parts), 150, 2), (middle, 480, 6), (self._aside, 420, 6)))

    def _connect(self) -> None:
        bench, registry = self._bench, self._bench.registry
        bench.runner.store_changed.connect(self._store_changed)
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.parts.currentItemChanged.connect(self._choose_part)
        self.table.row_chosen.connect(self._show_person)
        self.table.row_activated.connect(self._edit)
        self.table.sort_requested.connect(self._sort)
        self.card.entry_chosen.connect(self.edit_entry)
        self.card.plan_requested.connect(self.plan_requested)
        self.empty.chosen.connect(self.add_contact)
        self.empty.second_chosen.connect(self.sample_requested)
        self._add.clicked.connect(self.add_contact)
        registry.bind("add_contact", self.add_contact)
        registry.bind("edit_contact", self._edit)
        registry.bind("delete_contact", self.delete_contact)
        registry.bind("restore_contact", self.restore_contact)
        registry.bind("log_interaction", self.log_interaction)
        registry.bind("find_contact", self.find_contact)

    # What the user can do

    def add_contact(self) -> AddContactDialog:
        """Opens the box for a new person."""
        dialog = AddContactDialog(parent=self)
        dialog.add_requested.connect(lambda draft: self._add_person(draft, dialog))
        dialog.open()
        return dialog

    def delete_contact(self) -> None:
        """Puts the chosen person in the trash."""
        if self.card.contact_id is not None:
            self.card.commit()
            self._bench.runner.do(DeleteContact(self.card.contact_id))

    def restore_contact(self) -> None:
        """Takes the chosen person out of the trash."""
        if self.card.contact_id is not None:
            self._bench.runner.do(RestoreContact(self.card.contact_id))

    def log_interaction(self) -> LogDialog | None:
        """Opens the box for a timeline entry with the chosen person."""
        return self._open_log(None, lambda draft: self._bench.runner.do(LogInteraction(draft)))

    def edit_entry(self, entry: TimelineEntry) -> LogDialog | None:
        """Opens the box for an entry that stands on the chosen person's timeline."""
        runner = self._bench.runner
        dialog = self._open_log(entry, lambda draft: runner.do(EditInteraction(entry.id, draft)))
        if dialog is not None:
            dialog.delete_requested.connect(lambda: runner.do(DeleteInteraction(entry.id)))
        return dialog

    def _open_log(self, entry: TimelineEntry | None, keep: Callable[[InteractionDraft], object]) -> LogDialog | None:
        contact_id = self.card.contact_id
        card = None if contact_id is None else self._bench.runner.read(lambda s: contact_card(s, contact_id))
        if card is None:
            return None
        dialog = LogDialog(card.id, card.name, self._bench.clock, entry=entry, parent=self)
        dialog.log_requested.connect(keep)
        dialog.open()
        return dialog

    def find_contact(self) -> None:
        """Puts the cursor into the search field, in sight or not."""
        if self.card.contact_id is not None and not self.isVisible():
            self._bench.navigator.go_to(Kind.CONTACT, self.card.contact_id)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def go_to(self, contact_id: int) -> None:
        """Shows a person, whatever part of the network was shown before."""
        if self._rows.place_of(contact_id) is None:
            card = self._bench.runner.read(lambda session: contact_card(session, contact_id))
            self._showing = Showing.TRASH if card is not None and card.is_trashed else Showing.ALL
            self._tag = ""
            blocked = self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(blocked)
            self.refresh()
        place = self._rows.place_of(contact_id)
        if place is not None:
            self.table.choose_place(place)

    def show_organization(self, organization_id: int) -> None:
        """Narrows the table to the people of an organization."""
        name = self._bench.runner.read(lambda session: organization_name(session, organization_id))
        self._showing, self._tag = Showing.ALL, ""
        self.search.setText(name or "")
        self.refresh()

    def commit(self) -> None:
        """Keeps whatever is typed and not kept yet."""
        self.card.commit()

    # What is shown

    def refresh(self) -> None:
        """Reads everything again and keeps the chosen person chosen."""
        counts = self._bench.runner.read(lambda session: contact_counts(session, today=self._bench.clock.today()))
        self.show_parts(bool(counts.all or counts.trash))
        self._show_parts_of_network(counts)
        self._refresh_rows()

    def _refresh_rows(self) -> None:
        chosen = self.card.contact_id
        place_before = self.table.currentIndex().row()
        wanted = ContactFilter(self._bench.clock.today(), self._showing, self._tag or None, self.search.text())
        ids = self._bench.runner.read(
            lambda session: contact_ids(session, wanted, self._order, descending=self._descending)
        )
        self._rows = ContactRows(ids, self._fetch)
        self.table.set_rows(self._rows)
        self._nobody.setVisible(not ids)
        place = self._rows.place_of(chosen) if chosen is not None else None
        if place is None and chosen is not None and ids:
            place = min(max(place_before, 0), len(ids) - 1)
        if place is not None:
            self.table.choose_place(place)
        else:
            self._show_nobody()

    def _show_parts_of_network(self, counts: ContactCounts) -> None:
        amounts = {
            Showing.ALL: counts.all, Showing.DUE: counts.due, Showing.NEVER: counts.never, Showing.TRASH: counts.trash,
        }  # fmt: skip
        entries = [(f"{_PARTS[part]}  {amount:,}", part.value, "") for part, amount in amounts.items()]
        entries += [(f"{tag}  {count:,}", Showing.ALL.value, tag) for tag, count in counts.tags]
        blocked = self.parts.blockSignals(True)
        self.parts.clear()
        for text, part, tag in entries:
            item = QListWidgetItem(text, self.parts)
            item.setData(Qt.ItemDataRole.UserRole, (part, tag))
            if (part, tag) == (self._showing.value, self._tag):
                self.parts.setCurrentItem(item)
        self.parts.blockSignals(blocked)

    def _show_person(self, contact_id: int) -> None:
        card = self._bench.runner.read(lambda session: contact_card(session, contact_id))
        if card is None:
            self._show_nobody()
            return
        self.card.show_card(card)
        self._aside.show_record(True)
        self.tell_chosen()

    def _show_nobody(self) -> None:
        self.card.forget()
        self._aside.show_record(False)
        self.tell_chosen()

    def tell_chosen(self) -> None:
        # Nobody is deleted or written about while another page is in sight.
        is_seen = self.card.contact_id is not None and self.isVisible()
        self._bench.registry.set_available(Needs.CONTACT, is_seen and not self.card.is_trashed)
        self._bench.registry.set_available(Needs.TRASHED_CONTACT, is_seen and self.card.is_trashed)

    def _fetch(self, ids: object) -> list:  # type: ignore[type-arg]
        return self._bench.runner.read(lambda session: contact_rows(session, ids))  # type: ignore[arg-type]

    # What happens

    def _add_person(self, draft: ContactDraft, dialog: AddContactDialog) -> None:
        def failed(problem: Problem) -> None:
            dialog.show_problem(problem)

        self._bench.runner.do(AddContact(draft), then=self._show_added, failed=failed)

    def _show_added(self, contact_id: int) -> None:
        self._bench.navigator.go_to(Kind.CONTACT, contact_id)

    def _edit(self) -> None:
        if self.card.contact_id is not None:
            self.card.take_focus()

    def _search(self) -> None:
        self._refresh_rows()
        if self.search.text().strip() and self.table.row_count() and self.table.chosen_id() is None:
            self.table.choose_place(0)

    def _choose_part(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            part, self._tag = item.data(Qt.ItemDataRole.UserRole)
            self._showing = Showing(part)
            self._refresh_rows()

    def _sort(self, key: str, descending: bool) -> None:
        self._order, self._descending = ContactOrder(key), descending
        self._refresh_rows()

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(*_SHOWN):
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.search and is_down and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):  # type: ignore[attr-defined]
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
