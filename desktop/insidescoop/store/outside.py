"""Detects changes by other processes: the command line next to the window, or a replaced file."""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from insidescoop.store.encryption.connecting import connect
from insidescoop.system.keys import Key


class OutsideChanges:
    """Notices that another process has changed the file at `path`, or has put another one in its place.

    SQLite counts every change of the file (`PRAGMA data_version`); those of this process are told with `note_own`. Used
    by one thread at a time.
    """

    def __init__(self, path: Path, key: Key | None = None) -> None:
        self._path = path
        self._connection = connect(path, key, mode="ro", check_same_thread=False, timeout=0)
        self._file = _identity(path)
        self._version = self._count()

    def note_own(self) -> None:
        """Takes the file as it is now for known."""
        self._version = self._count()

    def are_there(self) -> bool:
        """True once after another process has changed the file."""
        before, self._version = self._version, self._count()
        return None not in (before, self._version) and before != self._version

    def is_another_file(self) -> bool:
        """True if the file was moved, replaced or deleted."""
        return _identity(self._path) != self._file

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _count(self) -> int | None:
        # Another process may be writing just now.
        with suppress(sqlite3.Error):
            rows: Iterable[tuple[int]] = self._connection.execute("PRAGMA data_version")
            return next(iter(rows))[0]
        return None


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
