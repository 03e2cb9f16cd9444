"""Closed dialogs do not pile up under the window: each is a megabyte or more."""

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from insidescoop.ui.widgets.dialogs import fitted_dialog
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from windows import Opened


def test_a_dialog_made_anew_is_freed_a_while_after_it_was_closed_unless_it_opens_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitted_dialog, "FREED_AFTER_MS", 20)
    window = QWidget()
    qtbot.addWidget(window)

    class Anew(FittedDialog):
        is_made_anew = True

    freed, kept, opened_again = Anew(window), FittedDialog(window), Anew(window)
    for dialog in (freed, kept, opened_again):
        dialog.open()
        dialog.accept()
    opened_again.open()

    qtbot.waitUntil(lambda: not shiboken6.isValid(freed))
    assert shiboken6.isValid(kept)
    assert opened_again.isVisible()
    opened_again.close()


def test_dialogs_that_come_and_go_leave_nothing_behind(sample: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitted_dialog, "FREED_AFTER_MS", 0)

    def come_and_go(action: str) -> int:
        sample.trigger(action)
        for dialog in sample.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        # Their timers are at zero: a turn each for closing, for the timer, and for what it asks for.
        for _turn in range(3):
            QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(sample.window.findChildren(QWidget))

    for action in ("add_contact", "plan_interview", "profile", "show_stored", "find_action"):
        come_and_go(action)
        before = come_and_go(action)

        assert [come_and_go(action) for _time in range(3)] == [before] * 3, action
