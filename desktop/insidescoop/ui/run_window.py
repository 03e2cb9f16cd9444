"""The process of the window: one for each store, ended in order, and followed by one that restores or repairs."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from insidescoop.system.clock import Clock
from insidescoop.ui.application import Application
from insidescoop.ui.error_messages import UnexpectedErrors, install_excepthook
from insidescoop.ui.single_instance import SingleInstance
from insidescoop.ui.start_program import start_program


def run_window(
    folder: Path,
    *,
    open_store: Callable[[], Any],
    open_read_only: Callable[[], Any],
    clock: Clock,
    is_sample: bool,
    repairs_first: bool = False,
    told: str = "",
) -> int:
    """Shows the window on the store in `folder` until it is closed, and returns the exit code.

    `told` is what the status line says at first; "" for nothing.
    A second start brings the first one's window to the front instead and is done.
    """
    # What is made until the window is complete stays: looking through it for garbage takes a tenth of the start.
    # `Application` has it looked for from then on.
    gc.disable()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Inside Scoop")
    application.setDesktopFileName("inside-scoop")
    lock = SingleInstance(folder)
    if not lock.acquire():
        lock.ask_first_to_show()
        return 0
    opened = Application(
        application, folder, open_store=open_store, open_read_only=open_read_only, clock=clock, is_sample=is_sample
    )
    opened.told_at_start = told
    install_excepthook(UnexpectedErrors(opened.messages).tell)
    lock.show_requested.connect(opened.window.bring_to_front)
    opened.window.show()
    QTimer.singleShot(0, opened.repair if repairs_first else opened.load_in_stages)
    _close_when_told_to(opened)
    code = application.exec()
    if opened.window.isVisible():
        # Ended some other way than by closing the window. What is typed is kept, and Qt may not take down a window
        # that still stands: measured with PySide6 6.11.3, the process ends with a segmentation fault.
        opened.window.close()
    lock.release()
    if opened.to_restore is not None:
        # Only now is the store closed: restoring and repairing need exclusive access.
        start_program(folder, "restore", opened.to_restore, "--then-open", is_sample=is_sample)
    elif opened.to_repair:
        start_program(folder, "repair", "--then-open", is_sample=is_sample)
    return code


def _close_when_told_to(opened: Application) -> None:
    """Closes the window in its own time when the system asks the program to end, so that nothing typed is lost."""
    if os.name != "posix":
        return
    # Python runs its signal handlers only between its own instructions; the pipe wakes Qt, and Qt wakes Python.
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(told, lambda _number, _frame: None)

    def end() -> None:
        os.read(reading, 16)
        opened.is_told_to_end = True
        opened.window.close()

    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, opened.window)
    notifier.activated.connect(end)
