"""The map of the network on the screen: me in the middle, rings by closeness, introductions as lines."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.network_layout import RINGS, NetworkMap, Place, Side, name_sides, ring_radius
from insidescoop.domain.text import counted, initials
from insidescoop.ui.theme.metrics import TypeSize, in_proportion, sized
from insidescoop.ui.theme.palette import Theme

_NODE, _NAME_WIDTH = 17, 130
"""Half the size of a person's mark and the widest line of a name, in pixels at the usual font."""
_ME = 24.0
_ZOOM, _LEAST_ZOOM, _MOST_ZOOM = 1.2, 0.5, 8.0
_LEAST_ROOM, _MOST_ROOM = 160.0, 1_000.0
"""How far the outermost people are from the middle at the least and the most, in pixels, before any zoom."""

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


_CORNERS = {
    Closeness.WIDE: ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    Closeness.UNKEPT: ((0.0, -1.2), (1.15, 0.8), (-1.15, 0.8)),
    Closeness.NOT_YET: ((0.0, 1.2), (1.15, -0.8), (-1.15, -0.8)),
}


def shape_of(closeness: Closeness, size: float) -> QPainterPath:
    """The shape that stands for a closeness, around 0, 0: circle, rounded square, diamond, triangle up or down."""
    path = QPainterPath()
    if closeness is Closeness.ACTIVE:
        path.addEllipse(QPointF(0, 0), size, size)
    elif closeness is Closeness.WARM:
        path.addRoundedRect(QRectF(-size * 0.9, -size * 0.9, size * 1.8, size * 1.8), 5, 5)
    else:
        corners = _CORNERS[closeness]
        path.addPolygon(QPolygonF([QPointF(x * size, y * size) for x, y in corners]))
        path.closeSubpath()
    return path


class _PersonItem(QGraphicsItem):
    """One person: a shape with initials, and the name beside it, as large at every zoom.

    `side` is where the name is drawn; None while there is no room for it: it shows when the person has the focus.
    """

    def __init__(self, place: Place, colour: Callable[[str], QColor], font: QFont) -> None:
        super().__init__()
        self.place = place
        self._colour = colour
        self._font = font
        self.side: Side | None = None
        self.node = in_proportion(_NODE, font)
        self._shape = shape_of(place.person.closeness, self.node)
        metrics = QFontMetricsF(font)
        widest = in_proportion(_NAME_WIDTH, font)
        self._lines = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, widest) for line in in_two(
            place.person.name, lambda part: metrics.horizontalAdvance(part) <= widest
        )]  # fmt: skip
        self.name_size = QSizeF(
            max(map(metrics.horizontalAdvance, self._lines)) + 4, metrics.height() * len(self._lines)
        )
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsFocusable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(1)

    @property
    def reach(self) -> QSizeF:
        """How far the person is drawn from their place at the most, with the name on any side, in pixels."""
        return QSizeF(1.2 * self.node + 8 + self.name_size.width(), 1.2 * self.node + 4 + self.name_size.height())

    def boundingRect(self) -> QRectF:
        reach = self.reach
        return QRectF(-reach.width(), -reach.height(), 2 * reach.width(), 2 * reach.height())

    def shape(self) -> QPainterPath:
        return self._shape

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        is_active = self.place.person.closeness is Closeness.ACTIVE
        painter.setPen(QPen(self._colour("text" if self.hasFocus() else "muted"), 3 if self.hasFocus() else 1.2))
        painter.setBrush(QBrush(self._colour("accent" if is_active else "raised")))
        if self.place.person.closeness is Closeness.WARM:
            painter.setBrush(QBrush(self._colour("selection")))
        painter.drawPath(self._shape)
        painter.setFont(sized(self._font, TypeSize.SMALL, is_bold=True))
        painter.setPen(self._colour("on_accent" if is_active else "text"))
        node = self.node
        painter.drawText(QRectF(-node, -node, 2 * node, 2 * node), Qt.AlignmentFlag.AlignCenter,
                         initials(self.place.person.name))  # fmt: skip
        side = self.side or (Side.BELOW if self.hasFocus() else None)
        if side is not None:
            self._draw_name(painter, side)

    def _draw_name(self, painter: QPainter, side: Side) -> None:
        painter.setFont(self._font)
        wide, high = self.name_size.width(), self.name_size.height()
        beside = 1.2 * self.node
        left = {Side.RIGHT: beside, Side.LEFT: -beside - wide}.get(side, -wide / 2)
        top = {Side.BELOW: beside, Side.ABOVE: -beside - high}.get(side, -high / 2)
        room = QRectF(left, top, wide, high)
        # Lines of introductions end at the name in place of crossing it out.
        painter.fillRect(room, self._colour("base"))
        painter.setPen(self._colour("text"))
        across = {Side.RIGHT: Qt.AlignmentFlag.AlignLeft, Side.LEFT: Qt.AlignmentFlag.AlignRight}
        painter.drawText(room.adjusted(2, 0, -2, 0), across.get(side, Qt.AlignmentFlag.AlignHCenter),
                         "\n".join(self._lines))  # fmt: skip


def _thin(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen that is as wide at every zoom."""
    pen = QPen(colour, width, style)
    pen.setCosmetic(True)
    return pen


def in_two(name: str, fits: Callable[[str], bool]) -> list[str]:
    """A name in one line, or, where that does not fit, in two: broken at the last word that fits in the first."""
    words = name.split()
    if fits(name) or len(words) < 2:
        return [name]
    first = next((count for count in range(len(words) - 1, 1, -1) if fits(" ".join(words[:count]))), 1)
    return [" ".join(words[:first]), " ".join(words[first:])]


class NetworkMapView(QGraphicsView):
    """The map. `person_activated(id)` is sent for Enter or a double click on a person.

    Arrow keys and Tab go from person to person, + and - zoom, 0 shows everything; dragging moves the map.
    """

    person_activated = Signal(int)
    person_focused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._map = NetworkMap((), (), 0)
        self._people: dict[int, _PersonItem] = {}
        self.setScene(QGraphicsScene(self))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Map of my network")
        theme.changed.connect(self._draw)

    def show_map(self, drawn: NetworkMap) -> None:
        """Shows a network; whoever had the focus keeps it."""
        self._map = drawn
        self._draw()

    def focused_id(self) -> int | None:
        """The person the keys are on; None if they are on nobody."""
        item = self.scene().focusItem()
        return item.place.person.id if isinstance(item, _PersonItem) else None

    def focus_person(self, contact_id: int) -> None:
        """Puts the keys on a person."""
        item = self._people.get(contact_id)
        if item is not None:
            item.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureVisible(item, 60, 60)
            self.setAccessibleDescription(item.place.person.name)
            self.person_focused.emit(self._told(item.place))

    def fit(self) -> None:
        """Shows everything, spread over the whole view."""
        self.setTransform(QTransform())
        self._draw()
        self.centerOn(0, 0)

    def zoom(self, factor: float) -> None:
        """Zooms in by a factor over 1, out by one under it: people move apart, names and marks keep their size."""
        if _LEAST_ZOOM <= self.transform().m11() * factor <= _MOST_ZOOM:
            self.scale(factor, factor)
            self._part_names()

    def _draw(self) -> None:
        focused = self.focused_id()
        scene, colour = self.scene(), self._theme.colour
        scene.clear()
        self.setBackgroundBrush(colour("base"))
        self._people = {place.person.id: _PersonItem(place, colour, self.font()) for place in self._map.places}
        spread = self._spread()
        for closeness in RINGS:
            x, y = spread.width() * ring_radius(closeness), spread.height() * ring_radius(closeness)
            ring = QGraphicsEllipseItem(-x, -y, 2 * x, 2 * y)
            ring.setPen(_thin(colour("line"), 1))
            scene.addItem(ring)
        for item in self._people.values():
            item.setPos(item.place.x * spread.width(), item.place.y * spread.height())
        for link in self._map.links:
            self._line(self._people[link.from_id].pos(), self._people[link.to_id].pos(), link.status)
        self._me()
        for item in self._people.values():
            scene.addItem(item)
        wide, high = spread.width() + self._reach.width(), spread.height() + self._reach.height()
        scene.setSceneRect(-wide, -high, 2 * wide, 2 * high)
        self._part_names()
        if focused is not None:
            self.focus_person(focused)

    @property
    def _reach(self) -> QSizeF:
        """How far anybody is drawn around their place, in pixels."""
        reach = QSizeF(_ME, _ME)
        for item in self._people.values():
            reach = reach.expandedTo(item.reach)
        return reach

    def _spread(self) -> QSizeF:
        """Half the width and half the height of the rings, so that everybody is in view with their name."""
        outermost = max((math.hypot(place.x, place.y) for place in self._map.places), default=1.0)
        room = (QSizeF(self.viewport().size()) / 2 - self._reach) / outermost
        return room.expandedTo(QSizeF(_LEAST_ROOM, _LEAST_ROOM)).boundedTo(QSizeF(_MOST_ROOM, _MOST_ROOM))

    def _part_names(self) -> None:
        scale, items = self.transform().m11(), list(self._people.values())
        spots = [
            (item.x() * scale, item.y() * scale, item.name_size.width(), item.name_size.height()) for item in items
        ]
        node = 1.2 * max((item.node for item in items), default=0)
        for item, side in zip(items, name_sides(spots, node=node), strict=True):
            if item.side is not side:
                item.side = side
                item.update()

    def _me(self) -> None:
        colour, size = self._theme.colour, in_proportion(round(_ME), self.font())
        me = QGraphicsEllipseItem(-size, -size, 2 * size, 2 * size)
        me.setBrush(colour("text"))
        me.setPen(QPen(Qt.PenStyle.NoPen))
        me.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.scene().addItem(me)
        word = QGraphicsSimpleTextItem("Me", me)
        word.setFont(sized(self.font(), TypeSize.BODY, is_bold=True))
        word.setBrush(colour("base"))
        word.setPos(-word.boundingRect().center())

    def _line(self, start: QPointF, end: QPointF, status: IntroductionStatus) -> None:
        line = QGraphicsLineItem(start.x(), start.y(), end.x(), end.y())
        style = {
            IntroductionStatus.OFFERED: Qt.PenStyle.DashLine,
            IntroductionStatus.ASKED: Qt.PenStyle.DashLine,
            IntroductionStatus.DECLINED: Qt.PenStyle.DotLine,
        }.get(status, Qt.PenStyle.SolidLine)
        role = "line" if status is IntroductionStatus.DECLINED else "muted"
        line.setPen(_thin(self._theme.colour(role), 1.6, style))
        self.scene().addItem(line)

    def _told(self, place: Place) -> str:
        links = [link for link in self._map.links if place.person.id in (link.from_id, link.to_id)]
        known = f", {counted(len(links), 'introduction')}" if links else ""
        return f"{place.person.name}: {place.person.closeness.words.lower()}{known}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.transform().isIdentity():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ARROWS:
            self._go(*_ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focused_id()
            if focused is not None:
                self.person_activated.emit(focused)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        ids = list(self._people)
        focused = self.focused_id()
        place = ids.index(focused) + (1 if is_next else -1) if focused in self._people else (0 if is_next else -1)
        if focused is not None and not 0 <= place < len(ids):
            return super().focusNextPrevChild(is_next)
        if not ids:
            return super().focusNextPrevChild(is_next)
        self.focus_person(ids[place])
        return True

    def _go(self, dx: float, dy: float) -> None:
        """Goes to the nearest person in a direction; from nobody, to the one nearest the middle."""
        focused = self._people.get(self.focused_id() or 0)
        here = focused.pos() if focused is not None else QPointF(0, 0)
        best: tuple[float, int] | None = None
        for contact_id, item in self._people.items():
            step = item.pos() - here
            along, across = step.x() * dx + step.y() * dy, abs(step.x() * dy - step.y() * dx)
            if item is not focused and along > 1 and (best is None or along + 2 * across < best[0]):
                best = (along + 2 * across, contact_id)
        if best is not None:
            self.focus_person(best[1])

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM)
        else:
            super().wheelEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        item = self.itemAt(event.position().toPoint())  # type: ignore[attr-defined]
        if isinstance(item, _PersonItem):
            self.person_activated.emit(item.place.person.id)
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type]
