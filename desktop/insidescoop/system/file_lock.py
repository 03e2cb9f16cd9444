"""Locks between processes: held on an open file, and released by the system when a process ends, however it ends."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from insidescoop.domain.values import frozen

SHARES = 64
"""On Windows, where a lock is exclusive, sharing means to hold one byte of so many."""


def _host() -> str:
    """The name of this computer, as `platform.node()` says it; that module takes long to load."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


@frozen
class Holder:
    """Who wrote the lock file last: for messages only, it never decides whether the lock is held."""

    pid: int
    host: str

    @property
    def is_here(self) -> bool:
        """True if it is a process of this computer."""
        return self.host == _host()


class FileLock:
    """A lock on `path`, exclusive or shared, taken without waiting.

    What is in the file says nothing about whether it is locked: an empty file, one of another computer or of a process
    that was killed is as good as new. Where the file cannot be made (a full disk, a read-only folder), its folder is
    locked instead, unless `locks_folder` is False; a file system without locks counts as unlocked.
    """

    def __init__(self, path: Path, *, locks_folder: bool = True) -> None:
        self.path = path
        self._locks_folder = locks_folder
        self._descriptor: int | None = None
        self._is_exclusive = False

    def acquire(self, *, exclusive: bool) -> bool:
        """True if the lock is held from now on, in place of one held before; False if another process is in the way.

        Raises:
            OSError: neither the file nor, if that will do, its folder can be opened.
        """
        descriptor = self._descriptor
        if descriptor is None:
            descriptor = _open(self.path, locks_folder=self._locks_folder)
        if self._descriptor is not None and self._is_exclusive and not exclusive and os.name == "nt":
            _unlock(descriptor)
        if not _try_lock(descriptor, exclusive=exclusive):
            if self._descriptor is None:
                os.close(descriptor)
            return False
        self._descriptor, self._is_exclusive = descriptor, exclusive
        return True

    def sign(self) -> None:
        """Writes this process and computer into the file, as far as the disk lets it."""
        if self._descriptor is None:
            return
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, json.dumps({"pid": os.getpid(), "host": _host()}).encode(), 0)

    def holder(self) -> Holder | None:
        """Who wrote the file last; None if that cannot be read."""
        try:
            found = json.loads(self.path.read_bytes()[:1000])
            return Holder(int(found["pid"]), str(found["host"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def release(self) -> None:
        """Gives the lock up; the file stays, for a file that is deleted could be locked twice."""
        if self._descriptor is not None:
            _unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None


def _open(path: Path, *, locks_folder: bool) -> int:
    _clear_folder(path)
    flags = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    for wanted in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        with suppress(OSError):
            return os.open(path, wanted | flags, 0o600)
    return os.open(path.parent if locks_folder else path, os.O_RDONLY)


def _clear_folder(path: Path) -> None:
    """Moves a folder that is where the lock file should be out of the way; an empty one goes."""
    if path.is_symlink() or not path.is_dir():
        return
    with suppress(OSError):
        path.rmdir()
        return
    for number in range(1, 100):
        aside = path.with_name(f"{path.name}.folder-{number}")
        if not aside.exists():
            with suppress(OSError):
                path.rename(aside)
            return


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int, *, exclusive: bool) -> bool:
        if exclusive:
            return _try_bytes(descriptor, 0, SHARES)
        return any(_try_bytes(descriptor, place, 1) for place in range(SHARES))

    def _try_bytes(descriptor: int, first: int, count: int) -> bool:
        # Behind the text, so that others can read who holds the lock.
        os.lseek(descriptor, 4096 + first, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, count)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        for first, count in ((0, SHARES), *((place, 1) for place in range(SHARES))):
            os.lseek(descriptor, 4096 + first, os.SEEK_SET)
            with suppress(OSError):
                msvcrt.locking(descriptor, msvcrt.LK_UNLCK, count)

else:
    import fcntl

    def _try_lock(descriptor: int, *, exclusive: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks: nobody can be asked.
            return True
        return True

    def _unlock(descriptor: int) -> None:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
