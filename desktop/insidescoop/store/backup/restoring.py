"""Restoring a backup. The current store is set aside first, and a restore that was interrupted is resumed."""

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from insidescoop.domain.backups import BackupReason, backup_name
from insidescoop.domain.problems import Problem
from insidescoop.domain.values import frozen
from insidescoop.store.backup.backup_files import Backup
from insidescoop.store.backup.backups import Backups
from insidescoop.store.encryption.connecting import connect
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.folders import private_folder, replace_whole
from insidescoop.system.keys import Key
from insidescoop.system.user_files import PUT_ASIDE, RESTORE_FILE, STORE_FILE

_SET = ("", "-journal", "-wal", "-shm")
"""Suffixes of the files that make up a store; they must be moved together."""


@frozen
class Restored:
    """What a restore did: the backup that is in place now, and where the store before it is.

    `before` is the backup made of that store, or None where there was no store, or a damaged one: that is then in
    `put_aside`, a folder.
    """

    backup: Backup
    before: Backup | None
    put_aside: Path | None


def restore(
    folder: Path, which: int | Path, *, now: datetime, puts_aside: bool = False, key: Key | None = None
) -> Restored:
    """Replaces the store with a backup, given by number or file, including its undo history.

    Called by who has the store alone, with no connection to it open. Nothing is lost: the store of now is backed up
    first, or, if it is damaged or `puts_aside` says so, put aside whole and unopened. A backup that is somewhere else
    is first copied next to the store.

    Raises:
        Problem: there is no such backup, it is damaged, or the disk does not take it; the store is as it was.
    """
    store = folder / STORE_FILE
    backups = Backups(store, key)
    backup = backups.bring_here(backups.find(which))
    backup.check()
    before, aside = (None, _next_aside(folder)) if puts_aside else _keep_present(store, backups, now, key)
    _write_note(folder, backup, aside)
    go_on_restoring(folder, key)
    return Restored(backup, before, None if aside is None else folder / aside)


def go_on_restoring(folder: Path, key: Key | None = None) -> None:
    """Resumes an interrupted restore, if there is one. Running it twice is harmless.

    Raises:
        Problem: the disk does not take it; the next start tries again.
    """
    note = folder / RESTORE_FILE
    if not note.exists():
        return
    store = folder / STORE_FILE
    backup, aside = _read_note(note, Backups(store, key))
    unfinished = store.with_name(f"{STORE_FILE}.restored.new")
    try:
        if aside is not None:
            _move_set(store, private_folder(folder / aside))
        shutil.copyfile(backup.path, unfinished)
        replace_whole(unfinished, store)
        if key is not None:
            key.forget(store)
        Backups(store, key).bring_sounds(backup)
        note.unlink()
    except OSError as error:
        raise Problem(
            f"The backup could not be put in place ({error.strerror}).",
            your_data="Your data and the backup are both still there.",
            next_step="Free some space or check the disk, then start Inside Scoop again to continue.",
        ) from error


def _keep_present(store: Path, backups: Backups, now: datetime, key: Key | None) -> tuple[Backup | None, str | None]:
    """Backs up the current store, or returns the folder to move it to if it is damaged."""
    if not store.exists():
        return None, None
    try:
        # Opening it rolls back an interrupted step, before the file is separated from its journal.
        with closing(connect(store, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        # Even if nothing seems to have changed: damage does not increase the transaction count.
        return backups.make(BackupReason.BEFORE_RESTORE, now=now), None
    except (Problem, sqlite3.Error, OSError):
        return None, _next_aside(store.parent)


def _next_aside(folder: Path) -> str:
    return f"{PUT_ASIDE}{1 + sum(1 for _folder in folder.glob(f'{PUT_ASIDE}*'))}"


def _write_note(folder: Path, backup: Backup, aside: str | None) -> None:
    write_whole(folder / RESTORE_FILE, json.dumps({"backup": backup.name.stem, "aside": aside}).encode())


def _read_note(note: Path, backups: Backups) -> tuple[Backup, str | None]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads(note.read_bytes())
        name, aside = backup_name(str(held["backup"])), held["aside"]
        for backup in backups.all():
            if backup.name == name and (aside is None or _is_aside(str(aside))):
                return backup, aside
    raise Problem(
        "A restore was interrupted, and it is no longer known which backup it was using.",
        your_data=f"Nothing was changed: everything is in {note.parent}",
        next_step=f"Delete {note.name} there to go on with the data as it is.",
    )


def _is_aside(name: str) -> bool:
    return name.startswith(PUT_ASIDE) and name.removeprefix(PUT_ASIDE).isdigit()


def _move_set(store: Path, target: Path) -> None:
    # If the store has already been moved, the file in its place is the backup.
    if (target / STORE_FILE).exists():
        return
    for ending in reversed(_SET):
        part = store.with_name(STORE_FILE + ending)
        if part.exists():
            part.replace(target / part.name)
