"""Whether the tables of a file are those this version makes: in a file from elsewhere nothing else may be used."""

import sqlite3
from contextlib import closing
from functools import cache
from hashlib import sha256

from sqlalchemy import Connection, Engine, MetaData

from insidescoop.domain.problems import StoreDamaged
from insidescoop.store.engine import writer_of
from insidescoop.store.upgrade import renew_triggers, schema_statements, triggers_are_ours

FINGERPRINT = "b6a9516c676a060ddcab8670eee709500e3c18e186745d4f6c015a17f8f7ef29"
"""Of all that a new file lists, triggers included: most files are like it, and need no second look."""

_STATISTICS = "sqlite_stat"
"""How the tables begin in which SQLite keeps what ANALYZE counted; they hold no data and run nothing."""

_INDEX_PARTS = "search_index_"
"""How the tables begin in which FTS5 keeps the search index."""

_ALL = "SELECT name, type, tbl_name, sql FROM sqlite_master WHERE type <> 'trigger'"


def fingerprint(connection: Connection) -> str:
    """A sum over everything that the file lists, in the order of its names."""
    digest = sha256()
    for row in connection.exec_driver_sql("SELECT name, type, tbl_name, sql FROM sqlite_master ORDER BY name"):
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def insist_on_own_tables(engine: Engine, metadata: MetaData) -> None:
    """Refuses a file with other tables than ours; its triggers are not looked at.

    Raises:
        StoreDamaged: another program has changed the file.
    """
    with engine.begin() as connection:
        if fingerprint(connection) != FINGERPRINT and not has_own_schema(connection, metadata):
            raise _changed()


def insist_on_own_schema(engine: Engine, metadata: MetaData) -> None:
    """Refuses a file with other tables than ours, and replaces triggers of another version or program by ours.

    Raises:
        StoreDamaged: another program has changed the file.
    """
    with engine.begin() as connection:
        if fingerprint(connection) == FINGERPRINT:
            return
        if not has_own_schema(connection, metadata):
            raise _changed()
        if triggers_are_ours(connection, metadata):
            return
    with writer_of(engine).begin() as connection:
        renew_triggers(connection, metadata)


def _changed() -> StoreDamaged:
    return StoreDamaged("The file with your data was changed by another program.")


def has_own_schema(connection: Connection, metadata: MetaData) -> bool:
    """True if the file has exactly the tables and indexes of this version; triggers are not compared.

    A view, a computed column or an index on an expression would run SQL of whoever made it. Tables that an upgrade has
    changed are written differently from new ones: their columns are compared.
    """
    held = {row[0]: row[1:] for row in connection.exec_driver_sql(_ALL) if not row[0].startswith(_STATISTICS)}
    expected = _expected(metadata)
    if set(held) != set(expected):
        return False
    for name, made in expected.items():
        if held[name] == made[0]:
            continue
        # Those of FTS5 are written as the version of SQLite has it that made the file.
        may_differ = name in metadata.tables or name.startswith(_INDEX_PARTS)
        if not may_differ or held[name][:2] != made[0][:2]:
            return False
        columns = sorted(connection.exec_driver_sql(_columns_of(name)).all())
        if columns != made[1] if name in metadata.tables else any(column[-1] for column in columns):
            return False
    return True


@cache
def _expected(metadata: MetaData) -> dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]:
    """What a new file holds: type, table and SQL by name, and the columns of each of the user's tables."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        for statement in schema_statements(metadata, with_triggers=False):
            new.execute(statement)
        return {
            name: (facts, sorted(new.execute(_columns_of(name)).fetchall()) if name in metadata.tables else [])
            for name, *rest in new.execute(_ALL).fetchall()
            for facts in [tuple(rest)]
        }


def _columns_of(table: str) -> str:
    # All but the place of a column, which an upgrade adds at the end. The table is one of ours.
    return f"SELECT name, type, \"notnull\", coalesce(dflt_value, ''), pk, hidden FROM pragma_table_xinfo('{table}')"  # noqa: S608
