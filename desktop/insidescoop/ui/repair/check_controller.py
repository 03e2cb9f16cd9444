"""Checks the data for damage, on request and automatically after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import Problem
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext

if TYPE_CHECKING:
    from insidescoop.queries.soundness import Soundness
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
        # Loaded here: it knows every kind of value that is stored.
        from insidescoop.queries.soundness import soundness

        recordings = self._runner.recordings()
        self._runner.ask_anew(
            lambda session, report: soundness(session, recordings, report), then=self._show, failed=self._show_failed
        )

    def check_quietly(self) -> None:
        """Checks everything and shows the result only if something is wrong."""
        from insidescoop.queries.soundness import soundness

        self._runner.ask_anew(
            lambda session, report: soundness(session, None, report),
            then=lambda found: None if found.is_sound else self._show(found),
            failed=self._show_failed,
        )

    def _show_failed(self, problem: Problem) -> None:
        from insidescoop.queries.soundness import Soundness

        self._show(Soundness((problem.what_happened,), {}))

    def _show(self, found: Soundness) -> None:
        from insidescoop.ui.repair.dialogs import CheckedDialog

        remarks = [str(remark) for remark in self._runner.remarks_on_place()]
        dialog = self.dialog = CheckedDialog(found, remarks, parent=self._window)
        dialog.repair_requested.connect(self.repair_requested)
        dialog.backups_requested.connect(self._context.registry.action("show_backups").trigger)
        dialog.open()
