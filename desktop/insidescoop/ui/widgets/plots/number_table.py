"""Numbers as a table for those who read them, and for screen readers; each number can be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from insidescoop.ui.theme.metrics import row_height
from insidescoop.ui.widgets.plain_text import plain_tip

_MOST_ROWS = 14


class NumberTable(QTableWidget):
    """Rows of a name and numbers. `number_chosen(row, column)` is sent for Enter or a double click on a number.

    Columns count from 0 at the first number.
    """

    number_chosen = Signal(int, int)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self.font()))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.itemActivated.connect(self._tell)

    def show_numbers(self, titles: Sequence[str], rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Shows rows of a name and, for each number, what is written and what a screen reader says."""
        place = self.currentRow(), self.currentColumn()
        self.setColumnCount(len(titles))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(titles))
        for row, (name, numbers) in enumerate(rows):
            self.setItem(row, 0, QTableWidgetItem(name))
            for column, (shown, words) in enumerate(numbers, start=1):
                item = QTableWidgetItem(shown)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        for column, words in enumerate(titles):
            title = self.horizontalHeaderItem(column)
            if title is not None:
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                title.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                title.setToolTip(plain_tip(words))
        self._fit_columns()
        if rows:
            row, column = place if 0 <= place[0] < len(rows) else (len(rows) - 1, 1)
            self.setCurrentCell(row, max(column, 0))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Gives the names what room there is; where it is too little, the longest titles of numbers are cut first."""
        header, columns = self.horizontalHeader(), range(self.columnCount())
        least = [self.sizeHintForColumn(column) for column in columns]
        widths = [max(least[column], header.sectionSizeHint(column)) for column in columns]
        missing = sum(widths) - self.viewport().width()
        for column in sorted(columns[1:], key=lambda column: -widths[column]):
            given = min(max(missing, 0), widths[column] - least[column])
            widths[column] -= given
            missing -= given
        for column, width in enumerate(widths):
            header.resizeSection(column, width - min(missing, 0) if column == 0 else width)

    def sizeHint(self) -> QSize:
        rows = min(self.rowCount(), _MOST_ROWS)
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 4
        return QSize(420, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    def _tell(self, item: QTableWidgetItem) -> None:
        self.number_chosen.emit(item.row(), max(item.column() - 1, 0))
