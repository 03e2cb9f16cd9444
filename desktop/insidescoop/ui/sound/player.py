"""Plays a recording and soft tones through another process, which alone loads QtMultimedia."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import pi, sin
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from insidescoop.domain.problems import Problem
from insidescoop.ui.sound.process import Job, SoundProcess

HEAD_BYTES = 44
"""Recordings are kept with the shortest head there is (`speech.wav.wav_of`)."""


class Player(Protocol):
    """Plays one recording.

    `moved(millisecond)` is sent as it goes on, `ended()` at its end, `failed(Problem)` where it cannot be played.
    """

    @property
    def moved(self) -> Any:
        """The signal of the place."""
        ...

    @property
    def ended(self) -> Any:
        """The signal of the end."""
        ...

    @property
    def failed(self) -> Any:
        """The signal of there being no loudspeaker, or none that answers."""
        ...

    def begin(self) -> None:
        """Plays from the beginning."""
        ...

    def stop(self) -> None:
        """Ends."""
        ...


OpenPlayer = Callable[[bytes, QObject], Player]
"""Gets a recording ready to be played."""


class ProcessPlayer(QObject):
    """Plays one recording through another process (`sound_process`)."""

    moved = Signal(int)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, sound: bytes, parent: QObject, *, program: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._sound = sound
        self.process = SoundProcess(Job.PLAY, self, program=program)
        self.process.told.connect(self._told)
        self.process.failed.connect(self.failed)

    def begin(self) -> None:
        """Plays from the beginning."""
        self.process.send(f"sound {len(self._sound)}", self._sound, wants_answer=True)

    def stop(self) -> None:
        """Ends."""
        self.process.end()

    def _told(self, line: str) -> None:
        word, _space, place = line.partition(" ")
        if word == "at":
            self.moved.emit(int(place))
        elif word == "ended":
            self.stop()
            self.ended.emit()


def open_player(sound: bytes, parent: QObject) -> Player:
    """A player for a recording."""
    return ProcessPlayer(sound, parent)


class Tones(QObject):
    """The soft tones of a run (`rehearsal_sound.PlayTone`); silent where there is no sound."""

    def __init__(self, parent: QObject | None = None, *, program: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._program = program
        self._process: SoundProcess | None = None

    def get_ready(self) -> None:
        """Has the loudspeaker ready, so that the first tone is in time."""
        if self._process is None:
            self._process = SoundProcess(Job.PLAY, self, program=self._program)

    def __call__(self, is_low: bool) -> None:
        self.get_ready()
        if self._process is not None:
            self._process.send(f"tone {'low' if is_low else 'high'}")

    def end(self) -> None:
        """Is silent from now on."""
        if self._process is not None:
            self._process.end()


def no_sound_library() -> Problem:
    """What is said where QtMultimedia cannot be loaded."""
    return Problem(
        "Sound is not available in this installation.",
        your_data="Nothing was lost, and everything else works.",
        next_step="Tap along instead, or bring a recording made elsewhere with “Use a recording…”.",
    )


def tone_of(*, is_low: bool) -> bytes:
    """The soft tone as a recording: it swells and fades, so that nothing clicks."""
    count, hertz = 3_200, 392 if is_low else 523
    body = b"".join(
        int(5_000 * sin(pi * place / count) ** 2 * sin(2 * pi * hertz * place / 16_000)).to_bytes(
            2, "little", signed=True
        )
        for place in range(count)
    )
    return bytes(HEAD_BYTES) + body
