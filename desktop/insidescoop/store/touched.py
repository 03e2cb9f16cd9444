"""Which records a large step touched, gathered once from its row images for all who bring something up to date.

The images of 100,000 people take a quarter of a second to look through, and there are eight who ask.
"""

import json

from sqlalchemy import Connection, MetaData

from insidescoop.domain.changes import Changes
from insidescoop.store.base import marks_of


def gather(connection: Connection, step_id: int) -> None:
    """Gathers what step `step_id` touched, until `let_go` in the same transaction."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE touched (table_name TEXT, record_id INTEGER, PRIMARY KEY (table_name, record_id)) "
        "WITHOUT ROWID"
    )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO touched SELECT table_name, record_id FROM undo_change WHERE step_id = ?", (step_id,)
    )


def tables(connection: Connection) -> frozenset[str]:
    """The tables with a touched row."""
    return frozenset(connection.exec_driver_sql("SELECT DISTINCT table_name FROM touched").scalars())


def records_of(table: str) -> str:
    """A SELECT, as text, of the ids of the records that a touched row of `table` belongs to."""
    return f"SELECT record_id AS id FROM touched WHERE table_name = '{table}'"  # noqa: S608 - a name of ours


def changes(connection: Connection, metadata: MetaData) -> Changes:
    """The touched records by kind."""
    # As one text: a row object for each of 300,000 takes longer than all the rest (measured).
    rows = connection.exec_driver_sql("SELECT table_name, json_group_array(record_id) FROM touched GROUP BY table_name")
    return Changes.of_ids((marks_of(metadata.tables[table]).kind, json.loads(ids)) for table, ids in rows)


def let_go(connection: Connection) -> None:
    """Forgets what was gathered."""
    connection.exec_driver_sql("DROP TABLE touched")
