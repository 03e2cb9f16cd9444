"""Who is selected in the contact list stays selected, whatever is done with them and undone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from builders import a_contact
from insidescoop.commands.bulk import KeepInTouchWith, TagContacts
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.merging import MergeContacts
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.text import fold
from insidescoop.queries import contact_list
from insidescoop.ui.contacts.bulk_dialogs import TrashDialog
from windows import Opened, box_of, button, fill, press

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counted(sample: Opened) -> Opened:
    sample.finish()
    return sample


def select(opened: Opened, *places: int) -> tuple[int, ...]:
    """Selects people at places, the last of them current; returns their ids."""
    people = opened.controller.contacts.people
    people.table.select_places(sorted(places), current=places[-1])
    opened.finish()
    return people.selected_ids()


def selected(opened: Opened) -> tuple[tuple[int, ...], int | None, int | None]:
    """Who is selected, who is current, and whose card is shown."""
    contacts = opened.controller.contacts
    return contacts.people.selected_ids(), contacts.people.table.chosen_id(), contacts.card.contact_id


def test_tagging_setting_closeness_undo_and_redo_keep_who_is_selected(counted: Opened) -> None:
    runner = counted.runner
    ids = select(counted, 2, 5, 9)
    before = selected(counted)
    seen = []

    for step in (
        lambda: runner.do(TagContacts(ids, ("conference",), ())),
        lambda: runner.do(KeepInTouchWith(ids, Closeness.ACTIVE, None)),
        runner.undo,
        runner.undo,
        runner.redo,
    ):
        step()
        counted.finish()
        seen.append(selected(counted))

    assert len(ids) == 3
    assert seen == [before] * 5
    assert counted.controller.contacts.people.bar.isVisible()


@pytest.mark.parametrize(("read", "place"), [("places_in", -1), ("listed_ids", 2)], ids=["places", "rows"])
def test_a_step_saved_while_the_list_is_read_again_leaves_the_same_contact_selected(
    counted: Opened, monkeypatch: pytest.MonkeyPatch, read: str, place: int
) -> None:
    # The last one's place would be behind the end of the list; at another, the one above would be taken for them.
    people = counted.controller.contacts.people
    ids = select(counted, place % people.table.row_count())
    before = selected(counted)
    steps = [AddContact(a_contact("Abe", "Aaron"))]

    def read_after_a_step(*arguments: Any) -> Any:
        if steps:
            counted.store.do(steps.pop())
        return getattr(contact_list, read)(*arguments)

    monkeypatch.setattr(f"insidescoop.ui.contacts.contact_list.{read}", read_after_a_step)
    people.refresh()

    assert people.table.text_at(0, 0) == "Abe Aaron"
    assert selected(counted) == before == (ids, ids[0], ids[0])


def test_a_change_of_order_keeps_who_is_selected(counted: Opened) -> None:
    people = counted.controller.contacts.people
    ids = select(counted, 2, 5, 9)

    people.sort(people.order, descending=True)
    counted.finish()

    assert set(people.selected_ids()) == set(ids)
    assert people.table.selected_places() == [18, 22, 25]


def test_of_two_who_are_merged_the_one_who_stays_is_shown_and_undo_selects_both_again(counted: Opened) -> None:
    ids = select(counted, 4, 12)
    before = selected(counted)

    for stays in (0, 1):
        counted.runner.do(MergeContacts(ids[stays], ids[1 - stays]))
        counted.finish()
        merged = selected(counted)
        counted.runner.undo()
        counted.finish()

        assert merged == ((ids[stays],), ids[stays], ids[stays])
        assert selected(counted) == before


def test_whoever_is_merged_away_while_shown_is_followed_to_the_one_who_stays(counted: Opened) -> None:
    gone, kept = select(counted, 4)[0], select(counted, 15)[0]
    select(counted, 4)

    counted.runner.do(MergeContacts(kept, gone))
    counted.finish()

    assert selected(counted) == ((kept,), kept, kept)


def test_undoing_a_deletion_shows_and_selects_those_who_come_back(counted: Opened, qtbot: QtBot) -> None:
    contacts = counted.controller.contacts
    ids = select(counted, 3, 4, 6)
    before = selected(counted)
    counted.trigger("delete_contact")
    box_of(qtbot, counted, TrashDialog)
    press(qtbot, Qt.Key.Key_Return)
    counted.finish()
    after = selected(counted)

    counted.runner.undo()
    counted.finish()

    assert len(after[0]) == 1
    assert after[0][0] not in ids
    assert contacts.people.table.row_count() == 28
    assert selected(counted) == before


def test_after_several_are_deleted_the_keys_are_in_the_list_and_press_no_button(counted: Opened, qtbot: QtBot) -> None:
    people = counted.controller.contacts.people
    select(counted, 3, 4, 6)
    button(people.bar, "With them…").setFocus()
    counted.trigger("delete_contact")
    box_of(qtbot, counted, TrashDialog)

    press(qtbot, Qt.Key.Key_Return)
    counted.finish()

    assert not people.bar.isVisible()
    assert people.window().focusWidget() is people.table


def test_whoever_is_chosen_by_hand_after_a_deletion_stays_chosen_when_it_is_undone(counted: Opened) -> None:
    people = counted.controller.contacts.people
    select(counted, 3)
    counted.trigger("delete_contact")
    people.table.choose_place(8)
    counted.finish()
    chosen = selected(counted)

    counted.runner.undo()
    counted.finish()

    assert selected(counted) == chosen


def test_nothing_is_selected_once_everybody_is_deleted(counted: Opened, qtbot: QtBot) -> None:
    contacts = counted.controller.contacts
    contacts.people.table.setFocus()
    press(qtbot, Qt.Key.Key_A, CONTROL)
    was_offered = contacts.people.bar.isVisible()
    counted.trigger("delete_contact")
    box_of(qtbot, counted, TrashDialog)
    press(qtbot, Qt.Key.Key_Return)
    counted.finish()

    after = contacts.people.bar.isVisible(), contacts.people.selected_ids(), contacts.people.found.sentence()
    top = contacts.filters.parts.y()
    counted.runner.undo()
    counted.finish()

    assert was_offered
    assert after == (False, (), "All your contacts are in the trash.")
    assert top == 0
    assert len(contacts.people.selected_ids()) == 28


def test_a_change_does_not_move_the_list(counted: Opened) -> None:
    counted.window.resize(1024, 640)
    people = counted.controller.contacts.people
    ids = select(counted, 0, 1, 2)
    bar = people.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    away = bar.value()

    counted.runner.do(TagContacts(ids, ("conference",), ()))
    counted.finish()

    assert away > 0
    assert bar.value() == away


# The Delete key


def test_the_delete_key_deletes_the_chosen_person_and_several_after_a_question(counted: Opened, qtbot: QtBot) -> None:
    people = counted.controller.contacts.people
    one = select(counted, 3)
    people.table.setFocus()

    press(qtbot, Qt.Key.Key_Delete)
    counted.finish()
    after_one = people.table.row_count(), people.place_of(one[0])
    select(counted, 3, 4)
    press(qtbot, Qt.Key.Key_Delete)
    asked = box_of(qtbot, counted, TrashDialog)
    press(qtbot, Qt.Key.Key_Escape)
    counted.finish()

    assert after_one == (27, None)
    assert not asked.isVisible()
    assert people.table.row_count() == 27


def test_the_delete_key_deletes_letters_in_a_text_field(counted: Opened, qtbot: QtBot) -> None:
    contacts = counted.controller.contacts
    select(counted, 3)
    field = fill(qtbot, contacts, "Search contacts", "dana")
    assert isinstance(field, QLineEdit)
    field.home(False)

    press(qtbot, Qt.Key.Key_Delete)
    counted.finish()
    press(qtbot, Qt.Key.Key_Escape)
    counted.trigger("edit_contact")
    press(qtbot, Qt.Key.Key_Delete)
    counted.finish()

    assert contacts.people.table.row_count() == 28


def test_the_delete_key_deletes_what_other_lists_have_chosen(counted: Opened, qtbot: QtBot) -> None:
    controller = counted.controller
    counted.trigger("show_interviews")
    interviews = controller.interviews
    question_count = interviews.editor.questions.table.rowCount()
    interviews.editor.questions.table.setFocus()
    interviews.editor.questions.table.setCurrentCell(0, 0)
    press(qtbot, Qt.Key.Key_Delete)
    counted.finish()
    question = counted.said(), interviews.editor.questions.table.rowCount()
    interviews.list.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    counted.finish()
    interview = counted.said()
    counted.trigger("show_pitches")
    controller.pitches.list.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    counted.finish()

    assert question == ("Removed planned question", question_count - 1)
    assert interview.startswith("Deleted interview with")
    assert counted.said().startswith("Deleted ")
    assert counted.said() != interview


# Enter


def test_a_letter_after_enter_on_a_row_changes_nothing_and_escape_goes_back(counted: Opened, qtbot: QtBot) -> None:
    contacts = counted.controller.contacts
    table = contacts.people.table
    select(counted, 3)
    name = table.text_at(3, 0)
    table.setFocus()

    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    contacts.commit()
    counted.finish()
    place = QApplication.focusWidget()
    press(qtbot, Qt.Key.Key_Escape)

    assert place is contacts.card
    assert table.text_at(3, 0) == name
    assert table.hasFocus()


def test_a_letter_after_enter_on_a_row_changes_nothing_elsewhere(counted: Opened, qtbot: QtBot) -> None:
    steps = counted.runner.history().undo

    for tab in ("show_organizations", "show_targets", "show_interviews"):
        counted.trigger(tab)
        counted.finish()
        press(qtbot, Qt.Key.Key_Return)
        qtbot.keyClicks(QApplication.focusWidget(), "x")
        counted.controller.commit()
        counted.finish()

        assert counted.runner.history().undo == steps, tab


def test_f2_puts_the_caret_behind_the_first_name(counted: Opened) -> None:
    select(counted, 3)

    counted.trigger("edit_contact")

    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert not field.hasSelectedText()
    assert field.cursorPosition() == len(field.text())
    assert fold(field.text())
