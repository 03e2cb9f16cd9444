"""Sound at another rate, with nothing but the standard library: a low-pass filter taken at the new instants only."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from fractions import Fraction
from itertools import chain, repeat
from operator import mul

from insidescoop.domain.progress import Progress, Report, unheard

_ZEROS = 5
"""Zero crossings of the filter on each side: what folds back is 40 dB under what passes, enough for speech."""

_PASSED = 0.9
"""Share of the smaller rate's band that passes."""

_LARGEST_STEP = 441
"""Common rates are fractions of small numbers; an odd rate is taken for the nearest, off by 1 ms a minute at most."""

_AT_ONCE = 1 << 14
"""New samples made at a time, at most: each needs a number for every tap of the filter."""


def resampled(
    blocks: Iterable[array[int]], count: int, *, from_rate: int, to_rate: int, report: Report = unheard
) -> array[int]:
    """The `count` samples of all blocks as they would have been taken at another rate; as long, to the sample.

    Of the blocks only one is held at a time, and of the one before only what the filter still needs.

    Raises:
        Cancelled: the report called it off.
    """
    found = array("h")
    if from_rate == to_rate or not count:
        for block in blocks:
            found += block
        return found
    ratio = Fraction(to_rate, from_rate).limit_denominator(_LARGEST_STEP)
    phases, step = ratio.numerator, ratio.denominator
    wide = max(1.0, from_rate / to_rate)
    half = math.ceil(_ZEROS * wide)
    filters = [
        (phase * step // phases, _weights(phase * step % phases / phases, half=half, wide=wide))
        for phase in range(phases)
    ]
    wanted = count * phases // step
    rounds = max(1, _AT_ONCE // phases)
    # Before the first sample, and after the last, there is silence.
    held = array("h", bytes(2 * (half - 1)))
    silence = array("h", bytes(2 * (2 * half + rounds * step)))
    for block in chain(blocks, repeat(silence)):
        held += block
        while len(held) >= rounds * step + 2 * half and len(found) < wanted:
            report(Progress(len(found), wanted, "Reading the recording"))
            found += _next(held, filters, rounds, step)
            del held[: rounds * step]
        if len(found) >= wanted:
            break
    del found[wanted:]
    return found


def _next(held: array[int], filters: list[tuple[int, list[float]]], rounds: int, step: int) -> array[int]:
    """So many rounds of new samples: one of each filter, then the same `step` samples later."""
    phases = len(filters)
    made = array("h", bytes(2 * rounds * phases))
    for phase, (whole, weights) in enumerate(filters):
        slices = [held[whole + tap : whole + tap + rounds * step : step] for tap in range(len(weights))]
        made[phase::phases] = array("h", _filtered(weights, slices))
    return made


def _filtered(weights: list[float], slices: list[array[int]]) -> list[int]:
    return [min(max(round(sum(map(mul, weights, taps))), -32_768), 32_767) for taps in zip(*slices, strict=True)]


def _weights(part: float, *, half: int, wide: float) -> list[float]:
    """The filter at the taps around an instant that lies `part` of a sample after the middle one; its sum is 1."""
    weights = []
    for tap in range(2 * half):
        apart = tap - (half - 1) - part
        x = apart * _PASSED / wide
        window = 0.5 + 0.5 * math.cos(math.pi * apart / half) if abs(apart) < half else 0.0
        weights.append((math.sin(math.pi * x) / (math.pi * x) if x else 1.0) * window)
    whole = sum(weights)
    return [weight / whole for weight in weights]
