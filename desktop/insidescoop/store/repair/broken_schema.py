"""Opens the tables of a file whose schema table is damaged, using the root pages that are still readable.

The list is a table as well, on pages of its own: most of them hold triggers, and one broken page keeps SQLite from
reading any. The format is that of sqlite.org/fileformat2.html; everything but the list is read by SQLite itself.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from insidescoop.domain.values import frozen

PAGE_SIZE = 4096
"""Bytes of a page in every file that this program makes."""

_HEADER, _LEAF = 100, 0x0D
_PAGE_COUNT, _FREE_LIST, _CHANGES, _VALID_FOR = slice(28, 32), slice(32, 40), slice(24, 28), slice(92, 96)
_FIELDS = 5
"""Columns of the list of tables: type, name, table, first page, SQL."""
_LONGEST_CHAIN = 64
"""Pages of one entry of the list; a broken chain may lead in circles."""


@frozen
class TablePlace:
    """Where the rows of a table begin, as the number of a page from 1 on, and the names of its columns in order."""

    root: int
    columns: tuple[str, ...]


def table_places(content: bytes) -> dict[str, TablePlace]:
    """The tables with an id that the readable pages of the list name."""
    places: dict[str, TablePlace] = {}
    last = len(content) // PAGE_SIZE
    for page in range(last):
        for kind, name, _table, root, sql in _entries(content, page):
            if kind == "table" and isinstance(name, str) and isinstance(root, int) and 1 < root <= last:
                columns = _columns(name, sql)
                if "id" in columns:
                    places[name] = TablePlace(root, columns)
    return places


def mount(path: Path, places: Mapping[str, TablePlace]) -> None:
    """Writes a list of tables that names only `places` over the first page of the file at `path`.

    There is room for some ten tables, by the number of their columns.

    Raises:
        sqlite3.Error: they do not fit.
    """
    scratch = path.with_name(f"{path.name}-list.new")
    scratch.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(scratch, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
            for name, place in places.items():
                columns = ", ".join(
                    f"{_quoted(each)} INTEGER PRIMARY KEY" if each == "id" else _quoted(each) for each in place.columns
                )
                connection.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
            connection.execute("PRAGMA writable_schema=ON")
            for name, place in places.items():
                connection.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = ?", (place.root, name))
        first = bytearray(scratch.read_bytes()[:PAGE_SIZE])
    finally:
        scratch.unlink(missing_ok=True)
    if first[_HEADER] != _LEAF:
        raise sqlite3.DatabaseError("the list of tables does not fit on one page")
    first[_PAGE_COUNT] = (path.stat().st_size // PAGE_SIZE).to_bytes(4, "big")
    first[_FREE_LIST] = bytes(8)
    first[_VALID_FOR] = first[_CHANGES]
    with path.open("r+b") as file:
        file.write(first)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _columns(name: str, sql: object) -> tuple[str, ...]:
    if not isinstance(sql, str) or not sql.lstrip().upper().startswith("CREATE TABLE"):
        return ()
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.set_progress_handler(lambda: 1, 100_000)
            connection.execute(sql)
            held = connection.execute(f"PRAGMA table_xinfo({_quoted(name)})").fetchall()
    except (sqlite3.Error, sqlite3.Warning):
        return ()
    # A computed column, which is none of ours, would not be on the page.
    return tuple(column[1] for column in held) if all(column[-1] == 0 for column in held) else ()


def _entries(content: bytes, page: int) -> Iterator[Sequence[object]]:
    """The entries of the list of tables on one page; none on a page of anything else, or a broken one."""
    base = page * PAGE_SIZE
    start = base + (_HEADER if page == 0 else 0)
    if content[start] != _LEAF:
        return
    for number in range(min(int.from_bytes(content[start + 3 : start + 5], "big"), PAGE_SIZE // 4)):
        at = start + 8 + 2 * number
        try:
            yield _entry(content, base + int.from_bytes(content[at : at + 2], "big"))
        except (ValueError, IndexError, UnicodeDecodeError):
            continue


def _entry(content: bytes, at: int) -> Sequence[object]:
    length, at = _varint(content, at)
    _row_id, at = _varint(content, at)
    record = _payload(content, at, length)
    end, at = _varint(record, 0)
    types = []
    while at < end:
        kind, at = _varint(record, at)
        types.append(kind)
    if len(types) != _FIELDS:
        raise ValueError("no entry of the list")
    values: list[object] = []
    for kind in types:
        size = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        held, at = record[at : at + size], at + size
        if kind >= 13 and kind % 2:
            values.append(held.decode("utf-8"))
        elif kind in (8, 9):
            values.append(kind - 8)
        else:
            values.append(int.from_bytes(held, "big", signed=True) if 1 <= kind <= 6 else None)
    return values


def _payload(content: bytes, at: int, length: int) -> bytes:
    """The bytes of a cell, with those on the pages it goes on on (1.6 of the file format)."""
    most, least = PAGE_SIZE - 35, (PAGE_SIZE - 12) * 32 // 255 - 23
    if length <= most:
        return content[at : at + length]
    local = least + (length - least) % (PAGE_SIZE - 4)
    local = local if local <= most else least
    held = content[at : at + local]
    page = int.from_bytes(content[at + local : at + local + 4], "big")
    for _link in range(_LONGEST_CHAIN):
        if page == 0 or len(held) >= length:
            break
        start = (page - 1) * PAGE_SIZE
        held += content[start + 4 : start + PAGE_SIZE]
        page = int.from_bytes(content[start : start + 4], "big")
    return held[:length]


def _varint(held: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where the next thing begins."""
    value = 0
    for place in range(9):
        byte = held[at + place]
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise ValueError("unreachable")
