"""SQLCipher's connections. They raise the errors of the standard `sqlite3`, so that callers see no difference.

Loaded by the first encrypted file: its library is as large as all of SQLite twice over.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import wraps
from typing import Any, cast

from sqlcipher3 import dbapi2 as sqlcipher


def open_encrypted(uri: str, raw_key: str | None, **options: Any) -> sqlite3.Connection:
    """A connection to the file at `uri`, with a raw key; without one to a plain file, to copy from or to.

    Whether the key is right is known by the first thing that is read.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    connection = cast(sqlite3.Connection, _connect(uri, uri=True, isolation_level=None, **options))
    # It would write to the terminal that a key is wrong.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if raw_key is not None:
        connection.execute(f'PRAGMA key = "{raw_key}"')
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def sqlcipher_version() -> str:
    """The version of SQLCipher, as in "4.19.0"."""
    with closing(sqlcipher.connect(":memory:")) as connection:
        return str(connection.execute("PRAGMA cipher_version").fetchone()[0]).partition(" ")[0]


def _telling(method: Callable[..., Any]) -> Callable[..., Any]:
    """The method, whose errors are those of the standard `sqlite3` with the same name and code."""

    @wraps(method)
    def call(*arguments: Any, **options: Any) -> Any:
        try:
            return method(*arguments, **options)
        except sqlcipher.Error as error:
            raise _as_standard(error) from None

    return call


def _as_standard(error: Exception) -> sqlite3.Error:
    told: sqlite3.Error = getattr(sqlite3, type(error).__name__)(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(told, name, getattr(error, name))
    return told


class _Cursor(sqlcipher.Cursor):  # type: ignore[misc]
    execute = _telling(sqlcipher.Cursor.execute)
    executemany = _telling(sqlcipher.Cursor.executemany)
    executescript = _telling(sqlcipher.Cursor.executescript)
    fetchone = _telling(sqlcipher.Cursor.fetchone)
    fetchmany = _telling(sqlcipher.Cursor.fetchmany)
    fetchall = _telling(sqlcipher.Cursor.fetchall)
    close = _telling(sqlcipher.Cursor.close)
    __next__ = _telling(sqlcipher.Cursor.__next__)


class _Connection(sqlcipher.Connection):  # type: ignore[misc]
    commit = _telling(sqlcipher.Connection.commit)
    rollback = _telling(sqlcipher.Connection.rollback)
    close = _telling(sqlcipher.Connection.close)
    backup = _telling(sqlcipher.Connection.backup)
    create_function = _telling(sqlcipher.Connection.create_function)

    def cursor(self, factory: type = _Cursor) -> Any:
        return super().cursor(factory)


_connect = _telling(_Connection)
