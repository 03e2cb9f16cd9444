"""Steps that take long: the status line tells how far they have come, and Stop leaves everything as it was."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStatusBar
from pytestqt.qtbot import QtBot

from builders import a_contact
from insidescoop.commands.contacts import AddContacts
from insidescoop.domain.progress import Progress
from insidescoop.store import journal
from insidescoop.ui import store_reader
from insidescoop.ui.widgets.plain_text import PlainLabel
from windows import Opened

PEOPLE = tuple(a_contact(f"Given{number}", f"Family{number}") for number in range(30))


@pytest.fixture
def many(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Thirty people just added, in a program for which ten rows are many."""
    monkeypatch.setattr(journal, "_ROWS_AT_ONCE", 5)
    monkeypatch.setattr(journal, "_ROWS_A_REPORT", 10)
    monkeypatch.setattr(store_reader, "REPORT_SECONDS", 0)
    opened.runner.do(AddContacts(PEOPLE))
    opened.finish()
    return opened


def stop_of(opened: Opened) -> QPushButton:
    (stop,) = (each for each in opened.window.status.findChildren(QPushButton) if each.text() == "Stop")
    return stop


def shown_words(status: QStatusBar) -> list[str]:
    return [label.text() for label in status.findChildren(PlainLabel) if label.isVisible()]


def count(opened: Opened) -> int:
    return opened.controller.contacts.people.table.row_count()


def test_taking_back_tells_how_far_it_has_come_and_then_what_happened(many: Opened) -> None:
    told: list[str] = []
    many.runner.progressed.connect(lambda _progress: told.extend(shown_words(many.window.status)))

    many.trigger("undo")
    many.finish()

    assert [words for words in told if words.startswith("Undoing")] == [
        "Undoing: 10 of 30", "Undoing: 20 of 30", "Undoing: 30 of 30",
    ]  # fmt: skip
    assert count(many) == 0
    assert shown_words(many.window.status)[-1] == "Undid: added 30 contacts"
    assert not stop_of(many).isVisible()


def test_reports_in_quick_succession_are_not_each_painted(many: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_reader, "REPORT_SECONDS", 3600)
    told: list[Progress] = []
    many.runner.progressed.connect(told.append)

    for action_id in ("undo", "redo", "undo"):
        many.trigger(action_id)
    many.finish()

    # The first of all may be late enough after the one before; then only what is done to the end is told.
    assert [progress.done for progress in told][-3:] == [30, 30, 30]
    assert len(told) <= 4
    assert count(many) == 0
    assert not stop_of(many).isVisible()


def test_doing_again_is_told_too(many: Opened) -> None:
    many.trigger("undo")
    many.finish()
    told: list[Progress] = []
    many.runner.progressed.connect(told.append)

    many.trigger("redo")
    many.finish()

    assert [progress.sentence() for progress in told] == [
        "Redoing: 10 of 30", "Redoing: 20 of 30", "Redoing: 30 of 30",
    ]  # fmt: skip
    assert count(many) == 30


def test_stop_leaves_what_was_to_be_taken_back(qtbot: QtBot, many: Opened) -> None:
    pressed = Event()
    # The store is held until Stop was pressed: thirty people are gone too soon for anybody to press it.
    many.runner.ask(lambda _session: pressed.wait(10), lambda _answer: None)
    many.registry.action("undo").trigger()
    many.window.status.show_progress(Progress(0, 30, "Undoing"))
    stop = stop_of(many)
    offered = stop.isVisible(), stop.accessibleName()

    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    pressed.set()
    many.finish()

    assert offered == (True, "Stop: Undoing")
    assert count(many) == 30
    assert many.said() == "Cancelled. Nothing was changed."
    assert many.runner.history().undo == "Add 30 contacts"
