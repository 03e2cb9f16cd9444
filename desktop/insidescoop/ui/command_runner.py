"""Runs commands one after the other on the store's own thread, and brings what they did back to the window."""

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal, Slot

from insidescoop.domain.changes import Changes
from insidescoop.domain.problems import Problem, StoreBusy
from insidescoop.domain.progress import Cancelled, Progress, Report
from insidescoop.domain.step_words import done_words, redone_words, undone_words
from insidescoop.store.store import Command, Done, History, Store
from insidescoop.system.many_values import let_go, without_collector
from insidescoop.system.recordings import Recordings

Answer = TypeVar("Answer")
Turn = Callable[[], object]
"""What is done on the window's thread without a pause."""

REPORT_SECONDS = 0.1
"""Reports that come sooner after another are not shown, but for the last: each has the window paint beside the work."""

_LONG_TURN_SECONDS, _BREATH = 0.01, 10
"""After a turn that took so long the window has so many milliseconds to paint and to answer."""

READ_PATIENCE_MS = 100
"""How long one try of a read on the window's thread waits for another program to release the file."""

READ_WAIT_SECONDS = 5.0
"""After so long a read gives up and says why; until then the window goes on painting."""

_BETWEEN_TRIES_MS = 50

_SWITCH_SECONDS = 0.0005
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


@dataclass(frozen=True, slots=True)
class Happened:
    """What to say of something that happened.

    `is_step` for a step that was done, undone or redone; else it is a message only. `replayed` is what was undone or
    redone.
    """

    words: str
    is_step: bool = False
    can_undo: bool = False
    replayed: Changes | None = None


class CommandRunner(QObject):
    """The window's one way to the store.

    `store_changed(Changes)` is sent after every step that changed something, undo and redo too; a turn later
    `store_changed_beside(Changes)` to what stands beside the pages, and `happened(Happened)` with what to say
    of it; `file_written(words, path)` for a file the user asked for; `failed(Problem)` instead, with nothing changed;
    `progressed(Progress)` while a long step runs, and `progress_ended()` after its last report, before what came of it
    is told.
    """

    store_changed = Signal(object)
    store_changed_beside = Signal(object)
    happened = Signal(object)
    file_written = Signal(str, str)
    failed = Signal(object)
    progressed = Signal(object)
    progress_ended = Signal()
    _returned = Signal(object)

    def __init__(self, store: Store, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        if executor is None:
            executor = ThreadPoolExecutor(1, thread_name_prefix="store")
            sys.setswitchinterval(_SWITCH_SECONDS)
        self._executor = executor
        self._pending = 0
        self._is_cancelled = False
        self._has_reported = False
        self._last_report = 0.0
        self._gives_up_at: float | None = None
        self.telling: Command[Any] | None = None
        """The command whose step is being told, so that whoever asked for it knows it again; None for undo and redo."""
        self._turns: deque[tuple[Turn, bool]] = deque()
        self._next_turn = QTimer(self)
        self._next_turn.setSingleShot(True)
        self._next_turn.timeout.connect(self._take_turn)
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

        def tell(done: Done) -> None:
            self.telling = command
            try:
                self._tell(done)
            finally:
                self.telling = None

        def tell_beside(done: Done) -> None:
            self._tell_beside(done, Happened(done_words(done.label), is_step=True, can_undo=done.can_undo))

        def go_on(done: Done) -> None:
            if then is not None:
                then(done.result)
            if done.problem is not None:
                self.failed.emit(done.problem)

        self._submit(lambda: self._store.do(command, self._report), (tell, tell_beside, go_on), failed, called_off)

    def undo(self) -> None:
        """Undoes the newest step."""
        self._submit(lambda: self._store.undo(self._report), self._telling_replayed(undone_words), None)

    def redo(self) -> None:
        """Redoes the step that was undone last."""
        self._submit(lambda: self._store.redo(self._report), self._telling_replayed(redone_words), None)

    def read(self, query: Callable[[Any], Answer]) -> Answer:
        """The answer of a fast query, at once, in its own short session, which only queries look into.

        While another program holds the file, the window goes on painting and keeps keys and clicks for afterwards.

        Raises:
            StoreBusy: the file was held for `READ_WAIT_SECONDS`.
        """
        return self._read_patiently(query)

    def _read_patiently(self, query: Callable[[Any], Answer]) -> Answer:
        try:
            return self.read_without_waiting(query, READ_PATIENCE_MS)
        except StoreBusy:
            is_first = self._gives_up_at is None
            if is_first:
                self._gives_up_at = monotonic() + READ_WAIT_SECONDS
        try:
            return self._keep_trying(query)
        finally:
            if is_first:
                self._gives_up_at = None

    def read_without_waiting(self, query: Callable[[Any], Answer], patience_ms: int = 0) -> Answer:
        """The answer of a fast query: for painting, which may not wait.

        Raises:
            StoreBusy: another program holds the file.
        """
        with self._store.reading(patience_ms) as session:
            return query(session)

    def _keep_trying(self, query: Callable[[Any], Answer]) -> Answer:
        while True:
            pause = QEventLoop()
            QTimer.singleShot(_BETWEEN_TRIES_MS, pause.quit)
            pause.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            try:
                return self.read_without_waiting(query)
            except StoreBusy:
                if monotonic() >= (self._gives_up_at or 0.0):
                    raise

    def ask(
        self,
        query: Callable[[Any], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[Problem], object] | None = None,
    ) -> None:
        """Runs a slow query on the store's thread; `then` gets the answer on the window's."""
        self._submit(lambda: self._answer(query), (then,), failed)

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
            return self._answer(lambda session: query(session, self._report))

        self._submit(answer, (then,), failed, called_off)

    def _answer(self, query: Callable[[Any], Answer]) -> Answer:
        with self._store.reading() as session:
            return query(session)

    def let_go(self, values: list[Any]) -> None:
        """Empties a long list behind the window's back; nobody else may hold what is in it."""
        self._executor.submit(lambda: let_go(values))

    def say(self, words: str) -> None:
        """Has the window say what happened, where there is nothing to undo."""
        self.happened.emit(Happened(words))

    def say_written(self, words: str, path: Path) -> None:
        """Has the window say that a file the user asked for was written, and offer to open it."""
        self.file_written.emit(words, str(path))

    def history(self) -> History:
        """What Undo and Redo would do now."""
        return self._read_patiently(self._store.history_in)

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
        thens: tuple[Callable[[Answer], object], ...],
        failed: Callable[[Problem], object] | None,
        called_off: Callable[[], object] | None = None,
    ) -> None:
        self._pending += 1
        self._executor.submit(lambda: self._run(work, thens, failed, called_off))

    def _run(
        self,
        work: Callable[[], Answer],
        thens: tuple[Callable[[Answer], object], ...],
        failed: Callable[[Problem], object] | None,
        called_off: Callable[[], object] | None,
    ) -> None:
        turns: tuple[Turn, ...]
        try:
            with without_collector():
                answer = work()
        except Problem as problem:
            turns = (partial(failed or self.failed.emit, problem),)
        except Cancelled:
            # What waits behind the step was not called off with it.
            self._is_cancelled = False
            turns = (partial(self._tell_called_off, called_off),)
        except Exception as error:
            turns = (partial(_raise, error),)
        else:
            turns = tuple(partial(then, answer) for then in thens)
        self._returned.emit(turns)

    @Slot(object)
    def _call(self, turns: tuple[Turn, ...]) -> None:
        if self._has_reported:
            self._has_reported = False
            self.progress_ended.emit()
        last = len(turns) - 1
        self._turns.extend((turn, place == last) for place, turn in enumerate(turns))
        self._next_turn.start()

    def _take_turn(self) -> None:
        """Does one thing of those that wait: in between the window answers keys, however much came back at once."""
        if self._gives_up_at is not None:
            # A view is in the middle of a read that waits for the file: it may not be refreshed under its feet.
            self._next_turn.start(_BETWEEN_TRIES_MS)
            return
        turn, is_last = self._turns.popleft()
        if is_last:
            self._pending -= 1
            if not self._pending:
                self._is_cancelled = False
        began = perf_counter()
        try:
            turn()
        finally:
            if self._turns:
                self._next_turn.start(_BREATH if perf_counter() - began > _LONG_TURN_SECONDS else 0)

    def _report(self, progress: Progress) -> None:
        if self._is_cancelled:
            raise Cancelled
        self._has_reported = True
        now = perf_counter()
        if now - self._last_report >= REPORT_SECONDS or progress.done == progress.total:
            self._last_report = now
            self.progressed.emit(progress)

    def _tell_called_off(self, called_off: Callable[[], object] | None) -> None:
        if called_off is not None:
            called_off()
        self.say("Cancelled. Nothing was changed.")

    def _telling_replayed(self, words: Callable[[str], str]) -> tuple[Callable[[Done | None], object], ...]:
        def tell_beside(done: Done) -> None:
            self._tell_beside(done, Happened(words(done.label), is_step=True, replayed=done.changes))

        return tuple(lambda done, tell=tell: None if done is None else tell(done) for tell in (self._tell, tell_beside))

    def _tell(self, done: Done) -> None:
        if done.changes:
            self.store_changed.emit(done.changes)

    def _tell_beside(self, done: Done, happened: Happened) -> None:
        if done.changes:
            self.store_changed_beside.emit(done.changes)
            self.happened.emit(happened)


def _raise(error: Exception) -> None:
    raise error
