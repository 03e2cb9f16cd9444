"""Version 5: which letter an entry of the timeline was, and when the time of an interview was agreed."""

import sqlite3

_STATEMENTS = (
    "ALTER TABLE interaction ADD COLUMN letter TEXT",
    # Until now a request was known by its words alone.
    """UPDATE interaction SET letter = 'outreach'
        WHERE summary LIKE 'Asked for % minutes' AND direction = 'from_me' AND interview_id IS NOT NULL""",
    "ALTER TABLE interview ADD COLUMN agreed_at TEXT",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds both columns and marks the requests of old; what else is on the timeline stays as it is."""
    for statement in _STATEMENTS:
        connection.execute(statement)
