"""What the program does when the system asks it to end."""

import os
import signal
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


def when_told_to_end(parent: QObject, end: Callable[[], object]) -> None:
    """Has `end` called in the window's own time when the system asks the program to end, so that nothing is lost."""
    if os.name != "posix":
        return
    # Python runs its signal handlers only between its own instructions; the pipe wakes Qt, and Qt wakes Python.
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(told, lambda _number, _frame: None)

    def take() -> None:
        os.read(reading, 16)
        end()

    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, parent)
    notifier.activated.connect(take)
