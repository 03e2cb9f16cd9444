"""The real window on a store of its own, and ways to find and fill in what a user sees in it."""

import gc
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from builders import SetClock
from insidescoop.domain.problems import Problem
from insidescoop.start import open_store
from insidescoop.store.store import Store
from insidescoop.system.many_values import without_collector
from insidescoop.ui.application import Application
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.main_window_controller import MainWindowController
from insidescoop.ui.pitches.new_dialog import NewPitchDialog
from insidescoop.ui.widgets.fields.auto_save import NumberBox, TimeBox
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.window_state import STATE_FILE

Widget = TypeVar("Widget", bound=QWidget)
Box = TypeVar("Box", bound=QDialog)

_closed = count(1)
_BETWEEN_THAWS = 20
"""Windows. What each has frozen stays in memory until then: looking through everything takes as long as a window."""


class Screen:
    """What windows ask of a screen, for `QWidget.screen`: that of the tests is 800 by 800 pixels, without panels."""

    def __init__(self, width: int, height: int, *, panel: int = 0) -> None:
        self._free = QRect(0, panel, width, height - panel)

    def availableGeometry(self) -> QRect:
        return self._free

    def availableSize(self) -> QSize:
        return self._free.size()


class ToldProblems:
    """Messages that are written down instead of shown."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def tell(self, problem: Problem, then: Callable[[], object] | None = None) -> None:
        self.problems.append(problem)
        if then is not None:
            then()


class Opened(Application):
    """A furnished window that a test looks at."""

    controller: MainWindowController
    runner: CommandRunner

    @property
    def store(self) -> Store:
        """The store behind the window."""
        return self.runner._store

    @property
    def context(self) -> UiContext:
        """What every part of the window is given."""
        return self.controller._context

    @property
    def folder(self) -> Path:
        """Where its data is."""
        return self._folder

    def finish(self) -> None:
        """Waits until the store has done everything asked of it, and it is shown."""
        self.runner.finish()
        QApplication.processEvents()
        self.controller.contacts.people.settle()
        self.runner.finish()

    def visit_tabs(self) -> None:
        """Looks at every tab, which makes its page, and goes back to the one that was shown."""
        before = self.window.tabs.currentIndex()
        for place in range(self.window.tabs.count()):
            self.window.tabs.setCurrentIndex(place)
        self.window.tabs.setCurrentIndex(before)

    def make_everything(self) -> None:
        """Makes every page, and whatever else waits until it is first used."""
        self.visit_tabs()
        _ = self.controller.importing, self.controller.exporting

    def said(self) -> str:
        """What the status line says last happened."""
        return self.window.status.happened()

    def trigger(self, action_id: str) -> None:
        """Does what an action does, and waits for it."""
        action = self.registry.action(action_id)
        assert action.isEnabled(), f"{action_id} is not to be had"
        action.trigger()
        self.finish()

    def close_for_good(self) -> None:
        """Closes the window as its user would, and lets go of everything Qt and Python hold of it."""
        # Nobody is there to answer what is to become of changes that were not saved.
        self.is_told_to_end = True
        self.window.close()
        # Itself too: what its actions are connected to holds it, where Python cannot see it.
        for left in (self.window, self.theme, self):
            if shiboken6.isValid(left):
                left.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # The window has the collector of garbage pass over what stays to the end: here it is only the window's end.
        if next(_closed) % _BETWEEN_THAWS == 0:
            gc.unfreeze()
            gc.collect()
            gc.freeze()


def open_window(
    application: QApplication,
    folder: Path,
    clock: SetClock,
    messages: ToldProblems | None = None,
    *,
    is_sample: bool = False,
) -> Opened:
    """The window on the store in a folder, furnished and shown."""
    folder.mkdir(parents=True, exist_ok=True)
    opened = Opened(
        application,
        folder,
        open_store=lambda key: open_store(folder, clock=clock, is_sample=is_sample, key=key),
        clock=clock,
        is_sample=is_sample,
        messages=messages or ToldProblems(),
    )
    if not (folder / STATE_FILE).exists():
        # That of the tests is 800 by 800 pixels, and there Today and the pages would take turns.
        opened.window.resize(1024, 768)
    # One test closes with a backup, as users do; for the others it would be time and no more.
    opened.backs_up = False
    opened.window.show()
    opened.furnish()
    # Tests write into the store behind the window's back, which it would take for another program's doing.
    opened.runner.looking.stop()
    opened.window.activateWindow()
    QApplication.processEvents()
    return opened


def named(parent: QWidget, name: str, kind: type[Widget] = QWidget) -> Widget:
    """The widget that a screen reader calls by a name."""
    found = [widget for widget in parent.findChildren(kind) if widget.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} widgets are called {name}"
    return found[0]


def button(parent: QWidget, text: str) -> QPushButton:
    """The visible button of a text."""
    found = [widget for widget in parent.findChildren(QPushButton) if widget.text() == text and widget.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say {text}"
    return found[0]


def fill(qtbot: QtBot, parent: QWidget, name: str, text: str) -> QWidget:
    """Types a text into the field of a name in place of what stood there, and leaves the cursor in it."""
    editor = named(parent, name)
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, text)
    return editor


def set_by_hand(box: NumberBox | TimeBox, value: Any) -> None:
    """Sets a number or a time as the user's arrows do."""
    put = box.setValue if isinstance(box, NumberBox) else box.setTime
    put(value)
    box.stepped.emit()


def type_day(qtbot: QtBot, field: DayField, typed: str) -> None:
    """Types a day in place of the one that was there, and leaves the cursor in its field."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, typed)


def top_level_widgets() -> list[QWidget]:
    """Qt's list, made while no garbage is collected: a widget that went meanwhile would end the process."""
    with without_collector():
        return QApplication.topLevelWidgets()


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key wherever the cursor is."""
    active = QApplication.activeWindow()
    if active is None or not active.isVisible():
        # A window manager gives the keys back to the window when what was over it closes; here there is none.
        windows = (each for each in top_level_widgets() if isinstance(each, QMainWindow))
        window = next(window for window in windows if window.isVisible())
        window.activateWindow()
        # A key for nobody would end the process, and one for a popup that is closing would be lost.
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)


def box_of(qtbot: QtBot, opened: Opened, kind: type[Box]) -> Box:
    """The open box of a kind, once it has the keys."""
    found = [box for box in opened.window.findChildren(kind) if box.isVisible()]
    assert len(found) == 1, f"{len(found)} boxes of {kind.__name__} are open"
    qtbot.waitUntil(lambda: QApplication.activeWindow() is found[0])
    return found[0]


def panel_of(qtbot: QtBot, opened: Opened, kind: type[Widget]) -> Widget:
    """The panel of a kind in an open dialog, once that has the keys."""
    found = [panel for panel in opened.window.findChildren(kind) if panel.isVisible()]
    assert len(found) == 1, f"{len(found)} panels of {kind.__name__} are open"
    qtbot.waitUntil(lambda: QApplication.activeWindow() is found[0].window())
    return found[0]


def begin_pitch(qtbot: QtBot, opened: Opened) -> None:
    """Begins an empty pitch in the open box for a new one."""
    box = box_of(qtbot, opened, NewPitchDialog)
    box.template.show_value(None)
    qtbot.mouseClick(box.verb, Qt.MouseButton.LeftButton)
    opened.window.activateWindow()
    opened.finish()
