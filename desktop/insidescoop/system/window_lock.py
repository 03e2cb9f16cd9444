"""One window for each data folder: a second start hands what it was asked for to the first one."""

import json
import os
from pathlib import Path
from time import monotonic, sleep

from insidescoop.domain.problems import Problem
from insidescoop.domain.values import frozen
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.file_lock import FileLock

WINDOW_LOCK_FILE, _REQUEST = "window.lock", "show-window"
_ANSWER_SECONDS = 5.0
"""So long the first window has to answer; a busy one takes a second."""

_LARGEST_REQUEST = 1 << 20
_LOOK_SECONDS = 0.02


@frozen
class WindowRequest:
    """What another start asks of the window: to come to the front and open files, or to show Quick add."""

    files: tuple[Path, ...] = ()
    is_quick_add: bool = False


class WindowLock:
    """The lock of the window on a data folder, and the request that another start leaves there.

    Only a process that runs holds it: what is in the file decides nothing. The request is a file, because the bundle
    carries no network library, not even for local sockets.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._request = folder / _REQUEST
        self._may_write = os.access(folder, os.W_OK)
        # A read-only folder is left for the store to lock.
        self._lock = FileLock(folder / WINDOW_LOCK_FILE, locks_folder=self._may_write)

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
            if not self._may_write and os.access(self.folder, os.R_OK | os.X_OK):
                return True
            raise Problem(
                f"The folder {self.folder} cannot be used ({error.strerror}).",
                your_data="Nothing was read or changed.",
                next_step="Check that you may read it, or start with another folder (--data-dir).",
            ) from error
        return True

    def ask_first(self, request: WindowRequest, *, seconds: float = _ANSWER_SECONDS) -> None:
        """Asks something of the process that holds the lock; returns once it has taken the request.

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
        deadline = monotonic() + seconds
        # A third start may be waiting for its own.
        self._wait_until_taken(deadline)
        try:
            files = [str(path.absolute()) for path in request.files]
            write_whole(self._request, json.dumps({"files": files, "quick_add": request.is_quick_add}).encode())
        except Problem as problem:
            raise _no_answer(problem.what_happened) from problem
        self._wait_until_taken(deadline)

    def take_request(self) -> WindowRequest | None:
        """What another start asks for; None if none does."""
        try:
            with self._request.open("rb") as file:
                text = file.read(_LARGEST_REQUEST)
        except OSError:
            return None
        self._request.unlink(missing_ok=True)
        try:
            asked = json.loads(text)
        except (ValueError, RecursionError):
            return WindowRequest()
        named = asked.get("files") if isinstance(asked, dict) else None
        if not isinstance(named, list) or not all(isinstance(path, str) for path in named):
            return WindowRequest()
        return WindowRequest(tuple(map(Path, named)), asked.get("quick_add") is True)

    def release(self) -> None:
        """Lets another window have the store."""
        self._lock.release()

    def _wait_until_taken(self, deadline: float) -> None:
        while self._request.exists():
            if monotonic() > deadline:
                raise _no_answer()
            sleep(_LOOK_SECONDS)

    def _clear_request(self) -> None:
        # Asked for only if it is there: a read-only disk refuses to delete even what it does not have.
        if self._request.is_dir():
            self._request.rmdir()
        elif self._request.exists():
            self._request.unlink(missing_ok=True)


def _no_answer(reason: str = "") -> Problem:
    return Problem(
        f"Inside Scoop is already open, but its window does not answer{f' ({reason})' if reason else ''}.",
        your_data="Nothing was changed, and what you saved is safe.",
        next_step="Look for its window and close it. If there is none, end the program or restart the computer.",
    )
