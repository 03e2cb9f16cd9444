"""Questions picked, pinned, swapped and planned by keyboard alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from builders import add_contact, add_interview
from insidescoop.queries.interview_board import planned_questions
from insidescoop.store.store import Store
from insidescoop.ui.interviews.pick_dialog import PickDialog
from window_fixtures import Opening
from windows import Opened, box_of, press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def one_talk(store: Store) -> None:
    add_interview(store, add_contact(store))


@pytest.fixture
def planning(opening: Opening) -> Iterator[Opened]:
    with opening.on_store(one_talk) as window:
        window.trigger("show_interviews")
        yield window


def _texts(opened: Opened) -> list[str]:
    return [row.text for row in opened.runner.read(lambda session: planned_questions(session, 1))]


def test_a_proposal_is_pinned_swapped_thinned_and_planned_with_keys(planning: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_K, CONTROL | SHIFT)
    dialog = box_of(qtbot, planning, PickDialog)
    text_by_id = dialog.facts.text_by_id
    first = [pick.question_id for pick in dialog.picks]

    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_S)
    was_kept = dialog.picks[0].is_pinned and "Unpin" in dialog.problem.text()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_S)
    swapped = [pick.question_id for pick in dialog.picks]
    dialog.list.setCurrentRow(swapped.index(first[2]))
    press(qtbot, Qt.Key.Key_Delete)
    left = [pick.question_id for pick in dialog.picks]
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    planning.finish()

    assert was_kept
    assert (first[0] in swapped, first[1] in swapped, len(swapped)) == (True, False, 10)
    assert set(swapped) - set(left) == {first[2]}
    assert _texts(planning) == [text_by_id[question_id] for question_id in left]
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    planning.finish()
    assert _texts(planning) == []


def test_what_is_planned_stays_in_the_proposal(planning: Opened, qtbot: QtBot) -> None:
    planning.trigger("plan_core_questions")
    planned = _texts(planning)

    press(qtbot, Qt.Key.Key_K, CONTROL | SHIFT)
    dialog = box_of(qtbot, planning, PickDialog)
    press(qtbot, Qt.Key.Key_Delete)
    press(qtbot, Qt.Key.Key_S)

    assert [dialog.facts.text_by_id[pick.question_id] for pick in dialog.picks] == planned
    assert not dialog.swap_button.isEnabled()
    dialog.reject()


def test_a_planned_question_says_why_it_is_neither_pinned_nor_swapped(planning: Opened, qtbot: QtBot) -> None:
    planning.trigger("plan_core_questions")
    press(qtbot, Qt.Key.Key_K, CONTROL | SHIFT)
    dialog = box_of(qtbot, planning, PickDialog)

    for button in (dialog.pin_button, dialog.swap_button, dialog.leave_button):
        assert not button.isEnabled()
        assert "in the plan already" in button.toolTip()
    assert "You chose it" not in dialog.list.item(0).text()
    dialog.close()


def test_the_ending_of_a_talk_is_chosen_and_stands_when_questions_are_picked_again(
    planning: Opened, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_K, CONTROL | SHIFT)
    dialog = box_of(qtbot, planning, PickDialog)
    text_by_id = dialog.facts.text_by_id
    first = [text_by_id[pick.question_id] for pick in dialog.picks]
    usual = dialog.ending.box.currentText()
    other = "Is there anything I could look up or do for you in return?"

    dialog.ending.setFocus()
    qtbot.keyClicks(dialog.ending.box, "Is")
    dialog.ending.box.activated.emit(dialog.ending.box.currentIndex())
    ended = [text_by_id[pick.question_id] for pick in dialog.picks]
    dialog.again_button.click()
    proposed_again = text_by_id[dialog.picks[-1].question_id]
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    planning.finish()
    planning.trigger("pick_questions")
    (again,) = [box for box in planning.window.findChildren(PickDialog) if box.isVisible()]

    assert usual == first[-1] == "Whom else would you talk to in my place, and may I say that you suggested it?"
    assert ended == [*first[:-1], other]
    assert proposed_again == other
    assert _texts(planning)[-1] == other
    assert again.ending.box.currentText() == other
    assert text_by_id[again.picks[-1].question_id] == other
    again.reject()
