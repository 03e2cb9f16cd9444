"""Very many values are made and let go without searches for circular garbage, which would hold up the window."""

import gc
from collections.abc import Iterator

import pytest

from insidescoop.system.many_values import let_go, without_collector


@pytest.fixture(autouse=True)
def nothing_stays_frozen() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_the_collector_rests_meanwhile_and_runs_again_after_a_fault() -> None:
    def fail() -> None:
        with without_collector():
            assert not gc.isenabled()
            raise ValueError("fault")

    with pytest.raises(ValueError, match="fault"):
        fail()

    assert gc.isenabled()


def test_very_many_values_are_never_looked_through_and_few_are_as_usual() -> None:
    before = gc.get_freeze_count()
    with without_collector():
        few: list[list[int]] = [[] for _ in range(100)]
    assert gc.get_freeze_count() == before

    with without_collector():
        many: list[list[int]] = [[] for _ in range(60_000)]

    assert gc.get_freeze_count() >= before + len(few) + len(many)


def test_all_that_is_let_go_is_gone() -> None:
    values, by_name = [object()] * 3, {"a": 1, "b": 2}

    let_go(values)
    let_go(by_name)

    assert (values, by_name) == ([], {})
