"""Numbers and times that keep themselves: when the focus leaves, on Enter, or after a short pause."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDateEdit, QDateTimeEdit, QWidget

from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.widgets.form_field import PAUSE_MILLISECONDS


class Keeper(QObject):
    """Watches over a control whose value is kept as it is changed.

    `kept(value)` is sent once for every change the user makes and pauses after. `read` gives the control's value.
    """

    kept = Signal(object)

    def __init__(self, control: QAbstractSpinBox, changed: Any, read: Callable[[], Any]) -> None:
        super().__init__(control)
        self._read = read
        self._shown = read()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.commit)
        changed.connect(self._pause.start)
        control.editingFinished.connect(self.commit)
        as_field(control)

    def show(self, put: Callable[[], object], *, is_other: bool = False) -> None:
        """Lets `put` write a kept value into the control; a value being changed at this moment stays as it is.

        With `is_other` the value is another record's, and is written whatever stands there.
        """
        if self._pause.isActive() and not is_other:
            return
        put()
        self._pause.stop()
        self._shown = self._read()

    def commit(self) -> None:
        """Sends the value if it is not the one last shown or sent."""
        self._pause.stop()
        value = self._read()
        if value != self._shown:
            self._shown = value
            self.kept.emit(value)


class _Manners(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        if isinstance(watched, QDateTimeEdit) and isinstance(event, QKeyEvent) and _begins_anew(event):
            watched.setSelectedSection(watched.sectionAt(0))
            return True
        return False


def _begins_anew(event: QKeyEvent) -> bool:
    is_first = event.matches(QKeySequence.StandardKey.SelectAll) or event.key() == Qt.Key.Key_Home
    return event.type() == QEvent.Type.KeyPress and is_first


def as_field(control: QAbstractSpinBox | QComboBox) -> None:
    """Makes a number, a time or a choice stand like the text fields beside it.

    The wheel scrolls the page under the pointer instead of changing a value nobody is looking at. A day or time typed
    over the whole field begins with its first part: Qt lets the parts fall into the wrong places (6.11.3).
    """
    line = control.lineEdit() if isinstance(control, QAbstractSpinBox) else None
    if line is not None and not isinstance(control, QDateEdit):
        # The style sheet's padding does not reach the text of a spin box.
        line.setTextMargins(TIGHT, 0, 0, 0)
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_Manners(control))
