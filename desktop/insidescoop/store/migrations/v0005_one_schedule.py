"""Version 5, in parts: each adds what one part of the program stores, and none depends on what another adds.

A contact may now be "not in touch yet", and how an interview is held may be open. Both are text, so no column changes,
and everyone keeps theirs.
"""

import sqlite3

from insidescoop.store.migrations import v0005_what_was_logged

_PARTS = (v0005_what_was_logged,)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the tables and the columns of every part."""
    for part in _PARTS:
        part.upgrade(connection)
