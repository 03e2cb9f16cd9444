"""The recordings of runs out loud: sound files beside the store, closed to everybody else, named by what is in them."""

import hashlib
import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.domain.values import frozen
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.folders import only_for_me, private_folder

_ASIDE = ".unused"
_NAME = re.compile(r"[0-9a-f]{40}\.wav")


@frozen
class Kept:
    """How many recordings lie in the folder, and their bytes together."""

    count: int
    size: int


def _name_of(sound: bytes) -> str:
    return f"{hashlib.sha256(sound).hexdigest()[:40]}.wav"


class Recordings:
    """The folder of recordings beside a store; it is made with the first of them.

    `kept_with_backups` is where backups keep theirs.
    """

    def __init__(self, folder: Path, kept_with_backups: Path | None = None) -> None:
        self._folder = folder
        self._kept_with_backups = kept_with_backups

    def keep(self, sound: bytes) -> str:
        """Writes a sound file whole, readable by the user alone, and returns its name; the same sound is kept once.

        Raises:
            Problem: the disk does not take it.
        """
        name = _name_of(sound)
        try:
            path = private_folder(self._folder) / name
            if not path.exists():
                write_whole(path, sound)
        except (Problem, OSError) as error:
            cause = error.__cause__ if isinstance(error, Problem) else error
            reason = f" ({cause.strerror})" if isinstance(cause, OSError) else ""
            raise Problem(
                f"The recording could not be saved{reason}.",
                your_data="Nothing was changed.",
                next_step="Check the free space, and that the folder of your data may be written to, then try again.",
            ) from error
        only_for_me(path)
        return name

    @staticmethod
    def is_name(name: object) -> bool:
        """True for what a recording may be called."""
        return isinstance(name, str) and _NAME.fullmatch(name) is not None

    def path_of(self, name: str | None) -> Path | None:
        """Where a recording lies; None for no name, a name that is none of ours, or a file that is gone."""
        if name is None or not self.is_name(name):
            return None
        path = self._folder / name
        return path if path.is_file() else None

    def is_as_saved(self, name: str) -> bool:
        """True if a recording exists and its content matches the hash in its name."""
        path = self.path_of(name)
        if path is None:
            return False
        try:
            return name == _name_of(path.read_bytes())
        except OSError:
            return False

    def kept(self) -> Kept:
        """What lies in the folder."""
        sizes = [path.stat().st_size for path in self._files()]
        return Kept(len(sizes), sum(sizes))

    def set_aside(self, names: Collection[str], *, before: float) -> int:
        """Moves recordings that are not among `names` out of sight, if they are older than `before`.

        `before` is seconds since 1970: a younger one may belong to a step that is not done yet. They are not deleted:
        an older copy of the store may be in place for a while, and the newer one be put back.
        Returns how many were moved.
        """
        aside = self._folder / _ASIDE
        moved = 0
        for path in self._files():
            with suppress(OSError):
                if path.name not in names and path.stat().st_mtime < before:
                    private_folder(aside)
                    path.replace(aside / path.name)
                    os.utime(aside / path.name)
                    moved += 1
        return moved

    def bring_back(self, names: Collection[str]) -> None:
        """Puts recordings that were set aside, and are named again, where they were."""
        for name in names:
            away = self._folder / _ASIDE / name
            if _NAME.fullmatch(name) and away.is_file() and not (self._folder / name).exists():
                with suppress(OSError):
                    away.replace(self._folder / name)

    def remove_set_aside(self, *, before: float) -> None:
        """Deletes what was set aside before a moment, in seconds since 1970."""
        for path in (self._folder / _ASIDE).glob("*"):
            with suppress(OSError):
                if path.stat().st_mtime < before:
                    path.unlink()

    def remove_all_but(self, names: Collection[str]) -> int:
        """Deletes every recording whose name is not among `names`, for good, also those set aside; returns how many.

        Raises:
            Problem: a file could not be deleted; those before it are gone.
        """
        return self._remove([path for path in self._everywhere() if path.name not in names])

    def remove_all(self) -> int:
        """Deletes every recording for good, also those kept with backups; returns how many the store itself had.

        Raises:
            Problem: a file could not be deleted; those before it are gone.
        """
        gone = self.remove_all_but(())
        if self._kept_with_backups is not None:
            self._remove(list(self._kept_with_backups.glob("*.wav")))
        return gone

    def _everywhere(self) -> list[Path]:
        return [*self._files(), *(self._folder / _ASIDE).glob("*")]

    def _remove(self, paths: list[Path]) -> int:
        gone = 0
        for path in paths:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise Problem(
                    f"A recording could not be deleted ({error.strerror}).",
                    your_data=f"It still lies in {self._folder}.",
                    next_step="Close programs that have it open, then delete the recordings again.",
                ) from error
            gone += 1
        return gone

    def _files(self) -> list[Path]:
        # What a power cut left half written goes with the rest.
        return sorted([*self._folder.glob("*.wav"), *self._folder.glob(".*.part")]) if self._folder.is_dir() else []
