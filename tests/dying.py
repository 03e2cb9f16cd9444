"""A process that dies in the middle of what it does to files."""

import os
import sys
from collections.abc import Callable
from pathlib import Path


def dies(work: Callable[[], object], *, below: Path, before: int) -> bool:
    """True if a process died before so many things done to files below a folder; False if it came to its end."""

    def watched() -> None:
        left = before

        def look(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            is_file = event.startswith(("open", "os.", "shutil.", "sqlite3.connect"))
            if is_file and arguments and str(below) in str(arguments[0]):
                left -= 1
                if left < 0:
                    os._exit(9)

        sys.addaudithook(look)
        work()

    return ends_with_nine(watched)


def ends_with_nine(work: Callable[[], object]) -> bool:
    """Does something in a child process: True if that ended itself with code 9, False if it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 9)
    return code == 9
