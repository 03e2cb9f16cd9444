"""Sound files made for a test, without a synthesizer."""

from __future__ import annotations

import math
import random
import struct
from array import array
from functools import cache

from insidescoop.speech.wav import RATE


def tone(seconds: float, *, hertz: float = 220, amplitude: float = 9_000, rate: int = RATE) -> array[int]:
    """A voice of sorts: a tone with two others above it, swelling four times a second."""
    return array("h", _tone(seconds, hertz, amplitude, rate))


@cache
def _tone(seconds: float, hertz: float, amplitude: float, rate: int) -> bytes:
    samples = []
    for place in range(int(seconds * rate)):
        at = place / rate
        swell = 0.6 + 0.4 * math.sin(2 * math.pi * 4 * at)
        wave = sum(math.sin(2 * math.pi * hertz * many * at) / many for many in (1, 2, 3))
        samples.append(int(amplitude * swell * wave / 1.9))
    return array("h", samples).tobytes()


def silence(seconds: float, rate: int = RATE) -> array[int]:
    return array("h", bytes(2 * int(seconds * rate)))


def noise(seconds: float, amplitude: int = 3_000) -> array[int]:
    """The hiss of a room, the same each time."""
    chance = random.Random(1)  # noqa: S311 - noise, no secret
    return array("h", [chance.randint(-amplitude, amplitude) for _sample in range(int(seconds * RATE))])


def hum(seconds: float) -> array[int]:
    """A mains hum."""
    return array("h", [int(4_000 * math.sin(2 * math.pi * 50 * at / RATE)) for at in range(int(seconds * RATE))])


def music(seconds: float) -> array[int]:
    """Notes of 0.4 s up and down a scale, with a breath after every fourth."""
    whole, number = array("h"), 0
    while len(whole) < seconds * RATE:
        whole += tone(0.4, hertz=220 * 2 ** ((number % 8) / 8))
        number += 1
        if number % 4 == 0:
            whole += silence(0.4)
    return whole[: int(seconds * RATE)]


def a_run(rate: int = RATE, amplitude: float = 9_000) -> array[int]:
    """Half a second of nothing, 2 s of voice, 0.6 s of pause, 1 s of voice, 1.2 s of pause, 2 s of voice, nothing."""
    parts = [silence(0.5, rate), tone(2, rate=rate, amplitude=amplitude), silence(0.6, rate),
             tone(1, rate=rate, amplitude=amplitude), silence(1.2, rate), tone(2, rate=rate, amplitude=amplitude),
             silence(0.7, rate)]  # fmt: skip
    whole = array("h")
    for part in parts:
        whole += part
    return whole


def file_of(body: bytes, *, rate: int, channels: int = 1, bits: int = 16, tag: int = 1, before: bytes = b"") -> bytes:
    frame = channels * bits // 8
    form = struct.pack("<HHIIHH", tag, channels, rate, rate * frame, frame, bits)
    if tag == 0xFFFE:
        form += struct.pack("<HHI", 22, bits, 0) + struct.pack("<H", 1) + b"\x00" * 14
    chunks = b"fmt " + struct.pack("<I", len(form)) + form + before + b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def packed(samples: array[int], bits: int) -> bytes:
    if bits == 8:
        return bytes((sample >> 8) + 128 for sample in samples)
    if bits == 16:
        return samples.tobytes()
    shift = bits - 16
    return b"".join((sample << shift).to_bytes(bits // 8, "little", signed=True) for sample in samples)
