"""A labelled day, typed as people say it or chosen from a calendar."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QWidget

from insidescoop.domain.moments import exact_day
from insidescoop.domain.typed_days import DayOrder, Looking, NoDay, day_order_of, read_day
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.fields.text_undo import TextUndo
from insidescoop.ui.widgets.fields.typing_pause import PAUSE_MILLISECONDS
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped

_BUTTON_WIDTH = 24
_AROUND_DAYS = 10
_HINTS = {Looking.AHEAD: "4 Dec, Fri, +3d", Looking.BACK: "4 Nov, Fri, yesterday"}
_WIDEST_DAY = exact_day(date(2026, 11, 25))
_ONE_DAY = timedelta(days=1)


def machine_day_order() -> DayOrder:
    """The order in which this machine's settings write the numbers of a day."""
    return day_order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))


class DayField(QWidget):
    """A label, a line that reads a day, and the calendar behind its button or Alt+Down; Up and Down go a day on.

    Read on Enter and on leaving, a day is shown with its weekday and its year. What is no day stays as it was typed,
    with the reason under it. `chosen(date)` is sent once for every change, None for an emptied field, which only an
    optional one takes. `edited()` is sent with every keystroke.
    """

    chosen = Signal(object)
    edited = Signal()

    def __init__(
        self,
        title: str,
        today: date,
        *,
        looking: Looking = Looking.AHEAD,
        is_optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._today, self._looking, self._is_optional = title, today, looking, is_optional
        self._day: date | None = None
        self._is_typing = False
        self._earliest, self._latest, self._why_not = date.min, date.max, ""
        self.editor = _DayLine()
        self.label = caption(title)
        self._problem = wrapped(PlainLabel(size=TypeSize.SMALL, tone="error"))
        self._calendar: QCalendarWidget | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.editor.setAccessibleName(self._title)
        self.editor.setPlaceholderText(_HINTS[self._looking])
        self.editor.button.setAccessibleName(f"{self._title}: choose from a calendar")
        self.editor.button.setToolTip("Choose from a calendar (Alt+Down)")
        self.label.setBuddy(self.editor)
        self.label.setMinimumWidth(40)
        self._problem.hide()
        # Up and down may be pressed many times for one day.
        Column(self.label, self.editor, self._problem, on=self, spacing=TIGHT)
        self.setFocusProxy(self.editor)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.commit)
        self.editor.textEdited.connect(self._typed)
        self.editor.returnPressed.connect(self.commit)
        self.editor.button.clicked.connect(self.open_calendar)
        self.editor.installEventFilter(self)

    # What it holds

    def show_example(self, is_shown: bool) -> None:
        """Has the examples stand in the field while it is empty, or not."""
        self.editor.setPlaceholderText(_HINTS[self._looking] if is_shown else "")

    def allow(self, *, earliest: date = date.min, latest: date = date.max, why_not: str) -> None:
        """Takes only days from `earliest` to `latest`; `why_not` is said of any other."""
        self._earliest, self._latest, self._why_not = earliest, latest, why_not

    def look(self, looking: Looking) -> None:
        """Where a day without a year is looked for from now on."""
        self._looking = looking
        self.show_example(True)

    def count_from(self, today: date) -> None:
        """The day from which "tomorrow" and "Fri" are counted from now on."""
        self._today = today

    def text(self) -> str:
        """What is in the line, read or not."""
        return self.editor.text()

    def value(self) -> date | None:
        """The day; while the line holds none, the last one it held. None for an empty line."""
        read = self._read()
        return self._day if isinstance(read, NoDay) else read

    @property
    def has_problem(self) -> bool:
        """True while something is said to be wrong with what was typed."""
        return not self._problem.isHidden()

    def problem(self) -> str:
        """What is said to be wrong; "" for nothing."""
        return self._problem.text() if self.has_problem else ""

    def show_problem(self, sentence: str | None) -> None:
        """Says what is wrong under the line; None for nothing."""
        self._problem.setText(sentence or "")
        self._problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence or "")

    def show_value(self, day: date | None, *, is_other: bool = True) -> None:
        """Shows a saved day. Unless it is another record's, what is typed at this moment, or is no day, stays."""
        if not is_other and (self._is_typing or self.has_problem):
            return
        self._show(day)
        if is_other:
            # What was typed into another record is not to be undone in this one.
            TextUndo(self.editor).forget()

    def _show(self, day: date | None) -> None:
        self._rest()
        self._day = day
        self.show_problem(None)
        shown = "" if day is None else exact_day(day)
        if self.editor.text() != shown:
            self.editor.setText(shown)
            # A day longer than the field shows its beginning.
            self.editor.setCursorPosition(0)

    def commit(self) -> None:
        """Reads what was typed: sends a day that is new, or says why it is none."""
        self._rest()
        read = self._read()
        if isinstance(read, NoDay):
            self.show_problem(read.why)
            return
        before = self._day
        self._show(read)
        if read != before:
            self.chosen.emit(read)

    def _read(self) -> date | NoDay | None:
        typed = self.editor.text()
        if self._day is not None and typed == exact_day(self._day):
            return self._day
        read = read_day(typed, today=self._today, looking=self._looking, order=machine_day_order())
        if read is None and not self._is_optional:
            return NoDay("Type a day or choose one from the calendar.")
        if isinstance(read, date) and not self._earliest <= read <= self._latest:
            return NoDay(f"{exact_day(read)}: {self._why_not}")
        return read

    # What the user can do

    def open_calendar(self) -> None:
        """Opens the calendar on the day of the line, else on today."""
        calendar = self._calendar or self._new_calendar()
        calendar.setMinimumDate(_as_qt(max(self._earliest, date(1900, 1, 1))))
        calendar.setMaximumDate(_as_qt(min(self._latest, date(2199, 12, 31))))
        calendar.setSelectedDate(_as_qt(self.value() or self._today))
        # What Qt asks for leaves out the frame around the days: the last week would be cut off (6.11.3).
        calendar.ensurePolished()
        calendar.setMinimumSize(calendar.minimumSizeHint() + QSize(_AROUND_DAYS, _AROUND_DAYS))
        frame = calendar.window()
        frame.adjustSize()
        frame.move(self._place_of(frame.size()))
        frame.show()
        calendar.setFocus()

    def _place_of(self, size: QSize) -> QPoint:
        """Where a window of that size is in sight: under the line, else above it, else as low as the screen allows."""
        below = self.editor.mapToGlobal(QPoint(0, self.editor.height()))
        above = below.y() - self.editor.height() - size.height()
        room = self.screen().availableGeometry()
        lowest = room.top() + room.height() - size.height()
        top = next((each for each in (below.y(), above) if room.top() <= each <= lowest), max(room.top(), lowest))
        left = min(below.x(), room.left() + room.width() - size.width())
        return QPoint(max(room.left(), left), top)

    def _new_calendar(self) -> QCalendarWidget:
        frame = QFrame(self, Qt.WindowType.Popup)
        calendar = QCalendarWidget()
        # One language in the window; the week begins as the machine's settings have it.
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale().territory()))
        calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # Qt's red of the weekend is too faint to read on either ground.
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, QTextCharFormat())
        calendar.setAccessibleName(f"{self._title}: calendar")
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        Column(calendar, on=frame, margin=1)
        self._calendar = calendar
        return calendar

    def _take(self, chosen: QDate) -> None:
        if self._calendar is not None:
            self._calendar.window().close()
        self._put(date(chosen.year(), chosen.month(), chosen.day()))
        self.commit()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, days: int) -> None:
        day = self.value()
        try:
            wanted = self._today if day is None else day + _ONE_DAY * days
        except OverflowError:
            return
        self._put(min(max(wanted, self._earliest), self._latest))
        self._pause.start()

    def _put(self, day: date) -> None:
        self.editor.setText(exact_day(day))
        self._typed()

    # What happens

    def _typed(self) -> None:
        self._is_typing = True
        if self.has_problem and not isinstance(self._read(), NoDay):
            self.show_problem(None)
        self.edited.emit()

    def _rest(self) -> None:
        self._is_typing = False
        self._pause.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.editor:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.editor.isReadOnly():
            if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.open_calendar()
                return True
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
            if event.key() in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._step(steps[Qt.Key(event.key())])
                return True
        elif isinstance(event, QFocusEvent) and _is_left(event):
            self.commit()
        return super().eventFilter(watched, event)


class _DayLine(QLineEdit):
    """A line with the button of a calendar at its end; the keys open the calendar by Alt+Down."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QToolButton(self)
        self.button.setProperty("shape", "drop-down")
        self.button.setArrowType(Qt.ArrowType.DownArrow)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextMargins(0, 0, _BUTTON_WIDTH - TIGHT, 0)
        # A day is shown whole: of one that is cut off, the year would be missing.
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(_WIDEST_DAY) + _BUTTON_WIDTH + 2 * SMALL_GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_leftward = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if is_leftward else self.width() - _BUTTON_WIDTH
        self.button.setGeometry(left, 0, _BUTTON_WIDTH, self.height())


def _is_left(event: QFocusEvent) -> bool:
    # A menu or the calendar that opens is no leaving.
    return event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason


def first_unread_day(holder: QWidget) -> DayField | None:
    """The first field under `holder` in which something is typed that is no day; None if all can be read."""
    for field in holder.findChildren(DayField):
        if field.isEnabled():
            field.commit()
            if field.has_problem:
                return field
    return None


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
