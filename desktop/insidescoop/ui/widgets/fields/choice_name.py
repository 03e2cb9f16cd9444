"""The name of a drop-down list that has no label of its own in sight."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox

from insidescoop.ui.widgets.plain_text import PlainLabel


def name_choice(box: QComboBox, name: str) -> None:
    """Gives a drop-down list the name that a screen reader says before its value.

    On Linux Qt calls a list by its value, and its accessible name goes unheard: only a label beside it names it. This
    one is never shown. A list that can be typed into is named by now, or is made so before this is called.
    """
    box.setAccessibleName(name)
    line = box.lineEdit()
    if line is not None:
        line.setAccessibleName(name)
    _UnseenLabel(box, name)


class _UnseenLabel(QObject):
    """Keeps the label beside its list, wherever a layout puts that."""

    def __init__(self, box: QComboBox, name: str) -> None:
        super().__init__(box)
        self._box = box
        self._label = PlainLabel(name, parent=box.parentWidget())
        self._label.hide()
        self._label.setBuddy(box)
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._box and event.type() == QEvent.Type.ParentChange:
            self._label.setParent(self._box.parentWidget())
        return super().eventFilter(watched, event)
