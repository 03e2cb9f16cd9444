"""Whole copies of the store: made beside the target, checked, and only then given its name."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.store.encryption.connecting import connect
from insidescoop.system.folders import only_for_me, replace_whole
from insidescoop.system.keys import Key


def copy_store(
    store: Path, target: Path, key: Key | None = None, *, note: Callable[[Path], object] = lambda _copy: None
) -> None:
    """Writes a complete, checked copy of the store at `store` to `target`, which appears whole or not at all.

    VACUUM INTO reads one consistent state, whatever else is writing (a plain file copy lost rows when measured). The
    copy of an encrypted store has the same key.
    `note` is called with the copy, checked and not yet under its name.

    Raises:
        Problem: the copy could not be written, or did not pass SQLite's own check.
    """
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(connect(store, key)) as source:
            if not is_sound(source):
                raise _damaged()
            source.execute("VACUUM INTO ?", (str(unfinished),))
        only_for_me(unfinished)
        with closing(connect(unfinished, key)) as copy:
            is_good = is_sound(copy)
        if not is_good:
            raise Problem(
                "The backup could not be read back.",
                your_data="Your data was not changed.",
                next_step="Check the disk, then try again.",
            )
        note(unfinished)
        replace_whole(unfinished, target)
    except (sqlite3.Error, OSError) as error:
        raise Problem(
            f"No backup could be made ({error}).",
            your_data="Your data was not changed.",
            next_step="Free some space or check the disk, then try again.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def is_sound(connection: sqlite3.Connection) -> bool:
    """True if SQLite's quick check finds nothing wrong.

    Raises:
        sqlite3.OperationalError: the file could not be read: it is locked, or the disk does not answer.
    """
    try:
        (verdict,) = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False
    return bool(verdict == "ok")


def _damaged() -> Problem:
    return Problem(
        "The file with your data is damaged, so no backup was made of it.",
        your_data="It was not changed, and the backups made before are as they were.",
        next_step="Restore the newest backup, or copy the data folder somewhere safe before you go on.",
    )
