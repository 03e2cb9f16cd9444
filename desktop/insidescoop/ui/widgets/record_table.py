"""A table of records: frozen rows in, the id of the chosen one out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from insidescoop.ui.theme.metrics import in_proportion, row_height
from insidescoop.ui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex


class Record(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> int:
        """The record's id."""
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key and title, how a row's text is read, and its share of the width.

    A table narrower than `from_width` pixels (at the usual font) leaves the column out.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    share: int = 1
    from_width: int = 0
    is_sortable: bool = True


class RecordTableModel(QAbstractTableModel):
    """Rows of frozen values under a tuple of columns.

    The rows may be any sequence, also one that fetches a row when it is asked for: nothing here walks over all.
    """

    def __init__(self, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self._columns = columns
        self._rows: Sequence[Any] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, place: int) -> Any:
        """The row at a place, counted from 0."""
        return self._rows[place]

    def column(self, place: int) -> Column:
        """The column at a place, counted from 0."""
        return self._columns[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._columns[index.column()].text(self._rows[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._columns[index.column()].text(self._rows[index.row()]))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class RecordTable(QTableView):
    """The table on the screen.

    `row_chosen(id)` is sent when another row becomes current, `row_activated(id)` for Enter or a double click,
    `sort_requested(key, descending)` when a title is clicked: whoever owns the rows sorts them.
    """

    row_chosen = Signal(int)
    row_activated = Signal(int)
    sort_requested = Signal(str, bool)

    def __init__(self, columns: tuple[Column, ...], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RecordTableModel(columns)
        self._columns = columns
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.activated.connect(self._tell_activated)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows; no row is current afterwards."""
        self._model.set_rows(rows)

    def row_count(self) -> int:
        """How many rows there are."""
        return self._model.rowCount()

    def chosen_id(self) -> int | None:
        """The id of the current row; None if there is none."""
        index = self.currentIndex()
        return self._model.row(index.row()).id if index.isValid() else None

    def choose_place(self, place: int) -> None:
        """Makes the row at a place current and brings it into view."""
        index = self._model.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.row_count():
            # Qt would make the first row current without marking it.
            self.choose_place(0)
        super().focusInEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        width = self.viewport().width()
        fits = [in_proportion(column.from_width, self.font()) <= width for column in self._columns]
        whole = sum(column.share for column, is_shown in zip(self._columns, fits, strict=True) if is_shown)
        for place, (column, is_shown) in enumerate(zip(self._columns, fits, strict=True)):
            self.setColumnHidden(place, not is_shown)
            self.setColumnWidth(place, width * column.share // whole)

    def _tell_chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self._model.row(current.row()).id)

    def _tell_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_activated.emit(self._model.row(index.row()).id)

    def _ask_for_order(self, section: int, order: Qt.SortOrder) -> None:
        column = self._model.column(section)
        if column.is_sortable:
            self.sort_requested.emit(column.key, order == Qt.SortOrder.DescendingOrder)
