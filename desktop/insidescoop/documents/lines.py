"""Text in lines: broken to a width, cut with an ellipsis, and drawn."""

from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import BOLD, REGULAR, glyphs, run_width, runs, width
from insidescoop.documents.safe_text import printable
from insidescoop.domain.values import frozen

LEADING = 1.24
"""Line height as a multiple of the type size."""


@frozen
class Style:
    """How a text is set: type size in points (never under 10 but in the footer), weight and colour."""

    size: float
    colour: Color
    is_bold: bool = False

    @property
    def face(self) -> str:
        """The main face."""
        return BOLD if self.is_bold else REGULAR

    @property
    def leading(self) -> float:
        """The height of one line in points."""
        return self.size * LEADING


@frozen
class Lines:
    """A text broken into lines; `was_cut` if some of it did not fit."""

    lines: tuple[str, ...]
    style: Style
    was_cut: bool

    @property
    def height(self) -> float:
        """The height of all lines in points."""
        return len(self.lines) * self.style.leading


@lru_cache(maxsize=512)
def set_lines(typed: str, style: Style, *, width_points: float, at_most: int) -> Lines:
    """Typed text in at most `at_most` lines (1 or more) of a width; what does not fit ends in an ellipsis."""
    words = printable(typed).split(" ")
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if width(longer, style.face, style.size) <= width_points:
            line = longer
            continue
        if line:
            lines.append(line)
        if len(lines) == at_most:
            return _cut(lines, style, width_points)
        pieces = _fitting_pieces(word, style, width_points)
        for piece in pieces[:-1]:
            lines.append(piece)
            if len(lines) == at_most:
                return _cut(lines, style, width_points)
        line = pieces[-1]
    if line:
        lines.append(line)
    return Lines(tuple(lines), style, was_cut=False)


def _cut(lines: list[str], style: Style, width_points: float) -> Lines:
    last = lines[-1]
    while last and width(last + "…", style.face, style.size) > width_points:
        last = last[:-1]
    return Lines((*lines[:-1], last.rstrip(" ,.;:") + "…"), style, was_cut=True)


def _fitting_pieces(word: str, style: Style, width_points: float) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter, style.face, style.size) > width_points:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def draw_lines(canvas: Canvas, lines: Lines, *, x: float, top: float) -> float:
    """Draws lines downward from `top` and returns where the next thing begins."""
    for line in lines.lines:
        draw_line(canvas, line, lines.style, x=x, baseline=top - lines.style.size)
        top -= lines.style.leading
    return top


def draw_line(canvas: Canvas, text: str, style: Style, *, x: float, baseline: float) -> None:
    """Draws one line of printable text from `x` rightward."""
    canvas.setFillColor(style.colour)
    for run in runs(text, style.face):
        pen = canvas.beginText(x, baseline)
        pen.setFont(run.face, style.size)
        pen.textOut(glyphs(run, style.size))
        canvas.drawText(pen)
        x += run_width(run, style.size)


def draw_right(canvas: Canvas, text: str, style: Style, *, x: float, baseline: float) -> None:
    """Draws one line of printable text that ends at `x`."""
    draw_line(canvas, text, style, x=x - width(text, style.face, style.size), baseline=baseline)
