"""When typing is saved: after a pause, or when the focus leaves, and never in the middle of a word being composed."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

PAUSE_MILLISECONDS = 800
"""A pause in typing after which the text is kept: long enough not to cut a word, short enough to lose nothing."""

MOST_UNKEPT_MILLISECONDS = 2_000
"""A text of several lines is kept this often while it is typed without a pause."""


class TypingPause(QObject):
    """Follows the editors of one field. `due()` is sent when what was typed in them is to be saved.

    `pause` and `longest` are the timers that run out for it.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_typing = False
        self._is_composing = False
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self.longest = QTimer(self, singleShot=True, interval=MOST_UNKEPT_MILLISECONDS)
        self.pause.timeout.connect(self._unless_composing)
        self.longest.timeout.connect(self._unless_composing)

    def watch(self, editor: QWidget) -> None:
        """Follows an editor: when the focus leaves it, what was typed is due."""
        editor.installEventFilter(self)

    def typed(self, *, saves_on_pause: bool = True, is_long: bool = False) -> None:
        """Takes it that the user is typing; with `is_long` it is due every two seconds even without a pause."""
        self.is_typing = True
        if saves_on_pause:
            self.pause.start()
            if is_long and not self.longest.isActive():
                self.longest.start()

    def rest(self) -> None:
        """Takes it that nothing is being typed any more."""
        self.is_typing = False
        self.pause.stop()
        self.longest.stop()

    def _unless_composing(self) -> None:
        # A word on its way through an input method is not to be torn.
        if self._is_composing:
            self.pause.start()
        else:
            self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.FocusOut:
            self._is_composing = False
            self.due.emit()
        return super().eventFilter(watched, event)
