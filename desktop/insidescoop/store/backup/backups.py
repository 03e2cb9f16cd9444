"""Backups: complete, verified copies of the store in a folder next to it, each with a manifest, and in a second one."""

import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from insidescoop.domain.backups import (
    BackupFailure,
    BackupName,
    BackupReason,
    SecondFolderFacts,
    backup_name,
    backups_to_remove,
)
from insidescoop.domain.problems import Problem
from insidescoop.store.backup.backup_files import (
    Backup,
    BackupFolder,
    Facts,
    damaged,
    facts_beside,
    link_or_copy,
    note_of,
    sha256_of,
    write_facts,
)
from insidescoop.store.backup.backup_state import read_backup_state, write_backup_state
from insidescoop.store.backup.present_state import PresentState, counted_rows, newest_step, present_state
from insidescoop.store.backup.second_folder import SECOND_FOLDER, SecondFolder
from insidescoop.store.backup.store_copy import copy_store
from insidescoop.store.encryption.connecting import connect, is_encrypted
from insidescoop.store.encryption.rekeying import copy_with_key
from insidescoop.store.journal import RECORDINGS_NAMED
from insidescoop.system.folders import private_folder
from insidescoop.system.keys import Key
from insidescoop.system.recordings import Recordings
from insidescoop.system.user_files import BACKUP_FOLDER, RECORDING_FOLDER, UNPACKED

_CHANGE_COUNTER_AT = 24
"""Where a file of SQLite counts its transactions (sqlite.org/fileformat2.html, 1.3.7)."""


class Backups:
    """The backups of a store, in a folder next to it and in a second folder, if one is chosen."""

    def __init__(self, store: Path, key: Key | None = None) -> None:
        self._store = store
        self._key = key
        self._data_folder = store.parent
        self._recordings = Recordings(self._data_folder / RECORDING_FOLDER)
        self.folder = BackupFolder(self._data_folder / BACKUP_FOLDER, key)

    def all(self) -> tuple[Backup, ...]:
        """Every backup next to the store, newest first."""
        return self.folder.all()

    def elsewhere(self) -> tuple[Backup, ...]:
        """The backups in the second folder that are not next to the store, newest first."""
        second = self.second()
        here = {backup.name for backup in self.all()}
        return () if second is None else tuple(backup for backup in second.all() if backup.name not in here)

    def present(self) -> PresentState | None:
        """How the store stands now; None if it cannot be read."""
        return present_state(self._store, self._key)

    def find(self, which: int | Path) -> Backup:
        """The backup of a number, next to the store or of this store in the second folder, or the one in a file.

        If it is in both, and damaged next to the store, it is that of the second folder.

        Raises:
            Problem: there is none.
        """
        if isinstance(which, Path):
            name = backup_name(which.stem)
            if name is not None and which.is_file():
                return Backup(name, which, facts_beside(which), self._key)
        else:
            second = self.second()
            everywhere = (*self.all(), *(second.own() if second is not None else ()))
            found = [backup for backup in everywhere if backup.name.number == which]
            if len(found) > 1:
                found.sort(key=Backup.is_damaged)
            if found:
                return found[0]
        raise Problem(
            f"There is no backup {which}.",
            your_data="Nothing was changed.",
            next_step="See which there are: inside-scoop restore --list",
        )

    def bring_here(self, backup: Backup) -> Backup:
        """A backup of the second folder, checked and copied next to the store; one that is there already as it is.

        Its store and this one are the same from now on.

        Raises:
            Problem: it is damaged, or the disk does not take it.
        """
        if is_encrypted(backup.path) is not (self._key is not None):
            return self._bring_with_own_key(backup)
        if backup.path.parent.absolute() == self.folder.path.absolute():
            return backup
        backup.check()
        private_folder(self.folder.path)
        if backup.facts is None:
            backup = replace(backup, facts=self._facts(backup.path, 0))
        name = backup.name
        if any(each.name.number == name.number and each.name != name for each in self.all()):
            name = replace(name, number=self._next_number())
        brought = self._take_here(backup, name)
        if backup.facts is not None and backup.facts.store:
            write_backup_state(
                self._data_folder, replace(read_backup_state(self._data_folder), store=backup.facts.store)
            )
        return brought

    def bring_as_new(self, backup: Backup) -> Backup:
        """A backup from elsewhere, checked and copied next to the store under a number that none has had.

        Raises:
            Problem: it is damaged, or the disk does not take it.
        """
        backup.check()
        private_folder(self.folder.path)
        return self._take_here(backup, replace(backup.name, number=self._next_number()))

    def _bring_with_own_key(self, backup: Backup) -> Backup:
        """A backup as readable as the store: a plain one must not take the place of an encrypted store unsaid."""
        workplace = Path(tempfile.mkdtemp(prefix=UNPACKED, dir=self._data_folder))
        try:
            backup.check()
            copy = workplace / backup.path.name
            copy_with_key(backup.path, copy, source_key=backup.key, target_key=self._key)
            for sound in () if backup.facts is None else backup.facts.sounds:
                kept = Recordings(backup.path.parent / RECORDING_FOLDER).path_of(sound)
                if kept is not None:
                    link_or_copy(kept, private_folder(workplace / RECORDING_FOLDER) / sound)
            changed = replace(backup, path=copy, key=self._key)
            return self.bring_as_new(replace(changed, facts=replace(self.facts_of(copy, backup), changes=-1, store="")))
        except (sqlite3.Error, OSError) as error:
            raise damaged(backup) from error
        finally:
            shutil.rmtree(workplace, ignore_errors=True)

    def _take_here(self, backup: Backup, name: BackupName) -> Backup:
        try:
            return self.folder.take_copy(backup, name=name, store="", mark="brought")
        except OSError as error:
            raise Problem(
                f"The backup could not be copied here ({error.strerror}).",
                your_data="Your data and the backup are as they were.",
                next_step="Free some space or check the disk, then try again.",
            ) from error

    def is_due(self) -> bool:
        """True if the store has changed since the newest backup, or there is none.

        A store that was restored since is another one, though its count of transactions may be the same by chance.
        """
        newest = next(iter(self.all()), None)
        if newest is None or newest.facts is None:
            return True
        is_restored_since = self._store.stat().st_mtime_ns > newest.path.stat().st_mtime_ns
        return is_restored_since or newest.facts.changes != _changes_of(self._store)

    def make(self, reason: BackupReason, *, now: datetime, of: Path | None = None) -> Backup:
        """Makes a backup of the current store, or of the one at `of`.

        Call `thin` afterwards unless an old backup is still needed. A store that fails SQLite's check is not backed up:
        bad copies would displace good ones.

        Raises:
            Problem: the store is damaged, or the copy could not be written; no backup was made.
        """
        private_folder(self.folder.path)
        name = BackupName(self._next_number(), now.astimezone(UTC).replace(microsecond=0), reason)
        target = self.folder.path / f"{name.stem}.sqlite3"
        store = of or self._store
        changes = _changes_of(store)
        try:
            # Before the copy has its name: a note without a copy is nothing, a copy without a note cannot be compared.
            copy_store(store, target, self._key, note=lambda copy: write_facts(target, self._facts(copy, changes)))
        except BaseException:
            note_of(target).unlink(missing_ok=True)
            raise
        backup = Backup(name, target, facts_beside(target), self._key)
        if backup.facts is not None:
            self._keep_sounds(backup.facts.sounds)
        return backup

    def make_if_due(self, reason: BackupReason, *, now: datetime) -> Backup | None:
        """Makes a backup and thins out the old ones; None if nothing has changed since the last one.

        Raises:
            Problem: the store is damaged, or the copy could not be written.
        """
        with self.remembering_failure(now=now, is_copy=False):
            if not self.is_due():
                return None
            backup = self.make(reason, now=now)
            self.thin()
        return backup

    def bring_sounds(self, backup: Backup) -> None:
        """Restores the recordings that a backup names, if they are still available."""
        for name in backup.facts.sounds if backup.facts is not None else ():
            kept = Recordings(self.folder.sounds).path_of(name)
            if kept is not None and self._recordings.path_of(name) is None:
                link_or_copy(kept, private_folder(self._data_folder / RECORDING_FOLDER) / name)

    def newest_number(self) -> int:
        """The highest number that any backup has; 0 if there is none."""
        return self._next_number() - 1

    def facts_of(self, copy: Path, backup: Backup) -> Facts:
        """The manifest of a rewritten copy of a backup."""
        before = backup.facts
        facts = self._facts(copy, 0 if before is None else before.changes)
        return facts if before is None else replace(facts, store=before.store)

    def thin(self) -> None:
        """Deletes the backups that are not worth keeping, and the recordings that no backup names."""
        there = self.all()
        gone = set(backups_to_remove([backup.name for backup in there]))
        for backup in there:
            if backup.name in gone:
                with suppress(OSError):
                    self.folder.remove(backup)
        self.folder.remove_unnamed_sounds()

    def second_folder(self) -> SecondFolderFacts | None:
        """What the user sees of the second folder; None if none is chosen."""
        second = self.second()
        if second is None:
            return None
        copied_at = read_backup_state(self._data_folder).copied_at
        return SecondFolderFacts(str(second.chosen), is_there=second.is_there, copied_at=copied_at)

    def choose_second_folder(self, chosen: Path | None) -> None:
        """Has every backup copied to a folder from now on; to none for None. What is in one chosen before stays there.

        Raises:
            Problem: it is not there, takes nothing, or is part of the folder with the data; the one before stays.
        """
        state = read_backup_state(self._data_folder)
        if chosen is None:
            write_backup_state(self._data_folder, replace(state, second_folder=None, copied_at=None))
            return
        chosen = chosen.absolute()
        if chosen.name == SECOND_FOLDER:
            chosen = chosen.parent
        if chosen.resolve().is_relative_to(self._data_folder.resolve()):
            raise Problem(
                "The second folder cannot be in the folder with your data.",
                your_data="Nothing was changed.",
                next_step="Choose one on another disk, or one that is synced.",
            )
        SecondFolder(chosen, state.store, self._key).make()
        write_backup_state(self._data_folder, replace(state, second_folder=str(chosen), copied_at=None))

    def copy_to_second_folder(self, *, now: datetime) -> bool:
        """Copies what is missing to the second folder; False if none is chosen, or it is not there now.

        Raises:
            Problem: it does not take the copies.
        """
        second = self.second()
        if second is None or not second.is_there:
            return False
        second.catch_up(self.all())
        write_backup_state(self._data_folder, replace(read_backup_state(self._data_folder), copied_at=now))
        return True

    def failure(self) -> BackupFailure | None:
        """The failure of the last backup, or of its copy to the second folder; None if both succeeded."""
        return read_backup_state(self._data_folder).failure

    @contextmanager
    def remembering_failure(self, *, now: datetime, is_copy: bool) -> Iterator[None]:
        """Records a problem raised inside until it no longer occurs, if the disk allows."""
        try:
            yield
        except Problem as problem:
            with suppress(Problem):
                told = problem.what_happened, problem.your_data, problem.next_step
                self._remember(BackupFailure(*told, failed_at=now, is_copy=is_copy))
            raise
        failure = self.failure()
        if failure is not None and failure.is_copy is is_copy:
            with suppress(Problem):
                self._remember(None)

    def remember_failure_as_read(self) -> None:
        """Remembers that the user has read what failed.

        Raises:
            Problem: the disk does not take it.
        """
        failure = self.failure()
        if failure is not None and not failure.is_read:
            self._remember(replace(failure, is_read=True))

    def _remember(self, failure: BackupFailure | None) -> None:
        write_backup_state(self._data_folder, replace(read_backup_state(self._data_folder), failure=failure))

    def second(self) -> SecondFolder | None:
        """The second folder; None if none is chosen."""
        state = read_backup_state(self._data_folder)
        return None if state.second_folder is None else SecondFolder(Path(state.second_folder), state.store, self._key)

    def _next_number(self) -> int:
        second = self.second()
        folders = (self.folder.path, *(() if second is None or not second.is_there else (second.folder.path,)))
        names = (backup_name(path.name.split(".")[0]) for folder in folders for path in folder.glob("*"))
        return 1 + max((name.number for name in names if name is not None), default=0)

    def _facts(self, copy: Path, changes: int) -> Facts:
        with closing(connect(copy, self._key)) as connection:
            rows, step, named = counted_rows(connection), 0, list[str]()
            # The first versions had no history, or no recordings.
            with suppress(sqlite3.OperationalError):
                step = newest_step(connection)
                named = sorted(name for (name,) in connection.execute(RECORDINGS_NAMED) if name is not None)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        return Facts(sha256_of(copy), copy.stat().st_size, changes, version, rows, tuple(named), step)

    def _keep_sounds(self, names: tuple[str, ...]) -> None:
        for name in names:
            sound = self._recordings.path_of(name)
            if sound is not None and not (self.folder.sounds / name).exists():
                link_or_copy(sound, private_folder(self.folder.sounds) / name)


def _changes_of(store: Path) -> int:
    with store.open("rb") as file:
        file.seek(_CHANGE_COUNTER_AT)
        return int(struct.unpack(">I", file.read(4).ljust(4, b"\0"))[0])
