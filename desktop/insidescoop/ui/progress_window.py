"""Does what has to be done before the main window opens, and shows meanwhile how far it has come."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar

from insidescoop.domain.progress import Progress, Report
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

Answer = TypeVar("Answer")

_STAYS = "Please wait. Inside Scoop opens by itself once this is done."


class ProgressWindow(FittedDialog):
    """Says what is being done and how far it has come; only `end` closes it, for nothing can be stopped half-way."""

    def __init__(self, doing: str) -> None:
        super().__init__()
        self.setWindowTitle("Inside Scoop")
        self.words = wrapped(PlainLabel(doing))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(doing)
        self.bar.setAccessibleDescription(_STAYS)
        # Where the focus is, a screen reader says by itself how far it has come.
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Column(self.words, self.bar, wrapped(PlainLabel(_STAYS, tone="muted")), on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(400, self.font()), 0)
        self.bar.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Says how far it has come."""
        self.words.setText(progress.sentence())
        self.bar.setAccessibleName(progress.sentence())
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def reject(self) -> None:
        """Stays: this is Esc, and the button of the frame."""

    def end(self) -> None:
        """Closes it."""
        self.done(0)


class _Work(QObject):
    progressed = Signal(object)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._last: Progress | None = None

    def report(self, progress: Progress) -> None:
        if progress != self._last:
            self._last = progress
            self.progressed.emit(progress)


def do_before_window(work: Callable[[Report], Answer], *, doing: str) -> Answer:
    """What the work returns, done on another thread while a small window says how far it has come.

    Raises:
        Exception: whatever the work raises.
    """
    window, telling = ProgressWindow(doing), _Work()
    telling.progressed.connect(window.show_progress, Qt.ConnectionType.QueuedConnection)
    telling.ended.connect(window.end, Qt.ConnectionType.QueuedConnection)
    with ThreadPoolExecutor(1, thread_name_prefix="before the window") as executor:
        working = executor.submit(work, telling.report)
        working.add_done_callback(lambda _done: telling.ended.emit())
        window.exec()
    return working.result()
