"""Reads a text out loud with the system's voice, which another process speaks with."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QObject, Signal

from insidescoop.domain.pitch.sentences import sentences_of
from insidescoop.domain.problems import Problem
from insidescoop.ui.sound.process import SoundProcess


class Voice(QObject):
    """Reads sentence by sentence, so that the one being read is known whatever the engine tells.

    `begun(place)` is sent as each sentence begins, `ended()` after the last or when it was stopped, `failed(Problem)`
    where the voice does not answer any more. `process` is one for a voice that is ready (`sound_process`).
    """

    begun = Signal(int)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, process: SoundProcess, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = process
        self._sentences = [sentence.text for sentence in sentences_of(text)]
        self._place = -1
        self._number = 0
        self._is_reading = False
        process.setParent(self)
        process.told.connect(self._told)
        process.failed.connect(self._failed)

    def begin(self) -> None:
        """Reads from the beginning."""
        self._is_reading = True
        self._place = -1
        self._next()

    def stop(self) -> None:
        """Ends at once."""
        if self._is_reading:
            self._is_reading = False
            self._process.send("stop")
            self.ended.emit()

    def close(self) -> None:
        """Ends for good."""
        self.stop()
        self._process.end()

    def _next(self) -> None:
        self._place += 1
        if self._place >= len(self._sentences):
            self._is_reading = False
            self.ended.emit()
            return
        self._number += 1
        self.begun.emit(self._place)
        self._process.send(f"say {self._number} {json.dumps(self._sentences[self._place])}", wants_answer=True)

    def _told(self, line: str) -> None:
        # What was stopped may still be told to be done.
        if self._is_reading and line == f"done {self._number}":
            self._next()

    def _failed(self, problem: Problem) -> None:
        was_reading, self._is_reading = self._is_reading, False
        if was_reading:
            self.ended.emit()
        self.failed.emit(problem)


_ON_LINUX = (
    "Install speech-dispatcher and the voices of espeak-ng, on Debian and Ubuntu by typing "
    "“sudo apt install speech-dispatcher speech-dispatcher-espeak-ng”."
)
_WHERE_VOICES_ARE = {
    "win32": "Add a voice in the settings of Windows, under Time & language, Speech.",
    "darwin": "Add a voice in the system settings, under Accessibility, Spoken Content.",
}


def no_voice(platform: str = sys.platform) -> Problem:
    """What is said where there is no voice."""
    return Problem(
        "This system has no voice to read with.",
        your_data="Nothing was changed.",
        next_step=f"{_WHERE_VOICES_ARE.get(platform, _ON_LINUX)} Then start Inside Scoop again.",
    )
