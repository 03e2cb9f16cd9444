"""Fills the window: the shell first, then, once it is on the screen, the store and the pages."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from insidescoop.domain.backups import BACKUP_ENDINGS, BackupReason
from insidescoop.domain.problems import Problem
from insidescoop.system.clock import Clock
from insidescoop.system.log import defect
from insidescoop.ui.actions import APPLICATION_ACTIONS, ActionRegistry
from insidescoop.ui.backups.actions import BACKUP_ACTIONS
from insidescoop.ui.contacts.actions import CONTACT_ACTIONS
from insidescoop.ui.effort.actions import EFFORT_ACTIONS
from insidescoop.ui.error_messages import (
    MessageBoxes,
    Messages,
)
from insidescoop.ui.exchange.actions import EXCHANGE_ACTIONS
from insidescoop.ui.interviews.actions import INTERVIEW_ACTIONS
from insidescoop.ui.main_window import MainWindow, Tab
from insidescoop.ui.pitches.actions import PITCH_ACTIONS
from insidescoop.ui.repair.actions import REPAIR_ACTIONS
from insidescoop.ui.theme.icons import Icons
from insidescoop.ui.theme.palette import Theme, appearance_called
from insidescoop.ui.today.actions import TODAY_ACTIONS
from insidescoop.ui.undo_keys import UndoKeys
from insidescoop.ui.window_state import STATE_FILE, load_window_state, save_window_state

if TYPE_CHECKING:
    from insidescoop.domain.contact_rows import FirstRows
    from insidescoop.system.keys import Key
    from insidescoop.ui.backups.passphrase_controller import NewPassphrase
    from insidescoop.ui.command_runner import CommandRunner
    from insidescoop.ui.contacts.quick_add_controller import QuickAddController
    from insidescoop.ui.draft_keeper import DraftKeeper
    from insidescoop.ui.main_window_controller import MainWindowController
    from insidescoop.ui.repair.controller import OpeningController

logger = logging.getLogger(__name__)

ALL_ACTIONS = (
    *APPLICATION_ACTIONS,
    *CONTACT_ACTIONS,
    *EXCHANGE_ACTIONS,
    *PITCH_ACTIONS,
    *INTERVIEW_ACTIONS,
    *EFFORT_ACTIONS,
    *TODAY_ACTIONS,
    *BACKUP_ACTIONS,
    *REPAIR_ACTIONS,
)
"""Every action of the window."""

READ_ONLY = "Read-only: no change can be saved."


class Application(QObject):
    """One window with everything in it; `controller` and `runner` are None until `furnish` has run."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        *,
        open_store: Callable[[Key | None], Any],
        clock: Clock,
        is_sample: bool,
        open_read_only: Callable[[Key | None], Any] | None = None,
        first_rows: Callable[[int | None], FirstRows | None] = lambda _person: None,
        messages: Messages | None = None,
    ) -> None:
        super().__init__()
        self._application = application
        self._folder = folder
        self._open_store, self._open_read_only = open_store, open_read_only or open_store
        self._first_rows = first_rows
        self._is_read_only = False
        self.opening: OpeningController | None = None
        self._clock = clock
        self._is_sample = is_sample
        state = load_window_state(folder / STATE_FILE)
        self.theme = Theme(application, appearance_called(state.appearance))
        self.icons = Icons(self.theme)
        self.registry = ActionRegistry(ALL_ACTIONS, theme=self.theme, icons=self.icons, parent=self)
        self.window = MainWindow(self.registry, theme=self.theme, icons=self.icons, state=state)
        if is_sample:
            self.window.setWindowTitle("Inside Scoop · sample data")
        self.messages = MessageBoxes(self.window)
        self._tell: Messages = messages or self.messages
        self.told_at_start = ""
        """What the status line says once the store is open."""
        self.to_restore: str | None = None
        """The backup to restore once the window has closed, by its key."""
        self.key: Key | None = None
        """Opens the data, if it is encrypted and the passphrase was given."""
        self.new_passphrase: NewPassphrase | None = None
        """What the passphrase is once the window has closed; None if it stays as it is."""
        self.to_repair = False
        """Whether the store is repaired once the window has closed."""
        self.backs_up = True
        """Whether a backup is made when the window closes."""
        self.runner: CommandRunner | None = None
        self.drafts: DraftKeeper | None = None
        self.controller: MainWindowController | None = None
        self.quick_add: QuickAddController | None = None
        self._wants_quick_add = False
        self._window_keys = UndoKeys(self)
        self._window_keys.follow_focus(application)
        self.is_told_to_end = False
        """True once the system wants the program to end: nobody may be there to answer a question."""
        self.window.may_close = self._may_close
        self.window.closing.connect(self.close)
        # What was chosen is remembered at once, not only by a program that ends in order.
        self.theme.changed.connect(self._remember_window)

    def furnish(self) -> None:
        """Opens the store and fills the window.

        Raises:
            Problem: the store may not be opened; the window is as empty as before.
        """
        self.show_contacts()
        self.complete()

    def show_contacts(self) -> None:
        """Opens the store and shows the contacts.

        Raises:
            Problem: the store may not be opened; the window is as empty as before.
        """
        # Loaded here, after the window is on the screen: SQLAlchemy takes twice as long as the window itself.
        from insidescoop.system.draft_files import DraftFiles, spare_folder
        from insidescoop.ui.command_runner import CommandRunner
        from insidescoop.ui.context import UiContext
        from insidescoop.ui.draft_keeper import DraftKeeper
        from insidescoop.ui.main_window_controller import MainWindowController
        from insidescoop.ui.navigator import Navigator

        store = (self._open_read_only if self._is_read_only else self._open_store)(self.key)
        runner = self.runner = CommandRunner(store, parent=self)
        drafts = self.drafts = DraftKeeper(
            DraftFiles(self._folder, spare_folder(self._folder), runner.sealing()), runner, self._clock, self
        )
        runner.unsaved_changed.connect(lambda: drafts.keep_unsaved(runner.unsaved_texts()))
        context = UiContext(
            reader=self.runner,
            registry=self.registry,
            navigator=Navigator(self),
            theme=self.theme,
            icons=self.icons,
            clock=self._clock,
            messages=self._tell,
            drafts=drafts,
        )
        self.controller = MainWindowController(
            self.window,
            context,
            self.runner,
            data_folder=self._folder,
            is_sample=self._is_sample,
            is_read_only=self._is_read_only,
        )
        if self._is_read_only:
            self.window.setWindowTitle(f"{self.window.windowTitle()} · read-only")
            self.window.show_notice(READ_ONLY)
        self.controller.sample_requested.connect(self._start_with_sample)
        self.controller.restore_requested.connect(self._restore)
        self.controller.repair_requested.connect(self._repair_afterwards)

    def complete(self) -> None:
        """Adds everything else to a window that shows the contacts, but for the tabs that are not in sight."""
        from insidescoop.ui.contacts.quick_add_controller import QuickAddController

        if self.controller is not None and self.runner is not None and self.drafts is not None:
            self.controller.complete()
            self.controller.backups.passphrase.chosen.connect(self._change_passphrase_afterwards)
            self.quick_add = QuickAddController(self.runner, self.drafts, self.theme)
            if self._wants_quick_add:
                QTimer.singleShot(0, self.show_quick_add)
            self._keep_from_collector()

    def offer_unfinished(self) -> None:
        """Asks about what the last run left unfinished."""
        if self.controller is not None:
            self.controller.offer_unfinished()

    def is_complete(self) -> bool:
        """True once everything of the window is there to be used."""
        return self.controller is not None and self.controller.is_complete

    def show_quick_add(self) -> None:
        """Shows Quick add, once the data is open: until then the window, which may be asking for the passphrase."""
        self._wants_quick_add = self.quick_add is None
        if self.quick_add is None:
            self.window.bring_to_front()
        else:
            self.quick_add.open()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Shows what files bring, one after the other, or asks whether a backup is to be restored.

        The window is complete. Of several backups the first is asked about: only one can take the place of the data.
        """
        if self.controller is None:
            return
        backups = [path for path in paths if path.suffix.lower() in BACKUP_ENDINGS]
        self.controller.importing.import_files([path for path in paths if path not in backups])
        if backups:
            self.controller.backups.files.restore_from(backups[0])

    def _keep_from_collector(self) -> None:
        # What is there now stays to the end: looked through again and again by the collector of garbage, it would
        # cost a frame each time (measured among 100,000 people: the slowest twentieth of all moves).
        gc.freeze()
        gc.enable()

    def load_in_stages(self) -> None:
        """Shows the contacts, then the rest; a store that may not be opened is told, and ends the program (code 1)."""
        if self.show_first_look():
            _after_painting(self._load)
        else:
            self._load()

    def show_first_look(self) -> bool:
        """Shows the first contacts before the libraries of the store are loaded; False if that cannot be done."""
        # Loaded here, after the window is on the screen.
        from insidescoop.ui.contacts.first_look import first_look

        if self.window.tabs.currentIndex() != Tab.CONTACTS:
            return False
        look = first_look(self.window.contact_layout, self.window.room_of(Tab.CONTACTS), self._first_rows, self._clock)
        if look is not None:
            self.window.set_page(Tab.CONTACTS, look)
        return look is not None

    def _load(self) -> None:
        try:
            self.show_contacts()
        except Problem as problem:
            self._let_go_of_store()
            self._show_ways_out(problem)
            return
        except Exception as error:
            # An empty window that stays open would look as if everything were lost.
            logger.error("the store could not be opened", exc_info=error)
            self._let_go_of_store()
            self._show_ways_out(defect(error))
            return
        _after_painting(self._complete_in_stages)

    def repair(self) -> None:
        """Repairs the store, says what was saved, and opens it."""
        self._ways_out().repair()

    def _show_ways_out(self, problem: Problem) -> None:
        """Says why the store cannot be opened, and offers what can be done about it."""
        gc.enable()
        self._ways_out().show(problem)

    def _ways_out(self) -> OpeningController:
        from insidescoop.ui.repair.controller import OpeningController

        if self.opening is None:
            self.opening = OpeningController(self._folder, self._clock, self.window, self.window.status, self.key)
            self.opening.unlocked.connect(self._open_with)
            self.opening.restore_requested.connect(self._restore)
            self.opening.open_requested.connect(self._open_again)
            self.opening.given_up.connect(lambda: self._application.exit(1))
        return self.opening

    def _open_with(self, key: Key) -> None:
        self.key = key
        self.load_in_stages()

    def _start_with_sample(self) -> None:
        from insidescoop.ui.start_program import start_with_sample

        start_with_sample(self._folder)

    def keys(self) -> tuple[Key, ...]:
        """What another process needs to open the data."""
        return () if self.key is None else (self.key,)

    def _open_again(self, is_read_only: bool) -> None:
        self._is_read_only = is_read_only
        self.backs_up = self.backs_up and not is_read_only
        self.load_in_stages()

    def _let_go_of_store(self) -> None:
        if self.runner is not None:
            self.runner.close()
            self.runner = self.controller = None
        self.window.clear_page(Tab.CONTACTS)

    def _complete_in_stages(self) -> None:
        if self.runner is None:
            # The window was closed in the meantime.
            return
        self.complete()
        if self.told_at_start:
            self.window.status.show_happened(self.told_at_start, can_undo=False)
        QTimer.singleShot(0, self.offer_unfinished)
        if self.controller is not None:
            # Last time no backup was made at closing if the process was killed, or the disk was full.
            QTimer.singleShot(0, self.controller.backups.back_up_by_itself)
            if self.runner is not None and self.runner.wants_check():
                QTimer.singleShot(0, self.controller.checking.check_quietly)

    def _may_close(self) -> bool:
        """Saves what is being typed, and asks about what the disk does not take until it is saved or discarded."""
        if self.controller is None or self.runner is None or self.is_told_to_end:
            return True
        self.controller.commit()
        self.runner.finish()
        if not self.runner.unsaved():
            return True
        # Loaded here: it hardly ever comes to this, and what it shows would be loaded before the window.
        from insidescoop.ui.unsaved_controller import may_leave_unsaved

        return may_leave_unsaved(self.runner, self.window)

    def close(self) -> None:
        """Keeps what is typed, waits for the store, and remembers how the window stood."""
        if self.opening is not None:
            self.opening.close()
        if self.controller is not None:
            self.controller.commit()
        if self.runner is not None:
            if self.backs_up:
                self.window.hide()
                self.runner.back_up(BackupReason.CLOSING, lambda _made: None, _log_failed_backup)
            self.runner.close()
            self.runner = None
        if self.drafts is not None:
            self.drafts.finish()
            self.drafts = None
        if self.quick_add is not None:
            self.quick_add.hide()
            self.quick_add = None
        # The program ends with the last window in sight: one that stands beside the main window would keep it running.
        for beside in self.window.findChildren(QDialog):
            beside.hide()
        self._remember_window()

    def _restore(self, key: str) -> None:
        self.to_restore = key
        if not self.window.close():
            # The user stayed: closing later, for another reason, must not restore anything.
            self.to_restore = None

    def _change_passphrase_afterwards(self, new: NewPassphrase) -> None:
        self.new_passphrase = new
        if not self.window.close():
            self.new_passphrase = None

    def _repair_afterwards(self) -> None:
        self.to_repair = True
        self.to_repair = self.window.close()

    def _remember_window(self) -> None:
        if self.controller is not None:
            self.controller.keep_layout()
        save_window_state(self._folder / STATE_FILE, self.window.state())


def _after_painting(what: Callable[[], None]) -> None:
    # The second timer comes after what the first paint has asked for.
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, what))


def _log_failed_backup(problem: Problem) -> None:
    logger.warning("no backup was made at closing: %s", problem.what_happened)
