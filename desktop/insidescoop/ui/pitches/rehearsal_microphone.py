"""Records from the system's microphone; QtMultimedia is loaded when recording is first asked for."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from math import log10
from typing import Any, Protocol

from PySide6.QtCore import QIODevice

from insidescoop.domain.problems import Invalid, Problem
from insidescoop.speech.wav import LONGEST_MINUTES, RATE, read_wav, wav_of
from insidescoop.ui.pitches.rehearsal_player import no_sound_library

_QUIETEST = 0.001
_PEAKS_LOOKED_AT = 4_096


@dataclass(frozen=True, slots=True)
class SampleForm:
    """How a device packs its samples: `tag` is 1 for whole numbers and 3 for fractions, as in a WAV file."""

    rate: int
    channels: int
    bits: int
    tag: int = 1


class AudioInput(Protocol):
    """A device that hands over samples as they come."""

    @property
    def form(self) -> SampleForm:
        """How the samples are packed."""
        ...

    def begin(self, receive: Callable[[bytes], None]) -> None:
        """Starts, and calls `receive` with each bit of sound. Raises a Problem if the device does not start."""
        ...

    def hold(self) -> None:
        """Hands over nothing for a while."""
        ...

    def go_on(self) -> None:
        """Hands over again."""
        ...

    def end(self) -> None:
        """Ends."""
        ...


class Microphone:
    """A recorder (`rehearsal_sound.Recorder`) over a device: it gathers, knows the level, and ends in a WAV file."""

    def __init__(self, source: AudioInput) -> None:
        self._source = source
        self._gathered = bytearray()
        self._peak = 0.0
        form = source.form
        self._most = LONGEST_MINUTES * 60 * form.rate * form.channels * form.bits // 8

    def begin(self) -> None:
        """Starts to take down.

        Raises:
            Problem: the device does not start.
        """
        self._source.begin(self._receive)

    def hold(self) -> None:
        """Takes nothing down for a while."""
        self._source.hold()

    def go_on(self) -> None:
        """Takes down again."""
        self._source.go_on()

    def level(self) -> float:
        """How loud it was in the last bit of sound, from 0 to 1 on a scale of 60 decibels."""
        return max(0.0, 1 + log10(max(self._peak, _QUIETEST)) / 3)

    def finish(self) -> bytes | None:
        """Ends, and returns the sound as a WAV file of 16,000 samples a second; None if nothing came."""
        self._source.end()
        if not self._gathered:
            return None
        try:
            return wav_of(read_wav(_file_of(self._source.form, bytes(self._gathered))).samples)
        except Invalid:
            return None

    def drop(self) -> None:
        """Ends, and keeps nothing."""
        self._source.end()
        self._gathered.clear()

    def _receive(self, data: bytes) -> None:
        if len(self._gathered) < self._most:
            self._gathered += data
        self._peak = _peak_of(data[-_PEAKS_LOOKED_AT:], self._source.form)


def _peak_of(data: bytes, form: SampleForm) -> float:
    """The loudest of some samples, from 0 to 1."""
    width = form.bits // 8
    if form.tag == 3:
        values = struct.unpack(f"<{len(data) // width}f", data[: len(data) // width * width])
        return min(max((abs(value) for value in values), default=0.0), 1.0)
    if width == 1:
        return max((abs(value - 128) for value in data), default=0) / 128
    high = data[width - 1 :: width]
    return max((abs(value - 256 if value > 127 else value) for value in high), default=0) / 128


def _file_of(form: SampleForm, body: bytes) -> bytes:
    frame = form.channels * form.bits // 8
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(body), b"WAVE", b"fmt ", 16, form.tag, form.channels,
                       form.rate, form.rate * frame, frame, form.bits, b"data", len(body))  # fmt: skip
    return head + body


class QtInput:
    """The system's microphone through QtMultimedia."""

    def __init__(self, source: Any, form: SampleForm) -> None:
        self._source = source
        self._form = form
        self._device: QIODevice | None = None
        self._receive: Callable[[bytes], None] = lambda _data: None

    @property
    def form(self) -> SampleForm:
        """How the samples are packed."""
        return self._form

    def begin(self, receive: Callable[[bytes], None]) -> None:
        """Starts.

        Raises:
            Problem: the device does not start.
        """
        self._receive = receive
        self._device = self._source.start()
        if self._device is None or self._source.error().value:
            raise Problem(
                "The microphone did not start.",
                your_data="Nothing was recorded.",
                next_step="Allow this program to use it in the system's settings, or tap along instead.",
            )
        self._device.readyRead.connect(self._read)

    def hold(self) -> None:
        """Hands over nothing for a while."""
        self._read()
        self._source.suspend()

    def go_on(self) -> None:
        """Hands over again."""
        self._source.resume()

    def end(self) -> None:
        """Ends."""
        self._read()
        self._source.stop()
        self._device = None

    def _read(self) -> None:
        if self._device is not None:
            self._receive(bytes(self._device.readAll().data()))


def open_microphone() -> Microphone:
    """A recorder over the system's microphone.

    Raises:
        Problem: there is none, or no library to reach it.
    """
    try:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices
    except ImportError as error:
        raise no_sound_library() from error
    device = QMediaDevices.defaultAudioInput()
    if device.isNull():
        raise Problem(
            "No microphone was found.",
            your_data="Nothing was lost.",
            next_step="Plug one in and try again, or tap along instead.",
        )
    wanted = QAudioFormat()
    wanted.setSampleRate(RATE)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    form = wanted if device.isFormatSupported(wanted) else device.preferredFormat()
    tag = 3 if form.sampleFormat() == QAudioFormat.SampleFormat.Float else 1
    packed = SampleForm(form.sampleRate(), form.channelCount(), 8 * form.bytesPerSample(), tag)
    return Microphone(QtInput(QAudioSource(device, form), packed))
