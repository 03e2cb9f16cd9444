"""Which organizations are likely one that is kept under two names, and why it seems so."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen

_WORD = re.compile(r"[^\W_]+")
_FULL = {
    "univ": "university", "u": "university", "uni": "university", "coll": "college", "lib": "library",
    "libr": "library", "libraries": "library", "arch": "archives", "archive": "archives", "mus": "museum",
    "inst": "institute", "dept": "department", "assn": "association", "assoc": "association", "soc": "society",
    "hist": "historical", "natl": "national", "intl": "international", "st": "saint", "pub": "public", "co": "county",
    "cty": "county", "ctr": "center", "centre": "center", "sch": "school", "hs": "high school",
}  # fmt: skip
_SMALL = frozenset({"the", "of", "and", "for", "at", "in", "on", "a", "inc", "ltd", "llc", "corp", "gmbh", "plc"})
_LEAST_LETTERS, _ALIKE, _SAME_PLACE = 10, 92.0, 60.0
_NEIGHBOURS = 3
_LARGEST_GROUP = 20
_NAMES_REMEMBERED = 4096


@frozen
class KnownOrganization:
    """An organization as far as telling it from others goes; `people` work there, a target is one of the user's."""

    id: int
    name: str
    website: str | None = None
    people: int = 0
    is_target: bool = False


@frozen
class LikelyPair:
    """Two organizations that may be one, and the reason in words."""

    one: KnownOrganization
    other: KnownOrganization
    reason: str

    @property
    def by_weight(self) -> tuple[KnownOrganization, KnownOrganization]:
        """The two, first the one that most likely stays: the target, else the larger one, else the longer name."""

        def weight(each: KnownOrganization) -> tuple[bool, int, int]:
            return each.is_target, each.people, len(each.name)

        one, other = sorted((self.one, self.other), key=weight, reverse=True)
        return one, other


def likely_pairs(
    known: Iterable[KnownOrganization], distinct: Collection[tuple[int, int]] = frozenset()
) -> tuple[LikelyPair, ...]:
    """The pairs that are likely one organization, by the names of the first; none of those that are known to be two.

    Those are given as pairs of ids, the smaller first. The work grows with the organizations.
    """
    entries = sorted(known, key=lambda each: (each.name.casefold(), each.id))
    found: dict[tuple[int, int], LikelyPair] = {}
    for one, other in _candidates(entries):
        if (one.id, other.id) not in found and (min(one.id, other.id), max(one.id, other.id)) not in distinct:
            reason = likely_same(one, other)
            if reason is not None:
                found[one.id, other.id] = LikelyPair(one, other, reason)
    return tuple(sorted(found.values(), key=lambda pair: (pair.one.name.casefold(), pair.other.name.casefold())))


def likely_same(one: KnownOrganization, other: KnownOrganization) -> str | None:
    """Why two organizations are likely one; None if nothing says so.

    >>> likely_same(KnownOrganization(1, "Harbor Univ. Library"), KnownOrganization(2, "The Harbor University Library"))
    'the same name but for short forms'
    >>> likely_same(KnownOrganization(1, "Branch 1"), KnownOrganization(2, "Branch 2")) is None
    True
    """
    first, second = _words(one.name), _words(other.name)
    if not first or not second:
        return None
    if sorted(first) == sorted(second):
        return "the same name but for short forms"
    if _stands_for(one.name, second) or _stands_for(other.name, first):
        return "one is the initials of the other"
    if _numbers(first) != _numbers(second):
        return None
    # Loaded for the first two that come this far: it takes a while, and the window would wait for it.
    from rapidfuzz.distance.Indel import normalized_similarity

    likeness = 100 * normalized_similarity(" ".join(first), " ".join(second))
    if min(len("".join(first)), len("".join(second))) >= _LEAST_LETTERS and likeness >= _ALIKE:
        return "almost the same spelling"
    if likeness >= _SAME_PLACE and _host(one) is not None and _host(one) == _host(other):
        return "the same website"
    return None


def _candidates(entries: list[KnownOrganization]) -> Iterator[tuple[KnownOrganization, KnownOrganization]]:
    groups: dict[tuple[str, ...], list[KnownOrganization]] = defaultdict(list)
    for each in entries:
        words = _words(each.name)
        groups["words", *sorted(words)].append(each)
        host = _host(each)
        if host is not None:
            groups["host", host].append(each)
        short = "".join(word[0] for word in words)
        for initials in {short, fold(each.name)}:
            if len(initials) > 2:
                groups["initials", initials].append(each)
    for group in groups.values():
        if len(group) <= _LARGEST_GROUP:
            yield from combinations(group, 2)
    # A letter too many, or two changed round, leaves two names neighbours in one of two orders.
    for order in (" ".join, _backwards):
        in_order = sorted(entries, key=lambda each: (order(_words(each.name)), each.id))
        for place, one in enumerate(in_order):
            for other in in_order[place + 1 : place + 1 + _NEIGHBOURS]:
                first, second = sorted((one, other), key=lambda each: (each.name.casefold(), each.id))
                yield first, second


def _backwards(words: tuple[str, ...]) -> str:
    return " ".join(words)[::-1]


@lru_cache(maxsize=_NAMES_REMEMBERED)
def _words(name: str) -> tuple[str, ...]:
    words = [_FULL.get(word, word) for word in _WORD.findall(fold(name.replace("'", "").replace("’", "")))]
    return tuple(word for word in words if word not in _SMALL) or tuple(words)


def _numbers(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if any(letter.isdigit() for letter in word)]


def _stands_for(name: str, words: tuple[str, ...]) -> bool:
    bare = name.replace(".", "").strip()
    return bare.isupper() and len(bare) > 2 and fold(bare) == "".join(word[0] for word in words)


def _host(known: KnownOrganization) -> str | None:
    if known.website is None:
        return None
    bare = fold(known.website.strip()).split("://", 1)[-1]
    host = re.split(r"[/?#:]", bare, maxsplit=1)[0].removeprefix("www.")
    return host if "." in host else None
