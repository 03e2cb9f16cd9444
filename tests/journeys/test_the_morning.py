"""The morning of the day that the window must make easy: what is on, what is due, and one key to the sheet."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, add_contact, add_interview, at, open_test_store
from insidescoop.commands.interactions import LogInteraction
from insidescoop.commands.interviews import MoveToStage
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.ui.interviews.sheet_preview import SheetPreview
from insidescoop.ui.today.entry import Entry
from windows import Opened, ToldProblems, open_window, press

EARLY = datetime(2026, 11, 23, 13, 40, tzinfo=UTC)
"""08:40 in New York."""


@pytest.fixture
def morning(qapp: QApplication, folder: Path, empty_folder: Path, messages: ToldProblems) -> Iterator[Opened]:
    """Coffee with Dana at two; Rafael was met yesterday; two people have not been heard of for long."""
    copytree(empty_folder, folder)
    clock = SetClock(EARLY - timedelta(days=1))
    store = open_test_store(folder, clock)
    dana, levi = add_contact(store), add_contact(store, "Rafael", "Levi")
    talk = add_interview(store, dana, starts=at(MONDAY, time(14)), place="the coffee bar")
    held = add_interview(store, levi, starts=at(MONDAY - timedelta(days=1), time(8)))
    store.do(MoveToStage(held, Stage.HELD))
    for name in ("Ana", "Bo"):
        old = add_contact(store, name, "Berg", closeness=Closeness.ACTIVE)
        store.do(LogInteraction(InteractionDraft((old,), InteractionKind.CALL, at(MONDAY - timedelta(days=33)))))
    clock.instant = EARLY
    store.close()
    opened = open_window(qapp, folder, clock, messages)
    yield opened
    opened.close_for_good()
    assert messages.problems == []
    assert talk


def _said(opened: Opened) -> list[str]:
    return [label.text() for label in opened.controller.today.findChildren(QLabel) if label.isVisible()]


def _focused() -> Entry:
    focused = QApplication.focusWidget()
    assert isinstance(focused, Entry)
    return focused


def _down_to(qtbot: QtBot, begins: str) -> None:
    press(qtbot, Qt.Key.Key_Home)
    for _press in range(20):
        if _focused().plan.title.startswith(begins):
            return
        press(qtbot, Qt.Key.Key_Down)
    raise AssertionError(begins)


def test_at_twenty_to_nine_today_says_what_is_on_and_what_is_due(morning: Opened) -> None:
    words = _said(morning)

    assert any(word.startswith("You talk with Dana Okafor at 14:00.") for word in words)
    assert {"Thank Rafael Levi", "Keep in touch with Ana Berg", "Keep in touch with Bo Berg"} <= set(words)
    assert {"Dana Okafor", "Today, 14:00"} <= set(words)


def test_by_keys_alone_to_the_sheet_and_through_what_is_due(morning: Opened, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    press(qtbot, Qt.Key.Key_4, control)
    first = _focused().plan.title
    press(qtbot, Qt.Key.Key_Return)
    morning.finish()
    preview = morning.controller.interviews_controller.preview
    assert isinstance(preview, SheetPreview)
    qtbot.waitUntil(lambda: preview.document.status() is QPdfDocument.Status.Ready)
    pages = preview.document.pageCount()
    preview.close()

    press(qtbot, Qt.Key.Key_4, control)
    _down_to(qtbot, "Keep in touch with Ana")
    press(qtbot, Qt.Key.Key_S)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_3)
    morning.finish()
    press(qtbot, Qt.Key.Key_4, control)
    _down_to(qtbot, "Keep in touch with Bo")
    press(qtbot, Qt.Key.Key_Delete)
    morning.finish()
    dropped = morning.said()
    press(qtbot, Qt.Key.Key_Z, control)
    morning.finish()

    assert (first, pages) == ("Dana Okafor", 1)
    assert dropped == "Dropped: Keep in touch with Bo Berg"
    entries = {entry.plan.title: entry.plan.detail for entry in morning.controller.today.day.entries}
    assert entries["Keep in touch with Ana Berg"] == "In 3 days"
    assert entries["Keep in touch with Bo Berg"].startswith("Due")
