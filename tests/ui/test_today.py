"""The list of Today: what stands on it, what each entry offers first, and that keys alone do everything."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, a_contact
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.follow_up_rules import KeepHoliday
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.main_window import Tab
from insidescoop.ui.today.entry import Entry
from insidescoop.ui.today.follow_up_dialog import DayDialog, FollowUpDialog
from today_entries import do, entry, on_entry, titles
from windows import Opened, box_of, fill, named, press, type_day

CONTROL = Qt.KeyboardModifier.ControlModifier


def words_of(parent: QWidget) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in parent.findChildren(QLabel) if label.isVisible()]


def test_today_says_what_is_on_what_is_due_and_how_much(busy: Opened) -> None:
    today = busy.controller.today
    words = words_of(today)

    assert {"Dana Okafor", "Tomorrow, 14:00", "Send the article", "Bo Berg · due 2 days ago"} <= set(words)
    assert [word for word in words if word in ("Talks", "Overdue", "Due today", "Next 7 days")] == [
        "Talks", "Overdue", "Due today",
    ]  # fmt: skip
    count = today.due_count()
    assert f"No interview coming up today. {count} things are due, 1 of them from earlier days." in words
    assert busy.registry.action("show_today").iconText() == f"Today {count}"
    assert busy.window.today_dock.windowTitle() == f"Today ({count})"


def test_done_settles_can_be_seen_and_is_taken_back(busy: Opened, qtbot: QtBot) -> None:
    today = busy.controller.today
    count = today.due_count()

    qtbot.mouseClick(named(today, "Done: Send the article"), Qt.MouseButton.LeftButton)
    busy.finish()
    after = today.due_count(), "Send the article" in titles(busy), "Settled today" in words_of(today)
    qtbot.mouseClick(named(today, "Reopen: Send the article"), Qt.MouseButton.LeftButton)
    busy.finish()

    assert after == (count - 1, False, True)
    assert today.due_count() == count
    assert "Send the article" in titles(busy)
    assert "Settled today" not in words_of(today)


def test_the_keys_go_through_the_entries_and_the_focus_takes_the_next_ones_place(busy: Opened, qtbot: QtBot) -> None:
    day = busy.controller.today.day
    busy.window.show_tab(Tab.CONTACTS)

    press(qtbot, Qt.Key.Key_4, CONTROL)
    reached = [QApplication.focusWidget()]
    for _press in range(len(day.entries)):
        press(qtbot, Qt.Key.Key_Down)
        reached.append(QApplication.focusWidget())
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Delete)
    busy.finish()

    assert len(reached) == len(set(reached)) + 1, "the last entry is the end"
    assert all(isinstance(widget, Entry) for widget in reached)
    assert "Send the article" not in titles(busy)
    assert QApplication.focusWidget() is day.entries[1]
    assert busy.said().startswith("Drop")


@pytest.mark.parametrize(
    ("keys", "until", "shown"),
    [
        ([Qt.Key.Key_1], 1, "tomorrow"),
        ([Qt.Key.Key_3], 3, "in 3 days"),
        ([Qt.Key.Key_N], 7, "30 Nov"),
        ([Qt.Key.Key_Return], 1, "tomorrow"),
    ],
    ids=["one day", "three days", "next week", "enter takes the first"],
)
def test_later_is_chosen_by_a_key(
    busy: Opened, qtbot: QtBot, clock: SetClock, keys: list[Qt.Key], until: int, shown: str
) -> None:
    entry(busy, "Send the article").setFocus()

    press(qtbot, Qt.Key.Key_S)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for key in keys:
        qtbot.keyClick(menu, key)
    busy.finish()
    put_off = [each.plan.detail for each in busy.controller.today.day.entries if each.plan.title == "Send the article"]
    clock.pass_days(until)
    busy.controller.today.look_at_the_clock()

    assert put_off == [f"Bo Berg · {shown}"]
    assert "Bo Berg · today" in [each.plan.detail for each in busy.controller.today.day.entries]


def test_snoozing_offers_no_day_off(busy: Opened, qtbot: QtBot) -> None:
    for day in (1, 3):
        busy.runner.do(KeepHoliday(HolidayDraft(MONDAY + timedelta(days=day), "Off")))
    busy.finish()
    entry(busy, "Send the article").setFocus()

    press(qtbot, Qt.Key.Key_S)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text().partition("\t")[2] for action in menu.actions() if "\t" in action.text()]
    qtbot.keyClick(menu, Qt.Key.Key_D)
    dialog = box_of(qtbot, busy, DayDialog)

    assert offered == ["Wed 25 Nov 2026", "Fri 27 Nov 2026", "Mon 30 Nov 2026"]
    assert dialog.day.text() == "Wed 25 Nov 2026"
    dialog.done(0)


def test_a_day_of_ones_own_to_put_off_to(busy: Opened, qtbot: QtBot) -> None:
    entry(busy, "Send the article").setFocus()
    press(qtbot, Qt.Key.Key_S)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_D)
    dialog = box_of(qtbot, busy, DayDialog)

    type_day(qtbot, dialog.day, "Thu")
    press(qtbot, Qt.Key.Key_Return)
    busy.finish()

    assert entry(busy, "Send the article").plan.detail == "Bo Berg · in 3 days"


def test_a_follow_up_is_added_and_edited_by_hand(busy: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F9)
    adding = box_of(qtbot, busy, FollowUpDialog)
    fill(qtbot, adding, "What", "Ask about the conference")
    fill(qtbot, adding, "Find a person", "bo")
    press(qtbot, Qt.Key.Key_Return)
    busy.finish()
    added = entry(busy, "Ask about").plan.detail

    on_entry(busy, qtbot, "Ask about", Qt.Key.Key_E)
    editing = box_of(qtbot, busy, FollowUpDialog)
    fill(qtbot, editing, "What", "Ask about the workshop")
    type_day(qtbot, editing.day, "tomorrow")
    press(qtbot, Qt.Key.Key_Return)
    busy.finish()

    assert added == "Bo Berg · today"
    assert entry(busy, "Ask about").plan.title == "Ask about the workshop"
    assert entry(busy, "Ask about").plan.detail == "Bo Berg · tomorrow"


def test_the_box_says_what_is_missing_and_keeps_what_was_typed(busy: Opened, qtbot: QtBot) -> None:
    busy.trigger("add_follow_up")
    dialog = box_of(qtbot, busy, FollowUpDialog)
    press(qtbot, Qt.Key.Key_Return)
    first = dialog.problem.text()
    fill(qtbot, dialog, "What", "Write")
    dialog.people.clearSelection()

    press(qtbot, Qt.Key.Key_Return)

    assert (first, dialog.problem.text()) == (
        "Write what you want to do first.", "Choose a contact, or type the name of a new one.",
    )  # fmt: skip
    assert dialog.isVisible()
    dialog.done(0)


def test_log_opens_the_box_for_the_person_and_is_done_with_it(busy: Opened, qtbot: QtBot) -> None:
    on_entry(busy, qtbot, "Send the article", Qt.Key.Key_L)
    dialog = box_of(qtbot, busy, LogDialog)
    fill(qtbot, dialog, "In a few words", "Sent it by mail")

    press(qtbot, Qt.Key.Key_Return)
    busy.finish()
    after = titles(busy)
    busy.trigger("undo")

    assert "Send the article" not in after
    assert "Send the article" in titles(busy)


def test_open_goes_to_the_person_and_to_the_talk(busy: Opened, qtbot: QtBot) -> None:
    busy.trigger("show_pitches")
    on_entry(busy, qtbot, "Send the article", Qt.Key.Key_O)
    person = busy.window.tabs.currentIndex(), "Bo Berg" in words_of(busy.controller.contacts.card)

    on_entry(busy, qtbot, "Dana Okafor", Qt.Key.Key_O)

    assert person == (Tab.CONTACTS, True)
    assert busy.window.tabs.currentIndex() == Tab.INTERVIEWS


def test_one_key_on_a_talk_opens_its_sheet(busy: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_4, CONTROL)

    press(qtbot, Qt.Key.Key_Return)
    busy.finish()

    assert busy.controller.interviews_controller.preview is not None
    assert busy.controller.interviews_controller.preview.isVisible()
    busy.controller.interviews_controller.preview.close()


# The day that passes


ANOTHER_DAY = {
    "midnight": (
        datetime(2026, 11, 24, 4, 59, tzinfo=UTC), datetime(2026, 11, 24, 5, 0, tzinfo=UTC), date(2026, 11, 24),
    ),
    "new year": (datetime(2027, 1, 1, 4, 59, tzinfo=UTC), datetime(2027, 1, 1, 5, 1, tzinfo=UTC), date(2027, 1, 1)),
    "slept through the change of clocks": (
        datetime(2027, 3, 14, 4, 59, tzinfo=UTC), datetime(2027, 3, 15, 4, 0, tzinfo=UTC), date(2027, 3, 15),
    ),
    "the clock set back": (
        datetime(2026, 12, 5, 12, 0, tzinfo=UTC), datetime(2026, 11, 23, 12, 0, tzinfo=UTC), date(2026, 11, 23),
    ),
}  # fmt: skip


def test_the_list_renews_itself_when_the_day_changes(busy: Opened, clock: SetClock) -> None:
    today = busy.controller.today

    for how, (before, after, day) in ANOTHER_DAY.items():
        clock.instant = before
        today.look_at_the_clock()
        clock.instant = after
        today.look_at_the_clock()

        assert today._shown is not None
        assert today._shown.day == day, how
        assert any(str(day.year) in word and str(day.day) in word for word in words_of(today)), how


def test_sixty_due_are_shown_twenty_at_a_time(opened: Opened, qtbot: QtBot) -> None:
    bo = do(opened, AddContact(a_contact("Bo", "Berg")))
    for number in range(60):
        opened.runner.do(AddFollowUp(bo, MONDAY, f"Task {number}"))
    opened.finish()
    today = opened.controller.today
    first = len(today.day.entries)

    more = next(each for each in today.day.findChildren(QPushButton) if each.text() == "Show more (40)")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)

    assert (first, len(today.day.entries), today.due_count()) == (20, 40, 60)


@pytest.mark.parametrize("action_id", ["entry_drop", "entry_done", "entry_do"])
def test_the_menu_does_what_the_keys_do_for_the_chosen_entry(busy: Opened, action_id: str) -> None:
    action = busy.registry.action(action_id)
    before = action.isEnabled()
    entry(busy, "Send the article").setFocus()

    busy.trigger(action_id)
    is_gone = "Send the article" not in titles(busy)
    busy.controller.contacts.people.table.setFocus()
    QApplication.processEvents()

    assert (before, is_gone, action.isEnabled()) == (False, True, False)


def test_the_list_of_keys_names_those_of_today(busy: Opened) -> None:
    busy.trigger("shortcuts")
    table = named(busy.window, "Keyboard shortcuts")

    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]  # type: ignore[attr-defined]

    assert ["Today", "Snooze", "S"] in rows
    assert ["Follow-up", "Go to Today", "Ctrl+4"] in rows


def test_a_minute_that_passes_while_the_store_is_busy_holds_nobody_up(
    busy: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    today, looked = busy.controller.today, []
    today.renewed.connect(looked.append)

    monkeypatch.setattr(CommandRunner, "is_busy", lambda _runner: True)
    today.clock.timeout.emit()
    assert looked == []

    monkeypatch.setattr(CommandRunner, "is_busy", lambda _runner: False)
    today.clock.timeout.emit()
    assert len(looked) == 1
