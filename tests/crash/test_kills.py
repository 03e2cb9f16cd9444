"""A process killed at random moments of real work: adding, undo, recordings, backups, restoring, forgetting."""

import subprocess
import sys
from pathlib import Path

import pytest

import crash_kills
from examples import one_in

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("seed", one_in(8, [(seed,) for seed in range(1, 9)]))
def test_a_killed_process_loses_nothing_that_it_had_acknowledged(folder: Path, seed: int) -> None:
    # In a process of its own: the one that is forked may hold neither Qt nor threads.
    done = subprocess.run(
        [sys.executable, crash_kills.__file__, str(folder), str(seed), "8"],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "kills=8" in done.stdout
    assert "faults=[]" in done.stdout
