"""How far a long step has come, and the word that it was called off."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` things; `doing` says what in words, as in "Adding people"."""

    done: int
    total: int
    doing: str


class Cancelled(Exception):  # noqa: N818 - a fact, not an error
    """The user called the step off; nothing of it remains."""


Report = Callable[[Progress], None]
"""Takes each progress report; raises Cancelled when the step was called off."""


def unheard(progress: Progress) -> None:
    """Takes a progress report that nobody waits for."""
