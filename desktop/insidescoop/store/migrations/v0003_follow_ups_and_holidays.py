"""Version 3: the days on which nobody works; what a follow-up was counted from; what a rule cancels and leads to."""

import sqlite3

_STATEMENTS = (
    """CREATE TABLE holiday (
        day TEXT NOT NULL,
        name TEXT,
        source TEXT,
        id INTEGER NOT NULL,
        CONSTRAINT pk_holiday PRIMARY KEY (id),
        CONSTRAINT uq_holiday_day UNIQUE (day)
    )""",
    "ALTER TABLE follow_up ADD COLUMN counted_from TEXT",
    "ALTER TABLE follow_up ADD COLUMN is_edited BOOLEAN NOT NULL DEFAULT 0",
    "CREATE INDEX ix_follow_up_settled_on ON follow_up (settled_on) WHERE settled_on IS NOT NULL",
    "ALTER TABLE follow_up_rule ADD COLUMN cancels TEXT",
    "ALTER TABLE follow_up_rule ADD COLUMN leads_to TEXT",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the table and the columns of version 3."""
    for statement in _STATEMENTS:
        connection.execute(statement)
