"""Ctrl+Enter does what a dialog is for from any of its fields, and Enter presses the button that has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from every_window import close_others, others_than, walk
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.search.action_palette import ActionPalette
from insidescoop.ui.widgets.dialogs.primary_button import primary_button
from windows import Opened, box_of, fill, press

# Qt looks for the system's sound when a rehearsal is first shown, and says that none is there.
pytestmark = pytest.mark.qt_log_ignore("pipewire", extend=True)

CONTROL = Qt.KeyboardModifier.ControlModifier


def _fields(dialog: QDialog) -> list[QWidget]:
    fields = [
        field
        for kind in (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
        for field in dialog.findChildren(kind)
        if field.isVisible() and field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return fields or [dialog]


def _faults_of(dialog: QDialog, qtbot: QtBot) -> list[str]:
    name = type(dialog).__name__
    button = primary_button(dialog)
    if button is None:
        return [f"{name} has nothing for Ctrl+Enter"]
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    faults = [] if "Ctrl+Enter" in button.toolTip() else [f"{name}: “{button.text()}” does not name the key"]
    pressed: list[bool] = []
    if button.isEnabled():
        # What the button does is the matter of other tests.
        button.clicked.disconnect()
        button.clicked.connect(lambda: pressed.append(True))
        for count, field in enumerate(_fields(dialog), start=1):
            field.setFocus(Qt.FocusReason.TabFocusReason)
            qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
            if len(pressed) != count:
                return [*faults, f"{name}: Ctrl+Enter in {field.accessibleName()} presses {len(pressed) - count + 1}"]
    return faults


def _walk(opened: Opened, qtbot: QtBot) -> tuple[set[str], list[str]]:
    seen: set[str] = set()
    faults: list[str] = []

    def look(_where: str) -> None:
        for window in others_than(opened.window):
            if isinstance(window, QDialog) and not isinstance(window, ActionPalette):
                seen.add(type(window).__name__)
                faults.extend(_faults_of(window, qtbot))
        close_others(opened)

    walk(opened, look)
    return seen, faults


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question for a file is cancelled, and nothing leaves for the browser."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)


def test_ctrl_enter_does_what_every_dialog_is_for(sample: Opened, qtbot: QtBot) -> None:
    seen, faults = _walk(sample, qtbot)

    assert faults == []
    assert len(seen) > 20, seen


def test_enter_on_cancel_cancels(opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_N, CONTROL)
    dialog = box_of(qtbot, opened, AddContactDialog)
    fill(qtbot, dialog, "Given name", "Dana")
    cancel = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Cancel")
    cancel.setFocus(Qt.FocusReason.TabFocusReason)

    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert dialog.question is not None
    assert opened.controller.contacts.people.table.row_count() == 0
    dialog.question.hide()
    assert QApplication.activeModalWidget() is not None
