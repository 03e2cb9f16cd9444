"""Everything that the program has on the disk, and who can read it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.text import counted
from insidescoop.system.stored_files import StoredPart
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped, wrapped_low
from insidescoop.ui.widgets.wrapped_views import WrappedList

_WHERE = Qt.ItemDataRole.UserRole

_TOLD = "This is everything. Inside Scoop opens no network connection and sends nothing."
_EXPORTS = "Prep sheets and exports are where you saved them."
_PLAIN = "The files are not encrypted; who can use your account can read them. File > Passphrase… encrypts your data."
_ENCRYPTED = (
    "Your data, its backups and what is not saved yet are encrypted, and open with your passphrase. Recordings, and "
    "what was put aside before, are not."
)


class StoredDialog(FittedDialog):
    """A list of files by what they are for. `show_requested(Path)` asks for one to be shown in its folder."""

    is_made_anew = True

    show_requested = Signal(object)

    def __init__(
        self,
        parts: Sequence[StoredPart],
        remarks: Sequence[str],
        *,
        is_encrypted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("What is stored where")
        self.list = WrappedList()
        self.list.setAccessibleName("What is stored, and where")
        for part in parts:
            item = QListWidgetItem(_words(part), self.list)
            item.setData(_WHERE, part.where)
        self.list.setCurrentRow(0)
        self.folder = push_button("Show in &folder", self._show)
        self.close_button = push_button("Close", self.reject)
        told = f"{_TOLD} {_ENCRYPTED if is_encrypted else _PLAIN} {_EXPORTS}"
        fitting = FittingColumn()
        fitting.column.add(
            wrapped_low(PlainLabel(told)),
            stretched(self.list),
        )
        fitting.column.add(*(wrapped(PlainLabel(remark)) for remark in remarks))
        row = Row(self.folder, Stretch(), self.close_button)
        Column(stretched(fitting), row, on=self, spacing=GAP, margin=WIDE_GAP)
        self.list.itemActivated.connect(self._show)
        self.resize(in_proportion(600, self.font()), 460)
        self.list.setFocus()

    def _show(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            where: Path = item.data(_WHERE)
            self.show_requested.emit(where)


def _words(part: StoredPart) -> str:
    size = QLocale().formattedDataSize(part.size, 1)
    many = "" if part.files == 1 else f"{counted(part.files, 'file')}, "
    return f"{part.what}\n{part.where}\n{many}{size}"
