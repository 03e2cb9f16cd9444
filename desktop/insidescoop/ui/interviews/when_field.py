"""When a talk begins: nothing yet, or a day and a time in a zone."""

from datetime import date, time, timedelta
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QWidget

from insidescoop.domain.interview_times import clock_doubt, on_other_clocks
from insidescoop.domain.moments import Moment, exact_day
from insidescoop.system.clock import Clock
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.widgets.keeper import DayBox, Keeper, TimeBox, as_field
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_USUAL_HOUR = 14


class WhenField(QWidget):
    """A box to tick when a time is agreed, the day and time, and the zone. `changed` is sent for each change."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone = clock.zone
        self.is_agreed = QCheckBox("Time agreed")
        self.day = DayBox()
        self.time = TimeBox()
        self._day_keeper = Keeper(self.day, self.day.date)
        self._time_keeper = Keeper(self.time, self.time.time)
        self.zone = QComboBox()
        self._remark = PlainLabel(size=TypeSize.SMALL, tone="due")
        self._their_zone: str | None = None
        self._unknown_zone: str | None = None
        self.doubt = wrapped(PlainLabel(size=TypeSize.SMALL, tone="due"))
        self.other_clocks = wrapped(PlainLabel(size=TypeSize.SMALL, tone="muted"))
        self._build()
        self._connect()
        self.show_moment(None)

    def _build(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SMALL_GAP)
        layout.setVerticalSpacing(TIGHT)
        # Two fields, and no weekday to type: a whole time typed over one field fell into the wrong parts of it.
        self.day.setAccessibleName("Day")
        self.day.setDisplayFormat("d MMM yyyy")
        self.time.setAccessibleName("Time")
        self.time.setDisplayFormat("HH:mm")
        self.zone.setAccessibleName("Time zone")
        self.zone.setEditable(True)
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        names = sorted(available_timezones() | {self._clock.zone})
        self.zone.addItems(names)
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.zone.setMinimumContentsLength(10)
        as_field(self.zone)
        completer = self.zone.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        layout.addWidget(self.is_agreed, 0, 0)
        layout.addWidget(self._remark, 0, 1)
        layout.addWidget(self.day, 1, 0)
        layout.addWidget(self.time, 1, 1)
        layout.addWidget(self.zone, 2, 0, 1, 2)
        layout.addWidget(self.doubt, 3, 0, 1, 2)
        layout.addWidget(self.other_clocks, 4, 0, 1, 2)
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 2)

    def _connect(self) -> None:
        self.is_agreed.toggled.connect(self._enable)
        self.is_agreed.clicked.connect(self.changed)
        for keeper in (self._day_keeper, self._time_keeper):
            keeper.kept.connect(self.changed)
        self.day.dateChanged.connect(self._look_at_day)
        self.time.timeChanged.connect(self._tell_clocks)
        self.zone.activated.connect(self._take_zone)
        line = self.zone.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._take_first_hit)
            line.editingFinished.connect(self._take_zone)
            line.textEdited.connect(self._forget_unknown)

    def commit(self) -> None:
        """Keeps the day, the time and the zone as they stand."""
        self._day_keeper.commit()
        self._time_keeper.commit()
        self._take_zone()

    def _take_first_hit(self) -> None:
        """Enter takes the first zone that begins as typed."""
        typed, completer = self.zone.currentText().strip(), self.zone.completer()
        if not typed or completer is None or self.zone.findText(typed, Qt.MatchFlag.MatchFixedString) >= 0:
            return
        completer.setCompletionPrefix(typed)
        if completer.completionCount():
            self.zone.setCurrentText(completer.currentCompletion())

    def _forget_unknown(self) -> None:
        if self._unknown_zone is not None:
            self._unknown_zone = None
            self._tell_clocks()

    def _take_zone(self) -> None:
        typed = self.zone.currentText().strip()
        if typed == self._zone:
            # As it is stored, though it may be written otherwise than in the list.
            return
        place = self.zone.findText(typed, Qt.MatchFlag.MatchFixedString)
        name = self.zone.itemText(place) if place >= 0 else self._zone
        self.zone.setCurrentText(name)
        if place < 0 and typed:
            self._unknown_zone = typed
            self._tell_clocks()
        if name != self._zone:
            self._zone = name
            self._tell_clocks()
            self.changed.emit()

    def show_their_zone(self, zone: str | None) -> None:
        """Tells what the other person's clock shows too; None where it is not known."""
        self._their_zone = zone
        self._tell_clocks()

    def show_moment(self, moment: Moment | None, *, is_other: bool = True) -> None:
        """Shows when a talk begins; None for no time yet, with tomorrow afternoon ready to be chosen.

        Unless it is another interview's, a time being changed at this moment stays as it is.
        """
        tomorrow = self._clock.today() + timedelta(days=1)
        day = moment.local.date() if moment is not None else tomorrow
        clock = moment.local.time() if moment is not None else time(_USUAL_HOUR)
        shown_day, shown_time = QDate(day.year, day.month, day.day), QTime(clock.hour, clock.minute)
        self._day_keeper.show(lambda: self.day.setDate(shown_day), is_other=is_other)
        self._time_keeper.show(lambda: self.time.setTime(shown_time), is_other=is_other)
        line = self.zone.lineEdit()
        is_typing = line is not None and line.hasFocus() and self.zone.currentText() != self._zone
        if is_other:
            self._unknown_zone = None
        if is_other or not is_typing:
            self._zone = moment.zone if moment is not None else self._clock.zone
            self.zone.setCurrentText(self._zone)
        self.is_agreed.setChecked(moment is not None)
        self._enable()

    def moment(self) -> Moment | None:
        """When the talk begins; None while no time is agreed."""
        if not self.is_agreed.isChecked():
            return None
        day, clock = self.day.date(), self.time.time()
        return Moment.at(date(day.year(), day.month(), day.day()), time(clock.hour(), clock.minute()), zone=self._zone)

    def _enable(self) -> None:
        for part in (self.day, self.time, self.zone):
            part.setEnabled(self.is_agreed.isChecked())
        self._look_at_day()

    def _look_at_day(self) -> None:
        day = self.day.date()
        chosen, today = date(day.year(), day.month(), day.day()), self._clock.today()
        words = "This day has passed." if chosen < today else exact_day(chosen).split()[0]
        self._remark.setText(words if self.is_agreed.isChecked() else "")
        self._remark.set_tone("due" if chosen < today else "muted")
        self._tell_clocks()

    def _tell_clocks(self) -> None:
        """Says what is odd about the time, and what other clocks show then."""
        moment = self.moment()
        day, at = self.day.date(), self.time.time()
        doubt = told = None
        if moment is not None:
            doubt = clock_doubt(
                date(day.year(), day.month(), day.day()), time(at.hour(), at.minute()), zone=moment.zone
            )
            if self._unknown_zone is not None:
                doubt = f"No time zone is called “{self._unknown_zone}”."
            told = on_other_clocks(moment, own_zone=self._clock.zone, their_zone=self._their_zone)
        for label, words in ((self.doubt, doubt), (self.other_clocks, told)):
            label.setText(words or "")
            label.setVisible(bool(words))
