"""What the effort has led to, on paper: the numbers of the page, on as many sheets as they take.

How fast people answer has no place in what is printed, and names only where the user wants them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.effort_bars import (
    ROW_HEIGHT,
    WEEKS_HEIGHT,
    draw_row,
    draw_weeks,
    label_width,
    most_of,
    number_width,
)
from insidescoop.documents.fonts import letters_without_face
from insidescoop.documents.lines import Style, draw_line, draw_lines, draw_right, set_lines
from insidescoop.documents.page import BODY, FOOTER, HINT, INK, LABEL, MARGIN, SIZES, new_page
from insidescoop.domain.effort.figures import (
    Figure,
    open_figures,
    outcome_figures,
    reply_figures,
    step_figures,
    week_figures,
)
from insidescoop.domain.effort.introductions import flattened
from insidescoop.domain.effort.report import Effort, effort_sentences
from insidescoop.domain.moments import exact_day
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

_TITLE = Style(16, INK, is_bold=True)
_GAP, _INDENT, _DEEPEST = 14.0, 14.0, 12
TITLE = "What the effort has led to"


@frozen
class _Block:
    """A piece that is not torn apart: its height in points, and how it is drawn from `x`, `top`."""

    height: float
    draw: Callable[[Canvas, float, float], object]
    stays_with_next: bool = False


@frozen
class DrawnReport:
    """A finished report, and what is to be told of it, in words."""

    pdf: bytes
    notes: tuple[str, ...]


def draw_effort_report(effort: Effort, paper: Paper, *, own_name: str | None, with_names: bool) -> DrawnReport:
    """The report as a PDF; equal efforts make equal bytes."""
    wide, height = SIZES[paper][0] - 2 * MARGIN, SIZES[paper][1]
    blocks = [*_beginning(effort, own_name, wide), *_weeks(effort, wide), *_rows_of(effort, wide)]
    blocks += _introductions(effort, wide, with_names=with_names)
    pages = _pages(blocks, height - 2 * MARGIN - _GAP)
    canvas, buffer = new_page(paper, title=f"{TITLE}: {own_name}" if own_name else TITLE)
    for number, page in enumerate(pages, start=1):
        top = height - MARGIN
        for block in page:
            block.draw(canvas, MARGIN, top)
            top -= block.height
        draw_line(canvas, f"Inside Scoop · {exact_day(effort.today, with_weekday=False)}", FOOTER, x=MARGIN,
                  baseline=MARGIN - 6)  # fmt: skip
        draw_right(canvas, f"Page {number} of {len(pages)}", FOOTER, x=MARGIN + wide, baseline=MARGIN - 6)
        canvas.showPage()
    canvas.save()
    return DrawnReport(buffer.getvalue(), _letters_missing(effort, own_name, with_names=with_names))


def _pages(blocks: Sequence[_Block], height: float) -> list[list[_Block]]:
    """The blocks page by page; a heading is not left alone at the foot."""
    pages: list[list[_Block]] = [[]]
    free = height
    for place, block in enumerate(blocks):
        needed = block.height
        if block.stays_with_next and place + 1 < len(blocks):
            needed += blocks[place + 1].height
        if needed > free and pages[-1]:
            pages.append([])
            free = height
        pages[-1].append(block)
        free -= block.height
    return pages


def _text(typed: str, style: Style, wide: float, *, indent: float = 0.0, at_most: int = 6) -> _Block:
    lines = set_lines(typed, style, width_points=wide - indent, at_most=at_most)
    return _Block(lines.height + 2, lambda canvas, x, top: draw_lines(canvas, lines, x=x + indent, top=top))


def _heading(typed: str, wide: float) -> _Block:
    lines = set_lines(typed, LABEL, width_points=wide, at_most=2)
    return _Block(
        lines.height + _GAP + 4,
        lambda canvas, x, top: draw_lines(canvas, lines, x=x, top=top - _GAP),
        stays_with_next=True,
    )


def _beginning(effort: Effort, own_name: str | None, wide: float) -> list[_Block]:
    first = effort.weeks[0].starts_on
    span = f"{exact_day(first, with_weekday=False)} to {exact_day(effort.today, with_weekday=False)}"
    return [
        _text(TITLE, _TITLE, wide),
        _text(f"{own_name} · {span}" if own_name else span, HINT, wide),
        _Block(6, lambda _canvas, _x, _top: None),
        *(_text(sentence, BODY, wide) for sentence in effort_sentences(effort)),
    ]


def _weeks(effort: Effort, wide: float) -> list[_Block]:
    figures = week_figures(effort)
    half = (wide - _GAP) / 2

    def pair(place: int) -> _Block:
        def draw(canvas: Canvas, x: float, top: float) -> None:
            for column, each in enumerate(figures[place : place + 2]):
                draw_weeks(canvas, each, x=x + column * (half + _GAP), top=top, wide=half)

        return _Block(WEEKS_HEIGHT + 8, draw)

    return [_heading("Week by week", wide), *(pair(place) for place in range(0, len(figures), 2))]


def _rows_of(effort: Effort, wide: float) -> list[_Block]:
    parts = (
        ("Where people stand", step_figures(effort)),
        ("Of those you asked", open_figures(effort)),
        ("Answers, by how you came to them", reply_figures(effort, is_private=False)),
        ("What came of it", outcome_figures(effort)),
    )
    return [block for title, figures in parts if figures for block in _rows(title, figures, wide)]


def _rows(title: str, figures: Sequence[Figure], wide: float) -> list[_Block]:
    most, labels, numbers = most_of(figures), label_width(figures), number_width(figures)

    def row(figure: Figure) -> _Block:
        return _Block(
            ROW_HEIGHT,
            lambda canvas, x, top: draw_row(
                canvas, figure, most, x=x, top=top, wide=wide, labels=labels, numbers=numbers
            ),
        )

    return [_heading(title, wide), *map(row, figures)]


def _introductions(effort: Effort, wide: float, *, with_names: bool) -> list[_Block]:
    if not effort.trees:
        return []
    lines = flattened(effort.trees)
    if not with_names:
        states = Counter(branch.by.status.words.lower() for _depth, branch in lines if branch.by is not None)
        told = ", ".join(f"{count} {state}" for state, count in states.items())
        blocks = [_text(f"{counted(effort.introductions, 'introduction')}: {told}.", BODY, wide)]
        if effort.not_reported:
            blocks.append(_text(f"Not told yet what came of it: {len(effort.not_reported):,}.", BODY, wide))
        return [_heading("Who led to whom", wide), *blocks]
    names = effort.name_by_id
    blocks = [
        _text(
            names.get(branch.contact_id or 0, branch.place or "")
            + ("" if branch.by is None else f"  ({branch.by.status.words.lower()})"),
            BODY, wide, indent=_INDENT * min(depth, _DEEPEST), at_most=2,
        )
        for depth, branch in lines
    ]  # fmt: skip
    waiting = [
        _text(
            f"{names.get(link.from_id, '')}, about {names.get(link.to_id or 0, link.place or '')}", BODY, wide,
            at_most=2,
        )
        for link in effort.not_reported
    ]  # fmt: skip
    told_of = [_heading("Not told yet what came of it", wide), *waiting] if waiting else []
    return [_heading("Who led to whom", wide), *blocks, *told_of]


def _letters_missing(effort: Effort, own_name: str | None, *, with_names: bool) -> tuple[str, ...]:
    missing = letters_without_face("".join(_printed(effort, own_name, with_names=with_names)))
    return (f"No font has these letters, shown as □: {missing[:20]}",) if missing else ()


def _printed(effort: Effort, own_name: str | None, *, with_names: bool) -> Iterable[str]:
    yield own_name or ""
    if with_names:
        for _depth, branch in flattened(effort.trees):
            yield effort.name_by_id.get(branch.contact_id or 0, branch.place or "")
