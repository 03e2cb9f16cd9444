"""Which records a large step touched, gathered once from its row images for all who bring something up to date.

The images of 100,000 people take a quarter of a second to look through, and there are eight who ask.
"""

import json

from sqlalchemy import Connection, MetaData

from insidescoop.domain.changes import Changes, Kind
from insidescoop.store import journal
from insidescoop.store.base import marks_of


def gather(connection: Connection, step_id: int, metadata: MetaData) -> None:
    """Gathers what step `step_id` touched, until `let_go` in the same transaction."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE touched (kind TEXT, record_id INTEGER, PRIMARY KEY (kind, record_id)) WITHOUT ROWID"
    )
    of_step = "FROM undo_change WHERE step_id = ?"
    tables = journal.tables_of(connection, step_id)
    if not tables:
        return
    # Only the tables there are: each row of 300,000 is else compared with the names of all forty.
    kinds = " ".join(f"WHEN '{table}' THEN '{marks_of(metadata.tables[table]).kind}'" for table in tables)
    connection.exec_driver_sql(
        f"INSERT OR IGNORE INTO touched SELECT CASE table_name {kinds} END, record_id {of_step}",
        (step_id,),
    )


def kinds(connection: Connection) -> frozenset[Kind]:
    """The kinds of the records touched."""
    return frozenset(map(Kind, connection.exec_driver_sql("SELECT DISTINCT kind FROM touched").scalars()))


def records_of(kind: Kind) -> str:
    """A SELECT, as text, of the ids of the records of one kind that were touched."""
    return f"SELECT record_id AS id FROM touched WHERE kind = '{kind}'"  # noqa: S608 - a word of ours


def changes(connection: Connection) -> Changes:
    """The touched records by kind."""
    # As one text: a row object for each of 300,000 takes longer than all the rest (measured).
    rows = connection.exec_driver_sql("SELECT kind, json_group_array(record_id) FROM touched GROUP BY kind")
    return Changes.of_ids((Kind(kind), json.loads(ids)) for kind, ids in rows)


def let_go(connection: Connection) -> None:
    """Forgets what was gathered."""
    connection.exec_driver_sql("DROP TABLE touched")
