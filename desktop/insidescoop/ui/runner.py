"""Runs commands one after the other on the store's own thread, and brings what they did back to the window."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal, Slot

from insidescoop.domain.changes import Changes
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Cancelled, Progress, Report
from insidescoop.store.store import Command, Done, History, Store
from insidescoop.system.many_values import let_go, without_collector
from insidescoop.system.recordings import Recordings

Answer = TypeVar("Answer")

_TURN_SECONDS = 0.0005
"""Python lets one thread run for so long while another waits.

With the usual 5 ms a key that comes while the store keeps something waits for it several times over, for Qt gives its
turn away with many of its calls; and a dozen small reads beside an import take a tenth of a second.
"""


class Executor(Protocol):
    """Whatever runs work: a thread, or at once."""

    def submit(self, work: Callable[[], None], /) -> object:
        """Runs `work`, now or later, but always in order."""
        ...

    def shutdown(self, wait: bool = True) -> None:
        """Runs what was submitted and takes no more."""
        ...


class CommandRunner(QObject):
    """The window's one way to the store.

    `store_changed(Changes)` is sent after every step that changed something, undo and redo too;
    `happened(label, can_undo)` with what to say of it; `failed(Problem)` instead, with nothing changed;
    `progressed(Progress)` while a long step runs.
    """

    store_changed = Signal(object)
    happened = Signal(str, bool)
    failed = Signal(object)
    progressed = Signal(object)
    _returned = Signal(object)

    def __init__(self, store: Store, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        if executor is None:
            executor = ThreadPoolExecutor(1, thread_name_prefix="store")
            sys.setswitchinterval(_TURN_SECONDS)
        self._executor = executor
        self._pending = 0
        self._is_cancelled = False
        self.telling: Command[Any] | None = None
        """The command whose step is being told, so that whoever asked for it knows it again; None for undo and redo."""
        self._returned.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def do(
        self,
        command: Command[Any],
        then: Callable[[Any], object] | None = None,
        failed: Callable[[Problem], object] | None = None,
        called_off: Callable[[], object] | None = None,
    ) -> None:
        """Runs a command; `then` gets its result after every view has been told, `failed` its problem if given.

        `called_off` is called once the command was called off and nothing of it is left.
        """

        def told(done: Done) -> None:
            self.telling = command
            try:
                self._tell(done, can_undo=done.can_undo, words=done.label)
            finally:
                self.telling = None
            if then is not None:
                then(done.result)
            if done.problem is not None:
                self.failed.emit(done.problem)

        self._submit(lambda: self._store.do(command, self._report), told, failed, called_off)

    def undo(self) -> None:
        """Takes the newest step back."""
        self._submit(self._store.undo, lambda done: self._tell_replayed(done, "Took back"), None)

    def redo(self) -> None:
        """Does the step taken back last again."""
        self._submit(self._store.redo, lambda done: self._tell_replayed(done, "Did again"), None)

    def read(self, query: Callable[[Any], Answer]) -> Answer:
        """The answer of a fast query, at once, in its own short session, which only queries look into."""
        with self._store.reading() as session:
            return query(session)

    def ask(
        self,
        query: Callable[[Any], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[Problem], object] | None = None,
    ) -> None:
        """Runs a slow query on the store's thread; `then` gets the answer on the window's."""
        self._submit(lambda: self.read(query), then, failed)

    def ask_reporting(
        self,
        query: Callable[[Any, Report], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[Problem], object] | None = None,
        called_off: Callable[[], object] | None = None,
    ) -> None:
        """Runs a long query as `ask` does; it says how far it has come, and can be called off."""

        def answer() -> Answer:
            # The window reads while this runs: opening a connection of its own would hold it up (80 ms measured).
            self._store.ready_connections()
            return self.read(lambda session: query(session, self._report))

        self._submit(answer, then, failed, called_off)

    def let_go(self, values: list[Any]) -> None:
        """Empties a long list behind the window's back; nobody else may hold what is in it."""
        self._executor.submit(lambda: let_go(values))

    def say(self, words: str) -> None:
        """Has the window say what happened, where there is nothing to take back."""
        self.happened.emit(words, False)

    def history(self) -> History:
        """What Undo and Redo would do now."""
        return self._store.history()

    def backups(self) -> tuple[Path, ...]:
        """The copies of the store that the program made."""
        return self._store.backups()

    def recordings(self) -> Recordings:
        """The folder of the sound files that lie beside the store."""
        return self._store.recordings

    def data_folder(self) -> Path:
        """The folder the store lies in."""
        return self._store.folder

    def is_busy(self) -> bool:
        """True while something runs or waits to run."""
        return self._pending > 0

    def cancel(self) -> None:
        """Calls off the step that is running, if it reports progress."""
        self._is_cancelled = self.is_busy()

    def finish(self) -> None:
        """Waits until everything submitted has run and been told."""
        while self._pending:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def close(self) -> None:
        """Runs what was submitted, then closes the store."""
        self.finish()
        self._executor.shutdown(wait=True)
        self._store.close()

    def _submit(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[Problem], object] | None,
        called_off: Callable[[], object] | None = None,
    ) -> None:
        self._pending += 1
        self._executor.submit(lambda: self._run(work, then, failed, called_off))

    def _run(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[Problem], object] | None,
        called_off: Callable[[], object] | None,
    ) -> None:
        try:
            with without_collector():
                answer = work()
        except Problem as problem:
            self._returned.emit(lambda problem=problem: (failed or self.failed.emit)(problem))
        except Cancelled:
            # What waits behind the step was not called off with it.
            self._is_cancelled = False
            self._returned.emit(lambda: self._tell_called_off(called_off))
        except Exception as error:
            self._returned.emit(lambda error=error: _raise(error))
        else:
            self._returned.emit(lambda: then(answer))

    @Slot(object)
    def _call(self, tell: Callable[[], object]) -> None:
        self._pending -= 1
        if not self._pending:
            self._is_cancelled = False
        tell()

    def _report(self, progress: Progress) -> None:
        if self._is_cancelled:
            raise Cancelled
        self.progressed.emit(progress)

    def _tell_called_off(self, called_off: Callable[[], object] | None) -> None:
        if called_off is not None:
            called_off()
        self.say("Called off; nothing was changed")

    def _tell_replayed(self, done: Done | None, what: str) -> None:
        if done is not None:
            self._tell(done, can_undo=False, words=f"{what}: {done.label}")

    def _tell(self, done: Done, *, can_undo: bool, words: str) -> None:
        if done.changes:
            changes: Changes = done.changes
            self.store_changed.emit(changes)
            self.happened.emit(words, can_undo)


def _raise(error: Exception) -> None:
    raise error
