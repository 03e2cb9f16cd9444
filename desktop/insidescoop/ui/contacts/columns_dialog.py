"""Which columns the contacts show, and which of them they are sorted by."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.ui.theme.metrics import GAP, TIGHT, WIDE_GAP
from insidescoop.ui.widgets.boxes import Column, Row, Stretch
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.plain_text import heading
from insidescoop.ui.widgets.record_table import RecordTable


class ColumnsDialog(FittedDialog):
    """Every change shows at once behind the box. `order_chosen(order, descending)` is sent for another order."""

    is_made_anew = True

    order_chosen = Signal(object, bool)

    def __init__(
        self, table: RecordTable, order: ContactOrder, *, descending: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Columns and order")
        self._table = table
        self.columns = QListWidget()
        titles = [(column.title, ContactOrder(column.key)) for column in table.columns if column.is_sortable]
        self.order = ChoiceField("Sorted by", titles)
        self.order.show_value(order)
        self.descending = QCheckBox("The other way round")
        self.descending.setChecked(descending)
        self._build()

    def _build(self) -> None:
        self.columns.setAccessibleName("Columns")
        self.columns.setSpacing(TIGHT // 2)
        shown = self._table.shown_keys()
        for column in self._table.columns:
            item = QListWidgetItem(column.title, self.columns)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if column.key in shown else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, column.key)
        self.columns.setCurrentRow(0)
        self.columns.itemChanged.connect(self._show_column)
        close = push_button("Close", self.accept)
        close.setDefault(True)
        self.order.chosen.connect(lambda _order: self._sort())
        self.descending.toggled.connect(lambda _is_on: self._sort())
        parts = (heading("Columns"), self.columns, self.order, self.descending, Row(Stretch(), close))
        Column(*parts, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(320, 540)

    def _show_column(self, item: QListWidgetItem) -> None:
        self._table.show_column(item.data(Qt.ItemDataRole.UserRole), item.checkState() == Qt.CheckState.Checked)

    def _sort(self) -> None:
        self.order_chosen.emit(self.order.value(), self.descending.isChecked())
