"""Offers what was being written when the program ended."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.dialog_drafts import DialogDraft
from insidescoop.domain.moments import day_and_time
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped, wrapped_low
from insidescoop.ui.widgets.wrapped_row import WrappedRow
from insidescoop.ui.widgets.wrapped_views import WrappedList

_DRAFT = Qt.ItemDataRole.UserRole


class DraftsDialog(FittedDialog):
    """`continue_requested`, `copy_requested` and `discard_requested` are sent for the buttons, with the draft.

    Closed otherwise, the drafts stay, and are offered at the next start.
    """

    is_made_anew = True

    continue_requested = Signal(object)
    copy_requested = Signal(object)
    discard_requested = Signal(object)

    def __init__(
        self,
        drafts: Sequence[DialogDraft],
        zone: str,
        can_go_on: Callable[[DialogDraft], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Not saved yet")
        self._can_go_on = can_go_on
        self.list = WrappedList()
        self.list.setAccessibleName("What you were writing, newest first")
        for draft in drafts:
            item = QListWidgetItem(
                f"{draft.title} ({day_and_time(draft.written_at, zone)})\n{draft.beginning}", self.list
            )
            item.setData(_DRAFT, draft)
        self.go_on = push_button("&Continue", lambda: self._send(self.continue_requested), emphasis="primary")
        self.copy_text = push_button("Copy &text", lambda: self._send(self.copy_requested))
        self.discard = push_button("&Discard", self._discard)
        self.later = push_button("Later", self.reject)
        self._build()
        self.list.currentRowChanged.connect(self._follow)
        self.list.itemActivated.connect(lambda _item: self.go_on.click())
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _build(self) -> None:
        told = "Inside Scoop ended before this was saved. Nothing of it is in your data yet."
        fitting = FittingColumn()
        fitting.column.add(wrapped_low(heading("You were writing")), wrapped(PlainLabel(told)), stretched(self.list))
        row = Row(stretched(WrappedRow(self.go_on, self.copy_text, self.discard)), self.later)
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(520, self.font()), 320)

    def _follow(self, row: int) -> None:
        item = self.list.item(row)
        for button in (self.copy_text, self.discard):
            button.setEnabled(item is not None)
        self.go_on.setEnabled(item is not None and self._can_go_on(item.data(_DRAFT)))

    def _send(self, signal: object) -> None:
        item = self.list.currentItem()
        if item is not None:
            signal.emit(item.data(_DRAFT))  # type: ignore[attr-defined]

    def _discard(self) -> None:
        self._send(self.discard_requested)
        self.list.takeItem(self.list.currentRow())
        if self.list.count() == 0:
            self.accept()
