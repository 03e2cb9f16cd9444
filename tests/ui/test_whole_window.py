"""The furnished window: Today, search, the trash, names for screen readers, keys alone, and hostile text."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, a_contact, add_interview, at, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.ui.main_window import Tab
from windows import Opened, button, open_window, press

CANARY = "#ff00fe"
TABS = ("show_contacts", "show_pitches", "show_interviews")


def _words(parent: QWidget) -> list[str]:
    return [label.text() for label in parent.findChildren(QLabel) if label.isVisible()]


# Search


def test_the_search_box_goes_to_what_it_found(busy: Opened, qtbot: QtBot) -> None:
    for typed, tab in (("okaf", Tab.CONTACTS), ("hallw", Tab.PITCHES), ("archives hire", Tab.INTERVIEWS)):
        busy.window.show_tab(Tab.PITCHES if tab is Tab.CONTACTS else Tab.CONTACTS)
        search = busy.controller.search
        press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(QApplication.focusWidget(), typed)
        found = search.results.item(0).text()

        press(qtbot, Qt.Key.Key_Return)

        assert "Nothing matches" not in found
        assert busy.window.tabs.currentIndex() == tab
        assert search.text() == ""
        assert not search.results.isVisible()


def test_the_search_box_says_when_nothing_is_found_and_escape_leaves(busy: Opened, qtbot: QtBot) -> None:
    search = busy.controller.search
    search.setFocus()
    qtbot.keyClicks(search, "xyzzy")
    shown = search.results.isVisible(), search.results.item(0).text()

    press(qtbot, Qt.Key.Key_Escape)

    assert shown == (True, "Nothing matches “xyzzy”.")
    assert not search.results.isVisible()


def test_the_contact_list_is_narrowed_by_typing_and_down_goes_to_it(busy: Opened, qtbot: QtBot) -> None:
    contacts = busy.controller.contacts
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "berg")
    count = contacts.people.table.row_count()

    press(qtbot, Qt.Key.Key_Down)

    assert count == 1
    assert contacts.people.table.hasFocus()
    assert "Bo Berg" in _words(contacts.card)


# Trash


def test_a_deleted_person_lies_in_the_trash_and_comes_back(busy: Opened) -> None:
    contacts = busy.controller.contacts
    contacts.people.table.choose_place(0)
    person = contacts.card.contact_id
    busy.trigger("delete_contact")
    left = contacts.people.table.row_count()
    contacts.filters.parts.setCurrentRow(3)
    contacts.people.table.choose_place(0)
    in_trash = contacts.card.contact_id, "This person is in the trash." in _words(contacts.card)

    button(contacts.card, "Restore").click()
    busy.finish()
    emptied = contacts.people.found.sentence()

    contacts.filters.parts.setCurrentRow(0)
    assert left == 1
    assert emptied == "The trash is empty."
    assert in_trash == (person, True)
    assert contacts.people.table.row_count() == 2


def test_no_example_stands_like_a_fact_on_a_card_in_the_trash(busy: Opened) -> None:
    contacts = busy.controller.contacts
    contacts.people.table.choose_place(0)
    before = _examples(contacts.card)
    busy.trigger("delete_contact")
    contacts.filters.parts.setCurrentRow(3)
    contacts.people.table.choose_place(0)
    in_trash = _examples(contacts.card)

    button(contacts.card, "Restore").click()
    busy.finish()
    contacts.filters.parts.setCurrentRow(0)
    contacts.people.table.choose_place(0)

    assert {"archives, alumni", "America/New_York"} <= before
    assert in_trash == set()
    assert _examples(contacts.card) == before


def _examples(card: QWidget) -> set[str]:
    editors = [*card.findChildren(QLineEdit), *card.findChildren(QPlainTextEdit)]
    return {editor.placeholderText() for editor in editors} - {""}


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
        opened.controller.contacts.go_to(eve)
        opened.controller.pitches.list.choose_place(0)
        QApplication.processEvents()
        pictures.append(opened.window.grab().toImage())
        formats |= {label.textFormat() for label in opened.window.findChildren(QLabel)}
        words |= set(_words(opened.window))
    opened.controller.search.search("eve")
    results = opened.controller.search.results
    pictures.append(results.grab().toImage())
    found = results.item(0).text()
    opened.close_for_good()

    assert formats == {Qt.TextFormat.PlainText}
    assert f"{hostile} &amp;" in words
    assert hostile in found
    assert [_count(picture, CANARY) for picture in pictures] == [0] * len(pictures)


def test_a_long_name_leaves_undo_in_sight(busy: Opened) -> None:
    busy.window.resize(1024, 640)
    busy.runner.do(AddContact(a_contact("Wilhelmina" * 30, "")))
    busy.finish()
    QApplication.processEvents()

    undo = busy.window.status.undo
    corner = undo.mapTo(busy.window, undo.rect().bottomRight())
    assert busy.window.rect().contains(corner)
    assert busy.window.width() == 1024
    assert busy.said().endswith("Wilhelmina")


def test_no_page_needs_to_be_moved_sideways_in_a_small_window(sample: Opened) -> None:
    sample.window.resize(1024, 640)

    for action_id in TABS:
        sample.trigger(action_id)
        sample.controller.contacts.go_to(1)
        for _pass in range(4):
            QApplication.processEvents()

        areas = [area for area in sample.window.findChildren(QScrollArea) if area.isVisible()]
        assert areas
        assert [area.accessibleName() for area in areas if area.horizontalScrollBar().isVisible()] == [], action_id


def test_a_talk_with_a_person_in_the_trash_says_so(busy: Opened) -> None:
    busy.controller.contacts.go_to(1)
    busy.trigger("show_contacts")
    busy.trigger("delete_contact")
    busy.trigger("show_interviews")

    page = busy.controller.interviews
    assert page.list.topLevelItem(0).child(0).text(0) == "Dana Okafor\nin the trash"
    assert "in the trash" in page.editor.detail.text()
