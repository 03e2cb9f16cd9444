"""The warnings under a plan's questions, and the button that puts sensitive ones last."""

from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.interviews.plan_warnings import PlanWarning, WarningKind
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import TIGHT, TypeSize
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.cleared_layout import emptied
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.scrolled_form import show_or_hide


class PlanWarningsView(QWidget):
    """One line a warning; nothing to be seen where there is none."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = Column(spacing=TIGHT)
        self.last_button = QPushButton("Ask sensitive ones last")
        self.last_button.clicked.connect(context.registry.action("sensitive_last").trigger)
        Column(self._lines, self.last_button, on=self, spacing=TIGHT)
        self.show_warnings(())

    def show_warnings(self, warnings: tuple[PlanWarning, ...]) -> None:
        """Shows what is to be looked at."""
        emptied(self._lines)
        for warning in warnings:
            self._lines.addWidget(wrapped(PlainLabel(f"! {warning.sentence}", size=TypeSize.SMALL, tone="due")))
        show_or_hide(self.last_button, any(warning.kind is WarningKind.SENSITIVE_EARLY for warning in warnings))
        self.setVisible(bool(warnings))
