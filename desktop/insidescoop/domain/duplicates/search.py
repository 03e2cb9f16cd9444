"""Finding everybody who may be kept twice, without comparing everybody with everybody.

Only people who share something are compared: an e-mail address, a phone number, a link, a family name with the first
letter of a given name (formal names of short forms too), the same words in another order, or a place next to each
other among all names in order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from insidescoop.domain.duplicates.pairs import PERHAPS, Likeness, Person, Traits, compare, likeness, traits_of
from insidescoop.domain.names.comparing import blocking_letters
from insidescoop.domain.names.short_forms import formal_names
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.values import frozen

LARGEST_BLOCK = 30
"""People who share something are compared each with each up to this many.

In a larger group (a family name borne by thousands, one switchboard) each is compared with those who stand next to
them when the group is put in order by name and organization: the work grows with the people, not with their square.
"""

NEIGHBOURS = 8
"""How many on each side count as next to each other in a group too large."""

MOST_NAMESAKES = 5
"""A name that more people bear makes no two of them worth a look: they must have more in common."""

NEAR_IN_ORDER = 2
"""How many on each side are compared when all people stand in order by name, to find a slip in the first letters."""

_PEOPLE_A_REPORT = 500


@frozen
class Pair:
    """Two people who may be one; `first_id` is the smaller id."""

    first_id: int
    second_id: int
    likeness: Likeness


def find_duplicates(
    people: Iterable[Person],
    *,
    distinct: Iterable[tuple[int, int]] = (),
    report: Report = unheard,
) -> tuple[Pair, ...]:
    """Every pair worth a look, the likeliest first, then by id; the order of `people` makes no difference.

    `distinct` holds pairs of ids known to be two people, in either order: they are never returned.

    Raises:
        Cancelled: the report called it off.
    """
    in_order = sorted(people, key=lambda person: person.id)
    total = 2 * len(in_order)
    traits: list[Traits] = []
    words_by_text: dict[str, tuple[str, ...]] = {}
    for person in in_order:
        if len(traits) % _PEOPLE_A_REPORT == 0:
            report(Progress(len(traits), total, "Reading names"))
        traits.append(traits_of(person, words_by_text))
    known = {(min(pair), max(pair)) for pair in distinct}
    groups = _groups(traits)
    bearers = Counter(one.name_key for one in traits)
    found = []
    for place, one in enumerate(traits):
        if place % _PEOPLE_A_REPORT == 0:
            report(Progress(len(traits) + place, total, "Comparing people"))
        for other_place in sorted(groups.later(place)):
            other = traits[other_place]
            ids = (one.person.id, other.person.id)
            if ids in known:
                continue
            pair = Pair(*ids, compare(one, other))
            is_likely = pair.likeness.score >= PERHAPS or bearers[one.name_key] <= MOST_NAMESAKES
            if pair.likeness.is_worth_a_look and is_likely:
                found.append(pair)
    report(Progress(total, total, "Comparing people"))
    return _likeliest_first(found)


def alike(
    pairs: Iterable[tuple[int, int]], people: Mapping[int, Person], *, distinct: Iterable[tuple[int, int]] = ()
) -> tuple[Pair, ...]:
    """Those of some pairs of ids that are worth a look as the people stand now, in the order of `find_duplicates`.

    Who is not among `people` is gone.
    """
    known = {(min(pair), max(pair)) for pair in distinct}
    found = []
    for ids in {(min(pair), max(pair)) for pair in pairs} - known:
        if ids[0] in people and ids[1] in people and ids[0] != ids[1]:
            pair = Pair(*ids, likeness(people[ids[0]], people[ids[1]]))
            if pair.likeness.is_worth_a_look:
                found.append(pair)
    return _likeliest_first(found)


def _likeliest_first(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (-pair.likeness.score, pair.first_id, pair.second_id)))


class _Groups:
    """Who shares something with whom, by place in the list of people."""

    def __init__(self, count: int) -> None:
        self._small: list[list[list[int]]] = [[] for _ in range(count)]
        self._large: list[list[tuple[list[int], int, int]]] = [[] for _ in range(count)]

    def add(self, places: list[int]) -> None:
        """Has everybody in a small group compared with each other."""
        for place in places:
            self._small[place].append(places)

    def add_ordered(self, places: list[int], reach: int) -> None:
        """Has everybody in an ordered group compared with `reach` people on each side."""
        for standing, place in enumerate(places):
            self._large[place].append((places, standing, reach))

    def later(self, place: int) -> set[int]:
        """Everybody behind `place` to be compared with it: so that each pair comes once."""
        found = {other for places in self._small[place] for other in places if other > place}
        for places, standing, reach in self._large[place]:
            near = places[max(standing - reach, 0) : standing + reach + 1]
            found.update(other for other in near if other > place)
        return found


def _groups(traits: list[Traits]) -> _Groups:
    places_by_key: dict[str, list[int]] = {}
    for place, one in enumerate(traits):
        for key in set(_keys(one)):
            places_by_key.setdefault(key, []).append(place)
    by_name = [_by_name(one) for one in traits]
    by_given_name = [(given, family, rest, person_id) for family, given, rest, person_id in by_name]
    groups = _Groups(len(traits))
    for places in places_by_key.values():
        if 1 < len(places) <= LARGEST_BLOCK:
            groups.add(places)
        elif len(places) > LARGEST_BLOCK:
            groups.add_ordered(sorted(places, key=by_name.__getitem__), NEIGHBOURS)
    named = [place for place, one in enumerate(traits) if one.name.words_sorted]
    for order in (by_name, by_given_name):
        groups.add_ordered(sorted(named, key=order.__getitem__), NEAR_IN_ORDER)
    return groups


def _keys(one: Traits) -> Iterator[str]:
    name, person = one.name, one.person
    for kind, values in (("e", one.emails), ("e", one.shared_mailboxes), ("p", person.phones), ("l", person.links)):
        for value in values:
            yield f"{kind} {value}"
    if not name.words_sorted:
        return
    yield "w " + " ".join(name.words_sorted)
    letters = blocking_letters(name)
    for family in {*name.family, name.whole_family}:
        for letter in letters:
            yield f"n {family} {letter}"
    if one.organization:
        # Somebody known by a single name is looked for where they work.
        place = " ".join(sorted(one.organization))
        for word in {name.words[-1], name.given[0], *formal_names(name.given[0])}:
            yield f"o {word} at {place}"


def _by_name(one: Traits) -> tuple[str, str, str, int]:
    name = one.name
    given = name.given[0] if name.given else ""
    formal = formal_names(given)
    rest = " ".join((given, *name.given[1:], *one.organization))
    return name.whole_family, formal[0] if formal else given, rest, one.person.id
