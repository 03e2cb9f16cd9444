"""A small log of defects, in the data folder, without what people typed."""

import logging
import traceback
from contextlib import suppress
from pathlib import Path

from insidescoop.domain.problems import Problem

LOG_FILE = "inside-scoop.log"
_OURS = "insidescoop"


def redacted(error: BaseException) -> str:
    """An error's kind and the lines of our own files it passed through, oldest first; what caused it comes first.

    Messages are left out, and so are the lines of code: a message quotes what was typed more often than not.

    >>> redacted(ValueError("invalid literal: 'Dana Okafor'"))
    'ValueError'
    """
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [redacted(cause), "then"] if cause is not None else []
    lines += [
        f"  {Path(frame.filename).relative_to(package).as_posix()}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if (package := _package(frame.filename)) is not None
    ]
    code = getattr(error, "sqlite_errorname", None)
    return "\n".join([*lines, f"{type(error).__name__}{f' ({code})' if isinstance(code, str) else ''}"])


def defect(error: Exception) -> Problem:
    """What to say of an error that no one foresaw and that ends the program."""
    return Problem(
        f"Something in Inside Scoop went wrong ({type(error).__name__}).",
        your_data="What you saved before is safe.",
        next_step=f"The place is named in {LOG_FILE} in the data folder; try again.",
    )


def _package(filename: str) -> Path | None:
    """The folder of our package that a file is in; None for a file that is not ours."""
    return next((parent for parent in Path(filename).parents if parent.name == _OURS), None)


class _RedactingFormatter(logging.Formatter):
    def formatException(self, ei) -> str:  # type: ignore[no-untyped-def]
        return redacted(ei[1])

    def format(self, record: logging.LogRecord) -> str:
        # A handler before this one may have stored the whole trace with the record.
        record.exc_text = None
        return super().format(record)


class _LogAtFirstEntry(logging.Handler):
    """Makes the file, and loads what writes it, when there is something to write: hardly ever."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        # A log that cannot be written costs the entry and nothing else. There may be no memory left to load this.
        with suppress(ImportError, OSError, MemoryError):
            if self._file is None:
                from insidescoop.system.log_file import LogFile

                self._file = LogFile(self._path)
                self._file.setFormatter(self.formatter)
            self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def start_log(folder: Path) -> None:
    """Writes our own warnings and errors to a file in `folder` that only the user can read.

    What libraries log is left out: their messages may hold names, addresses and lines of files.
    """
    handler = _LogAtFirstEntry(folder / LOG_FILE)
    handler.setFormatter(_RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger(_OURS).addHandler(handler)
    # Without any handler Python would print the libraries' warnings to the terminal.
    logging.getLogger().addHandler(logging.NullHandler())
