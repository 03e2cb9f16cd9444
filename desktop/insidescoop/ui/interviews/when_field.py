"""When a talk begins: nothing yet, or a day and a time in a zone."""

from datetime import date, time, timedelta
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QDateTimeEdit, QGridLayout, QWidget

from insidescoop.domain.moments import Moment
from insidescoop.system.clock import Clock
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT
from insidescoop.ui.widgets.keeper import Keeper, turn_only_with_focus

_USUAL_HOUR = 14


class WhenField(QWidget):
    """A box to tick when a time is agreed, the day and time, and the zone. `changed` is sent for each change."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone = clock.zone
        self.is_agreed = QCheckBox("Time agreed")
        self.time = QDateTimeEdit()
        self._keeper = Keeper(self.time, self.time.dateTimeChanged, self.time.dateTime)
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
        turn_only_with_focus(self.zone)
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
        self._keeper.kept.connect(self.changed)
        self.zone.activated.connect(self._take_zone)
        line = self.zone.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._take_zone)

    def commit(self) -> None:
        """Keeps the day, the time and the zone as they stand."""
        self._keeper.commit()
        self._take_zone()

    def _take_zone(self) -> None:
        place = self.zone.findText(self.zone.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        name = self.zone.itemText(place) if place >= 0 else self._zone
        self.zone.setCurrentText(name)
        if name != self._zone:
            self._zone = name
            self.changed.emit()

    def show_moment(self, moment: Moment | None, *, is_other: bool = True) -> None:
        """Shows when a talk begins; None for no time yet, with tomorrow afternoon ready to be chosen.

        Unless it is another interview's, a time being changed at this moment stays as it is.
        """
        tomorrow = self._clock.today() + timedelta(days=1)
        if moment is not None:
            local = moment.local
            shown = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
        else:
            shown = QDateTime(QDate(tomorrow.year, tomorrow.month, tomorrow.day), QTime(_USUAL_HOUR, 0))
        self._keeper.show(lambda: self.time.setDateTime(shown), is_other=is_other)
        line = self.zone.lineEdit()
        is_typing = line is not None and line.hasFocus() and self.zone.currentText() != self._zone
        if is_other or not is_typing:
            self._zone = moment.zone if moment is not None else self._clock.zone
            self.zone.setCurrentText(self._zone)
        self.is_agreed.setChecked(moment is not None)
        self._enable()

    def moment(self) -> Moment | None:
        """When the talk begins; None while no time is agreed."""
        if not self.is_agreed.isChecked():
            return None
        chosen = self.time.dateTime()
        day, clock = chosen.date(), chosen.time()
        return Moment.at(date(day.year(), day.month(), day.day()), time(clock.hour(), clock.minute()), zone=self._zone)

    def _enable(self) -> None:
        self.time.setEnabled(self.is_agreed.isChecked())
        self.zone.setEnabled(self.is_agreed.isChecked())
