"""The process of Quick add without the main window, which is started afterwards if it was asked for meanwhile."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from insidescoop import DESKTOP_ID
from insidescoop.domain.problems import PassphraseNeeded, Problem, WrongPassphrase
from insidescoop.domain.step_words import UPGRADED
from insidescoop.system.clock import Clock
from insidescoop.system.draft_files import DraftFiles, spare_folder
from insidescoop.system.keys import Key
from insidescoop.system.log import defect
from insidescoop.system.window_lock import WindowLock, WindowRequest
from insidescoop.ui.contacts.quick_add_dialog import QuickAddDialog
from insidescoop.ui.error_messages import MessageBoxes, UnexpectedErrors, install_excepthook
from insidescoop.ui.start_program import start_program
from insidescoop.ui.theme.palette import Theme, appearance_called
from insidescoop.ui.told_to_end import when_told_to_end
from insidescoop.ui.undo_keys import UndoKeys
from insidescoop.ui.widgets.status_line import StatusLine
from insidescoop.ui.window_requests import WindowRequests
from insidescoop.ui.window_state import STATE_FILE, load_window_state

if TYPE_CHECKING:
    from insidescoop.ui.command_runner import CommandRunner
    from insidescoop.ui.draft_keeper import DraftKeeper
    from insidescoop.ui.repair.controller import OpeningController

WAITS = "The main window opens once this is added or closed."


logger = logging.getLogger(__name__)


def run_quick_add(
    lock: WindowLock, *, open_store: Callable[[Key | None], Any], clock: Clock, is_sample: bool, key: Key | None
) -> int:
    """Shows Quick add on the store in the folder of `lock`, which is held, until it is closed; the exit code."""
    application = QApplication([*sys.argv[:1], "-name", DESKTOP_ID])
    application.setApplicationName("Inside Scoop")
    application.setDesktopFileName(DESKTOP_ID)
    quick = QuickAddWindow(application, lock.folder, open_store=open_store, clock=clock, key=key)
    messages = MessageBoxes(quick.dialog)
    install_excepthook(UnexpectedErrors(messages).tell)
    requests = WindowRequests(lock, quick)
    requests.requested.connect(quick.take)
    quick.dialog.come_forward()
    QTimer.singleShot(0, quick.load)
    when_told_to_end(quick, quick.end)
    application.exec()
    requests.stop()
    lock.release()
    if quick.then_words is not None:
        keys = () if quick.key is None else (quick.key,)
        start_program(lock.folder, *quick.then_words, is_sample=is_sample, keys=keys)
    return 0


class QuickAddWindow(QObject):
    """Quick add with a store of its own, which is opened once the window is on the screen."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        *,
        open_store: Callable[[Key | None], Any],
        clock: Clock,
        key: Key | None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._folder, self._open_store, self._clock = folder, open_store, clock
        self.key = key
        self.then_words: tuple[str, ...] | None = None
        """How this program is started once the window is closed; None if it is not."""
        self._runner: CommandRunner | None = None
        self._drafts: DraftKeeper | None = None
        self._opening: OpeningController | None = None
        self._window_keys = UndoKeys(self)
        self._window_keys.follow_focus(application)
        self.theme = Theme(application, appearance_called(load_window_state(folder / STATE_FILE).appearance))
        self.dialog = QuickAddDialog()
        self.theme.dress(self.dialog)
        # What is being stored when it closes is waited for.
        application.setQuitOnLastWindowClosed(False)
        self.dialog.finished.connect(lambda _code: QTimer.singleShot(0, self.end))

    def load(self) -> None:
        """Opens the store; where it cannot be opened, the passphrase is asked for, or the main window says why."""
        # Loaded here, after the window is on the screen.
        from insidescoop.ui.command_runner import CommandRunner
        from insidescoop.ui.contacts.quick_add_controller import QuickAddController
        from insidescoop.ui.draft_keeper import DraftKeeper

        try:
            store = self._open_store(self.key)
        except Problem as problem:
            self._say_why_not(problem)
            return
        except Exception as error:
            logger.error("the store could not be opened", exc_info=error)
            self._say_why_not(defect(error))
            return
        runner = self._runner = CommandRunner(store, parent=self)
        files = DraftFiles(self._folder, spare_folder(self._folder), runner.sealing())
        self._drafts = DraftKeeper(files, runner, self._clock, self)
        QuickAddController(runner, self._drafts, self.theme, first=self.dialog).open()
        if runner.was_upgraded():
            self.dialog.tell(UPGRADED)

    def _say_why_not(self, problem: Problem) -> None:
        if not isinstance(problem, PassphraseNeeded | WrongPassphrase):
            # It has every way out: a backup, a repair, another try.
            self._start_then(())
            return
        from insidescoop.ui.repair.controller import OpeningController

        opening = self._opening = OpeningController(
            self._folder, self._clock, self.dialog, StatusLine(self.dialog), self.key
        )
        opening.unlocked.connect(self._open_with)
        opening.restore_requested.connect(lambda backup: self._start_then(("restore", backup, "--then-open")))
        opening.open_requested.connect(lambda _is_read_only: self._start_then(()))
        opening.given_up.connect(self.end)
        opening.show(problem)

    def _open_with(self, key: Key) -> None:
        self.key = key
        self.load()

    def take(self, request: WindowRequest) -> None:
        """Does what another start asks for: it shows this window, or gives way to the main one once it is done."""
        if not request.is_quick_add:
            self.then_words = (*(self.then_words or ()), *map(str, request.files))
            if not self.dialog.has_typed():
                self.end()
                return
            self.dialog.tell(WAITS)
        self.dialog.come_forward()

    def _start_then(self, words: tuple[str, ...]) -> None:
        self.then_words = words
        self.end()

    def end(self) -> None:
        """Ends the program once everything typed is stored, or kept as a draft."""
        self.dialog.hide()
        if self._opening is not None:
            self._opening.close()
        if self._runner is not None:
            self._runner.finish()
        if self._drafts is not None:
            self._drafts.finish()
            self._drafts = None
        if self._runner is not None:
            self._runner.close()
            self._runner = None
        self._application.exit(0)
