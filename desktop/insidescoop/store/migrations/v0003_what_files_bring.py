"""Version 3: by which name calendars know an interview; how the columns of a table were read last time."""

import sqlite3

_STATEMENTS = (
    "ALTER TABLE interview ADD COLUMN calendar_uid TEXT",
    "CREATE INDEX ix_interview_calendar_uid ON interview (calendar_uid)",
    """CREATE TABLE column_mapping (
        headings TEXT NOT NULL,
        meanings TEXT NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_column_mapping PRIMARY KEY (id),
        CONSTRAINT uq_column_mapping_headings UNIQUE (headings)
    )""",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the column and the table of version 3."""
    for statement in _STATEMENTS:
        connection.execute(statement)
