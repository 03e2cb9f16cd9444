"""The board by keyboard alone, by dragging, and after a restart."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, a_contact, at
from examples import one_in
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interviews import PlanInterview
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.queries.interview_board import interview_rows
from insidescoop.ui.interviews.board import CARD, BoardView
from windows import Opened, open_window, press

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def board(opened: Opened, qtbot: QtBot) -> BoardView:
    """A board with Dana, still to be asked, and Bo, whose talk is tomorrow."""
    runner = opened.runner
    runner.do(AddContact(a_contact()))
    runner.do(AddContact(a_contact("Bo", "Berg")))
    runner.do(PlanInterview(InterviewDraft((1,))))
    runner.do(PlanInterview(InterviewDraft((2,), starts=at(MONDAY + timedelta(days=1)))))
    opened.finish()
    opened.trigger("show_interviews")
    press(qtbot, Qt.Key.Key_B, CONTROL)
    opened.finish()
    return opened.controller.interviews.board


def _stages(opened: Opened) -> dict[int, Stage]:
    return {row.id: row.stage for row in opened.runner.read(interview_rows)}


def test_talks_are_moved_and_opened_with_keys_alone(board: BoardView, opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Left)
    focused = QApplication.focusWidget()
    press(qtbot, Qt.Key.Key_Right, ALT)
    opened.finish()
    asked = _stages(opened)
    still = QApplication.focusWidget()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    opened.finish()
    back = _stages(opened)
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert focused is board.columns[Stage.TO_ASK]
    assert (asked[1], still) == (Stage.ASKED, board.columns[Stage.ASKED])
    assert back[1] is Stage.TO_ASK
    assert not board.isVisible()
    assert opened.controller.interviews.chosen() == (1, 1)


def test_a_talk_still_ahead_is_not_said_to_be_over(board: BoardView, opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Right, ALT)
    opened.finish()
    said = opened.said()
    opened.trigger("choose_stage")
    menu = opened.controller.interviews_controller.stages.menu
    assert menu is not None
    offered = [action.text() for action in menu.actions()]
    menu.close()

    assert "still to come" in said
    assert offered == ["Find another time (Asked)", "They cancelled (Declined)"]
    assert _stages(opened)[2] is Stage.SCHEDULED
    assert board.isVisible()


@pytest.mark.parametrize(
    ("card", "stage", "is_taken"),
    one_in(
        2,
        [
            (1, Stage.ASKED, True),
            (2, Stage.DECLINED, True),
            (2, Stage.HELD, False),
            (1, Stage.THANKED, False),
        ],
    ),
)
def test_a_card_is_dropped_only_where_it_makes_sense(
    board: BoardView, opened: Opened, card: int, stage: Stage, is_taken: bool
) -> None:
    data = QMimeData()
    data.setData(CARD, str(card).encode())
    before = _stages(opened)
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )

    board.columns[stage].dropEvent(event)
    opened.finish()

    assert event.isAccepted() == is_taken
    assert _stages(opened) == ({**before, card: stage} if is_taken else before)


def test_what_changes_the_plan_waits_until_the_plan_is_in_sight(board: BoardView, opened: Opened, qtbot: QtBot) -> None:
    on_the_board = [opened.registry.action(name).isEnabled() for name in ("pick_questions", "write_letter")]
    press(qtbot, Qt.Key.Key_B, CONTROL)
    opened.finish()

    assert on_the_board == [False, True]
    assert opened.registry.action("pick_questions").isEnabled()
    assert not board.isVisible()


def test_the_board_is_there_again_after_a_restart(qapp: QApplication, folder: Path, clock: SetClock) -> None:
    first = open_window(qapp, folder, clock)
    first.runner.do(AddContact(a_contact()))
    first.runner.do(PlanInterview(InterviewDraft((1,))))
    first.trigger("show_board")
    first.close_for_good()

    again = open_window(qapp, folder, clock)
    again.trigger("show_interviews")

    assert again.controller.interviews.board.isVisible()
    assert again.registry.action("show_board").isChecked()
    again.close_for_good()
