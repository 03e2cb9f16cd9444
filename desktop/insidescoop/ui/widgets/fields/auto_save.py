"""Numbers and times that keep themselves: when the focus leaves, on Enter, or after a short pause."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSpinBox, QTimeEdit, QWidget

from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.widgets.fields.typing_pause import PAUSE_MILLISECONDS


class NumberBox(QSpinBox):
    """A number; one outside the range widens it while it is shown. `stepped` is sent for arrows and wheel."""

    stepped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = (self.minimum(), self.maximum())

    def setRange(self, minimum: int, maximum: int) -> None:
        self._usual = (minimum, maximum)
        super().setRange(minimum, maximum)

    def setValue(self, value: int) -> None:
        least, most = self._usual
        super().setRange(min(least, value), max(most, value))
        super().setValue(value)

    def stepBy(self, steps: int) -> None:
        super().stepBy(steps)
        self.stepped.emit()


class TimeBox(QTimeEdit):
    """A time of day by a clock of 24 hours, which "2pm" and "12am" can be typed into.

    `stepped` is sent for arrows and wheel, and for the half of the day.
    """

    stepped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._digits = 0

    def stepBy(self, steps: int) -> None:
        super().stepBy(steps)
        self.stepped.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._digits = 0
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        if typed in _FIRST_HOURS and not self.isReadOnly():
            self._take_half_of_day(_FIRST_HOURS[typed])
            return
        if typed.isdigit():
            self._digits += 1
        elif event.key() in _GOING_ELSEWHERE:
            self._digits = 0
        super().keyPressEvent(event)

    def _take_half_of_day(self, first_hour: int) -> None:
        # What was typed by half counts first: "2" is 02:00 before the "p" makes it 14:00.
        self.interpretText()
        shown = self.time()
        # An hour typed alone is a whole one, whatever the minutes were before.
        minute = 0 if 0 < self._digits <= _HOUR_DIGITS else shown.minute()
        self.setTime(QTime(shown.hour() % _HALF_DAY + first_hour, minute))
        self.stepped.emit()


_HALF_DAY = 12
_HOUR_DIGITS = 2
_GOING_ELSEWHERE = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace})
_FIRST_HOURS = {"a": 0, "p": _HALF_DAY}


class AutoSave(QObject):
    """Watches over a control whose value is saved as it is changed.

    `kept(value)` is sent once for every change the user makes and pauses after. `read` gives the control's value.
    Only the user's hand counts, typing or stepping: a value set by the program, a new range, or a value cut to a range
    is never saved.
    """

    kept = Signal(object)

    def __init__(self, control: NumberBox | TimeBox, read: Callable[[], Any]) -> None:
        super().__init__(control)
        self._read = read
        self._shown = read()
        self._is_touched = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.commit)
        control.stepped.connect(self.touch)
        control.lineEdit().textEdited.connect(self.touch)
        control.editingFinished.connect(self._leave)
        as_field(control)

    def touch(self) -> None:
        """Takes it that the user is changing the value."""
        self._is_touched = True
        self._pause.start()

    def show(self, put: Callable[[], object], *, is_other: bool = False) -> None:
        """Lets `put` write a stored value into the control; a value being changed at this moment stays as it is.

        With `is_other` the value is another record's, and is written whatever is there.
        """
        if self._pause.isActive() and not is_other:
            return
        put()
        self._pause.stop()
        self._is_touched = False
        self._shown = self._read()

    def commit(self) -> None:
        """Sends the value if the user changed it and it is not the one last shown or sent."""
        self._pause.stop()
        value = self._read()
        if self._is_touched and value != self._shown:
            self._shown = value
            self.kept.emit(value)

    def _leave(self) -> None:
        # Only now has the control mended what was typed by half.
        self.commit()
        self._is_touched = False


class _Manners(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        if isinstance(watched, QTimeEdit) and isinstance(event, QKeyEvent) and _begins_anew(event):
            watched.setSelectedSection(watched.sectionAt(0))
            return True
        return False


def _begins_anew(event: QKeyEvent) -> bool:
    is_first = event.matches(QKeySequence.StandardKey.SelectAll) or event.key() == Qt.Key.Key_Home
    return event.type() == QEvent.Type.KeyPress and is_first


def as_field(control: QAbstractSpinBox | QComboBox) -> None:
    """Makes a number, a time or a choice stand like the text fields beside it.

    The wheel scrolls the page under the pointer instead of changing a value nobody is looking at. A time typed over
    the whole field begins with its first part: Qt lets the parts fall into the wrong places (6.11.3).
    """
    line = control.lineEdit() if isinstance(control, QAbstractSpinBox) else None
    if line is not None:
        # The style sheet's padding does not reach the text of a spin box.
        line.setTextMargins(TIGHT, 0, 0, 0)
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_Manners(control))
