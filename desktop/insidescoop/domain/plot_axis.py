"""The number axis of a plot: whole steps, few enough to be read."""

MOST_STEPS = 4


def axis_steps(highest: float) -> tuple[int, ...]:
    """The numbers an axis shows for amounts up to `highest` (0 or more): from 0, evenly, up to it or just above.

    >>> axis_steps(0), axis_steps(3), axis_steps(7), axis_steps(42)
    ((0, 1), (0, 1, 2, 3), (0, 2, 4, 6, 8), (0, 20, 40, 60))
    """
    step = 1
    for step in _sizes():
        if step * MOST_STEPS >= highest:
            break
    count = max(1, -int(-highest // step))
    return tuple(step * place for place in range(count + 1))


def _sizes() -> list[int]:
    return [size * 10**power for power in range(12) for size in (1, 2, 5)]
