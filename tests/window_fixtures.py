"""The fixtures of every test that opens the window."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from builders import SetClock, open_test_store
from insidescoop.start import open_store
from insidescoop.system.resources import resource_path
from windows import Opened, ToldProblems, open_window


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


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new store, to be copied: making one takes longer than opening it."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_test_store(folder).close()
    return folder


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of sample data, to be copied."""
    folder = tmp_path_factory.mktemp("sample") / "data"
    open_store(folder, clock=SetClock(), is_sample=True).close()
    return folder


@pytest.fixture
def opened(
    qapp: QApplication, folder: Path, empty_folder: Path, clock: SetClock, messages: ToldProblems
) -> Iterator[Opened]:
    copytree(empty_folder, folder)
    window = open_window(qapp, folder, clock, messages)
    yield window
    window.close_for_good()
    assert messages.problems == [], [str(problem) for problem in messages.problems]


@pytest.fixture
def sample(
    qapp: QApplication, folder: Path, sample_folder: Path, clock: SetClock, messages: ToldProblems
) -> Iterator[Opened]:
    copytree(sample_folder, folder)
    window = open_window(qapp, folder, clock, messages, is_sample=True)
    yield window
    window.close_for_good()
    assert messages.problems == [], [str(problem) for problem in messages.problems]
