"""Version 3: what a run out loud tells: how it was timed, its target, its sentences, its speaking time and loudness."""

import sqlite3

_STATEMENTS = (
    "ALTER TABLE rehearsal ADD COLUMN kind TEXT NOT NULL DEFAULT 'timed'",
    "ALTER TABLE rehearsal ADD COLUMN target_seconds INTEGER",
    "ALTER TABLE rehearsal ADD COLUMN sentence_timings TEXT",
    "ALTER TABLE rehearsal ADD COLUMN speaking_milliseconds INTEGER",
    "ALTER TABLE rehearsal ADD COLUMN loudness INTEGER",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the columns of version 3."""
    for statement in _STATEMENTS:
        connection.execute(statement)
