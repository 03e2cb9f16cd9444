"""Reads what can still be read of a damaged store: row by row, around the pages that are broken."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, Table

from insidescoop.domain.everything import Row
from insidescoop.domain.progress import Progress, Report
from insidescoop.store.encryption.connecting import connect
from insidescoop.store.repair.broken_schema import mount, table_places
from insidescoop.store.stored_values import default_of, fault_of
from insidescoop.system.keys import Key

_PROBES = 200_000
"""Reads tried in the broken part of one table; more would keep the user waiting for rows that are hardly there."""

_PROBES_OF_ENCRYPTED = 5_000
"""An encrypted file is reopened after each fault, which takes a few milliseconds."""

_JOURNAL = ("undo_step", "undo_change")

_LONGEST_VALUE = 64 << 20
"""Bytes of one value; a broken length must not fill the memory."""


@dataclass(slots=True)
class Found:
    """The rows of one table by id.

    `unread` are ids of rows that could not be read, or not be used, and `deleted` ids of which the journal says so;
    `emptied` counts single values that were left out of a row. `is_whole` is False where something could not be read,
    `has_all_ids` where it is not known of which rows.
    """

    rows: dict[int, Row] = field(default_factory=dict)
    unread: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    has_all_ids: bool = True
    emptied: int = 0
    is_whole: bool = True


def salvaged(path: Path, metadata: MetaData, *, report: Report, key: Key | None = None) -> dict[str, Found]:
    """Everything that can be read of the user's tables in a file, by table, each value as the program keeps it.

    The file is a copy, which may be written over. A row that cannot be read is taken from the undo journal of the same
    file, if that has it. Views, virtual tables and computed columns are not read: only another program can have put
    them there.

    Raises:
        Cancelled: the report called it off.
    """
    columns = _readable_columns(path, key)
    names = [table.name for table in metadata.sorted_tables]
    # Looked for page by page only where SQLite itself finds no table of ours, or not all.
    # An encrypted page cannot be looked at.
    places = {} if key is not None or all(name in columns for name in names) else table_places(path.read_bytes())
    found: dict[str, Found] = {}
    for done, table in enumerate(metadata.sorted_tables):
        look = partial(report, Progress(done, len(names), "Reading tables"))
        look()
        try:
            if places and table.name in places:
                there = [name for name in (table.name, *_JOURNAL) if name in places]
                mount(path, {name: places[name] for name in there})
                columns = {name: places[name].columns for name in there}
            with closing(_Reading(path, key)) as reading:
                found[table.name] = _read_table(reading, table, columns.get(table.name, ()), look)
        except (sqlite3.Error, UnicodeDecodeError):
            found[table.name] = Found(is_whole=False, has_all_ids=False)
    return found


def _open(path: Path, key: Key | None) -> sqlite3.Connection:
    """A connection to a file that cannot be trusted; broken letters become U+FFFD."""
    connection = connect(path, key)
    connection.text_factory = lambda held: held.decode("utf-8", "replace")
    if key is None:
        # SQLCipher has no limits to set; what damages an encrypted page makes it unreadable, never longer.
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema=OFF", "query_only=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


class _Reading:
    """Rows of a file that cannot be trusted, through a connection that is reopened after a fault if necessary.

    SQLCipher's reads nothing more once it has met a page that it cannot decrypt.
    """

    def __init__(self, path: Path, key: Key | None) -> None:
        self._path = path
        self._key = key
        self._connection = _open(path, key)
        self.most_probes = _PROBES if key is None else _PROBES_OF_ENCRYPTED

    def rows(self, statement: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """The rows of a statement, up to the first fault.

        Raises:
            sqlite3.Error: there was one.
        """
        try:
            yield from self._connection.execute(statement, tuple(values))
        except sqlite3.Error:
            if self._key is not None:
                self._connection.close()
                self._connection = _open(self._path, self._key)
            raise

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()


def _read_table(reading: _Reading, table: Table, columns: Sequence[str], look: Callable[[], object]) -> Found:
    images = cache(partial(_Journal(reading).images, table.name))
    names = [column.name for column in table.columns if column.name in columns]
    found = _usable(table, _Reader(reading, table.name, names, look).read(images))
    if not found.is_whole:
        _complete(table, found, images())
    return found


def usable_row(table: Table, held: Row) -> tuple[Row | None, int]:
    """A row with every column, and how many of its values were left out; None where it cannot do without one."""
    whole: dict[str, Any] = {}
    emptied = 0
    for column in table.columns:
        value = held[column.name] if column.name in held else default_of(column)
        if fault_of(column, value) is not None:
            value, emptied = default_of(column), emptied + 1
            if fault_of(column, value) is not None:
                return None, 0
        whole[column.name] = int(value) if isinstance(value, bool) else value
    # A moment without its zone, or a zone without its moment, says nothing.
    for name in [name for name in whole if name.endswith("_zone")]:
        moment = f"{name.removesuffix('_zone')}_at"
        if moment in whole and (whole[moment] is None) != (whole[name] is None):
            if not (table.columns[moment].nullable and table.columns[name].nullable):
                return None, 0
            whole[moment] = whole[name] = None
            emptied += 1
    return whole, emptied


def _usable(table: Table, found: Found) -> Found:
    for row_id, held in list(found.rows.items()):
        row, emptied = usable_row(table, held)
        if row is None:
            del found.rows[row_id]
            found.unread.add(row_id)
            found.is_whole = False
        else:
            found.rows[row_id] = row
            found.emptied += emptied
    return found


def _readable_columns(path: Path, key: Key | None) -> dict[str, tuple[str, ...]]:
    """The columns of every ordinary table that SQLite itself finds."""
    held: dict[str, tuple[str, ...]] = {}
    try:
        with closing(_open(path, key)) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"):
                quoted = name.replace('"', '""')
                columns = connection.execute(f'PRAGMA table_xinfo("{quoted}")').fetchall()
                # The last says how a column is hidden: 0 for an ordinary one.
                held[name] = tuple(column[1] for column in columns if column[-1] == 0)
    except (sqlite3.Error, UnicodeDecodeError):
        # SQLite's own message may quote broken letters.
        return held
    return held


class _Reader:
    """Reads one table from both ends, then halves what lies between until only broken rows are left."""

    def __init__(self, reading: _Reading, table: str, names: Sequence[str], look: Callable[[], object]) -> None:
        self._reading = reading
        self._names = names
        self._table = table
        self._look = look
        self._found = Found()
        self._probes = 0

    def read(self, images: Callable[[], Mapping[int, str | None]]) -> Found:
        """The rows; `images` are those of the journal, and asked for only if something is broken."""
        found = self._found
        if "id" in self._names and self._take("ORDER BY id"):
            return found
        found.is_whole = False
        known = {*images(), *self._ids_in_indexes()}
        if "id" not in self._names:
            found.unread = known
            return found
        first = max(found.rows, default=0)
        self._take("ORDER BY id DESC", until=first)
        above = [row_id for row_id in found.rows if row_id > first]
        last = min(above) if above else max(known, default=first) + 1
        self._halve(first + 1, last - 1)
        found.unread = {row_id for row_id in known if row_id not in found.rows and first < row_id < last}
        return found

    def _take(self, how: str, *values: int, until: int = 0) -> bool:
        """Keeps the rows that come until one is broken; True if none was."""
        try:
            for row in self._reading.rows(f"SELECT {', '.join(self._names)} FROM {self._table} {how}", values):  # noqa: S608
                held = dict(zip(self._names, row, strict=True))
                row_id = held["id"]
                if not isinstance(row_id, int) or row_id <= until:
                    break
                self._found.rows.setdefault(row_id, held)
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError):
            return False
        return True

    def _halve(self, low: int, high: int) -> None:
        waiting = [(low, high)] if low <= high else []
        while waiting and self._probes < self._reading.most_probes:
            low, high = waiting.pop()
            self._probes += 1
            if self._probes % 500 == 0:
                self._look()
            if low == high:
                # With BETWEEN, SQLite would look behind the row, on a page that may be broken, before it gives it.
                self._take("WHERE id = ?", low)
            elif not self._take("WHERE id BETWEEN ? AND ?", low, high):
                middle = (low + high) // 2
                waiting += [(middle + 1, high), (low, middle)]

    def _ids_in_indexes(self) -> set[int]:
        """The ids that the table's indexes name: they lie on other pages than the rows."""
        ids: set[int] = set()
        self._found.has_all_ids = False
        try:
            indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
            names = list(self._reading.rows(indexes, (self._table,)))
        except sqlite3.Error:
            return ids
        for (name,) in names:
            quoted = name.replace('"', '""')
            try:
                rows = self._reading.rows(f'SELECT id FROM {self._table} INDEXED BY "{quoted}"')  # noqa: S608
                ids.update(row_id for (row_id,) in rows if isinstance(row_id, int))
                self._found.has_all_ids = True
            except sqlite3.Error:
                continue
        return ids


class _Journal:
    """The newest image of each row in the undo journal, read for a table of which something is broken."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading

    def images(self, table: str) -> dict[int, str | None]:
        """By id, None for a row whose last change was its deletion; {} if the journal itself is broken.

        A newer image may lie behind the broken page: an older one would bring back what was changed since.
        """
        images: dict[int, str | None] = {}
        # What stands is as after the newest step on it; what was undone, as before the oldest of the undone ones.
        for is_undone, image, order in ((0, "after", "ASC"), (1, "before", "DESC")):
            statement = (
                f"SELECT row_id, {image} FROM undo_change WHERE table_name = ? AND step_id IN "  # noqa: S608
                f"(SELECT id FROM undo_step WHERE is_undone = {is_undone}) ORDER BY id {order}"
            )
            try:
                images.update(self._reading.rows(statement, (table,)))
            except sqlite3.Error:
                return {}
        return images


def _complete(table: Table, found: Found, images: Mapping[int, str | None]) -> None:
    """Adds the rows that could not be read but are in the journal, and forgets those that had been deleted."""
    for row_id, held in images.items():
        if row_id in found.rows:
            continue
        row = None if held is None else _row_of(table, held)
        if row is not None:
            found.rows[row_id] = row
        if held is None:
            found.deleted.add(row_id)
        if held is None or row is not None:
            found.unread.discard(row_id)
        else:
            found.unread.add(row_id)


def _row_of(table: Table, image: str) -> Row | None:
    try:
        held = json.loads(image)
    except (ValueError, RecursionError):
        return None
    return usable_row(table, held)[0] if isinstance(held, Mapping) else None
