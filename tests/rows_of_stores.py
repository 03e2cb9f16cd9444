"""What stands in a store, row by row."""

from typing import Any

from insidescoop.store.base import Base
from insidescoop.store.store import Store


def rows_of(store: Store) -> dict[str, list[Any]]:
    """Every row of every entity's table, in order of the id, each as its values by column."""
    with store.reading() as session:
        connection = session.connection()
        return {
            table.name: [
                dict(row._mapping)
                for row in connection.exec_driver_sql(f"SELECT * FROM {table.name} ORDER BY id")  # noqa: S608
            ]
            for table in Base.metadata.sorted_tables
        }


def every_row_of(store: Store) -> dict[str, list[Any]]:
    """Every row of every table but those of the undo history and the search index."""
    with store.reading() as session:
        connection = session.connection()
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).scalars()
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)  # noqa: S608
            for name in names.all()
            if not name.startswith(("undo_", "sqlite_", "search"))
        }
