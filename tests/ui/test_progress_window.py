"""The small window that is there while something is done before the main window opens."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Cancelled, Progress, Report
from insidescoop.ui.progress_window import ProgressWindow, do_before_window

pytestmark = pytest.mark.usefixtures("qapp")


def in_sight() -> list[ProgressWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, ProgressWindow) and each.isVisible()]


def once(is_so: Callable[[ProgressWindow], bool], then: Callable[[ProgressWindow], None]) -> None:
    def look() -> None:
        (window,) = in_sight()
        if is_so(window):
            then(window)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_it_says_how_far_the_work_has_come_stays_until_it_has_ended_and_closes_itself(qtbot: QtBot) -> None:
    may_end = Event()
    seen: list[object] = []

    def work(report: Report) -> str:
        report(Progress(3, 20, "Rewriting backups", can_stop=False))
        may_end.wait(20)
        return "done"

    def look(window: ProgressWindow) -> None:
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        window.close()
        seen.extend(
            [
                window.isVisible(),
                window.cancel.isEnabled(),
                window.bar.hasFocus(),
                window.bar.accessibleName(),
                window.bar.value(),
            ]
        )
        seen.append(any("opens by itself" in label.text() for label in window.findChildren(QLabel)))
        may_end.set()

    once(lambda window: window.words.text() == "Rewriting backups: 3 of 20", look)
    answer = do_before_window(work, doing="Changing the passphrase of your data")

    assert answer == "done"
    assert seen == [True, False, True, "Rewriting backups: 3 of 20", 3, True]
    assert in_sight() == []


@pytest.mark.parametrize("how", ["the button", "escape"])
def test_work_that_can_be_called_off_is_and_the_window_stays_until_it_has_ended(qtbot: QtBot, how: str) -> None:
    is_seen = Event()
    seen: list[bool] = []

    def work(report: Report) -> None:
        report(Progress(3, 20, "Rewriting your data (MB)"))
        is_seen.wait(20)
        report(Progress(4, 20, "Rewriting your data (MB)"))

    def cancel(window: ProgressWindow) -> None:
        if how == "escape":
            qtbot.keyClick(window, Qt.Key.Key_Escape)
        else:
            window.cancel.click()
        seen.extend([window.isVisible(), window.cancel.isEnabled(), window.bar.hasFocus()])
        is_seen.set()

    once(lambda window: window.bar.value() == 3, cancel)
    with pytest.raises(Cancelled):
        do_before_window(work, doing="Changing the passphrase of your data")

    assert seen == [True, False, True]
    assert in_sight() == []


def test_work_that_fails_closes_it_too() -> None:
    def work(_report: Report) -> None:
        raise Problem("The disk is full.", your_data="Nothing was changed.", next_step="Free some space.")

    with pytest.raises(Problem, match="full"):
        do_before_window(work, doing="Changing the passphrase of your data")

    assert in_sight() == []
