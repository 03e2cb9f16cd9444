"""Many new rows of one table in one statement, past the entities: as entities each would be an INSERT of its own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Adds rows of one shape, given by column, as the ORM would write them; triggers and references see each of them.

    What a column's type makes of a value is made once for each different value: most of 100,000 people share theirs.
    """
    if not rows:
        return
    columns: dict[str, list[Any]] = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        if table.c[name].server_default is None and not any(value is not None for value in values):
            # Of a person's 27 columns a file fills some ten.
            continue
        written = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        if written is not None:
            kept = {value: written(value) for value in set(values)}
            values = [kept[value] for value in values]
        columns[name] = values
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})", list(zip(*columns.values(), strict=True))
    )
