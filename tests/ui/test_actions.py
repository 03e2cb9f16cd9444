"""Every verb of the window: found once, in a menu, with words of its own, and able to do something."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

import insidescoop.ui.actions
from insidescoop.system.resources import resource_path
from insidescoop.ui.actions import MENUS, ActionSpec
from insidescoop.ui.application import ALL_ACTIONS
from insidescoop.ui.search.action_palette import ActionPalette
from insidescoop.ui.today.actions import ENTRY_KEYS
from windows import Opened, box_of, press


def test_ids_shortcuts_and_texts_are_each_used_once() -> None:
    for values in (
        [spec.id for spec in ALL_ACTIONS],
        [QKeySequence(spec.shortcut).toString() for spec in ALL_ACTIONS if spec.shortcut],
        [(spec.menu, spec.text) for spec in ALL_ACTIONS],
    ):
        assert [value for value, times in Counter(values).items() if times > 1] == []


@pytest.mark.parametrize("spec", ALL_ACTIONS, ids=lambda spec: spec.id)
def test_an_action_has_a_menu_a_sentence_and_a_picture_that_exists(spec: ActionSpec) -> None:
    assert spec.menu in MENUS
    assert spec.status
    assert spec.icon is None or resource_path("icons", f"{spec.icon}.svg").is_file()
    assert spec.shortcut is None or not QKeySequence(spec.shortcut).isEmpty()


def test_a_shortcut_takes_no_letter_or_sign_from_any_keyboard() -> None:
    # The right Alt key of many keyboards is Ctrl+Alt: Ctrl+Alt+N would be "ń" in Polish, and "[" is AltGr+8 in German.
    everywhere = re.compile(r"((Ctrl|Shift|Alt)\+)*([A-Z0-9]|F\d+|Up|Down|Left|Right|Return|Enter|Del|Escape|Space)")
    keys = [keys for spec in ALL_ACTIONS for keys in (spec.shortcut, spec.other_shortcut) if keys]

    assert [each for each in keys if not everywhere.fullmatch(each) or {"Ctrl", "Alt"} <= {*each.split("+")}] == []


def test_no_source_file_names_a_shortcut_with_ctrl_alt() -> None:
    sources = Path(insidescoop.ui.actions.__file__ or "").parent.rglob("*.py")

    named = [path.name for path in sources if re.search(r"Ctrl\+Alt\+|Ctrl\+[\[\]]", path.read_text("utf-8"))]

    assert named == []


def test_every_menu_has_a_letter_of_its_own(opened: Opened) -> None:
    titles = [action.text() for action in opened.window.menuBar().actions()]

    letters = [title[title.index("&") + 1].lower() for title in titles]

    assert len(set(letters)) == len(letters) == len(MENUS)
    assert [title.replace("&", "") for title in titles] == list(MENUS)


def test_a_tool_tip_names_only_keys_that_work(opened: Opened) -> None:
    opened.visit_tabs()
    tips = [widget.toolTip() for widget in opened.window.findChildren(QWidget)]
    named = {keys for tip in tips for keys in re.findall(r"\(((?:Ctrl\+|Shift\+|F\d)[^)]*)\)", tip)}

    assert named
    assert named <= {spec.shortcut for spec in ALL_ACTIONS}


def test_every_action_stands_in_its_menu_and_can_do_something(opened: Opened) -> None:
    opened.make_everything()
    listed: list[QAction] = []
    for menu in opened.window.menuBar().findChildren(QMenu):
        listed += [action for action in menu.actions() if not action.isSeparator() and action.menu() is None]

    assert opened.registry.unbound() == []
    assert {id(opened.registry.action(spec.id)) for spec in ALL_ACTIONS} == {id(action) for action in listed}
    assert all(action.statusTip() for action in listed)


def test_an_empty_window_offers_only_what_makes_sense(opened: Opened) -> None:
    enabled = {spec.id for spec in ALL_ACTIONS if opened.registry.action(spec.id).isEnabled()}

    assert {"add_contact", "add_pitch", "plan_interview", "search", "quit", "about"} <= enabled
    assert not {"undo", "redo", "edit_contact", "delete_contact", "restore_contact", "delete_pitch"} & enabled
    assert not {"make_prep_sheet", "delete_interview", "remove_question", "log_interaction"} & enabled


def test_the_list_of_shortcuts_names_every_key(opened: Opened) -> None:
    opened.trigger("shortcuts")

    (table,) = (dialog.findChild(QTableWidget) for dialog in opened.window.findChildren(QDialog) if dialog.isVisible())
    keys = {table.item(row, 2).text() for row in range(table.rowCount())}
    of_actions = {QKeySequence(spec.shortcut).toString() for spec in ALL_ACTIONS if spec.shortcut}
    assert of_actions | {key for _place, _what, key in ENTRY_KEYS} == keys


def _palette(opened: Opened, qtbot: QtBot) -> ActionPalette:
    press(qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    return box_of(qtbot, opened, ActionPalette)


def test_the_palette_lists_every_action_and_dims_what_cannot_be_done(opened: Opened, qtbot: QtBot) -> None:
    palette = _palette(opened, qtbot)

    items = [palette.list.item(place) for place in range(palette.list.count())]
    enabled = {item.data(Qt.ItemDataRole.UserRole) for item in items if item.flags() & Qt.ItemFlag.ItemIsEnabled}
    assert len(items) == len(ALL_ACTIONS)
    assert enabled == {spec.id for spec in ALL_ACTIONS if opened.registry.action(spec.id).isEnabled()}


def test_the_palette_does_what_is_found_by_its_words(opened: Opened, qtbot: QtBot) -> None:
    palette = _palette(opened, qtbot)

    qtbot.keyClicks(palette.field, "view dark")
    press(qtbot, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert not palette.isVisible()
    assert opened.theme.appearance == "dark"


def test_the_palette_offers_first_what_is_meant(sample: Opened, qtbot: QtBot) -> None:
    meant = {"board": "show_board", "print": "make_prep_sheet", "holiday": "days_off", "holidays": "days_off",
             "backup": "show_backups", "undo": "undo", "postpone": "entry_later"}  # fmt: skip
    first = {}

    for typed in meant:
        sample.trigger("show_interviews")
        if typed == "postpone":
            sample.trigger("go_to_today")
            press(qtbot, Qt.Key.Key_Down)
        palette = _palette(sample, qtbot)
        qtbot.keyClicks(palette.field, typed)
        first[typed] = palette.list.item(0).data(Qt.ItemDataRole.UserRole)
        palette.reject()

    assert first == meant


def test_the_palette_offers_what_can_be_done_before_what_cannot(sample: Opened, qtbot: QtBot) -> None:
    sample.trigger("show_contacts")
    palette = _palette(sample, qtbot)

    qtbot.keyClicks(palette.field, "print")

    items = [palette.list.item(place) for place in range(palette.list.count())]
    can_be_done = [bool(item.flags() & Qt.ItemFlag.ItemIsEnabled) for item in items]
    assert can_be_done == sorted(can_be_done, reverse=True)
    assert {"make_prep_sheet", "print_pitch_card", "effort_report", "show_answers"} <= {
        item.data(Qt.ItemDataRole.UserRole) for item in items
    }
    palette.reject()


def test_enter_alone_does_nothing(opened: Opened, qtbot: QtBot) -> None:
    palette = _palette(opened, qtbot)

    press(qtbot, Qt.Key.Key_Return)

    assert palette.isVisible()
    palette.reject()


def test_the_palette_does_nothing_that_cannot_be_done(opened: Opened, qtbot: QtBot) -> None:
    palette = _palette(opened, qtbot)

    qtbot.keyClicks(palette.field, "delete contact")
    press(qtbot, Qt.Key.Key_Return)

    assert palette.isVisible()
    palette.reject()


def test_the_arrows_choose_in_the_palette(opened: Opened, qtbot: QtBot) -> None:
    palette = _palette(opened, qtbot)
    qtbot.keyClicks(palette.field, "view")

    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert opened.window.tabs.currentIndex() == 1


def test_a_key_enters_the_menus(opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F10)

    bar = opened.window.menuBar()
    assert bar.activeAction() is bar.actions()[0]
