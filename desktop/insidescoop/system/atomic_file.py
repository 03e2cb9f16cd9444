"""Files are written whole or not at all, and nobody else can read them."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.system.folders import replace_whole


def write_whole(target: Path, content: bytes | Iterable[bytes]) -> None:
    """Writes `content`, in one piece or in many, to `target`; if that fails, what stood there before is still there.

    Raises:
        Problem: the folder is not there or not writable, the disk is full, or the file is held by another program.
    """
    unfinished: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        unfinished = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.writelines((content,) if isinstance(content, bytes) else content)
        replace_whole(unfinished, target)
    except BaseException as error:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise Problem(
            f"“{target.name}” could not be written ({error.strerror}).",
            your_data="Nothing was lost; an older file of that name is as it was.",
            next_step="Close programs that have it open, check the folder and the free space, or choose another name.",
        ) from error


def keep_damaged(path: Path, content: bytes) -> None:
    """Keeps a copy of an unreadable file next to it before it is overwritten."""
    with suppress(Problem):
        write_whole(path.with_name(f"{path.name}.damaged"), content)
