"""How a store stands now, to be compared with its backups: how many of each kind it has, and its steps."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from insidescoop.domain.backups import COUNTED, since_words
from insidescoop.domain.values import frozen
from insidescoop.store.backup.backup_files import Backup
from insidescoop.store.encryption.connecting import connect
from insidescoop.system.keys import Key


@frozen
class PresentState:
    """How many rows of each kind there are, and each step of the history with whether it is undone."""

    rows: Mapping[str, int]
    steps: Mapping[int, bool]

    def since(self, backup: Backup) -> str:
        """What restoring a backup would take back, in words; "" if that is not known."""
        facts = backup.facts
        if facts is None:
            return ""
        if facts.store or facts.step not in self.steps:
            return since_words(facts.rows, self.rows, done=None)
        done = sum(step > facts.step and not is_undone for step, is_undone in self.steps.items())
        undone = sum(step <= facts.step and is_undone for step, is_undone in self.steps.items())
        return since_words(facts.rows, self.rows, done=done, undone=undone)


def present_state(store: Path, key: Key | None = None) -> PresentState | None:
    """How the store in a file stands now; None if it cannot be read."""
    try:
        with closing(connect(store, key, mode="ro")) as connection:
            steps = dict(connection.execute("SELECT id, is_undone FROM undo_step"))
            return PresentState(counted_rows(connection), {step: bool(is_undone) for step, is_undone in steps.items()})
    except sqlite3.Error:
        return None


def counted_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each counted kind there are."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    there = [table for table in COUNTED if table in tables]
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in there}  # noqa: S608


def newest_step(connection: sqlite3.Connection) -> int:
    """The newest step that stands; 0 if there is none.

    Raises:
        sqlite3.OperationalError: there is no history.
    """
    (step,) = connection.execute("SELECT coalesce(max(id), 0) FROM undo_step WHERE is_undone = 0").fetchone()
    return int(step)
