"""One engine for the one file: settings as measured for safety, and the file system's faults told in words."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from contextvars import ContextVar
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from insidescoop.domain.problems import Problem, StoreBusy, StoreDamaged, StoreFault, StoreMoved
from insidescoop.store.encryption.connecting import connect_raw, raw_key_of
from insidescoop.system.keys import Key

CONNECTIONS = 3
"""Connections kept: one that writes, one that reads for the window, one for a long query."""

OLDEST_SQLITE = (3, 35, 0)
"""RETURNING and UPSERT as the journal uses them came with 3.35."""

_TO_READ = ("cell_size_check=ON", "mmap_size=0", "cache_size=-16000", "temp_store=MEMORY")

# TRUNCATE with FULL lost no commit in 1,500 simulated power cuts; write-ahead logging saved 19 ms at most and
# leaves a file that cannot be read from a read-only folder (docs/decisions, 1).
# trusted_schema stays on: SQLite 3.40 refuses FTS5 inside triggers without it. Instead, no trigger but our own
# ever runs: see upgrade.renew_triggers.
_PRAGMAS = (
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    *_TO_READ,
)
# Reading 100,000 people is as fast with 16 MiB of pages as with 64 (measured), and every thread that reads holds its
# own. A large step needs the room: what it changes would else be written out, and the disk waited for, before its end.
_PAGES_TO_READ, _PAGES_TO_WRITE = "PRAGMA cache_size=-16000", "PRAGMA cache_size=-64000"
# Each page is looked at once: to hold more of them takes memory for nothing (14 MiB with 10,000 people).
_PAGES_TO_CHECK = "PRAGMA cache_size=-1000"
_MUST_HOLD = {"journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1}

PATIENCE_MS = 5_000
"""How long a step, or a read off the window's thread, waits for another program to release the file."""

_patience_ms: ContextVar[int] = ContextVar("patience_ms", default=PATIENCE_MS)

_SAFE = "Nothing that was saved before is lost."
_FAULTS: dict[str, tuple[str, str, str]] = {
    "SQLITE_FULL": ("The disk is full.", _SAFE, "Free some space, then try again."),
    "SQLITE_READONLY": (
        "The file with your data cannot be written to.",
        _SAFE,
        "Check that its folder is not read-only, then try again.",
    ),
    "SQLITE_IOERR": ("The disk reported an error.", _SAFE, "Check the disk and its cable, then try again."),
    "SQLITE_CANTOPEN": (
        "The file with your data cannot be opened.",
        "Nothing was changed.",
        "Check that its folder is still there.",
    ),
}
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")


@contextmanager
def patience(milliseconds: int) -> Iterator[None]:
    """Inside, this thread waits only so long for another program to release the file; 0 does not wait at all."""
    before = _patience_ms.set(milliseconds)
    try:
        yield
    finally:
        _patience_ms.reset(before)


def insist_on_sqlite() -> None:
    """Refuses a SQLite that is too old, or that was built without its full-text search; it takes 0.1 ms.

    Raises:
        Problem: it is one; nothing was opened.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise _unfit(f"This system's SQLite ({sqlite3.sqlite_version}) is too old.")
    with closing(sqlite3.connect(":memory:")) as connection:
        has_search = connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone()
    if has_search is None:
        raise _unfit(f"This system's SQLite ({sqlite3.sqlite_version}) was built without full-text search (FTS5).")


def _unfit(what_happened: str) -> Problem:
    oldest = ".".join(map(str, OLDEST_SQLITE))
    return Problem(
        what_happened,
        your_data="Your data was not touched.",
        next_step=f"Use a Python whose SQLite has FTS5 and is of version {oldest} or newer, as that of python.org.",
    )


def open_engine(path: Path, key: Key | None = None, *, is_read_only: bool = False) -> Engine:
    """An engine on the file at `path`, for use from several threads, each with its own connection.

    With a `key` the file is encrypted, a new one too. A read-only engine writes nothing at all, not even beside the
    file.

    Raises:
        Problem: SQLite is not one that the store can use.
    """
    insist_on_sqlite()
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        creator=_connections_to(path, key, mode="ro" if is_read_only else "rwc"),
        pool_size=CONNECTIONS,
        max_overflow=0,
        # What people typed must not stand in an error's text, from where it would reach the log.
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_up_reading if is_read_only else _set_up_connection)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _tell_in_words)
    return engine


def _connections_to(path: Path, key: Key | None, *, mode: str) -> Callable[[], sqlite3.Connection]:
    raw_key = None if key is None else raw_key_of(path, key)
    if key is not None and raw_key is not None:
        key.remember(path, raw_key)
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return partial(connect_raw, uri, raw_key, check_same_thread=False)


def writer_of(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at once, so that none fails halfway for being late."""
    return engine.execution_options(write=True)


def open_all(engine: Engine) -> None:
    """Opens every connection but one, and has each read the schema."""
    for _round in range(2):
        # One is always left to the window; the pool hands them out in turns.
        with ExitStack() as held:
            for _connection in range(CONNECTIONS - 1):
                connection = held.enter_context(engine.connect())
                connection.exec_driver_sql("SELECT 1 FROM undo_recording").all()


def _set_up_connection(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: it would leave DDL and savepoints outside them.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_patience_ms.get()}")
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        connection.close()
        _raise_in_words(error)
        raise
    for name, wanted in _MUST_HOLD.items():
        (held,) = connection.execute(f"PRAGMA {name}").fetchone()
        if held != wanted:
            raise Problem(
                "The file with your data could not be opened safely.",
                your_data="It was not changed.",
                next_step=f"Move it to an ordinary local disk ({name} is {held}, not {wanted}).",
            )


def _set_up_reading(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    try:
        for pragma in (f"busy_timeout={_patience_ms.get()}", "query_only=ON", *_TO_READ):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        connection.close()
        _raise_in_words(error)
        raise


def _begin(connection: Connection) -> None:
    wants_to_write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql(f"PRAGMA busy_timeout={_patience_ms.get()}")
    connection.exec_driver_sql(_PAGES_TO_WRITE if wants_to_write else _PAGES_TO_READ)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants_to_write else "BEGIN")


@contextmanager
def reading_anew(path: Path, key: Key | None = None) -> Iterator[Session]:
    """A session on a connection of its own, which remembers no page of the file."""
    engine = open_engine(path, key, is_read_only=True)
    try:
        with Session(engine, autoflush=False) as session, session.begin():
            yield session
    finally:
        engine.dispose()


def insist_on_soundness(engine: Engine) -> None:
    """Has SQLite look through the whole file for damage, which takes 2 ms for a few hundred kilobytes.

    Raises:
        StoreDamaged: something is wrong with it; nothing was written.
    """
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(_PAGES_TO_CHECK)
            verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.OperationalError):
            raise
        verdict = None
    if verdict != "ok":
        raise StoreDamaged


def write_anew(engine: Engine) -> None:
    """Writes the whole file anew, between transactions: only then does no page keep bytes of what was deleted.

    With secure_delete alone, a page that was balanced keeps what moved to its neighbour.

    Raises:
        Problem: the disk is too full for a second file of that size, or another program is using the file.
    """
    with closing(engine.raw_connection()) as connection:
        try:
            connection.cursor().execute("VACUUM")
        except sqlite3.Error as error:
            _raise_in_words(error)
            raise


def _tell_in_words(context: ExceptionContext) -> None:
    _raise_in_words(context.original_exception)


def _raise_in_words(error: BaseException | None) -> None:
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        raise StoreBusy
    if name.startswith(_DAMAGE):
        raise StoreDamaged
    if name == "SQLITE_READONLY_DBMOVED":
        raise StoreMoved
    for code, (what_happened, your_data, next_step) in _FAULTS.items():
        if name.startswith(code):
            raise StoreFault(what_happened, your_data=your_data, next_step=next_step)
