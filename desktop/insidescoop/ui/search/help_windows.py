"""The list of keyboard shortcuts, and what the program is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from insidescoop import __version__
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog


class ShortcutsDialog(FittedDialog):
    """A table of menu, action and keys, one row for each of `rows`."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        table = QTableWidget(len(rows), 3)
        table.setAccessibleName("Keyboard shortcuts")
        table.setHorizontalHeaderLabels(["Menu", "What it does", "Keys"])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for place, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.setItem(place, column, QTableWidgetItem(text))
        table.resizeColumnsToContents()
        table.horizontalHeader().setStretchLastSection(True)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        close = push_button("Close", self.close)
        close.setDefault(True)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        beside = table.verticalScrollBar().sizeHint().width() + 2 * (
            table.frameWidth() + layout.contentsMargins().left()
        )
        self.resize(max(460, table.horizontalHeader().length() + beside), 520)


def about_box(parent: QWidget, data_folder: Path) -> QMessageBox:
    """Says the version, and where the data is."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("About Inside Scoop")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        f"Inside Scoop {__version__}\n\nYour data is in\n{data_folder}\n\n"
        "It stays on this computer. The program opens no network connection."
    )
    return box
