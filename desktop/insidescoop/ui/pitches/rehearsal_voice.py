"""Reads a text out loud with the system's voice; QtTextToSpeech is loaded when that is first asked for."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from insidescoop.domain.problems import Problem
from insidescoop.domain.sentences import sentences_of

_SILENT_ENGINES = frozenset({"mock"})
"""Qt's engine for tests, which says nothing."""


class Voice(QObject):
    """Reads sentence by sentence, so that the one being read is known whatever the engine tells.

    `begun(place)` is sent as each sentence begins, `ended()` after the last or when it was stopped.
    """

    begun = Signal(int)
    ended = Signal()

    def __init__(self, speech: Any, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._sentences = [sentence.text for sentence in sentences_of(text)]
        self._place = -1
        self._is_reading = False
        speech.setParent(self)
        speech.stateChanged.connect(self._state_changed)

    def begin(self) -> None:
        """Reads from the beginning."""
        self._is_reading = True
        self._place = -1
        self._next()

    def stop(self) -> None:
        """Ends at once."""
        if self._is_reading:
            self._is_reading = False
            self._speech.stop()
            self.ended.emit()

    def _next(self) -> None:
        self._place += 1
        if self._place >= len(self._sentences):
            self._is_reading = False
            self.ended.emit()
            return
        self.begun.emit(self._place)
        self._speech.say(self._sentences[self._place])

    def _state_changed(self, state: Any) -> None:
        if not self._is_reading:
            return
        if state.name == "Ready":
            self._next()
        elif state.name == "Error":
            self.stop()


def open_voice(text: str, parent: QObject | None = None, *, engine: str | None = None) -> Voice:
    """The system's voice, ready to read a text; `engine` names another than the system's usual one.

    Raises:
        Problem: there is no voice, or no library to reach one.
    """
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError as error:
        raise no_voice() from error
    engines = [name for name in QTextToSpeech.availableEngines() if name not in _SILENT_ENGINES]
    if engine is None and not engines:
        raise no_voice()
    speech = QTextToSpeech(engine or engines[0])
    if speech.state() == QTextToSpeech.State.Error or not speech.availableVoices():
        raise no_voice()
    return Voice(speech, text, parent)


def check_voice() -> int:
    """Opens the system's voice in this process, which has no window that could freeze; 0 if there is one, else 1."""
    application = QCoreApplication([])
    if sys.stdout is not None:
        sys.stdout.write("asking\n")
        sys.stdout.flush()
    try:
        open_voice("", application)
    except Problem:
        return 1
    return 0


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
