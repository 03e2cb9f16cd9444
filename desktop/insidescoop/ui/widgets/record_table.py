"""A table of records: frozen rows in, the id of the chosen one out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from insidescoop.domain.problems import StoreBusy
from insidescoop.ui.theme.metrics import in_proportion, row_height
from insidescoop.ui.widgets.column_layout import ColumnLayout
from insidescoop.ui.widgets.plain_text import plain_tip
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.safe_model import never_raises

Index = QModelIndex | QPersistentModelIndex


class Record(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> int:
        """The record's id."""
        ...


_AGAIN_MS = 300

_AROUND_TEXT, _ARROW = 20, 20
"""Pixels of a cell beside its text, and of the mark that the rows are sorted by its column (measured)."""

DRAWING_PATIENCE_MS = 30
"""A step of our own holds the file for a few milliseconds: cells that gave up at once would flicker at each."""


class RecordTableModel(QAbstractTableModel):
    """Rows of frozen values under a tuple of columns.

    The rows may be any sequence, also one that fetches a row when it is asked for: nothing here walks over all.
    `delayed` is sent when a row could not be fetched yet, because another program holds the file.
    """

    delayed = Signal()

    def __init__(self, columns: tuple[TableColumn, ...]) -> None:
        super().__init__()
        self._columns = columns
        self._rows: Sequence[Any] = ()
        self.sorted_by: str | None = None
        self.is_drawing = False
        """True while a cell's text is asked for, which is no time to wait for the file."""

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def renew_rows(self, rows: Sequence[Any]) -> None:
        """Shows the same records as they are now, in the order they had: what is current stays so."""
        self._rows = rows
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._columns) - 1))

    def row(self, place: int) -> Any:
        """The row at a place, counted from 0."""
        return self._rows[place]

    def column(self, place: int) -> TableColumn:
        """The column at a place, counted from 0."""
        return self._columns[place]

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def text_at(self, place: int, column: int) -> str:
        """What a cell says, rows and columns counted from 0; "" while the row cannot be fetched, see `delayed`."""
        self.is_drawing = True
        try:
            return self._columns[column].text(self._rows[place])
        except StoreBusy:
            self.delayed.emit()
            return ""
        except IndexError:
            # Gone from the store since the rows were counted; a moment later they are listed again.
            return ""
        finally:
            self.is_drawing = False

    @never_raises(0)
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text_at(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.text_at(index.row(), index.column()))
        return None

    @never_raises(None)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_column = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._columns)
        if is_column and role == Qt.ItemDataRole.DisplayRole:
            column = self._columns[section]
            return column.sorted_title if column.sorted_title and column.key == self.sorted_by else column.title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class RecordTable(QTableView):
    """The table on the screen.

    `row_chosen(id)` is sent when another row becomes current, `row_activated(id)` for Enter or a double click,
    `sort_requested(key, descending)` when a title is clicked: whoever owns the rows sorts them.
    `selection_counted(rows)` is sent when more or fewer rows are selected, `layout_changed` when the user chose other
    columns or gave them other widths.
    """

    row_chosen = Signal(int)
    row_activated = Signal(int)
    sort_requested = Signal(str, bool)
    selection_counted = Signal(int)
    layout_changed = Signal()

    def __init__(
        self, columns: tuple[TableColumn, ...], *, name: str, takes_many: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.records = RecordTableModel(columns)
        self._columns = columns
        self._layout = ColumnLayout()
        self._is_laying_out = False
        self.setModel(self.records)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.viewport().update)
        self.records.delayed.connect(self._again.start)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if takes_many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        # A fixed height for all rows: measuring each of 100,000 would take seconds.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height(self.font()))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sortIndicatorChanged.connect(self._ask_for_order)
        self.horizontalHeader().setMinimumSectionSize(60)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().sectionResized.connect(self._take_width)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().customContextMenuRequested.connect(self._offer_columns)
        self.selectionModel().selectionChanged.connect(self._tell_count)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.activated.connect(self._tell_activated)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows; no row is current afterwards."""
        self.records.set_rows(rows)

    def renew_rows(self, rows: Sequence[Any]) -> None:
        """Shows the same records as they are now, in the order they had: what is current stays so."""
        self.records.renew_rows(rows)

    def row_count(self) -> int:
        """How many rows there are."""
        return self.records.rowCount()

    def text_at(self, place: int, column: int) -> str:
        """What a cell says, rows and columns counted from 0."""
        return self.records.text_at(place, column)

    def patience_ms(self) -> int | None:
        """How long a row that is fetched now may wait for the file; None for any time, while nothing is drawn."""
        if not self.records.is_drawing:
            return None
        return 0 if self._again.isActive() else DRAWING_PATIENCE_MS

    def chosen_id(self) -> int | None:
        """The id of the current row; None if there is none."""
        index = self.currentIndex()
        return self.records.row(index.row()).id if index.isValid() else None

    def choose_place(self, place: int) -> None:
        """Makes the row at a place current and brings it into view."""
        index = self.records.index(place, 0)
        # Said in full: left to itself, Qt would let a Ctrl key held down at this moment take the selection away.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def select_places(self, places: Sequence[int], *, current: int) -> None:
        """Selects the rows at `places`, in ascending order, and makes the one at `current` current; nothing scrolls."""
        selection, last_column = QItemSelection(), len(self._columns) - 1
        for first, last in _runs(places):
            selection.select(self.records.index(first, 0), self.records.index(last, last_column))
        flags = QItemSelectionModel.SelectionFlag
        self.setAutoScroll(False)
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self.selectionModel().setCurrentIndex(self.records.index(current, 0), flags.NoUpdate)
        self.setAutoScroll(True)

    def is_seen(self, place: int) -> bool:
        """True if some of the row at a place is in view."""
        return self.visualRect(self.records.index(place, 0)).intersects(self.viewport().rect())

    def id_at(self, place: int) -> int:
        """The id of the row at a place."""
        row_id: int = self.records.row(place).id
        return row_id

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.row_count():
            # Qt would make the first row current without marking it.
            self.choose_place(0)
        super().focusInEvent(event)

    def selected_places(self) -> list[int]:
        """The places of the selected rows, in order; the current row's if no other is selected."""
        places = {place for part in self._selected_parts() for place in range(part.top(), part.bottom() + 1)}
        return sorted(places)

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Every column there is, shown or not."""
        return self._columns

    def column_layout(self) -> ColumnLayout:
        """Which columns are shown, and how wide."""
        return self._layout

    def lay_out(self, layout: ColumnLayout) -> None:
        """Shows the columns of a layout."""
        self._layout = layout
        self._share_width()

    def show_order(self, key: str, *, descending: bool) -> None:
        """Marks the column that the rows are sorted by."""
        place = next(place for place, column in enumerate(self._columns) if column.key == key)
        self.records.sorted_by = key
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            header.setSortIndicator(place, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        header.viewport().update()
        self._share_width()

    def shown_keys(self) -> tuple[str, ...]:
        """The keys of the columns on the screen."""
        return tuple(column.key for place, column in enumerate(self._columns) if not self.isColumnHidden(place))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share_width()

    def _share_width(self) -> None:
        width, scale = self.viewport().width(), in_proportion(1_000, self.font()) / 1_000
        places = [
            place
            for place, column in enumerate(self._columns)
            if self._layout.fits(column, width, scale=scale)
            or (self._layout.shown is None and column.key == self.records.sorted_by)
        ]
        columns = [self._columns[place] for place in places]
        least = [self._least_width(place) for place in places]
        self._is_laying_out = True
        for place in range(len(self._columns)):
            self.setColumnHidden(place, place not in places)
        for place, pixels in zip(places, self._layout.widths(columns, width, least=least), strict=True):
            self.setColumnWidth(place, pixels)
        self._is_laying_out = False

    def _least_width(self, place: int) -> int:
        header, column = self.horizontalHeader(), self._columns[place]
        if not column.widest:
            return header.minimumSectionSize()
        title, text = header.fontMetrics(), self.fontMetrics()
        arrow = _ARROW if column.key == self.records.sorted_by else 0
        return max(title.horizontalAdvance(column.title) + arrow, text.horizontalAdvance(column.widest)) + _AROUND_TEXT

    def _take_width(self, section: int, _before: int, _after: int) -> None:
        last = max(place for place in range(len(self._columns)) if not self.isColumnHidden(place))
        # Only what is dragged is the user's; Qt moves the last column by itself.
        is_dragged = bool(QApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        if self._is_laying_out or section == last or not is_dragged:
            return
        # As shares of the width: dragged columns keep their proportion in a larger window.
        shown = [place for place in range(len(self._columns)) if not self.isColumnHidden(place)]
        shares = {self._columns[place].key: float(self.columnWidth(place)) for place in shown}
        self._layout = replace(self._layout, shares={**self._layout.shares, **shares})
        self.layout_changed.emit()

    def _offer_columns(self, place: QPoint) -> None:
        menu = QMenu(self)
        shown = self.shown_keys()
        for column in self._columns:
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.toggled.connect(lambda is_on, key=column.key: self.show_column(key, is_on))
            menu.addAction(action)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def show_column(self, key: str, is_shown: bool) -> None:
        """Adds a column or takes it away; the last one stays."""
        keys = set(self.shown_keys()) | {key} if is_shown else set(self.shown_keys()) - {key}
        if keys:
            self.lay_out(
                replace(self._layout, shown=tuple(column.key for column in self._columns if column.key in keys))
            )
            self.layout_changed.emit()

    def _selected_parts(self) -> list[QItemSelectionRange]:
        selected: Any = self.selectionModel().selection()
        return list(selected)

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(part.bottom() - part.top() + 1 for part in self._selected_parts())

    def _tell_count(self) -> None:
        self.selection_counted.emit(self.selected_count())

    def _tell_chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self.records.row(current.row()).id)

    def _tell_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_activated.emit(self.records.row(index.row()).id)

    def _ask_for_order(self, section: int, order: Qt.SortOrder) -> None:
        column = self.records.column(section)
        if column.is_sortable:
            self.sort_requested.emit(column.key, order == Qt.SortOrder.DescendingOrder)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last place of each unbroken run: a range of rows is selected as one."""
    for _gap, run in groupby(enumerate(places), key=lambda numbered: numbered[1] - numbered[0]):
        run_places = [place for _number, place in run]
        yield run_places[0], run_places[-1]
