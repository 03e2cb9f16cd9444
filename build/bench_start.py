"""How long the window takes to come up, and what it holds: each start is a process of its own, by turns with floors."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench_table import Line

BUILD = Path(__file__).resolve().parent
PATIENCE_SECONDS = 120
# Without its compiled modules the program starts like on the very first day, which is not what is asked here.
_CHANGING_A_START = ("PYTHONDONTWRITEBYTECODE", "PYTHONOPTIMIZE", "QT_QPA_PLATFORM")

_EMPTY = "start and memory: an empty PySide6 QMainWindow, a process of its own"
_FURNISHED = "furnished: the same with three empty tabs, a dock and four menus of eight actions"
_CPU = "_cpu"
"""Ends the names of the moments by the processor time used until then, in milliseconds."""

Run = dict[str, float]


def start_lines(at_start: Path, few: Path, *, people: int, many: int, starts: int) -> list[Line]:
    """The lines of the start of a store with `people` contacts, and of the memory of one with `many`."""
    empty: list[Run] = []
    furnished: list[Run] = []
    ours: list[Run] = []
    # One start of each before they count: the first one of all reads the libraries from the disk, and is the one
    # after which it is known how the window was left.
    for _ in range(starts + 1):
        empty.append(started("empty"))
        furnished.append(started("furnished"))
        ours.append(started("ours", str(at_start)))
    large = [started("ours", str(few)) for _ in range(3)]

    def line(what: str, moment: str, *, most_ratio: float | None = None, over: str = "bare") -> Line:
        floors, floor_is = (furnished, _FURNISHED) if over == "furnished" else (empty, _EMPTY)
        floor = median(floors, "window" + (_CPU if moment.endswith(_CPU) else ""))
        return Line(what, "ms", median(ours, moment), floor, floor_is, most_ratio, least=least(ours, moment))

    def memory(what: str, moment: str, most_ratio: float) -> Line:
        return Line(what, "MiB", median(large, moment), median(empty, "peak"), _EMPTY, most_ratio)

    first = f"first of {people} contacts painted"
    held = f"peak memory, {many:,} contacts"
    return [
        line("window on screen, processor time", "window_cpu", most_ratio=1.9),
        line("  the same, to the furnished one", "window_cpu", most_ratio=1.5, over="furnished"),
        line("  the same, by the clock", "window"),
        line(f"{first}, processor time", "contacts_cpu", most_ratio=2.5),
        line("  the same, by the clock", "contacts"),
        line("a key answered, processor time", "key_cpu", most_ratio=6.0),
        line("  the same, by the clock", "key"),
        line("start finished, processor time", "complete_cpu", most_ratio=8.0),
        line("  the same, by the clock", "complete"),
        Line("first visit to Pitches", "ms", median(ours, "pitches"), most_figure=150, least=least(ours, "pitches")),
        Line(
            "first visit to Interviews", "ms", median(ours, "interviews"), most_figure=150,
            least=least(ours, "interviews"),
        ),
        memory(f"{held}, idle", "peak", 2.8),
        memory(f"{held}, every page visited", "peak_of_all", 3.1),
    ]  # fmt: skip


def median(runs: Sequence[Run], moment: str) -> float:
    """The median of a figure, the first run left out."""
    return statistics.median(run[moment] for run in runs[1:])


def least(runs: Sequence[Run], moment: str) -> float:
    """The least of a figure, the first run left out."""
    return min(run[moment] for run in runs[1:])


def started(*words: str) -> Run:
    """What a start tells of, by name.

    Milliseconds from the start of the process to each moment, by the clock and, with `_cpu`, of processor time; figures
    of its own, such as its peak memory in MiB.
    """
    told: Run = {}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, str(BUILD / "bench_window.py"), *words],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=_surroundings(),
        text=True,
    ) as child:
        assert child.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in child.stdout:
            now = (time.perf_counter() - began) * 1000
            kind, word, value = line.split()
            if kind == "moment":
                told[word] = now
            told[word + _CPU if kind == "moment" else word] = float(value)
        if child.wait(PATIENCE_SECONDS):
            raise SystemExit(f"The window ({words[0]}) ended with exit code {child.returncode}.")
    return told


def _surroundings() -> dict[str, str]:
    """The environment of a window: on the display if there is one, else without."""
    kept = {name: value for name, value in os.environ.items() if name not in _CHANGING_A_START}
    return kept if has_display() else {**kept, "QT_QPA_PLATFORM": "offscreen"}


def has_display() -> bool:
    """True if windows of this run come up on a screen, a virtual one included."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
