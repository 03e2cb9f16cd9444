"""The time plan as a bar: one segment a phase, with the clock times that matter in the room."""

from collections.abc import Sequence
from datetime import datetime

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import width
from insidescoop.documents.lines import Style, draw_line, draw_right
from insidescoop.documents.page import ACCENT, INK, SOFT, TINT
from insidescoop.domain.moments import clock
from insidescoop.domain.prep_sheets import SheetPhase
from insidescoop.domain.talk_parts import TalkPart

_BAR = 17.0
TIME_BAR_HEIGHT = _BAR + 15.0
"""Points: the bar and one line of times under it."""

_ON_DARK = Style(10, white, is_bold=True)
_ON_LIGHT = Style(10, INK)
_TIME = Style(10, SOFT)
_TIME_BOLD = Style(10, INK, is_bold=True)


def draw_time_bar(canvas: Canvas, phases: Sequence[SheetPhase], *, x: float, top: float, width_points: float) -> None:
    """Draws the phases from `x` rightward, each as wide as its share of the minutes, or as its name if that is wider.

    Times stand under the phases' beginnings where there is room for them; the beginning of the closing always does.
    """
    segments = []
    start, passed = x, 0
    for phase, length in zip(phases, _lengths(phases, width_points), strict=True):
        segments.append((phase, start, length, passed))
        start += length
        passed += phase.minutes
    for phase, start, length, _ in segments:
        is_main = phase.part is TalkPart.QUESTIONS
        canvas.setFillColor(ACCENT if is_main else TINT)
        canvas.setStrokeColor(white)
        canvas.setLineWidth(1.2)
        canvas.rect(start, top - _BAR, length, _BAR, stroke=1, fill=1)
        _draw_name(canvas, phase, _ON_DARK if is_main else _ON_LIGHT, start, length, top)
    _draw_times(canvas, segments, x + width_points, top - _BAR - 11)


def _lengths(phases: Sequence[SheetPhase], width_points: float) -> list[float]:
    total = sum(phase.minutes for phase in phases)
    shares = [width_points * phase.minutes / total for phase in phases]
    named = [
        max(share, width(f"{phase.part.words} {phase.minutes}", _ON_LIGHT.face, _ON_LIGHT.size) + 8)
        for phase, share in zip(phases, shares, strict=True)
    ]
    # The longest phase gives what the short ones lack.
    longest = shares.index(max(shares))
    named[longest] -= sum(named) - width_points
    return named if named[longest] >= shares[longest] / 2 else shares


def _draw_name(canvas: Canvas, phase: SheetPhase, style: Style, start: float, length: float, top: float) -> None:
    for text in (f"{phase.part.words} {phase.minutes} min", f"{phase.part.words} {phase.minutes}", str(phase.minutes)):
        if width(text, style.face, style.size) <= length - 6:
            draw_line(canvas, text, style, x=start + 4, baseline=top - _BAR + 5)
            return


def _draw_times(
    canvas: Canvas, segments: list[tuple[SheetPhase, float, float, int]], right: float, baseline: float
) -> None:
    closing = next((segment for segment in segments if segment[0].part is TalkPart.CLOSING), segments[-1])
    text = f"{_time(closing[0].starts_at, closing[3])} begin to close"
    draw_right(canvas, text, _TIME_BOLD, x=right, baseline=baseline)
    free_until = right - width(text, _TIME_BOLD.face, _TIME_BOLD.size) - 10
    free_from = 0.0
    for phase, start, _, passed in segments:
        label = _time(phase.starts_at, passed)
        end = start + width(label, _TIME.face, _TIME.size)
        if start >= free_from and end <= free_until and phase is not closing[0]:
            draw_line(canvas, label, _TIME, x=start, baseline=baseline)
            free_from = end + 8


def _time(starts_at: datetime | None, passed: int) -> str:
    return clock(starts_at) if starts_at is not None else f"{passed // 60}:{passed % 60:02}"
