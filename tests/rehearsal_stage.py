"""A window with a pitch that is rehearsed: by a clock moved by hand, and a microphone that plays a file."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import SetClock, open_test_store
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.queries.rehearsals import Run, Subject, rehearsal_log
from insidescoop.ui.rehearsal.controller import RehearsalController
from insidescoop.ui.rehearsal.report import ReportDialog
from insidescoop.ui.sound.microphone import Microphone, SampleForm
from windows import Opened, ToldProblems, open_window

TEXT = (
    "I'm Dana Reyes, a library science student finishing in May. I clean up messy catalog data so that researchers "
    "find what they need. I'm moving toward metadata work. How did you get into it?"
)


# In a language that is not looked for, so that a tone is listened to quickly.
OTHER_TEXT = "Guten Tag, ich bin Dana. Ich ordne Kataloge, damit Forscher finden, was sie brauchen."


class HandClock:
    def __init__(self) -> None:
        self.now = 5_000.0

    def __call__(self) -> float:
        return self.now


class FileInput:
    """A device that plays a sound file into the recorder, a bit at each `deliver`."""

    def __init__(self, body: bytes, form: SampleForm) -> None:
        self._body = body
        self.form = form
        self._place = 0
        self._is_held = True
        self.is_ended = False

    def begin(self, receive: Callable[[bytes], None]) -> None:
        self._receive = receive
        self._is_held = False

    def deliver(self, milliseconds: int) -> None:
        count = self.form.rate * milliseconds // 1000 * self.form.channels * self.form.bits // 8
        if not self._is_held:
            self._receive(self._body[self._place : self._place + count])
        self._place += count

    def hold(self) -> None:
        self._is_held = True

    def go_on(self) -> None:
        self._is_held = False

    def end(self) -> None:
        self.is_ended = True


class Stage:
    """A window with one pitch, on the Pitches tab."""

    def __init__(self, opened: Opened, qtbot: QtBot) -> None:
        self.opened = opened
        self.qtbot = qtbot
        self.now = HandClock()
        self.rehearsing: RehearsalController = opened.controller.pitches_controller.rehearsing
        self.rehearsing.now = self.now
        opened.trigger("show_pitches")

    def begin(self) -> None:
        self.opened.trigger("rehearse")
        assert self.rehearsing.window is not None
        self.qtbot.waitUntil(self.rehearsing.window.isActiveWindow)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            if self.rehearsing.window is not None:
                self.qtbot.keyClick(self.rehearsing.window, key)
        self.opened.finish()

    def tap(self, *seconds: float) -> None:
        """Begins a run by tapping and ends its sentences after so many seconds each."""
        self.begin()
        self.press(Qt.Key.Key_T, Qt.Key.Key_Space)
        for long in seconds:
            self.now.now += long * 1000
            self.press(Qt.Key.Key_Space)

    @property
    def report(self) -> ReportDialog:
        assert self.rehearsing.report is not None
        return self.rehearsing.report

    def close_report(self) -> None:
        self.report.close_button.click()
        self.opened.finish()

    def runs(self) -> tuple[Run, ...]:
        log = self.opened.runner.read(lambda session: rehearsal_log(session, 1))
        assert log is not None
        return log.runs

    def subject(self) -> Subject:
        subject = self.rehearsing.subject()
        assert subject is not None
        return subject


@pytest.fixture(scope="session")
def stage_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A store with one pitch of a text, to be copied."""

    @cache
    def made(text: str) -> Path:
        folder = tmp_path_factory.mktemp("stage") / "data"
        store = open_test_store(folder)
        store.do(AddPitch(PitchDraft(name="Hallway", target_seconds=15, who_i_am=text)))
        store.close()
        return folder

    return made


@pytest.fixture
def stage(
    qapp: QApplication,
    folder: Path,
    stage_folder: Callable[[str], Path],
    clock: SetClock,
    messages: ToldProblems,
    qtbot: QtBot,
) -> Iterator[Stage]:
    copytree(stage_folder(TEXT), folder)
    opened = open_window(qapp, folder, clock, messages)
    yield Stage(opened, qtbot)
    opened.close_for_good()


@pytest.fixture
def other_stage(
    qapp: QApplication,
    folder: Path,
    stage_folder: Callable[[str], Path],
    clock: SetClock,
    messages: ToldProblems,
    qtbot: QtBot,
) -> Iterator[Stage]:
    copytree(stage_folder(OTHER_TEXT), folder)
    opened = open_window(qapp, folder, clock, messages)
    yield Stage(opened, qtbot)
    opened.close_for_good()


def answer(stage: Stage, verb: str) -> None:
    (button,) = [button for button in stage.report.question.buttons if button.text() == verb]
    button.click()
    stage.opened.finish()


def record(other_stage: Stage, source: FileInput, *, pause_at: int | None = None) -> None:
    other_stage.rehearsing.open_recorder = lambda: Microphone(source)
    other_stage.begin()
    other_stage.press(Qt.Key.Key_R, Qt.Key.Key_Space)
    for second in range(8):
        source.deliver(1_000)
        other_stage.now.now += 1_000
        other_stage.rehearsing.window.tick()  # type: ignore[union-attr]
        if second == pause_at:
            other_stage.press(Qt.Key.Key_Space)
            source.deliver(0)
            other_stage.press(Qt.Key.Key_Space)
    other_stage.press(Qt.Key.Key_Return)
