"""The organizations: the targets with their motivation, posting and advocates, or all others, beside one's page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from insidescoop.domain.text import counted, fold
from insidescoop.queries.organization_page import TargetRow, organization_page, target_rows
from insidescoop.queries.vocabularies import KnownWords
from insidescoop.ui.contacts.organization_view import OrganizationView
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.delete_key import let_delete_key
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.list_or_nothing import ListOrNothing
from insidescoop.ui.widgets.page import OneOf
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.record_table import RecordTable


def _advocate(row: TargetRow) -> str:
    if row.advocacy is not None:
        return row.advocacy.words
    return f"{row.friends} warm" if row.friends else ""


def _opening(row: TargetRow) -> str:
    return "" if row.posting is None else ("none", "other", "maybe", "good")[row.posting]


_COLUMNS = (
    TableColumn("name", "Organization", lambda row: row.name, share=6),
    TableColumn("motivation", "Wish", lambda row: "★" * (row.motivation or 0), share=3),
    TableColumn("posting", "Opening", _opening, share=3, from_width=360),
    TableColumn("advocacy", "Advocate", _advocate, share=3, from_width=300),
    TableColumn("people", "People", lambda row: f"{row.people:,}" if row.people else "", share=2, from_width=420),
    TableColumn("kind", "Kind", lambda row: row.kind.words if row.kind is not None else "", share=3, from_width=520),
    TableColumn("place", "Place", lambda row: row.place or "", share=4, from_width=600),
)

_KEYS: dict[str, Callable[[TargetRow], Any]] = {
    "name": lambda row: fold(row.name),
    "motivation": lambda row: -(row.motivation or 0),
    "posting": lambda row: -1 if row.posting is None else -row.posting - 2,
    "advocacy": lambda row: (_advocate(row) == "", _advocate(row)),
    "people": lambda row: -row.people,
    "kind": lambda row: (row.kind is None, row.kind or ""),
    "place": lambda row: (row.place is None, fold(row.place or "")),
}


class Organizations(QSplitter):
    """A list of organizations and the chosen one's page. `chosen()` is sent when another one is, or none.

    `people_requested(id)` asks for an organization's people in the list, `add_requested()` for a new organization.
    """

    chosen = Signal()
    people_requested = Signal(int)
    add_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_target = True
        self._goal = 0
        self._rows: tuple[TargetRow, ...] = ()
        self._order: tuple[str, bool] | None = None
        self._wanted_id: int | None = None
        self.table = RecordTable(_COLUMNS, name="Organizations")
        self.view = OrganizationView(context)
        self.found = ListOrNothing(self.table)
        self.search = SearchField()
        self.counted = wrapped(PlainLabel(tone="muted"))
        self._add = push_button("Add…", name="Add organization")
        self._aside = OneOf(self.view, "Choose an organization to see what you know.")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setChildrenCollapsible(False)
        self.search.setPlaceholderText("Search organizations")
        self.search.setAccessibleName("Search organizations")
        part = QWidget()
        part.setMinimumWidth(220)
        Column(
            self.search,
            stretched(self.found),
            Row(stretched(self.counted), self._add, spacing=SMALL_GAP),
            on=part,
            spacing=SMALL_GAP,
        )
        for widget, share in ((part, 6), (self._aside, 6)):
            self.addWidget(widget)
            self.setStretchFactor(self.count() - 1, share)
        self.setSizes([480, 420])
        self.table.horizontalHeader().setSortIndicatorShown(False)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._show)
        self.table.row_activated.connect(lambda _id: self.view.take_reading_focus())
        self.view.left.connect(self.found.take_focus)
        self._aside.left.connect(self.found.take_focus)
        let_delete_key(self.table, self._context.registry.action("delete_organization"))
        self.table.sort_requested.connect(self._sort)
        self.search.textChanged.connect(lambda _text: self._show_rows())
        for leads_on in (self.search.left, self.search.list_wished):
            leads_on.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.found.way_out_chosen.connect(self._find_way_out)
        self.view.people_requested.connect(self.people_requested)
        self._add.clicked.connect(self.add_requested)

    def show_list(self, *, is_target: bool, goal: int) -> None:
        """Shows the targets, or every other organization; `goal` is how many targets the user wants."""
        self._is_target, self._goal = is_target, goal
        self.refresh()

    def go_to(self, organization_id: int) -> None:
        """Shows an organization on whichever of the two lists it stands."""
        page = self._context.reader.read(lambda session: organization_page(session, organization_id))
        if page is not None:
            self._wanted_id = organization_id
            self._is_target = page.draft.is_target
            self.search.clear()
            self.refresh()

    @property
    def is_target(self) -> bool:
        """True while the targets are shown."""
        return self._is_target

    def set_words(self, words: KnownWords) -> None:
        """Lets the fields complete what is known already."""
        self.view.set_words(words)

    def commit(self) -> None:
        """Keeps whatever is typed and not kept yet."""
        self.view.commit()

    def refresh(self) -> None:
        """Reads the list again, on the store's thread: of 100,000 people it takes longer than a frame."""
        is_target = self._is_target
        self._context.reader.ask(lambda session: target_rows(session, is_target=is_target), self._take_rows)

    def _take_rows(self, rows: tuple[TargetRow, ...]) -> None:
        self._rows = rows
        if self._order is not None:
            key, descending = self._order
            self._rows = tuple(sorted(rows, key=_KEYS[key], reverse=descending))
        self._show_rows()

    def _sort(self, key: str, descending: bool) -> None:
        self._order = key, descending
        self.table.horizontalHeader().setSortIndicatorShown(True)
        self._take_rows(self._rows)

    def _show_rows(self) -> None:
        typed = fold(self.search.text())
        rows = [row for row in self._rows if typed in fold(row.name) or typed in fold(row.place or "")]
        chosen = self._wanted_id or self.view.organization_id
        self._wanted_id = None
        before = max(self.table.currentIndex().row(), 0)
        self.table.set_rows(rows)
        self.counted.setText(self._count(len(rows)))
        self._show_list_or_nothing(bool(rows))
        place = next((place for place, row in enumerate(rows) if row.id == chosen), None)
        if place is None and rows:
            place = min(before, len(rows) - 1)
        if place is None:
            self.view.forget()
            self._aside.show_record(False)
            self.chosen.emit()
        else:
            self.table.choose_place(place)

    def _show_list_or_nothing(self, has_rows: bool) -> None:
        if has_rows:
            self.found.show_list()
        elif self._rows:
            what = "targets" if self._is_target else "organizations"
            self.found.show_nothing(f"No {what} match “{self.search.text().strip()}”.", "Clear search")
        elif self._is_target:
            self.found.show_nothing("No targets yet. Which places are you curious about?", "Add organization")
        else:
            self.found.show_nothing("Every organization here is a target, or there are none yet.", "Add organization")

    def _find_way_out(self) -> None:
        if self._rows:
            self.search.clear()
        else:
            self.add_requested.emit()

    def _count(self, shown: int) -> str:
        part = f"{shown:,} of " if self.search.text().strip() else ""
        if not self._is_target:
            return f"{part}{counted(len(self._rows), 'other')}"
        if part:
            return f"{part}{counted(len(self._rows), 'target')}"
        return f"{len(self._rows):,} of {self._goal:,} targets"

    def _show(self, organization_id: int) -> None:
        page = self._context.reader.read(lambda session: organization_page(session, organization_id))
        if page is not None:
            self.view.show_page(page)
        self._aside.show_record(page is not None)
        self.chosen.emit()
