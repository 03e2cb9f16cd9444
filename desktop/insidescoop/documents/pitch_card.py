"""A pitch on a card, or all its cuts on a page: as large as it fits, and on further ones where it does not."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.pagesizes import A6
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import letters_without_face, width
from insidescoop.documents.lines import Lines, Style, draw_line, draw_lines, draw_right, set_lines
from insidescoop.documents.page import ACCENT, FOOTER, INK, LABEL, MARGIN, RULE, SIZES, SOFT, new_canvas
from insidescoop.documents.safe_text import LONGEST_TEXT
from insidescoop.domain.pitch.cards import CardSize, PitchCard, PrintedCut
from insidescoop.domain.pitch.cuts import length_name
from insidescoop.domain.pitch.sentences import sentences_of
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

CARD_SIZES: dict[CardSize, tuple[float, float]] = {CardSize.A6: A6, CardSize.INDEX: (5 * inch, 3 * inch)}
CARD_MARGIN = 20.0
"""Points on every side: 7 mm, inside what printers print on cards."""

_LARGEST, _SMALLEST = 15.0, 10.0
_PARAGRAPH_GAP = 5.0
_CUT_GAP = 12.0
_NAME = Style(11, ACCENT, is_bold=True)
_LENGTH = Style(10, SOFT)
_TITLE = Style(18, INK, is_bold=True)
_FOOT_HEIGHT = 14.0


@frozen
class DrawnCard:
    """A finished card or page as a PDF, and in plain sentences what the reader should know of it."""

    pdf: bytes
    notes: tuple[str, ...]


@frozen
class _Block:
    """Lines that follow each other, with room above them unless they begin a page."""

    lines: Lines
    above: float


def draw_pitch_card(card: PitchCard, size: CardSize) -> DrawnCard:
    """The first cut on a card: in 15 points if it fits, down to 10, and on further cards if that is not enough.

    Equal cards make equal bytes.
    """
    across, tall = CARD_SIZES[size]
    room = across - 2 * CARD_MARGIN
    cut = card.cuts[0]
    length = f"{cut.seconds} s"
    name = set_lines(card.name, _NAME, width_points=room - width(length, _LENGTH.face, _LENGTH.size) - 8, at_most=1)
    head = name.height + 8
    pages = _largest_that_fits([cut], room, tall - 2 * CARD_MARGIN - head - _FOOT_HEIGHT, named=False)
    canvas, buffer = new_canvas((across, tall), title=f"Pitch: {card.name}")
    for number, page in enumerate(pages, start=1):
        top = tall - CARD_MARGIN
        draw_lines(canvas, name, x=CARD_MARGIN, top=top)
        draw_right(canvas, length, _LENGTH, x=across - CARD_MARGIN, baseline=top - _NAME.size)
        canvas.setStrokeColor(RULE)
        canvas.line(CARD_MARGIN, top - name.height - 2, across - CARD_MARGIN, top - name.height - 2)
        _draw_page(canvas, page, x=CARD_MARGIN, top=top - head)
        foot = " · ".join(part for part in (card.own_name, card.audience and f"for {card.audience}") if part)
        foot = f"{foot}   {number} of {len(pages)}" if len(pages) > 1 else foot
        draw_lines(canvas, set_lines(foot, FOOTER, width_points=room, at_most=1), x=CARD_MARGIN, top=CARD_MARGIN + 2)
        canvas.showPage()
    canvas.save()
    more = [f"It takes {counted(len(pages), 'card')} in the smallest type."] if len(pages) > 1 else []
    return DrawnCard(buffer.getvalue(), (*more, *_letters_missing(card)))


def draw_pitch_page(card: PitchCard, paper: Paper) -> DrawnCard:
    """All cuts under each other on a page, on further pages if they need them; equal cards make equal bytes."""
    across, tall = SIZES[paper]
    room = across - 2 * MARGIN
    title = set_lines(card.name, _TITLE, width_points=room, at_most=1)
    audience = f"for {card.audience}" if card.audience else ""
    head = title.height + (_LENGTH.leading if audience else 0) + 10
    pages = _largest_that_fits(card.cuts, room, tall - 2 * MARGIN - head - _FOOT_HEIGHT, named=True)
    canvas, buffer = new_canvas((across, tall), title=f"Pitch in all lengths: {card.name}")
    for number, page in enumerate(pages, start=1):
        top = draw_lines(canvas, title, x=MARGIN, top=tall - MARGIN)
        if audience:
            lines = set_lines(audience, _LENGTH, width_points=room, at_most=1)
            draw_line(canvas, lines.lines[0], _LENGTH, x=MARGIN, baseline=top - _LENGTH.size)
        _draw_page(canvas, page, x=MARGIN, top=tall - MARGIN - head)
        foot = f"{card.own_name or ''}   {number} of {len(pages)}".strip() if len(pages) > 1 else card.own_name or ""
        draw_lines(canvas, set_lines(foot, FOOTER, width_points=room, at_most=1), x=MARGIN, top=MARGIN - 4)
        canvas.showPage()
    canvas.save()
    return DrawnCard(buffer.getvalue(), tuple(_letters_missing(card)))


def _largest_that_fits(cuts: Sequence[PrintedCut], room: float, height: float, *, named: bool) -> list[list[_Block]]:
    size = _LARGEST
    while True:
        pages = _paged(_blocks(cuts, Style(size, INK), room, named=named), height)
        if len(pages) == 1 or size <= _SMALLEST:
            return pages
        size -= 0.5


def _blocks(cuts: Sequence[PrintedCut], style: Style, room: float, *, named: bool) -> list[_Block]:
    blocks = []
    for cut in cuts:
        above = _CUT_GAP
        if named:
            words = f"{length_name(cut.seconds)}, takes {cut.spoken_seconds} s"
            blocks.append(_Block(set_lines(words, LABEL, width_points=room, at_most=1), _CUT_GAP))
            above = 2.0
        for paragraph in cut.paragraphs:
            for piece in _pieces(paragraph):
                blocks.append(_Block(set_lines(piece, style, width_points=room, at_most=10_000), above))
                above = _PARAGRAPH_GAP
    return blocks


def _pieces(paragraph: str) -> list[str]:
    """A paragraph in pieces that a page will look at whole."""
    pieces = [""]
    for sentence in sentences_of(paragraph) if len(paragraph) > LONGEST_TEXT else ():
        text = sentence.text
        while len(text) > LONGEST_TEXT:
            end = text.rfind(" ", 1, LONGEST_TEXT) if " " in text[1:LONGEST_TEXT] else LONGEST_TEXT
            pieces.append(text[:end])
            text = text[end:].lstrip()
        longer = f"{pieces[-1]} {text}".strip()
        if len(longer) <= LONGEST_TEXT:
            pieces[-1] = longer
        else:
            pieces.append(text)
    return [piece for piece in pieces if piece] or [paragraph]


def _paged(blocks: list[_Block], height: float) -> list[list[_Block]]:
    """The blocks on pages of a height; a block that does not fit on is parted between two lines."""
    pages: list[list[_Block]] = [[]]
    left = height
    for block in blocks:
        rest = block
        while rest.lines.lines:
            above = rest.above if pages[-1] else 0.0
            fitting = int((left - above) / rest.lines.style.leading + 1e-6)
            taken = rest.lines.lines[: max(fitting, 0 if pages[-1] else 1)]
            if taken:
                lines = replace(rest.lines, lines=taken)
                pages[-1].append(_Block(lines, above))
                left -= above + lines.height
            rest = _Block(replace(rest.lines, lines=rest.lines.lines[len(taken) :]), _PARAGRAPH_GAP)
            if rest.lines.lines:
                pages.append([])
                left = height
    return pages


def _draw_page(canvas: Canvas, page: list[_Block], *, x: float, top: float) -> None:
    for block in page:
        top = draw_lines(canvas, block.lines, x=x, top=top - block.above)


def _letters_missing(card: PitchCard) -> list[str]:
    texts = [
        card.name,
        card.audience or "",
        card.own_name or "",
        *(text for cut in card.cuts for text in cut.paragraphs),
    ]
    missing = letters_without_face("".join(texts).replace("\n", " ").replace("\t", " "))
    return [f"No font has these letters, shown as □: {missing[:20]}"] if missing else []
