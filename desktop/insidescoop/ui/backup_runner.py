"""Makes, lists, encrypts and unpacks backups for the window, beside its own work."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from insidescoop.domain.backups import BackupFacts, BackupFailure, BackupReason, SecondFolderFacts
from insidescoop.domain.problems import Problem, StoreReadOnly
from insidescoop.store.backup.backups import Backups
from insidescoop.store.encrypted_backup import UnpackedBackup, bring_unpacked_here, is_encrypted, save_encrypted, unpack
from insidescoop.store.encryption.connecting import opens_with
from insidescoop.store.encryption.sealed_files import SealedFiles
from insidescoop.store.passphrase import left_plain
from insidescoop.store.store import Store
from insidescoop.system.keys import Key
from insidescoop.system.stored_files import StoredPart, stored_parts
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui.store_reader import Executor, StoreReader


def newest_good_backup(folder: Path, key: Key | None = None) -> BackupFacts | None:
    """The newest backup of the store in a folder that is as it was written, whether or not the store opens.

    If none next to the store is, it is the newest one in the second folder.
    """
    backups = Backups(folder / STORE_FILE, key)
    second = backups.second()
    own = second.own() if second is not None else ()
    for backup, is_elsewhere in (*((each, False) for each in backups.all()), *((each, True) for each in own)):
        with suppress(Problem):
            backup.check()
            return backup.told(is_elsewhere=is_elsewhere)
    return None


class BackupRunner(StoreReader):
    """What the window does with backups. `backup_ended()` is sent when one and its copy are made, or have failed."""

    backup_ended = Signal()

    def __init__(self, store: Store, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(store, executor, parent)
        # Copying to a USB stick may take minutes; saving must not wait for it.
        self._beside: Executor = executor or ThreadPoolExecutor(1, thread_name_prefix="backups")
        self._to_read = deque[BackupFacts]()

    def close(self) -> None:
        self.stop_looking_for_damage()
        self.finish()
        self._beside.shutdown(wait=True)
        super().close()

    def backups(self) -> tuple[BackupFacts, ...]:
        """The backups next to the store, newest first."""
        return tuple(backup.told() for backup in self._store.backups.all())

    def last_backup_failure(self) -> BackupFailure | None:
        """Why the last backup failed; None if it succeeded."""
        return self._store.backups.failure()

    def remember_failure_as_read(self) -> None:
        """Remembers that the user has read why the last backup failed."""
        with suppress(Problem):
            self._store.backups.remember_failure_as_read()

    def ask_about_backups(
        self, then: Callable[[tuple[SecondFolderFacts | None, tuple[BackupFacts, ...]]], object]
    ) -> None:
        """Looks into both folders and compares each backup with the store; `then` gets the second folder and them all.

        Those that are in the second folder only come last.
        """

        def look() -> tuple[SecondFolderFacts | None, tuple[BackupFacts, ...]]:
            backups = self._store.backups
            present = backups.present()
            found = [*((each, False) for each in backups.all()), *((each, True) for each in backups.elsewhere())]
            return backups.second_folder(), tuple(
                each.told(is_elsewhere=is_elsewhere, since="" if present is None else present.since(each))
                for each, is_elsewhere in found
            )

        self._submit(look, (then,), None, executor=self._beside)

    def look_for_damage(self, backups: Sequence[BackupFacts], found: Callable[[str], object]) -> None:
        """Reads each of the backups, and no others any more; `found` gets the key of each that is damaged."""
        self._to_read = deque(backups)
        self._read_next(found)

    def stop_looking_for_damage(self) -> None:
        """Leaves the backups unread that are not being read yet."""
        self._to_read.clear()

    def _read_next(self, found: Callable[[str], object]) -> None:
        # One at a time: all of them may take a minute, and what the user asks for meanwhile comes in between.
        if not self._to_read:
            return
        backup = self._to_read.popleft()

        def then(is_damaged: bool) -> None:
            if is_damaged:
                found(backup.key)
            self._read_next(found)

        def read() -> bool:
            return self._store.backups.find(Path(backup.elsewhere) if backup.elsewhere else backup.number).is_damaged()

        # One that has just been thinned out is not damaged.
        self._submit(read, (then,), lambda _is_gone: then(False), executor=self._beside)

    def ask_what_is_stored(self, then: Callable[[tuple[StoredPart, ...]], object]) -> None:
        """Has every file of the program listed; `then` gets them by what they are for."""

        def look() -> tuple[StoredPart, ...]:
            second = self._store.backups.second()
            elsewhere = [] if second is None or not second.is_there else [second.folder.path]
            return stored_parts(self._store.folder, elsewhere=elsewhere)

        self._submit(look, (then,), None, executor=self._beside)

    def choose_second_folder(
        self, folder: Path | None, then: Callable[[bool], object], failed: Callable[[Problem], object]
    ) -> None:
        """Has every backup copied to a folder from now on, or to none, and copies those there are."""

        def choose() -> bool:
            self._store.backups.choose_second_folder(folder)
            return self._store.copy_backups()

        self._submit(choose, (then,), failed, executor=self._beside)

    def back_up(
        self,
        reason: BackupReason,
        then: Callable[[BackupFacts | None], object],
        failed: Callable[[Problem], object] | None = None,
    ) -> None:
        """Makes a backup if something has changed; `then` gets what was made, or None.

        Afterwards the second folder gets what it lacks; `failed` hears of that too.
        """

        def work() -> BackupFacts | None:
            made = self._store.back_up(reason)
            return None if made is None else made.told()

        def end(problem: Problem) -> None:
            self.backup_ended.emit()
            (failed or self.failed.emit)(problem)

        def copy(_made: BackupFacts | None) -> None:
            copied = (lambda _is_copied: self.backup_ended.emit(),)
            self._submit(self._store.copy_backups, copied, end, executor=self._beside)

        self._submit(work, (copy, then), end)

    def save_encrypted(
        self, target: Path, key: Key, then: Callable[[], object], failed: Callable[[Problem], object]
    ) -> None:
        """Makes a backup if something has changed, and writes the newest one to an encrypted file."""

        def back_up() -> None:
            if self._store.is_read_only:
                raise StoreReadOnly
            self._store.back_up(BackupReason.ASKED)

        def encrypt() -> None:
            save_encrypted(self._store.backups.all()[0], target, key, report=self._report)

        def go_on(_made: None) -> None:
            self._submit(encrypt, (lambda _none: self._tell_saved(then),), failed, executor=self._beside)

        self._submit(back_up, (go_on,), failed)

    def _tell_saved(self, then: Callable[[], object]) -> None:
        self.backup_ended.emit()
        then()

    def unpack(
        self,
        file: Path,
        key: Key,
        then: Callable[[UnpackedBackup, BackupFacts], object],
        failed: Callable[[Problem], object],
    ) -> None:
        """Unpacks an encrypted backup; `then` gets it, and what the user sees of it."""

        def work() -> tuple[UnpackedBackup, BackupFacts]:
            present = self._store.backups.present()
            unpacked = unpack(file, key, self._store.folder, store_key=self._store.key, report=self._report)
            return unpacked, unpacked.backup.told(since="" if present is None else present.since(unpacked.backup))

        self._submit(work, (lambda found: then(*found),), failed, executor=self._beside)

    def bring_here(
        self, unpacked: UnpackedBackup, then: Callable[[str], object], failed: Callable[[Problem], object]
    ) -> None:
        """Makes an unpacked backup one of those next to the store; `then` gets the key that it is restored by."""

        def work() -> str:
            return str(bring_unpacked_here(unpacked, self._store.backups).name.number)

        self._submit(work, (then,), failed, executor=self._beside)

    def discard(self, unpacked: UnpackedBackup) -> None:
        """Deletes an unpacked backup that is not to be restored."""
        self._submit(unpacked.remove, (lambda _none: None,), None, executor=self._beside)

    def sealing(self) -> SealedFiles | None:
        """What encrypts the small files beside the store; None if the store is not encrypted."""
        return None if self._store.key is None else SealedFiles(self._store.key)

    def is_key(self, key: Key) -> bool:
        """True for the key that the store was opened with."""
        return key == self._store.key

    def is_encrypted(self) -> bool:
        """True if the store opens with a passphrase only."""
        return self._store.key is not None

    def is_read_only(self) -> bool:
        """True if every change is refused."""
        return self._store.is_read_only

    def left_plain(self) -> tuple[Path, ...]:
        """Files put aside that stay readable when a passphrase is set."""
        return left_plain(self._store.folder)

    def has_own_passphrase(self, file: Path) -> bool:
        """True for a backup that opens with another passphrase than the store: one from before that was changed."""
        with suppress(Problem):
            return is_encrypted(file) and not opens_with(file, self._store.key)
        return False

    def find_backup(self, file: Path) -> BackupFacts | None:
        """What the user sees of the backup in a file; None if it opens with a passphrase of its own.

        Raises:
            Problem: it cannot be read, or is no backup.
        """
        has_own = is_encrypted(file) and not opens_with(file, self._store.key)
        return None if has_own else self._store.backups.find(file).told(is_elsewhere=True)
