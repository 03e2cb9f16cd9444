"""A frozen value behaves like the dataclass it stands for."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.values import frozen

T = TypeVar("T")


@frozen
class Pair(Generic[T]):
    """Two."""

    first: int
    second: T
    rest: tuple[int, ...] = ()
    words: list[str] = field(default_factory=list)
    _long: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_long", f"{self.first}-{self.second}")

    @property
    def long(self) -> str:
        return self._long


@dataclass(frozen=True, slots=True)
class Twin(Generic[T]):
    """Two."""

    first: int
    second: T
    rest: tuple[int, ...] = ()
    words: list[str] = field(default_factory=list)
    _long: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_long", f"{self.first}-{self.second}")

    @property
    def long(self) -> str:
        return self._long


@frozen
class Nothing:
    pass


@frozen
class Single:
    held: Any


@frozen
class OwnWords:
    held: int

    def __repr__(self) -> str:
        return "own"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


@pytest.mark.parametrize(
    "make",
    [
        lambda kind: kind(1, "b"),
        lambda kind: kind(1, second="b", rest=(2,)),
        lambda kind: kind(first=1, second=None, words=["x"]),
        lambda kind: replace(kind(1, "b"), first=9),
    ],
)
def test_it_is_made_shown_and_read_like_its_twin(make: Callable[[Any], Any]) -> None:
    ours, twin = make(Pair), make(Twin)

    assert repr(ours) == repr(twin).replace("Twin", "Pair")
    assert asdict(ours) == asdict(twin)
    assert ours.long == twin.long
    assert [each.name for each in fields(ours)] == [each.name for each in fields(twin)]
    assert Pair.__match_args__ == Twin.__match_args__
    assert Pair.__slots__ == Twin.__slots__


@pytest.mark.parametrize(
    "make", [lambda kind: kind(), lambda kind: kind(1), lambda kind: kind(1, 2, 3, 4, 5), lambda kind: kind(1, 2, no=3)]
)
def test_it_refuses_what_its_twin_refuses(make: Callable[[Any], Any]) -> None:
    for kind in (Pair, Twin):
        with pytest.raises(TypeError):
            make(kind)


@given(st.integers(0, 2), st.sampled_from("ab"), st.integers(0, 2), st.sampled_from("ab"), st.sampled_from([(), (1,)]))
def test_two_are_equal_where_their_twins_are(one: int, word: str, other: int, other_word: str, rest: Any) -> None:
    ours = Pair(one, word, rest) == Pair(other, other_word, rest)

    assert ours == (Twin(one, word, rest) == Twin(other, other_word, rest))
    assert Single((one, word)) != Pair(one, word)
    if (one, word) == (other, other_word):
        assert hash(Single((one, rest))) == hash(Single((other, rest)))


def test_nothing_of_it_can_be_changed() -> None:
    pair: Any = Pair(1, "b")

    with pytest.raises(FrozenInstanceError):
        pair.first = 2
    with pytest.raises(FrozenInstanceError):
        pair.more = 2
    with pytest.raises(FrozenInstanceError):
        del pair.first

    assert pair == Pair(1, "b")


def test_its_lists_are_its_own() -> None:
    one, other = Pair(1, "b"), Pair(1, "b")
    one.words.append("x")

    assert other.words == []


@pytest.mark.parametrize("value", [Pair(1, "b", (2,), ["x"]), Nothing(), Single(None)])
def test_it_can_be_copied_and_sent(value: Any) -> None:
    sent = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own

    assert copy.copy(value) == copy.deepcopy(value) == sent == value


def test_nothing_equals_nothing() -> None:
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()) == "Nothing()"


def test_methods_of_its_own_stay() -> None:
    assert repr(OwnWords(1)) == "own"
    assert OwnWords(1) == OwnWords(2)
    assert hash(OwnWords(3)) == 7


def test_a_pattern_takes_it_apart() -> None:
    match Pair(1, "b"):
        case Pair(first, second):
            assert (first, second) == (1, "b")
