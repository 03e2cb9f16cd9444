"""Checks the data for damage, on request and automatically after a crash."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import Problem
from insidescoop.queries.soundness import Soundness, soundness
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.repair.dialogs import CheckedDialog


class CheckController(QObject):
    """Checks the data off the window's thread and shows what was found. `repair_requested()` asks for a repair."""

    repair_requested = Signal()

    def __init__(self, context: UiContext, runner: CommandRunner, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self.dialog: CheckedDialog | None = None
        context.registry.bind("check_data", self.check)

    def check(self) -> None:
        """Checks everything and shows the result."""
        recordings = self._runner.recordings()
        self._runner.ask_anew(
            lambda session, report: soundness(session, recordings, report), then=self._show, failed=self._show_failed
        )

    def check_quietly(self) -> None:
        """Checks everything and shows the result only if something is wrong."""
        self._runner.ask_anew(
            lambda session, report: soundness(session, None, report),
            then=lambda found: None if found.is_sound else self._show(found),
            failed=self._show_failed,
        )

    def _show_failed(self, problem: Problem) -> None:
        self._show(Soundness((problem.what_happened,), {}))

    def _show(self, found: Soundness) -> None:
        remarks = [str(remark) for remark in self._runner.remarks_on_place()]
        dialog = self.dialog = CheckedDialog(found, remarks, parent=self._window)
        dialog.repair_requested.connect(self.repair_requested)
        dialog.backups_requested.connect(self._context.registry.action("show_backups").trigger)
        dialog.open()
