"""Reads the store for the window: fast queries at once, slow ones on the store's own thread, one after the other."""

import logging
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal, Slot

from insidescoop.domain.changes import Changes
from insidescoop.domain.problems import Problem, StoreBusy, Unreadable
from insidescoop.domain.progress import Cancelled, Progress, Report
from insidescoop.domain.values import frozen
from insidescoop.store.store import Store
from insidescoop.system.many_values import let_go, without_collector

logger = logging.getLogger(__name__)

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


@frozen
class StatusMessage:
    """What to say of something that happened.

    `is_step` for a step that was done, undone or redone; else it is a message only. `replayed` is what was undone or
    redone.
    """

    text: str
    is_step: bool = False
    can_undo: bool = False
    replayed: Changes | None = None


class StoreReader(QObject):
    """What views know of the store: they ask, and hear of changes.

    `store_changed(Changes)` is sent after every step that changed something, undo and redo too; a turn later
    `store_changed_deferred(Changes)` to what is next to the pages, and `status_message(StatusMessage)` with what to say
    of it; `file_written(text, path)` for a file the user asked for; `failed(Problem)` instead, with nothing changed;
    `progressed(Progress)` while a long step runs, and `progress_ended()` after its last report, before its result.
    """

    store_changed = Signal(object)
    store_changed_deferred = Signal(object)
    status_message = Signal(object)
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
        self._turns: deque[tuple[Turn, bool]] = deque()
        self._next_turn = QTimer(self, singleShot=True)
        self._next_turn.timeout.connect(self._take_turn)
        self._returned.connect(self._call, Qt.ConnectionType.QueuedConnection)

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
        with self._store.reading(patience_ms) as session, _told_as_unreadable():
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
        on_cancelled: Callable[[], object] | None = None,
    ) -> None:
        """Runs a long query as `ask` does; it reports how far it has come, and can be cancelled."""

        def answer() -> Answer:
            # The window reads while this runs: opening a connection of its own would hold it up (80 ms measured).
            self._store.ready_connections()
            return self._answer(lambda session: query(session, self._report))

        self._submit(answer, (then,), failed, on_cancelled)

    def _answer(self, query: Callable[[Any], Answer]) -> Answer:
        with self._store.reading() as session, _told_as_unreadable():
            return query(session)

    def release(self, values: list[Any]) -> None:
        """Empties a long list behind the window's back; nobody else may hold what is in it."""
        self._executor.submit(lambda: let_go(values))

    def show_status(self, text: str) -> None:
        """Shows a message in the status line, where there is nothing to undo."""
        self.status_message.emit(StatusMessage(text))

    def show_written(self, text: str, path: Path) -> None:
        """Has the window say that a file the user asked for was written, and offer to open it."""
        self.file_written.emit(text, str(path))

    def is_busy(self) -> bool:
        """True while something runs or waits to run."""
        return self._pending > 0

    def cancel(self) -> None:
        """Calls off the step that is running, if it reports progress."""
        self._is_cancelled = self.is_busy()

    def finish(self) -> None:
        """Waits until everything submitted has run and been told."""
        while self._pending:
            # Asleep until something happens: looking again and again would take the store's thread its turns.
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

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
        on_cancelled: Callable[[], object] | None = None,
        executor: Executor | None = None,
    ) -> None:
        self._pending += 1
        (executor or self._executor).submit(lambda: self._run(work, thens, failed, on_cancelled))

    def _run(
        self,
        work: Callable[[], Answer],
        thens: tuple[Callable[[Answer], object], ...],
        failed: Callable[[Problem], object] | None,
        on_cancelled: Callable[[], object] | None,
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
            turns = (partial(self._announce_cancelled, on_cancelled),)
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

    def _announce_cancelled(self, on_cancelled: Callable[[], object] | None) -> None:
        if on_cancelled is not None:
            on_cancelled()
        self.show_status("Cancelled. Nothing was changed.")


@contextmanager
def _told_as_unreadable() -> Iterator[None]:
    """Has a stored value that no reader understands told as one, not as a defect of the window."""
    try:
        yield
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
        logger.error("a stored value cannot be read", exc_info=error)
        raise Unreadable from error


def _raise(error: Exception) -> None:
    raise error
