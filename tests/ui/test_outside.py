"""The gate through which letters and web pages are opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from insidescoop.domain.problems import Invalid
from insidescoop.ui.external_links import ExternalLinks
from windows import button

FULLY = QUrl.ComponentFormattingOption.FullyEncoded


class Opener:
    """Takes addresses, or does not."""

    def __init__(self, *, takes: bool = True) -> None:
        self.takes = takes
        self.taken: list[str] = []

    def __call__(self, url: QUrl) -> bool:
        self.taken.append(url.toString(FULLY))
        return self.takes


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    shown = QMainWindow()
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    shown.close()


def test_a_plain_link_is_opened_at_once(window: QMainWindow) -> None:
    opener = Opener()

    ExternalLinks(window, opener).open_link("harbor.example/maps")

    assert opener.taken == ["https://harbor.example/maps"]


def test_a_look_alike_shows_its_real_name_and_asks(window: QMainWindow, qtbot: QtBot) -> None:
    opener = Opener()
    outside = ExternalLinks(window, opener)
    outside.open_link("https://аррӏе.com")
    assert outside.box is not None
    text, before = outside.box.text(), list(opener.taken)

    qtbot.mouseClick(button(outside.box, "Open"), Qt.MouseButton.LeftButton)

    assert "xn--80ak6aa92e.com" in text
    assert (before, opener.taken) == ([], ["https://xn--80ak6aa92e.com"])


def test_a_letter_is_begun_with_our_own_words_only(window: QMainWindow) -> None:
    opener = Opener()

    ExternalLinks(window, opener).write_to("dana@harbor.example", subject="Coffee & talk?", body="Dear Dana,\nhello")

    assert opener.taken == ["mailto:dana@harbor.example?subject=Coffee%20%26%20talk%3F&body=Dear%20Dana%2C%0D%0Ahello"]


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "file:///etc/passwd", "smb://c.example/x", "//evil/share", "https://a:b@c.example"],
)
def test_nothing_dangerous_reaches_the_system(window: QMainWindow, typed: str) -> None:
    opener = Opener()

    with pytest.raises(Invalid):
        ExternalLinks(window, opener).open_link(typed)

    assert opener.taken == []


def test_an_address_that_nothing_takes_can_be_copied(window: QMainWindow, qtbot: QtBot) -> None:
    outside = ExternalLinks(window, Opener(takes=False))
    outside.write_to("dana@harbor.example")
    assert outside.box is not None
    text = outside.box.text()

    qtbot.mouseClick(button(outside.box, "Copy address"), Qt.MouseButton.LeftButton)

    assert "No program on this computer took the address." in text
    assert QApplication.clipboard().text() == "dana@harbor.example"


def test_a_file_that_was_written_is_opened_or_shown_in_its_folder(window: QMainWindow, tmp_path: Path) -> None:
    opener = Opener()
    sheet = tmp_path / "Dana & sheet.pdf"
    sheet.write_bytes(b"%PDF")
    outside = ExternalLinks(window, opener)

    outside.open_file(sheet)
    outside.show_in_folder(sheet)

    assert opener.taken == [QUrl.fromLocalFile(str(path)).toString(FULLY) for path in (sheet, tmp_path)]


@pytest.mark.parametrize(
    ("name", "is_there", "told"),
    [
        ("gone.pdf", False, "The file is no longer there."),
        ("run.sh", True, "No program on this computer could open it."),
    ],
)
def test_a_file_that_is_gone_or_no_document_is_not_opened(
    window: QMainWindow, tmp_path: Path, name: str, is_there: bool, told: str
) -> None:
    opener = Opener()
    outside = ExternalLinks(window, opener)
    if is_there:
        (tmp_path / name).write_text("#!/bin/sh", "utf-8")

    outside.open_file(tmp_path / name)

    assert opener.taken == []
    assert outside.box is not None
    assert outside.box.text().startswith(told)
