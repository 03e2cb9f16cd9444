"""All checks with their reasons, each to be switched on or off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from insidescoop.domain.pitch.checks import Check
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, WIDE_GAP, TypeSize
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm


class ChecksDialog(FittedDialog):
    """The checks. `switched(check, is_on)` is sent at once for each the user switches."""

    switched = Signal(object, bool)

    def __init__(self, silenced: frozenset[Check], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All checks")
        self.boxes: dict[Check, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        layout.setSpacing(SMALL_GAP)
        layout.addWidget(PlainLabel("What is remarked on in every pitch", size=TypeSize.SECTION, is_bold=True))
        form = ScrolledForm(spacing=TIGHT)
        layout.addWidget(form, 1)
        for check in Check:
            box = QCheckBox(check.words)
            box.setChecked(check not in silenced)
            box.setAccessibleDescription(check.reason)
            box.toggled.connect(lambda is_on, check=check: self.switched.emit(check, is_on))
            reason = wrapped(PlainLabel(check.reason, tone="muted", size=TypeSize.SMALL))
            reason.setContentsMargins(WIDE_GAP, 0, 0, 0)
            form.column.addWidget(box)
            form.column.addWidget(reason)
            self.boxes[check] = box
        row = QHBoxLayout()
        row.setContentsMargins(0, GAP, 0, 0)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        row.addStretch(1)
        row.addWidget(close)
        layout.addLayout(row)
        form.column.addStretch(1)
        self.resize(480, 520)
