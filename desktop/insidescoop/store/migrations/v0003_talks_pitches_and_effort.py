"""Version 3, in parts: each adds what one part of the program keeps, and none looks at what another adds."""

import sqlite3

from insidescoop.store.migrations import (
    v0003_effort_goals,
    v0003_follow_ups_and_holidays,
    v0003_pitches_in_cuts,
    v0003_runs_out_loud,
    v0003_talks_and_wrap_ups,
    v0003_what_files_bring,
)

_PARTS = (
    v0003_effort_goals,
    v0003_follow_ups_and_holidays,
    v0003_pitches_in_cuts,
    v0003_runs_out_loud,
    v0003_talks_and_wrap_ups,
    v0003_what_files_bring,
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the tables and the columns of every part."""
    for part in _PARTS:
        part.upgrade(connection)
