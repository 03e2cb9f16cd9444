"""One person, one window: a second start asks the first window to come to the front."""

import os
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from insidescoop.domain.problems import Problem
from insidescoop.system.file_lock import FileLock

WINDOW_LOCK_FILE, _REQUEST = "window.lock", "show-window"
_ANSWER_SECONDS = 5.0
"""So long the first window has to answer; a busy one takes a second."""

_LOOK_MS = 1_000
"""How often the request is looked for where the system does not say that a folder changed."""


class SingleInstance(QObject):
    """The lock of the window on a data folder. `show_requested` is sent when another start asks for the window.

    Only a process that runs holds it: what is in the file decides nothing. A file stands for the request to show the
    window, because the bundle carries no network library, not even for local sockets.
    """

    show_requested = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request = folder / _REQUEST
        self._may_write = os.access(folder, os.W_OK)
        # A read-only folder is left for the store to lock.
        self._lock = FileLock(folder / WINDOW_LOCK_FILE, locks_folder=self._may_write)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)

    def acquire(self) -> bool:
        """True if no other window has this folder open; from then on this one has.

        In a read-only folder without a lock file, windows do not know of each other.

        Raises:
            Problem: the folder cannot be read.
        """
        try:
            if not self._lock.acquire(exclusive=True):
                return False
            self._lock.sign()
            self._clear_request()
        except OSError as error:
            if not self._may_write and os.access(self._request.parent, os.R_OK | os.X_OK):
                return True
            raise Problem(
                f"The folder {self._request.parent} cannot be used ({error.strerror}).",
                your_data="Nothing was read or changed.",
                next_step="Check that you may read it, or start with another folder (--data-dir).",
            ) from error
        self._watcher.addPath(str(self._request.parent))
        self._looking.start()
        return True

    def ask_first_to_show(self, seconds: float = _ANSWER_SECONDS) -> None:
        """Asks the window that holds the lock to come to the front, and returns once it did.

        Raises:
            Problem: it is open on another computer, or does not answer.
        """
        holder = self._lock.holder()
        if holder is not None and not holder.is_here:
            raise Problem(
                f"Inside Scoop already has this data open on another computer ({holder.host}).",
                your_data="Nothing was changed.",
                next_step="Close it there, then start again.",
            )
        try:
            self._request.touch(mode=0o600)
        except OSError as error:
            raise _no_answer(error.strerror or "") from error
        deadline = monotonic() + seconds
        while self._request.exists():
            if monotonic() > deadline:
                raise _no_answer()
            sleep(0.05)

    def release(self) -> None:
        """Lets another window have the store."""
        self._looking.stop()
        self._lock.release()

    def _clear_request(self) -> None:
        # Asked for only if it is there: a read-only disk refuses to delete even what it does not have.
        if self._request.is_dir():
            self._request.rmdir()
        elif self._request.exists():
            self._request.unlink(missing_ok=True)

    def _look(self) -> None:
        if self._request.exists():
            self._request.unlink(missing_ok=True)
            self.show_requested.emit()


def _no_answer(reason: str = "") -> Problem:
    return Problem(
        f"Inside Scoop is already open, but its window does not answer{f' ({reason})' if reason else ''}.",
        your_data="Nothing was changed, and what you saved is safe.",
        next_step="Look for its window and close it. If there is none, end the program or restart the computer.",
    )
