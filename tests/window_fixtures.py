"""The fixtures of every test that opens the window."""

from collections.abc import Iterator
from contextlib import contextmanager
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


class Opening:
    """Opens the window on a copy of a store that was made before."""

    def __init__(self, application: QApplication, folder: Path, clock: SetClock, messages: ToldProblems) -> None:
        self._application = application
        self._folder = folder
        self._clock = clock
        self._messages = messages

    @contextmanager
    def on_copy_of(self, made: Path, *, is_sample: bool = False) -> Iterator[Opened]:
        """The window, closed at the end; it may not have told of a problem."""
        copytree(made, self._folder)
        window = open_window(self._application, self._folder, self._clock, self._messages, is_sample=is_sample)
        yield window
        window.close_for_good()
        assert self._messages.problems == [], [str(problem) for problem in self._messages.problems]


@pytest.fixture
def opening(qapp: QApplication, folder: Path, clock: SetClock, messages: ToldProblems) -> Opening:
    return Opening(qapp, folder, clock, messages)


@pytest.fixture
def opened(opening: Opening, empty_folder: Path) -> Iterator[Opened]:
    with opening.on_copy_of(empty_folder) as window:
        yield window


@pytest.fixture
def sample(opening: Opening, sample_folder: Path) -> Iterator[Opened]:
    with opening.on_copy_of(sample_folder, is_sample=True) as window:
        yield window
