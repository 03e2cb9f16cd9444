"""Files dropped onto a window: those that can be read are handed on, all others refused in sight."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class FileDrop(QObject):
    """Watches a window for files, before its fields can take them for text.

    `files_dropped(paths)` is sent with a tuple of local files of the wanted endings, in the order they were given;
    `refused(words)` when something else is dragged over the window, or is among what was dropped.
    """

    files_dropped = Signal(object)
    refused = Signal(str)

    def __init__(self, window: QWidget, suffixes: Sequence[str]) -> None:
        super().__init__(window)
        self._window = window
        self._suffixes = tuple(suffixes)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch_native_window()

    def _watch_native_window(self) -> None:
        # Qt hands a drag to the native window first, and only from there to the widget under the pointer.
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange):
            self._watch_native_window()
        if event.type() in _DRAGS and isinstance(event, QDropEvent | QDragEnterEvent | QDragMoveEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent | QDragEnterEvent | QDragMoveEvent) -> bool:
        """True for a drag of files; text and web addresses are left to the field under the pointer."""
        urls = [url for url in event.mimeData().urls() if url.scheme() == "file"]
        if not urls:
            return False
        fitting = tuple(path for path in map(self._fitting, urls) if path is not None)
        is_drop = event.type() == QEvent.Type.Drop
        if is_drop:
            fitting = tuple(path for path in fitting if path.is_file())
        if QApplication.activeModalWidget() is not None:
            # A box over the window wants an answer first.
            event.ignore()
            return True
        if fitting:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        if event.type() != QEvent.Type.DragMove and not event.isAccepted():
            self.refused.emit(f"Only {self._endings()} files can be dropped here")
        elif is_drop:
            if len(fitting) < len(urls):
                self.refused.emit(f"Some files were left out: only {self._endings()} files can be dropped here")
            self.files_dropped.emit(fitting)
        return True

    def _fitting(self, url: QUrl) -> Path | None:
        """The local file of an address, if its name ends as wanted; None for one on another machine."""
        path = Path(url.toLocalFile())
        is_here = url.isLocalFile() and not url.host()
        return path if is_here and path.suffix.lower() in self._suffixes else None

    def _endings(self) -> str:
        return ", ".join(self._suffixes[:-1]) + f" and {self._suffixes[-1]}"
