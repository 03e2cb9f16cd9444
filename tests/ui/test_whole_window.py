"""The furnished window: Today, search, the trash, names for screen readers, keys alone, and hostile text."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, a_contact, add_contact, add_interview, at, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.pitches import PitchDraft
from insidescoop.ui.main_window import Tab
from insidescoop.ui.widgets.tree_items import leaves_of
from windows import Opened, named, open_window, press

CANARY = "#ff00fe"
TABS = ("show_contacts", "show_pitches", "show_interviews")


@pytest.fixture(scope="module")
def busy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one person with a talk tomorrow, another to whom something is due, and one pitch."""
    folder = tmp_path_factory.mktemp("busy") / "data"
    store = open_test_store(folder)
    dana = add_contact(store)
    bo = add_contact(store, "Bo", "Berg")
    add_interview(store, dana, starts=at(MONDAY + timedelta(days=1)), purpose="How archives hire")
    store.do(AddFollowUp(bo, MONDAY - timedelta(days=2), "Send the article"))
    store.do(AddPitch(PitchDraft(name="Hallway", who_i_am="I mend catalogs.")))
    store.close()
    return folder


@pytest.fixture
def busy(qapp: QApplication, folder: Path, busy_folder: Path, clock: SetClock) -> Iterator[Opened]:
    copytree(busy_folder, folder)
    opened = open_window(qapp, folder, clock)
    yield opened
    opened.close_for_good()


def _words(parent: QWidget) -> list[str]:
    return [label.text() for label in parent.findChildren(QLabel) if label.isVisible()]


# Today


def test_today_shows_tomorrows_talk_and_what_is_due(busy: Opened) -> None:
    words = _words(busy.furnishing.today)

    assert "Dana Okafor" in words
    assert "Tomorrow, 14:00" in [text.capitalize() for text in words]
    assert "Send the article" in words
    count = busy.furnishing.today.due_count()
    assert (
        len([widget for widget in busy.furnishing.today.findChildren(QPushButton) if widget.text() == "Done"]) == count
    )
    assert busy.registry.action("show_today").iconText() == f"Today {count}"


def test_done_settles_what_is_due(busy: Opened, qtbot: QtBot) -> None:
    today = busy.furnishing.today
    count = today.due_count()

    qtbot.mouseClick(named(today, "Done: Send the article"), Qt.MouseButton.LeftButton)
    busy.finish()

    assert "Send the article" not in _words(today)
    assert busy.registry.action("show_today").iconText() == f"Today {count - 1}"


def test_later_puts_it_off_until_the_day_comes(busy: Opened, qtbot: QtBot, clock: SetClock) -> None:
    today = busy.furnishing.today
    qtbot.mouseClick(named(today, "Put off by 3 days: Send the article"), Qt.MouseButton.LeftButton)
    busy.finish()
    words_now = _words(today)

    clock.pass_days(3)
    today.refresh()
    QApplication.processEvents()

    assert "Send the article" not in words_now
    assert "Send the article" in _words(today)


def test_open_goes_to_the_person_and_plan_to_the_talk(busy: Opened, qtbot: QtBot) -> None:
    today = busy.furnishing.today
    busy.trigger("show_pitches")
    qtbot.mouseClick(named(today, "Open Bo Berg"), Qt.MouseButton.LeftButton)
    person = busy.window.tabs.currentIndex(), "Bo Berg" in _words(busy.furnishing.contacts.card)

    qtbot.mouseClick(named(today, "Plan of the talk with Dana Okafor"), Qt.MouseButton.LeftButton)

    assert person == (Tab.CONTACTS, True)
    assert busy.window.tabs.currentIndex() == Tab.INTERVIEWS


# Search


@pytest.mark.parametrize(
    ("typed", "tab"),
    [
        pytest.param("okaf", Tab.CONTACTS, id="contact"),
        pytest.param("hallw", Tab.PITCHES, id="pitch"),
        pytest.param("archives hire", Tab.INTERVIEWS, id="interview"),
    ],
)
def test_the_search_box_goes_to_what_it_found(busy: Opened, qtbot: QtBot, typed: str, tab: Tab) -> None:
    busy.window.show_tab(Tab.PITCHES if tab is Tab.CONTACTS else Tab.CONTACTS)
    search = busy.furnishing.search
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), typed)
    found = search.results.item(0).text()

    press(qtbot, Qt.Key.Key_Return)

    assert "Nothing begins" not in found
    assert busy.window.tabs.currentIndex() == tab
    assert search.text() == ""
    assert not search.results.isVisible()


def test_the_search_box_says_when_nothing_is_found_and_escape_leaves(busy: Opened, qtbot: QtBot) -> None:
    search = busy.furnishing.search
    search.setFocus()
    qtbot.keyClicks(search, "xyzzy")
    shown = search.results.isVisible(), search.results.item(0).text()

    press(qtbot, Qt.Key.Key_Escape)

    assert shown == (True, "Nothing begins with “xyzzy”")
    assert not search.results.isVisible()


def test_the_contact_list_is_narrowed_by_typing_and_down_goes_to_it(busy: Opened, qtbot: QtBot) -> None:
    contacts = busy.furnishing.contacts
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "berg")
    count = contacts.table.row_count()

    press(qtbot, Qt.Key.Key_Down)

    assert count == 1
    assert contacts.table.hasFocus()
    assert "Bo Berg" in _words(contacts.card)


# Trash


def test_a_deleted_person_lies_in_the_trash_and_comes_back(busy: Opened) -> None:
    contacts = busy.furnishing.contacts
    contacts.table.choose_place(0)
    person = contacts.card.contact_id
    busy.trigger("delete_contact")
    left = contacts.table.row_count()
    contacts.parts.setCurrentRow(3)
    contacts.table.choose_place(0)
    in_trash = contacts.card.contact_id, "This person is in the trash." in _words(contacts.card)

    busy.trigger("restore_contact")

    contacts.parts.setCurrentRow(0)
    assert left == 1
    assert in_trash == (person, True)
    assert contacts.table.row_count() == 2


# Names and keys


def test_everything_that_can_be_used_has_a_name(sample: Opened) -> None:
    nameless = []

    for action_id in TABS:
        sample.trigger(action_id)
        for kind in (
            QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QTableView, QListWidget, QTreeWidget, QPushButton,
            QToolButton,
        ):  # fmt: skip
            for widget in sample.window.findChildren(kind):
                is_part = isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QLineEdit)
                text = widget.text() if isinstance(widget, QPushButton | QToolButton) else ""
                if widget.isVisible() and not is_part and not (widget.accessibleName() or text):
                    nameless.append((action_id, type(widget).__name__, widget.parent()))

    assert nameless == []


def test_tab_goes_from_the_table_through_every_field_of_the_card(sample: Opened, qtbot: QtBot) -> None:
    contacts = sample.furnishing.contacts
    contacts.table.choose_place(0)
    contacts.table.setFocus()
    reached = []

    for _press in range(30):
        press(qtbot, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())

    wanted = ["Given name", "Family name", "Title", "Organization", "E-mail", "Phone", "Tags", "Closeness", "Notes"]
    assert [name for name in reached if name in wanted][: len(wanted)] == wanted


@pytest.mark.parametrize("action_id", TABS)
def test_tab_reaches_all_that_can_be_used_and_stops_nowhere_unseen(
    sample: Opened, qtbot: QtBot, action_id: str
) -> None:
    sample.trigger(action_id)
    page = sample.window.tabs.currentWidget()
    assert page is not None
    usable = {
        widget
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QTableView, QListWidget, QTreeWidget,
                     QPushButton)
        for widget in page.findChildren(kind)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
    }  # fmt: skip
    sample.window.tabs.tabBar().setFocus()
    reached: list[QWidget] = []

    for _press in range(300):
        press(qtbot, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        assert not isinstance(focused, QScrollArea), f"after {reached[-1].accessibleName()}"
        if len(set(reached)) > 1 and focused is reached[0]:
            break
        reached.append(focused)

    assert {widget.accessibleName() or widget.objectName() for widget in usable - set(reached)} == set()


def test_tab_goes_through_the_contacts_from_left_to_right(sample: Opened, qtbot: QtBot) -> None:
    contacts = sample.furnishing.contacts
    contacts.take_focus()
    contacts._add.setFocus()
    names = [contacts._add.text()]

    for _press in range(5):
        press(qtbot, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or focused.text())  # type: ignore[attr-defined]

    assert names == [
        "Add contact", "Parts of the network", "Search contacts", "Contacts", "Plan interview",
        "Log a contact with this person",
    ]  # fmt: skip


def test_a_table_that_gets_the_focus_marks_the_row_it_shows(busy: Opened) -> None:
    table = busy.furnishing.contacts.table

    busy.window.tabs.setFocus()
    table.setFocus()

    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]


def test_ctrl_y_does_again_what_was_taken_back(busy: Opened, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    busy.runner.do(AddContact(a_contact("Ana", "Ruiz")))
    busy.finish()
    counts = [busy.furnishing.contacts.table.row_count()]

    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        press(qtbot, key, control)
        busy.finish()
        counts.append(busy.furnishing.contacts.table.row_count())

    assert counts == [3, 2, 3]


def test_the_bank_marks_what_is_in_the_plan_and_the_plan_shows_what_was_added(busy: Opened) -> None:
    busy.trigger("show_interviews")
    page = busy.furnishing.interviews
    busy.trigger("plan_core_questions")
    page.editor.verticalScrollBar().setValue(0)
    leaf = next(leaf for leaf in leaves_of(page.bank.tree) if not leaf.text(0).startswith("✓"))

    page.bank._choose(leaf)
    busy.finish()
    QApplication.processEvents()

    assert leaf.text(0).startswith("✓")
    table = page.editor.questions.table
    last = table.visualItemRect(table.item(table.rowCount() - 1, 0)).center()
    seen = page.editor.viewport().rect()
    assert seen.contains(table.viewport().mapTo(page.editor.viewport(), last))


def test_f2_puts_the_cursor_into_the_persons_facts(busy: Opened, qtbot: QtBot) -> None:
    busy.furnishing.contacts.table.choose_place(0)
    busy.furnishing.contacts.table.setFocus()

    press(qtbot, Qt.Key.Key_F2)

    assert QApplication.focusWidget() is named(busy.furnishing.contacts.card, "Given name")


@pytest.mark.parametrize(("keys", "tab"), [("1", 0), ("2", 1), ("3", 2)])
def test_ctrl_and_a_number_goes_to_a_tab(busy: Opened, qtbot: QtBot, keys: str, tab: int) -> None:
    busy.window.show_tab(Tab((tab + 1) % 3))

    press(qtbot, Qt.Key(ord(keys)), Qt.KeyboardModifier.ControlModifier)

    assert busy.window.tabs.currentIndex() == tab


# Hostile text


def _count(picture: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(picture.pixel(x, y) == wanted for x in range(picture.width()) for y in range(picture.height()))


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A picture in a colour that nothing else has."""
    path = tmp_path / "canary.png"
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor(CANARY))
    assert picture.save(str(path))
    return path


def test_a_canary_is_seen_where_markup_is_read(qtbot: QtBot, canary: Path) -> None:
    label = QLabel(f'<img src="{canary}">')
    qtbot.addWidget(label)

    assert _count(label.grab().toImage(), CANARY) > 100


def test_markup_in_a_name_is_shown_as_typed_everywhere(
    qapp: QApplication, folder: Path, clock: SetClock, canary: Path
) -> None:
    hostile = f'<b>Eve</b><img src="{canary}">'
    store = open_test_store(folder, clock)
    eve = store.do(AddContact(a_contact(hostile, "&amp;", title=hostile, emails=(Labelled("e@example.org"),)))).result
    add_interview(store, eve, starts=at(MONDAY + timedelta(days=1)), purpose=hostile, place=hostile)
    store.do(AddFollowUp(eve, MONDAY, hostile))
    store.do(AddPitch(PitchDraft(name=hostile, who_i_am=hostile)))
    store.close()

    opened = open_window(qapp, folder, clock)
    pictures, formats, words = [], set(), set()
    for action_id in TABS:
        opened.trigger(action_id)
        opened.furnishing.contacts.go_to(eve)
        opened.furnishing.pitches.list.choose_place(0)
        QApplication.processEvents()
        pictures.append(opened.window.grab().toImage())
        formats |= {label.textFormat() for label in opened.window.findChildren(QLabel)}
        words |= set(_words(opened.window))
    opened.furnishing.search.search("eve")
    results = opened.furnishing.search.results
    pictures.append(results.grab().toImage())
    found = results.item(0).text()
    opened.close_for_good()

    assert formats == {Qt.TextFormat.PlainText}
    assert f"{hostile} &amp;" in words
    assert hostile in found
    assert [_count(picture, CANARY) for picture in pictures] == [0] * len(pictures)
