"""The file of the log, which only the user can read and which never grows large."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES, _OLD_FILES = 512 * 1024, 1


class LogFile(RotatingFileHandler):
    """Half a MiB of entries, and as much of older ones in a second file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True)

    def _open(self):  # type: ignore[no-untyped-def]
        stream = super()._open()
        if os.name == "posix":
            Path(self.baseFilename).chmod(0o600)
        return stream

    def handleError(self, record: logging.LogRecord) -> None:
        """A log that cannot be written costs the entry and nothing else: no traceback on the terminal."""
