"""Backups: complete, verified copies of the store in a folder next to it, each with a manifest."""

import hashlib
import json
import os
import sqlite3
import struct
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from insidescoop.domain.backups import (
    BackupFacts,
    BackupName,
    BackupReason,
    backup_name,
    backups_to_remove,
    contents_words,
)
from insidescoop.domain.problems import Problem
from insidescoop.store.journal import RECORDINGS_NAMED
from insidescoop.store.store_copy import copy_store, is_sound
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.folders import private_folder
from insidescoop.system.recordings import Recordings
from insidescoop.system.user_files import BACKUP_FOLDER, RECORDING_FOLDER

_COUNTED = ("contact", "organization", "interaction", "pitch", "interview", "follow_up", "rehearsal")
_CHANGE_COUNTER_AT = 24
"""Where a file of SQLite counts its transactions (sqlite.org/fileformat2.html, 1.3.7)."""
_CHUNK = 1 << 20
PUT_ASIDE = "replaced-"
"""How a folder begins that a damaged store was put aside in, beside the store; a number follows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The manifest of a backup.

    `sha256` and `size` (bytes) are those of its file; `changes` is SQLite's count of the transactions of the store it
    was made of; `rows` how many of each kind are in it; `sounds` the recordings its runs name.
    """

    sha256: str
    size: int
    changes: int
    schema_version: int
    rows: Mapping[str, int] = field(default_factory=dict)
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; `facts` is None if its manifest is missing or unreadable."""

    name: BackupName
    path: Path
    facts: Facts | None

    def told(self) -> BackupFacts:
        """What the user sees of it."""
        contents = "" if self.facts is None else contents_words(self.facts.rows)
        return BackupFacts(self.name.number, self.made_at, self.name.reason, contents, self.path.name)

    @property
    def made_at(self) -> datetime:
        """When it was made, in UTC."""
        return self.name.made_at


class Backups:
    """The backups of a store, in a folder next to it."""

    def __init__(self, store: Path) -> None:
        self._store = store
        data_folder = store.parent
        self._recordings = Recordings(data_folder / RECORDING_FOLDER)
        self._folder = data_folder / BACKUP_FOLDER
        self._sounds = self._folder / RECORDING_FOLDER

    def all(self) -> tuple[Backup, ...]:
        """Every backup there is, newest first."""
        found = []
        for path in self._folder.glob("*.sqlite3"):
            name = backup_name(path.stem)
            if name is not None:
                found.append(Backup(name, path, _facts_beside(path)))
        return tuple(sorted(found, key=lambda backup: backup.name.number, reverse=True))

    def is_due(self) -> bool:
        """True if the store has changed since the newest backup, or there is none."""
        newest = next(iter(self.all()), None)
        if newest is None or newest.facts is None:
            return True
        return newest.facts.changes != _changes_of(self._store)

    def make(self, reason: BackupReason, *, now: datetime) -> Backup:
        """Makes a backup of the current store. Call `thin` afterwards unless an old backup is still needed.

        A store that fails SQLite's check is not backed up: bad copies would displace good ones.

        Raises:
            Problem: the store is damaged, or the copy could not be written; no backup was made.
        """
        private_folder(self._folder)
        name = BackupName(self._next_number(), now.astimezone(UTC).replace(microsecond=0), reason)
        target = self._folder / f"{name.stem}.sqlite3"
        changes = _changes_of(self._store)
        try:
            copy_store(self._store, target, note=lambda copy: self._note(copy, changes))
        except BaseException:
            _note_of(target).unlink(missing_ok=True)
            raise
        backup = Backup(name, target, _facts_beside(target))
        if backup.facts is not None:
            self._keep_sounds(backup.facts.sounds)
        return backup

    def check(self, backup: Backup) -> None:
        """Verifies a backup.

        Raises:
            Problem: it is not what was written when it was made, or SQLite finds it damaged.
        """
        try:
            is_as_written = backup.facts is None or (
                backup.path.stat().st_size == backup.facts.size and _sha256(backup.path) == backup.facts.sha256
            )
            is_good = is_as_written and _is_sound(backup.path)
        except (OSError, sqlite3.Error):
            is_good = False
        if not is_good:
            raise Problem(
                f"The backup of {backup.made_at:%Y-%m-%d %H:%M} (UTC) is damaged.",
                your_data="It was not used, and your data is as it was.",
                next_step="Take another backup.",
            )

    def bring_sounds(self, backup: Backup) -> None:
        """Restores the recordings that a backup names, if they are still available."""
        for name in backup.facts.sounds if backup.facts is not None else ():
            kept = Recordings(self._sounds).path_of(name)
            if kept is not None and self._recordings.path_of(name) is None:
                _link(kept, private_folder(self._store.parent / RECORDING_FOLDER) / name)

    def remove_all(self) -> int:
        """Deletes every backup with its recordings and returns how many there were.

        Unfinished ones, those of earlier versions and the stores put aside by a restore go too: they hold the same.

        Raises:
            Problem: one could not be deleted; those before it are gone.
        """
        there = self.all()
        others = (*self._folder.glob("*.part*"), *self._folder.glob("before-upgrade-*.sqlite3"))
        put_aside = self._store.parent.glob(f"{PUT_ASIDE}*/{self._store.name}*")
        notes = (_note_of(backup.path) for backup in there)
        try:
            for path in (*(backup.path for backup in there), *notes, *others, *put_aside, *self._sounds.glob("*.wav")):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise Problem(
                f"A backup could not be deleted ({error.strerror}).",
                your_data="The data was deleted from Inside Scoop, but is still in that backup.",
                next_step=f"Delete the files in {self._folder} yourself.",
            ) from error
        return len(there)

    def thin(self) -> None:
        """Deletes the backups that are not worth keeping, and the recordings that no backup names."""
        there = self.all()
        gone = set(backups_to_remove([backup.name for backup in there]))
        for backup in there:
            if backup.name in gone:
                with suppress(OSError):
                    backup.path.unlink()
                    _note_of(backup.path).unlink(missing_ok=True)
        left = [backup for backup in there if backup.name not in gone]
        if all(backup.facts is not None for backup in left):
            named = {name for backup in left if backup.facts is not None for name in backup.facts.sounds}
            for sound in self._sounds.glob("*.wav"):
                if sound.name not in named:
                    with suppress(OSError):
                        sound.unlink()

    def _next_number(self) -> int:
        names = (backup_name(path.name.split(".")[0]) for path in self._folder.iterdir())
        return 1 + max((name.number for name in names if name is not None), default=0)

    def _note(self, copy: Path, changes: int) -> None:
        with closing(sqlite3.connect(copy)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            counted = [table for table in _COUNTED if table in tables]
            rows = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in counted}  # noqa: S608
            named: list[str] = []
            if "rehearsal" in tables:
                with suppress(sqlite3.OperationalError):
                    named = sorted(name for (name,) in connection.execute(RECORDINGS_NAMED) if name is not None)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        facts = Facts(_sha256(copy), copy.stat().st_size, changes, version, rows, tuple(named))
        # Before the copy has its name: a note without a copy is nothing, a copy without a note cannot be compared.
        write_whole(_note_of(copy.with_suffix("")), json.dumps(asdict(facts), indent=1).encode())

    def _keep_sounds(self, names: tuple[str, ...]) -> None:
        for name in names:
            sound = self._recordings.path_of(name)
            if sound is not None and not (self._sounds / name).exists():
                _link(sound, private_folder(self._sounds) / name)


def _link(source: Path, target: Path) -> None:
    # Where the file system has no links (a USB stick with FAT), the sound is copied.
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        with suppress(OSError, Problem):
            write_whole(target, source.read_bytes())


def _note_of(path: Path) -> Path:
    return path.with_suffix(".json")


def _facts_beside(path: Path) -> Facts | None:
    try:
        held = json.loads(_note_of(path).read_bytes())
        return Facts(
            sha256=str(held["sha256"]),
            size=int(held["size"]),
            changes=int(held["changes"]),
            schema_version=int(held["schema_version"]),
            rows={str(table): int(count) for table, count in held["rows"].items()},
            sounds=tuple(map(str, held["sounds"])),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _changes_of(store: Path) -> int:
    with store.open("rb") as file:
        file.seek(_CHANGE_COUNTER_AT)
        return int(struct.unpack(">I", file.read(4).ljust(4, b"\0"))[0])


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return is_sound(connection)
