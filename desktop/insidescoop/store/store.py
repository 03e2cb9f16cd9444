"""The store: one file, changed by commands only, one command at a time, each one transaction and one undo step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from insidescoop.domain.backups import BackupReason
from insidescoop.domain.changes import Changes
from insidescoop.domain.forgotten import Forgetting
from insidescoop.domain.problems import ChangedOutside, Problem, StoreBusy, StoreDamaged, StoreReadOnly
from insidescoop.domain.progress import Report, unheard
from insidescoop.store import journal
from insidescoop.store.backup.backup_files import Backup
from insidescoop.store.backup.backups import Backups
from insidescoop.store.base import Base
from insidescoop.store.done import Done as Done
from insidescoop.store.done import History as History
from insidescoop.store.engine import (
    PATIENCE_MS,
    insist_on_soundness,
    open_all,
    open_engine,
    patience,
    writer_of,
)
from insidescoop.store.entities import Contact
from insidescoop.store.forgetting import CommandFor, Forgetter, leave_no_byte
from insidescoop.store.health import insist_on_version, insist_on_write_access, was_interrupted
from insidescoop.store.indexes import list_index, search_index, touched
from insidescoop.store.many_rows import triggers_aside
from insidescoop.store.migrations import STEPS
from insidescoop.store.passphrase import finish_encrypting
from insidescoop.store.preparing import LOCK_FILE, Prepared, prepare
from insidescoop.store.read_only import ReadOnlyCopy
from insidescoop.store.schema_check import insist_on_own_schema, insist_on_own_tables
from insidescoop.store.seeding import SeedFiles, plant, planted_version
from insidescoop.store.unit_of_work import Command, UnitOfWork
from insidescoop.store.unnamed_recordings import remove_unnamed, set_unnamed_aside
from insidescoop.store.upgrade import newest_version
from insidescoop.system.clock import Clock
from insidescoop.system.file_lock import FileLock
from insidescoop.system.folders import only_for_me, private_folder
from insidescoop.system.keys import Key
from insidescoop.system.recordings import Recordings
from insidescoop.system.user_files import BACKUP_FOLDER, RECORDING_FOLDER, STORE_FILE

LARGEST_CHECKED_AT_ONCE = 32 << 20
"""Bytes of a store that is looked through for damage each time it is opened; a larger one would hold up the start."""

ROWS_REPLAYED_ONE_BY_ONE = 200
"""Undoing more row images than this indexes them in one statement at the end, as bulk work does."""


class Store:
    """One open store. Writing is for one thread at a time; reading for any."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        clock: Clock,
        lock: FileLock,
        *,
        key: Key | None = None,
        read_only_copy: ReadOnlyCopy | None = None,
    ) -> None:
        self.key = key
        self._engine = engine
        self._read_only_copy = read_only_copy
        self._lock = lock
        self._writer = writer_of(engine)
        self._clock = clock
        self._metadata = Base.metadata
        self._series: tuple[str, int] | None = None
        self.folder = folder
        self.was_upgraded = False
        self.wants_check = False
        """Whether the file, too large to be checked when it was opened or left by a killed process, should be now."""
        self.recordings = Recordings(
            self.folder / RECORDING_FOLDER, kept_with_backups=self.folder / BACKUP_FOLDER / RECORDING_FOLDER
        )
        self.backups = Backups(self.folder / STORE_FILE, key)
        self._forgetter = Forgetter(self.folder, self.backups, clock, key)

    @classmethod
    def open(cls, folder: Path, *, clock: Clock, seeds: SeedFiles, key: Key | None = None) -> "Store":
        """The store in `folder`, made if there is none, upgraded after a copy if it is older; `key` if it is encrypted.

        Raises:
            PassphraseNeeded, WrongPassphrase: it is, and the key is missing or wrong.
            Problem: the folder cannot be used, or what stands there may not be opened; nothing was changed.
        """
        private_folder(folder)
        lock = FileLock(folder / LOCK_FILE)
        try:
            prepared = prepare(folder, lock, clock, key)
            return cls._open_prepared(folder, lock, prepared, clock=clock, seeds=seeds, key=key)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_prepared(
        cls, folder: Path, lock: FileLock, prepared: Prepared, *, clock: Clock, seeds: SeedFiles, key: Key | None
    ) -> "Store":
        path = folder / STORE_FILE
        only_for_me(path)
        insist_on_write_access(path)
        store = cls(folder, open_engine(path, key), clock, lock, key=key)
        store.was_upgraded = prepared.was_upgraded
        store.wants_check = was_interrupted(path) or path.stat().st_size > LARGEST_CHECKED_AT_ONCE
        with store._closed_on_failure():
            insist_on_own_schema(store._engine, store._metadata)
            if path.stat().st_size <= LARGEST_CHECKED_AT_ONCE:
                insist_on_soundness(store._engine)
            store._plant(seeds)
            if prepared.is_alone:
                set_unnamed_aside(store._engine, store.recordings, clock.now())
        # From here on others may open the store too, but no one may make, upgrade or clear it up.
        lock.acquire(exclusive=False)
        return store

    @classmethod
    def open_read_only(cls, folder: Path, *, clock: Clock, key: Key | None = None) -> "Store":
        """Opens the store in `folder` read-only; every change is refused and the file is not written.

        Raises:
            Problem: it is not a store of this version, or another program keeps it locked.
        """
        lock = FileLock(folder / LOCK_FILE)
        with suppress(OSError):
            if not lock.acquire(exclusive=False):
                raise StoreBusy
        copy = ReadOnlyCopy(folder / STORE_FILE, key)
        engine = open_engine(copy.path, key, is_read_only=True)
        store = cls(folder, engine, clock, lock, key=key, read_only_copy=copy)
        with store._closed_on_failure():
            insist_on_version(copy.path, schema_version=newest_version(STEPS), key=key)
            insist_on_own_tables(store._engine, store._metadata)
        return store

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, UnicodeDecodeError) as error:
            # What SQLite says of a broken schema has no code of its own, or quotes broken letters.
            self.close()
            raise StoreDamaged from error
        except BaseException:
            self.close()
            raise

    @property
    def is_read_only(self) -> bool:
        """True if every change is refused."""
        return self._read_only_copy is not None

    def _insist_on_writing(self) -> None:
        if self.is_read_only:
            raise StoreReadOnly

    def _plant(self, seeds: SeedFiles) -> None:
        with self.reading() as session:
            if planted_version(session) == seeds.version():
                return
        # Built-in questions are not the user's doing: planting them is no undo step.
        with Session(self._writer) as session, session.begin():
            plant(session, seeds.read())

    def do(self, command: Command[Any], report: Report = unheard) -> Done:
        """Runs a command as one transaction and one undo step; if it fails or is called off, nothing of it remains.

        A command with a `series` goes on with the newest step if that was made by commands of the same series, and of
        nothing since: words kept each second are one step, not hundreds. Before one with a `backup_reason` a backup is
        made. One that forgets a person leaves the backups to `finish_forgetting`.

        Raises:
            Problem: what the command or the disk refused.
            Cancelled: the report called it off.
        """
        self._insist_on_writing()
        return self._forgetter.watch(command, self.reading, lambda: self._do(command, report))

    def finish_forgetting(self, command_for: CommandFor) -> Forgetting:
        """Has the backups forget whoever was forgotten, by a command that does it in a backup; what cannot be done yet
        is done by the next call, also after a crash.
        """
        if self.is_read_only:
            return Forgetting()
        return self._forgetter.finish(self._engine, command_for, self._open_copy)

    def _open_copy(self, folder: Path) -> "Store":
        engine = open_engine(folder / STORE_FILE, self.key)
        return Store(folder, engine, self._clock, FileLock(folder / LOCK_FILE), key=self.key)

    def _do(self, command: Command[Any], report: Report) -> Done:
        unsaved = self._back_up_before(command)
        is_bulk: bool = getattr(command, "is_bulk", False)
        series: str | None = getattr(command, "series", None)
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            connection = session.connection()
            work = UnitOfWork(session, self._clock.now(), self._clock.zone, self.recordings, report)
            step_id = self._step_of(series, connection)
            if step_id is None:
                step_id = journal.begin_step(connection, label=command.label, now=work.now)
            if is_bulk:
                search_index.pause(connection)
            result = command.run(work)
            session.flush()
            label = work.label or command.label
            before_folding = Changes()
            if series is not None:
                # What is as it was before the series is no step any more, but those who look at it must read again.
                before_folding = journal.changes_of(connection, step_id, self._metadata)
                journal.fold_updates(connection, step_id)
            changes = (
                self._catch_up(connection, step_id)
                if is_bulk
                else journal.changes_of(connection, step_id, self._metadata)
            )
            journal.end_step(connection, step_id, label=label, changes=changes)
            leaves_no_trace: bool = getattr(command, "leaves_no_trace", False)
            if leaves_no_trace:
                journal.forget(connection)
                search_index.forget_what_was_deleted(connection)
        if is_bulk:
            self.ready_connections()
        if leaves_no_trace:
            self.remove_unnamed_recordings()
        left_over = leave_no_byte(self._engine) if leaves_no_trace else None
        self._series = (series, step_id) if series is not None and changes else None
        return Done(
            label,
            result,
            changes or before_folding,
            can_undo=bool(changes) and not leaves_no_trace,
            problem=left_over or unsaved,
            step_id=step_id,
        )

    def _back_up_before(self, command: Command[Any]) -> Problem | None:
        """Makes a backup before a command that requests one; if that fails, the command still runs."""
        reason: BackupReason | None = getattr(command, "backup_reason", None)
        if reason is not None:
            try:
                self.back_up(reason)
            except Problem as problem:
                return problem
        return None

    def _step_of(self, series: str | None, connection: Connection) -> int | None:
        """The step that a command of a series goes on with, opened again; None where it begins one of its own."""
        if series is None or self._series is None or self._series[0] != series:
            return None
        newest = journal.step_to_undo(connection)
        if newest is None or newest.id != self._series[1]:
            return None
        journal.go_on_with_step(connection, newest.id)
        return newest.id

    def undo(self, report: Report = unheard, *, known: int | None = None) -> Done | None:
        """Takes the newest step back; None if there is none.

        `known` is the id of the newest step that the user has been told of.

        Raises:
            ChangedOutside: another process has made a step since; nothing was undone.
            Cancelled: the report called it off, and the step stands as it stood; so it is with `redo`.
        """
        return self._replay(journal.step_to_undo, journal.undo, report, known)

    def redo(self, report: Report = unheard) -> Done | None:
        """Does the step undone last again; None if there is none."""
        return self._replay(journal.step_to_redo, journal.redo, report)

    def _replay(
        self,
        find: Callable[[Connection], journal.Step | None],
        replay: Callable[..., None],
        report: Report,
        known: int | None = None,
    ) -> Done | None:
        self._insist_on_writing()
        with self._writer.begin() as connection:
            step = find(connection)
            if step is None:
                return None
            if known is not None and step.id > known:
                raise ChangedOutside(step.label)
            count = journal.row_count(connection, step.id)
            is_large = count > ROWS_REPLAYED_ONE_BY_ONE
            if is_large:
                search_index.pause(connection)
            with triggers_aside(connection, journal.tables_of(connection, step.id), count if is_large else 0):
                replay(connection, step, metadata=self._metadata, report=report)
            changes = (
                self._catch_up(connection, step.id)
                if is_large
                else journal.changes_of(connection, step.id, self._metadata)
            )
        if is_large:
            self.ready_connections()
        return Done(step.label, None, changes)

    def _catch_up(self, connection: Connection, step_id: int) -> Changes:
        """Brings the indexes up to date with a step that was done while they were paused, and says what it changed."""
        touched.gather(connection, step_id, self._metadata)
        search_index.catch_up(connection, self._metadata)
        list_index.catch_up(connection, step_id)
        changes = touched.changes(connection)
        touched.let_go(connection)
        return changes

    def history(self) -> History:
        """What Undo and Redo would do now."""
        with self.reading() as session:
            return self.history_in(session)

    def history_in(self, session: Session) -> History:
        """What Undo and Redo would do, read in a session that is open."""
        if self.is_read_only:
            return History(undo=None, redo=None)
        connection = session.connection()
        back, forth = journal.step_to_undo(connection), journal.step_to_redo(connection)
        return History(back.label if back else None, forth.label if forth else None, back.id if back else 0)

    @contextmanager
    def reading(self, patience_ms: int = PATIENCE_MS) -> Iterator[Session]:
        """A short session for queries; it sees one state of the store and must be left before anything is drawn.

        Raises:
            StoreBusy: another program held the file for `patience_ms`.
        """
        with patience(patience_ms), Session(self._engine, autoflush=False) as session, session.begin():
            yield session

    def ready_connections(self) -> None:
        """Has every connection open and its schema read, so that no reader waits for that later.

        After a change of the schema each reads it again: some 20 ms, and the window reads with two of them.
        """
        open_all(self._engine)

    def back_up(self, reason: BackupReason) -> Backup | None:
        """Makes a backup and thins out the old ones; None if nothing has changed since the last one.

        Raises:
            Problem: the store is damaged, or the disk did not take the copy.
        """
        if self.is_read_only:
            return None
        return self.backups.make_if_due(reason, now=self._clock.now())

    def copy_backups(self) -> bool:
        """Copies the backups that are missing in the second folder; False if none is chosen, or it is not there now.

        Raises:
            Problem: it does not take them.
        """
        if self.is_read_only:
            return False
        now = self._clock.now()
        with self.backups.remembering_failure(now=now, is_copy=True):
            finish_encrypting(self.backups, self.key)
            return self.backups.copy_to_second_folder(now=now)

    def remove_unnamed_recordings(self) -> None:
        """Deletes for good the recordings that no run names, and that no step could bring back."""
        remove_unnamed(self._engine, self.recordings)

    def is_empty(self) -> bool:
        """True if no person was ever added, trash included."""
        with self.reading() as session:
            return session.query(Contact.id).first() is None

    def forget_history(self) -> None:
        """Makes the present state the one that nothing goes back behind."""
        with self._writer.begin() as connection:
            journal.forget(connection)

    def close(self) -> None:
        """Closes every connection to the file, and lets others have the store alone."""
        self._engine.dispose()
        self._lock.release()
        if self._read_only_copy is not None:
            self._read_only_copy.remove()
