"""Keeps the fields of a window from being changed where nothing can be saved; they can be read and copied."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.labelled_field import LabelledField
from insidescoop.ui.widgets.plain_text import PlainEdit
from insidescoop.ui.widgets.scrolled_form import ScrolledForm

_READABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class LockedFields(QObject):
    """Locks each field of a form in the window when it is shown; what is searched and filtered with stays."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        # Most fields are not there yet: pages are made when they are first gone to, and rows as they are needed.
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._is_in_form(watched):
            _lock(watched)
        return False

    def _is_in_form(self, part: QWidget) -> bool:
        return part.window() is self._window and _is_within(part, ScrolledForm)


def _is_within(part: QWidget, *kinds: type[QWidget]) -> bool:
    around = part.parentWidget()
    while around is not None and not isinstance(around, kinds):
        around = around.parentWidget()
    return around is not None


def _lock(part: QWidget) -> None:
    if isinstance(part, QLineEdit):
        part.setReadOnly(True)
        # Where nothing can be typed, an example looks just like a fact.
        part.setPlaceholderText("")
    elif isinstance(part, PlainEdit):
        part.setTextInteractionFlags(_READABLE)
        part.setPlaceholderText("")
    elif isinstance(part, QAbstractSpinBox):
        part.setReadOnly(True)
    elif isinstance(part, QComboBox | QCheckBox) or _is_button_of_field(part):
        part.setEnabled(False)


def _is_button_of_field(part: QWidget) -> bool:
    return isinstance(part, QAbstractButton) and _is_within(part, DayField, LabelledField)
