"""Makes the pictures of the README from the sample, in docs/pictures: python3 build/dev.py pictures.

The three tabs, light and dark, and the next interview's prep sheet, always of the same day. Look at each one.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from insidescoop.outputs.prep_sheets import make_prep_sheet
from insidescoop.queries.interview_board import next_interview_id
from insidescoop.system.clock import Clock
from insidescoop.ui.application import Application
from insidescoop.ui.main_window import Tab
from window_picture import application_with_own_font, sample_window

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SCHEMES = ("light", "dark")
SHEET_WIDTH = 1100
"""Pixels: its smallest letters can still be read."""


@dataclass(slots=True)
class _SameDay(Clock):
    """A clock that always shows one Monday morning, so that the pictures change only when the program does."""

    zone: str = "America/New_York"

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def main() -> int:
    """Writes every picture; the exit code is 0."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    application = application_with_own_font()
    with (
        tempfile.TemporaryDirectory(prefix="inside-scoop-pictures-") as folder,
        sample_window(application, Path(folder), _SameDay()) as opened,
    ):
        for scheme, tab in product(SCHEMES, Tab):
            _keep(f"{tab.name.lower()}-{scheme}", _tab(application, opened, tab, scheme))
        _keep("prep-sheet", _sheet(opened))
    return 0


def _tab(application: QApplication, opened: Application, tab: Tab, scheme: str) -> QImage:
    """The window on a tab, once it has stopped changing: wrapped labels learn their height a pass after their width."""
    assert opened.controller is not None  # noqa: S101 - the window is furnished
    assert opened.runner is not None  # noqa: S101
    opened.registry.action(f"appearance_{scheme}").trigger()
    opened.window.show_tab(tab)
    if tab is Tab.CONTACTS:
        opened.controller.contacts.people.table.choose_place(0)
    before = QImage()
    for _ in range(20):
        opened.runner.finish()
        application.processEvents()
        picture = opened.window.grab().toImage()
        if picture == before:
            break
        before = picture
    return before


def _sheet(opened: Application) -> QImage:
    """The first page of the next interview's prep sheet."""
    assert opened.runner is not None  # noqa: S101 - the window is furnished
    clock = _SameDay()
    interview_id = opened.runner.read(lambda session: next_interview_id(session, now=clock.now()))
    assert interview_id is not None  # noqa: S101 - the sample has one ahead
    made = opened.runner.read(lambda session: make_prep_sheet(session, interview_id, zone=clock.zone))
    pdf, document = QBuffer(), QPdfDocument()
    pdf.setData(QByteArray(made.pdf))
    pdf.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(pdf)
    page = document.pagePointSize(0)
    drawn = document.render(0, QSize(SHEET_WIDTH, round(SHEET_WIDTH * page.height() / page.width())))
    document.close()
    return drawn


def _keep(name: str, picture: QImage) -> None:
    """Writes a picture as a small PNG of 128 colours."""
    png = QBuffer()
    png.open(QIODevice.OpenModeFlag.WriteOnly)
    QPixmap.fromImage(picture).save(png, "PNG")
    whole = Image.open(BytesIO(bytes(png.data().data()))).convert("RGBA")
    paper = Image.new("RGBA", whole.size, "white")
    paper.alpha_composite(whole)
    small = BytesIO()
    paper.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    target = PICTURES / f"{name}.png"
    target.write_bytes(small.getvalue())
    print(f"{target.relative_to(PICTURES.parents[1])}  {len(small.getvalue()) / 1000:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
