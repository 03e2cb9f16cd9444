"""The week: seven days, and carrying what is to be done from one to another."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock
from insidescoop.commands.follow_up_rules import KeepHoliday
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.queries.today import DueFollowUp, Meeting
from insidescoop.ui.today.entry import Entry
from insidescoop.ui.today.week_view import WeekView
from windows import Opened, press

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def shown(opened: Opened) -> dict[str, list[str]]:
    view = opened.controller.today.week
    tops = [view.topLevelItem(place) for place in range(view.topLevelItemCount())]
    return {top.text(0): [top.child(n).text(0) for n in range(top.childCount())] for top in tops if top is not None}


def choose(opened: Opened, begins: str) -> WeekView:
    view = opened.controller.today.week
    view.setCurrentItem(next(item for item in view.rows() if item.text(0).startswith(begins)))
    return view


def due_on(opened: Opened) -> date:
    record = choose(opened, "Send the article").record()
    assert isinstance(record, DueFollowUp)
    return record.due_on


def test_the_week_shows_seven_days_with_talks_tasks_and_days_off(busy: Opened, qtbot: QtBot) -> None:
    busy.runner.do(KeepHoliday(HolidayDraft(MONDAY + timedelta(days=3), "Thanksgiving")))
    busy.finish()

    press(qtbot, Qt.Key.Key_7, CONTROL)

    days = shown(busy)
    assert list(days) == [
        "Mon 23 Nov · today", "Tue 24 Nov · tomorrow", "Wed 25 Nov", "Thu 26 Nov · Thanksgiving", "Fri 27 Nov",
        "Sat 28 Nov", "Sun 29 Nov",
    ]  # fmt: skip
    assert days["Tue 24 Nov · tomorrow"] == ["14:00  Dana Okafor"]
    assert "Send the article · Bo Berg\nDue 2 days ago" in days["Mon 23 Nov · today"]
    assert QApplication.focusWidget() is busy.controller.today.week


@pytest.mark.parametrize("focused", [WeekView, Entry], ids=["the week", "the day"])
def test_day_or_week_shows_today_where_it_is_hidden(busy: Opened, qtbot: QtBot, focused: type[QWidget]) -> None:
    if focused is Entry:
        busy.trigger("show_week")
    busy.trigger("show_today")
    busy.trigger("show_contacts")

    press(qtbot, Qt.Key.Key_7, CONTROL)

    assert busy.window.today_dock.isVisible()
    assert isinstance(QApplication.focusWidget(), focused)


def test_a_follow_up_is_carried_by_keys_but_never_into_the_past(busy: Opened, qtbot: QtBot) -> None:
    busy.trigger("show_week")
    days = []

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        choose(busy, "Send the article")
        press(qtbot, key, ALT)
        busy.finish()
        days.append((due_on(busy) - MONDAY).days)
    busy.trigger("undo")

    assert days == [1, 2, 1, 0, 0]
    assert due_on(busy) == MONDAY + timedelta(days=1)


def test_a_follow_up_is_dropped_on_a_day_and_a_talk_stays_where_it_is(busy: Opened) -> None:
    busy.trigger("show_week")
    view = choose(busy, "Send the article")
    friday = next(item for item in view.rows() if item.text(0).startswith("Fri"))

    place = QPointF(view.visualItemRect(friday).center())
    event = QDropEvent(
        place, Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    view.dropEvent(event)
    busy.finish()
    assert event.dropAction() is Qt.DropAction.IgnoreAction, "Qt would take the line out itself"
    dropped = due_on(busy)
    talk = choose(busy, "14:00").record()
    view.drop_at(view.visualItemRect(choose(busy, "14:00").topLevelItem(4)).center())
    view.drop_at(QPoint(5, 5000))
    busy.finish()

    assert dropped == MONDAY + timedelta(days=4)
    assert isinstance(talk, Meeting)
    assert "14:00  Dana Okafor" in shown(busy)["Tue 24 Nov · tomorrow"]


def test_pages_turn_the_weeks_and_never_behind_this_one(busy: Opened, qtbot: QtBot) -> None:
    busy.trigger("show_week")
    view = busy.controller.today.week
    firsts = []

    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        qtbot.keyClick(view, key)
        firsts.append(next(iter(shown(busy))))

    assert firsts == ["Mon 30 Nov", "Mon 23 Nov · today", "Mon 23 Nov · today"]


def test_the_keys_of_the_day_work_in_the_week(busy: Opened, qtbot: QtBot) -> None:
    busy.trigger("show_week")

    qtbot.keyClick(choose(busy, "Send the article"), Qt.Key.Key_D)
    busy.finish()
    is_gone = not any("Send the article" in line for lines in shown(busy).values() for line in lines)
    qtbot.keyClick(choose(busy, "14:00"), Qt.Key.Key_Return)
    busy.finish()

    assert is_gone
    assert busy.controller.interviews_controller.preview is not None
    busy.controller.interviews_controller.preview.close()


def test_the_menu_acts_on_the_line_chosen_in_the_week(busy: Opened) -> None:
    busy.trigger("show_week")
    choose(busy, "14:00").setFocus()
    on_a_talk = [busy.registry.action(name).isEnabled() for name in ("entry_open", "entry_drop")]
    choose(busy, "Send the article")

    busy.trigger("entry_drop")

    assert on_a_talk == [True, False]
    assert not any("Send the article" in line for lines in shown(busy).values() for line in lines)


def test_the_week_goes_on_with_the_day(busy: Opened, clock: SetClock) -> None:
    busy.trigger("show_week")
    clock.instant = datetime.fromisoformat("2026-12-31T12:00:00+00:00")

    busy.controller.today.look_at_the_clock()

    assert next(iter(shown(busy))) == "Thu 31 Dec · today"
    assert list(shown(busy))[-1] == "Wed 6 Jan 2027"
    assert busy.controller.today._which.text() == "Thu 31 Dec to Wed 6 Jan 2027"
