"""The question before all recordings are deleted for good."""

from PySide6.QtWidgets import QMessageBox, QWidget

from insidescoop.commands.rehearsals import DeleteAllRecordings
from insidescoop.domain.text import counted
from insidescoop.ui.context import UiContext


def ask_delete_recordings(context: UiContext, page: QWidget) -> None:
    """Says how many recordings there are, and deletes them all for good if that is wished."""
    kept = context.runner.recordings().kept()
    box = QMessageBox(page.window())
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
    delete.clicked.connect(lambda: context.runner.do(DeleteAllRecordings()))
    box.open()
