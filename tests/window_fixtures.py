"""The fixtures of every test that opens the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import SetClock
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication
from windows import Opened, ToldProblems, open_window

from insidescoop.system.resources import resource_path


def use_own_font(application: QApplication) -> None:
    """Has every machine write with the font that the program brings along."""
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        assert QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) >= 0
    application.setFont(QFont("Noto Sans", 10))


@pytest.fixture(scope="session", autouse=True)
def same_font(qapp: QApplication) -> None:
    use_own_font(qapp)


@pytest.fixture
def messages() -> ToldProblems:
    return ToldProblems()


@pytest.fixture
def opened(qapp: QApplication, folder: Path, clock: SetClock, messages: ToldProblems) -> Iterator[Opened]:
    window = open_window(qapp, folder, clock, messages)
    yield window
    window.close_for_good()
    assert messages.problems == []


@pytest.fixture
def sample(qapp: QApplication, folder: Path, clock: SetClock, messages: ToldProblems) -> Iterator[Opened]:
    window = open_window(qapp, folder / "sample", clock, messages, is_sample=True)
    yield window
    window.close_for_good()
    assert messages.problems == []
