"""The one way to open a file of SQLite: plain, or with the key of a passphrase."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from insidescoop.system.keys import SALT_LENGTH, Key
from insidescoop.system.user_files import SQLITE_MAGIC


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
    try:
        with path.open("rb") as file:
            salt = file.read(SALT_LENGTH)
    except OSError:
        salt = b""
    if salt == SQLITE_MAGIC:
        return None
    return key.raw(salt if len(salt) == SALT_LENGTH else os.urandom(SALT_LENGTH))
