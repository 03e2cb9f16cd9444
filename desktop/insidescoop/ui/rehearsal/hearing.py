"""Has the system's voice read a pitch, through another process: a voice that hangs never takes the window with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import Problem
from insidescoop.ui.context import UiContext
from insidescoop.ui.rehearsal.hear_dialog import HearDialog
from insidescoop.ui.sound.process import ANSWER_MILLISECONDS, Job, SoundProcess, SoundStopped
from insidescoop.ui.sound.voice import Voice, no_voice


class Hearing(QObject):
    """`program` is another one to speak with than this program itself."""

    def __init__(self, context: UiContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.program: Sequence[str] = ()
        self.answer_milliseconds = ANSWER_MILLISECONDS
        self.dialog: HearDialog | None = None
        self._asking: SoundProcess | None = None

    @property
    def is_asking(self) -> bool:
        """True while it is not known whether the voice answers."""
        return self._asking is not None

    def hear(self, title: str, text: str) -> None:
        """Reads a text as soon as the voice has answered, or says that it does not; nothing while it is being asked."""
        if self._asking is not None:
            return
        process = self._asking = SoundProcess(Job.VOICE, self, program=self.program)
        process.answer_milliseconds = self.answer_milliseconds
        process.ready.connect(lambda _words: self._read(process, title, text))
        process.failed.connect(self._failed)

    def _failed(self, problem: Problem) -> None:
        if self._asking is None:
            # The dialog is open, and says so itself.
            return
        self._asking.deleteLater()
        self._asking = None
        self._context.messages.tell(no_voice() if isinstance(problem, SoundStopped) else problem)

    def _read(self, process: SoundProcess, title: str, text: str) -> None:
        self._asking = None
        self.dialog = HearDialog(title, text, Voice(process, text), parent=self._page.window())
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
