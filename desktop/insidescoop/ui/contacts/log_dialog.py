"""Ctrl+L: what was said, when and how, in one small box."""

from datetime import date, time

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.moments import Moment
from insidescoop.system.clock import Clock
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, TypeSize
from insidescoop.ui.widgets.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel

_KINDS = (
    InteractionKind.CALL, InteractionKind.EMAIL, InteractionKind.MEETING, InteractionKind.MESSAGE,
    InteractionKind.THANK_YOU, InteractionKind.NOTE,
)  # fmt: skip


class LogDialog(QDialog):
    """A box for one timeline entry. `log_requested(draft)` is sent with it."""

    log_requested = Signal(object)

    def __init__(self, contact_id: int, name: str, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Log a contact")
        self._contact_id = contact_id
        self._clock = clock
        self.kind = QComboBox()
        self.day = QDateEdit()
        self.summary = FormField("In a few words", hint="asked for twenty minutes")
        self.notes = FormField("Notes", lines=4)
        self._build(name)

    def _build(self, name: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        layout.setSpacing(GAP)
        layout.addWidget(PlainLabel(f"With {name}", size=TypeSize.SECTION, is_bold=True))
        self.kind.setAccessibleName("Kind")
        for kind in _KINDS:
            self.kind.addItem(kind.words, kind.value)
        today = self._clock.today()
        self.day.setAccessibleName("Day")
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setDate(QDate(today.year, today.month, today.day))
        row = QHBoxLayout()
        row.addWidget(self.kind, 1)
        row.addWidget(self.day, 1)
        layout.addLayout(row)
        layout.addWidget(self.summary)
        layout.addWidget(self.notes)
        buttons = QHBoxLayout()
        cancel, log = QPushButton("Cancel"), QPushButton("Log")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        log.setProperty("emphasis", "primary")
        log.setDefault(True)
        log.clicked.connect(self._ask)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(log)
        layout.addLayout(buttons)
        self.resize(460, 360)
        self.summary.setFocus()

    def _ask(self) -> None:
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        zone = self._clock.zone
        is_today = day == self._clock.today()
        happened = Moment(self._clock.now(), zone) if is_today else Moment.at(day, time(12), zone=zone)
        self.accept()
        self.log_requested.emit(
            InteractionDraft(
                (self._contact_id,),
                InteractionKind(self.kind.currentData()),
                happened,
                summary=self.summary.text(),
                notes=self.notes.text(),
            )
        )
