"""Does what has to be done before the main window opens, and shows meanwhile how far it has come."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar

from insidescoop.domain.progress import Cancelled, Progress, Report
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped_low

Answer = TypeVar("Answer")

_STAYS = "Please wait. Inside Scoop opens by itself once this is done."


class ProgressWindow(FittedDialog):
    """Says what is being done and how far it has come; only `end` closes it.

    `cancelled` is sent once, when the user cancels; a report can say that it is too late for that.
    """

    cancelled = Signal()

    def __init__(self, doing: str) -> None:
        super().__init__()
        self._is_cancelled = False
        self.setWindowTitle("Inside Scoop")
        self.words = wrapped_low(PlainLabel(doing))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(doing)
        self.bar.setAccessibleDescription(_STAYS)
        # Where the focus is, a screen reader says by itself how far it has come.
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cancel = push_button("Cancel", self.reject)
        stays, buttons = wrapped_low(PlainLabel(_STAYS, tone="muted")), Row(Stretch(), self.cancel)
        Column(self.words, self.bar, stays, buttons, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(400, self.font()), 0)
        self.bar.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Says how far it has come."""
        self.words.setText(progress.sentence())
        self.bar.setAccessibleName(progress.sentence())
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.cancel.setEnabled(progress.can_stop and not self._is_cancelled)

    def reject(self) -> None:
        """Cancels the work if that is still possible, and stays open until it has ended; Esc does this too."""
        if self.cancel.isEnabled():
            self._is_cancelled = True
            self.cancel.setEnabled(False)
            self.bar.setFocus()
            self.cancelled.emit()

    def end(self) -> None:
        """Closes it."""
        self.done(0)


class _Work(QObject):
    progressed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last: Progress | None = None
        self._is_cancelled = Event()

    def cancel(self) -> None:
        self._is_cancelled.set()

    def report(self, progress: Progress) -> None:
        if self._is_cancelled.is_set():
            raise Cancelled
        if progress != self._last:
            self._last = progress
            self.progressed.emit(progress)


def do_before_window(work: Callable[[Report], Answer], *, doing: str) -> Answer:
    """What the work returns, done on another thread while a small window says how far it has come.

    Raises:
        Cancelled: the user called it off, and the work heeds that.
        Exception: whatever else the work raises.
    """
    window = ProgressWindow(doing)
    telling = _Work(window)
    telling.progressed.connect(window.show_progress, Qt.ConnectionType.QueuedConnection)
    window.cancelled.connect(telling.cancel)
    telling.ended.connect(window.end, Qt.ConnectionType.QueuedConnection)
    with ThreadPoolExecutor(1, thread_name_prefix="before the window") as executor:
        working = executor.submit(work, telling.report)
        working.add_done_callback(lambda _done: telling.ended.emit())
        window.exec()
    try:
        return working.result()
    finally:
        # An error keeps this frame alive: the window would be deleted together with it, at any time and on any thread.
        shiboken6.delete(window)
