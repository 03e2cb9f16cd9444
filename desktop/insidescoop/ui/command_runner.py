"""Runs commands one after the other on the store's own thread, and brings what they did back to the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from insidescoop.domain.problems import Problem, StoreFault, StoreMoved
from insidescoop.domain.progress import Report
from insidescoop.domain.step_words import done_words, redone_words, undone_words
from insidescoop.domain.unsaved import texts_in, typed_text
from insidescoop.store.base import Base
from insidescoop.store.engine import reading_anew
from insidescoop.store.journal import newest_changes
from insidescoop.store.outside import OutsideChanges
from insidescoop.store.store import Done, History, Store
from insidescoop.store.unit_of_work import Command as Command
from insidescoop.system.data_place import PlaceRemark, remarks_on
from insidescoop.system.recordings import Recordings
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui.backup_runner import BackupRunner
from insidescoop.ui.store_reader import Answer, Executor, StatusMessage

LOOK_OUTSIDE_MS = 1_000
"""Between two looks at whether another process has changed the store."""


def _is_for_same(one: Command[Any], other: Command[Any]) -> bool:
    """True if two commands change the same record: both are of one kind, and name no id or the same one first."""
    return type(one) is type(other) and _first_id(one) == _first_id(other)


def _first_id(command: Command[Any]) -> int | None:
    first = next(iter(getattr(command, "__dataclass_fields__", ())), "")
    value = getattr(command, first, None)
    return value if isinstance(value, int) else None


class CommandRunner(BackupRunner):
    """The window's one way to change the store, and to undo and redo it. Only controllers hold one.

    `unsaved_changed()` is sent when other changes could not be saved than before.
    """

    unsaved_changed = Signal()

    def __init__(self, store: Store, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(store, executor, parent)
        self.initiator: Command[Any] | None = None
        """The command whose step is being announced, so that whoever ran it knows it; None for undo and redo."""
        self._known_step: int | None = None
        self._outside = OutsideChanges(store.folder / STORE_FILE, store.key)
        self._was_changed_outside = self._is_other_file_told = False
        self.looking = QTimer(self, interval=LOOK_OUTSIDE_MS)
        self.looking.timeout.connect(self.look_outside)
        self.looking.start()
        self._unsaved: list[Command[Any]] = []
        self._outdated: list[Command[Any]] = []

    def do(
        self,
        command: Command[Any],
        then: Callable[[Any], object] | None = None,
        failed: Callable[[Problem], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
    ) -> None:
        """Runs a command; `then` gets its result after every view has heard of it, `failed` its problem if given.

        `on_cancelled` is called once the command was cancelled and nothing of it is left.
        """

        def announce(done: Done) -> None:
            self._outdate(command)
            self.initiator = command
            try:
                self._announce(done)
            finally:
                self.initiator = None

        def announce_deferred(done: Done) -> None:
            self._announce_deferred(done, StatusMessage(done_words(done.label), is_step=True, can_undo=done.can_undo))

        def go_on(done: Done) -> None:
            if then is not None:
                then(done.result)
            if done.problem is not None:
                self.failed.emit(done.problem)

        def keep(problem: Problem) -> None:
            # This is the only copy of the text: the page may show another record by now.
            if isinstance(problem, StoreFault):
                self._outdate(command)
                self._unsaved.append(command)
                self.unsaved_changed.emit()
            self.failed.emit(problem)

        self._submit(
            lambda: self._do(command),
            (announce, announce_deferred, go_on),
            failed or keep,
            on_cancelled,
        )

    def _do(self, command: Command[Any]) -> Done:
        done = self._own(lambda: self._store.do(command, self._report))
        # What the user did is known to them, also before the menu says so.
        if self._known_step is not None and done.changes:
            self._known_step = max(self._known_step, done.step_id)
        return done

    def look_outside(self) -> None:
        """Has every view read again if another process has changed the data, and says so once if it is gone."""
        if self.is_busy():
            return
        if self._outside.is_another_file():
            if not self._is_other_file_told:
                self._is_other_file_told = True
                self.failed.emit(StoreMoved())
        elif self._outside.are_there() or self._was_changed_outside:
            self._was_changed_outside = False
            self.show_anew("Updated with changes made by another program")

    def show_anew(self, why: str) -> None:
        """Has every view read again, and says why."""
        changes = self._read_patiently(lambda session: newest_changes(session.connection(), Base.metadata))
        self.store_changed.emit(changes)
        self.store_changed_deferred.emit(changes)
        self.show_status(why)

    def unsaved(self) -> tuple[Command[Any], ...]:
        """The changes that could not be saved. Those whose record has changed since come first."""
        return (*self._outdated, *self._unsaved)

    def can_try_again(self) -> bool:
        """True if a change that was not saved can still be made without undoing a newer one."""
        return bool(self._unsaved)

    def unsaved_texts(self) -> tuple[str, ...]:
        """The text of each unsaved change, with what the change would have done."""
        return tuple(typed_text(command.label, command) for command in self.unsaved())

    def try_again(self) -> None:
        """Makes the changes that were not saved again, in their order."""
        waiting, self._unsaved = self._unsaved, []
        self.unsaved_changed.emit()
        for command in waiting:
            self.do(command)

    def discard_unsaved(self) -> None:
        """Forgets the changes that were not saved."""
        self._unsaved, self._outdated = [], []
        self.unsaved_changed.emit()

    def _outdate(self, newer: Command[Any]) -> None:
        """Drops older changes to the same record whose text the newer one has; others can only be saved as text."""
        same = [command for command in self._unsaved if _is_for_same(command, newer)]
        self._unsaved = [command for command in self._unsaved if command not in same]
        has = set(texts_in(newer))
        self._outdated += [command for command in same if not set(texts_in(command)) <= has]
        if same:
            self.unsaved_changed.emit()

    def undo(self) -> None:
        """Undoes the newest step."""
        self._submit(
            lambda: self._own(lambda: self._store.undo(self._report, known=self._known_step)),
            self._announcing_replayed(undone_words),
            self._refuse_to_undo,
        )

    def redo(self) -> None:
        """Redoes the step that was undone last."""
        self._submit(
            lambda: self._own(lambda: self._store.redo(self._report)), self._announcing_replayed(redone_words), None
        )

    def _refuse_to_undo(self, problem: Problem) -> None:
        # The menu, and every page, first shows what the other program did.
        self.look_outside()
        self.failed.emit(problem)

    def _own(self, work: Callable[[], Answer]) -> Answer:
        """Writes, on the store's thread, and knows it from what other processes write."""
        self._was_changed_outside |= self._outside.are_there()
        try:
            return work()
        finally:
            self._outside.note_own()

    def history(self) -> History:
        """What Undo and Redo would do now."""
        history = self._read_patiently(self._store.history_in)
        self._known_step = history.newest
        return history

    def close(self) -> None:
        self.finish()
        self.looking.stop()
        self._outside.close()
        super().close()

    def finish_forgetting(self, finish: Callable[[Store], Answer], then: Callable[[Answer], object]) -> None:
        """Removes forgotten people from the backups; `then` gets the result."""
        self._submit(lambda: self._own(lambda: finish(self._store)), (then,), None, executor=self._beside)

    def recordings(self) -> Recordings:
        """The folder of the sound files that are next to the store."""
        return self._store.recordings

    def ask_anew(
        self,
        query: Callable[[Any, Report], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[Problem], object],
    ) -> None:
        """As `ask_reporting`, through a connection that has read nothing yet: what is remembered hides damage."""

        def answer() -> Answer:
            with reading_anew(self._store.folder / STORE_FILE, self._store.key) as session:
                return query(session, self._report)

        self._submit(answer, (then,), failed)

    def wants_check(self) -> bool:
        """True if the store should be checked for damage once the window is open."""
        return self._store.wants_check

    def was_upgraded(self) -> bool:
        """True if the store was brought up to this version when it was opened, and its undo history emptied."""
        return self._store.was_upgraded

    def remarks_on_place(self) -> tuple[PlaceRemark, ...]:
        """What is awkward about where the data lies."""
        return remarks_on(self._store.folder)

    def data_folder(self) -> Path:
        """The folder the store is in."""
        return self._store.folder

    def _announcing_replayed(self, words: Callable[[str], str]) -> tuple[Callable[[Done | None], object], ...]:
        def announce_deferred(done: Done) -> None:
            self._announce_deferred(done, StatusMessage(words(done.label), is_step=True, replayed=done.changes))

        steps = (self._announce, announce_deferred)
        return tuple(lambda done, step=step: None if done is None else step(done) for step in steps)

    def _announce(self, done: Done) -> None:
        if done.changes:
            self.store_changed.emit(done.changes)

    def _announce_deferred(self, done: Done, message: StatusMessage) -> None:
        if done.changes:
            self.store_changed_deferred.emit(done.changes)
            self.status_message.emit(message)
