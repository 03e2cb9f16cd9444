"""The menu of days to put something off to."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from insidescoop.domain.moments import exact_day

_WORDS = ("&1 day", "&3 days", "&Next week")


def later_menu(
    parent: QWidget, days: Sequence[date], chosen: Callable[[date], object], another: Callable[[], object]
) -> QMenu:
    """A menu that calls `chosen` with one of the three days of a schedule, or `another` for a day of the user's own."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName("Snooze")
    for place, (words, day) in enumerate(zip(_WORDS, days, strict=True)):
        if day in days[:place]:
            continue
        action = menu.addAction(f"{words}\t{exact_day(day)}")
        action.triggered.connect(lambda _checked=False, day=day: chosen(day))
    menu.addSeparator()
    menu.addAction("A &day…").triggered.connect(lambda _checked=False: another())
    menu.setActiveAction(menu.actions()[0])
    return menu
