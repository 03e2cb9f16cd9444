"""Bars on paper: upright ones week by week, and those that lie under each other; black on white."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import width
from insidescoop.documents.lines import Style, draw_line, draw_right, set_lines
from insidescoop.documents.page import ACCENT, BODY, BODY_BOLD, INK, RULE, SOFT, TINT
from insidescoop.domain.effort.figures import FEWEST_OF_A_BAR, Figure, WeekFigures
from insidescoop.domain.plot_axis import axis_steps, named_places

_SMALL, _SMALL_DARK = Style(8, SOFT), Style(8, INK)
WEEKS_HEIGHT = 118.0
ROW_HEIGHT = 17.0
_HEAD, _FOOT, _AXIS = 34.0, 14.0, 22.0
_WIDEST_BAR = 22.0
_OVER_BAR = 0.7


def draw_weeks(canvas: Canvas, figures: WeekFigures, *, x: float, top: float, wide: float) -> None:
    """One deed week by week in a room of `wide` by WEEKS_HEIGHT points, with the line of its goal."""
    draw_line(canvas, figures.deed.words, BODY_BOLD, x=x, baseline=top - 10)
    if figures.goal_words:
        draw_right(canvas, f"- -  {figures.goal_words}", _SMALL, x=x + wide, baseline=top - 10)
    steps = axis_steps(max([float(week.tally.count) for week in figures.weeks] + [figures.goal or 0.0]))
    foot, ground_top = top - WEEKS_HEIGHT + _FOOT, top - _HEAD
    high = ground_top - foot

    def at(amount: float) -> float:
        return foot + high * amount / steps[-1]

    canvas.setLineWidth(0.5)
    for step in steps:
        canvas.setStrokeColor(RULE if step == 0 else TINT)
        canvas.line(x + _AXIS, at(step), x + wide, at(step))
        draw_right(canvas, f"{step:,}", _SMALL, x=x + _AXIS - 4, baseline=at(step) - 2.8)
    room = (wide - _AXIS) / max(len(figures.weeks), 1)
    bar = min(room * 0.7, _WIDEST_BAR)
    widths = [width(week.label, _SMALL.face, _SMALL.size) for week in figures.weeks]
    named = named_places(len(widths), room=room, widest=max(widths, default=0.0), gap=6)
    for place in range(len(figures.weeks)):
        week = figures.weeks[place]
        middle = x + _AXIS + (place + 0.5) * room
        if week.tally.count:
            canvas.setFillColor(ACCENT)
            canvas.rect(middle - bar / 2, foot, bar, at(week.tally.count) - foot, stroke=0, fill=1)
            long = width(week.shown, _SMALL_DARK.face, _SMALL_DARK.size)
            if long <= room * _OVER_BAR:
                draw_line(canvas, week.shown, _SMALL_DARK, x=middle - long / 2, baseline=at(week.tally.count) + 2)
        if place in named:
            left = min(middle - widths[place] / 2, x + wide - widths[place])
            draw_line(canvas, week.label, _SMALL, x=left, baseline=foot - 10)
    if figures.goal:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.setDash(4, 3)
        canvas.line(x + _AXIS, at(figures.goal), x + wide, at(figures.goal))
        canvas.setDash()


def draw_row(
    canvas: Canvas, figure: Figure, most: float, *, x: float, top: float, wide: float, labels: float, numbers: float
) -> None:
    """One bar that lies, in a room of `wide` by ROW_HEIGHT points; `most` is the amount of the longest."""
    baseline = top - ROW_HEIGHT / 2 - 3.5
    name = set_lines(figure.label, BODY, width_points=labels - 8, at_most=1).lines[0]
    draw_line(canvas, name, BODY, x=x, baseline=baseline)
    long = wide - labels - numbers
    thick = ROW_HEIGHT * 0.5
    whole, part = (long * amount / most for amount in (figure.out_of or 0, figure.tally.count))
    for colour, length in ((TINT, whole), (ACCENT, part)):
        if not length:
            continue
        canvas.setFillColor(colour)
        canvas.rect(x + labels, top - ROW_HEIGHT / 2 - thick / 2, length, thick, stroke=0, fill=1)
    draw_line(canvas, figure.shown, BODY, x=x + labels + max(whole, part) + 6, baseline=baseline)


def most_of(figures: Sequence[Figure]) -> float:
    """The amount that the whole width stands for."""
    return float(max(FEWEST_OF_A_BAR, *(max(each.out_of or 0, each.tally.count) for each in figures)))


def number_width(figures: Sequence[Figure]) -> float:
    """The room that the numbers take behind the bars."""
    return max((width(each.shown, BODY.face, BODY.size) for each in figures), default=0.0) + 8


def label_width(figures: Sequence[Figure]) -> float:
    """The room that the labels take."""
    return min(max((width(each.label, BODY.face, BODY.size) for each in figures), default=0.0) + 14, 220.0)
