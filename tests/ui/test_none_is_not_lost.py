"""One Qt version lost a reference to None on every call that returns nothing, and ended the program after hours."""

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 2_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_call_that_returns_nothing_loses_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for _call in range(CALLS):
        label.setText("x")

    assert abs(sys.getrefcount(None) - before) < CALLS / 10
