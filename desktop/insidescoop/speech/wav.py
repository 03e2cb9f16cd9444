"""WAV files of any maker, read as one channel of 16,000 samples a second, and written as that."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from operator import mul

from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Report, unheard
from insidescoop.domain.values import frozen
from insidescoop.speech.resampling import resampled

RATE = 16_000
"""Samples a second of everything that is listened to: what the recognizer was trained on."""

LONGEST_MINUTES = 15
LARGEST_FILE = 400 * 2**20
_LOWEST_RATE, _HIGHEST_RATE, _MOST_CHANNELS = 4_000, 384_000, 16
_FRAMES_AT_ONCE = 1 << 16
_ENOUGH_RATE = 96_000
"""Samples a second; of more, several are taken together first: the filter would take a minute for three."""
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_CLIPPED_AT, _CLIPPED_SHARE = 32_600, 0.0005
"""A sample this near the end of the scale was cut off; a few in two thousand are heard as a crackle."""

_SIGNED = bytes((value - 128) & 255 for value in range(256))
_NEXT_STEP = "Choose a WAV file of 8, 16, 24 or 32 bits, or save the recording as one."


@frozen
class Sound:
    """One channel of 16-bit samples, 16,000 a second; `is_clipped` if the original was cut off at its loudest."""

    samples: array[int]
    is_clipped: bool = False

    @property
    def milliseconds(self) -> int:
        """How long it lasts."""
        return len(self.samples) * 1000 // RATE


@frozen
class _Form:
    """What the file says of its samples."""

    tag: int
    channels: int
    rate: int
    bits: int


def read_wav(data: bytes, report: Report = unheard) -> Sound:
    """The sound of a WAV file: the louder channel of several, at our own rate.

    Raises:
        Invalid: it is no WAV file, its samples are of a kind nobody here reads, or it is too long.
        Cancelled: the report called it off.
    """
    form, body = _chunks(data)
    if not _LOWEST_RATE <= form.rate <= _HIGHEST_RATE or not 1 <= form.channels <= _MOST_CHANNELS:
        raise Invalid("This sound file says odd things of itself.", next_step=_NEXT_STEP)
    frame = form.channels * ((form.bits + 7) // 8)
    frames = len(body) // frame if frame else 0
    if frames / form.rate > LONGEST_MINUTES * 60:
        raise Invalid(
            f"This recording is longer than {LONGEST_MINUTES} minutes.",
            next_step="Cut it to the one run you want to hear about.",
        )
    channel = 0
    if form.channels > 1:
        energies = [0] * form.channels
        for block in _blocks(form, body, frames):
            for place in range(form.channels):
                energies[place] += _energy(block[place :: form.channels])
        channel = energies.index(max(energies))
    clipped = 0
    thin = next(many for many in range(form.rate // _ENOUGH_RATE + 1, 0, -1) if _may_be_thinned(form.rate, many))

    def heard() -> Iterator[array[int]]:
        nonlocal clipped
        left = array("h")
        for block in _blocks(form, body, frames):
            samples = block[channel :: form.channels]
            clipped += _clipped(samples)
            left += samples
            whole = len(left) // thin * thin
            yield _thinned(left[:whole], thin)
            del left[:whole]

    samples = resampled(heard(), frames // thin, from_rate=form.rate // thin, to_rate=RATE, report=report)
    return Sound(samples, clipped > frames * _CLIPPED_SHARE)


def _may_be_thinned(rate: int, many: int) -> bool:
    return many == 1 or (rate % many == 0 and rate // many >= _ENOUGH_RATE)


def _thinned(samples: array[int], many: int) -> array[int]:
    """The mean of every so many samples: above what anybody hears, that is filter enough, and soon done."""
    if many == 1:
        return samples
    return array(
        "h", [total // many for total in map(sum, zip(*(samples[at::many] for at in range(many)), strict=True))]
    )


def _blocks(form: _Form, body: memoryview, frames: int) -> Iterator[array[int]]:
    """The samples of all channels as 16 bits, by turns, some frames at a time: 400 MB are too many to hold twice."""
    if not frames:
        # What nobody reads is refused, however short it is.
        _sixteen_bits(form, b"")
    frame = form.channels * ((form.bits + 7) // 8)
    for start in range(0, frames, _FRAMES_AT_ONCE):
        end = min(start + _FRAMES_AT_ONCE, frames)
        yield _sixteen_bits(form, bytes(body[start * frame : end * frame]))


def wav_of(samples: array[int]) -> bytes:
    """A WAV file of one channel of 16-bit samples, 16,000 a second."""
    body = _little_endian(samples).tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(body), b"WAVE", b"fmt ", 16, _PCM, 1, RATE, RATE * 2, 2,
                       16, b"data", len(body))  # fmt: skip
    return head + body


def _chunks(data: bytes) -> tuple[_Form, memoryview]:
    if len(data) > LARGEST_FILE:
        raise Invalid("This sound file is too large.", next_step=_NEXT_STEP)
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise Invalid("This is not a WAV file.", next_step=_NEXT_STEP)
    form: _Form | None = None
    view = memoryview(data)
    place = 12
    while place + 8 <= len(data):
        name, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        body = view[place + 8 : place + 8 + size]
        if name == b"fmt " and len(body) >= 16:
            form = _form_of(bytes(body))
        elif name == b"data" and form is not None:
            # Recorders that were cut off leave a size of 0, or one that is too large: what is there is taken.
            return form, view[place + 8 :] if size == 0 else body
        place += 8 + size + size % 2
    raise Invalid("This sound file is damaged, or holds no sound.", next_step=_NEXT_STEP)


def _form_of(body: bytes) -> _Form:
    tag, channels, rate, _bytes, _frame, bits = struct.unpack("<HHIIHH", body[:16])
    if tag == _EXTENSIBLE and len(body) >= 26:
        tag = int.from_bytes(body[24:26], "little")
    return _Form(tag, channels, rate, bits)


def _sixteen_bits(form: _Form, body: bytes) -> array[int]:
    """All samples as 16 bits, the channels still by turns."""
    if form.tag == _FLOAT and form.bits in (32, 64):
        floats = array("f" if form.bits == 32 else "d", body)
        if sys.byteorder == "big":
            floats.byteswap()
        return array("h", [int(min(max(value, -1.0), 1.0) * 32_767) if value == value else 0 for value in floats])
    if form.tag != _PCM or form.bits not in (8, 16, 24, 32):
        raise Invalid("The samples of this sound file are packed in a way nobody here reads.", next_step=_NEXT_STEP)
    width = form.bits // 8
    high, low = body[width - 1 :: width], body[width - 2 :: width] if width > 1 else None
    words = bytearray(2 * len(high))
    words[1::2] = high.translate(_SIGNED) if width == 1 else high
    if low is not None:
        words[0::2] = low
    return _little_endian(array("h", bytes(words)))


def _little_endian(samples: array[int]) -> array[int]:
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    return samples


def _energy(samples: array[int]) -> int:
    return sum(map(mul, samples, samples))


def _clipped(samples: array[int]) -> int:
    """How many samples are at the end of the scale."""
    if not samples or (max(samples) < _CLIPPED_AT and min(samples) > -_CLIPPED_AT):
        return 0
    return sum(1 for sample in samples if not -_CLIPPED_AT < sample < _CLIPPED_AT)
