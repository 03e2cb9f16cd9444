"""Introductions by keyboard: recorded, seen on the card, followed, and drawn as a map."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QGraphicsItem
from pytestqt.qtbot import QtBot

from insidescoop.commands.contacts import AddContact
from insidescoop.domain.contacts import Closeness, ContactDraft
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.ui.contacts.introduction_dialog import IntroductionDialog
from insidescoop.ui.network.map import in_two
from insidescoop.ui.network.paths_dialog import PathsDialog
from windows import Opened, box_of, button, fill, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _choose(sample: Opened, name: str) -> None:
    contacts = sample.controller.contacts
    contacts.people.search.setText(name)
    sample.finish()
    contacts.people.table.choose_place(0)
    contacts.people.table.setFocus()
    sample.finish()


def test_an_introduction_to_somebody_new_is_recorded_with_keys(sample: Opened, qtbot: QtBot) -> None:
    _choose(sample, "Rafael Levi")

    press(qtbot, Qt.Key.Key_J, CONTROL)
    dialog = box_of(qtbot, sample, IntroductionDialog)
    fill(qtbot, dialog, "To whom", "Noor <b>de la Cruz")
    fill(qtbot, dialog, "Words they used", "She hires twice a year")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    sample.finish()

    assert sample.said() == "Recorded introduction to Noor <b>de la Cruz by Rafael Levi"
    told = [label.text() for label in sample.controller.contacts.card.findChildren(type(sample.window.status.facts))]
    assert any("Led me to Noor <b>de la Cruz" in words and "She hires twice a year" in words for words in told)


def test_somebody_who_is_only_named_is_not_close_and_keeps_the_degree_typed_behind_the_name(
    sample: Opened, qtbot: QtBot
) -> None:
    _choose(sample, "Rafael Levi")
    press(qtbot, Qt.Key.Key_J, CONTROL)
    fill(qtbot, box_of(qtbot, sample, IntroductionDialog), "To whom", "Noor Haddadi, MLIS")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    sample.finish()

    _choose(sample, "Noor")

    draft = sample.controller.contacts.card.shown_card.draft
    assert (draft.given_name, draft.family_name, draft.closeness) == ("Noor", "Haddadi", Closeness.NOT_YET)
    assert draft.notes == "Noor Haddadi, MLIS"


def test_a_box_with_an_unknown_giver_stays_open_and_says_why(sample: Opened, qtbot: QtBot) -> None:
    sample.controller.contacts_controller.introductions.record_introduction()
    dialog = box_of(qtbot, sample, IntroductionDialog)
    fill(qtbot, dialog, "Who introduces you", "Nobody at all")
    fill(qtbot, dialog, "To whom", "Somebody")

    press(qtbot, Qt.Key.Key_Return, CONTROL)

    assert dialog.isVisible()
    assert "must be among your contacts" in dialog.problem.text()
    dialog.done(0)


def test_an_introduction_on_the_card_is_moved_on(sample: Opened, qtbot: QtBot) -> None:
    _choose(sample, "Dana Okafor")
    card = sample.controller.contacts.card
    row = card.shown_card.introductions.introduced_by[0]

    dialog = sample.controller.contacts_controller.introductions.edit_introduction(row)
    assert dialog is not None
    dialog.status.show_value(IntroductionStatus.THANKED)
    qtbot.mouseClick(button(dialog, "Keep"), Qt.MouseButton.LeftButton)
    sample.finish()

    assert card.shown_card.introductions.introduced_by[0].draft.status is IntroductionStatus.THANKED


def test_the_way_to_a_stranger_comes_with_a_request_to_copy(sample: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_I, CONTROL | SHIFT)
    dialog = box_of(qtbot, sample, PathsDialog)
    sample.finish()

    qtbot.keyClicks(fill(qtbot, dialog, "Whom or where to reach", "Nguyen"), "")
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)

    first = dialog.chains.topLevelItem(0)
    assert first is not None
    assert first.text(0).startswith("Me → ")
    assert first.text(0).endswith("Nguyễn Thị Mai")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("A small favor: would you introduce me to")
    assert "Maya Lindqvist" in copied
    assert "Still to fill: topic" in dialog.unfilled.text()


def test_the_best_match_comes_first_and_the_arrows_choose_among_all(sample: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_I, CONTROL | SHIFT)
    dialog = box_of(qtbot, sample, PathsDialog)
    sample.finish()
    fill(qtbot, dialog, "Whom or where to reach", "State")
    offered = [dialog.targets.item(place).text() for place in range(dialog.targets.count())]

    press(qtbot, Qt.Key.Key_Down)

    assert offered[0] == "◇ State Archives"
    assert len(offered) > 2
    assert dialog.targets.currentRow() == 1
    assert dialog.search.hasFocus()


def test_ways_begin_with_the_chosen_person_only_if_there_was_no_talk_with_them(sample: Opened) -> None:
    begun = {}
    for name in ("Dana Okafor", "Nguyễn Thị Mai"):
        _choose(sample, name)
        dialog = sample.controller.contacts_controller.introductions.show_paths()
        sample.finish()
        begun[name] = dialog.search.text()
        dialog.reject()

    assert begun == {"Dana Okafor": "", "Nguyễn Thị Mai": "Nguyễn Thị Mai"}


def test_the_map_is_walked_with_arrows_and_opens_a_person_with_enter(sample: Opened, qtbot: QtBot) -> None:
    window = sample.controller.contacts_controller.introductions.show_map()
    sample.finish()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.view.setFocus()

    qtbot.keyClick(window.view, Qt.Key.Key_Right)
    first = window.view.focused_id()
    qtbot.keyClick(window.view, Qt.Key.Key_Right)
    second = window.view.focused_id()
    qtbot.keyClick(window.view, Qt.Key.Key_Plus)
    zoomed = window.view.transform().m11()
    qtbot.keyClick(window.view, Qt.Key.Key_0)
    fitted = window.view.transform().m11()
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    sample.finish()

    assert None not in (first, second)
    assert first != second
    assert zoomed > fitted
    assert sample.controller.contacts.card.contact_id == second
    assert not window.isVisible()


def test_a_few_people_are_spread_over_the_whole_map(opened: Opened) -> None:
    for name in ("Dana", "Bo"):
        opened.runner.do(AddContact(ContactDraft(given_name=name, closeness=Closeness.WARM)))
    opened.finish()

    window = opened.controller.contacts_controller.introductions.show_map()
    opened.finish()
    window.resize(1200, 900)
    QApplication.processEvents()
    view = window.view
    places = [view.mapFromScene(item.pos()) for item in view.scene().items() if hasattr(item, "name_size")]
    heights = sorted(place.y() for place in places)
    window.done(0)

    # One is at the top and one at the bottom: near the edges, and in view.
    assert 0 < heights[0] < 0.15 * view.viewport().height()
    assert 0.85 * view.viewport().height() < heights[1] < view.viewport().height()


def test_every_name_on_the_map_is_inside_it(sample: Opened) -> None:
    window = sample.controller.contacts_controller.introductions.show_map()
    sample.finish()

    scene = window.view.scene()

    people = [item for item in scene.items() if item.flags() & QGraphicsItem.GraphicsItemFlag.ItemIsFocusable]
    assert len(people) > 20
    assert all(scene.sceneRect().contains(each.sceneBoundingRect()) for each in people)
    window.done(0)


def test_the_map_is_saved_as_one_page_with_every_name_on_it(sample: Opened, tmp_path: Path) -> None:
    window = sample.controller.contacts_controller.introductions.show_map()
    sample.finish()

    window.save_to(tmp_path / "map.pdf")

    pages = PdfReader(tmp_path / "map.pdf").pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert pages[0].mediabox.width > pages[0].mediabox.height
    for name in ("Dana Okafor", "Łukasz Wiśniewski", "The network of Maya Lindqvist"):
        assert name in text
    window.done(0)


def test_enter_presses_the_map_s_buttons_and_the_map_goes_among_the_documents(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []
    monkeypatch.setattr(
        QFileDialog, "exec", lambda dialog: proposed.extend(Path(path) for path in dialog.selectedFiles())
    )
    window = opened.controller.contacts_controller.introductions.show_map()
    opened.finish()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    window.save.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    button(window, "Close").setFocus()
    press(qtbot, Qt.Key.Key_Enter)

    assert [(path.is_absolute(), path.name) for path in proposed] == [(True, "my-network.pdf")]
    assert not window.isVisible()


def test_an_empty_network_says_so(opened: Opened) -> None:
    window = opened.controller.contacts_controller.introductions.show_map()
    opened.finish()

    assert "Nobody yet" in window.told.text()
    window.done(0)


def test_every_person_of_the_map_is_in_view_with_a_name_as_large_at_every_zoom(sample: Opened) -> None:
    window = sample.controller.contacts_controller.introductions.show_map()
    sample.finish()

    drawn = [item for item in window.view.scene().items() if hasattr(item, "name_size")]

    assert {item.place.person.name for item in drawn if item.side is None} == set()
    for item in drawn:
        there = item.deviceTransform(window.view.viewportTransform()).mapRect(item.boundingRect())
        assert there.height() == item.boundingRect().height(), "a mark and its name are as large at every zoom"
        assert window.view.viewport().rect().contains(there.center().toPoint())
    window.done(0)


def test_a_long_name_takes_two_lines() -> None:
    assert in_two("Margaret Anne O’Donnell", lambda part: len(part) <= 14) == ["Margaret Anne", "O’Donnell"]
    assert in_two("Cher", lambda _part: False) == ["Cher"]
    assert in_two("Dana Okafor", lambda part: len(part) <= 14) == ["Dana Okafor"]
