"""Opens the page on what the effort has led to, which is loaded when it is first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.ui.context import UiContext

if TYPE_CHECKING:
    from insidescoop.ui.effort.window import EffortWindow


class EffortController(QObject):
    """Serves the page on the effort; `page` is None until it is first shown.

    `left` is sent when the user goes back from it. `open_goals` opens the weekly goals over a window, or over the main
    one for None.
    """

    left = Signal()

    def __init__(self, context: UiContext, window: QWidget, *, open_goals: Callable[[QWidget | None], object]) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._goals_opener = open_goals
        self.page: EffortWindow | None = None
        context.registry.bind("show_effort", self.show_page)
        context.registry.bind("effort_report", lambda: self.show_page().make_report())
        context.registry.bind("edit_goals", self._open_goals)

    def show_page(self) -> "EffortWindow":
        """Shows the page as it was left."""
        from insidescoop.ui.effort.window import EffortWindow

        if self.page is None:
            self.page = EffortWindow(self._context, parent=self._window)
            self.page.left.connect(self.left)
        self.page.show()
        self.page.raise_()
        self.page.activateWindow()
        return self.page

    def _open_goals(self) -> None:
        is_beside = self.page is not None and self.page.isActiveWindow()
        self._goals_opener(self.page if is_beside else None)
