"""Both schemes can be read: every text on every ground it stands on."""

from itertools import product

import pytest

from insidescoop.ui.theme.palette import Appearance, colours
from windows import Opened

SCHEMES = ("light", "dark")
TEXTS = ("text", "muted", "accent", "due", "error", "good")
GROUNDS = ("window", "base", "raised")


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [*product(TEXTS, GROUNDS), ("on_accent", "accent"), ("on_selection", "selection"), ("text", "hover")],
)
def test_every_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    named = colours(scheme)

    ratio = contrast(named[text], named[ground])

    assert ratio >= 4.5, f"{text} on {ground} is {ratio:.2f}:1"


def test_both_schemes_name_the_same_colours() -> None:
    assert colours("light").keys() == colours("dark").keys()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_chosen_appearance_is_taken_up_at_once_and_by_the_icons(opened: Opened, scheme: str) -> None:
    opened.trigger(f"appearance_{scheme}")

    palette = opened.window.palette()
    icon = opened.registry.action("add_contact").icon().pixmap(20, 20).toImage()
    drawn = {icon.pixelColor(x, y).name() for x in range(20) for y in range(20) if icon.pixelColor(x, y).alpha() == 255}
    assert palette.window().color().name() == colours(scheme)["window"]
    assert colours(scheme)["text"] in drawn
    assert opened.window.state().appearance == Appearance(scheme)
