"""The Contacts tab: filters on the left, the people, and one person's card."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contact_filters import ContactFilter, Showing, Wording
from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.domain.problems import StoreDamaged, Unreadable
from insidescoop.domain.text import counted
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_list import Listing, everybody
from insidescoop.queries.contact_parts import ContactParts, contact_parts, has_anybody
from insidescoop.queries.organization_page import organization_name
from insidescoop.queries.profile import profile
from insidescoop.queries.vocabularies import KnownWords, known_words
from insidescoop.ui.actions import Needs
from insidescoop.ui.contacts.card import ContactCardView
from insidescoop.ui.contacts.columns_dialog import ColumnsDialog
from insidescoop.ui.contacts.contact_list import People
from insidescoop.ui.contacts.filter_panel import FilterPanel
from insidescoop.ui.contacts.organizations import Organizations
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import PAGE_MARGIN
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.page import OneOf, Page, listed

_SHOWN = (
    Kind.CONTACT, Kind.ORGANIZATION, Kind.INTERACTION, Kind.FOLLOW_UP, Kind.INTRODUCTION, Kind.OUTCOME, Kind.INTERVIEW,
    Kind.SAVED_LIST, Kind.PROFILE, Kind.TERM,
)  # fmt: skip


class ContactsPage(Page):
    """The tab.

    `add_requested` asks for a new contact, `plan_requested(contact_id)` for an interview, `sample_requested` for a look
    at sample data, `sight_requested` for the tab to be shown. `turned` is sent when the organizations take the place of
    the people, or give it back.
    """

    add_requested = Signal()
    plan_requested = Signal(int)
    sample_requested = Signal()
    sight_requested = Signal()
    turned = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        empty = EmptyState(
            "Add the first person you'd like to talk to.",
            "Add contact",
            icon=context.icons.icon("contact", "accent"),
            second="Look around with sample data",
        )
        people = People(context, lambda: self.card.profile.home_country)
        super().__init__(empty, first=people.table, parent=parent)
        self.people = people
        self._context = context
        self.words: KnownWords | None = None
        self._is_stale = True
        self._is_counting, self._counts_again = False, False
        self._counted_part = Showing.ALL
        self.filters = FilterPanel()
        self.card = ContactCardView(context)
        self._is_complete = False
        self.add = QPushButton("Add contact")
        self.organizations = Organizations(context)
        self.beside = listed(self.add, self.filters)
        self._shown = QStackedWidget()
        self._aside = OneOf(self.card, "Choose a person to see what you know.")
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        persons = QSplitter()
        persons.setChildrenCollapsible(False)
        for part in (self.people, self._aside):
            persons.addWidget(part)
            persons.setStretchFactor(persons.count() - 1, 6)
        persons.setSizes([480, 420])
        self._shown.addWidget(persons)
        self._shown.addWidget(self.organizations)
        self.set_parts(((self.beside, 150, 2), (self._shown, 900, 12)))

    def complete(self) -> None:
        """Counts the parts of the network, from now on: that is not needed for the first sight."""
        self._is_complete = True
        self._count_parts()

    def _connect(self) -> None:
        self.filters.filter_chosen.connect(self._show_ticked)
        self.filters.list_chosen.connect(self.show_filter)
        self.filters.clear_requested.connect(self.clear_filters)
        self.people.person_chosen.connect(self._show_person)
        self.people.person_activated.connect(self.card.take_reading_focus)
        self.card.left.connect(self.people.found.take_focus)
        self._aside.left.connect(self.people.found.take_focus)
        self._shown.currentChanged.connect(lambda _place: self.turned.emit())
        self.people.narrowed.connect(self._tell_filter)
        self.people.listed_again.connect(self._count_other_part)
        self.people.selection_counted.connect(lambda _people: self.tell_chosen())
        self.filters.organizations_chosen.connect(lambda is_target: self.show_organizations(is_target=is_target))
        self.organizations.chosen.connect(self.tell_chosen)
        self.organizations.people_requested.connect(self._show_people_of)
        self.card.plan_requested.connect(self.plan_requested)
        self.empty.chosen.connect(self.add_requested)
        self.empty.second_chosen.connect(self.sample_requested)
        self.add.clicked.connect(self.add_requested)

    # What the user can do with the list

    def find_contact(self) -> None:
        """Puts the cursor into the search field, in sight or not."""
        self.sight_requested.emit()
        self._show_people()
        if self.filters.shows_organizations():
            self.filters.forget_list()
        self.people.take_search_focus()

    def clear_filters(self) -> None:
        """Shows everybody again."""
        self.show_filter(ContactFilter())
        self.filters.forget_list()

    def show_part(self, showing: Showing) -> None:
        """Shows a part of the network as a whole, and puts the keys on it."""
        self.sight_requested.emit()
        self.show_filter(ContactFilter(showing))
        self.people.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_columns(self) -> ColumnsDialog:
        """Opens the box of columns and orders."""
        people = self.people
        dialog = ColumnsDialog(people.table, people.order, descending=people.descending, parent=self)
        dialog.order_chosen.connect(lambda order, descending: people.sort(order, descending=descending))
        dialog.open()
        return dialog

    def _show_people(self) -> None:
        self._shown.setCurrentIndex(0)

    def show_filter(self, wanted: ContactFilter) -> None:
        """Shows the people a whole filter leaves."""
        self._show_people()
        if self.filters.shows_organizations():
            self.filters.forget_list()
        self.filters.show_filter(self.people.show_filter(wanted), has_words=bool(self.people.search.text()))
        self.tell_chosen()

    def show_organizations(self, *, is_target: bool) -> None:
        """Shows the targets, or the other organizations, in the place of the people."""
        self.sight_requested.emit()
        self.filters.choose_organizations(is_target=is_target)
        self._shown.setCurrentWidget(self.organizations)
        self.organizations.show_list(is_target=is_target, goal=self.card.profile.target_goal)
        self.organizations.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell_chosen()

    def show_organization(self, organization_id: int) -> None:
        """Shows an organization's page."""
        self.sight_requested.emit()
        self._shown.setCurrentWidget(self.organizations)
        self.organizations.go_to(organization_id)
        self.filters.choose_organizations(is_target=self.organizations.is_target)
        self.tell_chosen()

    def open_organization(self) -> None:
        """Shows the page of the organization the person shown is at."""
        contact_id = self.card.contact_id
        card = None if contact_id is None else self._context.reader.read(lambda s: contact_card(s, contact_id))
        if card is not None and card.organization_id is not None:
            self.show_organization(card.organization_id)

    def _show_people_of(self, organization_id: int) -> None:
        name = self._context.reader.read(lambda session: organization_name(session, organization_id))
        if name is not None:
            self.show_filter(ContactFilter(organizations=(Wording(name, is_whole=True),)))

    def go_to(self, contact_id: int) -> None:
        """Shows a person, whatever part of the network was shown before."""
        if self.people.choose(contact_id):
            self._show_people()
            if self.filters.shows_organizations():
                self.filters.forget_list()
            self.tell_chosen()
            return
        card = self._context.reader.read(lambda session: contact_card(session, contact_id))
        is_trashed = card is not None and card.is_trashed
        self.show_filter(ContactFilter(Showing.TRASH if is_trashed else Showing.ALL))
        self.people.choose(contact_id)

    def take_focus(self) -> None:
        if self.organizations.isVisible():
            self.organizations.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().take_focus()

    def minimumSizeHint(self) -> QSize:
        # Without the filters, which give way.
        least = super().minimumSizeHint()
        beside = 0 if self.beside.isHidden() else self.beside.minimumSizeHint().width() + self._body.handleWidth()
        return QSize(least.width() - beside, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow window, or with a large font, the filters give way: everything they do is in the menus too.
        needed = self.beside.minimumSizeHint().width() + self._shown.minimumSizeHint().width()
        self.beside.setVisible(self.width() >= needed + 2 * PAGE_MARGIN + self._body.handleWidth())

    def commit(self) -> None:
        """Keeps whatever is typed and not kept yet."""
        self.card.commit()
        self.organizations.commit()

    # What is shown

    def refresh(self) -> None:
        """Reads everything again and keeps the chosen person chosen."""
        self.card.profile = self._context.reader.read(profile)
        self.show_parts(self._context.reader.read(has_anybody))
        self._count_parts()
        self._is_stale = True
        self.people.refresh_after_change()
        if self._shown.currentWidget() is self.organizations:
            self.organizations.refresh()

    def _count_parts(self) -> None:
        # On the store's thread: of 100,000 people it takes longer than a frame. One count waits behind the running one.
        if self._is_counting or not self._is_complete:
            self._counts_again = self._is_counting
            return
        self._is_counting = True
        today, times_changed = self._context.clock.today(), self.people.times_changed
        shown = self._counted_part = self.people.wanted().showing

        def tell(counted: tuple[ContactParts, KnownWords, dict[ContactOrder, Listing]]) -> None:
            parts, words, orders = counted
            self.people.take_counts(orders, times_changed=times_changed)
            self._show_counts(parts, words)

        self._context.reader.ask(
            lambda session: (
                contact_parts(session, shown, today=today),
                known_words(session),
                everybody(session, today=today),
            ),
            tell,
        )

    def _count_other_part(self) -> None:
        if self.people.wanted().showing is not self._counted_part:
            self._count_parts()

    def _show_counts(self, parts: ContactParts, words: KnownWords) -> None:
        self._is_counting = False
        self.filters.show_parts(parts)
        self.card.set_words(words)
        self.organizations.set_words(words)
        self.words = words
        self._tell_filter()
        if self._counts_again:
            self._counts_again = False
            self._count_parts()

    def _tell_filter(self) -> None:
        self.filters.show_filter(self.people.ticked, has_words=bool(self.people.search.text().strip()))
        self.tell_chosen()

    def _show_ticked(self, wanted: ContactFilter) -> None:
        self._show_people()
        self.people.tick(wanted)
        self._tell_filter()

    def _show_person(self, contact_id: int) -> None:
        if contact_id == self.card.contact_id and not self._is_stale:
            return
        self._is_stale = False
        try:
            card = self._context.reader.read(lambda session: contact_card(session, contact_id))
        except (StoreDamaged, Unreadable) as problem:
            self.card.forget()
            self._aside.show_problem(problem)
            return
        if card is None:
            self.card.forget()
        else:
            self.card.show_card(card)
        self._aside.show_record(card is not None)
        self.tell_chosen()

    def selected_ids(self) -> tuple[int, ...]:
        """The people that an action is about: those selected, or the one whose card is shown."""
        ids = self.people.selected_ids()
        if len(ids) > 1:
            return ids
        return (self.card.contact_id,) if self.card.contact_id is not None else ()

    def organization_in_sight(self) -> str:
        """The name of the organization shown; "" while people are shown, or none."""
        return self.organizations.view.name() if self._shown.currentWidget() is self.organizations else ""

    def count_in_words(self, contacts: int) -> str:
        """How many of all contacts are listed, while they are; `contacts` are those outside the trash."""
        is_aside = self._shown.currentWidget() is self.organizations
        return counted(contacts, "contact") if is_aside else self.people.count_in_words(contacts)

    def contact_in_sight(self) -> int | None:
        """The one contact whose card is in sight; None for several, and for one in the trash."""
        has_people = self._shown.currentIndex() == 0 and self.isVisible() and not self.card.is_trashed
        ids = self.selected_ids() if has_people else ()
        return ids[0] if len(ids) == 1 else None

    def tell_chosen(self) -> None:
        # Nobody is deleted or written about while another page is in sight.
        has_people = self._shown.currentIndex() == 0
        is_seen = self.card.contact_id is not None and self.isVisible() and has_people
        available = self._context.registry.set_available
        available(Needs.CONTACT, is_seen and not self.card.is_trashed)
        available(Needs.TRASHED_CONTACT, is_seen and self.card.is_trashed)
        available(Needs.ANY_CONTACT, is_seen)
        is_pair = self.people.selected_count == 2
        available(Needs.TWO_CONTACTS, is_seen and not self.card.is_trashed and is_pair)
        available(Needs.PHOTO, is_seen and not self.card.is_trashed and self.card.avatar.has_picture)
        available(Needs.NEXT_STEP, is_seen and not self.card.is_trashed and self.card.has_next_step)
        has_organization = self.organizations.view.organization_id is not None
        available(Needs.ORGANIZATION, self.isVisible() and not has_people and has_organization)
        available(Needs.KEPT_LIST, self.isVisible() and self.filters.chosen_list() is not None)

    # What happens

    def edit_contact(self) -> None:
        """Puts the cursor into the first fact of the person shown."""
        if self.card.contact_id is not None:
            self.card.take_focus()

    def take_changes(self, changes: Changes) -> None:
        """Shows what the store holds now, if any of it is shown here."""
        if changes.touch(*_SHOWN):
            self.refresh()
