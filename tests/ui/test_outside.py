"""The gate through which letters and web pages are opened."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from insidescoop.domain.problems import Invalid
from insidescoop.ui.outside import Outside
from windows import button


class Opener:
    """Takes addresses, or does not."""

    def __init__(self, *, takes: bool = True) -> None:
        self.takes = takes
        self.taken: list[str] = []

    def __call__(self, url: QUrl) -> bool:
        self.taken.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
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

    Outside(window, opener).open_link("harbor.example/maps")

    assert opener.taken == ["https://harbor.example/maps"]


def test_a_look_alike_shows_its_real_name_and_asks(window: QMainWindow, qtbot: QtBot) -> None:
    opener = Opener()
    outside = Outside(window, opener)
    outside.open_link("https://аррӏе.com")
    assert outside.box is not None
    text, before = outside.box.text(), list(opener.taken)

    qtbot.mouseClick(button(outside.box, "Open"), Qt.MouseButton.LeftButton)

    assert "xn--80ak6aa92e.com" in text
    assert (before, opener.taken) == ([], ["https://xn--80ak6aa92e.com"])


def test_a_letter_is_begun_with_our_own_words_only(window: QMainWindow) -> None:
    opener = Opener()

    Outside(window, opener).write_to("dana@harbor.example", subject="Coffee & talk?", body="Dear Dana,\nhello")

    assert opener.taken == ["mailto:dana@harbor.example?subject=Coffee%20%26%20talk%3F&body=Dear%20Dana%2C%0D%0Ahello"]


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "file:///etc/passwd", "//evil/share", "https://a:b@c.example"]
)
def test_nothing_dangerous_reaches_the_system(window: QMainWindow, typed: str) -> None:
    opener = Opener()

    with pytest.raises(Invalid):
        Outside(window, opener).open_link(typed)

    assert opener.taken == []


def test_an_address_that_nothing_takes_can_be_copied(window: QMainWindow, qtbot: QtBot) -> None:
    outside = Outside(window, Opener(takes=False))
    outside.write_to("dana@harbor.example")
    assert outside.box is not None
    text = outside.box.text()

    qtbot.mouseClick(button(outside.box, "Copy address"), Qt.MouseButton.LeftButton)

    assert "No program on this computer took the address." in text
    assert QApplication.clipboard().text() == "dana@harbor.example"
