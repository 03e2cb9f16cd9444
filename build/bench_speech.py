"""How near the sentences found in a recording are to where they were said: python build/bench_speech.py.

Pitches are said by a synthesizer at three speeds, with noise 20 decibels under the voice; in a second round one
sentence of each is left out, in a third one is begun twice. Where no synthesizer is installed, nothing is measured.
"""

import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass

import synthesizer
from bench_table import Line
from insidescoop.domain.rehearsal.reports import Aligned
from insidescoop.speech.analysis import report_of_recording
from spoken_pitches import PITCHES, SPEEDS, Said, say


@dataclass(frozen=True, slots=True)
class Figures:
    """Errors at the ends of the sentences in seconds; shares of real time; sentences left out, found and imagined."""

    recordings: int
    median_error: float
    error_p95: float
    share_of_time: float
    left_out: int
    found: int
    imagined: int
    begun_twice: int
    noticed: int


def measure(pitches: tuple[str, ...] = PITCHES, speeds: tuple[int, ...] = SPEEDS) -> Figures:
    """The figures over some pitches at some speeds."""
    errors: list[float] = []
    shares: list[float] = []
    left_out = found = imagined = begun_twice = noticed = recordings = 0
    for number, text in enumerate(pitches):
        for speed in speeds:
            whole = say(text, speed=speed, seed=number)
            count = len(whole.spans)
            place = frozenset({(number + speed // 10) % count})
            for said in (whole, say(text, speed=speed, left_out=place, seed=number + 100),
                         say(text, speed=speed, twice=place, seed=number + 200)):  # fmt: skip
                recordings += 1
                script = _listened(said, shares)
                spans = script.spans if script is not None else (None,) * count
                for true, told in zip(said.spans, spans, strict=True):
                    left_out += true is None
                    found += true is None and told is None
                    imagined += true is not None and told is None
                    if true is not None and told is not None:
                        errors += [abs(true.start - told.start) / 1000, abs(true.end - told.end) / 1000]
            begun_twice += 1
            noticed += script is not None and script.repeated == tuple(place)
    return Figures(
        recordings, statistics.median(errors), statistics.quantiles(errors, n=20)[-1], statistics.median(shares),
        left_out, found, imagined, begun_twice, noticed,
    )  # fmt: skip


def _listened(said: Said, shares: list[float]) -> Aligned | None:
    began = time.perf_counter()
    report = report_of_recording(said.wav, said.text)
    shares.append((time.perf_counter() - began) / (report.sound.length / 1000))
    return report.script if isinstance(report.script, Aligned) else None


def speech_lines(*, is_quick: bool) -> list[Line]:
    """The lines of the benchmark; figures are missing where there is no synthesizer."""
    names = ("sentence found in a recording, error, median", "  the same, p95", "  listening, share of real time")
    if not synthesizer.is_here():
        return [Line(name, "s", None, note="no espeak-ng") for name in names]
    figures = measure(PITCHES[:4], SPEEDS[1:2]) if is_quick else measure()
    return [
        Line(names[0], "s", figures.median_error, most_figure=0.3),
        Line(names[1], "s", figures.error_p95),
        Line(names[2], "", figures.share_of_time, most_figure=0.1),
        Line("  sentences left out and not noticed", "%", 100 * (1 - figures.found / figures.left_out)),
    ]


if __name__ == "__main__":
    if not synthesizer.is_here():
        sys.exit("espeak-ng is not installed.")
    print(json.dumps(asdict(measure()), indent=1))
