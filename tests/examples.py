"""How many examples a slow test is tried with."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import settings


def many(examples: int) -> int:
    """All of them when searching; a quarter in the gate, where they are always the same."""
    return examples if is_searching() else max(examples // 4, 3)


def is_searching() -> bool:
    """True with `--hypothesis-profile=searching`, as before a release."""
    return settings.get_current_profile_name() == "searching"


def one_in(every: int, cases: Iterable[Sequence[Any]]) -> list[Any]:
    """The first of each `every` cases for the gate, the others marked as thorough.

    For combinations: with a number that shares no divisor with their sides, each value of each side stays in the gate.
    """
    return [
        pytest.param(*case, marks=() if place % every == 0 else pytest.mark.thorough)
        for place, case in enumerate(cases)
    ]
