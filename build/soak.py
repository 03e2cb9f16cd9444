"""Kills and power cuts without end: each round has a seed of its own, and the figures of all rounds add up in a file.

Goes on where it stopped. The tests hold a small round of each; see tests/crash_kills.py and tests/power_cuts.py.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from environment import OUT, ROOT

sys.path.insert(0, str(ROOT / "tests"))

import crash_kills
import power_cuts

FIGURES = OUT / "soak.json"
KILLS_A_ROUND, CUTS_A_ROUND = 20, 200


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 if nothing was ever lost, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python3 build/dev.py soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="how long; 60 if not said")
    parser.add_argument("--seed", type=int, help="of the first round, instead of the one after the last")
    parser.add_argument("--kills-only", action="store_true", help="no power cuts")
    chosen = parser.parse_args(arguments)
    figures = _figures()
    seed = figures["next_seed"] if chosen.seed is None else chosen.seed
    end = time.monotonic() + chosen.minutes * 60
    may_cut = not chosen.kills_only and power_cuts.may_trace()
    if not may_cut and not chosen.kills_only:
        print("strace is not here, or may not look into processes: kills only.")
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory() as folder:
            _kill(Path(folder), seed, figures)
            if may_cut:
                _cut(Path(folder), seed, figures)
        seed += 1
        figures["next_seed"] = seed
        OUT.mkdir(exist_ok=True)
        FIGURES.write_text(json.dumps(figures, indent=1))
        print(_words(figures), flush=True)
    return 1 if figures["faults"] else 0


def _figures() -> dict[str, Any]:
    try:
        held: dict[str, Any] = json.loads(FIGURES.read_text())
    except (OSError, ValueError):
        held = {"next_seed": 1_000, "rounds": 0, "kills": 0, "acknowledged": 0, "cuts": 0, "calls": 0, "faults": []}
    return held


def _kill(folder: Path, seed: int, figures: dict[str, Any]) -> None:
    done = crash_kills.kill_often(folder / "killed", seed=seed, kills=KILLS_A_ROUND)
    figures["rounds"] += 1
    figures["kills"] += done.kills
    figures["acknowledged"] += done.acknowledged
    figures["faults"] += done.faults


def _cut(folder: Path, seed: int, figures: dict[str, Any]) -> None:
    root = folder / "recorded"
    calls = power_cuts.record(root, seed=seed, steps=power_cuts.steps_of(seed))
    done = power_cuts.cut_often(calls, root, folder / "cut", seed=seed, cuts=CUTS_A_ROUND)
    figures["calls"] += len(calls)
    figures["cuts"] += done.cuts
    figures["faults"] += done.faults


def _words(figures: dict[str, Any]) -> str:
    return (
        f"{figures['rounds']:,} rounds: {figures['kills']:,} kills, {figures['acknowledged']:,} acknowledged steps, "
        f"{figures['cuts']:,} power cuts in {figures['calls']:,} system calls: {len(figures['faults'])} faults"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
