"""The 4-pixel grid and the four type sizes, relative to the system's font."""

from enum import Enum

from PySide6.QtGui import QFont, QFontMetrics

TIGHT, SMALL_GAP, GAP, WIDE_GAP = 4, 8, 12, 24
PAGE_MARGIN = 12
ICON = 18


class TypeSize(Enum):
    """Sizes as multiples of the system's font size, so that a larger system font enlarges everything."""

    SMALL = 0.92
    BODY = 1.0
    SECTION = 1.12
    TITLE = 1.5


def sized(font: QFont, size: TypeSize, *, is_bold: bool = False) -> QFont:
    """The font in another of the four sizes."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * size.value)
    else:
        made.setPixelSize(round(font.pixelSize() * size.value))
    made.setBold(is_bold)
    return made


def row_height(font: QFont) -> int:
    """The height of a list's row in pixels: 1.9 times the font, on the grid."""
    height = QFontMetrics(font).height() * 1.9
    return -(-int(height) // 4) * 4


_USUAL_HEIGHT = 18


def in_proportion(pixels: int, font: QFont) -> int:
    """A width that suits the usual font (a line of 18 pixels), grown with a larger one; never less than given."""
    return max(pixels, pixels * QFontMetrics(font).height() // _USUAL_HEIGHT)
