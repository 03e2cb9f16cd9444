"""A person's picture in a circle, or their initials."""

import base64

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

from insidescoop.domain.text import initials
from insidescoop.ui.theme.metrics import TypeSize, in_proportion, sized


class Avatar(QWidget):
    """A circle as high as two lines of text; it takes no focus and says nothing that the name beside it does not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        self._picture = QPixmap()
        side = in_proportion(48, self.font())
        self.setFixedSize(QSize(side, side))

    def show_person(self, name: str, photo: str | None) -> None:
        """Shows the picture kept as base64 text, or the initials of the name where there is none."""
        self._letters = initials(name)
        self._picture = QPixmap()
        if photo is not None:
            self._picture.loadFromData(base64.b64decode(photo), "JPEG")
        self.update()

    @property
    def has_picture(self) -> bool:
        """True while a picture is shown."""
        return not self._picture.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        circle = QPainterPath()
        circle.addEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self.has_picture:
            painter.setClipPath(circle)
            painter.drawPixmap(self.rect(), self._picture)
            return
        painter.fillPath(circle, self.palette().color(QPalette.ColorRole.Highlight))
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.setFont(sized(self.font(), TypeSize.SECTION, is_bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
