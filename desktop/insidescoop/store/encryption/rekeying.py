"""Copies of a store under another key: from plain to encrypted, back, or from one passphrase to another."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from insidescoop.domain.progress import Cancelled, Progress, Report, unheard
from insidescoop.store.encryption.connecting import connect, connect_by_sqlcipher, raw_key_of
from insidescoop.system.keys import Key

_BETWEEN_LOOKS = 20_000
"""Instructions of SQLite between two looks at how far the copy is: some milliseconds."""

_LISTED = "SELECT name, type, tbl_name, sql FROM sqlite_master ORDER BY name"


def copy_with_key(
    source: Path,
    target: Path,
    *,
    source_key: Key | None,
    target_key: Key | None,
    report: Report = unheard,
    doing: str = "Megabytes copied",
) -> None:
    """Writes everything in `source` to the new file `target`, encrypted if there is a `target_key`, and reads it back.

    Nothing may be open on `source`, nor write to it: it is read without a lock. Two libraries of SQLite in one process
    would take each other's locks off a file.

    Raises:
        sqlite3.Error: a key is wrong, a file is damaged, or the disk does not take the copy.
        Cancelled: the report called it off; what was written of the copy is for the caller to delete.
    """
    raw_key = None if source_key is None else raw_key_of(source, source_key)
    uri = f"{source.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(connect_by_sqlcipher(uri, raw_key)) as connection:
        watch = _Watch(source, target, report, doing)
        connection.set_progress_handler(watch.look, _BETWEEN_LOOKS)
        new_key = "" if target_key is None else target_key.raw(target_key.salt_for_new())
        connection.execute("ATTACH DATABASE ? AS target KEY ?", (str(target), new_key))
        # It has no other name yet, and is on the disk before it gets one.
        connection.execute("PRAGMA target.journal_mode = OFF")
        connection.execute("PRAGMA target.synchronous = OFF")
        watch.calling_off(lambda: connection.execute("SELECT sqlcipher_export('target')").fetchall())
        for mark in ("user_version", "application_id"):
            (held,) = connection.execute(f"PRAGMA main.{mark}").fetchone()
            connection.execute(f"PRAGMA target.{mark} = {held}")
        connection.execute("DETACH DATABASE target")
        with closing(connect(target, target_key, mode="ro", is_immutable=True)) as copy:
            _insist_on_same(connection, copy)


class _Watch:
    """Reports how large the copy has become while one statement writes it."""

    def __init__(self, source: Path, target: Path, report: Report, doing: str) -> None:
        self._total = _megabytes(source)
        self._target = target
        self._report = report
        self._doing = doing
        self._is_called_off = False

    def look(self) -> int:
        """Anything but 0 has SQLite give up."""
        try:
            self._report(Progress(min(_megabytes(self._target), self._total), self._total, self._doing))
        except Cancelled:
            self._is_called_off = True
        return int(self._is_called_off)

    def calling_off(self, work: Callable[[], object]) -> None:
        """Does the work, which SQLite gives up when it is called off."""
        try:
            work()
        except sqlite3.Error:
            if self._is_called_off:
                raise Cancelled from None
            raise


def _megabytes(path: Path) -> int:
    return 1 + path.stat().st_size // 1_000_000 if path.exists() else 0


def _insist_on_same(source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    listed = source.execute(_LISTED).fetchall()
    is_same = copy.execute("PRAGMA quick_check").fetchone() == ("ok",) and listed == copy.execute(_LISTED).fetchall()
    counting = [
        *("PRAGMA user_version", "PRAGMA application_id"),
        # The file is one of ours, and a name is quoted.
        *(f"SELECT count(*) FROM {_quoted(name)}" for name, kind, *_rest in listed if kind == "table"),  # noqa: S608
    ]
    if not is_same or any(source.execute(each).fetchone() != copy.execute(each).fetchone() for each in counting):
        raise sqlite3.DatabaseError("the copy is not like the original")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
