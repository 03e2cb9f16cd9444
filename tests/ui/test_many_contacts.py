"""Several contacts chosen at once, tagged, deleted and forgotten."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contact_filters import ContactFilter
from insidescoop.ui.contacts.bulk_dialogs import TagDialog, TrashDialog
from insidescoop.ui.contacts.forget_dialog import ForgetDialog
from windows import Opened, box_of, fill, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def names(sample: Opened) -> list[str]:
    table = sample.controller.contacts.people.table
    return [table.model().index(row, 0).data() for row in range(table.row_count())]


def test_many_people_are_tagged_in_one_step(counted: Opened, qtbot: QtBot) -> None:
    table = counted.controller.contacts.people.table
    table.choose_place(0)
    table.setFocus()
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Down, SHIFT)
    bar = counted.controller.contacts.people.bar

    press(qtbot, Qt.Key.Key_T, CONTROL | SHIFT)
    fill(qtbot, box_of(qtbot, counted, TagDialog), "Add tags", "ask in spring")
    press(qtbot, Qt.Key.Key_Return)
    counted.finish()
    said = counted.said()
    counted.controller.contacts.show_filter(ContactFilter(text="spring"))
    tagged = len(names(counted))
    counted.runner.undo()
    counted.finish()

    assert bar is not None
    assert said == "Tagged 3 people"
    assert tagged == 3
    assert names(counted) == []


def test_the_bar_for_many_shows_with_two_and_hides_with_one(counted: Opened) -> None:
    people = counted.controller.contacts.people
    people.table.choose_place(0)
    alone = people.bar.isVisible(), counted.registry.action("merge_selected").isEnabled()
    flags = QItemSelectionModel.SelectionFlag
    people.table.selectionModel().select(people.table.model().index(1, 0), flags.Select | flags.Rows)

    assert alone == (False, False)
    assert people.bar.isVisible()
    assert counted.registry.action("merge_selected").isEnabled()
    assert len(people.selected_ids()) == 2


def test_the_chosen_row_stays_marked_while_ctrl_is_held(counted: Opened, qtbot: QtBot) -> None:
    table = counted.controller.contacts.people.table
    table.choose_place(2)

    # The modifier of the last key stays set, as it does while the key is down.
    qtbot.keyPress(table, Qt.Key.Key_F24, CONTROL)
    table.choose_place(2)

    assert table.selected_places() == [2]


def test_everybody_can_be_selected_and_deleted_in_one_step(counted: Opened, qtbot: QtBot) -> None:
    table = counted.controller.contacts.people.table
    table.choose_place(0)
    table.setFocus()

    press(qtbot, Qt.Key.Key_A, CONTROL)
    counted.trigger("delete_contact")
    box = box_of(qtbot, counted, TrashDialog)
    press(qtbot, Qt.Key.Key_Return)
    counted.finish()
    said, left = counted.said(), table.row_count()
    counted.runner.undo()
    counted.finish()

    assert "Move 28 contacts to the trash?" in [label.text() for label in box.findChildren(QLabel)]
    assert (said, left) == ("Deleted 28 people", 0)
    assert table.row_count() == 28


def test_forgetting_asks_with_cancel_in_front_and_offers_no_undo(counted: Opened, qtbot: QtBot) -> None:
    contacts = counted.controller.contacts
    contacts.go_to(1)
    counted.trigger("forget_contact")
    dialog = box_of(qtbot, counted, ForgetDialog)
    focused = dialog.focusWidget()
    press(qtbot, Qt.Key.Key_Escape)
    counted.finish()
    kept = contacts.people.place_of(1)

    counted.trigger("forget_contact")
    qtbot.mouseClick(box_of(qtbot, counted, ForgetDialog).verb, Qt.MouseButton.LeftButton)
    counted.finish()

    assert focused is dialog.cancel
    assert kept is not None
    assert contacts.people.place_of(1) is None
    assert counted.said() == "Forgot one person for good"
    assert not counted.registry.action("undo").isEnabled()
    assert not counted.window.status.undo.isVisible()


@pytest.mark.parametrize("deletes", [False, True])
def test_forgetting_says_what_becomes_of_the_backups(counted: Opened, qtbot: QtBot, deletes: bool) -> None:
    contacts = counted.controller.contacts
    counted.trigger("back_up_now")
    contacts.go_to(1)
    counted.trigger("forget_contact")
    dialog = box_of(qtbot, counted, ForgetDialog)
    assert dialog.rewrites.isChecked()

    (dialog.deletes if deletes else dialog.rewrites).click()
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    counted.finish()

    assert counted.said() == "Forgotten in 1 backup too"
    reasons = [backup.reason for backup in counted.runner.backups()]
    assert reasons == [BackupReason.AFTER_DELETION if deletes else BackupReason.ASKED]
