"""A small log of defects, in the data folder, without what people typed."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_FILE = "inside-scoop.log"
_BYTES, _OLD_FILES = 512 * 1024, 1


class _PrivateFile(RotatingFileHandler):
    def _open(self):  # type: ignore[no-untyped-def]
        stream = super()._open()
        if os.name == "posix":
            Path(self.baseFilename).chmod(0o600)
        return stream


def start_log(folder: Path) -> None:
    """Writes warnings and errors of the whole program to a file in `folder` that only the user can read."""
    handler = _PrivateFile(folder / LOG_FILE, maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
