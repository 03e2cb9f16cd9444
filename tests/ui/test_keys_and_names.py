"""Keys alone do everything, and everything has a name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
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

from builders import a_contact
from insidescoop.commands.contacts import AddContact
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.main_window import Tab
from insidescoop.ui.widgets.tree_items import leaves_of
from windows import Opened, box_of, named, press

TABS = ("show_contacts", "show_pitches", "show_interviews")


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
    contacts = sample.controller.contacts
    contacts.people.table.choose_place(0)
    contacts.people.table.setFocus()
    reached = []

    for _press in range(30):
        press(qtbot, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())

    wanted = ["Given name", "Family name", "Title", "Organization", "E-mail", "Phone", "Tags", "Closeness", "Notes"]
    assert [name for name in reached if name in wanted][: len(wanted)] == wanted


def test_tab_reaches_all_that_can_be_used_and_stops_nowhere_unseen(sample: Opened, qtbot: QtBot) -> None:
    unreached = {}

    for action_id in TABS:
        sample.trigger(action_id)
        unreached[action_id] = _unreached(sample, qtbot)

    assert unreached == {action_id: set() for action_id in TABS}


def _unreached(sample: Opened, qtbot: QtBot) -> set[str]:
    """What can be used on the page in sight and Tab does not come to."""
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

    return {widget.accessibleName() or widget.objectName() for widget in usable - set(reached)}


def test_tab_goes_through_the_contacts_from_left_to_right(sample: Opened, qtbot: QtBot) -> None:
    contacts = sample.controller.contacts
    sample.window.resize(1024, 640)
    QApplication.processEvents()
    contacts.take_focus()
    contacts.add.setFocus()
    names = [contacts.add.text()]

    for _press in range(6):
        press(qtbot, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or focused.text())  # type: ignore[attr-defined]

    assert names == [
        "Add contact", "Parts of the network", "Filters", "Search contacts", "Contacts", "Plan interview",
        "Log a contact with this person",
    ]  # fmt: skip


def test_a_table_that_gets_the_focus_marks_the_row_it_shows(busy: Opened) -> None:
    table = busy.controller.contacts.people.table

    busy.window.tabs.setFocus()
    table.setFocus()

    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]


def test_ctrl_y_does_again_what_was_taken_back(busy: Opened, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    busy.runner.do(AddContact(a_contact("Ana", "Ruiz")))
    busy.finish()
    counts = [busy.controller.contacts.people.table.row_count()]

    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        press(qtbot, key, control)
        busy.finish()
        counts.append(busy.controller.contacts.people.table.row_count())

    assert counts == [3, 2, 3]


def test_the_bank_marks_what_is_in_the_plan_and_the_plan_shows_what_was_added(busy: Opened) -> None:
    busy.trigger("show_interviews")
    page = busy.controller.interviews
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
    busy.controller.contacts.people.table.choose_place(0)
    busy.controller.contacts.people.table.setFocus()

    press(qtbot, Qt.Key.Key_F2)

    assert QApplication.focusWidget() is named(busy.controller.contacts.card, "Given name")


def test_ctrl_and_a_number_goes_to_a_tab(busy: Opened, qtbot: QtBot) -> None:
    for keys, tab in (("1", 0), ("2", 1), ("3", 2)):
        busy.window.show_tab(Tab((tab + 1) % 3))

        press(qtbot, Qt.Key(ord(keys)), Qt.KeyboardModifier.ControlModifier)

        assert busy.window.tabs.currentIndex() == tab


def test_enter_and_space_press_the_button_that_has_the_focus(opened: Opened, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        opened.window.activateWindow()
        opened.controller.contacts.empty.button.setFocus()

        press(qtbot, key)

        box_of(qtbot, opened, AddContactDialog).reject()
        opened.finish()
