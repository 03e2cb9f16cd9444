"""From Ctrl+N to a person who is still there tomorrow."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.text import counted
from insidescoop.queries.contact_card import contact_card
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.widgets.plain_text import PlainLabel
from windows import Opened, box_of, button, fill, named, open_window, press

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two_people(folder: Path, clock: SetClock) -> tuple[int, int]:
    store = open_test_store(folder, clock)
    ids = add_contact(store, "Ana", "Abel"), add_contact(store, "Bo", "Berg")
    store.close()
    return ids


def _dialog(opened: Opened, qtbot: QtBot) -> AddContactDialog:
    press(qtbot, Qt.Key.Key_N, CONTROL)
    dialog = box_of(qtbot, opened, AddContactDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.box)
    return dialog


def _head(opened: Opened) -> list[str]:
    """What stands over the fields of the card, line by line."""
    return [label.text() for label in opened.controller.contacts.card.findChildren(PlainLabel) if label.isVisible()]


def _told(dialog: AddContactDialog) -> list[str]:
    """What the box says is wrong, wherever in it."""
    labels = [label for label in dialog.findChildren(PlainLabel) if label.property("tone") == "error"]
    return [label.text() for label in labels if label.isVisible()]


def _kept(folder: Path, clock: SetClock, contact_id: int) -> ContactDraft:
    store = open_test_store(folder, clock)
    try:
        with store.reading() as session:
            card = contact_card(session, contact_id)
    finally:
        store.close()
    assert card is not None
    return card.draft


def test_a_person_is_added_with_keys_alone_and_chosen(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)

    qtbot.keyClicks(QApplication.focusWidget(), "Dana Okafor")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    contacts = opened.controller.contacts
    assert not dialog.isVisible()
    assert contacts.people.table.row_count() == 1
    assert contacts.people.table.chosen_id() == contacts.card.contact_id is not None
    assert "Add" in opened.said()
    assert "Dana Okafor" in opened.said()
    assert button(opened.window.status, "Undo")


def test_of_whom_one_has_met_the_card_says_when_and_not_that_there_was_no_contact(opened: Opened) -> None:
    met = ContactDraft(given_name="Dana", met_event="Book fair", met_on=opened.context.clock.today())
    for draft in (met, ContactDraft(given_name="Bo")):
        opened.runner.do(AddContact(draft), then=opened.controller.contacts.go_to)
        opened.finish()

    stranger = _head(opened)
    opened.controller.contacts.go_to(1)
    opened.finish()

    assert "Not in touch yet" in stranger
    assert "last contact today" in _head(opened)


def test_a_person_is_added_with_the_mouse(opened: Opened, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(opened.controller.contacts, "Add contact"), Qt.MouseButton.LeftButton)
    dialog = box_of(qtbot, opened, AddContactDialog)
    fill(qtbot, dialog, "Given name", "Dana")
    fill(qtbot, dialog, "E-mail", "dana@example.org, d.okafor@example.net")
    fill(qtbot, dialog, "Tags", "archives, alumni")

    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    opened.finish()

    card = opened.controller.contacts.card
    assert named(card, "E-mail").text() == "dana@example.org"  # type: ignore[attr-defined]
    assert named(card, "E-mail 2").text() == "d.okafor@example.net"  # type: ignore[attr-defined]
    assert sorted(named(card, "Tags").text().split(", ")) == ["alumni", "archives"]  # type: ignore[attr-defined]


def test_ctrl_z_takes_an_added_person_back_and_ctrl_shift_z_brings_them_again(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    fill(qtbot, dialog, "Given name", "Dana")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    contacts = opened.controller.contacts

    contacts.people.table.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    opened.finish()
    taken_back = contacts.people.table.row_count(), contacts.empty.isVisible()
    press(qtbot, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    opened.finish()

    assert taken_back == (0, True)
    assert contacts.people.table.row_count() == 1


def test_the_status_lines_undo_takes_an_added_person_back(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    fill(qtbot, dialog, "Given name", "Dana")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    qtbot.mouseClick(button(opened.window.status, "Undo"), Qt.MouseButton.LeftButton)
    opened.finish()

    assert opened.controller.contacts.empty.isVisible()
    assert "Undid" in opened.said()


@pytest.mark.parametrize(
    ("field", "typed"),
    [pytest.param("Title", "Archivist", id="no name"), pytest.param("E-mail", "dana at example", id="no at sign")],
)
def test_a_person_who_cannot_be_kept_leaves_the_box_as_it_was(
    opened: Opened, qtbot: QtBot, field: str, typed: str
) -> None:
    dialog = _dialog(opened, qtbot)
    if field == "E-mail":
        fill(qtbot, dialog, "Given name", "Dana")
    editor = fill(qtbot, dialog, field, typed)

    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert dialog.isVisible()
    assert len(_told(dialog)) == 1
    assert editor.text() == typed  # type: ignore[attr-defined]
    assert opened.controller.contacts.people.table.row_count() == 0


def test_the_words_about_a_fault_go_when_it_is_put_right(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    press(qtbot, Qt.Key.Key_Return)
    told, focused = _told(dialog), QApplication.focusWidget()
    assert focused is not None

    qtbot.keyClicks(focused, "D")

    assert len(set(told)) == 1
    assert focused is named(dialog, "Given name")
    assert _told(dialog) == []


def test_escape_asks_before_it_throws_away_what_was_typed(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    field = fill(qtbot, dialog, "Given name", "Dana")
    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.question is not None

    qtbot.mouseClick(button(dialog.question, "Keep editing"), Qt.MouseButton.LeftButton)
    was_kept = dialog.isVisible() and field.text() == "Dana"  # type: ignore[attr-defined]
    dialog.reject()
    assert dialog.question is not None
    qtbot.mouseClick(button(dialog.question, "Discard"), Qt.MouseButton.LeftButton)
    opened.finish()

    assert was_kept
    assert not dialog.isVisible()
    assert not opened.registry.action("undo").isEnabled()


def test_escape_leaves_an_empty_box_and_nothing_is_added(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)

    press(qtbot, Qt.Key.Key_Escape)
    opened.finish()

    assert not dialog.isVisible()
    assert opened.controller.contacts.empty.isVisible()
    assert not opened.registry.action("undo").isEnabled()


def test_a_changed_field_outlives_a_restart_and_is_still_taken_back(
    qapp: QApplication, qtbot: QtBot, folder: Path, clock: SetClock, two_people: tuple[int, int]
) -> None:
    first = open_window(qapp, folder, clock)
    first.controller.contacts.go_to(two_people[0])
    fill(qtbot, first.controller.contacts.card, "Title", "Archivist")
    press(qtbot, Qt.Key.Key_Tab)
    first.finish()
    first.close_for_good()
    kept = _kept(folder, clock, two_people[0]).title

    second = open_window(qapp, folder, clock)
    second.controller.contacts.people.table.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    second.finish()
    second.close_for_good()

    assert kept == "Archivist"
    assert _kept(folder, clock, two_people[0]).title is None


@pytest.mark.parametrize("field", ["Title", "Notes"])
def test_what_is_still_being_typed_is_kept_when_the_window_is_closed(
    qapp: QApplication, qtbot: QtBot, folder: Path, clock: SetClock, two_people: tuple[int, int], field: str
) -> None:
    opened = open_window(qapp, folder, clock)
    opened.controller.contacts.go_to(two_people[0])
    fill(qtbot, opened.controller.contacts.card, field, "half a sent")

    opened.close_for_good()

    draft = _kept(folder, clock, two_people[0])
    assert (draft.title or draft.notes) == "half a sent"


def test_what_is_still_being_typed_goes_to_its_own_person_when_another_is_chosen(
    qapp: QApplication, qtbot: QtBot, folder: Path, clock: SetClock, two_people: tuple[int, int]
) -> None:
    opened = open_window(qapp, folder, clock)
    ana, bo = two_people
    opened.controller.contacts.go_to(ana)
    fill(qtbot, opened.controller.contacts.card, "Title", "Archivist")

    opened.controller.contacts.go_to(bo)
    opened.finish()
    shown = named(opened.controller.contacts.card, "Title").text()  # type: ignore[attr-defined]
    chosen = opened.controller.contacts.card.contact_id
    opened.close_for_good()

    assert (shown, chosen) == ("", bo)
    assert _kept(folder, clock, ana).title == "Archivist"
    assert _kept(folder, clock, bo).title is None


def test_the_status_line_counts_the_people(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    fill(qtbot, dialog, "Given name", "Dana")

    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert counted(1, "contact") in opened.window.status.facts.text()
