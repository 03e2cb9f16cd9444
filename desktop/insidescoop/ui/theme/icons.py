"""Icons by name, drawn from resources/icons and tinted in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache

from insidescoop.system.resources import resource_path
from insidescoop.ui.theme.palette import Theme

_SIZES = (20, 40, 48)
"""Once and twice the size of a control's icon, and an empty page's; Qt greys what is disabled by itself."""


class Icons:
    """Tinted icons; Qt keeps their drawings, one for each colour."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, role: str = "text") -> QIcon:
        """The icon of a name in the colour of a role."""
        colour = self._theme.colour(role)
        key = name, colour.name()
        if key not in self._made:
            icon = self._made[key] = QIcon()
            for size in _SIZES:
                icon.addPixmap(_drawing(name, colour, size))
        return self._made[key]


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(resource_path("icons", "app.svg")))


@cache
def _source(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


def _drawing(name: str, colour: QColor, size: int) -> QPixmap:
    pixmap, key = QPixmap(), f"{name} {colour.name()} {size}"
    if QPixmapCache.find(key, pixmap):
        return pixmap
    # The library for drawings takes as long to load as the shell of the window: it waits for the first icon.
    from PySide6.QtSvg import QSvgRenderer

    source = _source(name).replace(b"#000", colour.name().encode())
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap
