"""Each screen, light and dark, small and large, against a small picture that a person has looked at.

The pictures are thumbnails in grey: other machines draw letters a little differently, but a zone that moves, a text
that is cut, or a scheme that breaks is seen. `python -m pytest tests/pictures --renew-pictures` makes them anew.
"""

from pathlib import Path

import pytest
from insidescoop.ui.main_window import Tab
from insidescoop.ui.theme.palette import Appearance
from PIL import Image, ImageChops, ImageFilter, ImageStat
from PySide6.QtWidgets import QApplication
from window_fixtures import Desk

GOLDEN = Path(__file__).parent / "golden"
WIDTH = 240
MOST_DIFFERENCE = 3.0
"""Grey levels of 255, on average over the picture; another scheme differs by over 150, a lost column by about 5."""

SCREENS = {
    f"{tab.name.lower()}-{appearance.value}-{size[0]}": (tab, appearance, size)
    for tab in Tab
    for appearance in (Appearance.LIGHT, Appearance.DARK)
    for size in ((1440, 900), (1024, 640))
}


def _thumbnail(path: Path) -> Image.Image:
    picture = Image.open(path).convert("L")
    height = round(picture.height * WIDTH / picture.width)
    return picture.resize((WIDTH, height), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(1))


def _compare(taken: Path, name: str, *, renew: bool) -> None:
    small = _thumbnail(taken)
    golden = GOLDEN / f"{name}.png"
    if renew:
        GOLDEN.mkdir(exist_ok=True)
        small.save(golden, optimize=True)
    with Image.open(golden) as kept:
        assert kept.size == small.size
        difference = ImageStat.Stat(ImageChops.difference(kept, small)).mean[0]
    assert difference <= MOST_DIFFERENCE, f"{name} differs by {difference:.1f}: look at {taken}"


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(
    name: str, desk: Desk, application: QApplication, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    tab, appearance, size = SCREENS[name]
    opened = desk.open(is_sample=True, size=size)
    opened.theme.choose(appearance)
    opened.furnishing.contacts.go_to(1)
    opened.window.show_tab(tab)
    for _ in range(5):
        application.processEvents()

    opened.window.grab().save(str(tmp_path / "taken.png"))

    _compare(tmp_path / "taken.png", name, renew=request.config.getoption("--renew-pictures"))


@pytest.mark.parametrize("tab", list(Tab), ids=lambda tab: tab.name.lower())
def test_an_empty_page_looks_as_it_did(
    tab: Tab, desk: Desk, application: QApplication, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    opened = desk.open(size=(1024, 640))
    opened.window.show_tab(tab)
    for _ in range(5):
        application.processEvents()

    opened.window.grab().save(str(tmp_path / "taken.png"))

    _compare(tmp_path / "taken.png", f"empty-{tab.name.lower()}", renew=request.config.getoption("--renew-pictures"))
