"""Backups without a window: what the subcommands `backup` and `restore` do and say."""

from pathlib import Path
from typing import Any

from insidescoop.cli_files import Printed
from insidescoop.domain.backups import BackupReason, contents_words
from insidescoop.domain.problems import Problem
from insidescoop.store.backups import Backup, Backups
from insidescoop.store.preparing import LOCK_FILE
from insidescoop.store.restoring import restore
from insidescoop.store.store import Store
from insidescoop.system.clock import Clock
from insidescoop.system.file_lock import FileLock
from insidescoop.system.user_files import STORE_FILE


def backed_up(store: Store) -> Printed:
    """What `backup` made.

    Raises:
        Problem: the store is damaged, or the disk does not take the copy.
    """
    backup = store.back_up(BackupReason.ASKED)
    if backup is None:
        newest = store.backups.all()[0]
        return Printed([f"Nothing has changed since backup {newest.name.number}."], _data(newest))
    return Printed([f"Made backup {_line(backup)}", str(backup.path)], _data(backup))


def listed(folder: Path) -> Printed:
    """The backups of the store in a folder, newest first."""
    there = Backups(folder / STORE_FILE).all()
    return Printed(
        [_line(backup) for backup in there] or ["There are no backups yet."], [_data(each) for each in there]
    )


def restored(folder: Path, number: int, clock: Clock) -> Printed:
    """What `restore` did with the store in a folder.

    Raises:
        Problem: another process has the store open, there is no such backup, or it is damaged; nothing was changed.
    """
    lock = FileLock(folder / LOCK_FILE)
    if not lock.acquire(exclusive=True):
        raise Problem(
            "Inside Scoop is open with this data.",
            your_data="Nothing was changed.",
            next_step="Close its window, then restore the backup.",
        )
    try:
        done = restore(folder, number, now=clock.now())
    finally:
        lock.release()
    lines = [f"Restored backup {_line(done.backup)}"]
    if done.before is not None:
        lines.append(f"What was there before is backup {done.before.name.number}: restore that one to go back.")
    if done.put_aside is not None:
        lines.append(f"What was there before was damaged; it is in {done.put_aside}")
    return Printed(
        lines,
        {
            "restored": _data(done.backup),
            "before": None if done.before is None else _data(done.before),
            "put_aside": None if done.put_aside is None else str(done.put_aside),
        },
    )


def _line(backup: Backup) -> str:
    when = f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}"
    held = "" if backup.facts is None else contents_words(backup.facts.rows)
    return "  ".join(filter(None, (str(backup.name.number), when, backup.name.reason.words, held)))


def _data(backup: Backup) -> dict[str, Any]:
    facts = backup.facts
    return {
        "id": backup.name.number,
        "made_at": backup.made_at.isoformat(),
        "reason": backup.name.reason.value,
        "file": str(backup.path),
        "size": backup.path.stat().st_size,
        "rows": None if facts is None else dict(facts.rows),
    }
