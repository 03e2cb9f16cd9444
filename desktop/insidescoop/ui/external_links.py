"""The one gate through which anything is opened outside the program: letters, web pages and files it wrote itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from insidescoop.domain.mail_links import mail_link
from insidescoop.domain.problems import Problem
from insidescoop.domain.web_links import web_address

_SCHEMES = ("http", "https", "mailto")
_ENDINGS = (".pdf", ".csv", ".vcf", ".ics", ".json", ".txt")


class ExternalLinks(QObject):
    """Opens addresses in the system's own programs; `opener` hands one over and says whether any took it."""

    def __init__(self, window: QWidget, opener: Callable[[QUrl], bool] = QDesktopServices.openUrl) -> None:
        super().__init__(window)
        self._window = window
        self._opener = opener
        self.box: QMessageBox | None = None

    def write_to(self, address: str, *, subject: str | None = None, body: str | None = None) -> None:
        """Begins a letter to an e-mail address in the system's mail program.

        Raises:
            Invalid: it is no whole e-mail address.
        """
        self._open(mail_link(address, subject=subject, body=body), shown=address.strip())

    def open_link(self, typed: str) -> None:
        """Opens a kept link in the browser; one whose host was written in other letters than it has asks first.

        Raises:
            Invalid: it is nothing that may be opened.
        """
        address = web_address(typed)
        if address.is_as_written:
            self._open(address.url, shown=address.url)
            return
        box = self._make_box(f"This link leads to\n\n{address.host}\n\nIt was written as {typed.strip()[:80]}")
        box.addButton("Open", QMessageBox.ButtonRole.AcceptRole).clicked.connect(
            lambda: self._open(address.url, shown=address.url)
        )
        cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.open()

    def open_file(self, path: Path) -> None:
        """Opens a file that the program wrote, in whatever program the system has for its kind."""
        self._open_local(path, is_fit=path.suffix.lower() in _ENDINGS and path.is_file())

    def show_in_folder(self, path: Path) -> None:
        """Opens the folder that a file lies in."""
        self._open_local(path.parent, is_fit=path.parent.is_dir())

    def _open_local(self, path: Path, *, is_fit: bool) -> None:
        if not path.exists():
            self._tell_unopened(str(path), "The file is no longer there.")
        elif not is_fit or not self._opener(QUrl.fromLocalFile(str(path.absolute()))):
            self._tell_unopened(str(path), "No program on this computer could open it.")

    def _open(self, address: str, *, shown: str) -> None:
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        # Checked once more as Qt reads it: what is opened is what Qt understood, not what we wrote.
        is_fit = url.isValid() and url.scheme() in _SCHEMES and not url.userInfo()
        if not is_fit or not self._opener(url):
            self._tell_unopened(shown, "No program on this computer took the address.")

    def _tell_unopened(self, shown: str, what_happened: str) -> None:
        problem = Problem(
            what_happened,
            your_data=shown,
            next_step="Copy it, and put it into the program you use.",
        )
        box = self._make_box(f"{problem.what_happened}\n\n{problem.your_data}\n\n{problem.next_step}")
        copy = box.addButton("Copy address", QMessageBox.ButtonRole.AcceptRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(shown))
        box.setEscapeButton(box.addButton("Close", QMessageBox.ButtonRole.RejectRole))
        box.open()

    def _make_box(self, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setWindowTitle("Inside Scoop")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.finished.connect(box.deleteLater)
        self.box = box
        return box
