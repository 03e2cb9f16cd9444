"""Whether everything in an open store is whole and fits together: pages, references, values, indexes, files."""

from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection, Table, text
from sqlalchemy.orm import Session

from insidescoop.domain.problems import StoreDamaged
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.store.base import Base
from insidescoop.store.indexes import list_index, search_index
from insidescoop.store.journal import recordings_named
from insidescoop.store.stored_values import fault_of
from insidescoop.system.recordings import Recordings

_MOST_NAMED = 20
"""How many faults of one kind are listed individually."""


@frozen
class Soundness:
    """What a check found: sentences on what is wrong (none if all is well), and how many rows each table holds.

    `faults` are of the store itself and can be repaired. `missing_recordings` are sound files that a rehearsal names
    and that are not there, or not as they were saved: they are in no file that could be repaired.
    """

    faults: tuple[str, ...]
    rows: dict[str, int]
    missing_recordings: int = 0

    @property
    def is_sound(self) -> bool:
        """True if nothing is wrong."""
        return not self.faults and not self.missing_recordings


def soundness(session: Session, recordings: Recordings | None = None, report: Report = unheard) -> Soundness:
    """Looks through the whole store, and through the recordings it names if their folder is given.

    Raises:
        Cancelled: the report called it off.
    """
    connection, metadata = session.connection(), Base.metadata
    tables = metadata.sorted_tables
    parts: list[tuple[str, Callable[[], Iterator[str]]]] = [
        ("The file", lambda: _broken_pages(connection)),
        ("References", lambda: _broken_references(connection)),
        *((f"“{table.name}”", partial(_bad_values, connection, table)) for table in tables),
        ("The search index", lambda: _differences(search_index.differences(connection, metadata), "search index")),
        ("The list of contacts", lambda: _differences(list_index.differences(connection), "list of contacts")),
    ]
    faults: list[str] = []
    for done, (name, find) in enumerate(parts):
        report(Progress(done, len(parts), "Checking"))
        try:
            faults += find()
        except StoreDamaged:
            faults.append(f"{name} cannot be read whole.")
    rows: dict[str, int] = {}
    for table in tables:
        try:
            rows[table.name] = session.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one()  # noqa: S608
        except StoreDamaged:
            rows[table.name] = 0
    missing = 0 if recordings is None or faults else _missing(connection, recordings, report)
    return Soundness(tuple(faults), rows, missing)


def _broken_pages(connection: Connection) -> Iterator[str]:
    lines = [str(line) for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if line != "ok"]
    yield from lines[:_MOST_NAMED]
    if len(lines) > _MOST_NAMED:
        yield f"{len(lines) - _MOST_NAMED:,} more faults of the file."


def _broken_references(connection: Connection) -> Iterator[str]:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        yield f"{counted(len(broken), 'row points', 'rows point')} at something that is not there."


def _bad_values(connection: Connection, table: Table) -> Iterator[str]:
    names = ", ".join(column.name for column in table.columns)
    counts: dict[tuple[str, str], int] = {}
    for row in connection.exec_driver_sql(f"SELECT {names} FROM {table.name}"):  # noqa: S608
        for column, value in zip(table.columns, row, strict=True):
            why = fault_of(column, value)
            if why is not None:
                counts[column.name, why] = counts.get((column.name, why), 0) + 1
    for (name, why), count in counts.items():
        yield f"“{name}” in “{table.name}” {why} ({counted(count, 'value')})."


def _differences(count: int, name: str) -> Iterator[str]:
    if count:
        yield f"The {name} differs from what it was made from in {counted(count, 'place')}."


def _missing(connection: Connection, recordings: Recordings, report: Report) -> int:
    named = sorted(recordings_named(connection))
    missing = 0
    for done, name in enumerate(named):
        report(Progress(done, len(named), "Checking recordings"))
        missing += not recordings.is_as_saved(name)
    return missing
