"""The process of the window: one for each store, ended in order, and followed by one that restores or repairs."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from insidescoop import DESKTOP_ID
from insidescoop.domain.problems import Problem
from insidescoop.system.clock import Clock
from insidescoop.system.log import defect
from insidescoop.system.window_lock import WindowLock, WindowRequest
from insidescoop.ui.application import Application
from insidescoop.ui.error_messages import UnexpectedErrors, install_excepthook, show_before_window
from insidescoop.ui.files_to_open import FilesFromFinder, FilesToOpen
from insidescoop.ui.told_to_end import when_told_to_end
from insidescoop.ui.window_requests import WindowRequests

if TYPE_CHECKING:
    from insidescoop.domain.contact_rows import FirstRows
    from insidescoop.domain.progress import Report
    from insidescoop.system.keys import Key

logger = logging.getLogger(__name__)


class AtFirst(NamedTuple):
    """What the window begins with: a repair, a sentence in the status line ("" for none), files to be opened.

    `key` opens the data, if it is known already. `changes_passphrase` is done before the window opens; it returns the
    sentence for the status line.
    """

    repairs: bool = False
    told: str = ""
    files: tuple[Path, ...] = ()
    key: Key | None = None
    changes_passphrase: Callable[[Report], str] | None = None


def run_window(
    lock: WindowLock,
    *,
    open_store: Callable[[Key | None], Any],
    open_read_only: Callable[[Key | None], Any],
    first_rows: Callable[[int | None], FirstRows | None],
    clock: Clock,
    is_sample: bool,
    at_first: AtFirst,
) -> int:
    """Shows the window on the store in the folder of `lock`, which is held, until it is closed; the exit code."""
    # What is made until the window is complete stays: looking through it for garbage takes a tenth of the start.
    # `Application` has it looked for from then on.
    gc.disable()
    # The name is that of the windows under X11, by which a desktop finds their menu entry and icon.
    application = QApplication([*sys.argv[:1], "-name", DESKTOP_ID])
    application.setApplicationName("Inside Scoop")
    application.setDesktopFileName(DESKTOP_ID)
    folder = lock.folder
    opened = Application(
        application,
        folder,
        open_store=open_store,
        open_read_only=open_read_only,
        first_rows=first_rows,
        clock=clock,
        is_sample=is_sample,
    )
    opened.told_at_start = at_first.told
    opened.key = at_first.key
    install_excepthook(UnexpectedErrors(opened.messages).tell)
    to_open = FilesToOpen(opened.is_complete, opened.window)
    to_open.ready.connect(opened.open_files)
    if sys.platform == "darwin":
        # Elsewhere it would be asked about each event for nothing.
        from_finder = FilesFromFinder(opened.window)
        from_finder.opened.connect(to_open.add)
        application.installEventFilter(from_finder)
    requests = answer_requests(lock, opened, to_open)
    if at_first.changes_passphrase is not None:
        opened.told_at_start = _changed_passphrase(at_first.changes_passphrase)
    opened.window.show()
    QTimer.singleShot(0, opened.repair if at_first.repairs else opened.load_in_stages)
    to_open.add(at_first.files)
    when_told_to_end(opened.window, lambda: _end(opened))
    code = application.exec()
    if opened.window.isVisible():
        # Ended some other way than by closing the window. What is typed is kept, and Qt may not take down a window
        # that still stands: measured with PySide6 6.11.3, the process ends with a segmentation fault.
        opened.window.close()
    requests.stop()
    lock.release()
    _go_on(opened, folder, is_sample=is_sample)
    return code


def _go_on(opened: Application, folder: Path, *, is_sample: bool) -> None:
    """Has another process do what needs the store alone, now that it is closed."""
    # Loaded here, and not before the window.
    from insidescoop.ui.start_program import start_changing_passphrase, start_program

    if opened.to_restore is not None:
        start_program(folder, "restore", opened.to_restore, "--then-open", is_sample=is_sample, keys=opened.keys())
    elif opened.to_repair:
        start_program(folder, "repair", "--then-open", is_sample=is_sample, keys=opened.keys())
    elif opened.new_passphrase is not None:
        start_changing_passphrase(folder, opened.key, opened.new_passphrase.key, is_sample=is_sample)


def _changed_passphrase(change: Callable[[Report], str]) -> str:
    """What the status line says of it; "" if it could not be done, which was shown."""
    from insidescoop.domain.progress import Cancelled
    from insidescoop.ui.progress_window import do_before_window

    try:
        return do_before_window(change, doing="Changing the passphrase of your data")
    except Cancelled:
        return "Cancelled. The passphrase is as it was"
    except Problem as problem:
        show_before_window(problem)
    except Exception as error:
        logger.error("the passphrase could not be changed", exc_info=error)
        show_before_window(defect(error))
    return ""


def answer_requests(lock: WindowLock, opened: Application, to_open: FilesToOpen) -> WindowRequests:
    """Has the window do what other starts ask for, until it is told to look no more."""

    def take(request: WindowRequest) -> None:
        if request.is_quick_add:
            opened.show_quick_add()
            return
        opened.window.bring_to_front()
        to_open.add(request.files)

    requests = WindowRequests(lock, opened.window)
    requests.requested.connect(take)
    return requests


def _end(opened: Application) -> None:
    opened.is_told_to_end = True
    opened.window.close()
