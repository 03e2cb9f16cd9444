"""A talk of three questions in a window: begun, written into, and looked up in the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import MONDAY, a_contact, at, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interviews import PlanInterview, PlanQuestions
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.queries.talks import Talk, talk
from insidescoop.ui.meeting.window import MeetingWindow
from window_fixtures import Opening
from windows import Opened, box_of, press

SHIFT = Qt.KeyboardModifier.ShiftModifier
QUESTIONS = ("How did you begin?", "How do you hire?", "Whom else?")


@pytest.fixture(scope="session")
def talk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a talk of three questions, to be copied."""
    folder = tmp_path_factory.mktemp("talk") / "data"
    store = open_test_store(folder)
    store.do(AddContact(a_contact()))
    store.do(PlanInterview(InterviewDraft((1,), starts=at(MONDAY), purpose="How archives hire")))
    store.do(PlanQuestions(1, tuple(PlannedQuestionDraft(text) for text in QUESTIONS)))
    store.close()
    return folder


@pytest.fixture
def planned(opening: Opening, talk_folder: Path) -> Iterator[Opened]:
    """A window with a talk of three questions, today."""
    with opening.on_copy_of(talk_folder) as window:
        window.trigger("show_interviews")
        yield window


@pytest.fixture
def meeting(planned: Opened, qtbot: QtBot) -> MeetingWindow:
    """The talk, begun with F7."""
    press(qtbot, Qt.Key.Key_F7)
    planned.finish()
    return box_of(qtbot, planned, MeetingWindow)


def kept(opened: Opened, interview_id: int = 1) -> Talk:
    shown = opened.runner.read(lambda session: talk(session, interview_id))
    assert shown is not None
    return shown


def answers(opened: Opened) -> list[str | None]:
    return [question.answer for question in kept(opened).questions]


def write(qtbot: QtBot, *lines: str) -> None:
    for place, line in enumerate(lines):
        if place:
            press(qtbot, Qt.Key.Key_Return, SHIFT)
        qtbot.keyClicks(QApplication.focusWidget(), line)
