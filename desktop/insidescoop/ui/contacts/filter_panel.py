"""What the network divides into, beside the table: parts and kept lists to choose, properties to tick."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTreeWidgetItem, QWidget

from insidescoop.domain.contact_filters import ContactFilter, Showing, Wording, typed_filter, with_property
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.organizations import OrganizationKind
from insidescoop.domain.text import fold
from insidescoop.queries.contact_parts import ContactParts, NamedList
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.tree_items import branches_of, leaves_of
from insidescoop.ui.widgets.wrapped_views import WrappedTree

_VALUE = Qt.ItemDataRole.UserRole
_CHECK = Qt.ItemDataRole.CheckStateRole
_BESIDE = "\u00a0\u00a0"
"""Between words and their count, which stays in the line of the last word."""


class FilterPanel(QWidget):
    """The filters beside the table.

    `filter_chosen(ContactFilter)` is sent when the user chose another part or ticked a property, `list_chosen(filter)`
    for a kept list, which may hold typed words too, `keep_requested` when what is shown is to be kept as a list,
    `organizations_chosen(is_target)` for the targets or the other organizations.
    """

    filter_chosen = Signal(object)
    organizations_chosen = Signal(bool)
    list_chosen = Signal(object)
    keep_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ContactFilter()
        self._lists: tuple[NamedList, ...] = ()
        self.parts = QListWidget()
        self.properties = WrappedTree()
        self.keep = push_button("Keep…", name="Keep as a list")
        self.clear = push_button("Clear", name="Clear filters")
        self._pressed: Any = None
        self._awaited: int | None = None
        self._narrows = self._is_narrowed_all = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.parts.setAccessibleName("Parts of the network")
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.properties.setAccessibleName("Filters")
        self.properties.setIndentation(SMALL_GAP)
        self.properties.setRootIsDecorated(True)
        widest = self.parts.fontMetrics().horizontalAdvance(f"{Showing.NEVER.words}  1,000")
        for records in (self.parts, self.properties):
            records.setMinimumWidth(widest + self.parts.verticalScrollBar().sizeHint().width() + GAP)
        for button in (self.keep, self.clear):
            button.setProperty("emphasis", "quiet")
            button.hide()
        # Takes the room of the properties while there are none.
        Column(
            self.parts,
            stretched(self.properties),
            Row(stretched(self.keep), stretched(self.clear), spacing=TIGHT),
            Stretch(0),
            on=self,
            spacing=SMALL_GAP,
        )

    def _connect(self) -> None:
        self.parts.currentItemChanged.connect(self._choose_part)
        self.parts.itemClicked.connect(self._show_all)
        self.parts.itemActivated.connect(self._show_all)
        self.properties.itemChanged.connect(self._tick)
        self.properties.itemPressed.connect(self._remember_pressed)
        self.properties.itemClicked.connect(self._toggle_unless_ticked)
        self.properties.itemActivated.connect(self._toggle)
        self.keep.clicked.connect(self.keep_requested)
        self.clear.clicked.connect(self.clear_requested)

    def chosen_list(self) -> NamedList | None:
        """The kept list that stands chosen; None if none does."""
        held = self._chosen_value()
        return held if isinstance(held, NamedList) else None

    def await_list(self, list_id: int) -> None:
        """Lets a list that was kept a moment ago stand chosen as soon as it is shown."""
        self._awaited = list_id

    def shows_organizations(self) -> bool:
        """True while the targets or the other organizations stand chosen."""
        return isinstance(self._chosen_value(), bool)

    def choose_organizations(self, *, is_target: bool) -> None:
        """Lets the targets, or the other organizations, stand chosen."""
        with QSignalBlocker(self.parts):
            self.parts.setCurrentRow(len(Showing) + (0 if is_target else 1))
        self._fit()

    def _chosen_value(self) -> object:
        item = self.parts.currentItem()
        return item.data(_VALUE) if item is not None else None

    def show_parts(self, parts: ContactParts) -> None:
        """Shows how many people each part and property holds; what is chosen stays chosen."""
        self._lists = parts.lists
        chosen, chosen_before = self.chosen_list(), self._chosen_value()
        with QSignalBlocker(self.parts):
            self.parts.clear()
            for showing, count in parts.showing.items():
                self._part(f"{showing.words}  {count:,}", showing)
            for words, count, is_target in (
                ("Targets", parts.targets, True),
                ("Organizations", parts.organizations, False),
            ):
                item = self._part(f"{words}  {count:,}", is_target)
                if chosen_before is is_target:
                    self.parts.setCurrentItem(item)
            for kept in parts.lists:
                words = kept.name if kept.people is None else f"{kept.name}  {kept.people:,}"
                item = self._part(f"☰ {words}", kept)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"List {words}")
                if kept.id == (chosen.id if self._awaited is None and chosen is not None else self._awaited):
                    self._awaited = None
                    self.parts.setCurrentItem(item)
            rows = min(self.parts.count(), 11)
            self.parts.setFixedHeight(rows * self.parts.sizeHintForRow(0) + 2 * self.parts.frameWidth() + 2)
        self._show_properties(parts)
        self.show_filter(self._wanted)

    def show_filter(self, wanted: ContactFilter, *, has_words: bool = False) -> None:
        """Shows what is chosen and ticked; `has_words` says that words typed elsewhere narrow the table too."""
        self._wanted = wanted
        with QSignalBlocker(self.parts), QSignalBlocker(self.properties):
            if self.chosen_list() is None and not self.shows_organizations():
                for place, showing in enumerate(Showing):
                    if showing is wanted.showing:
                        self.parts.setCurrentRow(place)
            for leaf in leaves_of(self.properties):
                is_on = self._holds(leaf.data(0, _VALUE))
                leaf.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self._narrows = narrows = wanted != ContactFilter(wanted.showing) or has_words
        self._is_narrowed_all = narrows and wanted.showing is Showing.ALL and self._chosen_value() == Showing.ALL
        if self._is_narrowed_all:
            # Not all are shown. The row stays current, without its colour, so that the keys still begin at it.
            self.parts.clearSelection()
        else:
            self.parts.setCurrentRow(self.parts.currentRow())
        self._fit()

    def _fit(self) -> None:
        # What narrows the people is no use beside the organizations.
        has_people = not self.shows_organizations()
        self.properties.setVisible(has_people and bool(branches_of(self.properties)))
        self.keep.setVisible(has_people and self._narrows and self.chosen_list() is None)
        self.clear.setVisible(has_people and self._narrows)

    def forget_list(self) -> None:
        """Lets go of the kept list that was chosen: what is shown is no longer it."""
        with QSignalBlocker(self.parts):
            self.parts.setCurrentRow(list(Showing).index(self._wanted.showing))
        self._fit()

    def _part(self, text: str, value: object) -> QListWidgetItem:
        item = QListWidgetItem(text, self.parts)
        item.setData(_VALUE, value)
        item.setToolTip("")
        return item

    def _show_properties(self, parts: ContactParts) -> None:
        closed = {branch.text(0) for branch in branches_of(self.properties) if not branch.isExpanded()}
        scrolled = self.properties.verticalScrollBar().value()
        with QSignalBlocker(self.properties):
            self.properties.clear()
            for title, entries in _sections(parts, self._wanted):
                branch = QTreeWidgetItem(self.properties, [title])
                font = QFont(self.properties.font())
                font.setBold(True)
                branch.setFont(0, font)
                branch.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                for text, value in entries:
                    leaf = QTreeWidgetItem(branch, [text])
                    leaf.setFlags(leaf.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    leaf.setCheckState(0, Qt.CheckState.Unchecked)
                    leaf.setData(0, _VALUE, value)
                branch.setExpanded(title not in closed)
            self.properties.verticalScrollBar().setValue(scrolled)

    def _holds(self, value: tuple[str, Any]) -> bool:
        name, held = value
        if isinstance(held, Wording):
            return any(each.is_whole and fold(each.value) == fold(held.value) for each in getattr(self._wanted, name))
        return held in getattr(self._wanted, name)

    def _choose_part(self, item: QListWidgetItem | None) -> None:
        held = item.data(_VALUE) if item is not None else None
        if isinstance(held, NamedList):
            self.list_chosen.emit(typed_filter(held.filter_text))
        elif isinstance(held, bool):
            self.organizations_chosen.emit(held)
        elif held is not None:
            self.filter_chosen.emit(replace(self._wanted, showing=Showing(held)))

    def _show_all(self, item: QListWidgetItem) -> None:
        if self._is_narrowed_all and item.data(_VALUE) == Showing.ALL:
            self.clear_requested.emit()

    def _tick(self, leaf: QTreeWidgetItem) -> None:
        name, held = leaf.data(0, _VALUE)
        without = tuple(each for each in getattr(self._wanted, name) if not _is_same(each, held))
        is_on = leaf.checkState(0) == Qt.CheckState.Checked
        self.forget_list()
        self.filter_chosen.emit(with_property(self._wanted, name, (*without, held) if is_on else without))

    def _remember_pressed(self, item: QTreeWidgetItem) -> None:
        self._pressed = item.data(0, _CHECK)

    def _toggle_unless_ticked(self, item: QTreeWidgetItem) -> None:
        # A click on the box has ticked it already; one on the words should do the same.
        if item.data(0, _CHECK) == self._pressed:
            self._toggle(item)

    def _toggle(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _VALUE) is None:
            item.setExpanded(not item.isExpanded())
        else:
            is_on = item.checkState(0) == Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)


def _is_same(first: object, second: object) -> bool:
    if isinstance(first, Wording) and isinstance(second, Wording):
        return fold(first.value) == fold(second.value)
    return first == second


def _sections(parts: ContactParts, wanted: ContactFilter) -> Iterator[tuple[str, list[tuple[str, tuple[str, object]]]]]:
    """The branches with something in them: a title, and the text and value of each leaf.

    What is ticked is among them although nobody has it: else it could not be unticked.
    """
    for title, name, counted in (
        ("Tags", "tags", _worded(parts.tags, wanted.tags)),
        ("Closeness", "closeness", _enumerated(parts.closeness, wanted.closeness, Closeness)),
        ("Places", "places", _worded(parts.places, wanted.places)),
        ("Organizations", "kinds", _enumerated(parts.kinds, wanted.kinds, OrganizationKind)),
    ):
        if counted:
            yield title, [(f"{words}{_BESIDE}{count:,}", (name, value)) for words, value, count in counted]


def _worded(counts: tuple[tuple[str, int], ...], ticked: tuple[Wording, ...]) -> list[tuple[str, Any, int]]:
    had = {fold(value) for value, _count in counts}
    lacking = [(each.value, 0) for each in ticked if each.is_whole and fold(each.value) not in had]
    return [(value, Wording(value, is_whole=True), count) for value, count in (*counts, *lacking)]


def _enumerated(
    counts: dict[Any, int], ticked: tuple[Any, ...], words: type[Closeness] | type[OrganizationKind]
) -> list[tuple[str, Any, int]]:
    return [(each.words, each, counts.get(each, 0)) for each in words if each in counts or each in ticked]
