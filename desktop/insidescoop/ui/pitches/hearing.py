"""Has the system's voice read a pitch, once another process has found that the voice answers.

A speech service that hangs never comes back from opening a voice, and would take the window with it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import Problem
from insidescoop.system.arguments import CHECK_VOICE
from insidescoop.ui.workbench import Workbench

START_MILLISECONDS, ANSWER_MILLISECONDS = 10_000, 2_000
"""How long the other process may take to begin, and from then on the voice to answer."""


class Hearing(QObject):
    """`program` is what asks the voice, and ends with 0 if there is one; it writes a line once it begins to ask."""

    def __init__(self, bench: Workbench, page: QWidget) -> None:
        super().__init__(page)
        self._bench = bench
        self._page = page
        self.program: Sequence[str] = _own_program()
        self.answer_milliseconds = ANSWER_MILLISECONDS
        self._asking: QProcess | None = None
        self._wanted = ("", "")
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._give_up)

    @property
    def is_asking(self) -> bool:
        """True while it is not known whether the voice answers."""
        return self._asking is not None

    def hear(self, title: str, text: str) -> None:
        """Reads a text as soon as the voice has answered, or says that it does not; nothing while it is being asked."""
        if self._asking is not None:
            return
        self._wanted = (title, text)
        process = QProcess(self)
        process.readyReadStandardOutput.connect(partial(self._begun, process))
        process.finished.connect(partial(self._answered, process))
        process.errorOccurred.connect(partial(self._not_started, process))
        self._asking = process
        process.start(self.program[0], list(self.program[1:]))
        self._limit.start(START_MILLISECONDS)

    def _begun(self, process: QProcess) -> None:
        if process is self._asking:
            process.readAllStandardOutput()
            self._limit.start(self.answer_milliseconds)

    def _answered(self, process: QProcess, code: int, status: QProcess.ExitStatus) -> None:
        from insidescoop.ui.pitches.rehearsal_voice import no_voice

        process.deleteLater()
        if process is not self._asking:
            # It was given up before.
            return
        self._let_go()
        if code == 0 and status is QProcess.ExitStatus.NormalExit:
            self._read()
        else:
            self._bench.messages.tell(no_voice())

    def _not_started(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._answered(process, 1, QProcess.ExitStatus.CrashExit)

    def _give_up(self) -> None:
        self._let_go()
        self._bench.messages.tell(
            Problem(
                "The voice of this system does not answer.",
                your_data="Nothing was changed.",
                next_step="Check that other programs can speak, or restart the computer, then try again.",
            )
        )

    def _let_go(self) -> None:
        self._limit.stop()
        process, self._asking = self._asking, None
        if process is not None and process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()

    def _read(self) -> None:
        from insidescoop.ui.pitches.hear_dialog import HearDialog
        from insidescoop.ui.pitches.rehearsal_voice import open_voice

        title, text = self._wanted
        try:
            voice = open_voice(text)
        except Problem as problem:
            self._bench.messages.tell(problem)
            return
        HearDialog(title, text, voice, parent=self._page.window()).open()


def _own_program() -> list[str]:
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "insidescoop"]
    return [*own, CHECK_VOICE]
