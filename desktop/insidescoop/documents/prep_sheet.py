"""The prep sheet on one side of paper: what fits is decided here, how each zone looks in prep_sheet_zones."""

from dataclasses import replace

from insidescoop.documents.fonts import letters_without_face
from insidescoop.documents.page import MARGIN, SIZES, new_page
from insidescoop.documents.prep_sheet_zones import Fill, Zones
from insidescoop.domain.prep_sheets import Paper, PrepSheet
from insidescoop.domain.text import first_line
from insidescoop.domain.values import frozen

MOST_WRITING_LINES, MOST_EMPTY_LINES = 3, 16
MOST_ASK_TOO, MOST_IF_TIME, MOST_POINTS = 12, 5, 5
"""Domain section 7."""
LEAST_PERSON_POINTS = 2
MOST_NAMED = 3
MOST_MUST_ASK = 7


@frozen
class DrawnSheet:
    """A finished page, and in plain sentences what was left out or shortened to keep it one page."""

    pdf: bytes
    cut: tuple[str, ...]


def draw_prep_sheet(sheet: PrepSheet, paper: Paper) -> DrawnSheet:
    """The sheet as a PDF of exactly one page, the same bytes for the same sheet.

    Nothing is set under 10 points but the footer. What does not fit goes in this order: questions to ask if time
    allows, the last of the others with minutes, writing lines, points on the organization, then on the person, then
    lines of the longer texts (after domain section 7). More than the sheet's own questions must be asked, up to seven,
    where the page has room.
    """
    width, height = SIZES[paper]
    sheet, zones, fill = _with_more_to_ask(sheet, width - 2 * MARGIN, height - 2 * MARGIN)
    canvas, buffer = new_page(paper, title=f"Prep sheet: {sheet.contact_name}")
    cut = zones.draw(canvas, fill, left=MARGIN, top=height - MARGIN, bottom=MARGIN)
    canvas.showPage()
    canvas.save()
    return DrawnSheet(buffer.getvalue(), (*_what_was_cut(sheet, fill), *cut, *_letters_missing(sheet)))


def _with_more_to_ask(sheet: PrepSheet, width_points: float, height_points: float) -> tuple[PrepSheet, Zones, Fill]:
    """The sheet with as many of its questions with minutes to be asked for sure as cost nothing but lines."""
    zones = Zones(sheet, width_points=width_points)
    fill = _fitting(zones, sheet, height_points)
    while len(sheet.must_ask) < MOST_MUST_ASK:
        # The sensitive ones come last, and are never a must.
        if not sheet.ask_too or sheet.ask_too[0].is_sensitive:
            break
        more = replace(sheet, must_ask=(*sheet.must_ask, sheet.ask_too[0]), ask_too=sheet.ask_too[1:])
        more_zones = Zones(more, width_points=width_points)
        more_fill = _fitting(more_zones, more, height_points)
        is_dearer = any(now < before for now, before in zip(_kept(more_fill), _kept(fill), strict=True))
        if is_dearer or more_zones.height(more_fill) > height_points:
            break
        sheet, zones, fill = more, more_zones, more_fill
    return sheet, zones, fill


def _kept(fill: Fill) -> tuple[int, int, int]:
    return fill.text_lines, fill.organization_points, fill.person_points


def _fitting(zones: Zones, sheet: PrepSheet, height_points: float) -> Fill:
    fill = Fill(
        ask_too=min(len(sheet.ask_too), MOST_ASK_TOO),
        if_time=min(len(sheet.if_time), MOST_IF_TIME),
        writing_lines=MOST_WRITING_LINES,
        organization_points=min(len(sheet.organization_points), MOST_POINTS),
        person_points=min(len(sheet.person_points), MOST_POINTS),
        text_lines=6,
    )
    while zones.left_height(fill) > height_points and fill.writing_lines > 1:
        fill = replace(fill, writing_lines=fill.writing_lines - 1)
    while zones.right_height(fill) > height_points and fill.if_time > 0:
        fill = replace(fill, if_time=fill.if_time - 1)
    while zones.right_height(fill) > height_points and fill.ask_too > 0:
        fill = replace(fill, ask_too=fill.ask_too - 1)
    while zones.height(fill) > height_points and fill.organization_points > 0:
        fill = replace(fill, organization_points=fill.organization_points - 1)
    while zones.height(fill) > height_points and fill.person_points > LEAST_PERSON_POINTS:
        fill = replace(fill, person_points=fill.person_points - 1)
    while zones.height(fill) > height_points and fill.text_lines > 1:
        fill = replace(fill, text_lines=fill.text_lines - 1)
    return _put_back(zones, sheet, fill, height_points)


def _put_back(zones: Zones, sheet: PrepSheet, fill: Fill, height_points: float) -> Fill:
    """The fill with what the shorter texts made room for; a sheet without questions gets lines to write them on."""
    most_lines = MOST_WRITING_LINES if sheet.must_ask else MOST_EMPTY_LINES
    for zone, most in (
        ("text_lines", 6),
        ("organization_points", min(len(sheet.organization_points), MOST_POINTS)),
        ("person_points", min(len(sheet.person_points), MOST_POINTS)),
        ("ask_too", min(len(sheet.ask_too), MOST_ASK_TOO)),
        ("if_time", min(len(sheet.if_time), MOST_IF_TIME)),
        ("writing_lines", most_lines),
    ):
        while getattr(fill, zone) < most:
            more = replace(fill, **{zone: getattr(fill, zone) + 1})
            if zones.height(more) > height_points:
                break
            fill = more
    return fill


def _what_was_cut(sheet: PrepSheet, fill: Fill) -> list[str]:
    zones = (
        ("other questions with minutes", [question.text for question in sheet.ask_too], fill.ask_too),
        ("questions to ask if time allows", [question.text for question in sheet.if_time], fill.if_time),
        ("points on the organization", list(sheet.organization_points), fill.organization_points),
        ("points on the person", list(sheet.person_points), fill.person_points),
    )
    sentences = []
    for what, texts, printed in zones:
        left_out = texts[printed:]
        if left_out:
            named = ", ".join(f"“{first_line(text, at_most=48)}”" for text in left_out[:MOST_NAMED])
            more = " and more" if len(left_out) > MOST_NAMED else ""
            sentences.append(f"{len(left_out)} of {len(texts)} {what} did not fit: {named}{more}.")
    return sentences


def _letters_missing(sheet: PrepSheet) -> list[str]:
    texts = [
        sheet.contact_name,
        sheet.contact_title or "",
        sheet.organization_name or "",
        sheet.purpose or "",
        sheet.pitch.text if sheet.pitch else "",
        *(question.text for question in sheet.questions),
        *sheet.person_points,
        *sheet.organization_points,
    ]
    missing = letters_without_face("".join(text[:2_000] for text in texts).replace("\n", " ").replace("\t", " "))
    return [f"No font has these letters, shown as □: {missing[:20]}"] if missing else []
