"""Small files that only the store's passphrase opens: what is typed and not saved yet."""

import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.store.encryption.connecting import connect
from insidescoop.system.folders import replace_whole
from insidescoop.system.keys import Key


class SealedFiles:
    """Writes and reads bytes with a key, each file whole or not at all."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def write(self, target: Path, content: bytes) -> None:
        """Writes a file.

        Raises:
            Problem: the disk does not take it.
        """
        unfinished = Path(tempfile.mktemp(prefix=".", suffix=".part", dir=target.parent))  # noqa: S306 - a private folder
        try:
            with closing(connect(unfinished, self._key)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute("CREATE TABLE sealed (id INTEGER PRIMARY KEY, content BLOB NOT NULL)")
                connection.execute("INSERT INTO sealed VALUES (1, ?)", (content,))
            replace_whole(unfinished, target)
        except (sqlite3.Error, OSError) as error:
            raise Problem(
                f"“{target.name}” could not be written ({getattr(error, 'strerror', None) or error}).",
                your_data="Nothing was lost; an older file of that name is as it was.",
                next_step="Check the folder and the free space.",
            ) from error
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def read(self, path: Path) -> bytes:
        """What is in a file.

        Raises:
            OSError: it cannot be read, or not with this key.
        """
        try:
            with closing(connect(path, self._key, mode="ro", is_immutable=True)) as connection:
                (content,) = connection.execute("SELECT content FROM sealed").fetchone()
                return bytes(content)
        except (sqlite3.Error, TypeError) as error:
            raise OSError(str(error)) from error
