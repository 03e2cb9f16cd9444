"""The program's icon in the forms that systems want, drawn from the one SVG: PNG in any size, ICO, ICNS."""

import io
import os
from pathlib import Path

from PIL import Image

from environment import ROOT

SOURCE = ROOT / "resources/icons/app.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)


def drawn(sizes: tuple[int, ...]) -> dict[int, bytes]:
    """The icon as PNG, by its width and height in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    drawing, found = QSvgRenderer(str(SOURCE)), {}
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        found[size] = bytes(buffer.data().data())
    del application
    return found


def write_ico(path: Path) -> Path:
    """Writes the icon for Windows; its path."""
    images = _images(ICO_SIZES)
    images[-1].save(path, sizes=[image.size for image in images], append_images=images[:-1])
    return path


def write_icns(path: Path) -> Path:
    """Writes the icon for macOS; its path."""
    images = _images(ICNS_SIZES)
    images[-1].save(path, append_images=images[:-1])
    return path


def _images(sizes: tuple[int, ...]) -> list[Image.Image]:
    return [Image.open(io.BytesIO(data)).convert("RGBA") for data in drawn(sizes).values()]
