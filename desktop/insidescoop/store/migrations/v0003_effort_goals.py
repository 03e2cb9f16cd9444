"""Version 3: what the user means to do each week, and the day their week begins on."""

import sqlite3

_COLUMNS = {"request_goal": 1, "note_goal": 1, "talk_goal": 1, "talk_goal_weeks": 4, "week_starts_on": 0}


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the goals to the profile, at the gentlest."""
    for name, usual in _COLUMNS.items():
        connection.execute(f"ALTER TABLE profile ADD COLUMN {name} INTEGER NOT NULL DEFAULT {usual}")
