"""What went wrong, told calmly: a Problem in its own sentences, anything else as a defect of the program."""

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from insidescoop.domain.problems import Problem

logger = logging.getLogger(__name__)


class Messages(Protocol):
    """How the window speaks to its user when something went wrong."""

    def tell(self, problem: Problem) -> None:
        """Says what happened, what it means, and what to do."""
        ...


class MessageBoxes:
    """Messages as boxes over a window."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def tell(self, problem: Problem) -> None:
        """Says what happened, what it means, and what to do."""
        box = _box(self._parent, problem.what_happened, f"{problem.your_data}\n\n{problem.next_step}")
        box.exec()

    def tell_defect(self, error: BaseException) -> None:
        """Says that the program itself failed; the details can be copied, and are in the log."""
        box = _box(
            self._parent,
            "Something in Inside Scoop went wrong.",
            "What you saved before is safe.\n\nGo on, or close the program and start it again.",
        )
        copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(_details(error))


def install_excepthook(tell: Callable[[BaseException], None]) -> None:
    """Has every exception that nobody caught logged and told, and the program go on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logger.error("unexpected error", exc_info=(kind, error, trace))
        tell(error)

    sys.excepthook = hook


def _details(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def _box(parent: QWidget, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Inside Scoop")
    # The informative text would be read as markup: everything stands in the main text, which is plain.
    box.setText(f"{title}\n\n{text}")
    box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
    return box
