"""A store to be looked at without writing anything in its folder."""

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.store.encryption.connecting import connect
from insidescoop.system.keys import Key


class ReadOnlyCopy:
    """The file at `store`, or, where a step in it was interrupted, a copy to take that step back in.

    SQLite rolls an interrupted step back when the file is opened, which writes to it. The copy is in a folder of its
    own, for the user alone, until `remove`.

    Raises:
        Problem: there is no room for the copy.
    """

    def __init__(self, store: Path, key: Key | None = None) -> None:
        self.path = store
        self._folder: Path | None = None
        journal = store.with_name(f"{store.name}-journal")
        if not journal.exists() or journal.stat().st_size == 0:
            return
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="inside-scoop-"))
            self.path = self._folder / store.name
            for part in (store, journal):
                shutil.copyfile(part, self._folder / part.name)
            with suppress(sqlite3.Error), closing(connect(self.path, key)) as connection:
                # Takes the interrupted step back.
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except OSError as error:
            self.remove()
            raise Problem(
                f"There is no room to look at your data ({error.strerror}).",
                your_data="It was not changed.",
                next_step="Free some space, then try again.",
            ) from error

    def remove(self) -> None:
        """Deletes the copy."""
        if self._folder is not None:
            with suppress(OSError):
                shutil.rmtree(self._folder)
