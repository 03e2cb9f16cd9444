"""A store of this version in its folder: made, or upgraded, by the one process that has it alone."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from insidescoop.domain.problems import Problem, StoreBusy, StoreGone
from insidescoop.domain.values import frozen
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import go_on_restoring
from insidescoop.store.base import Base
from insidescoop.store.encryption.connecting import is_encrypted
from insidescoop.store.engine import insist_on_sqlite, open_engine, writer_of
from insidescoop.store.health import Found, probe
from insidescoop.store.migrations import STEPS
from insidescoop.store.passphrase import insist_on_whole_beginning
from insidescoop.store.stale_journal import set_stale_journal_aside
from insidescoop.store.upgrade import make_schema, newest_version, upgrade
from insidescoop.system.clock import Clock
from insidescoop.system.file_lock import FileLock
from insidescoop.system.folders import replace_whole
from insidescoop.system.keys import Key
from insidescoop.system.user_files import BACKUP_FOLDER, RESTORE_FILE, STORE_FILE, UNPACKED

LOCK_FILE = "store.lock"
LOCK_SECONDS, LOCK_PAUSE_SECONDS = 30.0, 0.05
"""How long opening waits while another process makes or upgrades the store; a large upgrade takes some ten seconds."""


@frozen
class Prepared:
    """How this version of the store came about: by this process alone or not, and from an older one or not."""

    is_alone: bool
    was_upgraded: bool = False


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the store in `folder` exclusively.

    Raises:
        Problem: one has.
    """
    lock = FileLock(folder / LOCK_FILE)
    if not _acquire(lock, exclusive=True):
        raise Problem(
            "Inside Scoop is open with this data.",
            your_data="Nothing was changed.",
            next_step="Close its window, then try again.",
        )
    try:
        yield
    finally:
        lock.release()


def prepare(folder: Path, lock: FileLock, clock: Clock, key: Key | None = None) -> Prepared:
    """Takes the lock and has a store of this version in `folder`.

    Raises:
        PassphraseNeeded, WrongPassphrase: the store is encrypted.
        Problem: what is there may not be opened, or another process keeps it from being made or upgraded.
    """
    insist_on_sqlite()
    path, version = folder / STORE_FILE, newest_version(STEPS)
    deadline = monotonic() + LOCK_SECONDS
    while True:
        if _acquire(lock, exclusive=True):
            go_on_restoring(folder, key)
            _clear_unfinished(path)
            if key is not None or not is_encrypted(path):
                set_stale_journal_aside(path, key)
            insist_on_whole_beginning(folder, key)
            found = probe(path, schema_version=version, key=key)
            if found is Found.NOTHING:
                if Backups(path, key).all():
                    raise StoreGone(str(folder / BACKUP_FOLDER))
                make_store(path, key, version=version)
            elif found is Found.OLDER_STORE:
                upgrade(path, STEPS, Base.metadata, backups=Backups(path, key), now=clock.now(), key=key)
            return Prepared(is_alone=True, was_upgraded=found is Found.OLDER_STORE)
        if _acquire(lock, exclusive=False):
            if not (folder / RESTORE_FILE).exists() and probe(path, schema_version=version, key=key) is Found.STORE:
                return Prepared(is_alone=False)
            lock.release()
        if monotonic() > deadline:
            raise StoreBusy
        sleep(LOCK_PAUSE_SECONDS)


def _acquire(lock: FileLock, *, exclusive: bool) -> bool:
    try:
        return lock.acquire(exclusive=exclusive)
    except OSError as error:
        raise Problem(
            f"The folder {lock.path.parent} cannot be used ({error.strerror}).",
            your_data="Nothing was read or changed.",
            next_step="Check that you may read it, or start with another one (--data-dir).",
        ) from error


def _clear_unfinished(path: Path) -> None:
    """Deletes what killed processes left: stores that never got their name, unfinished copies, unpacked backups."""
    for left in (*path.parent.glob(f"{path.name}*.new*"), *(path.parent / BACKUP_FOLDER).glob("*.part*")):
        with suppress(OSError):
            left.unlink()
    for folder in path.parent.glob(f"{UNPACKED}*"):
        shutil.rmtree(folder, ignore_errors=True)


def make_store(path: Path, key: Key | None = None, *, version: int) -> None:
    """Makes an empty store at `path`, which appears whole or not at all.

    Raises:
        Problem: no file can be made there.
    """
    # Made under another name first, so that a crash cannot leave a file that is a store only by name.
    try:
        handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".new", dir=path.parent)
    except OSError as error:
        raise Problem(
            f"No file can be made in {path.parent} ({error.strerror}).",
            your_data="Nothing was changed.",
            next_step="Free some space, check that you may write there, or start with another folder (--data-dir).",
        ) from error
    os.close(handle)
    unfinished = Path(name)
    engine = open_engine(unfinished, key)
    try:
        with writer_of(engine).begin() as connection:
            make_schema(connection, Base.metadata, version=version)
        engine.dispose()
        replace_whole(unfinished, path)
    finally:
        engine.dispose()
        for left in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            left.unlink(missing_ok=True)
