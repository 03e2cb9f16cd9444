import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import bench
import bench_people
import bench_pitch
import bench_search
import bench_sheet
import bench_start
import bench_window
from bench_table import Line, markdown, table
from insidescoop.documents.fonts import BOLD, REGULAR
from insidescoop.documents.prep_sheet import draw_prep_sheet
from insidescoop.domain.pitch.lengths import word_count
from insidescoop.domain.prep_sheets import Paper

PEOPLE = 300


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "store"
    bench_people.fill(folder, PEOPLE)
    return folder


@pytest.mark.parametrize(
    ("line", "is_met"),
    [
        (Line("x", "ms", 30, 10, most_ratio=3.0), True),
        (Line("x", "ms", 31, 10, most_ratio=3.0), False),
        (Line("x", "ms", 20, 10, most_ratio=3.0, most_figure=19), False),
        (Line("x", "ms", 20, most_figure=20), True),
        (Line("x", "ms", 20, 10), None),
        (Line("x", "MiB", None, most_figure=160, note="not built"), None),
    ],
    ids=["at the limit", "over it", "one goal of two missed", "no floor", "no goal", "not measured"],
)
def test_a_goal_is_an_upper_limit_of_the_ratio_or_of_the_figure(line: Line, is_met: bool | None) -> None:
    assert line.is_met is is_met


def test_the_table_shows_figure_floor_ratio_goal_and_verdict_under_one_another() -> None:
    lines = [
        Line("window on screen", "ms", 150.0, 100.0, "an empty window", most_ratio=1.5),
        Line("bundle", "MiB", None, most_figure=160, note="not built"),
        Line("search", "ms", 9.0, 2.0, "the bare query", most_ratio=1.5),
    ]

    text = table(lines)

    assert ["window", "on", "screen", "ms", "150", "100", "1.50", "<=", "1.5", "x", "met"] in [
        line.split() for line in text.splitlines()
    ]
    assert "not built" in text
    assert "MISSED" in text
    assert text.endswith("1 of 2 goals met.")


def test_the_page_shows_the_same_lines_with_the_day_and_the_machine() -> None:
    lines = [
        Line("window on screen", "ms", 150.0, 100.0, "an empty window", most_ratio=1.5),
        Line("  bundle", "MiB", None, most_figure=160, note="not built"),
    ]

    page = markdown(lines, measured_on="2026-11-24", machine="2 cores").splitlines()

    assert "Measured on 2026-11-24: 2 cores." in page
    assert "| window on screen | 150 ms | 1.50 | <= 1.5 x | met |" in page
    assert "| &emsp;bundle | not built | - | <= 160 MiB | |" in page
    assert page[-1] == "- an empty window"


def test_with_markdown_nothing_but_the_page_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "measure", lambda _folder, _extent: [Line("window on screen", "ms", 150.0)])
    monkeypatch.setattr(bench, "OUT", tmp_path)
    monkeypatch.setattr(bench, "REPORT", tmp_path / "bench.json")

    assert bench.main(["--quick", "--markdown"]) == 0

    page = capsys.readouterr().out
    assert page.startswith("# Performance\n")
    assert f": {bench.machine()}." in page
    assert "| bundle | not built | - | <= 170 MiB | |" in page


def test_the_same_people_come_every_time_and_a_longer_list_begins_with_the_shorter() -> None:
    few, many = list(bench_people.people(5)), list(bench_people.people(50))

    assert many[:5] == few
    assert all(not person.problems() for person in many)
    assert any(not (person.shown_name.isascii()) for person in many)


def test_a_keystroke_finds_the_same_with_and_without_the_program(filled: Path) -> None:
    measured = bench_search.keystrokes(filled, letters=(1, 3), words=10)

    assert min(measured.ours, measured.bare, measured.screen) > 0


@pytest.mark.parametrize("typed", ["ł", "zo", "zoë", "muller"])
def test_the_floor_of_a_search_is_the_query_of_the_program(filled: Path, typed: str) -> None:
    store = bench_people.open_bench_store(filled)
    plain = bench_search.sqlite3.connect(filled / bench_search.STORE_FILE)

    found = bench_search._ours(store, typed)

    assert found
    assert found == bench_search._bare(plain, typed)
    plain.close()
    store.close()


def test_the_bare_sheet_sets_the_texts_of_the_real_one_in_its_faces() -> None:
    sheet = bench_sheet.a_full_sheet()

    texts = bench_sheet.texts_of(draw_prep_sheet(sheet, Paper.A4).pdf)

    together = " ".join(text for *_, text in texts)
    assert "Zoë Łukasiewicz" in together
    assert {face for *_, face, _ in texts} == {REGULAR, BOLD}
    bare = bench_sheet.texts_of(bench_sheet._bare(texts))
    assert " ".join(text for *_, text in bare).split() == together.split()


def test_the_long_pitch_has_two_thousand_words_and_is_in_two_cuts() -> None:
    draft = bench_pitch.a_long_pitch()

    assert bench_pitch.WORDS <= word_count(draft.whole_text) < bench_pitch.WORDS + 20
    assert draft.cut(30) != draft.cut(60) == draft.whole_text


def test_a_window_tells_of_its_moments_in_order(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(bench_window.__file__).parents[1] / "desktop"))
    bench_start.started("ours", str(filled))

    empty, furnished, ours = (
        bench_start.started(*words) for words in (["empty"], ["furnished"], ["ours", str(filled)])
    )

    assert list(empty) == ["window", "window_cpu", "peak"]
    assert list(furnished) == ["window", "window_cpu"]
    moments = ("window", "contacts", "key", "complete")
    assert list(ours) == [
        *(each for moment in moments for each in (moment, f"{moment}_cpu")),
        "peak", "pitches", "interviews", "peak_of_all",
    ]  # fmt: skip
    for names in (moments, [f"{moment}_cpu" for moment in moments]):
        assert all(ours[before] < ours[after] for before, after in pairwise(names))
    assert ours["peak_of_all"] >= ours["peak"] > empty["peak"]


def test_the_least_of_the_runs_stands_beside_their_median() -> None:
    line = Line("start", "ms", 120.0, 60.0, least=110.0)

    assert line.cells()[2] == "120 (min 110)"
    assert line.as_data()["least"] == 110.0


def test_a_bundle_that_is_not_there_is_said_to_be_not_built(tmp_path: Path) -> None:
    lines = bench.bundle_lines(tmp_path)

    assert [line.cells()[2] for line in lines] == ["not built", "not built"]


def test_the_size_and_the_start_of_a_bundle_are_read_from_its_reports(tmp_path: Path) -> None:
    (tmp_path / "app.json").write_text(json.dumps({"mebibytes": 150.5}), encoding="utf-8")
    (tmp_path / "smoke.json").write_text(json.dumps({"warm_start_seconds": 0.5}), encoding="utf-8")

    size, start = bench.bundle_lines(tmp_path)

    assert (size.figure, size.is_met) == (150.5, True)
    assert start.figure == 0.5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the peak is handed down by the parent")
def test_the_peak_of_memory_is_of_this_process_alone() -> None:
    assert 5 < bench_window.peak_mebibytes() < 5_000
