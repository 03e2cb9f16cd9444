"""All checks with their reasons, each to be switched on or off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from insidescoop.domain.pitch.checks import Check
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, WIDE_GAP
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import caption, heading, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm


class ChecksDialog(FittedDialog):
    """The checks. `switched(check, is_on)` is sent at once for each the user switches."""

    switched = Signal(object, bool)

    def __init__(self, silenced: frozenset[Check], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All checks")
        self.boxes: dict[Check, QCheckBox] = {}
        form = ScrolledForm(spacing=TIGHT)
        for check in Check:
            box = QCheckBox(check.words)
            box.setChecked(check not in silenced)
            box.setAccessibleDescription(check.reason)
            box.toggled.connect(lambda is_on, check=check: self.switched.emit(check, is_on))
            reason = wrapped(caption(check.reason))
            reason.setContentsMargins(WIDE_GAP, 0, 0, 0)
            form.column.add(box, reason)
            self.boxes[check] = box
        form.column.addStretch(1)
        close = push_button("Close", self.accept)
        close.setDefault(True)
        title, foot = heading("What is remarked on in every pitch"), Row(Stretch(), close, margin=(0, GAP, 0, 0))
        Column(title, stretched(form), foot, on=self, spacing=SMALL_GAP, margin=WIDE_GAP)
        self.resize(480, 520)
