"""Many new rows of one table in one statement, past the entities: as entities each would be an INSERT of its own."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table

from insidescoop.store import journal

VERY_MANY = 5_000
"""Rows from which on it is worth having the schema read again by every connection, some 20 ms each."""


@contextmanager
def triggers_aside(connection: Connection, tables: Iterable[str], count: int) -> Iterator[None]:
    """Takes away what would be asked for each of `count` rows written to `tables` meanwhile, if they are very many.

    For work while which none of the triggers would do anything: the indexes are paused, and its rows are recorded at
    once or not at all. Asking them takes half the time of an INSERT.
    """
    if count < VERY_MANY:
        yield
        return
    names = ", ".join(f"'{table}'" for table in tables)
    triggers = connection.exec_driver_sql(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({names})"
    ).all()
    for name, _statement in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    # Whatever fails meanwhile takes the whole transaction back, and with it the dropping.
    for _name, statement in triggers:
        connection.exec_driver_sql(statement)


def insert_columns(connection: Connection, table: Table, columns: Mapping[str, list[Any]]) -> None:
    """Adds rows, given by column, as the ORM would write them, at the end of the table; references see each of them.

    What a column's type makes of a value is made once for each different value: most of 100,000 people share theirs.
    """
    filled: dict[str, list[Any]] = {}
    for name, values in columns.items():
        if values.count(None) == len(values) and table.c[name].server_default is None:
            # Of a person's 27 columns a file fills some ten.
            continue
        written = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        kept = {} if written is None else {value: written(value) for value in set(values)}
        filled[name] = values if written is None else [kept[value] for value in values]
    marks = ", ".join("?" * len(filled))
    with journal.recorded_at_once(connection, table, tuple(filled)):
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({', '.join(filled)}) VALUES ({marks})", list(zip(*filled.values(), strict=True))
        )
