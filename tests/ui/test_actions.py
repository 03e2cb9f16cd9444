"""Every verb once, reachable, and explained."""

from collections import Counter

from insidescoop.ui.actions import MENUS
from insidescoop.ui.opening import ALL_ACTIONS, OpenedWindow
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from window_fixtures import Settle


def test_ids_and_shortcuts_are_unique() -> None:
    ids = Counter(spec.id for spec in ALL_ACTIONS)
    shortcuts = Counter(spec.shortcut for spec in ALL_ACTIONS if spec.shortcut)

    assert [name for name, count in (ids + shortcuts).items() if count > 1] == []


def test_every_action_stands_in_a_menu_and_says_what_it_does(opened: OpenedWindow) -> None:
    in_menus: list[QAction] = []
    for menu in opened.window.menuBar().actions():
        in_menus += [action for action in menu.menu().actions() if not action.isSeparator()]

    assert {spec.menu for spec in ALL_ACTIONS} <= set(MENUS)
    assert in_menus.count(opened.registry.action("make_prep_sheet")) == 1
    assert len(in_menus) == len(ALL_ACTIONS)
    assert [spec.id for spec in ALL_ACTIONS if not spec.status] == []


def test_no_action_is_dead(opened: OpenedWindow) -> None:
    assert opened.registry.unbound() == []


def test_an_action_without_what_it_needs_is_off(opened: OpenedWindow, sample: OpenedWindow) -> None:
    for action_id in ("undo", "redo", "delete_contact", "make_prep_sheet", "question_up", "delete_pitch"):
        assert not opened.registry.action(action_id).isEnabled()
    assert sample.registry.action("make_prep_sheet").isEnabled()
    assert opened.registry.action("add_contact").isEnabled()


def test_the_list_of_shortcuts_names_them_all(opened: OpenedWindow) -> None:
    assert len(opened.registry.shortcuts()) == len([spec for spec in ALL_ACTIONS if spec.shortcut])


def _name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or widget.toolTip()


def test_every_control_has_a_name_for_screen_readers(sample: OpenedWindow, settle: Settle) -> None:
    contacts = sample.furnishing.contacts
    contacts.go_to(1)
    dialogs = [contacts.add_contact(), contacts.log_interaction(), sample.furnishing.interviews.plan_interview()]
    settle(sample)
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QAbstractButton)

    nameless = [
        widget
        for kind in kinds
        for widget in sample.window.findChildren(kind)
        if widget.isVisibleTo(sample.window)
        and not _name_of(widget)
        # Parts of Qt's own composed controls: the control around them has the name.
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QLineEdit | QAbstractItemView)
        and "qt_" not in widget.objectName()
        and type(widget).__name__ != "QComboBoxListView"
    ]

    for dialog in dialogs:
        dialog.reject()
    assert nameless == []
