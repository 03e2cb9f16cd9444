"""Where people stand on the map of the network: rings around the user, those introduced near who introduced them."""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeAlias

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.values import frozen

MOST_ON_MAP = 150
"""People drawn: more would be a cloud nobody reads. Those in introductions come first, then the closest."""

_STAGGER = (0.0, 0.09, 0.045)

RINGS = tuple(Closeness)
"""From the inside out."""


_Box: TypeAlias = tuple[float, float, float, float]


class Side(StrEnum):
    """Where a name stands beside its person."""

    RIGHT = "right"
    LEFT = "left"
    BELOW = "below"
    ABOVE = "above"


@frozen
class MapPerson:
    """A person for the map."""

    id: int
    name: str
    closeness: Closeness


@frozen
class MapLink:
    """An introduction between two people on the map."""

    from_id: int
    to_id: int
    status: IntroductionStatus


@frozen
class Place:
    """Where a person stands: the user is at 0, 0; every place lies inside the circle of radius 1."""

    person: MapPerson
    x: float
    y: float


@frozen
class NetworkMap:
    """The map: everybody's place in order around the circle, the links among them, and how many are left out."""

    places: tuple[Place, ...]
    links: tuple[MapLink, ...]
    left_out: int


def ring_radius(closeness: Closeness) -> float:
    """How far from the user a ring is: the innermost at 0.3, with room for those closest, the outermost at 0.94."""
    return 0.3 + 0.64 * RINGS.index(closeness) / (len(RINGS) - 1)


def network_map(people: Sequence[MapPerson], links: Iterable[MapLink], *, at_most: int = MOST_ON_MAP) -> NetworkMap:
    """The map of a network: always the same for the same people, no two at one place."""
    by_id = {person.id: person for person in people}
    known = [link for link in links if link.from_id in by_id and link.to_id in by_id and link.from_id != link.to_id]
    linked = {end for link in known for end in (link.from_id, link.to_id)}
    ranked = sorted(people, key=lambda person: (person.id not in linked, RINGS.index(person.closeness), person.id))
    shown = {person.id for person in ranked[:at_most]}
    kept = tuple(link for link in known if link.from_id in shown and link.to_id in shown)
    order = _around(sorted(shown, key=lambda each: (by_id[each].name.casefold(), each)), kept)
    places = []
    for slot, contact_id in enumerate(order):
        angle = 2 * math.pi * slot / len(order) - math.pi / 2
        person = by_id[contact_id]
        # Neighbours stand a little in and out in turn, which leaves room for their names.
        radius = ring_radius(person.closeness) - (_STAGGER[slot % len(_STAGGER)] if len(order) > 12 else 0.0)
        places.append(Place(person, radius * math.cos(angle), radius * math.sin(angle)))
    return NetworkMap(tuple(places), kept, len(people) - len(places))


def name_sides(spots: Sequence[tuple[float, float, float, float]], *, node: float) -> tuple[Side | None, ...]:
    """Beside which side of each spot its name is clear of all others; None where no side is free.

    Spots are (x, y, width of the name, height of the name), `node` is half the size of a person's mark. Names go
    outwards where they can: right of the middle to the right, left of it to the left.
    """
    taken = [(x - node, y - node, x + node, y + node) for x, y, _width, _height in spots]
    sides: list[Side | None] = []
    for place, (x, y, width, height) in enumerate(spots):
        outward, inward = (Side.RIGHT, Side.LEFT) if x >= 0 else (Side.LEFT, Side.RIGHT)
        sides.append(None)
        for side in (outward, Side.BELOW, Side.ABOVE, inward):
            box = _name_box(side, x, y, width, node=node, height=height)
            if not any(_overlap(box, other) for own, other in enumerate(taken) if own != place):
                sides[-1] = side
                taken.append(box)
                break
    return tuple(sides)


def _name_box(side: Side, x: float, y: float, width: float, *, node: float, height: float) -> _Box:
    left = {Side.RIGHT: x + node, Side.LEFT: x - node - width}.get(side, x - width / 2)
    top = {Side.BELOW: y + node, Side.ABOVE: y - node - height}.get(side, y - height / 2)
    return left, top, left + width, top + height


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _around(ids: Sequence[int], links: Sequence[MapLink]) -> list[int]:
    """The ids in the order around the circle: whoever was introduced follows who introduced them first."""
    led_to: dict[int, list[int]] = {}
    introduced: set[int] = set()
    for link in links:
        if link.to_id not in introduced:
            introduced.add(link.to_id)
            led_to.setdefault(link.from_id, []).append(link.to_id)
    order: list[int] = []
    seen: set[int] = set()
    # Those nobody introduced begin; whoever is left stands in a circle of introductions.
    for root in (*(each for each in ids if each not in introduced), *ids):
        waiting = [root]
        while waiting:
            contact_id = waiting.pop()
            if contact_id not in seen:
                seen.add(contact_id)
                order.append(contact_id)
                waiting += reversed(led_to.get(contact_id, []))
    return order
