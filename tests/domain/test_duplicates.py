"""Who is kept twice: how well the rules tell, and what holds whoever is compared."""

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import many
from insidescoop.domain.duplicates import search
from insidescoop.domain.duplicates.pairs import PERHAPS, SURELY, Person, likeness, traits_of
from insidescoop.domain.duplicates.search import LARGEST_BLOCK, MOST_NAMESAKES, NEIGHBOURS, find_duplicates
from insidescoop.domain.progress import Cancelled, Progress

PAIRS = Path(__file__).with_name("duplicate_pairs.txt")


@dataclass(frozen=True)
class LabelledPair:
    """Two people, whether they are one, and whether a weight may be set by them."""

    kind: str
    is_same: bool
    is_tuning: bool
    one: Person
    other: Person


def _person(person_id: int, text: str) -> Person:
    name, *facts = (part.strip() for part in text.split(";"))
    parts = name.split(" ~ ")
    whole = Person(person_id, " ".join(parts), *parts if len(parts) == 2 else ())
    for fact in facts:
        if fact.startswith("at "):
            whole = replace(whole, organization=fact[3:])
        elif fact.isdigit():
            whole = replace(whole, phones=(*whole.phones[:-1], f"{whole.phones[-1]};{fact}"))
        elif "@" in fact:
            whole = replace(whole, emails=(*whole.emails, fact))
        elif fact.startswith("+"):
            whole = replace(whole, phones=(*whole.phones, fact))
        elif re.search(r"\.[a-z]+(/|$)", fact):
            whole = replace(whole, links=(*whole.links, fact))
        else:
            whole = replace(whole, title=fact)
    return whole


def labelled_pairs() -> list[LabelledPair]:
    pairs = []
    for line in PAIRS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, same, half, one, other = (part.strip() for part in line.split(" | "))
            pairs.append(LabelledPair(kind, same == "yes", half == "tuning", _person(1, one), _person(2, other)))
    return pairs


def test_the_labelled_set_is_large_balanced_and_halved() -> None:
    pairs = labelled_pairs()

    same = sum(pair.is_same for pair in pairs)
    tuning = sum(pair.is_tuning for pair in pairs)
    assert len(pairs) >= 220
    assert 0.45 <= same / len(pairs) <= 0.55
    assert 0.45 <= tuning / len(pairs) <= 0.55
    assert len({pair.kind for pair in pairs}) >= 30


@pytest.mark.parametrize("is_tuning", [True, False], ids=["tuning half", "half kept back"])
@pytest.mark.parametrize(
    ("threshold", "least_precision", "least_recall"),
    [(SURELY, 0.97, 0.65), (PERHAPS, 0.95, 0.95)],
    ids=["surely", "perhaps"],
)
def test_the_rules_tell_one_person_from_two(
    threshold: int, least_precision: float, least_recall: float, is_tuning: bool
) -> None:
    pairs = [pair for pair in labelled_pairs() if pair.is_tuning is is_tuning]

    found = [(pair, likeness(pair.one, pair.other).score) for pair in pairs]

    right = sum(pair.is_same for pair, score in found if score >= threshold)
    said = sum(score >= threshold for _, score in found)
    same = sum(pair.is_same for pair, _ in found)
    wrong = [f"{score} {pair}" for pair, score in found if (score >= threshold) is not pair.is_same]
    figures = f"precision {right / said:.3f}, recall {right / same:.3f} of {len(found)} pairs at {threshold}"
    assert right / said >= least_precision, "\n".join([figures, *wrong])
    assert right / same >= least_recall, "\n".join([figures, *wrong])


@pytest.mark.parametrize(
    ("one", "other", "doubt"),
    [
        ("Dana Okafor Jr.", "Dana Okafor", "Only one is Jr."),
        ("Dana Mae Okafor", "Dana Ruth Okafor", "The middle names differ"),
    ],
)
def test_what_speaks_against_one_name_is_a_doubt(one: str, other: str, doubt: str) -> None:
    email = ("dana@harbor.example",)

    found = likeness(Person(1, one, emails=email), Person(2, other, emails=email))

    assert found.doubts == (doubt,)
    assert found.is_worth_a_look


def test_two_generations_are_two_people() -> None:
    email = ("dana@harbor.example",)

    found = likeness(Person(1, "Dana Okafor Jr.", emails=email), Person(2, "Dana Okafor Sr.", emails=email))

    assert not found.is_worth_a_look


def test_the_reasons_are_said_in_words() -> None:
    dana = Person(1, "Dana Okafor", "Dana", "Okafor", "Harbor University", "Archivist", ("dana@harbor.example",))
    bob = Person(3, "Bob Estevez", "Bob", "Estevez", "Mill Press", phones=("+12125550134",))

    same = likeness(dana, replace(dana, id=2, title=None))
    misspelt = likeness(dana, replace(dana, id=2, family="Okafro", title=None, emails=("d@home.example",)))
    short = likeness(bob, replace(bob, id=4, name="Robert Estevez", given="Robert"))

    assert same.reasons == ("Same e-mail address dana@harbor.example", "Same name and organization")
    assert misspelt.reasons == ("The names differ by a letter or two", "Same organization")
    assert misspelt.doubts == ("The e-mail addresses differ",)
    assert short.reasons == ("Bob is short for Robert", "Same phone number", "Same organization")
    assert (same.words, misspelt.words) == ("Almost surely the same", "Perhaps the same")


def test_two_of_one_name_are_worth_a_look_whatever_else_differs() -> None:
    one = Person(1, "Ana Silva", "Ana", "Silva", "Porto Archive", emails=("ana@porto.example",))
    other = Person(2, "Silva Ana", "Silva", "Ana", "Lisboa Press", emails=("asilva@lisboa.example",))

    found = likeness(one, other)

    assert found.score < PERHAPS
    assert found.words == "Perhaps the same"
    assert [(pair.first_id, pair.second_id) for pair in find_duplicates([one, other])] == [(1, 2)]
    assert found.doubts == ("They work at different organizations", "The e-mail addresses differ")


def test_a_name_that_many_bear_makes_nobody_worth_a_look() -> None:
    def namesakes(count: int) -> list[Person]:
        return [Person(n, "Ana Silva", "Ana", "Silva", f"Place {n}", emails=(f"a{n}@x.example",)) for n in range(count)]

    assert len(find_duplicates(namesakes(MOST_NAMESAKES))) == MOST_NAMESAKES * (MOST_NAMESAKES - 1) // 2
    assert find_duplicates(namesakes(MOST_NAMESAKES + 1)) == ()


def test_one_father_and_one_son_are_two_people() -> None:
    father = Person(1, "John Whitaker Sr.", "John", "Whitaker Sr.", phones=("+12125550160",), emails=("j@w.example",))

    found = likeness(father, replace(father, id=2, name="John Whitaker Jr.", family="Whitaker Jr."))

    assert found.score < PERHAPS


NAMES = st.sampled_from(
    ["Dana", "Bob", "Robert", "D.", "李", "小龙", "Okafor", "Okafro", "Müller", "Mueller", "van der Berg", "O'Neil",
     "김", "Jr.", "García López", "García", "dana@harbor.example", "Дана", "..", "Anne-Marie", "Annemarie", "Smith"]
)  # fmt: skip
EMAILS = st.sampled_from(["dana@harbor.example", "info@harbor.example", "kestrel77@mail.example", "d.okafor@x.example"])
LINKS = st.sampled_from(["linkedin.com/in/dana", "linkedin.com/in/bob", "harbor.example", "x.com/dana"])
ANYBODY = st.builds(
    Person,
    id=st.just(0),
    name=st.lists(NAMES, min_size=1, max_size=3).map(" ".join) | st.text(max_size=12),
    given=st.none() | NAMES,
    family=st.none() | NAMES,
    organization=st.none() | st.sampled_from(["Harbor University", "HU", "The Harbor University Library", "!"]),
    title=st.none() | st.sampled_from(["Archivist", "Senior archivist"]),
    emails=st.lists(EMAILS, max_size=2, unique=True).map(tuple),
    phones=st.lists(st.sampled_from(["+12125550134", "+12125550134;12"]), max_size=2, unique=True).map(tuple),
    links=st.lists(LINKS, max_size=2, unique=True).map(tuple),
)


@given(ANYBODY, ANYBODY)
@settings(deadline=None, max_examples=many(300))
def test_likeness_has_no_direction(one: Person, other: Person) -> None:
    one, other = replace(one, id=1), replace(other, id=2)

    there, back = likeness(one, other), likeness(other, one)

    assert there == back
    assert 0 <= there.score <= 100


@given(
    st.lists(ANYBODY, max_size=12), st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=8), st.randoms()
)
@settings(deadline=None)
def test_the_search_has_one_answer_and_respects_who_is_distinct(
    people: list[Person], distinct: set[tuple[int, int]], order: random.Random
) -> None:
    numbered = [replace(person, id=number) for number, person in enumerate(people)]
    shuffled = order.sample(numbered, len(numbered))

    found = find_duplicates(numbered, distinct=distinct)
    again = find_duplicates(shuffled, distinct={(other, one) for one, other in distinct})

    ids = [(pair.first_id, pair.second_id) for pair in found]
    assert found == again
    assert len(set(ids)) == len(ids)
    assert all(first < second for first, second in ids)
    assert not {frozenset(pair) for pair in ids} & {frozenset(pair) for pair in distinct}
    assert [pair.likeness.score for pair in found] == sorted((pair.likeness.score for pair in found), reverse=True)


def test_the_search_finds_the_pairs_that_the_rules_know() -> None:
    everybody, wanted = [], set()
    for number, pair in enumerate(labelled_pairs()):
        one, other = replace(pair.one, id=2 * number + 1), replace(pair.other, id=2 * number + 2)
        everybody += [one, other]
        if likeness(one, other).is_worth_a_look:
            wanted.add((one.id, other.id))

    found = {(pair.first_id, pair.second_id) for pair in find_duplicates(everybody)}

    assert wanted - found == set()


def test_thousands_of_one_name_and_one_switchboard_take_no_square_of_time() -> None:
    def people() -> list[Person]:
        made = [
            Person(
                n, f"{given} Smith", given, "Smith", f"Place {n}", emails=(f"p{n}@x.example",), phones=("+12125550100",)
            )
            for n, given in enumerate(f"J{a}{b}{c}" for a in "aeiou" for b in "bcdfghklmnprstvw" for c in "aeiouxyzqj")
        ]
        return [*made, replace(made[400], id=9999)]

    found = find_duplicates(people())

    groups = search._groups([traits_of(person) for person in people()])
    compared = sum(len(groups.later(place)) for place in range(len(people())))
    assert compared <= len(people()) * (4 * NEIGHBOURS + LARGEST_BLOCK)
    assert [(pair.first_id, pair.second_id) for pair in found if pair.likeness.is_sure] == [(400, 9999)]


def test_in_a_large_group_those_next_to_each_other_are_compared() -> None:
    many = [Person(n, f"Jan{n} Smith", f"Jan{n}", "Smith") for n in range(LARGEST_BLOCK)]
    namesakes = [Person(100 + n, f"Jonathan {x}. Smith", f"Jonathan {x}.", "Smith") for n, x in enumerate("BCDEFG")]
    alone = Person(200, "Jonathan Smith", "Jonathan", "Smith")

    found = {(pair.first_id, pair.second_id) for pair in find_duplicates([*many, *namesakes, alone])}

    assert {(person.id, 200) for person in namesakes} <= found


def test_a_search_tells_how_far_it_is_and_can_be_called_off() -> None:
    people = [Person(n, f"Name{n} Family{n % 700}", f"Name{n}", f"Family{n % 700}") for n in range(2_000)]
    heard: list[Progress] = []

    def call_off(progress: Progress) -> None:
        heard.append(progress)
        if progress.doing == "Comparing people" and progress.done > 2_500:
            raise Cancelled

    with pytest.raises(Cancelled):
        find_duplicates(people, report=call_off)

    assert [progress.done for progress in heard] == sorted(progress.done for progress in heard)
    assert {progress.total for progress in heard} == {4_000}


def test_nobody_is_found_among_nobody() -> None:
    assert find_duplicates([]) == ()
    assert find_duplicates([Person(1, "Dana Okafor")]) == ()
