"""One window for each data folder: a second start hands its files to the first window and asks it to come forward."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

from insidescoop.domain.problems import Problem
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.file_lock import FileLock

WINDOW_LOCK_FILE, _REQUEST = "window.lock", "show-window"
_ANSWER_SECONDS = 5.0
"""So long the first window has to answer; a busy one takes a second."""

_LARGEST_REQUEST = 1 << 20
_LOOK_SECONDS = 0.02


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

    def ask_first_to_show(self, files: Sequence[Path] = (), *, seconds: float = _ANSWER_SECONDS) -> None:
        """Asks the window that holds the lock to come to the front and open `files`; returns once it has taken them.

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
            write_whole(self._request, json.dumps([str(path.absolute()) for path in files]).encode())
        except Problem as problem:
            raise _no_answer(problem.what_happened) from problem
        self._wait_until_taken(deadline)

    def take_request(self) -> tuple[Path, ...] | None:
        """The files another start asks to be opened, often none; None if no start has asked for the window."""
        try:
            with self._request.open("rb") as file:
                text = file.read(_LARGEST_REQUEST)
        except OSError:
            return None
        self._request.unlink(missing_ok=True)
        try:
            named = json.loads(text or b"[]")
        except (ValueError, RecursionError):
            return ()
        is_list = isinstance(named, list) and all(isinstance(path, str) for path in named)
        return tuple(map(Path, named)) if is_list else ()

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
