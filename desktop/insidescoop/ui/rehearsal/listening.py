"""Listens to a recording, and shows meanwhile a small dialog with a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Progress
from insidescoop.speech.analysis import Listened, listen_to
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP
from insidescoop.ui.widgets.boxes import Column, Row, Stretch
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel


class ListeningDialog(FittedDialog):
    """The dialog; `cancel_requested` is sent for its button and for Esc."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Listening")
        self.words = PlainLabel("Listening to the recording")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far it has come")
        self.bar.setRange(0, 0)
        self.cancel = push_button("Stop listening")
        self.cancel.clicked.connect(self.reject)
        # The last key of a run is often pressed twice: only Tab leads to the button, and Esc does what it does.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Listening to the recording")
        Column(self.words, self.bar, Row(Stretch(), self.cancel), on=self, spacing=GAP, margin=(WIDE_GAP, GAP))
        self.resize(360, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, progress: Progress) -> None:
        """Says how far it has come."""
        self.words.setText(progress.doing)
        self.bar.setRange(0, max(progress.total, 1))
        self.bar.setValue(progress.done)

    def reject(self) -> None:
        # The box goes once the work has heard of it.
        self.cancel.setEnabled(False)
        self.cancel_requested.emit()


def listen(
    context: UiContext,
    over: QWidget,
    data: bytes,
    text: str,
    then: Callable[[Listened], object],
    otherwise: Callable[[], object] | None = None,
) -> None:
    """Hears how a text is said in a recording; `otherwise` is called if it cannot be read, or was cancelled."""
    reader = context.reader
    dialog = ListeningDialog(over)
    reader.progressed.connect(dialog.show_progress)
    dialog.cancel_requested.connect(reader.cancel)
    dialog.open()

    def close() -> None:
        reader.progressed.disconnect(dialog.show_progress)
        dialog.done(0)
        dialog.deleteLater()

    def heard(listened: Listened) -> None:
        close()
        then(listened)

    def cancelled() -> None:
        close()
        if otherwise is not None:
            otherwise()

    def failed(problem: Problem) -> None:
        close()
        context.messages.tell(problem)
        if otherwise is not None:
            otherwise()

    reader.ask_reporting(lambda _session, report: listen_to(data, text, report), heard, failed, cancelled)
