"""The pace that the user's own runs teach: near the present one it is taken, far from it only proposed."""

import math
from collections.abc import Sequence

from insidescoop.domain.profile import FASTEST_PACE, SLOWEST_PACE
from insidescoop.domain.rehearsal.rehearsals import pace_of

SHORTEST_TELLING_RUN_MILLISECONDS = 10_000
"""Runs under ten seconds say nothing of a person's pace (domain section 4)."""

_NEAR = 0.25
"""The share of the present pace that a run may differ by and still be taken without asking."""

_RUNS_TAKEN = 3


def learned_pace(runs: Sequence[tuple[int, int]], *, present: int) -> int | None:
    """Words a minute learned from counted runs, newest first: the mean of the last three near the present pace.

    `runs` are pairs of words and milliseconds. None if no run tells anything.

    >>> learned_pace([(70, 30_000), (9, 2_000), (65, 30_000), (100, 30_000)], present=140)
    135
    """
    telling = [
        words * 60_000 / length
        for words, length in runs
        if length >= SHORTEST_TELLING_RUN_MILLISECONDS and _is_near(_in_range(pace_of(words, length)), present)
    ][:_RUNS_TAKEN]
    return _in_range(math.floor(sum(telling) / len(telling) + 0.5)) if telling else None


def proposed_pace(*, words: int, milliseconds: int, present: int) -> int | None:
    """The pace to ask the user about after a counted run that is far from the present one; else None.

    >>> [proposed_pace(words=words, milliseconds=30_000, present=140) for words in (70, 88, 50)]
    [None, 176, 100]
    """
    if milliseconds < SHORTEST_TELLING_RUN_MILLISECONDS:
        return None
    pace = _in_range(pace_of(words, milliseconds))
    return None if _is_near(pace, present) else pace


def _is_near(pace: int, present: int) -> bool:
    return abs(pace - present) <= _NEAR * present


def _in_range(pace: int) -> int:
    return min(max(pace, SLOWEST_PACE), FASTEST_PACE)
