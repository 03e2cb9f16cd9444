"""All checks with their reasons, each to be switched on or off."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from insidescoop.domain.pitch.checks import Check
from insidescoop.ui.theme.metrics import TIGHT, WIDE_GAP
from insidescoop.ui.widgets.manage_panel import ManagePanel
from insidescoop.ui.widgets.plain_text import caption, heading, wrapped


class ChecksPanel(ManagePanel):
    """The checks. `switched(check, is_on)` is sent at once for each the user switches."""

    switched = Signal(object, bool)

    def __init__(self, silenced: frozenset[Check], parent: QWidget | None = None) -> None:
        super().__init__("All checks", QSize(480, 560), parent)
        self.boxes: dict[Check, QCheckBox] = {}
        self.column.setSpacing(TIGHT)
        self.column.add(heading("What is remarked on in every pitch"))
        for check in Check:
            box = QCheckBox(check.words)
            box.setChecked(check not in silenced)
            box.setAccessibleDescription(check.reason)
            box.toggled.connect(lambda is_on, check=check: self.switched.emit(check, is_on))
            reason = wrapped(caption(check.reason))
            reason.setContentsMargins(WIDE_GAP, 0, 0, 0)
            self.column.add(box, reason)
            self.boxes[check] = box
