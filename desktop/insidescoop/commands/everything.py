"""Loading a whole store from a document of everything, into a store that holds nothing yet."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text
from sqlalchemy.exc import IntegrityError

from insidescoop.domain.backups import BackupReason
from insidescoop.domain.everything import Everything, Row
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Progress, Report
from insidescoop.domain.text import first_line
from insidescoop.domain.values import frozen
from insidescoop.queries.everything import why_not_loaded
from insidescoop.store.base import Base
from insidescoop.store.entities import THE_PROFILE, Interview, InterviewContact, Profile
from insidescoop.store.migrations import STEPS
from insidescoop.store.stored_values import default_of, fault_of
from insidescoop.store.unit_of_work import UnitOfWork
from insidescoop.store.upgrade import newest_version

_AT_ONCE = 50
_TABLES = {table.name: table for table in Base.metadata.sorted_tables}


@frozen
class LoadEverything:
    """Fills an empty store with a whole document; returns how many rows it took. One step, one undo."""

    everything: Everything
    file_name: str
    is_bulk: bool = field(default=True, init=False)
    backup_reason: BackupReason = field(default=BackupReason.BEFORE_IMPORT, init=False)

    @property
    def label(self) -> str:
        return f"Load everything from {first_line(self.file_name, at_most=60)}"

    def run(self, work: UnitOfWork) -> int:
        problem = why_not_loaded(work.session)
        if problem is not None:
            raise problem
        _insist_on_known_tables(self.everything, self.file_name)
        connection = work.session.connection()
        # Rows of one table may speak of each other in any order, and so may tables; all is looked at in the end.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        try:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(delete(table))
            self._insert(connection, work.report)
        except IntegrityError as error:
            raise _damaged(self.file_name, "two rows have one name") from error
        _insist_on_whole_references(work, self.file_name)
        connection.execute(
            text("INSERT OR REPLACE INTO seed_version (name, version) VALUES ('seeds', :version)"),
            {"version": self.everything.seeds_version or 0},
        )
        work.session.expire_all()
        return self.everything.total

    def _insert(self, connection: Connection, report: Report) -> None:
        """Adds all rows in batches, checking each one first; they are never all in memory."""
        done = 0
        for name, rows in self.everything.tables():
            table = _TABLES[name]
            statement = str(insert(table).compile(dialect=connection.dialect))
            checked = _checked_rows(table, rows, self.file_name)
            while some := list(islice(checked, _AT_ONCE)):
                report(Progress(done, self.everything.total, "Loading everything"))
                connection.exec_driver_sql(statement, some)
                done += len(some)


def _insist_on_known_tables(everything: Everything, file_name: str) -> None:
    """Refuses a document of a newer version, and one that lacks a table of this version.

    Raises:
        Problem: it is one.
    """
    newest = newest_version(STEPS)
    if everything.schema_version > newest or everything.counts.keys() - _TABLES.keys():
        raise Problem(
            f"“{file_name}” was written by another version of Inside Scoop.",
            your_data="Nothing was read and nothing was changed.",
            next_step="Load it with the version that wrote it, or a newer one.",
        )
    missing = sorted(_TABLES.keys() - everything.counts.keys())
    if missing and everything.schema_version == newest:
        raise _damaged(file_name, f"“{missing[0]}” is not in it")


def _checked_rows(table: Table, rows: Iterable[Row], file_name: str) -> Iterator[tuple[Any, ...]]:
    """The values of the rows, of all columns in their order, each what its column takes.

    Raises:
        Problem: one is not.
    """
    columns = {column.name: column for column in table.columns}
    for number, row in enumerate(rows, start=1):
        for name in row:
            if name not in columns:
                raise _damaged(file_name, f"“{first_line(name, at_most=40)}” of “{table.name}” is not known")
        values: list[Any] = []
        for name, column in columns.items():
            value = row[name] if name in row else default_of(column)
            fault = fault_of(column, value)
            if fault is not None:
                raise _damaged(file_name, f"row {number:,} of “{table.name}”: “{name}” {fault}")
            values.append(int(value) if isinstance(value, bool) else value)
        yield tuple(values)


def _insist_on_whole_references(work: UnitOfWork, file_name: str) -> None:
    broken = work.session.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise _damaged(file_name, f"a row of “{broken[0]}” speaks of another that is not in it")
    alone = select(Interview.id).where(Interview.id.not_in(select(InterviewContact.interview_id)))
    if work.session.scalar(alone.limit(1)) is not None:
        raise _damaged(file_name, "an interview has nobody to talk to")
    if work.session.get(Profile, THE_PROFILE) is None:
        raise _damaged(file_name, "the profile is not in it")


def _damaged(file_name: str, why: str) -> Problem:
    return Problem(
        f"“{file_name}” cannot be loaded: {why}.",
        your_data="Nothing was read and nothing was changed.",
        next_step="Export everything once more, and load that file.",
    )
