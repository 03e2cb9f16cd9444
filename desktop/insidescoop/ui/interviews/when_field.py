"""When a talk begins: nothing yet, or a day and a time in a zone."""

from datetime import date, time

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QWidget

from insidescoop.domain.interviews.times import clock_doubt, on_other_clocks
from insidescoop.domain.moments import Moment, all_zone_names
from insidescoop.domain.typed_days import Looking
from insidescoop.queries.follow_up_rules import next_work_day
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import SMALL_GAP, TypeSize
from insidescoop.ui.widgets.fields.auto_save import AutoSave, TimeBox, as_field
from insidescoop.ui.widgets.fields.choice_name import name_choice
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.titled import titled
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped
from insidescoop.ui.widgets.wrapped_row import WrappedRow

_USUAL_HOUR = 14


class WhenField(QWidget):
    """A tick for a time that is set, the day and time, and the zone. `changed` is sent for each change.

    A day or a time that is typed or chosen sets the tick; a day taken out takes it away.
    """

    changed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._clock = context.clock
        self._zone = context.clock.zone
        self.is_agreed = QCheckBox("Date and time are set")
        self.day = DayField("Day", context.clock.today(), is_optional=True)
        self.time = TimeBox()
        self._time_keeper = AutoSave(self.time, self.time.time)
        self.zone = QComboBox()
        self._remark = PlainLabel(size=TypeSize.SMALL, tone="due")
        self._is_over = False
        self._their_zone: str | None = None
        self._unknown_zone: str | None = None
        self.doubt = wrapped(PlainLabel(size=TypeSize.SMALL, tone="due"))
        self.other_clocks = wrapped(caption())
        self._build()
        self._connect()
        self.show_moment(None)

    def _build(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SMALL_GAP)
        layout.setVerticalSpacing(SMALL_GAP)
        self.time.setDisplayFormat("HH:mm")
        # In a leftward window Qt turns the parts round: 14:30 would read 30:14.
        self.time.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.zone.setEditable(True)
        name_choice(self.zone, "Time zone")
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        names = sorted({*all_zone_names(), self._clock.zone})
        self.zone.addItems(names)
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.zone.setMinimumContentsLength(10)
        as_field(self.zone)
        completer = self.zone.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        # In one row that goes on in the next line: with a large font the two are wider than the fields under them.
        layout.addLayout(WrappedRow(self.is_agreed, self._remark), 0, 0, 1, 2)
        layout.addWidget(self.day, 1, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(titled("Time", self.time), 1, 1)
        layout.addWidget(self.zone, 2, 0, 1, 2)
        layout.addWidget(self.doubt, 3, 0, 1, 2)
        layout.addWidget(self.other_clocks, 4, 0, 1, 2)
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 2)

    def _connect(self) -> None:
        self.is_agreed.clicked.connect(self._set_or_not)
        self.day.chosen.connect(self._take_day)
        self.day.edited.connect(self._look_at_day)
        self._time_keeper.kept.connect(self._take_time)
        self.time.timeChanged.connect(self._tell_clocks)
        self.zone.activated.connect(self._take_zone)
        line = self.zone.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._take_first_hit)
            line.editingFinished.connect(self._take_zone)
            line.textEdited.connect(self._forget_unknown)

    def commit(self) -> None:
        """Keeps the day, the time and the zone as they stand."""
        self.day.commit()
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
        """Shows when a talk begins; None for no time yet.

        Unless it is another interview's, a time being changed at this moment stays as it is.
        """
        clock = moment.local.time() if moment is not None else time(_USUAL_HOUR)
        shown_time = QTime(clock.hour, clock.minute)
        self.day.count_from(self._clock.today())
        self.day.show_value(None if moment is None else moment.local.date(), is_other=is_other)
        self._time_keeper.show(lambda: self.time.setTime(shown_time), is_other=is_other)
        line = self.zone.lineEdit()
        is_typing = line is not None and line.hasFocus() and self.zone.currentText() != self._zone
        if is_other:
            self._unknown_zone = None
        if is_other or not is_typing:
            self._zone = moment.zone if moment is not None else self._clock.zone
            self.zone.setCurrentText(self._zone)
        self.is_agreed.setChecked(moment is not None)
        self._look_at_day()

    def show_standing(self, *, is_plan: bool, is_over: bool) -> None:
        """Says whether this is the plan of a talk that went otherwise, and whether its day may have passed."""
        self.is_agreed.setText("Planned date and time" if is_plan else "Date and time are set")
        self.day.look(Looking.BACK if is_over else Looking.AHEAD)
        was_then = is_over and not is_plan
        self.day.allow(latest=self._clock.today() if was_then else date.max, why_not="choose today or an earlier day.")
        self._is_over = is_over
        self._look_at_day()

    def moment(self) -> Moment | None:
        """When the talk begins; None while no time is agreed."""
        day = self.day.value()
        if day is None or not self.is_agreed.isChecked():
            return None
        return Moment.at(day, self._time(), zone=self._zone)

    def typed(self) -> object:
        """What is in the fields, read or not."""
        return self.day.text(), self.time.time(), self.is_agreed.isChecked(), self.zone.currentText()

    def _time(self) -> time:
        shown = self.time.time()
        return time(shown.hour(), shown.minute())

    def _set_or_not(self) -> None:
        if self.is_agreed.isChecked():
            self._offer_day()
        else:
            self.day.show_value(None)
        self._tell_change()

    def _take_day(self, day: date | None) -> None:
        self.is_agreed.setChecked(day is not None)
        self._tell_change()

    def _take_time(self) -> None:
        self.is_agreed.setChecked(True)
        self._offer_day()
        self._tell_change()

    def _offer_day(self) -> None:
        """Fills in the next day the user works on where no day is chosen; of a talk that is over, today."""
        if not self.day.text().strip():
            today = self._clock.today()
            ahead = self._context.reader.read(lambda session: next_work_day(session, after=today))
            self.day.show_value(today if self._is_over else ahead)

    def _tell_change(self) -> None:
        self._look_at_day()
        self.changed.emit()

    def _look_at_day(self) -> None:
        day = self.day.value()
        is_missed = day is not None and day < self._clock.today() and not self._is_over
        self._remark.setText("This day has passed." if is_missed else "")
        self._tell_clocks()

    def _tell_clocks(self) -> None:
        """Says what is odd about the time, and what other clocks show then."""
        moment = self.moment()
        day = self.day.value()
        doubt = told = None
        if moment is not None and day is not None:
            doubt = clock_doubt(day, self._time(), zone=moment.zone)
            if self._unknown_zone is not None:
                doubt = f"No time zone is called “{self._unknown_zone}”."
            told = on_other_clocks(moment, own_zone=self._clock.zone, their_zone=self._their_zone)
        for label, words in ((self.doubt, doubt), (self.other_clocks, told)):
            label.setText(words or "")
            label.setVisible(bool(words))
