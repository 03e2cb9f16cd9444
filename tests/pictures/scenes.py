"""Every picture of the window, and how it is reduced to what is compared."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from builders import SetClock
from windows import Opened, open_window

GOLDEN = Path(__file__).parent / "golden"
PAGES = ("contacts", "pitches", "interviews")
SCHEMES = ("light", "dark")
SIZES = ((1024, 640), (1440, 900))
WIDTH = 256
"""Pixels across of a reduced picture: letters are gone, zones, lines of text and colours remain."""


def shot(opened: Opened, page: str, scheme: str, size: tuple[int, int]) -> Image.Image:
    """The window as it is painted, on one page in one scheme and size."""
    if opened.theme.appearance != scheme:
        opened.trigger(f"appearance_{scheme}")
    opened.trigger(f"show_{page}")
    if page == "contacts" and opened.controller.contacts.people.table.row_count():
        opened.controller.contacts.people.table.choose_place(0)
    opened.window.resize(*size)
    # What is counted on the store's own thread is part of the picture.
    opened.finish()
    picture = _at_rest(opened)
    return Image.frombuffer(
        "RGB", (picture.width(), picture.height()), bytes(picture.constBits()), "raw", "RGB", picture.bytesPerLine(), 1
    )


def _at_rest(opened: Opened) -> QImage:
    """The window once it has stopped changing: wrapped labels learn their height one pass after their width."""
    before = QImage()
    for _pass in range(20):
        QApplication.processEvents()
        picture = opened.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        if picture == before:
            break
        before = picture
    return before


def reduced(picture: Image.Image) -> Image.Image:
    """A small grey picture of the window."""
    height = round(picture.height * WIDTH / picture.width)
    return picture.convert("L").resize((WIDTH, height), Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How far two reduced pictures are apart, 0 to 255: on the whole, and in the worst of 16 x 10 zones."""
    if one.size != other.size:
        return 255.0, 255.0
    apart = ImageChops.difference(one, other)
    zones = apart.resize((16, 10), Image.Resampling.BOX)
    return ImageStat.Stat(apart).mean[0], float(zones.getextrema()[1])


def scenes(application: QApplication, folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Name and picture of every page in every scheme and size, on sample data, then of the empty window."""
    for is_sample, pages in ((True, PAGES), (False, ("contacts",))):
        clock = SetClock()
        opened = open_window(application, folder / ("sample" if is_sample else "data"), clock, is_sample=is_sample)
        for scheme, size, page in product(SCHEMES, SIZES, pages):
            yield f"{page if is_sample else 'empty'}-{scheme}-{size[0]}", shot(opened, page, scheme, size)
        opened.close_for_good()
