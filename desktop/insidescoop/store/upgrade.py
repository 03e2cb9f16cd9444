"""The schema: made for a new store, brought up to date for an older one, in one transaction each."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, MetaData
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from insidescoop.domain.backups import BackupReason
from insidescoop.domain.problems import Problem
from insidescoop.store import journal, seeding
from insidescoop.store.backup.backups import Backups
from insidescoop.store.encryption.connecting import connect
from insidescoop.store.health import FIRST_VERSION
from insidescoop.store.indexes import list_index, search_index
from insidescoop.store.match_keys import fill_match_keys
from insidescoop.store.migrations import MigrationStep
from insidescoop.system.keys import Key
from insidescoop.system.user_files import APPLICATION_ID


def newest_version(steps: Sequence[MigrationStep]) -> int:
    """The schema version that a list of steps leads to; 1 for no step."""
    return steps[-1].to_version if steps else FIRST_VERSION


def make_schema(connection: Connection, metadata: MetaData, *, version: int) -> None:
    """Makes all tables, indexes and triggers of an empty store and marks it as ours, in the open transaction."""
    for statement in schema_statements(metadata):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def schema_statements(metadata: MetaData, *, with_triggers: bool = True) -> list[str]:
    """The whole schema as SQL, in the order it is made."""
    compiler = dialect()
    statements = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=compiler)))
        statements += [
            str(CreateIndex(index).compile(dialect=compiler))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    statements += [
        *journal.table_statements(),
        *search_index.table_statements(),
        *list_index.table_statements(),
        *seeding.table_statements(),
    ]
    return [*statements, *_trigger_statements(metadata)] if with_triggers else statements


def triggers_are_ours(connection: Connection, metadata: MetaData) -> bool:
    """True if the file holds exactly the triggers this version makes."""
    held = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'").scalars()
    return set(held) == set(_trigger_statements(metadata))


def renew_triggers(connection: Connection, metadata: MetaData) -> None:
    """Replaces every trigger in the file by those of this version and makes both indexes anew.

    For a file whose triggers another version, or another program, has written: none of those may run.
    """
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name.replace(chr(34), chr(34) * 2)}"')
    for statement in _trigger_statements(metadata):
        connection.exec_driver_sql(statement)
    rebuild_indexes(connection, metadata)


def rebuild_indexes(connection: Connection, metadata: MetaData) -> None:
    """Rebuilds the search index and the list index from the rows."""
    for statement in _rebuild_statements(metadata):
        connection.exec_driver_sql(statement)


def _rebuild_statements(metadata: MetaData) -> list[str]:
    return [*search_index.rebuild_statements(metadata), *list_index.rebuild_statements()]


@cache
def _trigger_statements(metadata: MetaData) -> tuple[str, ...]:
    return (
        *journal.trigger_statements(metadata),
        *search_index.trigger_statements(metadata),
        *list_index.trigger_statements(),
    )


def upgrade(
    path: Path,
    steps: Sequence[MigrationStep],
    metadata: MetaData,
    *,
    backups: Backups,
    now: datetime,
    key: Key | None = None,
) -> Path:
    """Brings the store at `path` to the newest version and returns the backup made of it before.

    The steps, the new triggers and the new search index are one transaction: the old store or the new one, never
    something between. The undo history begins anew, for its row images fit the old tables only.

    Raises:
        Problem: the backup could not be made, or a step failed; the store is as it was.
    """
    with closing(connect(path, key)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    copy = backups.make(BackupReason.BEFORE_UPGRADE, now=now).path
    with closing(connect(path, key)) as connection:
        for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL", "fullfsync=ON"):
            connection.execute(f"PRAGMA {pragma}")
        # Tables are rebuilt without their references for a moment; inside a transaction this would do nothing.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            _run_steps(connection, [step for step in steps if step.to_version > version], metadata)
        except (sqlite3.Error, ValueError, KeyError) as error:
            connection.execute("ROLLBACK")
            raise Problem(
                "Your data could not be brought up to this version.",
                your_data=f"It is as it was, and a copy of it is in {copy}",
                next_step=f"Go on with the version you had, and report this: {error}",
            ) from error
        connection.execute("COMMIT")
    return copy


def _run_steps(connection: sqlite3.Connection, steps: Sequence[MigrationStep], metadata: MetaData) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for step in steps:
        step.upgrade(connection)
        connection.execute(f"PRAGMA user_version = {step.to_version}")
    fill_match_keys(connection)
    for statement in _trigger_statements(metadata):
        connection.execute(statement)
    connection.execute("DELETE FROM undo_change")
    connection.execute("DELETE FROM undo_step")
    for statement in _rebuild_statements(metadata):
        connection.execute(statement)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"{len(broken)} rows point at nothing after the upgrade, first in {broken[0][0]}")
