"""Going to a page puts the focus on the record that is shown there, for the eye and for a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QTreeWidget
from pytestqt.qtbot import QtBot

from builders import a_contact
from insidescoop.commands.contacts import AddContact, DeleteContact
from insidescoop.domain.contact_filters import Showing
from insidescoop.ui.widgets.record_table import RecordTable
from insidescoop.ui.widgets.scrolled_form import ScrolledForm
from insidescoop.ui.widgets.tree_items import leaves_of
from windows import Opened, button, named, press


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader is given as the part that has the focus, by the program itself."""
    names: list[str] = []

    def note(event: QAccessibleEvent) -> None:
        if event.type() == QAccessible.Event.Focus:
            names.append(event.accessibleInterface().text(QAccessible.Text.Name))

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    yield names
    QAccessible.setActive(was_active)


def focused_id() -> int:
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    if isinstance(focused, RecordTable):
        chosen = focused.chosen_id()
        assert chosen is not None
        return chosen
    assert isinstance(focused, QTreeWidget)
    row: int = focused.currentItem().data(0, Qt.ItemDataRole.UserRole)
    return row


def test_each_page_has_the_focus_on_the_record_it_shows(sample: Opened) -> None:
    contacts, pitches, interviews = sample.controller.contacts, sample.controller.pitches, sample.controller.interviews
    sample.trigger("show_contacts")
    contacts.people.table.choose_place(4)
    sample.trigger("show_pitches")
    pitches.list.choose_place(2)
    sample.trigger("show_interviews")
    interviews.go_to(leaves_of(interviews.list)[-2].data(0, Qt.ItemDataRole.UserRole))
    sample.finish()
    focused = {}

    for page in ("contacts", "pitches", "interviews"):
        sample.trigger(f"show_{page}")
        focused[page] = focused_id()

    assert focused == {
        "contacts": contacts.people.table.id_at(4),
        "pitches": pitches.list.id_at(2),
        "interviews": interviews.shown_id,
    }
    assert contacts.card.contact_id == focused["contacts"]


def test_a_screen_reader_is_given_the_interview_that_is_shown(sample: Opened, said: list[str]) -> None:
    interviews = sample.controller.interviews
    for leaf in (leaves_of(interviews.list)[2], leaves_of(interviews.list)[-1]):
        sample.trigger("show_contacts")
        interviews.list.setCurrentItem(leaf)
        said.clear()

        sample.trigger("show_interviews")

        assert said == [leaf.data(0, Qt.ItemDataRole.AccessibleTextRole)]


def test_a_screen_reader_is_given_the_row_of_any_other_tree(sample: Opened, said: list[str]) -> None:
    sample.trigger("show_interviews")
    tree = sample.controller.interviews.bank.tree
    leaf = leaves_of(tree)[20]
    tree.setCurrentItem(leaf)
    said.clear()

    tree.setFocus()
    sample.finish()

    assert len(said) == 1
    assert said[0] == (leaf.data(0, Qt.ItemDataRole.AccessibleTextRole) or leaf.text(0))


def test_the_page_of_contacts_has_the_focus_on_the_organizations_while_they_are_shown(sample: Opened) -> None:
    sample.trigger("show_targets")
    organizations = sample.controller.contacts.organizations
    organizations.table.choose_place(1)
    sample.trigger("show_pitches")

    sample.trigger("show_contacts")

    assert QApplication.focusWidget() is organizations.table
    assert focused_id() == organizations.table.id_at(1) == organizations.view.organization_id


@pytest.mark.parametrize(
    ("tab", "deletes", "name"),
    [
        ("contacts", "delete_contact", "Given name"),
        ("pitches", "delete_pitch", "Who I am"),
        ("interviews", "delete_interview", "What I want to know after this talk"),
    ],
)
def test_once_a_record_was_deleted_the_keys_are_in_no_field_of_the_next(
    sample: Opened, tab: str, deletes: str, name: str
) -> None:
    sample.trigger(f"show_{tab}")
    page = getattr(sample.controller, tab)
    field = named(page, name)
    field.setFocus()
    sample.finish()
    was_there = field.hasFocus()

    sample.trigger(deletes)

    assert was_there
    assert isinstance(QApplication.focusWidget(), ScrolledForm)
    assert page.isAncestorOf(QApplication.focusWidget())


def test_the_board_has_the_focus_on_the_interview_that_is_shown(sample: Opened) -> None:
    interviews = sample.controller.interviews
    sample.trigger("show_interviews")
    interviews.go_to(leaves_of(interviews.list)[-2].data(0, Qt.ItemDataRole.UserRole))
    sample.trigger("show_board")
    sample.trigger("show_contacts")

    sample.trigger("show_interviews")

    column = QApplication.focusWidget()
    assert column in interviews.board.columns.values()
    assert column.currentItem().data(Qt.ItemDataRole.UserRole) == interviews.shown_id  # type: ignore[union-attr]


def test_after_the_last_person_in_the_trash_was_restored_the_keys_are_on_the_way_out(
    opened: Opened, qtbot: QtBot
) -> None:
    contacts = opened.controller.contacts
    for name in ("Dana", "Bo"):
        opened.runner.do(AddContact(a_contact(name)))
    opened.runner.do(DeleteContact(2))
    opened.finish()
    contacts.show_part(Showing.TRASH)
    opened.finish()
    button(contacts.card, "Restore").setFocus()

    press(qtbot, Qt.Key.Key_Space)
    opened.finish()

    assert opened.window.focusWidget() is button(contacts, "Show all contacts")
