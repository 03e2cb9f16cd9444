"""Restoring a backup: the store is put aside, the backup takes its place, and a crash in between is gone on from."""

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from insidescoop.domain.backups import BackupReason, backup_name
from insidescoop.domain.problems import Problem
from insidescoop.store.backups import PUT_ASIDE, Backup, Backups
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.folders import private_folder, replace_whole
from insidescoop.system.user_files import STORE_FILE

RESTORE_FILE = "restore.json"
"""Says which backup is being restored; it is there only while that is going on, or after a crash in the middle."""

_SET = ("", "-journal", "-wal", "-shm")
"""What belongs to a store's file, by the ends of its name: one without the others would be damaged."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup that is in place now, and where the store before it is.

    `before` is the backup made of that store, or None where there was no store, or a damaged one: that is then in
    `put_aside`, a folder.
    """

    backup: Backup
    before: Backup | None
    put_aside: Path | None


def restore(folder: Path, number: int, *, now: datetime) -> Restored:
    """Puts the backup of a number in the place of the store, whose undo history comes with it.

    Called by who has the store alone, with no connection to it open. Nothing is lost: the store of now is backed up
    first, or, if it is damaged, put aside whole.

    Raises:
        Problem: there is no such backup, it is damaged, or the disk does not take it; the store is as it was.
    """
    store = folder / STORE_FILE
    backups = Backups(store)
    backup = next((each for each in backups.all() if each.name.number == number), None)
    if backup is None:
        raise Problem(
            f"There is no backup {number}.",
            your_data="Nothing was changed.",
            next_step="See which there are: inside-scoop restore --list",
        )
    backups.check(backup)
    before, aside = _keep_present(store, backups, now)
    _write_note(folder, backup, aside)
    go_on_restoring(folder)
    return Restored(backup, before, None if aside is None else folder / aside)


def go_on_restoring(folder: Path) -> None:
    """Does the rest of a restore that was begun, if there is one. Done again, it does the same.

    Raises:
        Problem: the disk does not take it; the next start tries again.
    """
    note = folder / RESTORE_FILE
    if not note.exists():
        return
    store = folder / STORE_FILE
    backup, aside = _read_note(note, Backups(store))
    unfinished = store.with_name(f"{STORE_FILE}.restored.new")
    try:
        if aside is not None:
            _move_set(store, private_folder(folder / aside))
        shutil.copyfile(backup.path, unfinished)
        replace_whole(unfinished, store)
        Backups(store).bring_sounds(backup)
        note.unlink()
    except OSError as error:
        raise Problem(
            f"The backup could not be put in place ({error.strerror}).",
            your_data="Your data and the backup are both still there.",
            next_step="Free some space or check the disk, then start Inside Scoop again: it goes on from here.",
        ) from error


def _keep_present(store: Path, backups: Backups, now: datetime) -> tuple[Backup | None, str | None]:
    """The backup of the store of now, or, if that is damaged, the folder it is to be put aside in."""
    if not store.exists():
        return None, None
    try:
        # A step that a crash cut off is taken back by this, before its journal is parted from the file.
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        # Also if nothing seems to have changed: damage does not count itself.
        return backups.make(BackupReason.BEFORE_RESTORE, now=now), None
    except (Problem, sqlite3.Error, OSError):
        number = 1 + sum(1 for _folder in store.parent.glob(f"{PUT_ASIDE}*"))
        return None, f"{PUT_ASIDE}{number}"


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
        "A backup was being restored, and it is not known any more which one.",
        your_data=f"Nothing was changed: everything is in {note.parent}",
        next_step=f"Delete {note.name} there to go on with the data as it is.",
    )


def _is_aside(name: str) -> bool:
    return name.startswith(PUT_ASIDE) and name.removeprefix(PUT_ASIDE).isdigit()


def _move_set(store: Path, target: Path) -> None:
    # Once the file itself is in the folder, what is in its place is the backup.
    if (target / STORE_FILE).exists():
        return
    for ending in reversed(_SET):
        part = store.with_name(STORE_FILE + ending)
        if part.exists():
            part.replace(target / part.name)
