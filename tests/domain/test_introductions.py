"""Chains of introductions and their map: never a cold way before a warm one, never two people at one place."""

from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MONDAY
from insidescoop.domain.acquaintance import Tie
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.introduction_paths import (
    LONGEST_CHAIN,
    Acquaintance,
    Chain,
    Introducing,
    Network,
    Ways,
    asking_cost,
)
from insidescoop.domain.network_layout import MapLink, MapPerson, Side, name_sides, network_map


def chains_to_person(net: Network, contact_id: int, *, today: date) -> tuple[Chain, ...]:
    return Ways(net).to_person(contact_id, today=today)


def chains_to_organization(net: Network, organization_id: int, *, today: date) -> tuple[Chain, ...]:
    return Ways(net).to_organization(organization_id, today=today)


YESTERDAY = MONDAY - timedelta(days=1)


def person(contact_id: int, closeness: Closeness = Closeness.WARM, last: date | None = YESTERDAY, **facts: object):  # type: ignore[no-untyped-def]
    return Acquaintance(contact_id, f"Person {contact_id}", closeness, last_contact_on=last, **facts)  # type: ignore[arg-type]


def network(*people: Acquaintance, links: tuple[Introducing, ...] = ()) -> Network:
    return Network({each.id: each for each in people}, links, {1: "Harbor Library"})


def link(giver: int, named: int | None, status: IntroductionStatus = IntroductionStatus.MADE, place: int | None = None):  # type: ignore[no-untyped-def]
    return Introducing(giver, named, place, status, YESTERDAY)


def ids(chain) -> tuple[int, ...]:  # type: ignore[no-untyped-def]
    return tuple(step.contact_id for step in chain.steps)


def test_the_warmer_of_two_introducers_comes_first() -> None:
    people = person(1, Closeness.ACTIVE), person(2, Closeness.WIDE), person(3, last=None)

    chains = chains_to_person(network(*people, links=(link(2, 3), link(1, 3))), 3, today=MONDAY)

    assert [ids(chain) for chain in chains] == [(1, 3), (2, 3)]
    assert chains[0].reason == "Person 1: active helper, last contact yesterday; 1 introduction away"
    assert chains[0].steps[0].how == "introduction to Person 3 (made, yesterday)"


@pytest.mark.parametrize(
    ("statuses", "asked"),
    [
        ((IntroductionStatus.OFFERED, IntroductionStatus.OFFERED), (1, 2)),
        ((IntroductionStatus.MADE, IntroductionStatus.OFFERED), (2, 3)),
        ((IntroductionStatus.MET, IntroductionStatus.THANKED), None),
        ((IntroductionStatus.ASKED, IntroductionStatus.WRITTEN_TO), (1, 2)),
    ],
)
def test_nobody_is_asked_for_an_introduction_that_was_made(
    statuses: tuple[IntroductionStatus, IntroductionStatus], asked: tuple[int, int] | None
) -> None:
    people = person(1, Closeness.ACTIVE), person(2, Closeness.UNKEPT, last=None), person(3, last=None)
    links = link(1, 2, statuses[0]), link(2, 3, statuses[1])

    chain, *_colder = chains_to_person(network(*people, links=links), 3, today=MONDAY)

    pair = chain.to_ask()
    assert ids(chain) == (1, 2, 3)
    assert (None if pair is None else (pair[0].contact_id, pair[1].contact_id)) == asked


def test_somebody_talked_with_is_a_way_by_themselves_and_needs_no_other() -> None:
    chains = chains_to_person(network(person(1), person(2), links=(link(1, 2),)), 2, today=MONDAY)

    assert [ids(chain) for chain in chains] == [(2,)]
    assert "you know them already" in chains[0].reason


def test_nobody_asks_to_be_introduced_to_somebody_they_talked_with_lately() -> None:
    ito, dana = person(1, Closeness.ACTIVE, tie=Tie.STRONG), person(2, organization_id=1)
    fatima = person(3, last=None, organization_id=1)
    before = person(2, last=MONDAY - timedelta(days=400), organization_id=1)

    lately = chains_to_person(network(ito, dana, fatima, links=(link(1, 2),)), 3, today=MONDAY)
    long_ago = chains_to_person(network(ito, before, fatima, links=(link(1, 2),)), 3, today=MONDAY)

    assert [ids(chain) for chain in lately] == [(2, 3)]
    assert ids(long_ago[0]) == (1, 2, 3)


@pytest.mark.parametrize(
    ("people", "links"),
    [
        ((person(1, do_not_contact=True), person(2, last=None)), (link(1, 2),)),
        ((person(1), person(2, last=None)), (link(1, 2, IntroductionStatus.DECLINED),)),
        ((person(1), person(2, last=None)), ()),
        ((person(2, last=None),), (link(1, 2),)),
    ],
    ids=["not to be contacted", "declined", "nobody knows them", "in the trash"],
)
def test_no_way_is_no_way(people: tuple[Acquaintance, ...], links: tuple[Introducing, ...]) -> None:
    assert chains_to_person(network(*people, links=links), 2, today=MONDAY) == ()


def test_colleagues_of_a_small_place_are_the_weakest_link_and_of_a_large_one_none() -> None:
    few = [person(1, organization_id=1), person(2, last=None, organization_id=1)]
    many = [*few, *(person(each, organization_id=1) for each in range(3, 60))]

    assert chains_to_person(network(*few), 2, today=MONDAY)[0].steps[0].how == ("works with Person 2 at Harbor Library")
    assert chains_to_person(network(*many), 2, today=MONDAY) == ()


def test_an_organization_is_reached_through_who_works_there_or_who_offered() -> None:
    people = person(1, Closeness.ACTIVE), person(2, Closeness.WIDE, organization_id=1), person(3)
    offered = link(3, None, IntroductionStatus.OFFERED, place=1)

    chains = chains_to_organization(network(*people, links=(offered, link(1, 2))), 1, today=MONDAY)

    assert {ids(chain) for chain in chains} == {(1, 2), (2,), (3,)}
    assert ids(chains[0]) == (1, 2)
    assert {chain.steps[-1].how for chain in chains} == {"works there", "introduces you there (offered, yesterday)"}


def test_a_tie_grows_colder_with_the_years() -> None:
    costs = [
        asking_cost(person(1, last=last), today=MONDAY)
        for last in (YESTERDAY, MONDAY - timedelta(days=500), MONDAY - timedelta(days=1200), None)
    ]

    assert costs == sorted(costs)
    assert len(set(costs)) == 4
    assert asking_cost(person(1, tie=Tie.STRONG), today=MONDAY) < costs[0]


PEOPLE = st.lists(
    st.builds(
        Acquaintance,
        st.integers(1, 6),
        st.sampled_from(["Ann", "Bo"]),
        st.sampled_from(list(Closeness)),
        last_contact_on=st.none() | st.just(YESTERDAY),
        do_not_contact=st.booleans(),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda each: each.id,
)
LINKS = st.lists(
    st.builds(
        Introducing, st.integers(1, 6), st.integers(1, 6), st.none(), st.sampled_from(list(IntroductionStatus))
    ).filter(lambda each: each.from_id != each.to_id),
    max_size=8,
).map(tuple)


def is_at_hand(each: Acquaintance) -> bool:
    return each.last_contact_on is not None and each.closeness in (Closeness.ACTIVE, Closeness.WARM)


def best_by_trying_all(net: Network, target: int) -> float | None:
    """The lowest cost over all simple chains, tried one by one."""
    forth = {IntroductionStatus.OFFERED: 2.0, IntroductionStatus.ASKED: 3.0, IntroductionStatus.DECLINED: None}
    steps: dict[tuple[int, int], float] = {}
    for each in net.introductions:
        cost = forth.get(each.status, 1.0)
        if cost is not None and each.to_id is not None:
            for pair, price in (((each.from_id, each.to_id), cost), ((each.to_id, each.from_id), cost + 1.0)):
                steps[pair] = min(price, steps.get(pair, 99.0))
    costs = []
    others = [each for each in net.people if each != target]
    for length in range(LONGEST_CHAIN):
        for before in permutations(others, length):
            chain = (*before, target)
            if target not in net.people or any(net.people[each].do_not_contact for each in chain):
                continue
            if length == 0 and net.people[target].last_contact_on is None:
                continue
            if any(is_at_hand(net.people[each]) for each in chain[1:]):
                continue
            prices = [steps.get(pair) for pair in pairwise(chain)]
            if None not in prices:
                costs.append(asking_cost(net.people[chain[0]], today=MONDAY) + sum(filter(None, prices)))
    return min(costs, default=None)


@given(PEOPLE, LINKS, st.integers(1, 6))
def test_the_first_chain_is_the_best_of_all_and_none_goes_in_a_circle(
    people: list[Acquaintance], links: tuple[Introducing, ...], target: int
) -> None:
    net = network(*people, links=links)

    chains = chains_to_person(net, target, today=MONDAY)

    best = best_by_trying_all(net, target)
    assert (chains[0].cost if chains else None) == (pytest.approx(best) if best is not None else None)
    assert [chain.cost for chain in chains] == sorted(chain.cost for chain in chains)
    for chain in chains:
        assert len(set(ids(chain))) == len(chain.steps) <= LONGEST_CHAIN
        assert not any(net.people[each].do_not_contact for each in ids(chain))
        assert ids(chain)[-1] == target


MAP_PEOPLE = st.lists(
    st.builds(MapPerson, st.integers(1, 400), st.text(max_size=8), st.sampled_from(list(Closeness))),
    max_size=200,
    unique_by=lambda each: each.id,
)


@given(MAP_PEOPLE, st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), max_size=60))
def test_everybody_on_the_map_has_a_place_of_their_own(people: list[MapPerson], pairs: list[tuple[int, int]]) -> None:
    links = [MapLink(giver, named, IntroductionStatus.MADE) for giver, named in pairs]

    drawn = network_map(people, links)

    assert drawn == network_map(people, links)
    assert len(drawn.places) + drawn.left_out == len(people)
    assert len({(round(place.x, 6), round(place.y, 6)) for place in drawn.places}) == len(drawn.places)
    assert all(place.x**2 + place.y**2 <= 1 for place in drawn.places)
    shown = {place.person.id for place in drawn.places}
    assert all({each.from_id, each.to_id} <= shown for each in drawn.links)


SPOTS = st.lists(
    st.tuples(st.integers(-40, 40), st.integers(-25, 25), st.integers(20, 110)), max_size=30, unique_by=lambda s: s[:2]
).map(lambda spots: [(x * 18.0, y * 18.0, float(wide), 14.0) for x, y, wide in spots])


@given(SPOTS)
def test_no_name_is_written_over_a_person_or_another_name(spots: list[tuple[float, float, float, float]]) -> None:
    sides = name_sides(spots, node=8)

    assert len(sides) == len(spots)
    if len(spots) == 1:
        assert sides[0] is (Side.RIGHT if spots[0][0] >= 0 else Side.LEFT)
    names = [
        {
            Side.RIGHT: (x + 8, y - 7, x + 8 + wide, y + 7),
            Side.LEFT: (x - 8 - wide, y - 7, x - 8, y + 7),
            Side.BELOW: (x - wide / 2, y + 8, x + wide / 2, y + 22),
            Side.ABOVE: (x - wide / 2, y - 22, x + wide / 2, y - 8),
        }[side]
        for (x, y, wide, _high), side in zip(spots, sides, strict=True)
        if side is not None
    ]
    for one, (left, top, right, bottom) in enumerate(names):
        for x, y, _wide, _high in spots:
            assert left >= x + 8 or right <= x - 8 or top >= y + 8 or bottom <= y - 8
        for other in names[:one]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]


def test_two_neighbours_do_not_write_over_each_other() -> None:
    sides = name_sides([(10, 0, 90, 14), (50, 0, 90, 14)], node=8)

    assert sides[0] in (Side.BELOW, Side.ABOVE)
    assert sides[1] is Side.RIGHT
