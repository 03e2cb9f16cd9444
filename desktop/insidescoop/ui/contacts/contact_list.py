"""The middle of the Contacts tab: the search field, the table, and what can be done with several people at once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from insidescoop.domain.contact_filters import ContactFilter, Showing, ticked_and_typed, typed_filter
from insidescoop.domain.contact_rows import ContactOrder, ContactRow
from insidescoop.domain.text import counted, fold
from insidescoop.queries.contact_list import (
    Listing,
    contact_rows_as_far_as_readable,
    listed_ids,
    listing,
    place_in,
    places_in,
)
from insidescoop.ui.contacts.empty_list import why_empty
from insidescoop.ui.contacts.list_layout import ListLayout
from insidescoop.ui.contacts.selection import MOST_REMEMBERED, Selection
from insidescoop.ui.contacts.table import ContactRows, contact_columns
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.column_layout import ColumnLayout
from insidescoop.ui.widgets.delete_key import let_delete_key
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.list_or_nothing import ListOrNothing
from insidescoop.ui.widgets.match_delegate import MatchDelegate
from insidescoop.ui.widgets.plain_text import PlainLabel
from insidescoop.ui.widgets.record_table import RecordTable

_MOST_TRIES = 5
SETTLING_MILLISECONDS = 80
"""A pause in typing after which the card follows the list: shorter than anybody waits, longer than between two keys."""

_HINT = "Search contacts  Ctrl+F"
_TIP = (
    "Type the beginning of any word.\nNarrow with tag:archives, org:harbor, place:ghent, tier:active, kind:academic, "
    'due:, never: or trash:\nQuotation marks mean the whole name: tag:"oral history"'
)

_WITH_MANY = (
    "tag_selected", "keep_in_touch_selected", "merge_selected", "export_files", "copy_as_text", "delete_contact",
    "restore_contact",
)  # fmt: skip


class People(QWidget):
    """The people that a filter leaves, in an order.

    `person_chosen(id)` is sent for another current person, -1 for none; `person_activated` for Enter; `narrowed`
    when words were typed; `selection_counted(people)` when more or fewer are selected; `listed_again` when the list
    was read again.
    """

    person_chosen = Signal(int)
    person_activated = Signal()
    narrowed = Signal()
    selection_counted = Signal(int)
    listed_again = Signal()

    def __init__(self, context: UiContext, home_country: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.ticked = ContactFilter()
        self.order, self.descending = ContactOrder.NAME, False
        self._listed = Listing(0, ())
        self._counted: dict[tuple[Showing, ContactOrder], Listing] = {}
        self.times_changed = 0
        self._chosen: int | None = None
        self.selected_count = 0
        self._selection = Selection()
        self._left_behind: list[Selection] = []
        self._is_refreshing = False
        self._way_out = ""
        self._is_typing = self._is_told = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MILLISECONDS)
        columns = contact_columns(context.clock.today, lambda: context.clock.zone, home_country)
        self.table = RecordTable(columns, name="Contacts", takes_many=True)
        self._marks = MatchDelegate(lambda: context.theme.colour("match"), self.table)
        self.found = ListOrNothing(self.table)
        self.search = SearchField()
        self.bar = QWidget()
        self._selected = PlainLabel()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setMinimumWidth(220)
        self.table.setItemDelegate(self._marks)
        self.table.show_order(self.order, descending=self.descending)
        self.search.setPlaceholderText(_HINT)
        self.search.setAccessibleName("Search contacts")
        self.search.setAccessibleDescription(_TIP)
        self.search.setToolTip(_TIP)
        Column(self.search, stretched(self.found), self.bar, on=self, spacing=SMALL_GAP)
        menu = QMenu(self)
        for action_id in _WITH_MANY:
            menu.addAction(self._context.registry.action(action_id))
        button = push_button("With them…", name="What to do with the selected people")
        button.setMenu(menu)
        Row(stretched(self._selected), button, on=self.bar, spacing=SMALL_GAP)
        self.bar.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self._settling.timeout.connect(self._tell_chosen)
        self.search.installEventFilter(self)
        for leads_on in (self.search.left, self.search.list_wished):
            leads_on.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.found.way_out_chosen.connect(self._find_way_out)
        let_delete_key(self.table, self._context.registry.action("delete_contact"))
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(lambda _id: self.person_activated.emit())
        self.table.sort_requested.connect(lambda key, down: self.sort(ContactOrder(key), descending=down))
        self.table.selection_counted.connect(self._count_selected)

    # What is shown

    def wanted(self) -> ContactFilter:
        """The whole filter: what is ticked, and what is typed."""
        return self.ticked.together_with(typed_filter(self.search.text()))

    def tick(self, ticked: ContactFilter) -> None:
        """Shows the people that a ticked filter leaves, narrowed by what is typed."""
        self.ticked = ticked
        self.refresh()

    def show_filter(self, wanted: ContactFilter) -> ContactFilter:
        """Shows the people of a whole filter, and returns the part of it that can be ticked; the rest is typed out."""
        self.ticked, typed = ticked_and_typed(wanted)
        self._type(typed)
        self.refresh()
        return self.ticked

    def refresh_after_change(self) -> None:
        """Reads everything again, now that the store holds something else."""
        self._counted.clear()
        self.times_changed += 1
        before = self._selection
        self._list()
        left = self._left_behind[-1] if self._left_behind else None
        if left is not None and self._are_listed(left):
            # They are back, by Undo or Redo: whoever was selected when they went is selected again.
            before = self._left_behind.pop()
        elif before.count and not self._are_listed(before):
            self._left_behind.append(before)
        self._select_again(before)

    def follow(self, gone_id: int, kept_id: int) -> None:
        """Takes one person for another: two have become one."""
        held = self._selection
        if kept_id not in held.ids:
            ids = tuple(kept_id if each == gone_id else each for each in held.ids)
            self._selection = replace(held, ids=ids, current=kept_id if held.current == gone_id else held.current)

    def take_counts(self, counted: Mapping[ContactOrder, Listing], *, times_changed: int) -> None:
        """Takes over what was counted beside; nothing of a store that has changed since."""
        if times_changed == self.times_changed:
            self._counted.update({(Showing.ALL, order): listed for order, listed in counted.items()})

    def refresh(self) -> None:
        """Reads the list again and keeps whoever is selected selected."""
        self._list()
        self._select_again(self._selection)

    def _list(self) -> None:
        wanted, today = self.wanted(), self._context.clock.today()
        self._listed = self._listing(wanted, today)
        self._mark(wanted.text)
        if self._listed.count:
            self.found.show_list()
        else:
            why = why_empty(self.ticked, self.search.text())
            self._way_out = why.action_id
            self.found.show_nothing(why.sentence, why.way_out)

    def _select_again(self, held: Selection) -> None:
        table, bar = self.table, self.table.verticalScrollBar()
        before, scrolled = table.currentIndex().row(), bar.value()
        was_seen = before >= 0 and table.is_seen(before)
        rows, place_by_id = ContactRows(self._listed.count, self._fetch), self._places(held)
        for _try in range(_MOST_TRIES):
            place = place_by_id.get(held.current or 0)
            if place is None or (place < len(rows) and rows[place].id == held.current):
                break
            # Another step was saved between the reads.
            self._counted.clear()
            self._list()
            rows, place_by_id = ContactRows(self._listed.count, self._fetch), self._places(held)
        self._is_refreshing = True
        table.set_rows(rows)
        places = sorted(place_by_id.values())
        current = place_by_id.get(held.current or 0, places[0] if places else None)
        if held.count > MOST_REMEMBERED and held.count == self._listed.count:
            places = list(range(held.count))
        if current is None and held.current is not None and self._listed.count:
            current = min(max(before, 0), self._listed.count - 1)
        if current is not None:
            table.select_places(places or [current], current=current)
            bar.setValue(scrolled)
            if was_seen or table.chosen_id() != held.current:
                table.scrollTo(table.currentIndex())
        self._is_refreshing = False
        self._remember_selection(table.selected_count())
        if current is None:
            self._chosen = None
            self.person_chosen.emit(-1)
        self.listed_again.emit()

    def _places(self, held: Selection) -> dict[int, int]:
        ids = held.ids or ((held.current,) if held.current is not None else ())
        return self._context.reader.read(lambda session: places_in(session, self._listed, ids))

    def _are_listed(self, held: Selection) -> bool:
        return len(self._places(held)) == held.count if held.ids else held.count == self._listed.count

    def _find_way_out(self) -> None:
        if self._way_out:
            self._context.registry.action(self._way_out).trigger()
        else:
            self.search.clear()

    def count_in_words(self, contacts: int) -> str:
        """How many of all contacts are listed; `contacts` are those outside the trash."""
        every, wanted = counted(contacts, "contact"), self.wanted()
        if wanted.showing is Showing.TRASH:
            return f"{self._listed.count:,} in the trash · {every}"
        return every if wanted.is_everybody else f"{self._listed.count:,} of {every}"

    def _mark(self, text: str) -> None:
        self._marks.words = tuple(fold(word) for word in text.split())

    def _listing(self, wanted: ContactFilter, today: date) -> Listing:
        # Everybody is counted once for an order, until the store changes: turned round they are as many.
        key = (wanted.showing, self.order) if wanted.is_everybody else None
        if key is not None and key in self._counted:
            return replace(self._counted[key], descending=self.descending)
        listed = self._context.reader.read(
            lambda session: listing(session, wanted, today=today, order=self.order, descending=self.descending)
        )
        if key is not None:
            self._counted[key] = listed
        return listed

    def place_of(self, contact_id: int | None) -> int | None:
        """Where a person stands; None if they are not listed."""
        if contact_id is None:
            return None
        return self._context.reader.read(lambda session: place_in(session, self._listed, contact_id))

    def choose(self, contact_id: int | None) -> bool:
        """Makes a person current; False if they are not listed."""
        place = self.place_of(contact_id)
        if place is not None:
            self.table.choose_place(place)
        return place is not None

    def sort(self, order: ContactOrder, *, descending: bool) -> None:
        """Puts the people in another order."""
        self.order, self.descending = order, descending
        self.table.show_order(order, descending=descending)
        self.refresh()

    def take_search_focus(self) -> None:
        """Puts the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def layout_text(self, page: QWidget) -> str:
        """The columns, their widths, the order, the current person and the place on `page` as text, to be saved."""
        corner = self.table.mapTo(page, QPoint())
        place = (corner.x(), corner.y(), self.table.width(), self.table.height())
        columns = self.table.column_layout().as_text()
        layout = ListLayout(columns, self.order, self.descending, self._chosen, (page.width(), page.height()), place)
        return layout.as_text()

    def restore_layout(self, text: str) -> None:
        """Takes up a layout once kept, and the person who was current; one that makes no sense is passed over."""
        layout = ListLayout.from_text(text)
        if layout is None:
            return
        self.table.lay_out(ColumnLayout.from_text(layout.columns, self.table.columns))
        if (layout.order, layout.descending) != (self.order, self.descending):
            self.sort(layout.order, descending=layout.descending)
        self.choose(layout.person)

    # What is selected

    def selected_ids(self) -> tuple[int, ...]:
        """The ids of the selected people, in the table's order."""
        if self._selection.ids or not self._selection.count:
            return self._selection.ids
        return self._ids_at(self.table.selected_places())

    def _ids_at(self, places: list[int]) -> tuple[int, ...]:
        if not places:
            return ()
        first, last = places[0], places[-1]
        ids = self._context.reader.read(lambda session: listed_ids(session, self._listed, first, last + 1))
        return tuple(ids[place - first] for place in places)

    def listed(self) -> Listing:
        """Who is listed now."""
        return self._listed

    def _count_selected(self, people: int) -> None:
        if not self._is_refreshing:
            self._left_behind.clear()
            self._remember_selection(people)

    def _remember_selection(self, people: int) -> None:
        # Now, and not when they are asked for: the store may hold others at these places by then.
        places = self.table.selected_places() if people <= MOST_REMEMBERED else []
        ids = (self.table.id_at(places[0]),) if len(places) == 1 else self._ids_at(places)
        self._selection = Selection(ids, self.table.chosen_id(), people)
        self.selected_count = people
        if people <= 1 and self.bar.isAncestorOf(self.window().focusWidget()):
            # Else the next control would take it, and Enter press a button of whoever is shown then.
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.setVisible(people > 1)
        self._selected.setText(f"{counted(people, 'person', 'people')} selected")
        self.selection_counted.emit(people)

    def _fetch(self, start: int, stop: int) -> list[ContactRow]:
        def rows(session: Any) -> list[ContactRow]:
            return contact_rows_as_far_as_readable(session, listed_ids(session, self._listed, start, stop))

        patience = self.table.patience_ms()
        reader = self._context.reader
        return reader.read(rows) if patience is None else reader.read_without_waiting(rows, patience)

    def _choose(self, contact_id: int) -> None:
        self._chosen = contact_id
        self._selection = replace(self._selection, current=contact_id)
        if self._is_typing:
            self._settling.start()
        else:
            self._tell_chosen()

    def _tell_chosen(self) -> None:
        self._settling.stop()
        if self._chosen is not None:
            self.person_chosen.emit(self._chosen)

    def settle(self) -> None:
        """Shows whom the typed words have left first, at once."""
        if self._settling.isActive():
            self._tell_chosen()

    def _search(self) -> None:
        if self._is_told:
            return
        # The list answers every key; the card waits for a pause, for nobody reads it between two letters.
        self._is_typing = True
        self.refresh()
        if self.search.text().strip() and self._listed.count and self.table.chosen_id() is None:
            self.table.choose_place(0)
        self._is_typing = False
        self.narrowed.emit()

    def _type(self, typed: str) -> None:
        # Not silenced: the field's own cross hears of its text by the same signal.
        self._is_told = True
        self.search.setText(typed)
        self._is_told = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        leaves = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.FocusOut, QEvent.Type.KeyPress)
        if watched is self.search and leaves and not _is_letter(event):
            # Whatever the key does, it is about the person the words have led to.
            self.settle()
        return super().eventFilter(watched, event)


def _is_letter(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return False
    erases = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Space)
    return erases or bool(event.text().strip())
