"""The line at the bottom: how things stand on the left, what just happened and its Undo, or what runs, on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStatusBar, QWidget

from insidescoop.domain.progress import Progress
from insidescoop.ui.theme.metrics import PAGE_MARGIN
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip


class StatusLine(QStatusBar):
    """The window's status line.

    `undo_asked` is sent when its Undo button is pressed, `stop_asked` when Stop is; `file_asked(path)` and
    `folder_asked(path)` for a file that was written.
    """

    undo_asked = Signal()
    stop_asked = Signal()
    file_asked = Signal(str)
    folder_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        self._facts = PlainLabel(tone="muted")
        self._words, self._can_undo = "", False
        self._happened = PlainLabel()
        self._undo = QPushButton("Undo")
        self._undo.setProperty("emphasis", "quiet")
        self._undo.hide()
        self._undo.clicked.connect(self.undo_asked)
        self._path = ""
        self._open, self._folder = QPushButton("Open"), QPushButton("Show in folder")
        for button, asked in ((self._open, self.file_asked), (self._folder, self.folder_asked)):
            button.setProperty("emphasis", "quiet")
            button.hide()
            button.clicked.connect(lambda _checked=False, asked=asked: asked.emit(self._path))
        self._progress = PlainLabel()
        self._stop = QPushButton("Stop")
        self._stop.setProperty("emphasis", "quiet")
        self._stop.clicked.connect(self.stop_asked)
        self.addWidget(self._facts, 1)
        for part in (self._progress, self._stop, self._happened, self._open, self._folder, self._undo):
            self.addPermanentWidget(part)
        self.end_progress()

    def show_facts(self, text: str) -> None:
        """Says how things stand."""
        self._facts.setText(text)

    def show_happened(self, text: str, *, can_undo: bool) -> None:
        """Says what just happened."""
        self._words = text
        self._happened.setAccessibleName(text)
        self._happened.setToolTip(plain_tip(text))
        self._can_undo, self._path = can_undo, ""
        self._undo.setAccessibleName(f"Undo: {text}")
        self._show_parts(is_running=not self._stop.isHidden())
        self._fit()

    def show_written(self, text: str, path: str) -> None:
        """Says that a file was written, and offers to open it or its folder."""
        self.show_happened(text, can_undo=False)
        self._path = path
        self._open.setAccessibleName(f"Open {path}")
        self._folder.setAccessibleName(f"Show {path} in its folder")
        self._show_parts(is_running=not self._stop.isHidden())

    def show_progress(self, progress: Progress) -> None:
        """Says how far a long step has come, in place of what happened before it."""
        self._progress.setText(progress.sentence())
        self._stop.setAccessibleName(f"Stop: {progress.doing}")
        self._show_parts(is_running=True)

    def end_progress(self) -> None:
        """Says again what happened last."""
        self._show_parts(is_running=False)

    def _show_parts(self, *, is_running: bool) -> None:
        self._progress.setVisible(is_running)
        self._stop.setVisible(is_running)
        self._happened.setVisible(not is_running)
        self._undo.setVisible(self._can_undo and not is_running)
        for button in (self._open, self._folder):
            button.setVisible(bool(self._path) and not is_running)

    def happened(self) -> str:
        """What was said last."""
        return self._words

    def _fit(self) -> None:
        # However long a name is, Undo stays in sight.
        room = self.width() // 2
        self._happened.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
