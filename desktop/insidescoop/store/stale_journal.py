"""A journal that belongs to another file: left by a killed process beside a store that was put back by hand since."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from insidescoop.store.backup.store_copy import is_sound
from insidescoop.store.encryption.connecting import connect
from insidescoop.system.keys import Key

ASIDE = "-journal.of-another-file"
"""The ending that such a journal is set aside under; a number follows."""

_LARGEST_TRIED = 256 << 20
"""Bytes of a file that is copied to try its journal on; a larger one would take longer than a start may."""


def set_stale_journal_aside(path: Path, key: Key | None = None) -> Path | None:
    """Moves the journal beside `path` away if taking it for true would break a file that is sound without it.

    For who has the file alone, before anything opens it: SQLite rolls back whatever journal it finds, and pages of an
    older or newer file between those of this one make it unreadable. It is tried on a copy. Returns where it is now.
    """
    journal = path.with_name(f"{path.name}-journal")
    try:
        if journal.stat().st_size == 0 or path.stat().st_size > _LARGEST_TRIED:
            return None
        with tempfile.TemporaryDirectory(prefix=".trial-", dir=path.parent) as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(journal, copy.with_name(journal.name))
            if _is_sound(copy, key):
                return None
            copy.with_name(journal.name).unlink(missing_ok=True)
            shutil.copyfile(path, copy)
            if not _is_sound(copy, key):
                # Damaged either way: it is reported when opened, and can be repaired.
                return None
        number = 1
        while (aside := path.with_name(f"{path.name}{ASIDE}-{number}")).exists():
            number += 1
        return journal.rename(aside)
    except OSError:
        # No room to try: SQLite decides, as it always does.
        return None


def _is_sound(copy: Path, key: Key | None) -> bool:
    try:
        with closing(connect(copy, key)) as connection:
            return is_sound(connection)
    except (sqlite3.Error, UnicodeDecodeError):
        return False
