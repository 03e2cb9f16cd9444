"""The fixtures of every test that opens the window."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from builders import SetClock, open_test_store
from insidescoop.start import open_store
from insidescoop.store.store import Store
from insidescoop.system.resources import resource_path
from windows import Opened, ToldProblems, open_window

Filling = Callable[[Store], object]
"""What does the commands that fill a store."""


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


@pytest.fixture(scope="session")
def filled_by(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Filling], Path]:
    """The folder of a store that a function has filled, made once for each function, to be copied."""

    @cache
    def made(fill: Filling) -> Path:
        folder = tmp_path_factory.mktemp("filled") / "data"
        store = open_test_store(folder)
        fill(store)
        store.close()
        return folder

    return made


class Opening:
    """Opens the window on a copy of a store that was made before."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        clock: SetClock,
        messages: ToldProblems,
        filled_by: Callable[[Filling], Path],
    ) -> None:
        self._application = application
        self._folder = folder
        self._clock = clock
        self._messages = messages
        self._filled_by = filled_by

    def on_store(self, fill: Filling) -> AbstractContextManager[Opened]:
        """The window on a store that a function has filled, which takes less time than to fill it in the window."""
        return self.on_copy_of(self._filled_by(fill))

    @contextmanager
    def on_copy_of(self, made: Path, *, is_sample: bool = False) -> Iterator[Opened]:
        """The window, closed at the end; it may not have told of a problem."""
        copytree(made, self._folder)
        window = open_window(self._application, self._folder, self._clock, self._messages, is_sample=is_sample)
        yield window
        window.close_for_good()
        assert self._messages.problems == [], [str(problem) for problem in self._messages.problems]


@pytest.fixture
def opening(
    qapp: QApplication,
    folder: Path,
    clock: SetClock,
    messages: ToldProblems,
    filled_by: Callable[[Filling], Path],
) -> Opening:
    return Opening(qapp, folder, clock, messages, filled_by)


@pytest.fixture
def opened(opening: Opening, empty_folder: Path) -> Iterator[Opened]:
    with opening.on_copy_of(empty_folder) as window:
        yield window


@pytest.fixture
def sample(opening: Opening, sample_folder: Path) -> Iterator[Opened]:
    with opening.on_copy_of(sample_folder, is_sample=True) as window:
        yield window
