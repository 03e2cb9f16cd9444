"""Another process of the program that speaks, records or plays, so that sound that hangs never freezes the window."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

from insidescoop.domain.problems import Problem
from insidescoop.system.requests import SOUND

START_MILLISECONDS, ANSWER_MILLISECONDS = 10_000, 2_000
"""How long the other process may take to begin, and from then on the system's sound to answer."""


class Job(StrEnum):
    """What the other process is for."""

    VOICE = "voice"
    RECORD = "record"
    PLAY = "play"

    @property
    def no_answer(self) -> Problem:
        """What is said where the system's sound does not answer in time."""
        what, instead = {
            Job.VOICE: ("voice", "Check that other programs can speak, or restart the computer, then try again."),
            Job.RECORD: ("microphone", "Check that other programs can record, or tap along instead."),
            Job.PLAY: ("loudspeaker", "Check that other programs can play sound, or restart the computer."),
        }[self]
        return Problem(
            f"The {what} of this system does not answer.", your_data="Nothing was changed.", next_step=instead
        )

    @property
    def stopped(self) -> Problem:
        """What is said where it ended by itself."""
        what = {Job.VOICE: "voice", Job.RECORD: "microphone", Job.PLAY: "loudspeaker"}[self]
        return SoundStopped(
            f"The {what} stopped working.", your_data="Nothing was changed.", next_step="Check it, then try again."
        )


class SoundStopped(Problem):
    """The other process ended by itself, without a word on why."""


class SoundProcess(QObject):
    """The other process. Its lines are answers; after its first one, that of a recorder writes nothing but sound.

    `ready(words)` is sent once the device or the voice was found, `told(line)` for each line after that,
    `heard(bytes)` for sound, and `failed(Problem)` at most once and last.
    """

    ready = Signal(list)
    told = Signal(str)
    heard = Signal(bytes)
    failed = Signal(object)

    def __init__(self, job: Job, parent: QObject | None = None, *, program: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self.is_ready = False
        self.answer_milliseconds = ANSWER_MILLISECONDS
        self._job = job
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(lambda: self._fail(job.no_answer))
        # It may outlive whoever asked for it, for as long as it takes to fall silent.
        application = QCoreApplication.instance()
        assert application is not None  # noqa: S101 - signals need one
        application.aboutToQuit.connect(self.end)
        self._process: QProcess | None = QProcess(application)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._not_started)
        self._process.finished.connect(self._process.deleteLater)
        # The end of its input ends it, whatever became of this object.
        self.destroyed.connect(self._process.closeWriteChannel)
        program = program or own_program(job)
        self._process.start(program[0], list(program[1:]))
        self._limit.start(START_MILLISECONDS)

    @property
    def is_running(self) -> bool:
        """False once it has failed or was ended."""
        return self._process is not None

    def send(self, line: str, body: bytes = b"", *, wants_answer: bool = False) -> None:
        """Sends a line, and perhaps what follows it; an answer that is wanted has to come in time."""
        if self._process is None:
            return
        self._process.write(f"{line}\n".encode() + body)
        if wants_answer and self.is_ready:
            self._limit.start(self.answer_milliseconds)

    def end(self) -> None:
        """Has it fall silent and end; one that does not is killed. Sends nothing any more."""
        self._limit.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._not_started)
        process.closeWriteChannel()
        QTimer.singleShot(ANSWER_MILLISECONDS, process, process.kill)

    def _read(self) -> None:
        while self._process is not None:
            if self.is_ready and self._job is Job.RECORD:
                self.heard.emit(bytes(self._process.readAllStandardOutput().data()))
                return
            if not self._process.canReadLine():
                return
            self._take(bytes(self._process.readLine().data()).decode(errors="replace").strip())

    def _take(self, line: str) -> None:
        first, _space, rest = line.partition(" ")
        if first == "problem":
            what_happened, your_data, next_step = json.loads(rest)
            self._fail(Problem(what_happened, your_data=your_data, next_step=next_step))
        elif first == "asking":
            self._limit.start(self.answer_milliseconds)
        elif first == "ready":
            self._limit.stop()
            self.is_ready = True
            self.ready.emit(rest.split())
        else:
            self._limit.stop()
            self.told.emit(line)

    def _ended(self) -> None:
        # What it wrote last may say why.
        self._read()
        self._fail(self._job.stopped)

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            process = self._process
            self._fail(self._job.stopped)
            if process is not None:
                process.deleteLater()

    def _fail(self, problem: Problem) -> None:
        if self._process is None:
            return
        process = self._process
        self.end()
        process.kill()
        self.failed.emit(problem)


def own_program(job: Job) -> list[str]:
    """How this program is started for a job, installed or as a bundle."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "insidescoop"]
    return [*own, SOUND, job.value]
