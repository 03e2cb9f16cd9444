"""Everything that the program has on the disk: what each file is for, where it is, and how large."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from insidescoop.domain.values import frozen
from insidescoop.system.log import LOG_FILE
from insidescoop.system.user_files import (
    BACKUP_FOLDER,
    DRAFT_FOLDER,
    OWN_NAMES,
    PUT_ASIDE,
    RECORDING_FOLDER,
    STORE_FILE,
    UNPACKED,
)


@frozen
class StoredPart:
    """One kind of files: `what` says what they are for, `size` is all of them in bytes."""

    what: str
    where: Path
    files: int
    size: int


_DATA = "Everything you saved, photos and the undo history included"
_RECORDINGS = "Recordings of rehearsals"
_BACKUPS = "Backups"
_COPIES = "Copies of the backups"
_ASIDE = "Files put aside when a backup was restored or a file was repaired"
_DRAFTS = "What was typed and not saved yet"
_WINDOW = "How the window stood: its size, columns and look"
_LOG = "The log of errors, without anything you typed"
_WORK = "Locks, and notes on what is under way"
_OTHERS = "Files that are not from Inside Scoop"


def stored_parts(data_folder: Path, *, elsewhere: Iterable[Path] = ()) -> tuple[StoredPart, ...]:
    """What is in the data folder, kind by kind, and in other folders that hold backups; what is empty is left out."""
    files: dict[tuple[str, Path], list[Path]] = {}
    for path in _files_in(data_folder):
        what, where = _kind(path.relative_to(data_folder), data_folder)
        files.setdefault((what, where), []).append(path)
    for folder in elsewhere:
        files[_COPIES, folder] = list(_files_in(folder))
    order = (_DATA, _RECORDINGS, _BACKUPS, _COPIES, _ASIDE, _DRAFTS, _WINDOW, _LOG, _WORK, _OTHERS)
    parts = [
        StoredPart(what, where, len(found), sum(map(_size, found))) for (what, where), found in files.items() if found
    ]
    return tuple(sorted(parts, key=lambda part: (order.index(part.what), part.where)))


def _kind(path: Path, folder: Path) -> tuple[str, Path]:
    first = path.parts[0]
    inside = {BACKUP_FOLDER: _BACKUPS, RECORDING_FOLDER: _RECORDINGS, DRAFT_FOLDER: _DRAFTS}
    if len(path.parts) > 1:
        if first in inside:
            return inside[first], folder / first
        if first.startswith(UNPACKED):
            return _WORK, folder
        return (_ASIDE, folder / first) if first.startswith(PUT_ASIDE) else (_OTHERS, folder)
    if first.startswith(STORE_FILE):
        return (_DATA, folder / STORE_FILE) if first in (STORE_FILE, f"{STORE_FILE}-journal") else (_ASIDE, folder)
    if first.startswith(LOG_FILE):
        return _LOG, folder / LOG_FILE
    if first.startswith("window.json"):
        return _WINDOW, folder / "window.json"
    return (_WORK, folder) if first.startswith(OWN_NAMES) else (_OTHERS, folder)


def _files_in(folder: Path) -> Iterable[Path]:
    for place, _folders, names in os.walk(folder):
        for name in names:
            yield Path(place) / name


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.lstat().st_size
    return 0
