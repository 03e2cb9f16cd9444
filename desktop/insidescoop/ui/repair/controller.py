"""Serves the user whose file cannot be opened: a backup, a repair, a look at it, or another try."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.backups import BackupFacts
from insidescoop.domain.moments import day_and_time
from insidescoop.domain.problems import PassphraseNeeded, Problem, StoreBusy, StoreDamaged, StoreFault, WrongPassphrase
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.domain.repairs import repair_sentences
from insidescoop.store.backup.backup_files import Backup
from insidescoop.store.backup.backups import Backups
from insidescoop.store.encrypted_backup import bring_unpacked_here, is_encrypted, unpack
from insidescoop.store.encryption.connecting import opens_with
from insidescoop.store.passphrase import insist_on_key
from insidescoop.store.preparing import alone
from insidescoop.store.repair.repairing import Repair, can_be_read, can_be_repaired, repair
from insidescoop.system.clock import Clock
from insidescoop.system.keys import Key
from insidescoop.system.log import defect
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui.backup_runner import newest_good_backup
from insidescoop.ui.external_links import ExternalLinks
from insidescoop.ui.file_dialogs import ask_for_backup
from insidescoop.ui.repair.dialogs import CannotOpenDialog, RepairedDialog, WayOut
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import PassphraseDialog
from insidescoop.ui.widgets.status_line import StatusLine

logger = logging.getLogger(__name__)


class OpeningController(QObject):
    """Shows what can be done about a file that cannot be opened, and does it.

    `restore_requested(key)` asks for a backup to be restored, `open_requested(is_read_only)` for the file to be opened,
    `unlocked(Key)` for it to be opened with a passphrase,
    `given_up()` for the program to end.
    """

    restore_requested = Signal(str)
    unlocked = Signal(object)
    open_requested = Signal(bool)
    given_up = Signal()
    _progressed = Signal(object)
    _ended = Signal(object)

    def __init__(self, folder: Path, clock: Clock, window: QWidget, status: StatusLine, key: Key | None = None) -> None:
        super().__init__(window)
        self._folder = folder
        self._clock = clock
        self._key = key
        self._window = window
        self._status = status
        self._links = ExternalLinks(window)
        self._is_stopped = False
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="repair")
        self._problem: Problem | None = None
        self.dialog: CannotOpenDialog | RepairedDialog | PassphraseDialog | None = None
        self._progressed.connect(status.show_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._show_result, Qt.ConnectionType.QueuedConnection)
        status.stop_asked.connect(self._stop)

    def show(self, problem: Problem) -> None:
        """Says why the file cannot be opened, with what can be done about it."""
        self._problem = problem
        if isinstance(problem, PassphraseNeeded | WrongPassphrase):
            self._ask_for_key()
            return
        backup = None if isinstance(problem, StoreBusy) else newest_good_backup(self._folder, self._key)
        dialog = self.dialog = CannotOpenDialog(
            problem, self._ways_out(problem, backup), backup=_words(backup, self._clock.zone), parent=self._window
        )
        dialog.chosen.connect(lambda way: self._go(way, backup))
        dialog.rejected.connect(self.given_up)
        dialog.folder_requested.connect(lambda: self._links.show_in_folder(self._folder / STORE_FILE))
        dialog.open()

    def repair(self) -> None:
        """Repairs the file off the window's thread, then says what was saved."""
        self._is_stopped = False
        self._executor.submit(self._repair)

    def _ways_out(self, problem: Problem, backup: BackupFacts | None) -> tuple[WayOut, ...]:
        if isinstance(problem, StoreBusy):
            return (WayOut.TRY_AGAIN,)
        can_look = can_be_read(self._folder, self._key)
        if not isinstance(problem, StoreDamaged) and isinstance(problem, StoreFault) and can_look:
            # It is only that nothing may be written.
            return WayOut.LOOK, WayOut.TRY_AGAIN
        offered = {
            WayOut.RESTORE: backup is not None,
            WayOut.REPAIR: can_be_repaired(self._folder, self._key),
            WayOut.LOOK: can_look,
            WayOut.TRY_AGAIN: not isinstance(problem, StoreDamaged),
            WayOut.RESTORE_FILE: True,
        }
        return tuple(way for way, is_offered in offered.items() if is_offered)

    def _go(self, way: WayOut, backup: BackupFacts | None) -> None:
        if way is WayOut.RESTORE and backup is not None:
            self.restore_requested.emit(backup.key)
        elif way is WayOut.REPAIR:
            self.repair()
        elif way is WayOut.RESTORE_FILE:
            self._ask_for_file()
        else:
            self.open_requested.emit(way is WayOut.LOOK)

    def _ask_for_key(self) -> None:
        dialog = self.dialog = PassphraseDialog(
            "Inside Scoop",
            "Open",
            question="Passphrase for your data",
            sentences=(f"Your data is in {self._folder}",),
            refusal="Quit",
            way_out="Restore from a f&ile…",
            parent=self._window,
        )
        dialog.given.connect(lambda passphrase: self._executor.submit(self._unlock, Key.of(passphrase)))
        dialog.way_out_chosen.connect(self._ask_for_file)
        dialog.rejected.connect(self.given_up)
        dialog.open()

    def _unlock(self, key: Key) -> None:
        # Deriving the key takes a third of a second.
        try:
            insist_on_key(self._folder, key)
        except Problem as problem:
            self._ended.emit(problem)
        else:
            self._ended.emit(key)

    def _ask_for_file(self) -> None:
        file = ask_for_backup(self._window)
        if file is None:
            self._show_again()
            return
        try:
            if is_encrypted(file) and not opens_with(file, self._key):
                self.ask_for_passphrase(file)
            else:
                Backups(self._folder / STORE_FILE, self._key).find(file).check()
                self.restore_requested.emit(str(file))
        except Problem as problem:
            self.show(problem)

    def ask_for_passphrase(self, file: Path) -> None:
        """Asks for the passphrase of an encrypted backup, and restores it."""
        dialog = self.dialog = PassphraseDialog(
            "Restore from a file", "Restore", question=f"Passphrase of {file.name}", parent=self._window
        )
        dialog.given.connect(lambda passphrase: self._begin_to_unpack(file, Key.of(passphrase)))
        dialog.rejected.connect(self._show_again)
        dialog.open()

    def _begin_to_unpack(self, file: Path, key: Key) -> None:
        self._is_stopped = False
        self._executor.submit(self._unpack, file, key)

    def _unpack(self, file: Path, key: Key) -> None:
        def work() -> Backup:
            unpacked = unpack(file, key, self._folder, store_key=self._key, report=self._report)
            return bring_unpacked_here(unpacked, Backups(self._folder / STORE_FILE, self._key))

        self._work_alone(work)

    def _show_again(self) -> None:
        if self._problem is not None:
            self.show(self._problem)

    def _repair(self) -> None:
        self._work_alone(lambda: repair(self._folder, now=self._clock.now(), report=self._report, key=self._key))

    def _work_alone(self, work: Callable[[], Repair | Backup]) -> None:
        outcome: Repair | Backup | Exception
        try:
            with alone(self._folder):
                outcome = work()
        except (Problem, Cancelled) as expected:
            outcome = expected
        except Exception as error:
            # Shown as a defect, whose words point to the log.
            logger.error("the repair or the restore failed", exc_info=error)
            outcome = error
        self._ended.emit(outcome)

    def _report(self, progress: Progress) -> None:
        if self._is_stopped:
            raise Cancelled
        self._progressed.emit(progress)

    def close(self) -> None:
        """Stops a repair that is running and waits for its end, which leaves the file as it was."""
        self._stop()
        self._executor.shutdown(wait=True)

    def _stop(self) -> None:
        self._is_stopped = True

    def _show_result(self, outcome: Repair | Backup | Key | Exception) -> None:
        self._status.end_progress()
        if isinstance(outcome, WrongPassphrase) and isinstance(self.dialog, PassphraseDialog):
            self.dialog.show_problem(outcome)
            return
        if isinstance(outcome, Key):
            self._key = outcome
            if isinstance(self.dialog, PassphraseDialog):
                self.dialog.deleteLater()
            self.unlocked.emit(outcome)
            return
        if isinstance(outcome, Backup):
            self.restore_requested.emit(str(outcome.name.number))
            return
        if isinstance(outcome, Cancelled):
            if self._problem is None:
                self.open_requested.emit(False)
            else:
                self.show(self._problem)
        elif isinstance(outcome, Exception):
            self.show(outcome if isinstance(outcome, Problem) else defect(outcome))
        else:
            self._show_repaired(outcome)

    def _show_repaired(self, done: Repair) -> None:
        made_at = done.repaired.backup_of
        words = "" if made_at is None else day_and_time(made_at, self._clock.zone)
        dialog = self.dialog = RepairedDialog(repair_sentences(done.repaired, words), self._window)
        dialog.folder_requested.connect(lambda: self._links.show_in_folder(done.put_aside / STORE_FILE))
        dialog.finished.connect(lambda: self.open_requested.emit(False))
        dialog.open()


def _words(backup: BackupFacts | None, zone: str) -> str:
    if backup is None:
        return ""
    held = f", with {backup.contents}" if backup.contents else ""
    return f"The newest backup is of {day_and_time(backup.made_at, zone)}{held}."
