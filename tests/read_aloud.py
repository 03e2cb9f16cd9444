"""Every window and dialog can be read aloud: what a screen reader says of its parts is what they show."""

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

_USABLE = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QAbstractItemView, QAbstractButton, QTabBar)


def unread_in(window: QWidget) -> Iterator[str]:
    """What a screen reader could not say of a window's parts."""
    for label in window.findChildren(QLabel):
        text, name = label.text().rstrip("…"), label.accessibleName()
        if label.isVisible() and text and name and text not in name:
            yield f"the label {text!r} is read as {name!r}"
    for kind in _USABLE:
        for part in window.findChildren(kind):
            is_held = isinstance(part.parent(), QComboBox | QAbstractSpinBox | QLineEdit | QCalendarWidget)
            read = QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
            if part.isVisible() and not is_held and not read and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield f"a {type(part).__name__} in {type(part.parent()).__name__} has no name"
    for choice in window.findChildren(QComboBox):
        line = choice.lineEdit()
        if choice.isVisible() and not _label_of(choice):
            yield f"the list {choice.currentText()!r} ({choice.accessibleName()!r}) has no label"
        if choice.isVisible() and line is not None and not line.accessibleName():
            yield f"the line of the list {choice.accessibleName()!r} has no name"
    letters = Counter(letter.lower() for part in _with_letters(window) for letter in re.findall(r"&(\w)", part))
    for letter in (letter for letter, times in letters.items() if times > 1):
        yield f"Alt+{letter.upper()} does not say which of several is meant"


def _with_letters(window: QWidget) -> Iterator[str]:
    """The words of a window that may name a letter to press with Alt."""
    for part in (*window.findChildren(QAbstractButton), *window.findChildren(QLabel)):
        if part.isVisible() and part.window() is window:
            yield part.text().replace("&&", "")
    if isinstance(window, QMainWindow):
        yield from (menu.text() for menu in window.menuBar().actions())


def _label_of(choice: QComboBox) -> str:
    """What AT-SPI gives for the name of a list: the text of its label. Its own name it leaves out."""
    relations = QAccessible.queryAccessibleInterface(choice).relations()
    labels = [other for other, kind in relations if kind == QAccessible.RelationFlag.Label]
    return " ".join(label.text(QAccessible.Text.Name) for label in labels)
