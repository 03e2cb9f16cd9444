"""The one way to open a file of SQLite: plain, or with the key of a passphrase."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from insidescoop.domain.problems import WrongPassphrase
from insidescoop.system.keys import SALT_LENGTH, Key
from insidescoop.system.user_files import SQLITE_MAGIC, looks_encrypted


def connect(
    path: Path,
    key: Key | None = None,
    *,
    mode: str = "rwc",
    is_immutable: bool = False,
    check_same_thread: bool = True,
    timeout: float = 5.0,
) -> sqlite3.Connection:
    """A connection to the file at `path` that begins no transaction by itself.

    A plain file is opened by Python's own SQLite, whatever the key; a new one is encrypted if there is a key. `mode` is
    SQLite's ("ro", "rw", "rwc"); with `is_immutable` nothing is locked, and no journal looked for.

    Raises:
        sqlite3.Error: the file cannot be opened. That a key is wrong is known by the first thing that is read.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if is_immutable else ''}"
    raw_key = None if key is None else raw_key_of(path, key)
    return connect_raw(uri, raw_key, check_same_thread=check_same_thread, timeout=timeout)


def connect_raw(
    uri: str, raw_key: str | None, *, check_same_thread: bool = True, timeout: float = 5.0
) -> sqlite3.Connection:
    """A connection with a key that is derived already; by Python's own SQLite where there is none.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    if raw_key is None:
        return sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=check_same_thread, timeout=timeout
        )
    return connect_by_sqlcipher(uri, raw_key, check_same_thread=check_same_thread, timeout=timeout)


def connect_by_sqlcipher(uri: str, raw_key: str | None, **options: Any) -> sqlite3.Connection:
    """A connection with SQLCipher's library, which reads and writes plain files too where there is no key.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    # Most stores are not encrypted: they start without it.
    from insidescoop.store.encryption.sqlcipher import open_encrypted

    return open_encrypted(uri, raw_key, **options)


def raw_key_of(path: Path, key: Key) -> str | None:
    """The key of an encrypted file, or of a new one; None for a plain file."""
    salt = key.salt_of(path)
    with suppress(OSError):
        if not salt:
            with path.open("rb") as file:
                salt = file.read(SALT_LENGTH)
    if salt == SQLITE_MAGIC:
        return None
    return key.raw(salt if len(salt) == SALT_LENGTH else key.salt_for_new())


def is_encrypted(path: Path) -> bool:
    """True for a file that Python's own SQLite cannot read, and that an encrypted one looks like."""
    with suppress(OSError):
        return looks_encrypted(path)
    return False


def opens_with(path: Path, key: Key | None) -> bool:
    """True for a file that the key opens; a plain one opens without."""
    if not is_encrypted(path):
        return key is None
    with suppress(sqlite3.Error), closing(connect(path, key, mode="ro", is_immutable=True)) as connection:
        return key is not None and bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone())
    return False


@contextmanager
def told_as_wrong_passphrase(path: Path) -> Iterator[None]:
    """Has what SQLCipher says of a wrong key told in words.

    Raises:
        WrongPassphrase: the key does not open the file at `path`.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise WrongPassphrase(path.name) from None
        raise
