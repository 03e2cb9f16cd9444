"""PySide6 6.12.0 on Python 3.11 loses one reference to None on every void call, and aborts after some 5,000."""

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_leave_none_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("warm")
    before = sys.getrefcount(None)

    for _ in range(2_000):
        label.setText("text")

    assert abs(sys.getrefcount(None) - before) < 200
