"""The files of backups in a folder: each a store, its manifest next to it, and the sounds that they share."""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import asdict, field, replace
from datetime import datetime
from pathlib import Path

from insidescoop.domain.backups import BackupFacts, BackupName, backup_name, contents_words
from insidescoop.domain.problems import Problem
from insidescoop.domain.values import frozen
from insidescoop.store.backup.store_copy import is_sound
from insidescoop.store.encryption.connecting import connect, is_encrypted
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.folders import only_for_me, private_folder, replace_whole
from insidescoop.system.keys import Key
from insidescoop.system.recordings import Recordings
from insidescoop.system.user_files import RECORDING_FOLDER

_CHUNK = 1 << 20


@frozen
class Facts:
    """The manifest of a backup.

    `sha256` and `size` (bytes) are those of its file; `changes` is SQLite's count of the transactions of the store it
    was made of; `rows` how many of each kind are in it; `sounds` the recordings its runs name; `step` the last step
    of its history, 0 if there is none. `store` says which store it was made of, and is "" in the folder next to that.
    `replaces` is the checksum of the file that may still be in its place after a crash, "" for none.
    """

    sha256: str
    size: int
    changes: int
    schema_version: int
    rows: Mapping[str, int] = field(default_factory=dict)
    sounds: tuple[str, ...] = ()
    step: int = 0
    store: str = ""
    replaces: str = ""


@frozen
class Backup:
    """One backup; `facts` is None if its manifest is missing or unreadable, `key` opens it if it is encrypted."""

    name: BackupName
    path: Path
    facts: Facts | None
    key: Key | None = field(default=None, compare=False, repr=False)

    @property
    def made_at(self) -> datetime:
        """When it was made, in UTC."""
        return self.name.made_at

    def told(self, *, is_elsewhere: bool = False, since: str = "") -> BackupFacts:
        """What the user sees of it; `is_elsewhere` if it is in the second folder only."""
        contents = "" if self.facts is None else contents_words(self.facts.rows)
        elsewhere = str(self.path) if is_elsewhere else ""
        return BackupFacts(self.name.number, self.made_at, self.name.reason, contents, self.path.name, elsewhere, since)

    def check(self) -> None:
        """Verifies it.

        Raises:
            Problem: it is not what was written when it was made, or SQLite finds it damaged.
        """
        try:
            is_good = self._is_as_written() and _is_sound(self.path, self.key)
        except (OSError, sqlite3.Error):
            is_good = False
        if not is_good:
            raise damaged(self)

    def is_damaged(self) -> bool:
        """True if it is not what was written when it was made; reads the whole file.

        Without a manifest SQLite looks through it, unless it is encrypted: it may only have another passphrase.
        """
        try:
            if self.facts is not None:
                return not self._is_as_written()
            return not is_encrypted(self.path) and not _is_sound(self.path, self.key)
        except (OSError, sqlite3.Error):
            return True

    def _is_as_written(self) -> bool:
        if self.facts is None:
            return True
        if self.path.stat().st_size == self.facts.size or self.facts.replaces:
            return sha256_of(self.path) in filter(None, (self.facts.sha256, self.facts.replaces))
        return False


class BackupFolder:
    """A folder with backups; other files in it are neither listed nor touched."""

    def __init__(self, path: Path, key: Key | None = None) -> None:
        self.path = path
        self._key = key
        self.sounds = path / RECORDING_FOLDER

    def all(self) -> tuple[Backup, ...]:
        """Every backup there is, newest first."""
        found = []
        for path in self.path.glob("*.sqlite3"):
            name = backup_name(path.stem)
            if name is not None:
                found.append(Backup(name, path, facts_beside(path), self._key))
        return tuple(sorted(found, key=lambda backup: backup.name.number, reverse=True))

    def take_copy(self, backup: Backup, *, name: BackupName, store: str, mark: str) -> Backup:
        """Copies a backup into the folder under `name`, with its sounds; it appears whole or not at all.

        `mark` is in the name of the unfinished copy. What is there under that name must be an older copy of the same.

        Raises:
            Problem: the backup is damaged, or has no manifest.
            OSError: the disk does not take the copy.
        """
        if backup.facts is None:
            raise damaged(backup)
        target = self.path / f"{name.stem}.sqlite3"
        unfinished = self.path / f"{name.stem}.{mark}.part"
        try:
            if _copied(backup.path, unfinished) != backup.facts.sha256:
                raise damaged(backup)
            only_for_me(unfinished)
            self.take_sounds(backup)
            # An old file next to a new manifest would pass for the new one.
            target.unlink(missing_ok=True)
            facts = replace(backup.facts, store=store)
            write_facts(target, facts)
            replace_whole(unfinished, target)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
        return Backup(name, target, facts, backup.key)

    def swap(self, backup: Backup, finished: Path, facts: Facts) -> None:
        """Replaces a backup with another file; if this is interrupted, the old or the new one is intact.

        Raises:
            OSError: the disk does not take it.
        """
        unfinished = self.path / f"{backup.name.stem}.rewritten.part"
        try:
            if _copied(finished, unfinished) != facts.sha256:
                raise damaged(backup)
            only_for_me(unfinished)
            write_facts(backup.path, replace(facts, replaces=sha256_of(backup.path)))
            replace_whole(unfinished, backup.path)
            write_facts(backup.path, facts)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def take_sounds(self, backup: Backup) -> None:
        """Takes over the recordings that a backup names, where they are still next to it."""
        kept = Recordings(backup.path.parent / RECORDING_FOLDER)
        for name in backup.facts.sounds if backup.facts is not None else ():
            sound = kept.path_of(name)
            if sound is not None and not (self.sounds / name).exists():
                link_or_copy(sound, private_folder(self.sounds) / name)

    def remove(self, backup: Backup) -> None:
        """Deletes a backup; its sounds stay until `remove_unnamed_sounds`.

        Raises:
            OSError: the file could not be deleted.
        """
        backup.path.unlink(missing_ok=True)
        note_of(backup.path).unlink(missing_ok=True)

    def remove_unnamed_sounds(self) -> None:
        """Deletes the recordings that no backup names; none while it is not known what one of them names."""
        there = self.all()
        if all(backup.facts is not None for backup in there):
            named = {name for backup in there if backup.facts is not None for name in backup.facts.sounds}
            for sound in self.sounds.glob("*.wav"):
                if sound.name not in named:
                    with suppress(OSError):
                        sound.unlink()


def write_facts(path: Path, facts: Facts) -> None:
    """Writes the manifest of the backup at `path`.

    Raises:
        Problem: the disk does not take it.
    """
    write_whole(note_of(path), json.dumps(asdict(facts), indent=1).encode())


def facts_beside(path: Path) -> Facts | None:
    """The manifest of the backup at `path`; None if it is missing or unreadable."""
    try:
        return facts_from(note_of(path).read_bytes())
    except OSError:
        return None


def facts_from(note: bytes) -> Facts | None:
    """What a manifest says; None if it cannot be understood."""
    try:
        held = json.loads(note)
        return Facts(
            sha256=str(held["sha256"]),
            size=int(held["size"]),
            changes=int(held["changes"]),
            schema_version=int(held["schema_version"]),
            rows={str(table): int(count) for table, count in held["rows"].items()},
            sounds=tuple(map(str, held["sounds"])),
            step=int(held.get("step", 0)),
            store=str(held.get("store", "")),
            replaces=str(held.get("replaces", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def note_of(path: Path) -> Path:
    """Where the manifest of the backup at `path` is."""
    return path.with_suffix(".json")


def link_or_copy(source: Path, target: Path) -> None:
    """Gives a sound a second name, or copies it where the file system has no links (a USB stick with FAT)."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        with suppress(OSError, Problem):
            write_whole(target, source.read_bytes())


def sha256_of(path: Path) -> str:
    """The checksum of a file.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def damaged(backup: Backup) -> Problem:
    """What is said of a backup that is not as it was written."""
    return Problem(
        f"The backup of {backup.made_at:%Y-%m-%d %H:%M} (UTC) is damaged.",
        your_data="It was not used, and your data is as it was.",
        next_step="Take another backup.",
    )


def _copied(source: Path, target: Path) -> str:
    """Copies a file and returns the checksum of the copy."""
    target.unlink(missing_ok=True)
    shutil.copyfile(source, target)
    return sha256_of(target)


def _is_sound(path: Path, key: Key | None) -> bool:
    with closing(connect(path, key, mode="ro", is_immutable=True)) as connection:
        return is_sound(connection)
