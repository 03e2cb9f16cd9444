"""The real window on a real store in a folder of its own, for the tests that need one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from builders import SetClock, open_test_store
from insidescoop.domain.problems import Problem
from insidescoop.start import open_store
from insidescoop.system.resources import resource_path
from insidescoop.ui.opening import OpenedWindow
from insidescoop.ui.theme.palette import Appearance
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


class Recorder:
    """Messages that were told instead of shown."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def tell(self, problem: Problem) -> None:
        self.problems.append(problem)


class Desk:
    """Opens windows on one folder, one after the other, and closes them at the end."""

    def __init__(self, folder: Path, clock: SetClock, application: QApplication) -> None:
        self.folder = folder
        self.clock = clock
        self.messages = Recorder()
        self._application = application
        self._open: list[OpenedWindow] = []
        folder.mkdir(mode=0o700, exist_ok=True)

    def open(self, *, is_sample: bool = False, size: tuple[int, int] = (1440, 900)) -> OpenedWindow:
        opened = OpenedWindow(
            self._application,
            self.folder,
            open_store=lambda: (
                open_store(self.folder, clock=self.clock, is_sample=True)  # type: ignore[arg-type]
                if is_sample
                else open_test_store(self.folder, self.clock)
            ),
            clock=self.clock,  # type: ignore[arg-type]
            is_sample=is_sample,
            messages=self.messages,
        )
        opened.theme.choose(Appearance.LIGHT)
        opened.window.resize(*size)
        opened.window.show()
        opened.furnish()
        self._application.processEvents()
        self._open.append(opened)
        return opened

    def close(self) -> None:
        for opened in self._open:
            opened.window.close()
            self._application.processEvents()
            # At once, not some day: what is left alive is styled again for every window that follows.
            for part in (opened.window, opened.theme, opened):
                shiboken6.delete(part)


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    for face in ("NotoSans-Regular", "NotoSans-Bold"):
        QFontDatabase.addApplicationFont(str(resource_path("fonts", f"{face}.ttf")))
    qapp.setFont(QFont("Noto Sans", 10))
    return qapp


@pytest.fixture
def desk(folder: Path, clock: SetClock, application: QApplication, qtbot: QtBot) -> Iterator[Desk]:  # noqa: ARG001
    desk = Desk(folder, clock, application)
    yield desk
    desk.close()


@pytest.fixture
def opened(desk: Desk) -> OpenedWindow:
    return desk.open()


@pytest.fixture
def sample(desk: Desk) -> OpenedWindow:
    return desk.open(is_sample=True)


Settle = Callable[[OpenedWindow], None]


@pytest.fixture
def settle(application: QApplication) -> Settle:
    """Waits until everything asked of the store has been done and shown."""

    def wait(opened: OpenedWindow) -> None:
        assert opened.runner is not None
        application.processEvents()
        opened.runner.finish()
        application.processEvents()

    return wait
