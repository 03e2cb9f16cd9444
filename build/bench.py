"""Measures the program against its goals and prints one table: python3 build/dev.py bench [--quick] [--markdown].

Compare figures only inside one table: every floor is measured in the same run, on the same machine, by turns with
what it is compared to. Nobody's data is touched: all stores are made for the run and thrown away after it.
"""

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench_duplicates import seconds_to_find_duplicates
from bench_people import PEOPLE_A_STEP, fill
from bench_search import keystrokes
from bench_sheet import sheet_and_bare_canvas
from bench_speech import speech_lines
from bench_start import BUILD, PATIENCE_SECONDS, start_lines
from bench_table import Line, markdown, table
from bench_ways import ways_to_people
from environment import OUT

REPORT = OUT / "bench.json"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a run measures; the numbers of people are those of the small and the large store."""

    few: int
    many: int
    starts: int
    words: int
    sheets: int
    pictures: int
    keys: int


WHOLE = Extent(few=10_000, many=100_000, starts=7, words=60, sheets=60, pictures=9, keys=400)
QUICK = Extent(few=2_000, many=10_000, starts=3, words=20, sheets=15, pictures=3, keys=120)
PEOPLE_AT_START = 200


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 once everything was measured, whether or not the goals are met."""
    parser = argparse.ArgumentParser(prog="python3 build/dev.py bench", description="Measure against the goals.")
    parser.add_argument("--quick", action="store_true", help="small stores and few rounds: rough figures, much sooner")
    parser.add_argument("--markdown", action="store_true", help="print the page that is docs/performance.md instead")
    chosen = parser.parse_args(arguments)
    extent = QUICK if chosen.quick else WHOLE
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="inside-scoop-bench-") as folder:
        lines = measure(Path(folder), extent)
    lines += bundle_lines(OUT)
    OUT.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps([line.as_data() for line in lines], indent=1), encoding="utf-8")
    if chosen.markdown:
        print(markdown(lines, measured_on=f"{datetime.now(UTC):%Y-%m-%d}", machine=machine()))
    else:
        print(f"\n{table(lines)}\n\nMeasured in {time.monotonic() - began:.0f} s; the same as data: out/{REPORT.name}")
    return 0


def machine() -> str:
    """What it is measured on: cores, system, Python and SQLite."""
    system = platform.platform(terse=True)
    if sys.platform == "linux":
        system = platform.freedesktop_os_release().get("PRETTY_NAME", system)
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def measure(folder: Path, extent: Extent) -> list[Line]:
    """Every line but those of the bundle; stores are made in `folder`."""
    at_start, few, many = (folder / name for name in ("start", "few", "many"))
    _tell("making stores")
    fill(at_start, PEOPLE_AT_START)
    fill(few, extent.few)
    fill(many, extent.many)
    _tell("opening windows")
    lines = start_lines(at_start, few, people=PEOPLE_AT_START, many=extent.few, starts=extent.starts)
    _tell("searching")
    for store, people in ((few, extent.few), (many, extent.many)):
        lines += _search_lines(store, people, extent.words)
    _tell("drawing tables and sheets")
    lines += [*_table_lines(many, extent), *_sheet_lines(extent), *_adding_lines(folder / "added")]
    _tell("typing a pitch")
    lines += _pitch_lines(folder / "pitch", extent)
    _tell("moving among the contacts")
    lines += _contact_lines(few, many, extent)
    _tell("doing what users do")
    lines += _action_lines(folder / "actions", extent)
    _tell("scrolling and listening")
    lines += _rehearsal_lines(extent)
    _tell("importing files")
    return [*lines, *_import_lines(folder, extent)]


def _tell(what: str) -> None:
    print(f"{what} ...", file=sys.stderr, flush=True)


def _told(script: str, *words: object, patience: int = 1) -> dict[str, Any]:
    """The figures that a script of this folder prints, in a process of its own without a display."""
    printed = subprocess.run(
        [sys.executable, str(BUILD / script), *map(str, words)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        timeout=patience * PATIENCE_SECONDS,
        check=True,
    )
    figures: dict[str, Any] = json.loads(printed.stdout)
    return figures


def _search_lines(store: Path, people: int, words: int) -> list[Line]:
    short = keystrokes(store, letters=(1, 2), words=words)
    long = keystrokes(store, letters=(3, 4, 5, 6), words=words)
    floor = "search: the same FTS5 query on Python's sqlite3 (ranked from three letters)"
    of = f"of {people:,}"
    return [
        Line(f"search, 1-2 letters, {of}, p95", "ms", short.ours, short.bare, floor, most_ratio=3.0),
        Line(f"search, 3-6 letters, {of}, p95", "ms", long.ours, long.bare, floor, most_ratio=1.5),
        Line("  list on screen, 1-2 letters, p95", "ms", short.screen, most_figure=50),
        Line("  list on screen, 3-6 letters, p95", "ms", long.screen, most_figure=50),
    ]


def _table_lines(many: Path, extent: Extent) -> list[Line]:
    taken = _told("bench_rows.py", many, extent.pictures)
    floor = "table: 256 rows read with sqlite3, shown in the same table"
    return [Line(f"table of {extent.many:,}, first paint", "ms", taken["ours"], taken["paged"], floor, most_ratio=3.0)]


def _contact_lines(few: Path, many: Path, extent: Extent) -> list[Line]:
    taken = _told("bench_contacts.py", many, extent.words // 2, patience=3)
    floor = "moves: the bare queries behind them on Python's sqlite3; the window draws everything else"
    moves = (("keystroke", "search keystroke"), ("sort", "sort"), ("scroll", "scroll a page"), ("card", "open a card"))
    of = f"of {extent.many:,}, p95"
    return [
        *(
            Line(f"{words}, {of}", "ms", taken["moves"][name], taken["bare"][name], floor, most_figure=50)
            for name, words in moves
        ),
        Line(f"peak memory, moving among {extent.many:,}", "MiB", taken["peak"]),
        Line(f"duplicates found among {extent.few:,}", "s", seconds_to_find_duplicates(few)),
        Line(f"ways to a contact, among {extent.few:,}, p95", "ms", ways_to_people(few, extent.words), most_figure=50),
    ]


def _action_lines(folder: Path, extent: Extent) -> list[Line]:
    """How long the window's thread is kept at once by what users do every day."""
    folder.mkdir()
    taken = _told("bench_actions.py", folder, extent.pictures)
    slowest = max(taken, key=taken.__getitem__)
    what = f"longest work on the window's thread, {len(taken)} actions: {slowest.replace('_', ' ')}"
    return [Line(what, "ms", taken[slowest], most_figure=50)]


def _rehearsal_lines(extent: Extent) -> list[Line]:
    taken = _told("bench_scroll.py", extent.words * 10)
    return [
        Line("frame of a rehearsal at 1440 x 900, p95", "ms", taken["p95"], most_figure=16),
        Line("  longest step between two frames", "px", taken["longest_step"]),
        *speech_lines(is_quick=extent is QUICK),
    ]


def _import_lines(folder: Path, extent: Extent) -> list[Line]:
    """Files imported through the window: the time, the memory, and how long the window did not answer."""
    lines = []
    for kind, words, count, most_seconds in (
        ("cards", "vCards", extent.few, 5),
        ("rows", "rows of CSV", extent.many, 15),
    ):
        taken = _told("bench_imports.py", kind, count, folder / f"import-{kind}", patience=5)
        reader = "str.partition" if kind == "cards" else "csv.DictReader"
        floor = f"{words} imported: {reader} and executemany into three bare tables"
        these = f"{count:,} {words}"
        lines += [
            Line(f"{these} imported", "s", taken["seconds"], taken["floor"], floor, most_figure=most_seconds),
            Line(f"{these} imported, longest pause of the window", "ms", taken["longest_gap"], most_figure=100),
            Line(f"{these} undone", "s", taken["undo"]),
            Line(f"{these} undone, longest pause", "ms", taken["undo_gap"], most_figure=100),
            Line(f"{these} redone", "s", taken["redo"]),
            Line(f"{these} redone, longest pause", "ms", taken["redo_gap"], most_figure=100),
            Line(f"{these} imported, peak memory", "MiB", taken["peak"], most_figure=500),
        ]
    return lines


def _sheet_lines(extent: Extent) -> list[Line]:
    ours, bare = sheet_and_bare_canvas(extent.sheets)
    floor = "sheet: a bare ReportLab canvas that sets the same texts in the same faces at the same places"
    return [Line("next prep sheet", "ms", ours, bare, floor, most_ratio=3.0, most_figure=100)]


def _pitch_lines(folder: Path, extent: Extent) -> list[Line]:
    folder.mkdir()
    taken = _told("bench_pitch.py", folder, extent.keys)
    floor = "pitch: the same keys in a bare QPlainTextEdit with the same text, by turns"
    return [
        Line("key in a pitch of 2,000 words, p95", "ms", taken["ours"], taken["bare"], floor, most_figure=16),
        Line("  look at the whole after a pause, p95", "ms", taken["look"], most_figure=50),
    ]


def _adding_lines(folder: Path) -> list[Line]:
    (seconds,) = fill(folder, PEOPLE_A_STEP)
    return [Line(f"{PEOPLE_A_STEP:,} contacts added in one step", "s", seconds, most_figure=1.5)]


def bundle_lines(out: Path) -> list[Line]:
    """What the last bundle weighs and how fast it started, as its own report and smoke test say."""
    size, start = _read(out / "app.json"), _read(out / "smoke.json")
    return [
        Line("bundle", "MiB", size.get("mebibytes"), most_figure=170, note="not built"),
        Line("bundle, warm start", "s", start.get("warm_start_seconds"), note="not built" if not size else "not run"),
    ]


def _read(report: Path) -> dict[str, Any]:
    if not report.exists():
        return {}
    read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return read


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
