"""What is typed in a talk outlives whatever happens to the program, and an interrupted talk is asked about."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from builders import SetClock, a_contact
from held_talk import answers, kept, write
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interviews import PlanInterview
from insidescoop.commands.talks import StartTalk
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.domain.problems import Problem
from insidescoop.queries.talks import talk
from insidescoop.ui.meeting.dialogs import GoOnDialog
from insidescoop.ui.meeting.window import MeetingWindow
from insidescoop.ui.meeting.wrap_up_window import WrapUpWindow
from windows import Opened, box_of, button, open_window, press


def test_typing_is_kept_while_it_goes_on(planned: Opened, meeting: MeetingWindow, qtbot: QtBot) -> None:
    write(qtbot, "They look for pat")
    was_waiting = meeting.keeping.isActive()
    meeting.keeping.timeout.emit()
    planned.finish()
    write(qtbot, "ience ")
    meeting.keeping.timeout.emit()
    planned.finish()

    assert was_waiting
    assert answers(planned)[0] == "They look for patience"
    assert meeting.box.toPlainText() == "They look for patience "
    planned.runner.undo()
    planned.finish()
    assert answers(planned)[0] is None
    assert meeting.box.toPlainText() == ""


def on_the_disk(planned: Opened) -> str:
    """What would be offered if the program were killed now."""
    assert planned.drafts is not None
    planned.drafts.settle()
    return "".join(path.read_text("utf-8") for path in (planned.folder / "drafts").glob("*.json"))


def test_what_could_not_be_kept_is_tried_again(
    planned: Opened, meeting: MeetingWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = planned.store
    write(qtbot, "At the desk.")

    def full(*_arguments: object) -> None:
        raise Problem("The disk is full.", your_data="It is still here.", next_step="Make room.")

    with monkeypatch.context() as patch:
        patch.setattr(store, "do", full)
        press(qtbot, Qt.Key.Key_Return)
        planned.finish()
        told = meeting.problem.isVisible(), meeting.problem.text()
        before = answers(planned)
        drafts = on_the_disk(planned)
    meeting.keeping.timeout.emit()
    planned.finish()

    assert told == (True, "The disk is full. It is still here. Make room.")
    assert before == [None, None, None]
    assert "At the desk." in drafts
    assert answers(planned) == ["At the desk.", None, None]
    assert on_the_disk(planned) == ""
    assert not meeting.problem.isVisible()


def test_what_could_not_be_kept_in_the_wrap_up_is_tried_again(
    planned: Opened, meeting: MeetingWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.end_talk()
    planned.finish()
    wrapping = planned.controller.interviews_controller.meetings.wrapping
    assert wrapping is not None

    def full(*_arguments: object) -> None:
        raise Problem("The disk is full.", your_data="It is still here.", next_step="Make room.")

    with monkeypatch.context() as patch:
        patch.setattr(planned.store, "do", full)
        wrapping.answers[1].editor.setPlainText("At the desk.")  # type: ignore[union-attr]
        wrapping.notes.editor.setPlainText("They hire in March.")  # type: ignore[union-attr]
        wrapping.commit()
        planned.finish()
        is_told = wrapping.problem.isVisible()
        drafts = on_the_disk(planned)
    wrapping.keeping.timeout.emit()
    planned.finish()

    assert is_told
    assert answers(planned)[0] == "At the desk."
    assert kept(planned).notes == "They hire in March."
    assert not wrapping.problem.isVisible()
    assert "At the desk." in drafts
    assert "They hire in March." in drafts
    assert on_the_disk(planned) == ""


def test_closing_the_program_keeps_what_stands_in_the_talk(
    planned: Opened, meeting: MeetingWindow, qtbot: QtBot
) -> None:
    write(qtbot, "said at last")

    planned.controller.commit()
    planned.finish()

    assert answers(planned)[0] == "said at last"
    assert meeting.isVisible()


@pytest.mark.parametrize(("minutes", "likely"), [(12, "Go on with the talk"), (300, "It is over: wrap up")])
def test_an_interrupted_talk_is_asked_about_at_the_next_start(
    qapp: QApplication, tmp_path: Path, empty_folder: Path, qtbot: QtBot, minutes: int, likely: str
) -> None:
    folder, clock = tmp_path / "again", SetClock()
    copytree(empty_folder, folder)
    first = open_window(qapp, folder, clock)
    first.runner.do(AddContact(a_contact()))
    first.runner.do(PlanInterview(InterviewDraft((1,))))
    first.runner.do(StartTalk(1))
    first.finish()
    first.close_for_good()
    clock.instant += timedelta(minutes=minutes)

    again = open_window(qapp, folder, clock)
    again.offer_unfinished()
    dialog = box_of(qtbot, again, GoOnDialog)
    is_likely = button(dialog, likely).isDefault()
    words = dialog.words.text()
    press(qtbot, Qt.Key.Key_Return)
    again.finish()
    opened_kind = MeetingWindow if minutes == 12 else WrapUpWindow
    window = box_of(qtbot, again, opened_kind)
    passed = window.clock.passed.text() if isinstance(window, MeetingWindow) else "12:00"
    again.close_for_good()

    assert is_likely
    assert words.startswith(
        "It began at 09:00, 12 minutes ago." if minutes == 12 else "It began at 09:00, 5 hours ago."
    )
    assert passed == "12:00"


_TYPING = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from insidescoop import start
from insidescoop.ui import application

class Typing(application.Application):
    typed = 0

    def complete(self):
        super().complete()
        self.controller.interviews.go_to(1)
        self.registry.action("start_talk").trigger()
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.type_one)
        self.timer.start(50)

    def type_one(self):
        meeting = self.controller.interviews_controller.meetings.meeting
        if meeting is not None and self.typed < int(sys.argv[2]):
            QTest.keyClicks(meeting.box, "abcdefghij"[self.typed % 10])
            self.typed += 1
            print(self.typed, time.monotonic(), flush=True)

application.Application = Typing
sys.exit(start.main(["--data-dir", sys.argv[1]]))
"""


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be killed without a word")
def test_of_a_killed_program_at_most_one_second_of_typing_is_lost(tmp_path: Path, sample_folder: Path) -> None:
    folder = tmp_path / "data"
    copytree(sample_folder, folder)
    seen: list[tuple[int, float]] = []
    with subprocess.Popen(
        [sys.executable, "-c", _TYPING, str(folder), "1000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as program:
        assert program.stdout is not None
        # On a busy machine fewer letters are typed in a second; there must be some before the last one.
        while not seen or seen[-1][1] - seen[0][1] < 2.5 or seen[-1][0] < 40:
            count, when = program.stdout.readline().split()
            seen.append((int(count), float(when)))
        program.send_signal(signal.SIGKILL)
        program.wait(timeout=20)

    typed = "".join("abcdefghij"[place % 10] for place in range(seen[-1][0] + 5))
    least = max(count for count, when in seen if when <= seen[-1][1] - 1.0)
    found = _answer_in(folder)
    assert typed.startswith(found)
    assert len(found) >= least
    assert least > 5


@pytest.mark.skipif(os.name != "posix", reason="signals end programs on POSIX systems")
def test_a_program_told_to_end_in_a_talk_ends_and_keeps_all_of_it(tmp_path: Path, sample_folder: Path) -> None:
    folder = tmp_path / "data"
    copytree(sample_folder, folder)
    with subprocess.Popen(
        [sys.executable, "-c", _TYPING, str(folder), "3"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdout is not None
        for _line in range(3):
            program.stdout.readline()
        program.send_signal(signal.SIGTERM)
        code = program.wait(timeout=60)

    assert code == 0
    assert _answer_in(folder) == "abc"


def _answer_in(folder: Path) -> str:
    from insidescoop.start import open_store

    store = open_store(folder, clock=SetClock(), is_sample=True)
    with store.reading() as session:
        shown = talk(session, 1)
    store.close()
    assert shown is not None
    return shown.questions[0].answer or ""
