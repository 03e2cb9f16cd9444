"""The page: papers, margins, colours, and a canvas that makes the same bytes of the same drawing."""

from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import REGULAR, face
from insidescoop.documents.lines import Style
from insidescoop.documents.safe_text import printable
from insidescoop.domain.prep_sheets import Paper

SIZES: dict[Paper, tuple[float, float]] = {Paper.LETTER: LETTER, Paper.A4: A4}
MARGIN = 30.0
"""Points on every side: over 10 mm, inside what office printers print; the footer stands 4 mm lower."""

INK: Color = HexColor("#16201f")
SOFT: Color = HexColor("#4a5756")
ACCENT: Color = HexColor("#0b5d5e")
TINT: Color = HexColor("#e3eeed")
RULE: Color = HexColor("#9aa8a6")

BODY = Style(10, INK)
BODY_BOLD = Style(10, INK, is_bold=True)
HINT = Style(10, SOFT)
LABEL = Style(10, ACCENT, is_bold=True)
QUESTION = Style(11.5, INK)
NUMBER = Style(11.5, ACCENT, is_bold=True)
LEAD = Style(12, INK, is_bold=True)
FOOTER = Style(8, SOFT)


def new_page(paper: Paper, *, title: str) -> tuple[Canvas, BytesIO]:
    """A canvas of one page and the buffer it will be saved into; equal drawings make equal bytes."""
    return new_canvas(SIZES[paper], title=title)


def new_canvas(size: tuple[float, float], *, title: str) -> tuple[Canvas, BytesIO]:
    """The same of any size, width and height in points."""
    buffer = BytesIO()
    face(REGULAR)
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1, lang="en", initialFontName=REGULAR)
    canvas.setTitle(printable(title))
    canvas.setAuthor("")
    canvas.setCreator("Inside Scoop")
    return canvas, buffer
