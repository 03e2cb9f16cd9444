"""Colours that can be read, icons that exist, sizes that grow with the system's font."""

import pytest
from insidescoop.system.resources import resource_path
from insidescoop.ui.opening import ALL_ACTIONS, OpenedWindow
from insidescoop.ui.theme.metrics import TypeSize, row_height, sized
from insidescoop.ui.theme.palette import Appearance, colours
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication
from window_fixtures import Desk


def _luminance(colour: str) -> float:
    channels = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "base", "raised", "hover"])
@pytest.mark.parametrize("role", ["text", "muted", "accent", "due", "error", "good"])
def test_text_can_be_read_on_its_ground(scheme: str, ground: str, role: str) -> None:
    named = colours(scheme)

    assert contrast(named[role], named[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("role", "ground"), [("on_accent", "accent"), ("on_selection", "selection"), ("text", "selection")]
)
def test_text_can_be_read_on_colour(scheme: str, role: str, ground: str) -> None:
    named = colours(scheme)

    assert contrast(named[role], named[ground]) >= 4.5


def test_both_schemes_name_the_same_roles() -> None:
    assert set(colours("light")) == set(colours("dark"))


def test_every_action_has_an_icon_that_exists_or_none() -> None:
    names = {spec.icon for spec in ALL_ACTIONS if spec.icon is not None}

    assert [name for name in names if not resource_path("icons", f"{name}.svg").is_file()] == []


@pytest.mark.usefixtures("application")
def test_sizes_follow_the_system_s_font() -> None:
    small, large = QFont("Noto Sans", 10), QFont("Noto Sans", 15)

    assert sized(large, TypeSize.TITLE).pointSizeF() == pytest.approx(22.5)
    assert row_height(large) > row_height(small)
    assert row_height(small) % 4 == 0


def test_the_chosen_look_is_remembered(desk: Desk, application: QApplication) -> None:
    first = desk.open()
    first.registry.action("appearance_dark").trigger()
    assert application.palette().window().color().name() == colours("dark")["window"]
    first.window.close()

    again = OpenedWindow(
        application,
        desk.folder,
        open_store=lambda: None,
        clock=desk.clock,
        is_sample=False,  # type: ignore[arg-type]
    )

    assert again.theme.appearance is Appearance.DARK
    desk._open.append(again)
