"""What one more prep sheet costs, against a bare canvas that sets the very same texts in the same faces."""

import statistics
import time
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import accumulate
from typing import Any

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import BOLD, REGULAR
from insidescoop.documents.page import SIZES
from insidescoop.documents.prep_sheet import draw_prep_sheet
from insidescoop.domain.interviews.interviews import time_plan
from insidescoop.domain.prep_sheets import Paper, PrepSheet, SheetPhase, SheetPitch, SheetQuestion, SheetTask

STARTS = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

Texts = list[tuple[float, float, float, str, str]]
"""Left, bottom, type size, face and text of every stretch on a page."""


def sheet_and_bare_canvas(rounds: int) -> tuple[float, float]:
    """The medians in milliseconds of one more sheet and of the bare canvas, drawn by turns."""
    sheet = a_full_sheet()
    texts = texts_of(draw_prep_sheet(sheet, Paper.A4).pdf)
    _bare(texts)
    ours, bare = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        draw_prep_sheet(sheet, Paper.A4)
        between = time.perf_counter()
        _bare(texts)
        bare.append((time.perf_counter() - between) * 1000)
        ours.append((between - began) * 1000)
    return statistics.median(ours), statistics.median(bare)


def texts_of(pdf: bytes) -> Texts:
    """Every stretch of text on the first page of a sheet."""
    found: Texts = []

    def visit(text: str, _page: Any, place: list[float], font: dict[str, str] | None, size: float) -> None:
        if text.strip() and font is not None:
            face = BOLD if "Bold" in font["/BaseFont"] else REGULAR
            found.append((place[4], place[5], size, face, text.strip()))

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return found


def _bare(texts: Texts) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=SIZES[Paper.A4], invariant=1, pageCompression=1)
    for left, bottom, size, face, text in texts:
        canvas.setFont(face, size)
        canvas.drawString(left, bottom, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def a_full_sheet() -> PrepSheet:
    """A sheet with something in every zone."""
    starts = accumulate((minutes for _part, minutes in time_plan(20).parts), initial=0)
    return PrepSheet(
        contact_name="Zoë Łukasiewicz",
        contact_pronouns="she/her",
        contact_title="Digital archivist",
        organization_name="Älvsjö University Library",
        contact_phone="+46 555 0134",
        starts_at=STARTS,
        own_zone_starts_at=None,
        minutes=20,
        format_name="Video",
        place="link in the mail",
        purpose="How a digital archive decides what to process next",
        logistics="Headset charged; the second monitor shows her project page.",
        person_points=("Introduced by Prof. Ito (you may say so)", "Moved from cataloguing to digital archives"),
        organization_points=("Serves 12,000 students", "Opened a born-digital lab in spring"),
        opening="Thank you for making the time, Zoë. I have 20 minutes in mind and will keep to them.",
        pitch=SheetPitch("Hallway", 15, "I clean up messy catalog data so that researchers find what they need."),
        must_ask=tuple(
            SheetQuestion(f"What would you look for in a colleague for task number {number}?", 2, False)
            for number in range(1, 6)
        ),
        if_time=tuple(SheetQuestion(f"Which society is worth joining, choice {n}?", None, False) for n in range(1, 4)),
        phases=tuple(
            SheetPhase(part, minutes, STARTS + timedelta(minutes=at))
            for (part, minutes), at in zip(time_plan(20).parts, starts, strict=False)
        ),
        after=(SheetTask("Note what Zoë said", date(2026, 11, 24)), SheetTask("Thank Zoë", date(2026, 11, 25))),
        own_name="Maya Lindqvist",
    )
