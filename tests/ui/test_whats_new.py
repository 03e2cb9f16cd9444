"""What is new in a version is offered once, to those who have used another one."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QToolBar

from builders import SetClock
from insidescoop import __version__
from insidescoop.ui.application import STATE_FILE
from insidescoop.ui.search.help_windows import NewsDialog
from windows import Opened, button, open_window


def offered(opened: Opened) -> bool:
    opened.offer_unfinished()
    QApplication.processEvents()
    return any(bar.objectName() == "offer" and bar.isVisible() for bar in opened.window.findChildren(QToolBar))


def after_version(qapp: QApplication, folder: Path, clock: SetClock, state: dict[str, str]) -> Opened:
    folder.mkdir()
    (folder / STATE_FILE).write_text(json.dumps(state), encoding="utf-8")
    return open_window(qapp, folder, clock)


def test_nothing_is_new_in_a_first_run(opened: Opened) -> None:
    assert not offered(opened)


@pytest.mark.parametrize("state", [{"version_run": "0.4.9"}, {"appearance": "dark"}], ids=["older", "did not say"])
def test_news_are_offered_once_after_an_upgrade(
    qapp: QApplication, folder: Path, clock: SetClock, state: dict[str, str]
) -> None:
    upgraded = after_version(qapp, folder, clock, state)
    was_offered = offered(upgraded)
    upgraded.close_for_good()

    again = open_window(qapp, folder, clock)

    assert was_offered
    assert not offered(again)
    again.close_for_good()


def test_an_older_program_offers_no_news(qapp: QApplication, folder: Path, clock: SetClock) -> None:
    older = after_version(qapp, folder, clock, {"version_run": "99.0.0"})

    assert not offered(older)
    older.close_for_good()


def test_the_offer_leads_to_what_changed_and_goes(qapp: QApplication, folder: Path, clock: SetClock) -> None:
    upgraded = after_version(qapp, folder, clock, {"version_run": "0.4.9"})
    assert offered(upgraded)
    (bar,) = (bar for bar in upgraded.window.findChildren(QToolBar) if bar.objectName() == "offer")

    button(bar, "What's new").click()

    (box,) = upgraded.window.findChildren(NewsDialog)
    (text,) = box.findChildren(QPlainTextEdit)
    assert f"{__version__}, " in text.toPlainText()
    assert "0.1.0" not in text.toPlainText()
    assert bar.isHidden()
    upgraded.close_for_good()


def test_help_shows_all_versions_as_plain_text(opened: Opened) -> None:
    opened.trigger("whats_new")

    (box,) = opened.window.findChildren(NewsDialog)
    (text,) = box.findChildren(QPlainTextEdit)
    assert "0.1.0, 2026-11-24" in text.toPlainText()
    assert "**" not in text.toPlainText()
    assert text.isReadOnly()
