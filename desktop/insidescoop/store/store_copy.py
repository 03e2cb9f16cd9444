"""Whole copies of the store: made beside the target, checked, and only then given its name."""

import sqlite3
from contextlib import closing
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.system.folders import only_for_me, replace_whole


def copy_store(store: Path, target: Path) -> None:
    """Writes a complete, checked copy of the store at `store` to `target`, which appears whole or not at all.

    VACUUM INTO reads one consistent state, whatever else is writing (a plain file copy lost rows when measured).

    Raises:
        Problem: the copy could not be written, or did not pass SQLite's own check.
    """
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(store, isolation_level=None)) as source:
            source.execute("VACUUM INTO ?", (str(unfinished),))
        only_for_me(unfinished)
        with closing(sqlite3.connect(unfinished)) as copy:
            (verdict,) = copy.execute("PRAGMA quick_check").fetchone()
        if verdict != "ok":
            raise Problem(
                "The safety copy did not come out right.",
                your_data="Your data was not changed.",
                next_step="Check the disk, then start again.",
            )
        replace_whole(unfinished, target)
    except (sqlite3.Error, OSError) as error:
        raise Problem(
            f"No safety copy could be made ({error}).",
            your_data="Your data was not changed.",
            next_step="Free some space or check the disk, then start again.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
