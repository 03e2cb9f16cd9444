"""What is due, and finding anything."""

from insidescoop.ui.main_window import Tab
from insidescoop.ui.opening import OpenedWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from window_fixtures import Desk, Settle


def words(opened: OpenedWindow) -> list[str]:
    return [label.text() for label in opened.furnishing.today.widget().findChildren(QLabel)]


def button(opened: OpenedWindow, name: str) -> QPushButton:
    buttons = opened.furnishing.today.widget().findChildren(QPushButton)
    return next(each for each in buttons if each.accessibleName().startswith(name))


def test_today_says_what_is_on_and_what_is_due(sample: OpenedWindow) -> None:
    said = words(sample)

    assert "Mon 23 Nov 2026" in said
    assert "Dana Okafor" in said
    assert "tomorrow, 14:00" in said
    assert "Write down what Rafael Levi said" in said
    assert sample.registry.action("show_today").iconText() == f"Today {sample.furnishing.today.due_count()}"


def test_done_takes_an_entry_off_and_undo_puts_it_back(qtbot: QtBot, sample: OpenedWindow, settle: Settle) -> None:
    before = sample.furnishing.today.due_count()

    qtbot.mouseClick(button(sample, "Done: Write down what Rafael"), Qt.MouseButton.LeftButton)
    settle(sample)
    after = sample.furnishing.today.due_count()
    sample.registry.action("undo").trigger()
    settle(sample)

    assert (after, sample.furnishing.today.due_count()) == (before - 1, before)


def test_later_puts_an_entry_off(qtbot: QtBot, sample: OpenedWindow, settle: Settle) -> None:
    before = sample.furnishing.today.due_count()

    qtbot.mouseClick(button(sample, "Put off"), Qt.MouseButton.LeftButton)
    settle(sample)

    assert sample.furnishing.today.due_count() == before - 1


def test_open_goes_to_the_person(qtbot: QtBot, sample: OpenedWindow) -> None:
    sample.window.show_tab(Tab.PITCHES)

    qtbot.mouseClick(button(sample, "Open Rafael Levi"), Qt.MouseButton.LeftButton)

    assert sample.window.tabs.currentIndex() == Tab.CONTACTS
    assert sample.furnishing.contacts.card._name.text() == "Rafael Levi"


def test_a_window_left_open_overnight_shows_the_new_day(desk: Desk) -> None:
    opened = desk.open(is_sample=True)
    desk.clock.pass_days(1)

    opened.furnishing.today._read_if_changed()

    assert "Tue 24 Nov 2026" in words(opened)
    assert "today, 14:00" in words(opened)


def test_the_search_box_goes_where_the_match_is(qtbot: QtBot, sample: OpenedWindow) -> None:
    box = sample.furnishing.search

    for typed, tab in (
        ("one-minute", Tab.PITCHES),
        ("decides what to process", Tab.INTERVIEWS),
        ("okafor dana", Tab.CONTACTS),
    ):
        box.setFocus()
        box.clear()
        qtbot.keyClicks(box, typed)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert sample.window.tabs.currentIndex() == tab, typed

    assert sample.furnishing.contacts.card._name.text() == "Dana Okafor"


def test_a_search_without_a_match_says_so(qtbot: QtBot, sample: OpenedWindow) -> None:
    box = sample.furnishing.search

    qtbot.keyClicks(box, "zzz <b>")

    assert box.results.item(0).text() == "Nothing begins with “zzz <b>”"


def test_a_problem_of_a_command_is_told(desk: Desk, settle: Settle) -> None:
    from insidescoop.commands.interviews import DeleteInterview

    opened = desk.open()

    opened.runner.do(DeleteInterview(99))
    settle(opened)

    assert desk.messages.problems[0].what_happened == "This interview is no longer there."
