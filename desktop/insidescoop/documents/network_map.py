"""The map of the network on paper: one page, landscape, black on white."""

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import width
from insidescoop.documents.lines import Style, draw_line, set_lines
from insidescoop.documents.page import ACCENT, INK, MARGIN, RULE, SOFT, TINT, new_page
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.network_layout import RINGS, NetworkMap, Place, Side, name_sides, ring_radius
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.text import counted

_NAME, _TITLE, _LEGEND = Style(7.5, INK), Style(14, INK, is_bold=True), Style(9, SOFT)
_NAME_WIDTH = 84.0
_NODE = 4.0


def draw_network_map(drawn: NetworkMap, paper: Paper, *, title: str) -> bytes:
    """The map as a PDF of one landscape page; equal maps make equal bytes."""
    canvas, buffer = new_page(paper, title=title)
    height, wide = canvas._pagesize  # noqa: SLF001 - ReportLab has no other way to ask
    canvas.setPageSize((wide, height))
    draw_line(canvas, title, _TITLE, x=MARGIN, baseline=height - MARGIN - 12)
    # Wider than high, with room for the names outside.
    reach = wide / 2 - MARGIN - _NAME_WIDTH / 2, (height - 3 * MARGIN) / 2
    middle = wide / 2, MARGIN + reach[1]
    _rings(canvas, middle, reach)
    at = {place.person.id: (middle[0] + place.x * reach[0], middle[1] - place.y * reach[1]) for place in drawn.places}
    for link in drawn.links:
        _line(canvas, at[link.from_id], at[link.to_id], link.status)
    names = [set_lines(each.person.name, _NAME, width_points=_NAME_WIDTH, at_most=1).lines[0] for each in drawn.places]
    spots = [
        (
            at[each.person.id][0] - middle[0],
            middle[1] - at[each.person.id][1],
            width(name, _NAME.face, _NAME.size) + 4,
            _NAME.size,
        )
        for each, name in zip(drawn.places, names, strict=True)
    ]
    sides = name_sides(spots, node=1.3 * _NODE)
    for place, name, side in zip(drawn.places, names, sides, strict=True):
        # Paper has no second look: where no side is free the name is printed all the same.
        _person(canvas, place, at[place.person.id], name, side or (Side.RIGHT if place.x >= 0 else Side.LEFT))
    canvas.setFillColor(ACCENT)
    canvas.circle(*middle, 9, stroke=0, fill=1)
    draw_line(canvas, "Me", Style(7, white, is_bold=True), x=middle[0] - width("Me", "NotoSans-Bold", 7) / 2,
              baseline=middle[1] - 2.5)  # fmt: skip
    _legend(canvas, drawn)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _rings(canvas: Canvas, middle: tuple[float, float], reach: tuple[float, float]) -> None:
    canvas.setStrokeColor(TINT)
    canvas.setLineWidth(0.8)
    for closeness in RINGS:
        x, y = (each * ring_radius(closeness) for each in reach)
        canvas.ellipse(middle[0] - x, middle[1] - y, middle[0] + x, middle[1] + y, stroke=1, fill=0)


def _line(canvas: Canvas, start: tuple[float, float], end: tuple[float, float], status: IntroductionStatus) -> None:
    canvas.setStrokeColor(RULE if status is IntroductionStatus.DECLINED else SOFT)
    canvas.setLineWidth(0.7)
    canvas.setDash(*_DASHES.get(status, ((), 0)))
    canvas.line(*start, *end)
    canvas.setDash()


_DASHES = {
    IntroductionStatus.OFFERED: ((4, 3), 0),
    IntroductionStatus.ASKED: ((4, 3), 0),
    IntroductionStatus.DECLINED: ((1, 3), 0),
}


def _person(canvas: Canvas, place: Place, at: tuple[float, float], name: str, side: Side) -> None:
    _shape(canvas, place.person.closeness, at)
    long = width(name, _NAME.face, _NAME.size)
    x = {Side.RIGHT: at[0] + _NODE + 2, Side.LEFT: at[0] - _NODE - 2 - long}.get(side, at[0] - long / 2)
    drop = {Side.BELOW: -1.3 * _NODE - 6, Side.ABOVE: 1.3 * _NODE + 1.5}.get(side, -2.2)
    draw_line(canvas, name, _NAME, x=x, baseline=at[1] + drop)


_CORNERS = {
    Closeness.WIDE: ((0.0, 1.3), (1.3, 0.0), (0.0, -1.3), (-1.3, 0.0)),
    Closeness.UNKEPT: ((0.0, 1.2), (1.1, -0.8), (-1.1, -0.8)),
    Closeness.NOT_YET: ((0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)),
}


def _shape(canvas: Canvas, closeness: Closeness, at: tuple[float, float]) -> None:
    x, y = at
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.setFillColor({Closeness.ACTIVE: ACCENT, Closeness.WARM: TINT}.get(closeness, white))
    if closeness is Closeness.ACTIVE:
        canvas.circle(x, y, _NODE, stroke=1, fill=1)
    elif closeness is Closeness.WARM:
        canvas.roundRect(x - _NODE, y - _NODE, 2 * _NODE, 2 * _NODE, 1.5, stroke=1, fill=1)
    else:
        points = _CORNERS[closeness]
        path = canvas.beginPath()
        path.moveTo(x + points[0][0] * _NODE, y + points[0][1] * _NODE)
        for dx, dy in points[1:]:
            path.lineTo(x + dx * _NODE, y + dy * _NODE)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)


def _legend(canvas: Canvas, drawn: NetworkMap) -> None:
    y = MARGIN + (len(RINGS) + 1) * _LEGEND.leading
    for closeness in RINGS:
        _shape(canvas, closeness, (MARGIN + _NODE, y + 3))
        draw_line(canvas, closeness.words, _LEGEND, x=MARGIN + 4 * _NODE, baseline=y)
        y -= _LEGEND.leading
    draw_line(canvas, "line: introduction; dashed: not made yet; dotted: declined", _LEGEND, x=MARGIN, baseline=y)
    if drawn.left_out:
        words = f"{counted(drawn.left_out, 'person', 'people')} more not drawn"
        draw_line(canvas, words, _LEGEND, x=MARGIN, baseline=y - _LEGEND.leading)
