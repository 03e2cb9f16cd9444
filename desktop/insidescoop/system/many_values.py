"""Very many values in memory at once, without holding up the window: made, kept and let go bit by bit."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_MANY = 50_000
"""New values from which on looking through all of them would hold up the window for longer than a frame."""


@contextmanager
def without_collector() -> Iterator[None]:
    """Lets no search for circular garbage run meanwhile, nor later look through very many values made meanwhile.

    Each search looks at every value there is while all threads wait: a quarter of a second for 50,000 people of a
    file, again and again while they are read. Plain values form no circles and go when nobody holds them any more.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        gc.enable()


def let_go(values: list[Any] | dict[Any, Any]) -> None:
    """Empties something large one by one, so that other threads run in between; all at once would hold them up."""
    take = values.popitem if isinstance(values, dict) else values.pop
    while values:
        take()
