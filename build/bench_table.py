"""The benchmark's table: lines with their floors and goals, as text for a reader and as data for a program."""

from collections.abc import Sequence
from dataclasses import dataclass

MARKDOWN_HEAD = (
    "# Performance",
    "",
    "What `python3 build/dev.py bench --markdown` prints. The ratio is that of a figure to its floor: what the bare",
    "libraries need for the same, by turns, in the same run. Ratios travel to other machines, milliseconds do not. The",
    "start is measured from source; p95 is the time that 95 of 100 stay under.",
    "",
)
_HEADINGS = ("Measured", "Unit", "Figure", "Floor", "Ratio", "Goal", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured.

    `floor` is what the bare libraries need for the same in the same run, None where there is nothing to compare.
    The goals are upper limits, of the ratio and of the figure itself; None for none. `figure` is None for what
    could not be measured; `note` says why, or how. `least` is the least of the runs of which the figure is the median.
    """

    what: str
    unit: str
    figure: float | None
    floor: float | None = None
    floor_is: str = ""
    most_ratio: float | None = None
    most_figure: float | None = None
    note: str = ""
    least: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor the figure is."""
        return self.figure / self.floor if self.figure is not None and self.floor else None

    @property
    def is_met(self) -> bool | None:
        """True if every goal is met; None without a goal or without a figure."""
        held = [
            value <= limit
            for value, limit in ((self.ratio, self.most_ratio), (self.figure, self.most_figure))
            if value is not None and limit is not None
        ]
        return all(held) if held else None

    def as_data(self) -> dict[str, object]:
        """The line for a program."""
        return {
            "what": self.what,
            "unit": self.unit,
            "figure": self.figure,
            "least": self.least,
            "floor": self.floor,
            "floor_is": self.floor_is,
            "ratio": self.ratio,
            "most_ratio": self.most_ratio,
            "most_figure": self.most_figure,
            "is_met": self.is_met,
            "note": self.note,
        }

    def cells(self) -> tuple[str, ...]:
        """The line for a reader, in the order of the headings."""
        goals = []
        if self.most_ratio is not None:
            goals.append(f"<= {self.most_ratio:g} x")
        if self.most_figure is not None:
            goals.append(f"<= {self.most_figure:g} {self.unit}")
        verdict = {True: "met", False: "MISSED", None: ""}[self.is_met]
        return (
            self.what,
            self.unit,
            self._figure_in_words(),
            _number(self.floor),
            f"{self.ratio:.2f}" if self.ratio is not None else "-",
            ", ".join(goals) or "-",
            verdict,
        )

    def _figure_in_words(self) -> str:
        if self.figure is None:
            return self.note
        return _number(self.figure) + (f" (min {_number(self.least)})" if self.least is not None else "")


def table(lines: Sequence[Line]) -> str:
    """The lines under their headings, then what each floor is, then how many goals are met."""
    rows = [_HEADINGS, *(line.cells() for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADINGS))]
    text = [_row(_HEADINGS, widths), "  ".join("-" * width for width in widths).rstrip()]
    text += [_row(row, widths) for row in rows[1:]]
    text += ["", "Floors, measured in the same run:"]
    text += [f"  {what}" for what in dict.fromkeys(line.floor_is for line in lines if line.floor_is)]
    judged = [line.is_met for line in lines if line.is_met is not None]
    text += ["", f"{sum(judged)} of {len(judged)} goals met."]
    return "\n".join(text)


def markdown(lines: Sequence[Line], *, measured_on: str, machine: str) -> str:
    """The same as a page of Markdown: docs/performance.md is what this returns.

    `measured_on` is a day, `machine` what it was measured on, both in words.
    """
    rows = [("Measured", "Figure", "Ratio", "Goal", ""), ("---", "--:", "--:", "---", "---")]
    for line in lines:
        what, unit, figure, _floor, ratio, goal, verdict = line.cells()
        shown = f"{figure} {unit}".rstrip() if line.figure is not None else figure
        rows.append((what.replace("  ", "&emsp;"), shown, ratio, goal, verdict))
    judged = [line.is_met for line in lines if line.is_met is not None]
    return "\n".join(
        [
            *MARKDOWN_HEAD,
            f"Measured on {measured_on}: {machine}.",
            "",
            *(f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in rows),
            "",
            f"{sum(judged)} of {len(judged)} goals met.",
            "",
            "Floors, measured in the same run:",
            "",
            *(f"- {what}" for what in dict.fromkeys(line.floor_is for line in lines if line.floor_is)),
        ]
    )


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    # Words to the left, numbers to the right.
    return "  ".join(
        cell.rjust(width) if place in (2, 3, 4) else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ).rstrip()


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
