"""The question before all recordings are deleted for good."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from insidescoop.domain.text import counted
from insidescoop.system.recordings import Kept


def ask_delete_recordings(kept: Kept, delete_all: Callable[[], object], parent: QWidget) -> None:
    """Says how many recordings there are; `delete_all` is called if they are to be deleted for good."""
    box = QMessageBox(parent)
    box.setWindowTitle("Delete all recordings")
    box.setTextFormat(box.textFormat().PlainText)
    if not kept.count:
        box.setText("There are no recordings.")
        box.open()
        return
    box.setText(
        f"Delete {counted(kept.count, 'recording')} ({kept.size / 2**20:.1f} MiB) for good?\n\n"
        "The runs stay with their figures. Undo does not bring the sound back."
    )
    keep = box.addButton("Keep them", QMessageBox.ButtonRole.RejectRole)
    delete = box.addButton("Delete for good", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    delete.clicked.connect(lambda: delete_all())
    box.open()
