"""The undo journal: triggers made from the entities write an image of every row a step changes, before and after.

One user action is one transaction is one step. The images undo and redo it, after a restart too, and are the
change set by which views know what to read again. What the ORM, plain SQL and cascades do is caught alike.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, MetaData, Table

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.values import frozen
from insidescoop.store.base import marks_of

STEPS_KEPT = 1_000
"""Steps that can be taken back; older ones are forgotten so that the file does not grow for ever."""

BYTES_KEPT = 64 << 20
"""Bytes of row images that are kept, each change of a long note being its whole text twice; the newest step always is.

Every backup holds them too."""

_ROWS_A_WEIGHING = 64
"""Row images between two looks at how much is kept, which read all of it: 35 ms for 64 MiB."""

_NEWEST = 50
"""Steps that another process may have made, undone or redone since one last looked."""

_ROWS_AT_ONCE = 500
"""Row images held, and rows put back with one statement, at a time."""

_ROWS_A_REPORT = 4_000
"""Row images between two reports of progress: a tenth of a second's work. Smaller steps need none."""

_TABLES = (
    """CREATE TABLE undo_step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        done_at TEXT NOT NULL,
        is_undone INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE undo_change (
        id INTEGER PRIMARY KEY,
        step_id INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        record_id INTEGER NOT NULL,
        before TEXT,
        after TEXT
    )""",
    "CREATE INDEX ix_undo_change_step_id ON undo_change (step_id)",
    # One row while a step is being recorded; without it the triggers stay silent.
    "CREATE TABLE undo_recording (id INTEGER PRIMARY KEY, step_id INTEGER NOT NULL)",
)


@frozen
class Step:
    """One step of the history: what it was called when it was done."""

    id: int
    label: str


def table_statements() -> tuple[str, ...]:
    """The statements that make the journal's own tables."""
    return _TABLES


def trigger_statements(metadata: MetaData) -> Iterator[str]:
    """The statements that make three triggers for every table of the entities."""
    for table in metadata.sorted_tables:
        record = marks_of(table).record
        for verb, row, before, after in (
            ("insert", "new", "NULL", _image(table, "new")),
            ("update", "new", _image(table, "old"), _image(table, "new")),
            ("delete", "old", _image(table, "old"), "NULL"),
        ):
            yield (
                f"CREATE TRIGGER {trigger_name(table, verb)} AFTER {verb.upper()} ON {table.name} "
                "WHEN EXISTS (SELECT 1 FROM undo_recording) BEGIN "
                "INSERT INTO undo_change (step_id, table_name, row_id, record_id, before, after) VALUES "
                f"((SELECT step_id FROM undo_recording), '{table.name}', {row}.id, {row}.{record}, {before}, {after}); "
                "END"
            )


def trigger_name(table: Table, verb: str) -> str:
    """The name of the trigger that records `verb` on `table`."""
    return f"journal_{table.name}_{verb}"


def _image(table: Table, row: str) -> str:
    return "json_object(" + ", ".join(f"'{column.name}', {row}.{column.name}" for column in table.columns) + ")"


def begin_step(connection: Connection, *, label: str, now: datetime) -> int:
    """Begins to record a step and returns its id; what was undone stays till it changes something."""
    step_id: int = connection.exec_driver_sql(
        "INSERT INTO undo_step (label, done_at) VALUES (?, ?) RETURNING id", (label, now.isoformat())
    ).scalar_one()
    connection.exec_driver_sql("INSERT INTO undo_recording (step_id) VALUES (?)", (step_id,))
    return step_id


def go_on_with_step(connection: Connection, step_id: int) -> None:
    """Records more into the newest step that stands; what had been undone can be redone no more."""
    connection.exec_driver_sql("DELETE FROM undo_step WHERE is_undone = 1")
    connection.exec_driver_sql("INSERT INTO undo_recording (step_id) VALUES (?)", (step_id,))


@contextmanager
def recorded_at_once(connection: Connection, table: Table, names: Sequence[str]) -> Iterator[None]:
    """Records the rows added meanwhile in one statement, instead of each by its trigger: in half the time.

    They must be added at the end of `table`, and with no other columns than `names` given: the others of a new row need
    no image.
    """
    step_id = connection.exec_driver_sql("SELECT step_id FROM undo_recording").scalar()
    last = connection.exec_driver_sql(f"SELECT max(id) FROM {table.name}").scalar() or 0
    connection.exec_driver_sql("DELETE FROM undo_recording")
    yield
    if step_id is not None:
        image = ", ".join(f"'{name}', {name}" for name in dict.fromkeys(("id", *names)))
        connection.exec_driver_sql(
            "INSERT INTO undo_change (step_id, table_name, row_id, record_id, after) "
            f"SELECT ?, '{table.name}', id, {marks_of(table).record}, json_object({image}) "
            f"FROM {table.name} WHERE id > ? ORDER BY id",
            (step_id, last),
        )
        connection.exec_driver_sql("INSERT INTO undo_recording (step_id) VALUES (?)", (step_id,))


def fold_updates(connection: Connection, step_id: int) -> None:
    """Makes one image of the many that a row was changed with in a step: as it was at first, and as it is at last.

    Rows that were added or deleted in the step keep all their images. A row that is as it was is no change.
    """
    rows = connection.exec_driver_sql(
        "SELECT table_name, row_id, min(id), max(id) FROM undo_change WHERE step_id = ? "
        "GROUP BY table_name, row_id HAVING count(*) > 1 AND count(before) = count(*) AND count(after) = count(*)",
        (step_id,),
    ).all()
    for table_name, row_id, first, last in rows:
        connection.exec_driver_sql(
            "UPDATE undo_change SET after = (SELECT after FROM undo_change WHERE id = ?) WHERE id = ?", (last, first)
        )
        connection.exec_driver_sql(
            "DELETE FROM undo_change WHERE step_id = ? AND table_name = ? AND row_id = ? AND id > ?",
            (step_id, table_name, row_id, first),
        )
    connection.exec_driver_sql("DELETE FROM undo_change WHERE step_id = ? AND before = after", (step_id,))


def end_step(connection: Connection, step_id: int, *, label: str, changes: Changes) -> None:
    """Ends the recording under its final label; a step without changes is dropped."""
    connection.exec_driver_sql("DELETE FROM undo_recording")
    if changes:
        connection.exec_driver_sql("DELETE FROM undo_step WHERE is_undone = 1")
        connection.exec_driver_sql("UPDATE undo_step SET label = ? WHERE id = ?", (label, step_id))
        connection.exec_driver_sql(
            "DELETE FROM undo_step WHERE id <= (SELECT id FROM undo_step ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (STEPS_KEPT,),
        )
        _keep_within_bytes(connection, step_id)
    else:
        connection.exec_driver_sql("DELETE FROM undo_step WHERE id = ?", (step_id,))


def _keep_within_bytes(connection: Connection, newest: int) -> None:
    """Forgets the oldest steps while there is more of them than is kept; looked at every so many row images."""
    first, last = connection.exec_driver_sql(
        "SELECT min(id), max(id) FROM undo_change WHERE step_id = ?", (newest,)
    ).one()
    if (first - 1) // _ROWS_A_WEIGHING == last // _ROWS_A_WEIGHING:
        return
    # SQLCipher gives the second as text.
    pages, page_size = (
        int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in ("page_count", "page_size")
    )
    if pages * page_size > BYTES_KEPT:
        connection.exec_driver_sql(
            "DELETE FROM undo_step WHERE id < ? AND id <= (SELECT max(step_id) FROM ("
            "SELECT step_id, sum(sum(coalesce(length(CAST(before AS BLOB)), 0) + "
            "coalesce(length(CAST(after AS BLOB)), 0))) OVER (ORDER BY step_id DESC) AS bytes "
            "FROM undo_change GROUP BY step_id) WHERE bytes > ?)",
            (newest, BYTES_KEPT),
        )


def step_to_undo(connection: Connection) -> Step | None:
    """The newest step that stands; None if there is nothing to take back."""
    return _step(connection, "SELECT id, label FROM undo_step WHERE is_undone = 0 ORDER BY id DESC LIMIT 1")


def step_to_redo(connection: Connection) -> Step | None:
    """The step undone last; None if nothing was undone since the last change."""
    return _step(connection, "SELECT id, label FROM undo_step WHERE is_undone = 1 ORDER BY id LIMIT 1")


def _step(connection: Connection, statement: str) -> Step | None:
    row = connection.exec_driver_sql(statement).one_or_none()
    return None if row is None else Step(*row)


def undo(connection: Connection, step: Step, *, metadata: MetaData, report: Report = unheard) -> None:
    """Puts every row back as it was before `step`, which must be the one of `step_to_undo`.

    Raises:
        Cancelled: the report called it off.
    """
    way = _Way("after", "before", "DESC", is_undone=1, doing="Undoing")
    _replay(connection, step, way, metadata=metadata, report=report)


def redo(connection: Connection, step: Step, *, metadata: MetaData, report: Report = unheard) -> None:
    """Puts every row as it was after `step`, which must be the one of `step_to_redo`.

    Raises:
        Cancelled: the report called it off.
    """
    way = _Way("before", "after", "ASC", is_undone=0, doing="Redoing")
    _replay(connection, step, way, metadata=metadata, report=report)


@frozen
class _Way:
    """Which image rows go from and to, in which order of the changes, and what a step is called meanwhile."""

    from_image: str
    to_image: str
    order: str
    is_undone: int
    doing: str


def _replay(connection: Connection, step: Step, way: _Way, *, metadata: MetaData, report: Report) -> None:
    # Between two row images a foreign key may point nowhere for a moment; at the commit all must hold.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for rows in _changes(connection, step.id, way, report):
        tables, ids, present, wanted = zip(*rows, strict=True)
        named = (metadata.tables[table] for table in tables)
        writings = map(_writing, named, ids, _parsed(present), _parsed(wanted))
        for statement, alike in groupby(filter(None, writings), key=itemgetter(0)):
            connection.exec_driver_sql(statement, [values for _statement, values in alike])
    connection.exec_driver_sql("UPDATE undo_step SET is_undone = ? WHERE id = ?", (way.is_undone, step.id))


def _changes(
    connection: Connection, step_id: int, way: _Way, report: Report
) -> Iterator[list[tuple[str, int, str | None, str | None]]]:
    """Table, row, present and wanted image of the changes of a step in order, some at a time: there may be 300,000."""
    after, last = (">", 0) if way.order == "ASC" else ("<", sys.maxsize)
    done, total = 0, row_count(connection, step_id)
    while True:
        if done and done % _ROWS_A_REPORT == 0:
            report(Progress(done, total, way.doing))
        rows = connection.exec_driver_sql(
            # How a row is that is to go, nobody asks.
            "SELECT id, table_name, row_id, "
            f"CASE WHEN {way.to_image} IS NOT NULL THEN {way.from_image} END, {way.to_image} FROM undo_change "
            f"WHERE step_id = ? AND id {after} ? ORDER BY id {way.order} LIMIT {_ROWS_AT_ONCE}",
            (step_id, last),
        ).all()
        if not rows:
            return
        last, done = rows[-1][0], done + len(rows)
        yield [tuple(row[1:]) for row in rows]


def _parsed(images: Iterable[str | None]) -> list[dict[str, Any] | None]:
    """Row images as values; None stays None. All in one text: read one by one they take three times as long."""
    parsed: list[dict[str, Any] | None] = json.loads(f"[{','.join([image or 'null' for image in images])}]")
    return parsed


def _writing(
    table: Table, row_id: int, present: dict[str, Any] | None, wanted: dict[str, Any] | None
) -> tuple[str, tuple[Any, ...]] | None:
    """The statement that puts a row as it is wanted, and its values; None if it is so already."""
    if wanted is None:
        return f"DELETE FROM {table.name} WHERE id = ?", (row_id,)
    if present is None:
        statement, value_of = _insertion(table, tuple(wanted))
        return statement, value_of(wanted)
    # Only what the step changed is put back: a newer built-in text in another column stays.
    names = [column.name for column in table.columns if present[column.name] != wanted[column.name]]
    settings = ", ".join(f"{name} = ?" for name in names)
    return (
        (f"UPDATE {table.name} SET {settings} WHERE id = ?", (*(wanted[name] for name in names), row_id))
        if names
        else None
    )


@lru_cache(maxsize=64)
def _insertion(table: Table, written: tuple[str, ...]) -> tuple[str, Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """The statement that puts a row back whose image has the names `written`, and what takes its values out of one."""
    names = [name for name in written if name in table.columns]
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
    return statement, lambda image: tuple([image[name] for name in names])


def changes_of(connection: Connection, step_id: int, metadata: MetaData) -> Changes:
    """The records that a step touches."""
    # The ids of each table as one text: a row object for each of 300,000 takes longer than all the rest (measured).
    touched = connection.exec_driver_sql(
        "SELECT table_name, json_group_array(record_id) FROM undo_change WHERE step_id = ? GROUP BY table_name",
        (step_id,),
    )
    return Changes.of_ids((marks_of(metadata.tables[table]).kind, json.loads(ids)) for table, ids in touched)


def newest_changes(connection: Connection, metadata: MetaData) -> Changes:
    """The records that the newest steps touch, undone or not, with every kind: another process may have made them."""
    touched = connection.exec_driver_sql(
        "SELECT table_name, json_group_array(record_id) FROM undo_change WHERE step_id IN "
        f"(SELECT id FROM undo_step ORDER BY id DESC LIMIT {_NEWEST}) GROUP BY table_name"
    )
    named = [(marks_of(metadata.tables[table]).kind, json.loads(ids)) for table, ids in touched]
    return Changes.of_ids([*named, *((kind, ()) for kind in Kind)])


def forget(connection: Connection) -> None:
    """Empties the history: nothing can be undone or redone any more."""
    connection.exec_driver_sql("DELETE FROM undo_step")


def tables_of(connection: Connection, step_id: int) -> tuple[str, ...]:
    """The names of the tables whose rows a step changed."""
    names = connection.exec_driver_sql("SELECT DISTINCT table_name FROM undo_change WHERE step_id = ?", (step_id,))
    return tuple(names.scalars())


def row_count(connection: Connection, step_id: int) -> int:
    """How many row images a step holds."""
    count: int = connection.exec_driver_sql(
        "SELECT count(*) FROM undo_change WHERE step_id = ?", (step_id,)
    ).scalar_one()
    return count


RECORDINGS_NAMED = (
    "SELECT recording FROM rehearsal WHERE recording IS NOT NULL "
    "UNION SELECT json_extract(before, '$.recording') FROM undo_change WHERE table_name = 'rehearsal' "
    "UNION SELECT json_extract(after, '$.recording') FROM undo_change WHERE table_name = 'rehearsal'"
)
"""The names of the sound files of runs, one a row, with NULL among them."""


def recordings_named(connection: Connection) -> frozenset[str]:
    """The sound files that a run names, now or in a row image that undo or redo could put back."""
    return frozenset(name for (name,) in connection.exec_driver_sql(RECORDINGS_NAMED) if name is not None)
