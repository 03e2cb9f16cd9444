"""When a talk begins: nothing yet, or a day and a time in a zone."""

from datetime import date, time, timedelta
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QDateTimeEdit, QGridLayout, QWidget

from insidescoop.domain.moments import Moment
from insidescoop.system.clock import Clock
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT

_USUAL_HOUR = 14


class WhenField(QWidget):
    """A box to tick when a time is agreed, the day and time, and the zone. `changed` is sent for each change."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.is_agreed = QCheckBox("Time agreed")
        self.time = QDateTimeEdit()
        self.zone = QComboBox()
        self._build()
        self._connect()
        self.show_moment(None)

    def _build(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SMALL_GAP)
        layout.setVerticalSpacing(TIGHT)
        self.time.setAccessibleName("Day and time")
        self.time.setCalendarPopup(True)
        self.time.setDisplayFormat("ddd d MMM yyyy  HH:mm")
        self.zone.setAccessibleName("Time zone")
        self.zone.setEditable(True)
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        names = sorted(available_timezones() | {self._clock.zone})
        self.zone.addItems(names)
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.zone.setMinimumContentsLength(10)
        completer = self.zone.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        layout.addWidget(self.is_agreed, 0, 0, 1, 2)
        layout.addWidget(self.time, 1, 0)
        layout.addWidget(self.zone, 1, 1)
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 2)

    def _connect(self) -> None:
        self.is_agreed.toggled.connect(self._enable)
        self.is_agreed.clicked.connect(self.changed)
        self.time.editingFinished.connect(self.changed)
        self.zone.activated.connect(self.changed)

    def show_moment(self, moment: Moment | None) -> None:
        """Shows when a talk begins; None for no time yet, with tomorrow afternoon ready to be chosen."""
        tomorrow = self._clock.today() + timedelta(days=1)
        if moment is not None:
            local = moment.local
            shown = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
        else:
            shown = QDateTime(QDate(tomorrow.year, tomorrow.month, tomorrow.day), QTime(_USUAL_HOUR, 0))
        if not self.time.hasFocus() or moment is None:
            self.time.setDateTime(shown)
        self.zone.setCurrentText(moment.zone if moment is not None else self._clock.zone)
        self.is_agreed.setChecked(moment is not None)
        self._enable()

    def moment(self) -> Moment | None:
        """When the talk begins; None while no time is agreed."""
        if not self.is_agreed.isChecked():
            return None
        chosen = self.time.dateTime()
        day, clock = chosen.date(), chosen.time()
        zone = self.zone.currentText()
        return Moment.at(
            date(day.year(), day.month(), day.day()),
            time(clock.hour(), clock.minute()),
            zone=zone if self.zone.findText(zone) >= 0 else self._clock.zone,
        )

    def _enable(self) -> None:
        self.time.setEnabled(self.is_agreed.isChecked())
        self.zone.setEnabled(self.is_agreed.isChecked())
