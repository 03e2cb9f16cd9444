"""The map of the network on the screen: me in the middle, rings by closeness, introductions as lines."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.network_layout import RINGS, NetworkMap, Place, Side, name_sides, ring_radius
from insidescoop.domain.text import counted, initials
from insidescoop.ui.theme.metrics import TypeSize, sized
from insidescoop.ui.theme.palette import Theme

RADIUS_X, RADIUS_Y = 700.0, 430.0
"""Wider than high, as windows and names are."""
_NODE = 17.0
_NAME_WIDTH = 108.0
_REACH_X, _REACH_Y = _NODE + _NAME_WIDTH + 8, 2 * _NODE + 6
"""How far a person is drawn around their place, with the name on any side."""
_NAMES_UP_TO = 45
"""Of more people only those near the eye are named: zoomed in, or chosen."""
_ZOOM, _LEAST_ZOOM, _MOST_ZOOM = 1.2, 0.3, 4.0
_MOST_FITTED = 1.5
"""How large everything is shown at most when it fits: names as large as a heading help nobody."""

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
    """One person: a shape with initials, and the name beside it."""

    def __init__(self, place: Place, colour: Callable[[str], QColor], font: QFont) -> None:
        super().__init__()
        self.place = place
        self._colour = colour
        self._font = font
        self.is_named = True
        self.side = Side.RIGHT if place.x >= 0 else Side.LEFT
        self._shape = shape_of(place.person.closeness, _NODE)
        self.setPos(place.x * RADIUS_X, place.y * RADIUS_Y)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsFocusable)
        self.setZValue(1)

    def boundingRect(self) -> QRectF:
        return QRectF(-_REACH_X, -_REACH_Y, 2 * _REACH_X, 2 * _REACH_Y)

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
        painter.drawText(QRectF(-_NODE, -_NODE, 2 * _NODE, 2 * _NODE), Qt.AlignmentFlag.AlignCenter,
                         initials(self.place.person.name))  # fmt: skip
        if self.is_named or self.hasFocus():
            self._draw_name(painter)

    def _draw_name(self, painter: QPainter) -> None:
        painter.setFont(self._font)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.place.person.name, Qt.TextElideMode.ElideRight, int(_NAME_WIDTH))
        long = metrics.horizontalAdvance(name)
        left = {Side.RIGHT: _NODE + 6, Side.LEFT: -_NODE - 6 - long}.get(self.side, -long / 2)
        high = metrics.height()
        top = {Side.BELOW: _NODE, Side.ABOVE: -_NODE - high}.get(self.side, -high / 2)
        room = QRectF(left, top, long + 2, high)
        if self.hasFocus():
            painter.fillRect(room.adjusted(-2, 0, 2, 0), self._colour("base"))
        painter.setPen(self._colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)


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
        """Shows everything."""
        self.fitInView(self.scene().sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        too_large = self.transform().m11() / _MOST_FITTED
        if too_large > 1:
            self.scale(1 / too_large, 1 / too_large)
        self._name_those_near()

    def zoom(self, factor: float) -> None:
        """Zooms in by a factor over 1, out by one under it."""
        if _LEAST_ZOOM <= self.transform().m11() * factor <= _MOST_ZOOM:
            self.scale(factor, factor)
            self._name_those_near()

    def _draw(self) -> None:
        focused = self.focused_id()
        scene = self.scene()
        scene.clear()
        self._people = {}
        # No farther out than people stand: of a few, all of them near, the names would be too small to read.
        rings = [ring_radius(place.person.closeness) for place in self._map.places]
        outermost = max([*rings, ring_radius(RINGS[0])])
        room, height = RADIUS_X * outermost + _REACH_X, RADIUS_Y * outermost + _REACH_Y
        scene.setSceneRect(-room, -height, 2 * room, 2 * height)
        colour = self._theme.colour
        self.setBackgroundBrush(colour("base"))
        for closeness in RINGS:
            if ring_radius(closeness) > outermost:
                break
            x, y = RADIUS_X * ring_radius(closeness), RADIUS_Y * ring_radius(closeness)
            ring = QGraphicsEllipseItem(-x, -y, 2 * x, 2 * y)
            ring.setPen(QPen(colour("line"), 1))
            scene.addItem(ring)
        at = {place.person.id: QPointF(place.x * RADIUS_X, place.y * RADIUS_Y) for place in self._map.places}
        for link in self._map.links:
            self._line(at[link.from_id], at[link.to_id], link.status)
        self._me()
        for place in self._map.places:
            item = _PersonItem(place, colour, self.font())
            self._people[place.person.id] = item
            scene.addItem(item)
        if len(self._people) <= _NAMES_UP_TO:
            self._part_names()
        self._name_those_near()
        if focused is not None:
            self.focus_person(focused)

    def _part_names(self) -> None:
        metrics, items = self.fontMetrics(), list(self._people.values())
        spots = [
            (item.x(), item.y(), min(metrics.horizontalAdvance(item.place.person.name), _NAME_WIDTH) + 8)
            for item in items
        ]
        for item, side in zip(items, name_sides(spots, node=_NODE, height=metrics.height()), strict=True):
            item.side = side

    def _me(self) -> None:
        colour = self._theme.colour
        me = QGraphicsEllipseItem(-24, -24, 48, 48)
        me.setBrush(colour("text"))
        me.setPen(QPen(Qt.PenStyle.NoPen))
        self.scene().addItem(me)
        word = self.scene().addSimpleText("Me", sized(self.font(), TypeSize.BODY, is_bold=True))
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
        line.setPen(QPen(self._theme.colour(role), 1.6, style))
        self.scene().addItem(line)

    def _name_those_near(self) -> None:
        is_named = len(self._people) <= _NAMES_UP_TO or self.transform().m11() >= 1.1
        for item in self._people.values():
            if item.is_named != is_named:
                item.is_named = is_named
                item.update()

    def _told(self, place: Place) -> str:
        links = [link for link in self._map.links if place.person.id in (link.from_id, link.to_id)]
        known = f", {counted(len(links), 'introduction')}" if links else ""
        return f"{place.person.name}: {place.person.closeness.words.lower()}{known}"

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
            self.zoom(math.copysign(_ZOOM, 1) if event.angleDelta().y() > 0 else 1 / _ZOOM)
        else:
            super().wheelEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        item = self.itemAt(event.position().toPoint())  # type: ignore[attr-defined]
        if isinstance(item, _PersonItem):
            self.person_activated.emit(item.place.person.id)
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type]
