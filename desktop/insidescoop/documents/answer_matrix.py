"""The answers on paper: questions by people, landscape, as many pages as it takes."""

from collections.abc import Iterator, Sequence

from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import letters_without_face
from insidescoop.documents.lines import Style, draw_line, draw_right, set_lines
from insidescoop.documents.page import (
    ACCENT,
    BODY,
    BODY_BOLD,
    FOOTER,
    HINT,
    INK,
    LABEL,
    MARGIN,
    RULE,
    SIZES,
    TINT,
    new_page,
)  # fmt: skip
from insidescoop.domain.interviews.answers import AnswerCell, AnswerColumn, AnswerMatrix, AnswerRow
from insidescoop.domain.moments import exact_day
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.values import frozen

NOTHING_NEW = "≈ nothing new"
"""The user's own mark, in a word and a sign."""

_TITLE = Style(14, INK, is_bold=True)
_QUESTION_WIDTH, _LEAST_WIDTH = 170.0, 130.0
_PAD = 4.0
_MOST_LINES = 4_000
_LONGEST_PIECE = 1_500
"""A piece of text between two line ends is set this long at most at once; a page could not show more unbroken."""


@frozen
class DrawnMatrix:
    """The finished pages, and in plain sentences what they could not show."""

    pdf: bytes
    pages: int
    cut: tuple[str, ...]


@frozen
class _Line:
    text: str
    style: Style


@frozen
class _Block:
    """Lines side by side that belong to one row; `is_heading` for a category's name alone."""

    cells: tuple[tuple[_Line, ...], ...]
    is_heading: bool = False

    @property
    def lines(self) -> int:
        return max(len(cell) for cell in self.cells)


@frozen
class _Page:
    """One page: the people it shows, how wide their columns are, and its blocks."""

    columns: Sequence[AnswerColumn]
    width: float
    blocks: list[_Block]


def draw_answer_matrix(matrix: AnswerMatrix, paper: Paper, *, title: str, categories: dict[str, str]) -> DrawnMatrix:
    """The matrix as a PDF, the same bytes for the same matrix; `categories` holds the titles of the categories.

    People who do not fit beside each other follow on further pages, with the questions again. The names stand at the
    head of every page. A row goes on over pages only if it is taller than one.
    """
    height, wide = SIZES[paper]
    pages = [page for band in _bands(matrix, wide - 2 * MARGIN) for page in _paged(band, height, categories)]
    canvas, buffer = new_page(paper, title=title)
    canvas.setPageSize((wide, height))
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize((wide, height))
        _draw_page(canvas, page, title, f"Page {number} of {len(pages)}", wide, height)
        canvas.showPage()
    canvas.save()
    return DrawnMatrix(buffer.getvalue(), len(pages), _what_is_missing(matrix))


@frozen
class _Band:
    columns: Sequence[AnswerColumn]
    rows: Sequence[tuple[AnswerRow, Sequence[AnswerCell | None]]]
    width: float


def _bands(matrix: AnswerMatrix, room: float) -> Iterator[_Band]:
    count = max(int((room - _QUESTION_WIDTH) // _LEAST_WIDTH), 1)
    starts = range(0, max(len(matrix.columns), 1), count)
    # Bands of like width, not a full one and a last column alone.
    count = -(-len(matrix.columns) // len(starts)) or 1
    for start in range(0, max(len(matrix.columns), 1), count):
        columns = matrix.columns[start : start + count]
        rows = [(row, row.cells[start : start + count]) for row in matrix.rows]
        width = (room - _QUESTION_WIDTH) / max(len(columns), 1)
        yield _Band(columns, [each for each in rows if any(each[1])] or rows, width)


def _paged(band: _Band, height: float, categories: dict[str, str]) -> Iterator[_Page]:
    room = int((height - 2 * MARGIN - _head_height() - FOOTER.leading) // BODY.leading)
    page, used = _Page(band.columns, band.width, []), 0
    waiting = list(_blocks(band, categories))
    while waiting:
        block = waiting.pop(0)
        needed = block.lines + 1
        if block.is_heading and waiting:
            # A heading is not left alone at the foot of a page.
            needed += min(waiting[0].lines + 1, room - needed)
        if used + needed <= room:
            page.blocks.append(block)
            used += block.lines + 1
            continue
        if page.blocks and (block.is_heading or block.lines + 1 <= room):
            yield page
            page, used = _Page(band.columns, band.width, []), 0
            waiting.insert(0, block)
            continue
        fitting = max(room - used - 1, 1)
        page.blocks.append(_Block(tuple(cell[:fitting] for cell in block.cells)))
        yield page
        page, used = _Page(band.columns, band.width, []), 0
        first, *others = (cell[fitting:] for cell in block.cells)
        waiting.insert(0, _Block((first or (_Line("(goes on)", HINT),), *others)))
    if page.blocks or not band.rows:
        yield page


def _blocks(band: _Band, categories: dict[str, str]) -> Iterator[_Block]:
    category = None
    for row, cells in band.rows:
        if row.category != category:
            category = row.category
            yield _Block(((_Line(categories.get(category, category), LABEL),),), is_heading=True)
        question = _set(row.question, BODY_BOLD, _QUESTION_WIDTH - 2 * _PAD)
        yield _Block((question, *(_cell(cell, band.width - 2 * _PAD) for cell in cells)))


def _cell(cell: AnswerCell | None, width: float) -> tuple[_Line, ...]:
    if cell is None:
        return ()
    mark = (_Line(NOTHING_NEW, HINT),) if cell.is_nothing_new else ()
    return (*mark, *_set(cell.text, BODY, width))


def _set(text: str, style: Style, width: float) -> tuple[_Line, ...]:
    lines: list[_Line] = []
    for typed in text.split("\n"):
        for piece in _pieces(typed):
            lines += [_Line(line, style) for line in set_lines(piece, style, width_points=width, at_most=400).lines]
    return tuple(lines[:_MOST_LINES])


def _pieces(typed: str) -> Iterator[str]:
    """A text in pieces that are set at once, parted at spaces where there are any."""
    start = 0
    while len(typed) - start > _LONGEST_PIECE:
        end = typed.rfind(" ", start, start + _LONGEST_PIECE) + 1
        end = end if end > start else start + _LONGEST_PIECE
        yield typed[start:end]
        start = end
    yield typed[start:] or " "


def _head_height() -> float:
    return _TITLE.leading + 2 * BODY.leading + 3 * _PAD


def _draw_page(canvas: Canvas, page: _Page, title: str, number: str, wide: float, height: float) -> None:
    top = height - MARGIN
    shown = set_lines(title, _TITLE, width_points=wide - 2 * MARGIN, at_most=1).lines
    draw_line(canvas, "".join(shown), _TITLE, x=MARGIN, baseline=top - _TITLE.size)
    top -= _TITLE.leading + _PAD
    _draw_names(canvas, page, top, wide)
    top -= 2 * BODY.leading + 2 * _PAD
    for block in page.blocks:
        top = _draw_block(canvas, block, page, top, wide)
    draw_right(canvas, number, FOOTER, x=wide - MARGIN, baseline=MARGIN - FOOTER.size)


def _draw_names(canvas: Canvas, page: _Page, top: float, wide: float) -> None:
    canvas.setFillColor(TINT)
    canvas.rect(MARGIN, top - 2 * BODY.leading - _PAD, wide - 2 * MARGIN, 2 * BODY.leading + _PAD, stroke=0, fill=1)
    draw_line(canvas, "Question", LABEL, x=MARGIN + _PAD, baseline=top - BODY.size - 1)
    for place, column in enumerate(page.columns):
        x = MARGIN + _QUESTION_WIDTH + place * page.width + _PAD
        room = page.width - 2 * _PAD
        name = set_lines(column.name, BODY_BOLD, width_points=room, at_most=1).lines
        draw_line(canvas, "".join(name), BODY_BOLD, x=x, baseline=top - BODY.size - 1)
        if column.day is not None:
            day = exact_day(column.day, with_weekday=False)
            draw_line(canvas, day, HINT, x=x, baseline=top - BODY.size - 1 - BODY.leading)


def _draw_block(canvas: Canvas, block: _Block, page: _Page, top: float, wide: float) -> float:
    if not block.is_heading:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.line(MARGIN, top, wide - MARGIN, top)
    else:
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.8)
        canvas.line(MARGIN, top, wide - MARGIN, top)
    for place, cell in enumerate(block.cells):
        x = MARGIN + _PAD + (0 if place == 0 else _QUESTION_WIDTH + (place - 1) * page.width)
        for number, line in enumerate(cell):
            draw_line(canvas, line.text, line.style, x=x, baseline=top - BODY.size - 2 - number * BODY.leading)
    return top - (block.lines + 1) * BODY.leading


def _what_is_missing(matrix: AnswerMatrix) -> tuple[str, ...]:
    texts = [column.name for column in matrix.columns]
    for row in matrix.rows:
        texts += [row.question, *(cell.text for cell in row.cells if cell is not None)]
    missing = letters_without_face("".join(dict.fromkeys("".join(texts))).replace("\n", " ").replace("\t", " "))
    return (f"No font has these letters, shown as □: {missing[:20]}",) if missing else ()
