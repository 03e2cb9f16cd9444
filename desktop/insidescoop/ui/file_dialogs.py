"""Asks the user for a file to write or a folder, starting in their documents."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from insidescoop.domain.backups import ENCRYPTED_ENDING


def documents_folder() -> Path:
    """Where the user's documents are, or else their home."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()


def ask_for_backup(parent: QWidget) -> Path | None:
    """The file with a backup that the user chooses; None if they think better of it."""
    kinds = f"Backups (*{ENCRYPTED_ENDING} *.sqlite3);;All files (*)"
    chosen, _kind = QFileDialog.getOpenFileName(parent, "Restore from a file", str(documents_folder()), kinds)
    return Path(chosen) if chosen else None


def ask_for_folder(parent: QWidget, title: str) -> Path | None:
    """The folder the user chooses; None if they think better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(documents_folder()))
    return Path(chosen) if chosen else None


def ask_where_to_write(parent: QWidget, title: str, name: str, *, ending: str, kind: str = "") -> Path | None:
    """The file the user names, `name` among the documents if they like it; None if they think better of it.

    A name typed without any ending gets `ending` (".csv"), before the system asks whether a file that is there already
    is to be replaced: asked afterwards, it would ask of another file than the one written.
    """
    dialog = QFileDialog(parent, title, str(documents_folder()), f"{kind} (*{ending})".lstrip())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.removeprefix("."))
    dialog.selectFile(name)
    is_chosen = dialog.exec()
    dialog.deleteLater()
    return Path(dialog.selectedFiles()[0]) if is_chosen else None
