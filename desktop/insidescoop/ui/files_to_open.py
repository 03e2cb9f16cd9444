"""Files that were given to the program on its command line, or by a double click."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

_LOOK_MS = 200


class FilesToOpen(QObject):
    """Holds files until the window can take them: it is complete, and no dialog wants an answer first.

    `ready(paths)` is sent with all of them then.
    """

    ready = Signal(object)

    def __init__(self, can_open: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._can_open = can_open
        self._waiting: tuple[Path, ...] = ()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def add(self, paths: Sequence[Path]) -> None:
        """Has files opened as soon as the window can take them."""
        self._waiting += tuple(paths)
        self._look()

    def _look(self) -> None:
        if self._waiting and (not self._can_open() or QApplication.activeModalWidget() is not None):
            self._timer.start()
            return
        self._timer.stop()
        waiting, self._waiting = self._waiting, ()
        if waiting:
            self.ready.emit(waiting)


class FilesFromFinder(QObject):
    """Sends `opened(paths)` for each file that macOS asks the application to open: it gives none as an argument."""

    opened = Signal(object)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.opened.emit((Path(event.file()),))
            return True
        return False
