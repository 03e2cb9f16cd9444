"""Plays a recording; QtMultimedia is loaded with the first one."""

from __future__ import annotations

from collections.abc import Callable
from math import pi, sin
from typing import Any, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal

from insidescoop.domain.problems import Problem

_TOLD_EVERY_MILLISECONDS = 50
_HEAD_BYTES = 44
"""Recordings are kept with the shortest head there is (`speech.wav.wav_of`)."""


class Player(Protocol):
    """Plays one recording. `moved(millisecond)` is sent as it goes on, `ended()` at its end."""

    @property
    def moved(self) -> Any:
        """The signal of the place."""
        ...

    @property
    def ended(self) -> Any:
        """The signal of the end."""
        ...

    def begin(self) -> None:
        """Plays from the beginning."""
        ...

    def stop(self) -> None:
        """Ends."""
        ...


OpenPlayer = Callable[[bytes, QObject], Player]
"""Gets a recording ready to be played. Raises a Problem where there is no loudspeaker or no library."""


class SoundPlayer(QObject):
    """Plays a recording on the system's loudspeaker."""

    moved = Signal(int)
    ended = Signal()

    def __init__(self, sink: Any, sound: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self._sink = sink
        self._length = (len(sound) - _HEAD_BYTES) // 32
        self._samples = QByteArray(sound[_HEAD_BYTES:])
        self._buffer = QBuffer(self._samples, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._timer = QTimer(self)
        self._timer.setInterval(_TOLD_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self._tell)

    def begin(self) -> None:
        """Plays from the beginning."""
        self._sink.start(self._buffer)
        self._timer.start()

    def stop(self) -> None:
        """Ends."""
        self._timer.stop()
        self._sink.stop()

    def _tell(self) -> None:
        place = self._sink.processedUSecs() // 1000
        self.moved.emit(min(place, self._length))
        if place >= self._length:
            self.stop()
            self.ended.emit()


def open_player(sound: bytes, parent: QObject) -> Player:
    """A player for a recording.

    Raises:
        Problem: there is no loudspeaker, or no library to reach it.
    """
    return SoundPlayer(_sink(), sound, parent)


def _sink() -> Any:
    try:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
    except ImportError as error:
        raise no_sound_library() from error
    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        raise Problem(
            "No loudspeaker was found.",
            your_data="The recording is kept.",
            next_step="Plug one in, or switch it on, and try again.",
        )
    form = QAudioFormat()
    form.setSampleRate(16_000)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return QAudioSink(device, form)


def no_sound_library() -> Problem:
    """What is said where QtMultimedia cannot be loaded."""
    return Problem(
        "Sound is not available in this installation.",
        your_data="Nothing was lost, and everything else works.",
        next_step="Tap along instead, or bring a recording made elsewhere with “Use a recording…”.",
    )


def play_tone(is_low: bool) -> None:
    """Plays a soft tone of a fifth of a second; nothing where there is no sound."""
    try:
        sink = _sink()
    except Problem:
        return
    player = _TonePlayer(sink, tone_of(is_low=is_low))
    player.begin()


class _TonePlayer(SoundPlayer):
    """A player that keeps itself until its sound is over."""

    def __init__(self, sink: Any, sound: bytes) -> None:
        super().__init__(sink, sound, sink)
        self.ended.connect(sink.deleteLater)


def tone_of(*, is_low: bool) -> bytes:
    """The soft tone as a recording: it swells and fades, so that nothing clicks."""
    count, hertz = 3_200, 392 if is_low else 523
    body = b"".join(
        int(5_000 * sin(pi * place / count) ** 2 * sin(2 * pi * hertz * place / 16_000)).to_bytes(
            2, "little", signed=True
        )
        for place in range(count)
    )
    return bytes(_HEAD_BYTES) + body
