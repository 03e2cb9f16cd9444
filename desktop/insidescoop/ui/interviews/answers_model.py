"""The answers as a table: a row for a question, a column for a talk."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from insidescoop.domain.interviews.answers import AnswerCell, AnswerMatrix
from insidescoop.domain.moments import exact_day
from insidescoop.domain.questions.questions import ANSWER_CATEGORIES
from insidescoop.ui.widgets.safe_model import never_raises

NOTHING_NEW = "≈ nothing new"
"""The user's own mark on an answer, in a sign and a word."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class AnswersModel(QAbstractTableModel):
    """Shows one matrix at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = AnswerMatrix()

    def show_matrix(self, matrix: AnswerMatrix) -> None:
        """Shows another matrix."""
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def has(self, index: _Index) -> bool:
        """True for a place in the matrix shown now; Qt may still ask for one of the matrix before."""
        return index.isValid() and index.row() < len(self.matrix.rows) and index.column() < len(self.matrix.columns)

    def cell(self, index: _Index) -> AnswerCell | None:
        """The answer at a place; None where there is none."""
        if not self.has(index):
            return None
        return self.matrix.rows[index.row()].cells[index.column()]

    @never_raises(0)
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.matrix.rows)

    @never_raises(0)
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.matrix.columns)

    @never_raises(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return told(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.AccessibleTextRole and self.has(index):
            row, column = self.matrix.rows[index.row()], self.matrix.columns[index.column()]
            return f"{column.name} on “{row.question}”: {told(cell) or 'no answer'}"
        return None

    @never_raises(None)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _WRAPPED
        if role == Qt.ItemDataRole.AccessibleTextRole:
            role = Qt.ItemDataRole.DisplayRole
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        is_vertical = orientation is Qt.Orientation.Vertical
        if not 0 <= section < len(self.matrix.rows if is_vertical else self.matrix.columns):
            return None
        if is_vertical:
            return self.matrix.rows[section].question
        column = self.matrix.columns[section]
        return f"{column.name}\n{exact_day(column.day, with_weekday=False)}" if column.day else column.name


def told(cell: AnswerCell | None) -> str:
    """An answer as it stands in its cell, with its mark before it; "" for none."""
    if cell is None:
        return ""
    return f"{NOTHING_NEW}\n{cell.text}" if cell.is_nothing_new else cell.text


def categories() -> list[tuple[str, str]]:
    """Titles and ids of the categories of answers, in order."""
    return [(title, category) for category, title in ANSWER_CATEGORIES.items()]
