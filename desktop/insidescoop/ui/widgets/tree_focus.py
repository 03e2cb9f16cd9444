"""Tells screen readers which row of a tree has the focus; left to itself, Qt names another one (6.11.3)."""

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QTreeView, QWidget


class TreeFocus(QObject):
    """Follows the focus through all windows.

    When a tree gets the focus, a screen reader asks for its selected row, and Qt answers with the row of that number
    counted from the top, whatever branch the selected one is in.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _before: QWidget | None, focused: QWidget | None) -> None:
        if isinstance(focused, QTreeView) and QAccessible.isActive():
            # Qt says that the tree has the focus after this.
            QTimer.singleShot(0, self, lambda: _tell(focused))


def _tell(tree: QTreeView) -> None:
    if not shiboken6.isValid(tree) or not tree.hasFocus():
        return
    row = QAccessible.queryAccessibleInterface(tree).focusChild()
    if row is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Focus))
