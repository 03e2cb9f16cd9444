"""Who led the user to whom, as trees; and who of those who led has not heard what came of it."""

from collections.abc import Iterable, Sequence
from datetime import date

from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.values import frozen

_TRIED = frozenset({IntroductionStatus.WRITTEN_TO, IntroductionStatus.MET})
_OVER = frozenset({IntroductionStatus.THANKED, IntroductionStatus.DECLINED})


@frozen
class Led:
    """One introduction between people who are kept, or to an organization (`to_id` None, with its `place`)."""

    id: int
    from_id: int
    to_id: int | None
    place: str | None
    status: IntroductionStatus
    known_on: date | None = None


@frozen
class Branch:
    """One person or place in a tree. `by` is the introduction that led there, None for the one the tree begins with."""

    contact_id: int | None
    place: str | None
    by: Led | None
    branches: tuple["Branch", ...] = ()


def introduction_trees(links: Sequence[Led]) -> tuple[Branch, ...]:
    """The introductions as trees, each introduction once, beginning with those nobody introduced.

    Where introductions run in a circle, the tree begins with the giver of the earliest of them.
    """
    by_giver: dict[int, list[Led]] = {}
    for link in links:
        by_giver.setdefault(link.from_id, []).append(link)
    led_to = {link.to_id for link in links}
    shown: set[int] = set()
    beginnings = [giver for giver in by_giver if giver not in led_to]
    trees = [_tree(giver, by_giver, shown) for giver in beginnings]
    trees += [_tree(giver, by_giver, shown) for giver in by_giver if giver not in shown]
    return tuple(trees)


def _tree(beginning: int, by_giver: dict[int, list[Led]], shown: set[int]) -> Branch:
    """The tree below a person. Walked without recursion: a chain may be longer than Python's stack is deep."""
    order: list[tuple[int | None, Led | None, int]] = [(beginning, None, -1)]
    place = 0
    while place < len(order):
        person = order[place][0]
        if person is not None and person not in shown:
            shown.add(person)
            order += [(link.to_id, link, place) for link in by_giver.get(person, ())]
        place += 1
    made: list[list[Branch]] = [[] for _ in order]
    for place in reversed(range(len(order))):
        person, by, above = order[place]
        branch = Branch(person, None if by is None else by.place, by, tuple(reversed(made[place])))
        if above < 0:
            return branch
        made[above].append(branch)
    raise AssertionError("a tree has a beginning")


def flattened(trees: Iterable[Branch]) -> list[tuple[int, Branch]]:
    """Every branch with its depth, in reading order."""
    waiting = [(0, tree) for tree in reversed(tuple(trees))]
    lines = []
    while waiting:
        depth, branch = waiting.pop()
        lines.append((depth, branch))
        waiting += [(depth + 1, below) for below in reversed(branch.branches)]
    return lines


def not_reported_back(links: Iterable[Led], *, tried: Iterable[int]) -> tuple[Led, ...]:
    """Introductions that were followed, and whose givers have not heard what came of it (rule F12), oldest first.

    `tried` are the people who were asked for a talk, whatever their introduction says.
    """
    asked = set(tried)
    open_ones = [link for link in links if link.status not in _OVER and (link.status in _TRIED or link.to_id in asked)]
    return tuple(sorted(open_ones, key=lambda link: (link.known_on is None, link.known_on or date.min, link.id)))
