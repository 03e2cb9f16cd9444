"""The menu of days to put something off to."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from insidescoop.domain.moments import exact_day


def later_days(today: date, due: date | None = None) -> tuple[tuple[str, date], ...]:
    """What is offered, each with its day: one day, three days, the Monday of the next week; no day twice.

    They count from today, or from the day it is due if that is still to come: putting off never brings forward.

    >>> [(words, day.isoformat()) for words, day in later_days(date(2026, 11, 26))]
    [('&1 day', '2026-11-27'), ('&3 days', '2026-11-29'), ('&Next week', '2026-11-30')]
    >>> [(words, day.isoformat()) for words, day in later_days(date(2026, 11, 26), due=date(2026, 11, 29))]
    [('&1 day', '2026-11-30'), ('&3 days', '2026-12-02')]
    """
    start = max(today, due or today)
    monday = start + timedelta(days=7 - start.weekday())
    offered = (("&1 day", start + timedelta(days=1)), ("&3 days", start + timedelta(days=3)), ("&Next week", monday))
    return tuple(each for place, each in enumerate(offered) if each[1] not in [day for _words, day in offered[:place]])


def later_menu(
    parent: QWidget, today: date, due: date | None, chosen: Callable[[date], object], another: Callable[[], object]
) -> QMenu:
    """A menu that calls `chosen` with a day, or `another` for a day of the user's own."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName("Snooze")
    for words, day in later_days(today, due):
        action = menu.addAction(f"{words}\t{exact_day(day)}")
        action.triggered.connect(lambda _checked=False, day=day: chosen(day))
    menu.addSeparator()
    menu.addAction("A &day…").triggered.connect(lambda _checked=False: another())
    menu.setActiveAction(menu.actions()[0])
    return menu
