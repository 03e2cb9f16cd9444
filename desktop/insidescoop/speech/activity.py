"""Where somebody speaks in a sound, how long the pauses are, and how loud it is: from its energy alone."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise
from operator import mul

from insidescoop.domain.rehearsal.counting_runs import QUIETEST_SOUND
from insidescoop.domain.rehearsal.rehearsals import Span
from insidescoop.domain.rehearsal.reports import QUIET_LOUDNESS, SHORTEST_PAUSE, Level, SoundReport
from insidescoop.speech.wav import RATE, Sound

_BLOCK_MILLISECONDS = 10
_BLOCK = RATE * _BLOCK_MILLISECONDS // 1000
_SMOOTHED = 2
"""Blocks on each side that a block is averaged with: 50 ms, the length of a short vowel."""

_FLOOR_SHARE, _TOP_SHARE = 0.05, 0.95
"""Shares of the blocks, by loudness, that stand for the noise of the room and for the voice."""

_ABOVE_FLOOR, _BELOW_TOP, _LEAST_RANGE = 6.0, 30.0, 9.0
"""Decibels: speech is this far above the noise, and not further than this under the voice; a sound whose loud and
quiet parts are nearer than the last is all noise."""

_SHORTEST_SOUND = 70
"""Milliseconds: anything shorter between two silences is a click or a knock."""

_SILENCE = -120.0


def listen(sound: Sound) -> SoundReport:
    """What the sound alone tells; `begin` and `end` are both 0 where no voice is heard."""
    loudness = _smoothed(_block_powers(sound.samples))
    heard = _spoken(loudness)
    if not heard:
        return SoundReport(sound.milliseconds, 0, 0, (), round(_top_of(loudness) * 10), Level.QUIET)
    pauses = tuple(
        Span(before.end, after.start) for before, after in pairwise(heard) if after.start - before.end >= SHORTEST_PAUSE
    )
    told = _mean_decibels(loudness, heard)
    level = Level.CLIPPED if sound.is_clipped else Level.QUIET if told < QUIET_LOUDNESS else Level.GOOD
    return SoundReport(sound.milliseconds, heard[0].start, heard[-1].end, pauses, told, level)


def _block_powers(samples: array[int]) -> list[float]:
    """The mean square of each block around its own mean: a microphone's constant offset is not heard."""
    powers = []
    for start in range(0, len(samples) - _BLOCK + 1, _BLOCK):
        block = samples[start : start + _BLOCK]
        mean = sum(block) / _BLOCK
        powers.append(max(sum(map(mul, block, block)) / _BLOCK - mean * mean, 0.0))
    return powers


def _smoothed(powers: list[float]) -> list[float]:
    """Decibels under full scale of each block, averaged with its neighbours."""
    found = []
    for place in range(len(powers)):
        near = powers[max(place - _SMOOTHED, 0) : place + _SMOOTHED + 1]
        mean = sum(near) / len(near)
        found.append(10 * math.log10(mean / 32_768**2) if mean > 0 else _SILENCE)
    return found


def _spoken(loudness: list[float]) -> list[Span]:
    """The stretches in which somebody speaks, in order; empty where nobody does."""
    ordered = sorted(value for value in loudness if value > _SILENCE)
    if not ordered:
        return []
    floor, top = ordered[int(len(ordered) * _FLOOR_SHARE)], ordered[int(len(ordered) * _TOP_SHARE)]
    has_silence = len(ordered) < len(loudness) * (1 - _FLOOR_SHARE)
    if top * 10 < QUIETEST_SOUND or (top - floor < _LEAST_RANGE and not has_silence):
        return []
    bound = max(floor + _ABOVE_FLOOR, top - _BELOW_TOP)
    if has_silence:
        # Where the pauses are perfectly silent, the quietest sounds left are part of the voice.
        bound = top - _BELOW_TOP if top - floor < _BELOW_TOP / 2 else min(bound, top - _BELOW_TOP / 2)
    return _without_clicks(_stretches([value >= bound for value in loudness]))


def _top_of(loudness: list[float]) -> float:
    """How loud the loud parts are, without the loudest twentieth: a knock on the table is not counted."""
    return sorted(loudness)[int(len(loudness) * _TOP_SHARE)] if loudness else _SILENCE


def _stretches(is_loud: list[bool]) -> list[Span]:
    found: list[Span] = []
    start: int | None = None
    for place, loud in enumerate([*is_loud, False]):
        if loud and start is None:
            start = place
        elif not loud and start is not None:
            found.append(Span(start * _BLOCK_MILLISECONDS, place * _BLOCK_MILLISECONDS))
            start = None
    return found


def _without_clicks(stretches: list[Span]) -> list[Span]:
    """The stretches with short gaps closed, and without what is too short to be a syllable and stands alone."""
    closed: list[Span] = []
    for each in stretches:
        if closed and each.start - closed[-1].end < SHORTEST_PAUSE:
            closed[-1] = Span(closed[-1].start, each.end)
        else:
            closed.append(each)
    return [each for each in closed if each.end - each.start >= _SHORTEST_SOUND]


def _mean_decibels(loudness: list[float], heard: list[Span]) -> int:
    powers = [
        10 ** (value / 10)
        for span in heard
        for value in loudness[span.start // _BLOCK_MILLISECONDS : span.end // _BLOCK_MILLISECONDS]
    ]
    return round(100 * math.log10(sum(powers) / len(powers)))
