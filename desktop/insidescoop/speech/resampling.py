"""Sound at another rate, with nothing but the standard library: a low-pass filter taken at the new instants only."""

from __future__ import annotations

import math
from array import array
from fractions import Fraction
from operator import mul

from insidescoop.domain.progress import Progress, Report, unheard

_ZEROS = 5
"""Zero crossings of the filter on each side: what folds back is 40 dB under what passes, enough for speech."""

_PASSED = 0.9
"""Share of the smaller rate's band that passes."""

_LARGEST_STEP = 441
"""Common rates are fractions of small numbers; an odd rate is taken for the nearest, off by 1 ms a minute at most."""


def resampled(samples: array[int], *, from_rate: int, to_rate: int, report: Report = unheard) -> array[int]:
    """The samples as they would have been taken at another rate; as long, to the sample.

    Raises:
        Cancelled: the report called it off.
    """
    if from_rate == to_rate or not samples:
        return samples
    ratio = Fraction(to_rate, from_rate).limit_denominator(_LARGEST_STEP)
    phases, step = ratio.numerator, ratio.denominator
    wide = max(1.0, from_rate / to_rate)
    half = math.ceil(_ZEROS * wide)
    padded = array("h", [0] * (half - 1)) + samples + array("h", [0] * (half + step))
    count = len(samples) * phases // step
    found = array("h", [0]) * count
    for phase in range(phases):
        report(Progress(phase, phases, "Reading the recording"))
        whole, part = divmod(phase * step, phases)
        weights = _weights(part / phases, half=half, wide=wide)
        wanted = len(range(phase, count, phases))
        slices = [padded[whole + tap :: step][:wanted] for tap in range(2 * half)]
        found[phase::phases] = array("h", _filtered(weights, slices))
    return found


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
