"""Notices that another start asks for this window."""

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from insidescoop.system.window_lock import WindowLock

_LOOK_MS = 1_000
"""How often the request is looked for where the system does not say that a folder changed."""


class WindowRequests(QObject):
    """Watches the folder of the lock this process holds.

    `requested(WindowRequest)` is sent when another start asks for something.
    """

    requested = Signal(object)

    def __init__(self, lock: WindowLock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = lock
        self._watcher = QFileSystemWatcher([str(lock.folder)], self)
        self._watcher.directoryChanged.connect(self._look)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._looking.start()

    def stop(self) -> None:
        """Looks no more."""
        self._looking.stop()

    def _look(self) -> None:
        request = self._lock.take_request()
        if request is not None:
            self.requested.emit(request)
