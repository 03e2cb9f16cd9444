"""The first contacts of the list, read by Python's own sqlite3 before SQLAlchemy is loaded, which takes half a second.

This is only for the eye: the store reads everything again. Whatever is not as expected (encrypted, of another
version, interrupted, damaged, in use) is left to the store, which can put it right or into words.
"""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from insidescoop import __version__
from insidescoop.domain.contact_rows import ContactRow, FirstRows
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.phones import HOME_COUNTRY
from insidescoop.system.user_files import RESTORE_FILE, STORE_FILE, store_header

_MOST = 64
"""Rows read around the current one: more than fit on a screen."""

_MOST_STEPS = 5_000_000
"""Instructions of SQLite's machine, after which it is stopped: 100,000 contacts take some 500,000."""

_LONGEST_VALUE = 100_000

_TABLES = 7
_PLAIN_TABLES = """SELECT count(*) FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE %' AND name IN (
    'contact', 'contact_email', 'contact_phone', 'contact_standing', 'contact_tag', 'organization', 'profile')"""
_PLACE = """SELECT count(*) FROM contact_standing AS other JOIN contact_standing AS own ON own.contact_id = ?
    WHERE own.is_trashed = 0 AND other.is_trashed = 0
    AND (other.name_key, other.contact_id) < (own.name_key, own.contact_id)"""
_ROWS = """SELECT contact.id, contact.display_name, contact.title, organization.name, organization.place,
    (SELECT value FROM contact_email WHERE contact_id = contact.id ORDER BY position LIMIT 1),
    (SELECT value FROM contact_phone WHERE contact_id = contact.id ORDER BY position LIMIT 1),
    (SELECT group_concat(value, ', ') FROM
        (SELECT value FROM contact_tag WHERE contact_id = contact.id ORDER BY position LIMIT -1)),
    contact.closeness, contact.met_event, standing.last_at, standing.due_on, contact.added_at, contact.do_not_contact
    FROM (SELECT contact_id, name_key, last_at, due_on FROM contact_standing WHERE is_trashed = 0
        ORDER BY name_key, contact_id LIMIT ? OFFSET ?) AS standing
    JOIN contact ON contact.id = standing.contact_id
    LEFT JOIN organization ON organization.id = contact.organization_id
    ORDER BY standing.name_key, standing.contact_id"""
"""What `queries.contact_list` reads for the same contacts (a test compares the two)."""


def first_rows(folder: Path, current_id: int | None = None) -> FirstRows | None:
    """What can be shown at once of the store in `folder`, around the contact `current_id`.

    None if there is no contact, or if anything is not as expected. Nothing is written.
    """
    path = folder / STORE_FILE
    try:
        if (folder / RESTORE_FILE).exists() or not _is_as_expected(path):
            return None
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0)) as connection:
            return _read(connection, current_id)
    except (OSError, sqlite3.Error, ValueError, TypeError, LookupError, OverflowError):
        return None


def _is_as_expected(path: Path) -> bool:
    header = store_header(path)
    has_journal = any(path.with_name(f"{path.name}{ending}").exists() for ending in ("-wal", "-shm"))
    journal = path.with_name(f"{path.name}-journal")
    is_interrupted = journal.exists() and journal.stat().st_size > 0
    # The second number of the program's version is that of its schema.
    version = int(__version__.split(".")[1])
    is_current = header is not None and header.is_ours and header.version == version
    return is_current and not has_journal and not is_interrupted


def _read(connection: sqlite3.Connection, current_id: int | None) -> FirstRows | None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.set_progress_handler(lambda: 1, _MOST_STEPS)
    for pragma in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    if connection.execute(_PLAIN_TABLES).fetchone() != (_TABLES,):
        # Of a file that another program has changed nothing is run.
        return None
    (count,) = connection.execute("SELECT count(*) FROM contact_standing WHERE is_trashed = 0").fetchone()
    if not count:
        return None
    (current,) = (0,) if current_id is None else connection.execute(_PLACE, (current_id,)).fetchone()
    start = max(min(current - _MOST // 2, count - _MOST), 0)
    rows = tuple(map(_row, connection.execute(_ROWS, (_MOST, start))))
    (home_country,) = connection.execute("SELECT home_country FROM profile").fetchone() or (HOME_COUNTRY,)
    return FirstRows(count, start, rows, current, str(home_country))


def _row(values: tuple[Any, ...]) -> ContactRow:
    contact_id, *texts, closeness, met_event, last_at, due_on, added_at, do_not_contact = values
    if not all(isinstance(text, str | None) for text in (*texts, met_event)):
        raise TypeError(values)
    name, title, organization, place, email, phone, tags = texts
    return ContactRow(
        id=contact_id,
        name=name,
        title=title,
        organization=organization,
        place=place,
        email=email,
        phone=phone,
        tags=tags,
        closeness=Closeness(closeness),
        met_event=met_event,
        last_contact_at=None if last_at is None else datetime.fromisoformat(last_at),
        next_due_on=None if due_on is None else date.fromisoformat(due_on),
        added_at=datetime.fromisoformat(added_at),
        do_not_contact=bool(do_not_contact),
    )
