"""The entries of Today in a window: found by how they begin, and worked by keys."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from insidescoop.ui.today.entry import Entry
from windows import Opened, press


def entry(opened: Opened, begins: str) -> Entry:
    found = [each for each in opened.controller.today.day.entries if each.plan.title.startswith(begins)]
    assert len(found) == 1, [each.plan.title for each in opened.controller.today.day.entries]
    return found[0]


def titles(opened: Opened) -> list[str]:
    return [each.plan.title for each in opened.controller.today.day.entries if each.plan.key[0] != "settled"]


def do(opened: Opened, command: Any) -> Any:
    results: list[Any] = []
    opened.runner.do(command, then=results.append)
    opened.finish()
    return results[0]


def on_entry(opened: Opened, qtbot: QtBot, begins: str, key: Qt.Key) -> None:
    entry(opened, begins).setFocus()
    press(qtbot, key)
    opened.finish()
