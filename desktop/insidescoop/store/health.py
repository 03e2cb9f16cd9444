"""Whether a file is a store of ours that this program may open; a plain one is not opened to find that out."""

import os
import sqlite3
from contextlib import closing
from enum import Enum, auto
from pathlib import Path

from insidescoop import __version__
from insidescoop.domain.problems import PassphraseNeeded, Problem, StoreFault
from insidescoop.store.encryption.connecting import connect, told_as_wrong_passphrase
from insidescoop.system.keys import Key
from insidescoop.system.user_files import StoreHeader, looks_encrypted, store_header

FIRST_VERSION, LAST_VERSION = 1, 9_999
"""The versions of a schema that there was, or may be one day; any other is damage."""


class Found(Enum):
    """What stands where the store should be."""

    NOTHING = auto()
    OLDER_STORE = auto()
    STORE = auto()


def probe(path: Path, *, schema_version: int, key: Key | None = None) -> Found:
    """What `path` holds. A file that is not ours, or not for this version, is refused and left as it is.

    Raises:
        PassphraseNeeded, WrongPassphrase: it is encrypted.
        Problem: the file is empty, is not a store of ours, comes from a newer version, or cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise _not_ours(f"It was not changed: {path}")
        header, is_empty = header_of(path, key), path.stat().st_size == 0
    except FileNotFoundError:
        return Found.NOTHING
    except OSError as error:
        raise Problem(
            f"The file with your data cannot be read ({error.strerror}).",
            your_data=f"It was not changed: {path}",
            next_step="Check that its folder is there and that you may read it, then start again.",
        ) from error
    untouched = f"It was not changed: {path}"
    if is_empty:
        raise Problem(
            "The file with your data is empty.",
            your_data=untouched,
            next_step="If you have a copy, put it there; otherwise move the empty file away and start again.",
        )
    if header is None or not header.is_ours:
        raise _not_ours(untouched)
    version = header.version
    if not FIRST_VERSION <= version <= LAST_VERSION:
        raise Problem(
            f"The file with your data is damaged: it says it is of version {version:,}, which there never was.",
            your_data=untouched,
            next_step="If you have a copy, put it there; otherwise move the damaged file somewhere safe.",
        )
    if version > schema_version:
        raise _of_newer("Your data was last used with", version, untouched)
    return Found.STORE if version == schema_version else Found.OLDER_STORE


def insist_on_usable(version: int, *, schema_version: int, what: str) -> None:
    """Refuses a schema version that this program cannot bring up to its own; `what` names the file.

    Raises:
        Problem: there never was such a version, or it is newer.
    """
    if version > schema_version:
        raise _of_newer(f"{what} was made with", version, "Nothing was changed.")
    if version < FIRST_VERSION:
        raise Problem(f"{what} is damaged.", your_data="Nothing was changed.", next_step="Take another backup.")


def _of_newer(what: str, version: int, untouched: str) -> Problem:
    return Problem(
        f"{what} a newer Inside Scoop, 0.{version}. This is {__version__}.",
        your_data=untouched,
        next_step="Start the newer Inside Scoop, or install the newest version.",
    )


def header_of(path: Path, key: Key | None) -> StoreHeader | None:
    """What a file says of itself: read as bytes, or, where it is encrypted, with its key; None if it is no store.

    Raises:
        PassphraseNeeded, WrongPassphrase: it is encrypted.
        OSError: it cannot be read.
    """
    if not looks_encrypted(path):
        return store_header(path)
    if key is None:
        raise PassphraseNeeded(path.name)
    # An interrupted step may have left the first page half written.
    mode = "rw" if was_interrupted(path) else "ro"
    with told_as_wrong_passphrase(path), closing(connect(path, key, mode=mode, is_immutable=mode == "ro")) as held:
        (version,) = held.execute("PRAGMA user_version").fetchone()
        return StoreHeader(version, held.execute("PRAGMA application_id").fetchone()[0])


def was_interrupted(path: Path) -> bool:
    """True if a step in the file was not ended; to be asked before it is opened, which takes that step back."""
    try:
        return path.with_name(f"{path.name}-journal").stat().st_size > 0
    except OSError:
        return False


def insist_on_write_access(path: Path) -> None:
    """Refuses a file that may only be read, or in whose folder nothing may be made: no change could be saved.

    Raises:
        StoreFault: it is on a read-only disk, or its rights do not allow it.
    """
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreFault(
            "The file with your data is write-protected.",
            your_data=f"Nothing is damaged. It is here: {path}",
            next_step="Give yourself the right to change it and its folder, or plug the disk in where it may be "
            "written to, then try again.",
        )


def insist_on_version(path: Path, *, schema_version: int, key: Key | None = None) -> None:
    """Refuses a file that is not of this version, for it may not be brought up to it.

    Raises:
        Problem: it is older, or as with `probe`.
    """
    if probe(path, schema_version=schema_version, key=key) is not Found.STORE:
        raise Problem(
            "There is no data of this version of Inside Scoop to look at.",
            your_data="Nothing was changed.",
            next_step="Start it where it may write to the folder with your data, or restore a backup.",
        )


def _not_ours(untouched: str) -> Problem:
    return Problem(
        "The file where your data should be is not an Inside Scoop file.",
        your_data=untouched,
        next_step="Restore a backup, or move that file somewhere else to begin with nothing. On the command line: "
        "inside-scoop restore --list",
    )


def schema_version_of(path: Path, key: Key | None = None) -> int | None:
    """The schema version that a file says it is of; None if it does not say so, or says what there never was."""
    try:
        header = header_of(path, key)
    except (OSError, Problem, sqlite3.Error):
        return None
    is_known = header is not None and header.is_ours and FIRST_VERSION <= header.version <= LAST_VERSION
    return header.version if header is not None and is_known else None
