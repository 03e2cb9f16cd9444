"""Every window and dialog can be read aloud: what a screen reader says of its parts is what they show."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from every_window import CHANGING, close_others, others_than, walk
from windows import Opened

# Qt looks for the system's sound when a rehearsal is first shown, and says that none is there.
pytestmark = pytest.mark.qt_log_ignore("pipewire", extend=True)

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


def test_every_part_of_every_window_is_read_as_it_is_shown(sample: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    unread: set[str] = set()
    seen: set[str] = set()

    def look(where: str) -> None:
        QApplication.processEvents()
        for window in (sample.window, *others_than(sample.window)):
            seen.add(type(window).__name__)
            unread.update(f"{where}: {type(window).__name__}: {fault}" for fault in unread_in(window))
        close_others(sample)

    walk(sample, look, also=CHANGING)

    assert len(seen) > 35, sorted(seen)
    assert sorted(unread) == []
