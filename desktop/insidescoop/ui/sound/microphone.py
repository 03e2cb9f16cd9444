"""Records from the system's microphone through another process, which alone loads QtMultimedia."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from math import log10
from typing import Protocol

from PySide6.QtCore import QObject

from insidescoop.domain.problems import Invalid, Problem
from insidescoop.domain.values import frozen
from insidescoop.speech.wav import LONGEST_MINUTES, read_wav, wav_of
from insidescoop.ui.sound.process import Job, SoundProcess

_QUIETEST = 0.001
_PEAKS_LOOKED_AT = 4_096


@frozen
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

    @property
    def is_waiting(self) -> bool:
        """Never: the device is there."""
        return False

    def watch(self, changed: Callable[[Problem | None], object]) -> None:
        """Nothing changes."""

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


class ProcessInput:
    """The system's microphone through another process, which hears all the time and is listened to when asked."""

    def __init__(self, process: SoundProcess, form: SampleForm) -> None:
        self._process = process
        self._form = form
        self._receive: Callable[[bytes], None] | None = None
        self._held: Callable[[bytes], None] | None = None
        process.heard.connect(self._hear)

    @property
    def form(self) -> SampleForm:
        """How the samples are packed."""
        return self._form

    def begin(self, receive: Callable[[bytes], None]) -> None:
        """Starts."""
        self._receive = receive

    def hold(self) -> None:
        """Hands over nothing for a while."""
        self._held, self._receive = self._receive, None

    def go_on(self) -> None:
        """Hands over again."""
        self._receive = self._held

    def end(self) -> None:
        """Ends."""
        self._process.end()

    def _hear(self, data: bytes) -> None:
        if self._receive is not None:
            self._receive(data)


class AwaitedMicrophone(QObject):
    """A recorder over the system's microphone, which takes a moment to answer."""

    def __init__(self, *, program: Sequence[str] = ()) -> None:
        super().__init__()
        self._changed: Callable[[Problem | None], object] = lambda _problem: None
        self._microphone: Microphone | None = None
        self.process = SoundProcess(Job.RECORD, self, program=program)
        self.process.ready.connect(self._ready)
        self.process.failed.connect(lambda problem: self._changed(problem))

    @property
    def is_waiting(self) -> bool:
        """Whether the device has not answered yet."""
        return self._microphone is None

    def watch(self, changed: Callable[[Problem | None], object]) -> None:
        """Has `changed` called once the device has answered, and with a Problem where it does not, or stops."""
        self._changed = changed

    def _ready(self, packed: list[str]) -> None:
        rate, channels, bits, tag = map(int, packed)
        self._microphone = Microphone(ProcessInput(self.process, SampleForm(rate, channels, bits, tag)))
        self._changed(None)

    def begin(self) -> None:
        """Starts to take down; nothing while the device has not answered."""
        if self._microphone is not None:
            self._microphone.begin()

    def hold(self) -> None:
        """Takes nothing down for a while."""
        if self._microphone is not None:
            self._microphone.hold()

    def go_on(self) -> None:
        """Takes down again."""
        if self._microphone is not None:
            self._microphone.go_on()

    def level(self) -> float:
        """How loud it was in the last bit of sound, from 0 to 1."""
        return self._microphone.level() if self._microphone is not None else 0.0

    def finish(self) -> bytes | None:
        """Ends, and returns the sound as a WAV file of 16,000 samples a second; None if nothing came."""
        self.process.end()
        return self._microphone.finish() if self._microphone is not None else None

    def drop(self) -> None:
        """Ends, and keeps nothing."""
        self.process.end()


def open_microphone() -> AwaitedMicrophone:
    """A recorder over the system's microphone."""
    return AwaitedMicrophone()
