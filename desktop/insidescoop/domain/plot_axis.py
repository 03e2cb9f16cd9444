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


def named_places(count: int, *, room: float, widest: float, gap: float) -> tuple[int, ...]:
    """Which of `count` places on an axis are named, evenly and always the last, so that no two names touch.

    `room` is what one place has, `widest` what the widest name takes, `gap` what stays free between two names, in the
    same unit. The last name may be pushed back from the edge by what it is wider than its room.

    >>> named_places(12, room=30, widest=40, gap=8)
    (1, 3, 5, 7, 9, 11)
    """
    needed = widest + gap + max(0.0, (widest - room) / 2)
    if needed >= room * count:
        return (count - 1,) if count else ()
    stride = max(1, -int(-needed // room))
    return tuple(range((count - 1) % stride, count, stride))


def _sizes() -> list[int]:
    return [size * 10**power for power in range(12) for size in (1, 2, 5)]
