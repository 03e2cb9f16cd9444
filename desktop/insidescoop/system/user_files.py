"""Files a user asks for: written whole, and never over the program's own files or over what is no file."""

import stat
import struct
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from insidescoop.domain.problems import Problem
from insidescoop.system.atomic_file import write_whole

STORE_FILE = "inside-scoop.sqlite3"
RESTORE_FILE = "restore.json"
"""Names the backup being restored. The file exists only during a restore, or after one was interrupted."""
BACKUP_FOLDER = "backups"
RECORDING_FOLDER = "recordings"
DRAFT_FOLDER = "drafts"
PUT_ASIDE = "replaced-"
"""How a folder begins that a store was put aside in, beside the store; a number follows."""
UNPACKED = ".unpacked-"
"""How a folder begins that an encrypted backup is unpacked into; the next start deletes what a crash left."""
APPLICATION_ID = 0x49534350
"""Marks a store in SQLite's header: the letters ISCP."""

OWN_NAMES = (
    "store.lock",
    "window.lock",
    "show-window",
    "window.json",
    "rehearsal.json",
    RESTORE_FILE,
    "backups.json",
    "forgetting.json",
    "forgetting.lock",
    "inside-scoop.log",
)
"""How the names of the program's own files begin, beside the store."""
SQLITE_MAGIC = b"SQLite format 3\x00"
"""How every file of SQLite begins that is not encrypted."""
_PAGES_LOOKED_AT, _PAGE = 16, 4096
_MOST_UNEVEN = 400
"""Chi-squared of a page's bytes; of random ones it is 255, give or take 23, of a table or a text some thousands."""
# Where SQLite keeps them, as big-endian 32-bit numbers (sqlite.org/fileformat2.html, 1.3).
_USER_VERSION_AT, _APPLICATION_ID_AT, _HEADER_LENGTH = 60, 68, 100


class StoreHeader(NamedTuple):
    """What a file of SQLite says of itself: the version of its schema, and whose it is."""

    version: int
    application: int

    @property
    def is_ours(self) -> bool:
        """True for a store of Inside Scoop."""
        return self.application == APPLICATION_ID


def store_header(path: Path) -> StoreHeader | None:
    """The header of the file at `path`, read without opening a connection; None if it is not a file of SQLite.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER_LENGTH)
    if len(header) < _HEADER_LENGTH or not header.startswith(SQLITE_MAGIC):
        return None
    (version,) = struct.unpack_from(">i", header, _USER_VERSION_AT)
    (application,) = struct.unpack_from(">i", header, _APPLICATION_ID_AT)
    return StoreHeader(version, application)


def looks_encrypted(path: Path) -> bool:
    """True for a file of whole pages that look like noise, most of them: an encrypted store, if need be a damaged one.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(_PAGES_LOOKED_AT * _PAGE)
    pages = [content[start : start + _PAGE] for start in range(0, len(content), _PAGE)]
    if content.startswith(SQLITE_MAGIC) or not pages or len(pages[-1]) < _PAGE:
        return False
    return 2 * sum(map(_is_random, pages)) > len(pages)


def _is_random(page: bytes) -> bool:
    usual = len(page) / 256
    counts = Counter(page)
    return sum((counts[byte] - usual) ** 2 / usual for byte in range(256)) < _MOST_UNEVEN


def write_user_file(target: Path, content: bytes | Iterable[bytes]) -> None:
    """Writes `content` to a file the user named, whole or not at all; one that is there is replaced.

    Raises:
        Problem: the target is one of the program's own files or no ordinary file, or cannot be written.
    """
    refuse_own_files(target)
    write_whole(target, content)


def require_new_file(target: Path) -> None:
    """Refuses a target that is there already.

    Raises:
        Problem: something of that name is there.
    """
    if target.exists() or target.is_symlink():
        raise Problem(
            f"{target} is there already.",
            your_data="No file was written, and that one is as it was.",
            next_step="Name another file, or add --overwrite to replace it.",
        )


def refuse_own_files(target: Path) -> None:
    """Refuses what may never be replaced: a store and whatever is saved with it, folders, devices and pipes.

    Raises:
        Problem: the target is one of them; nothing was written.
    """
    for path in {target.absolute(), _resolved(target)}:
        if _is_own(path) or _is_store(path):
            raise Problem(
                f"{target} belongs to Inside Scoop's own data.",
                your_data="Nothing was written, and that file is as it was.",
                next_step="Choose another name or folder.",
            )
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            raise Problem(
                f"{target} is not an ordinary file.",
                your_data="Nothing was written.",
                next_step="Choose another name.",
            )


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _is_own(path: Path) -> bool:
    name = path.name.casefold()
    own = (STORE_FILE.casefold(), *OWN_NAMES)
    if _holds_store(path.parent) and any(name == each or name.startswith((f"{each}-", f"{each}.")) for each in own):
        return True
    inner = (BACKUP_FOLDER, RECORDING_FOLDER, DRAFT_FOLDER)
    return any(
        folder.name.casefold().lstrip(".") in inner and _holds_store(folder.parent) for folder in (path, *path.parents)
    )


def _holds_store(folder: Path) -> bool:
    return (folder / STORE_FILE).is_file()


def _is_store(path: Path) -> bool:
    """True for a store under any name: a copy, a hard link."""
    try:
        header = store_header(path) if path.is_file() else None
    except OSError:
        return False
    return header is not None and header.is_ours
