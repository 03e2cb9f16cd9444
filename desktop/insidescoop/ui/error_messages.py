"""Shows what went wrong, one dialog at a time: a Problem in its own sentences, anything else as a defect."""

import logging
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from insidescoop import __version__
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted
from insidescoop.system.log import redacted
from insidescoop.ui.theme.letters import ensure_letters

logger = logging.getLogger(__name__)

QUIET_SECONDS = 60.0
"""A defect from the same place is shown once in this time; in between it is only logged."""


class Messages(Protocol):
    """How the window speaks to its user when something went wrong."""

    def tell(self, problem: Problem, then: Callable[[], object] | None = None) -> None:
        """Says what happened, what it means, and what to do; `then` is called once it was read."""
        ...


@dataclass(slots=True)
class _Message:
    text: str
    details: str | None = None
    then: Callable[[], object] | None = None
    repeats: int = 0


class MessageBoxes(QObject):
    """Messages as dialogs over a window, one at a time.

    A dialog opens from the event loop, never from where the error happened: that may be in the middle of painting.
    What comes while one is open waits behind it, once for each text, and the dialog says how much waits.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._waiting: deque[_Message] = deque()
        self._box: QMessageBox | None = None
        self._shown: _Message | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._show_next)

    def tell(self, problem: Problem, then: Callable[[], object] | None = None) -> None:
        """Says what happened, what it means, and what to do; `then` is called once the dialog was closed."""
        self._add(_Message(f"{problem.what_happened}\n\n{problem.your_data}\n\n{problem.next_step}", then=then))

    def tell_defect(self, error: BaseException) -> None:
        """Says that the program itself failed; the details can be copied, and are in the log."""
        import platform

        self._add(
            _Message(
                "Something in Inside Scoop went wrong.\n\nWhat you saved before is safe.\n\n"
                "You can go on, or close the program and start it again.",
                details=f"Inside Scoop {__version__}, {platform.platform()}\n{redacted(error)}",
            )
        )

    def _add(self, message: _Message) -> None:
        known = [self._shown, *self._waiting] if self._shown else list(self._waiting)
        same = next((each for each in known if each.text == message.text and each.then is None), None)
        if same is None or message.then is not None:
            self._waiting.append(message)
        else:
            same.repeats += 1
            if message.details and same.details and message.details not in same.details:
                same.details += f"\n{message.details}"
        if self._box is None:
            self._next.start()
        else:
            self._update_count()

    def _show_next(self) -> None:
        if self._box is not None or not self._waiting:
            return
        self._shown = self._waiting.popleft()
        # Over the dialog in use, if there is one: a message under it could be neither read nor closed.
        self._box = _box(QApplication.activeModalWidget() or self._parent, self._shown.text)
        copy = None
        if self._shown.details is not None:
            copy = self._box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
        self._update_count()
        self._box.finished.connect(lambda: self._close(copy))
        self._box.open()

    def _close(self, copy: object) -> None:
        box, shown = self._box, self._shown
        self._box = self._shown = None
        if box is None or shown is None:
            return
        if copy is not None and box.clickedButton() is copy:
            QApplication.clipboard().setText(shown.details or "")
        box.deleteLater()
        if shown.then is not None:
            shown.then()
        if self._waiting:
            self._next.start()

    def _update_count(self) -> None:
        if self._box is None or self._shown is None:
            return
        lines = [self._shown.text]
        if self._shown.repeats:
            lines.append(f"This happened {counted(self._shown.repeats + 1, 'time')}.")
        if self._waiting:
            lines.append(f"{counted(len(self._waiting), 'more message follows', 'more messages follow')}.")
        self._box.setText("\n\n".join(lines))


class UnexpectedErrors:
    """Decides what becomes of an exception that no one caught: a Problem is shown as one, a defect is logged and shown.

    A defect from the same place is shown once a minute; a paint event that fails would otherwise bury the screen.
    """

    def __init__(self, messages: MessageBoxes, now: Callable[[], float] = monotonic) -> None:
        self._messages = messages
        self._now = now
        self._shown_at: dict[str, float] = {}

    def tell(self, error: BaseException) -> None:
        """Shows the error, unless the same one was shown within the last minute."""
        if isinstance(error, Problem):
            self._messages.tell(error)
            return
        place, now = _place(error), self._now()
        if now - self._shown_at.get(place, -QUIET_SECONDS) >= QUIET_SECONDS:
            self._shown_at[place] = now
            self._messages.tell_defect(error)


def install_excepthook(tell: Callable[[BaseException], None]) -> None:
    """Has every exception that no one caught logged and shown, and the program go on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not issubclass(kind, Problem):
            logger.error("unexpected error", exc_info=(kind, error, trace))
        tell(error)

    sys.excepthook = hook


def show_before_window(problem: Problem) -> None:
    """Shows a problem that keeps the window from opening, and returns once its dialog was closed."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("Inside Scoop")
    ensure_letters()
    _box(None, f"{problem.what_happened}\n\n{problem.your_data}\n\n{problem.next_step}").exec()


def _place(error: BaseException) -> str:
    """The kind of error and where in our own code it happened: the same for the same defect."""
    return redacted(error).splitlines()[-1] if error.__traceback__ else type(error).__name__


def _box(parent: QWidget | None, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Inside Scoop")
    # The informative text would be read as markup: everything is in the main text, which is plain.
    box.setText(text)
    box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
    return box
