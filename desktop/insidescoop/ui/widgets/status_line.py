"""The line at the bottom: how things are on the left, what just happened and its Undo, or what runs, on the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStatusBar, QWidget

from insidescoop.domain.progress import Progress
from insidescoop.ui.theme.metrics import GAP, PAGE_MARGIN, SMALL_GAP
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip

MESSAGE_MILLISECONDS = 10_000
"""How long a plain message stays; a file is offered, and a step can be undone, until the next one."""


class StatusLine(QStatusBar):
    """The window's status line.

    `undo_asked` is sent when its Undo button is pressed, `stop_asked` when Stop is; `file_asked(path)` and
    `folder_asked(path)` for a file that was written; `details_asked` for a warning.
    """

    undo_asked = Signal()
    stop_asked = Signal()
    file_asked = Signal(str)
    folder_asked = Signal(str)
    details_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        self.facts = PlainLabel(tone="muted")
        self._facts, self._warned, self._running = "", "", ""
        self._said, self._message = "", PlainLabel()
        self._words, self._can_undo = "", False
        self._happened = PlainLabel()
        self.undo, self.show_button = self._button("Undo"), self._button("Show")
        self.undo.clicked.connect(self.undo_asked)
        self._show_record: Callable[[], object] | None = None
        self.show_button.clicked.connect(self._go_to_record)
        self._path = ""
        self._open, self._folder = self._button("Open"), self._button("Show in folder")
        for button, asked in ((self._open, self.file_asked), (self._folder, self.folder_asked)):
            button.clicked.connect(lambda _checked=False, asked=asked: asked.emit(self._path))
        self.warning, self.details = PlainLabel(tone="error"), self._button("Details…")
        self.details.clicked.connect(self.details_asked)
        self._progress = PlainLabel()
        self._stop = self._button("Stop")
        self._stop.clicked.connect(self.stop_asked)
        self.message_time = QTimer(self, singleShot=True, interval=MESSAGE_MILLISECONDS)
        self.message_time.timeout.connect(self._end_message)
        self.addWidget(self.facts, 1)
        for part in (
            self.warning,
            self.details,
            self._progress,
            self._stop,
            self._message,
            self._open,
            self._folder,
            self._happened,
            self.show_button,
            self.undo,
        ):
            self.addPermanentWidget(part)
        for label in (self.facts, self.warning, self._progress, self._message, self._happened):
            # Never what keeps the window from getting narrower: the words are cut to the room.
            label.setMinimumWidth(1)
            if label is not self.facts:
                label.setIndent(GAP)
        self.show_warning("")
        self.end_progress()

    def _button(self, words: str) -> QPushButton:
        button = push_button(words, emphasis="quiet")
        button.hide()
        return button

    def show_facts(self, text: str) -> None:
        """Says how things are."""
        self._facts = text
        self.facts.setAccessibleName(text)
        self._fit()

    def show_last_backup(self, text: str) -> None:
        """Says when the last backup was, to who points at how things are."""
        self.facts.setToolTip(plain_tip(text))
        self.facts.setAccessibleDescription(text)

    def show_warning(self, text: str) -> None:
        """Shows a short warning with a button for details; "" hides it."""
        self._warned = text
        self.warning.setAccessibleName(text)
        self.warning.setToolTip(plain_tip(text))
        self.details.setAccessibleName(f"Details: {text}")
        self.warning.setVisible(bool(text))
        self.details.setVisible(bool(text))
        self._fit()

    def show_happened(self, text: str, *, can_undo: bool) -> None:
        """Says which step was done, until the next one."""
        self._show_step(text, can_undo=can_undo)

    def show_message(self, text: str) -> None:
        """Says something for a while; the last step can be undone all the same."""
        self._show_message(text)
        self.message_time.start()

    def show_replayed(self, text: str, show: Callable[[], object] | None) -> None:
        """Says what was undone or redone; `show` goes to it."""
        self._show_step(text, can_undo=False, show=show)
        self.show_button.setAccessibleName(f"Show: {text}")

    def show_written(self, text: str, path: str) -> None:
        """Says that a file was written, and offers to open it or its folder."""
        self._show_message(text)
        self._path = path
        self._open.setAccessibleName(f"Open {path}")
        self._folder.setAccessibleName(f"Show {path} in its folder")
        self._show_parts()

    def show_progress(self, progress: Progress) -> None:
        """Says how far a long step has come, in place of what happened before it."""
        self._running = progress.sentence()
        self._progress.setAccessibleName(self._running)
        self._stop.setAccessibleName(f"Stop: {progress.doing}")
        self._show_parts(is_running=True)

    def end_progress(self) -> None:
        """Says again what happened last."""
        self._show_parts(is_running=False)

    def happened(self) -> str:
        """What was said last and is still shown."""
        return self._said or self._words

    def _show_step(self, text: str, *, can_undo: bool, show: Callable[[], object] | None = None) -> None:
        self._words, self._can_undo, self._show_record = text, can_undo, show
        self._happened.setAccessibleName(text)
        self._happened.setToolTip(plain_tip(text))
        self.undo.setAccessibleName(f"Undo: {text}")
        self._end_message()

    def _show_message(self, text: str) -> None:
        self.message_time.stop()
        self._said, self._path = text, ""
        self._message.setAccessibleName(text)
        self._message.setToolTip(plain_tip(text))
        self._show_parts()

    def _end_message(self) -> None:
        self._show_message("")

    def _go_to_record(self) -> None:
        if self._show_record is not None:
            self._show_record()

    def _show_parts(self, *, is_running: bool | None = None) -> None:
        if is_running is None:
            is_running = not self._stop.isHidden()
        for part, has_something in (
            (self._message, bool(self._said)), (self._open, bool(self._path)), (self._folder, bool(self._path)),
            (self._happened, bool(self._words)), (self.undo, self._can_undo),
            (self.show_button, self._show_record is not None),
        ):  # fmt: skip
            part.setVisible(has_something and not is_running)
        self._progress.setVisible(is_running)
        self._stop.setVisible(is_running)
        self._fit()

    def _fit(self) -> None:
        # However long a name is, Undo stays in sight, and so does the step it undoes. How things are gets what is left.
        texts = {
            self.warning: self._warned,
            self._progress: self._running,
            self._message: self._said,
            self._happened: self._words,
        }
        shown = {label: words for label, words in texts.items() if not label.isHidden()}
        buttons = [button for button in self.findChildren(QPushButton) if not button.isHidden()]
        room = self.contentsRect().width() - 2 * PAGE_MARGIN - SMALL_GAP * (len(shown) + len(buttons) + 1)
        room -= sum(button.sizeHint().width() for button in buttons) + GAP * len(shown)
        for place, label in enumerate(sorted(shown, key=lambda each: self._width(shown[each]))):
            room -= self._set_text(label, shown[label], room // (len(shown) - place))
        self._set_text(self.facts, self._facts, room)

    def _set_text(self, label: PlainLabel, words: str, room: int) -> int:
        """The width the words take of the room, once they are cut to it."""
        taken = min(self._width(words), max(room, 0))
        label.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, taken))
        return taken

    def _width(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
