"""The part of the screen that a window may fill."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QWidget

_SIDES = 4
_AROUND_TITLE = 22
"""Pixels of a frame, at its two sides and around the letters of its title; no system says before a window is shown."""


def room_for(window: QWidget) -> QSize:
    """The largest size at which a window stays inside its screen with its frame, clear of panels."""
    return window.screen().availableSize() - _frame_of(window)


def bring_onto_screen(window: QWidget) -> None:
    """Makes a window no larger than its room, and moves it to where all of it can be seen."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return
    window.resize(window.size().boundedTo(room_for(window)))
    free, whole = window.screen().availableGeometry(), window.size() + _frame_of(window)
    left = max(free.left(), min(window.x(), free.left() + free.width() - whole.width()))
    top = max(free.top(), min(window.y(), free.top() + free.height() - whole.height()))
    if window.pos() != QPoint(left, top):
        window.move(left, top)


def _frame_of(window: QWidget) -> QSize:
    frame = window.frameGeometry().size() - window.size()
    return frame.expandedTo(QSize(_SIDES, _AROUND_TITLE + window.fontMetrics().height()))
