"""A backup in one encrypted file, recordings included: written for a stick or a cloud, and unpacked to be restored."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from insidescoop.domain.backups import backup_name
from insidescoop.domain.problems import Problem, StoreDamaged, WrongPassphrase
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.values import frozen
from insidescoop.store.backup.backup_files import (
    Backup,
    Facts,
    facts_beside,
    facts_from,
    link_or_copy,
    sha256_of,
    write_facts,
)
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.store_copy import is_sound
from insidescoop.store.base import Base
from insidescoop.store.encryption.connecting import connect
from insidescoop.store.encryption.rekeying import copy_with_key
from insidescoop.store.engine import open_engine
from insidescoop.store.health import insist_on_usable
from insidescoop.store.migrations import STEPS
from insidescoop.store.schema_check import insist_on_own_tables
from insidescoop.store.upgrade import newest_version
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.folders import only_for_me, private_folder, replace_whole
from insidescoop.system.keys import Key
from insidescoop.system.recordings import Recordings
from insidescoop.system.user_files import APPLICATION_ID, RECORDING_FOLDER, SQLITE_MAGIC, UNPACKED, refuse_own_files

_FORMAT = 1
_PIECE = 1 << 20
"""Bytes of a recording in one row, so that none is in memory whole."""

_PAGE = 4096
_TABLES = """
CREATE TABLE encrypted_backup (
    id INTEGER PRIMARY KEY, format INTEGER NOT NULL, name TEXT NOT NULL, facts TEXT NOT NULL
);
CREATE TABLE encrypted_backup_sound (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bytes BLOB NOT NULL);
"""
_FOREIGN = (
    "SELECT count(*) FROM sqlite_master WHERE type = 'view' "
    "OR (sql LIKE 'CREATE VIRTUAL%' AND sql NOT LIKE '%USING fts5%')"
)
"""What no version of ours has made, and what would run by being read."""
_DROPPED = ("DROP TABLE IF EXISTS encrypted_backup", "DROP TABLE IF EXISTS encrypted_backup_sound")


@frozen
class UnpackedBackup:
    """A backup that was in an encrypted file, in a folder of its own until `remove`."""

    backup: Backup

    def remove(self) -> None:
        """Deletes the folder."""
        shutil.rmtree(self.backup.path.parent, ignore_errors=True)


def is_encrypted(path: Path) -> bool:
    """True for a file that may be an encrypted backup: at least a page, and nothing that says what it is.

    Raises:
        Problem: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE_MAGIC)) != SQLITE_MAGIC and path.stat().st_size >= _PAGE
    except OSError as error:
        raise Problem(
            f"“{path.name}” cannot be read ({error.strerror}).",
            your_data="Nothing was changed.",
            next_step="Check that it is there and that you may read it.",
        ) from error


def save_encrypted(backup: Backup, target: Path, key: Key, *, report: Report = unheard) -> None:
    """Writes a backup with its recordings to one encrypted file, which appears whole or not at all.

    Raises:
        Problem: the backup is damaged, the target is one of the program's own files, or the disk does not take it.
        Cancelled: the report called it off; nothing is left of it.
    """
    refuse_own_files(target)
    backup.check()
    # Always the same name: what a crash left there goes with the next try.
    unfinished = target.with_name(f".{target.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        report(Progress(0, 1, "Encrypting"))
        copy_with_key(
            backup.path, unfinished, source_key=backup.key, target_key=key, report=report, doing="Megabytes encrypted"
        )
        only_for_me(unfinished)
        with closing(connect(unfinished, key, mode="rw")) as connection:
            _add_own_tables(connection, backup, report)
        with closing(connect(unfinished, key, mode="ro", is_immutable=True)) as connection:
            if not is_sound(connection):
                raise sqlite3.DatabaseError("it cannot be read back")
        replace_whole(unfinished, target)
    except (sqlite3.Error, OSError) as error:
        raise Problem(
            f"“{target.name}” could not be written ({getattr(error, 'strerror', None) or error}).",
            your_data="Your data was not changed; an older file of that name is as it was.",
            next_step="Free some space or check the disk, then try again.",
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _add_own_tables(connection: sqlite3.Connection, backup: Backup, report: Report) -> None:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_TABLES)
    connection.execute("BEGIN")
    facts = "" if backup.facts is None else json.dumps(asdict(backup.facts))
    connection.execute("INSERT INTO encrypted_backup VALUES (1, ?, ?, ?)", (_FORMAT, backup.name.stem, facts))
    sounds = Recordings(backup.path.parent / RECORDING_FOLDER)
    named = () if backup.facts is None else backup.facts.sounds
    for done, name in enumerate(named):
        report(Progress(done, len(named), "Encrypting recordings"))
        path = sounds.path_of(name)
        if path is not None:
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    connection.execute("INSERT INTO encrypted_backup_sound (name, bytes) VALUES (?, ?)", (name, piece))
    connection.execute("COMMIT")


def unpack(
    file: Path, key: Key, data_folder: Path, *, store_key: Key | None = None, report: Report = unheard
) -> UnpackedBackup:
    """Unpacks an encrypted file into a folder beside the store, checked as any other store from elsewhere.

    It may be an encrypted copy, or a backup of a store with a passphrase. There it has `store_key`, that of the store,
    or is plain as that is. The store is not touched.

    Raises:
        WrongPassphrase: the passphrase is wrong, or the beginning of the file is damaged.
        Problem: it is no backup of ours, is damaged, is of a newer version, or there is no room for it.
        Cancelled: the report called it off; nothing is left of it.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=UNPACKED, dir=private_folder(data_folder)))
    except OSError as error:
        raise _no_room(file, error) from error
    try:
        return _unpack(file, key, folder, store_key, report)
    except sqlite3.OperationalError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _no_room(file, error) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _damaged(file) from error
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _no_room(file, error) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _unpack(file: Path, key: Key, folder: Path, store_key: Key | None, report: Report) -> UnpackedBackup:
    report(Progress(0, 1, "Opening the file"))
    with closing(connect(file, key, mode="ro", is_immutable=True)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
                raise WrongPassphrase(file.name) from None
            raise
        if connection.execute(_FOREIGN).fetchone() != (0,) or not is_sound(connection):
            raise _damaged(file)
        stem, facts, version = _own_facts(connection, file)
        insist_on_usable(version, schema_version=newest_version(STEPS), what=f"“{file.name}”")
        name = backup_name(stem)
        if name is None:
            raise _not_a_backup(file)
        _unpack_sounds(connection, file, facts, folder / RECORDING_FOLDER)
    store = folder / f"{name.stem}.sqlite3"
    with _without_own_tables(file, key, folder) as stripped:
        copy_with_key(stripped, store, source_key=key, target_key=store_key, report=report, doing="Megabytes decrypted")
    only_for_me(store)
    if version == newest_version(STEPS):
        _insist_on_own_tables(store, store_key, file)
    # The count of transactions is that of another file: the store is always taken for changed since.
    facts = replace(facts, sha256=sha256_of(store), size=store.stat().st_size, changes=-1, store="", replaces="")
    write_facts(store, facts)
    return UnpackedBackup(Backup(name, store, facts_beside(store), store_key))


def _insist_on_own_tables(store: Path, store_key: Key | None, file: Path) -> None:
    engine = open_engine(store, store_key, is_read_only=True)
    try:
        insist_on_own_tables(engine, Base.metadata)
    except (StoreDamaged, DBAPIError):
        raise _damaged(file) from None
    finally:
        engine.dispose()


def _own_facts(connection: sqlite3.Connection, file: Path) -> tuple[str, Facts, int]:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    try:
        held = connection.execute("SELECT format, name, facts FROM encrypted_backup").fetchone()
    except sqlite3.OperationalError:
        # A backup of a store with a passphrase, whose manifest is beside it.
        held = None if backup_name(file.stem) is None else (_FORMAT, file.stem, None)
    if application != APPLICATION_ID or held is None:
        raise _not_a_backup(file)
    if held[2] is None:
        return str(held[1]), facts_beside(file) or Facts("", 0, -1, version), version
    facts = facts_from(str(held[2]).encode())
    if facts is None:
        raise _damaged(file)
    if held[0] != _FORMAT:
        raise Problem(
            f"“{file.name}” was written by a newer Inside Scoop.",
            your_data="Nothing was changed.",
            next_step="Install the newest version, then try again.",
        )
    return str(held[1]), replace(facts, schema_version=version), version


def _unpack_sounds(connection: sqlite3.Connection, file: Path, facts: Facts, folder: Path) -> None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'encrypted_backup_sound'").fetchall():
        for name in facts.sounds:
            sound = Recordings(file.parent / RECORDING_FOLDER).path_of(name)
            if sound is not None:
                link_or_copy(sound, private_folder(folder) / name)
        return
    names = connection.execute("SELECT DISTINCT name FROM encrypted_backup_sound").fetchall()
    for (name,) in names:
        # Names of ours are 40 digits: no other leads anywhere.
        if Recordings.is_name(name):
            pieces = connection.execute("SELECT bytes FROM encrypted_backup_sound WHERE name = ? ORDER BY id", (name,))
            write_whole(private_folder(folder) / name, (bytes(piece) for (piece,) in pieces))
            if not Recordings(folder).is_as_saved(name):
                (folder / name).unlink()


@contextmanager
def _without_own_tables(file: Path, key: Key, folder: Path) -> Iterator[Path]:
    """A copy of the file, still encrypted, with the store's tables alone."""
    copy = folder / "store.part"
    try:
        shutil.copyfile(file, copy)
        with closing(connect(copy, key, mode="rw")) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            for statement in _DROPPED:
                connection.execute(statement)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def bring_unpacked_here(unpacked: UnpackedBackup, backups: Backups) -> Backup:
    """Makes an unpacked backup one of those next to the store, under a number of its own.

    Raises:
        Problem: it is damaged, or the disk does not take it.
    """
    try:
        return backups.bring_as_new(unpacked.backup)
    finally:
        unpacked.remove()


def _no_room(file: Path, error: Exception) -> Problem:
    return Problem(
        f"“{file.name}” could not be unpacked ({getattr(error, 'strerror', None) or error}).",
        your_data="Nothing was changed.",
        next_step="Free some space or check the disk, then try again.",
    )


def _damaged(file: Path) -> Problem:
    return Problem(
        f"“{file.name}” is damaged.",
        your_data="It was not used, and your data is as it was.",
        next_step="Take another copy of it, or another backup.",
    )


def _not_a_backup(file: Path) -> Problem:
    return Problem(
        f"“{file.name}” is not a backup of Inside Scoop.",
        your_data="Nothing was changed.",
        next_step="Choose another file.",
    )
