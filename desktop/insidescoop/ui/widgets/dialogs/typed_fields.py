"""Reads the fields of a dialog, and fills them in again in another of the same kind."""

from collections import Counter
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QTime
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from insidescoop.domain.dialog_drafts import Typed

_PASSES = 2
"""Choosing one thing may fill in another: what was there at the end is typed again."""


def fields_in(dialog: QWidget) -> dict[str, Typed]:
    """The content of each field, by its kind, its name and its position among those."""
    return {name: value for name, field in _fields(dialog) if (value := _value(field)) is not None}


def text_in(dialog: QWidget) -> str:
    """Everything typed into the lines and texts of a dialog, in their order, with the names of the fields."""
    lines = []
    for _name, field in _fields(dialog):
        if isinstance(field, QLineEdit | QPlainTextEdit):
            text = str(_value(field))
            if text.strip():
                lines.append(f"{field.accessibleName()}: {text}" if field.accessibleName() else text)
    return "\n".join(lines)


def type_again(dialog: QWidget, values: Mapping[str, Typed]) -> None:
    """Puts values that `fields_in` read back into a dialog, as if they were typed."""
    for _pass in range(_PASSES):
        for name, field in _fields(dialog):
            if name in values and _value(field) != values[name]:
                _put(field, values[name])


def _fields(dialog: QWidget) -> Iterator[tuple[str, QWidget]]:
    count = Counter[str]()
    for widget in dialog.findChildren(QWidget):
        kind = _kind(widget)
        if kind is None or widget.window() is not dialog:
            continue
        name = f"{kind}:{widget.accessibleName()}"
        count[name] += 1
        yield f"{name}:{count[name]}", widget


def _kind(widget: QWidget) -> str | None:
    if isinstance(widget, QPlainTextEdit):
        return None if widget.isReadOnly() else "text"
    if isinstance(widget, QLineEdit):
        is_part = isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
        return None if is_part or widget.isReadOnly() else "line"
    if isinstance(widget, QComboBox):
        return "choice"
    if isinstance(widget, QSpinBox | QTimeEdit):
        return "number"
    return "tick" if isinstance(widget, QCheckBox | QRadioButton) else None


def _value(field: QWidget) -> Typed | None:
    match field:
        case QPlainTextEdit():
            return field.toPlainText()
        case QLineEdit():
            return field.text()
        case QComboBox():
            return field.currentText()
        case QSpinBox():
            return field.value()
        case QTimeEdit():
            return field.time().toString("HH:mm")
        case QCheckBox() | QRadioButton():
            return field.isChecked()
    return None


def _put(field: QWidget, value: Typed) -> None:
    match field:
        case QPlainTextEdit() if isinstance(value, str):
            field.selectAll()
            field.insertPlainText(value)
        case QLineEdit() if isinstance(value, str):
            field.selectAll()
            field.insert(value)
            if not value:
                field.del_()
            field.editingFinished.emit()
        case QComboBox() if isinstance(value, str):
            place = field.findText(value)
            if place >= 0:
                field.setCurrentIndex(place)
                field.activated.emit(place)
            elif field.isEditable():
                field.setEditText(value)
        case QSpinBox() if isinstance(value, int):
            field.setValue(value)
        case QTimeEdit() if isinstance(value, str):
            field.setTime(QTime.fromString(value, "HH:mm"))
        case QCheckBox() | QRadioButton() if isinstance(value, bool):
            field.setChecked(value)
            field.clicked.emit(value)
