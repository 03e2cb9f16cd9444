"""What the other process does (`sound_process`): it speaks, records or plays as its input says, and has no window.

Its input are lines: `say NUMBER "TEXT"` and `stop` to a voice, `tone low`, `tone high` and `sound BYTES` with as many
bytes to a loudspeaker. The end of its input ends it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from threading import Thread
from time import sleep
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QTimer, Signal

from insidescoop.domain.problems import Problem
from insidescoop.speech.wav import RATE
from insidescoop.ui.sound.player import HEAD_BYTES, no_sound_library, tone_of
from insidescoop.ui.sound.voice import no_voice

_TOLD_EVERY_MILLISECONDS = 50
_SECONDS_TO_FALL_SILENT = 2
_SILENT_ENGINES = frozenset({"mock"})
"""Qt's engine for tests, which says nothing."""


class Channel(QObject):
    """The input and output of the process; `line(text, body)` is sent in the thread of the channel."""

    line = Signal(str, bytes)
    closed = Signal()

    def __init__(self, source: int = 0, target: int = 1) -> None:
        super().__init__()
        self._source = source
        self._target = target

    def listen(self) -> None:
        """Starts to read; what waits for a device does not keep the end of the input from being seen."""
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with open(self._source, "rb", closefd=False) as source:
            while line := source.readline():
                text = line.decode(errors="replace").strip()
                length = int(text.split()[1]) if text.startswith("sound ") else 0
                self.line.emit(text, source.read(length))
        self.closed.emit()
        # Whoever waits for a device that hangs does not hear of the end.
        sleep(_SECONDS_TO_FALL_SILENT)
        os._exit(0)

    def tell(self, line: str) -> None:
        """Writes a line."""
        self.write(f"{line}\n".encode())

    def write(self, data: bytes) -> None:
        """Writes bytes, all of them; ends the process where no one reads them any more."""
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(self._target, left) :]
        except OSError:
            os._exit(0)


def run_sound(arguments: Sequence[str]) -> int:
    """Does the job of the first argument until the input ends; 1 if the system has not what it needs.

    A second argument names an engine of the voice other than the system's usual one.
    """
    application = QCoreApplication(["inside-scoop"])
    channel = Channel()
    channel.listen()
    channel.tell("asking")
    begin: dict[str, Callable[[Channel], QObject]] = {
        "voice": lambda channel: Reading(open_speech(*arguments[1:2]), channel),
        "record": _record,
        "play": _play,
    }
    try:
        # Named, so that it lives as long as the input.
        _job = begin[arguments[0]](channel)
    except Problem as problem:
        channel.tell(f"problem {json.dumps((problem.what_happened, problem.your_data, problem.next_step))}")
        return 1
    # After whatever falls silent at the end of the input.
    channel.closed.connect(application.quit)
    application.exec()
    # Libraries of sound do not all survive being taken down in order (measured: a segmentation fault).
    os._exit(0)


# The voice


def open_speech(engine: str | None = None) -> Any:
    """The system's voice.

    Raises:
        Problem: there is none, or no library to reach one.
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
    return speech


class Reading(QObject):
    """Says what it is sent; answers `saying NUMBER` at once and `done NUMBER` at its end."""

    def __init__(self, speech: Any, channel: Channel) -> None:
        super().__init__()
        self._speech = speech
        self._channel = channel
        self._number: str | None = None
        speech.stateChanged.connect(self._state_changed)
        channel.line.connect(self._take)
        channel.closed.connect(self._stop)
        channel.tell("ready")

    def _take(self, line: str, _body: bytes) -> None:
        word, _space, rest = line.partition(" ")
        if word == "say":
            number, _space, text = rest.partition(" ")
            self._speech.say(json.loads(text))
            self._number = number
            self._channel.tell(f"saying {number}")
        elif word == "stop":
            self._stop()

    def _stop(self) -> None:
        self._number = None
        self._speech.stop()

    def _state_changed(self, state: Any) -> None:
        if self._number is None:
            return
        if state.name == "Ready":
            number, self._number = self._number, None
            self._channel.tell(f"done {number}")
        elif state.name == "Error":
            problem = no_voice()
            self._channel.tell(f"problem {json.dumps((problem.what_happened, problem.your_data, problem.next_step))}")


# The microphone


def _record(channel: Channel) -> QObject:
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
    packed = f"{form.sampleRate()} {form.channelCount()} {8 * form.bytesPerSample()} {tag}"
    return Recording(QAudioSource(device, form), packed, channel)


class Recording(QObject):
    """Hands on all that a microphone hears, after one line that says how the samples are packed."""

    def __init__(self, source: Any, packed: str, channel: Channel) -> None:
        super().__init__()
        self._source = source
        self._channel = channel
        self._device: QIODevice | None = source.start()
        if self._device is None or source.error().value:
            raise Problem(
                "The microphone did not start.",
                your_data="Nothing was recorded.",
                next_step="Allow this program to use it in the system's settings, or tap along instead.",
            )
        channel.tell(f"ready {packed}")
        self._device.readyRead.connect(self._read)
        # A device that was unplugged ends the process, which is how the window learns of it.
        source.stateChanged.connect(self._state_changed)

    def _read(self) -> None:
        if self._device is not None:
            self._channel.write(bytes(self._device.readAll().data()))

    def _state_changed(self, state: Any) -> None:
        if state.name == "StoppedState":
            QCoreApplication.quit()


# The loudspeaker


def _play(channel: Channel) -> QObject:
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
    form.setSampleRate(RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return Playing(QAudioSink(device, form), channel)


class Playing(QObject):
    """Plays what it is sent; answers `at MILLISECOND` as a sound goes on, and `ended` at its end."""

    def __init__(self, sink: Any, channel: Channel) -> None:
        super().__init__()
        self._sink = sink
        self._channel = channel
        self._length = 0
        self._samples = QByteArray()
        self._buffer = QBuffer(self._samples, self)
        self._timer = QTimer(self, interval=_TOLD_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.tell_place)
        channel.line.connect(self._take)
        channel.closed.connect(self._stop)
        channel.tell("ready")

    def _take(self, line: str, body: bytes) -> None:
        sound = tone_of(is_low=line == "tone low") if line.startswith("tone ") else body
        self._stop()
        self._buffer.close()
        self._buffer.setData(sound[HEAD_BYTES:])
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._length = (len(sound) - HEAD_BYTES) // 32
        self._sink.start(self._buffer)
        self._channel.tell("at 0")
        self._timer.start()

    def _stop(self) -> None:
        self._timer.stop()
        self._sink.stop()

    def tell_place(self) -> None:
        """Says how far the sound has come."""
        place = self._sink.processedUSecs() // 1000
        self._channel.tell(f"at {min(place, self._length)}")
        if place >= self._length:
            self._stop()
            self._channel.tell("ended")
