"""Icons by name, drawn from resources/icons and tinted in the colours of the theme."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from insidescoop.system.resources import resource_path
from insidescoop.ui.theme.palette import Theme

_SIZES = (20, 40, 48)
"""Once and twice the size of a control's icon, and an empty page's; Qt greys what is disabled by itself."""


class Icons:
    """Tinted icons, each drawn once for a theme's scheme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn: dict[tuple[str, str, str], QIcon] = {}

    def icon(self, name: str, role: str = "text") -> QIcon:
        """The icon of a name in the colour of a role."""
        key = (name, role, self._theme.scheme)
        if key not in self._drawn:
            self._drawn[key] = _icon(name, self._theme.colour(role))
        return self._drawn[key]


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(resource_path("icons", "app.svg")))


def _icon(name: str, colour: QColor) -> QIcon:
    # The library for drawings takes as long to load as the shell of the window: it waits for the first icon.
    from PySide6.QtSvg import QSvgRenderer

    source = resource_path("icons", f"{name}.svg").read_bytes().replace(b"#000", colour.name().encode())
    drawing = QSvgRenderer(QByteArray(source))
    icon = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
