"""One person, one window: a second start asks the first window to come to the front."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

_LOCK, _REQUEST = "window.lock", "show-window"


class WindowLock(QObject):
    """The lock beside the store. `show_requested` is sent when another start asks for the window.

    A file stands for the request, because the bundle carries no network library, not even for local sockets.
    """

    show_requested = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request = folder / _REQUEST
        self._lock = QLockFile(str(folder / _LOCK))
        # Never taken for stale by its age: a window may stay open for weeks. A dead process's lock is free at once.
        self._lock.setStaleLockTime(0)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)

    def acquire(self) -> bool:
        """True if no other window has this store open; from then on this one has."""
        if not self._lock.tryLock(0):
            return False
        self._request.unlink(missing_ok=True)
        self._watcher.addPath(str(self._request.parent))
        return True

    def ask_first_to_show(self) -> None:
        """Asks the window that holds the lock to come to the front."""
        self._request.touch(mode=0o600)

    def release(self) -> None:
        """Lets another window have the store."""
        self._lock.unlock()

    def _look(self) -> None:
        if self._request.exists():
            self._request.unlink(missing_ok=True)
            self.show_requested.emit()
