"""Twelve pitches said by a synthesizer at known times, so that what is found in the sound can be held against them.

The pitches and the people in them are made up. Needs espeak-ng; each sentence is said by itself, so that its first and
last sample are known.
"""

from __future__ import annotations

import random
import subprocess
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from insidescoop.domain.pitch.sentences import sentences_of
from insidescoop.domain.rehearsal.rehearsals import Span
from insidescoop.speech.resampling import resampled
from insidescoop.speech.wav import RATE, read_wav, wav_of
from synthesizer import PROGRAM

SPEEDS = (130, 165, 200)
"""Words a minute that the synthesizer is asked for: slow, usual, quick."""

NOISE_DECIBELS = 20
_LOUDER_THAN_SILENCE = 250

PITCHES = tuple(Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines())
"""One a line."""


@dataclass(frozen=True, slots=True)
class Said:
    """A pitch as it was said: a WAV file, and for each sentence when it was said, None for one left out."""

    text: str
    wav: bytes
    spans: tuple[Span | None, ...]


@cache
def spoken(sentence: str, speed: int, voice: str = "en-us") -> array[int]:
    """The samples of one sentence, from its first to its last sound, 16,000 a second."""
    said = subprocess.run(
        [PROGRAM, "-v", voice, "-s", str(speed), "--stdout", sentence], capture_output=True, check=True
    ).stdout
    samples = read_wav(said).samples
    loud = [place for place, sample in enumerate(samples) if abs(sample) > _LOUDER_THAN_SILENCE]
    return samples[loud[0] : loud[-1] + 1]


def say(
    text: str,
    *,
    speed: int = SPEEDS[1],
    left_out: frozenset[int] = frozenset(),
    twice: frozenset[int] = frozenset(),
    noise_decibels: float | None = NOISE_DECIBELS,
    voice: str = "en-us",
    seed: int = 0,
) -> Said:
    """A pitch said with breaths between its sentences, at the same times for the same seed.

    A sentence said twice is first broken off in its middle; its span is the whole of both.
    """
    chance = random.Random(seed)  # noqa: S311 - breaths, not secrets
    whole = array("h", bytes(2 * int(RATE * chance.uniform(0.3, 1.0))))
    spans: list[Span | None] = []
    for place, sentence in enumerate(sentences_of(text)):
        if place in left_out:
            spans.append(None)
            continue
        samples = spoken(sentence.text, speed, voice)
        start = len(whole)
        if place in twice:
            whole += samples[: len(samples) // 2] + array("h", bytes(2 * (RATE // 3)))
        whole += samples
        spans.append(Span(start * 1000 // RATE, len(whole) * 1000 // RATE))
        whole += array("h", bytes(2 * int(RATE * chance.uniform(0.25, 0.9))))
    if noise_decibels is not None:
        whole = with_noise(whole, noise_decibels, chance)
    return Said(text, wav_of(whole), tuple(spans))


def with_noise(samples: array[int], decibels: float, chance: random.Random) -> array[int]:
    """The samples with white noise so many decibels under their own mean power."""
    power = sum(sample * sample for sample in samples) / max(len(samples), 1)
    deviation = (power / 10 ** (decibels / 10)) ** 0.5
    gauss = chance.gauss
    return array("h", [min(max(int(sample + gauss(0, deviation)), -32_768), 32_767) for sample in samples])


def at_rate(samples: array[int], rate: int) -> array[int]:
    """The samples at another rate."""
    return resampled([samples], len(samples), from_rate=RATE, to_rate=rate)
