"""Opening a window or a page, going through its fields and closing it again saves nothing and leaves no undo step."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from builders import SetClock
from every_window import others_than, walk
from insidescoop.system.user_files import STORE_FILE
from windows import Opened, ToldProblems, open_window

# Qt looks for the system's sound when a rehearsal is first shown, and says that none is there.
pytestmark = pytest.mark.qt_log_ignore("pipewire", extend=True)


class Rows:
    """All rows of a store that a window is open on; read again only once something was written."""

    def __init__(self, opened: Opened, connection: sqlite3.Connection) -> None:
        self._opened = opened
        self._connection = connection
        self._version: object = None
        self._by_table: dict[str, list[Any]] = {}

    def changed(self) -> list[str]:
        """The tables whose rows are others than when it was last asked."""
        self._opened.finish()
        version = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return []
        self._version, before = version, self._by_table
        names = [name for (name,) in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        self._by_table = {name: self._connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
        return [name for name, rows in self._by_table.items() if rows != before.get(name)]


def _visit(part: QWidget) -> None:
    """Puts the focus into every field in turn, and lets every pause run out."""
    for field in part.findChildren(QWidget):
        is_field = isinstance(field, QLineEdit | QPlainTextEdit | QAbstractSpinBox | QComboBox)
        if is_field and field.isVisible() and field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus:
            field.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            _let_pauses_pass(part)
            field.clearFocus()
    _let_pauses_pass(part)


def _let_pauses_pass(part: QWidget) -> None:
    for timer in part.findChildren(QTimer):
        if timer.isActive() and timer.isSingleShot():
            timer.stop()
            timer.timeout.emit()  # type: ignore[attr-defined]


def _look_and_close(opened: Opened) -> list[str]:
    """Goes through whatever windows are open, the front one first; returns those that could not be closed."""
    left = []
    for _window in range(5):
        others = others_than(opened.window)
        if not others:
            break
        for other in filter(shiboken6.isValid, reversed(others)):
            name = f"{type(other).__name__} {other.windowTitle()!r}"
            _visit(other)
            opened.finish()
            other.close()
            opened.finish()
            if shiboken6.isValid(other) and other.isVisible():
                left.append(name)
                other.hide()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return left


def _faults_of(opened: Opened) -> list[str]:
    with closing(sqlite3.connect(opened.folder / STORE_FILE)) as connection:
        return _faults_in(opened, Rows(opened, connection))


def _faults_in(opened: Opened, rows: Rows) -> list[str]:
    faults: list[str] = []
    seen: set[str] = set()
    assert "contact" in rows.changed()

    def look(where: str) -> None:
        if where.endswith("the page"):
            _visit(opened.window)
        seen.update(type(other).__name__ for other in others_than(opened.window))
        faults.extend(f"{where} cannot be closed: {left}" for left in _look_and_close(opened))
        _let_pauses_pass(opened.window)
        changed = rows.changed()
        if changed:
            faults.append(f"{where} changed {changed}: {opened.runner.history().undo}")

    look("start")
    walk(opened, look)
    assert len(seen) > 20, seen
    return faults


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question for a file is cancelled, and nothing leaves for the browser."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)


@pytest.mark.thorough
def test_looking_at_everything_in_the_sample_changes_nothing(sample: Opened) -> None:
    assert _faults_of(sample) == []


def test_looking_at_everything_in_an_empty_store_changes_nothing(opened: Opened) -> None:
    assert _faults_of(opened) == []


ODD = (
    "UPDATE profile SET pace = 260, target_goal = 900, request_goal = 5000",
    "UPDATE contact SET cadence_days = 90000, notes = 'one' || char(13) || char(10) || 'two'",
    "UPDATE contact SET title = 'Head of' || char(10) || 'archives', address = 'Harbor' || char(8232) || 'City'",
    "UPDATE contact_link SET value = value || '?a=1,2;b=3'",
    "UPDATE interview SET minutes = 900",
)
"""Values that no field offers, as an older version, a file or another program may have left them.

What is left of the sample is as it was: looking at all of it in the gate looks at both.
"""


@pytest.fixture
def odd(qapp: QApplication, folder: Path, sample_folder: Path, clock: SetClock) -> Iterator[Opened]:
    copytree(sample_folder, folder)
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        for statement in ODD:
            connection.execute(statement)
        connection.commit()
    window = open_window(qapp, folder, clock, ToldProblems(), is_sample=True)
    yield window
    window.close_for_good()


def test_looking_at_values_that_no_field_offers_changes_nothing(odd: Opened) -> None:
    assert _faults_of(odd) == []
