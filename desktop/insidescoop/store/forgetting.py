"""Forgetting a person reaches the backups: each is rewritten without them, or deleted, now or once it can be."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from insidescoop.domain.backups import BackupReason
from insidescoop.domain.forgotten import BackupFate, Forgetting, Forgotten, Lives
from insidescoop.domain.problems import Problem
from insidescoop.store.backup.backup_files import Backup, BackupFolder
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.store_copy import is_sound
from insidescoop.store.base import Base
from insidescoop.store.done import Done
from insidescoop.store.encryption.connecting import connect
from insidescoop.store.engine import write_anew
from insidescoop.store.entities import Contact
from insidescoop.store.migrations import STEPS
from insidescoop.store.stale_journal import ASIDE
from insidescoop.store.unit_of_work import Command
from insidescoop.store.upgrade import newest_version, upgrade
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.clock import Clock
from insidescoop.system.file_lock import FileLock
from insidescoop.system.keys import Key
from insidescoop.system.user_files import PUT_ASIDE, STORE_FILE

FORGETTING_FILE = "forgetting.json"
"""Names who is being forgotten, without a word of them. The file exists only until every backup has forgotten them."""

_LOCK = "forgetting.lock"
_WORKPLACE = ".forgetting-"


class StoreCopy(Protocol):
    """A copy of a backup, opened as a store."""

    def do(self, command: Command[Any], /) -> Done:
        """Runs a command."""
        ...

    def close(self) -> None:
        """Closes it."""
        ...


CommandFor = Callable[[Forgotten, Lives], Command[Any]]
Reading = Callable[[], AbstractContextManager[Session]]


class Forgetter:
    """Has the backups of a store forget who was forgotten in it; a mark next to the store says what is still to do."""

    def __init__(self, data_folder: Path, backups: Backups, clock: Clock, key: Key | None = None) -> None:
        self._key = key
        self._data_folder = data_folder
        self._clock = clock
        self._mark = data_folder / FORGETTING_FILE
        self._backups = backups

    def pending(self) -> tuple[Forgotten, ...]:
        """Those whom some backup may still hold."""
        try:
            held = json.loads(self._mark.read_bytes())
            return tuple(
                Forgotten(
                    int(each["contact_id"]), str(each["added_at"]), str(each["salt"]), frozenset(each["marks"]),
                    BackupFate(each["fate"]), int(each["through"]), bool(each["is_clean"]), bool(each["is_done_here"]),
                )
                for each in held
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ()

    def watch(self, command: Command[Any], reading: Reading, do: Callable[[], Done]) -> Done:
        """Does a command; one that forgets someone is marked first, so that whatever happens the backups forget too.

        Raises:
            Problem: what the command or the disk refused.
        """
        find: Callable[[Session], Forgotten] | None = getattr(command, "forgotten", None)
        if find is None:
            return do()
        with reading() as session:
            forgotten = replace(find(session), through=self._backups.newest_number())
        self._write((*self.pending(), forgotten))
        # If this fails, only `finish` can tell whether the person is gone.
        done = do()
        if done.problem is None:
            self._update(forgotten, replace(forgotten, is_clean=True))
        return done

    def finish(self, engine: Engine, command_for: CommandFor, open_copy: Callable[[Path], StoreCopy]) -> Forgetting:
        """Does what is still to do; nothing while another process does it.

        `engine` is that of the store, `command_for` gives what forgets someone in a backup, and `open_copy` opens a
        copy of one in its folder.
        """

        def lives(contact_id: int, added_at: str) -> bool:
            with Session(engine) as session:
                row = session.get(Contact, contact_id)
                return row is not None and row.added_at.isoformat() == added_at

        def forget_in(path: Path, forgotten: Forgotten) -> None:
            copy = open_copy(path.parent)
            try:
                problem = copy.do(command_for(forgotten, lives)).problem
            finally:
                copy.close()
            if problem is not None:
                raise problem

        result = Forgetting()
        if not self.pending():
            return result
        lock = FileLock(self._data_folder / _LOCK)
        if not lock.acquire(exclusive=True):
            return result
        try:
            for left in self._data_folder.glob(f"{_WORKPLACE}*"):
                shutil.rmtree(left, ignore_errors=True)
            for each in self.pending():
                with _collecting(result):
                    if lives(each.contact_id, each.added_at):
                        # The process ended between the mark and the deletion.
                        self._update(each, None)
                        continue
                    self._finish(each, result, engine, forget_in)
        finally:
            lock.release()
        return result

    def _finish(
        self,
        forgotten: Forgotten,
        result: Forgetting,
        engine: Engine,
        forget_in: Callable[[Path, Forgotten], object],
    ) -> None:
        if not forgotten.is_clean:
            write_anew(engine)
            before, forgotten = forgotten, replace(forgotten, is_clean=True)
            self._update(before, forgotten)
        folder = self._backups.folder
        if not forgotten.is_done_here:
            is_whole = self._forget_in_all(folder, self._backups.all(), forgotten, result, forget_in)
            self._sweep_here(result)
            if forgotten.fate is BackupFate.DELETE and result.done:
                self._backups.make(BackupReason.AFTER_DELETION, now=self._clock.now())
            if not is_whole:
                return
            before, forgotten = forgotten, replace(forgotten, is_done_here=True)
            self._update(before, forgotten)
        second = self._backups.second()
        if second is not None:
            if not second.is_there:
                result.is_waiting = True
                return
            # Those that are next to the store too are copied from there.
            second.catch_up(self._backups.all())
            here = {backup.name for backup in self._backups.all() if _is_good(backup)}
            others = [backup for backup in second.own() if backup.name not in here]
            is_whole = self._forget_in_all(second.folder, others, forgotten, result, forget_in)
            for left in second.folder.sounds.glob(".*.part"):
                left.unlink(missing_ok=True)
            if not is_whole:
                return
        self._update(forgotten, None)

    def _forget_in_all(
        self,
        folder: BackupFolder,
        backups: Iterable[Backup],
        forgotten: Forgotten,
        result: Forgetting,
        forget_in: Callable[[Path, Forgotten], object],
    ) -> bool:
        """True unless something must be retried; a damaged backup is reported and left as it is."""
        problems = len(result.problems)
        for backup in backups:
            if backup.name.number > forgotten.through:
                continue
            with _collecting(result):
                if forgotten.fate is BackupFate.DELETE:
                    folder.remove(backup)
                elif not _is_good(backup):
                    result.problems.append(_still_holds(backup))
                    problems += 1
                    continue
                else:
                    self._rewrite(folder, backup, forgotten, forget_in)
                result.done += 1
        folder.remove_unnamed_sounds()
        return len(result.problems) == problems

    def _rewrite(
        self,
        folder: BackupFolder,
        backup: Backup,
        forgotten: Forgotten,
        forget_in: Callable[[Path, Forgotten], object],
    ) -> None:
        workplace = Path(tempfile.mkdtemp(prefix=_WORKPLACE, dir=self._data_folder))
        try:
            copy = workplace / STORE_FILE
            shutil.copyfile(backup.path, copy)
            with closing(connect(copy, self._key)) as connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < newest_version(STEPS):
                upgrade(
                    copy,
                    STEPS,
                    Base.metadata,
                    backups=Backups(copy, self._key),
                    now=backup.made_at,
                    key=self._key,
                )
            forget_in(copy, forgotten)
            with closing(connect(copy, self._key)) as connection:
                if not is_sound(connection):
                    raise _still_holds(backup)
            folder.swap(backup, copy, self._backups.facts_of(copy, backup))
        finally:
            shutil.rmtree(workplace, ignore_errors=True)

    def _sweep_here(self, result: Forgetting) -> None:
        """Deletes what else may hold the person: unfinished copies, those of old versions, damaged stores put aside."""
        folder = self._backups.folder
        others = (
            *folder.path.glob("*.part*"),
            *folder.sounds.glob(".*.part"),
            *folder.path.glob("before-upgrade-*.sqlite3"),
            *self._data_folder.glob(f"{PUT_ASIDE}*/{STORE_FILE}*"),
            *self._data_folder.glob(f"{STORE_FILE}{ASIDE}-*"),
        )
        for path in others:
            with _collecting(result):
                path.unlink(missing_ok=True)

    def _update(self, before: Forgotten, after: Forgotten | None) -> None:
        """Notes how far it has come with someone; None ends it."""
        others = tuple(each for each in self.pending() if each.salt != before.salt)
        self._write(others if after is None else (*others, after))

    def _write(self, people: tuple[Forgotten, ...]) -> None:
        if people:
            held = [asdict(each) | {"marks": sorted(each.marks)} for each in people]
            write_whole(self._mark, json.dumps(held, indent=1).encode())
        else:
            self._mark.unlink(missing_ok=True)


def leave_no_byte(engine: Engine) -> Problem | None:
    """Rewrites the file without what was deleted; returns the problem if the disk has no room for that now."""
    try:
        write_anew(engine)
    except Problem as problem:
        return Problem(
            problem.what_happened,
            your_data="The person is gone from the program, but some of their words may still lie in the file.",
            next_step=f"{problem.next_step.split(',')[0].rstrip('.')}; the next start tries again.",
        )
    return None


class _collecting:  # noqa: N801 - read as a phrase
    """Notes a problem met inside, so that one backup's fault harms no other."""

    def __init__(self, result: Forgetting) -> None:
        self._result = result

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, Problem):
            self._result.problems.append(error)
            return True
        if isinstance(error, OSError | sqlite3.Error):
            self._result.problems.append(
                Problem(
                    f"Some backups could not be rewritten ({getattr(error, 'strerror', None) or error}).",
                    your_data="The person is gone from your data, but still in those backups.",
                    next_step="Free some space or check the disk; the next start tries again.",
                )
            )
            return True
        return False


def _is_good(backup: Backup) -> bool:
    with suppress(Problem):
        backup.check()
        return True
    return False


def _still_holds(backup: Backup) -> Problem:
    return Problem(
        f"The backup {backup.path.name} is damaged, so no one could be forgotten in it.",
        your_data="It was not changed; the others are done.",
        next_step=f"Delete {backup.path} if this person must not remain in it.",
    )
