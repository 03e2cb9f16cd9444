"""The power goes at random moments of recorded work: all that was acknowledged is there, and the test would notice."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from examples import is_searching
from power_cuts import Call, cut_often, may_trace, record, without_folder_syncs, without_syncs

pytestmark = pytest.mark.skipif(not may_trace(), reason="strace is not here, or may not look into processes")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Call]]:
    """A session of work in a folder, as the system saw it."""
    folder = tmp_path_factory.mktemp("recorded") / "data"
    return folder, record(folder, seed=1)


def test_a_power_cut_loses_nothing_that_was_acknowledged(work: tuple[Path, list[Call]], tmp_path: Path) -> None:
    folder, calls = work

    done = cut_often(calls, folder, tmp_path / "after", seed=1, cuts=240 if is_searching() else 24)

    assert done.faults == []


@pytest.mark.parametrize("without", [without_syncs, without_folder_syncs])
def test_without_waiting_for_the_disk_much_would_be_lost(
    work: tuple[Path, list[Call]], tmp_path: Path, without: Callable[[Sequence[Call]], list[Call]]
) -> None:
    folder, calls = work

    done = cut_often(without(calls), folder, tmp_path / "after", seed=1, cuts=12)

    assert len(done.faults) >= 3
