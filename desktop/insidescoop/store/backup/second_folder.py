"""The second folder: copies of the backups on a USB stick or in a folder that is synced, which may come and go."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from insidescoop.domain.backups import backups_to_remove
from insidescoop.domain.problems import Problem
from insidescoop.store.backup.backup_files import Backup, BackupFolder
from insidescoop.system.folders import private_folder
from insidescoop.system.keys import Key

SECOND_FOLDER = "inside-scoop-backups"
"""What is made in the folder that the user chose. Where a stick is not plugged in, its empty mount point lacks it."""


class SecondFolder:
    """The copies of the backups of one store, `store`, in a folder that others may use too."""

    def __init__(self, chosen: Path, store: str, key: Key | None = None) -> None:
        self.chosen = chosen
        self.folder = BackupFolder(chosen / SECOND_FOLDER, key)
        self._store = store

    @property
    def is_there(self) -> bool:
        """False if the stick is not plugged in, or the folder was removed."""
        with suppress(OSError):
            return self.folder.path.is_dir()
        return False

    def make(self) -> None:
        """Makes the folder for the copies in the one that was chosen.

        Raises:
            Problem: that one is not there, or takes nothing.
        """
        if not self.chosen.is_dir():
            raise Problem(
                f"There is no folder {self.chosen}.",
                your_data="Nothing was changed.",
                next_step="Choose a folder that is there.",
            )
        private_folder(self.folder.path)

    def all(self) -> tuple[Backup, ...]:
        """Every backup there, of this store and of others, newest first; none if the folder is not there."""
        with suppress(OSError):
            return self.folder.all()
        return ()

    def own(self) -> tuple[Backup, ...]:
        """The backups of this store there, newest first."""
        return tuple(each for each in self.all() if each.facts is not None and each.facts.store == self._store)

    def catch_up(self, backups: Sequence[Backup]) -> None:
        """Copies those of `backups`, newest first, that are missing there, and thins out what is there of this store.

        Raises:
            Problem: the folder does not take them, or one is damaged; those before it are there.
        """
        left_out: Problem | None = None
        try:
            own = {backup.name: backup for backup in self.own()}
            unneeded = set(backups_to_remove([*own, *(each.name for each in backups if each.name not in own)]))
            for part in self.folder.path.glob(f"*.{self._store}.part"):
                part.unlink()
            for backup in backups:
                if backup.name in unneeded or backup.facts is None or _is_same(own.get(backup.name), backup):
                    continue
                if backup.name not in own and (self.folder.path / backup.path.name).exists():
                    left_out = _taken(self.folder.path / backup.path.name)
                    continue
                try:
                    self.folder.take_copy(backup, name=backup.name, store=self._store, mark=self._store)
                except Problem as problem:
                    left_out = problem
            for name in unneeded & own.keys():
                self.folder.remove(own[name])
            self.folder.remove_unnamed_sounds()
        except OSError as error:
            raise Problem(
                f"The backup could not be copied to the second folder ({error.strerror}).",
                your_data="Your data, and the backups next to it, are all there.",
                next_step="Free some space there, or choose another folder in File > Backups…",
            ) from error
        if left_out is not None:
            raise left_out


def _is_same(there: Backup | None, backup: Backup) -> bool:
    if there is None or there.facts is None or backup.facts is None:
        return False
    return there.facts.sha256 == backup.facts.sha256 and there.path.stat().st_size == backup.facts.size


def _taken(path: Path) -> Problem:
    return Problem(
        f"A backup was not copied to the second folder: {path.name} there is another file.",
        your_data="That file, your data and the backups next to it are as they were.",
        next_step=f"Move it out of {path.parent}",
    )
