"""Who could introduce the user to somebody: the warmest chains of people, and why they are warm.

Everybody the user keeps may be asked first; from there a chain follows introductions that were made or offered, and,
weakest of all, people who work at the same small place. A chain's cost adds up how cold its steps are.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import count, pairwise

from insidescoop.domain.acquaintance import DORMANT_AFTER, Tie
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.moments import day_in_words
from insidescoop.domain.values import frozen

MOST_CHAINS = 3
LONGEST_CHAIN = 4
"""People in a chain, the target with them: nobody passes a request on further than that."""

LARGEST_TEAM = 40
"""People kept at one place up to which they are taken to know each other."""

MOST_STEPS = 20_000
"""Partial chains looked at: a bound on the time, far above what a network of 10,000 people needs."""

_CLOSENESS = {
    Closeness.ACTIVE: 1.0,
    Closeness.WARM: 2.0,
    Closeness.WIDE: 4.0,
    Closeness.UNKEPT: 6.0,
    Closeness.NOT_YET: 6.0,
}
_RECENT = timedelta(days=365)
_OLD, _DORMANT, _NEVER = 1.0, 2.0, 3.0
_STRONG_TIE = -0.5
_LEAST = 0.5
_STATUS = {
    IntroductionStatus.OFFERED: 2.0,
    IntroductionStatus.ASKED: 3.0,
    IntroductionStatus.MADE: 1.0,
    IntroductionStatus.WRITTEN_TO: 1.0,
    IntroductionStatus.MET: 1.0,
    IntroductionStatus.THANKED: 1.0,
}
_MADE = frozenset(
    (IntroductionStatus.MADE, IntroductionStatus.WRITTEN_TO, IntroductionStatus.MET, IntroductionStatus.THANKED)
)
_AGAINST, _COLLEAGUES = 1.0, 4.0


@frozen
class Acquaintance:
    """A person as far as asking goes; `last_contact_on` is None for somebody never talked with."""

    id: int
    name: str
    closeness: Closeness
    tie: Tie | None = None
    last_contact_on: date | None = None
    organization_id: int | None = None
    do_not_contact: bool = False


@frozen
class Introducing:
    """An introduction as a link: to a person, or to an organization."""

    from_id: int
    to_id: int | None
    to_organization_id: int | None
    status: IntroductionStatus
    day: date | None = None


@frozen
class Network:
    """Everybody who may stand in a chain by id, the introductions among them, and the organizations' names."""

    people: Mapping[int, Acquaintance]
    introductions: tuple[Introducing, ...] = ()
    organizations: Mapping[int, str] | None = None


@frozen
class Step:
    """One person of a chain, in order from the user outwards, and in words how they lead to the next.

    `has_led` is True if the introduction to the next person was made already.
    """

    contact_id: int
    name: str
    how: str
    has_led: bool = False


@frozen
class Chain:
    """A way to somebody: its people, its cost, and why it is as warm as it is."""

    steps: tuple[Step, ...]
    cost: float
    reason: str

    def to_ask(self) -> tuple[Step, Step] | None:
        """Who is to be asked for an introduction to whom: the first one that was not made yet; None if all were."""
        pairs = pairwise(self.steps)
        return next(((giver, named) for giver, named in pairs if not giver.has_led), None)


@frozen
class _Link:
    other_id: int
    cost: float
    how: str
    has_led: bool = False


_How = tuple[str, bool]


def asking_cost(person: Acquaintance, *, today: date) -> float:
    """How cold it is to ask a person: 0.5 for an active helper with a strong tie, 9 for a stranger kept on a list."""
    cost = _CLOSENESS[person.closeness] + (_STRONG_TIE if person.tie is Tie.STRONG else 0.0)
    if person.last_contact_on is None:
        return cost + _NEVER
    since = today - person.last_contact_on
    return cost + (_DORMANT if since >= DORMANT_AFTER else _OLD if since >= _RECENT else 0.0)


def _is_at_hand(person: Acquaintance, today: date) -> bool:
    is_close = person.closeness in (Closeness.ACTIVE, Closeness.WARM)
    return is_close and person.last_contact_on is not None and today - person.last_contact_on < _RECENT


class Ways:
    """The ways through a network. Made once for a network (10,000 people take some 30 ms), asked many times."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._links = _Links(network)

    def to_person(self, contact_id: int, *, today: date) -> tuple[Chain, ...]:
        """The warmest chains to a person, warmest first, at most three; empty where there is none.

        Somebody the user has talked with is a chain by themselves, and whoever is close and was talked with during
        the last year is asked first or not at all: nobody asks to be introduced to them. A person not to be
        contacted, or a declined introduction, is in no chain.
        """
        ends = [(contact_id, 0.0, "")] if contact_id in self._network.people else []
        return _chains(self._network, self._links, ends, today=today)

    def to_organization(self, organization_id: int, *, today: date) -> tuple[Chain, ...]:
        """The warmest chains to somebody who works there, or to somebody who offered an introduction to the place."""
        people = self._network.people.values()
        ends = [(person.id, 0.0, "works there") for person in people if person.organization_id == organization_id]
        known = {contact_id for contact_id, _cost, _how in ends}
        ends += [
            (link.from_id, _STATUS[link.status], _told("introduces you there", link, today))
            for link in self._network.introductions
            if link.to_organization_id == organization_id and link.status in _STATUS and link.from_id not in known
        ]
        return _chains(self._network, self._links, ends, today=today)


def _chains(
    network: Network, links: "_Links", ends: Sequence[tuple[int, float, str]], *, today: date
) -> tuple[Chain, ...]:
    # Best first from the far end: what is open is a tail of a chain, and everybody may be its beginning.
    order = count()
    open_tails: list[tuple[float, int, float, tuple[int, ...], tuple[_How, ...], bool]] = []

    def push(cost: float, tail: tuple[int, ...], words: tuple[_How, ...]) -> None:
        person = network.people[tail[0]]
        if person.do_not_contact:
            return
        if person.last_contact_on is not None or len(tail) > 1:
            whole = cost + asking_cost(person, today=today)
            heapq.heappush(open_tails, (whole, next(order), whole, tail, words, True))
        if len(tail) < LONGEST_CHAIN and not _is_at_hand(person, today):
            heapq.heappush(open_tails, (cost + _LEAST, next(order), cost, tail, words, False))

    for contact_id, cost, how in ends:
        if contact_id in network.people:
            push(cost, (contact_id,), ((how, False),))
    found: list[Chain] = []
    tails: list[tuple[int, ...]] = []
    for _step in range(MOST_STEPS):
        if not open_tails or len(found) == MOST_CHAINS:
            break
        _bound, _order, cost, tail, words, is_whole = heapq.heappop(open_tails)
        # Whoever can be asked directly need not be reached through somebody else.
        if any(tail[-len(known) :] == known for known in tails):
            continue
        if is_whole:
            tails.append(tail)
            found.append(_chain(network, tail, words, cost, today=today))
            continue
        for link in links.of(tail[0], today):
            if link.other_id not in tail:
                push(cost + link.cost, (link.other_id, *tail), ((link.how, link.has_led), *words))
    return tuple(found)


class _Links:
    """The links of a network by the person they lead to."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._introductions: dict[int, list[Introducing]] = {}
        self._teams: dict[int, list[int]] = {}
        for link in network.introductions:
            if link.to_id in network.people and link.from_id in network.people and link.status in _STATUS:
                for end in (link.from_id, link.to_id):
                    self._introductions.setdefault(end or 0, []).append(link)
        for person in network.people.values():
            if person.organization_id is not None:
                self._teams.setdefault(person.organization_id, []).append(person.id)

    def of(self, contact_id: int, today: date) -> Iterator[_Link]:
        """The links by which others lead to a person."""
        people = self._network.people
        name = people[contact_id].name
        for link in self._introductions.get(contact_id, ()):
            cost = _STATUS[link.status]
            if link.to_id == contact_id:
                words = _told(f"introduction to {name}", link, today)
                yield _Link(link.from_id, cost, words, has_led=link.status in _MADE)
            elif link.to_id is not None:
                yield _Link(link.to_id, cost + _AGAINST, _told(f"was introduced to you by {name}", link, today))
        organization_id = people[contact_id].organization_id
        team = self._teams.get(organization_id, []) if organization_id is not None else []
        if 1 < len(team) <= LARGEST_TEAM:
            place = (self._network.organizations or {}).get(organization_id or 0, "the same place")
            for other_id in team:
                if other_id != contact_id:
                    yield _Link(other_id, _COLLEAGUES, f"works with {name} at {place}")


def _told(words: str, link: Introducing, today: date) -> str:
    day = f", {day_in_words(link.day, today=today)}" if link.day is not None else ""
    return f"{words} ({link.status.words.lower()}{day})"


def _chain(network: Network, tail: tuple[int, ...], words: tuple[_How, ...], cost: float, *, today: date) -> Chain:
    first = network.people[tail[0]]
    steps = tuple(
        Step(contact_id, network.people[contact_id].name, how, has_led)
        for contact_id, (how, has_led) in zip(tail, words, strict=True)
    )
    if first.last_contact_on is None:
        talked = "you have not talked yet"
    else:
        talked = f"last contact {day_in_words(first.last_contact_on, today=today)}"
    parts = [first.closeness.words.lower(), *(["strong tie"] if first.tie is Tie.STRONG else []), talked]
    through = len(tail) - 1
    ways = "you know them already" if not through else f"{through} introduction{'s' if through > 1 else ''} away"
    return Chain(steps, cost, f"{first.name}: {', '.join(parts)}; {ways}")
