"""The contacts in a small window and with a large font: nothing overlaps, nothing has to be moved sideways."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from builders import SetClock
from insidescoop.domain.contact_filters import Showing
from windows import Opened, open_window


def settle() -> None:
    for _pass in range(6):
        QApplication.processEvents()


@pytest.fixture(params=[1.0, 1.6], ids=["usual font", "large font"])
def wide_sample(qapp: QApplication, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * request.param)
    qapp.setFont(large)
    opened = open_window(qapp, tmp_path / "data", SetClock(), is_sample=True)
    yield opened
    opened.close_for_good()
    qapp.setFont(usual)


def test_the_parts_stand_beside_each_other_in_every_size(wide_sample: Opened) -> None:
    contacts = wide_sample.furnishing.contacts
    contacts.go_to(1)
    contacts.card._form.more.click()

    for size in ((1440, 900), (1024, 640), (1440, 900)):
        wide_sample.window.resize(*size)
        settle()

        parts = [part for part in (contacts._beside, contacts.people, contacts.card) if part.isVisible()]
        lefts = [part.mapTo(contacts, part.rect().topLeft()).x() for part in parts]
        rights = [part.mapTo(contacts, part.rect().bottomRight()).x() for part in parts]
        assert all(right < left for right, left in zip(rights, lefts[1:], strict=False)), size
        assert rights[-1] < contacts.width()
        assert not contacts.card.horizontalScrollBar().isVisible(), size
        card = contacts.card
        assert card.body.height() <= max(card.column.totalHeightForWidth(card.body.width()), card.viewport().height())
    assert contacts._beside.isVisible()


def test_what_the_filters_show_is_in_the_menus_too(sample: Opened) -> None:
    contacts = sample.furnishing.contacts
    shown = {}
    for showing, action_id in zip(
        (Showing.DUE, Showing.NEVER, Showing.TRASH, Showing.ALL),
        ("show_due", "show_never", "show_trash", "show_everybody"),
        strict=True,
    ):
        sample.trigger("show_pitches")
        sample.trigger(action_id)
        shown[showing] = contacts.people.wanted().showing, contacts.isVisible()
    sample.trigger("show_organizations")

    assert shown == {showing: (showing, True) for showing in Showing}
    assert not contacts.organizations.is_target
    assert contacts.organizations.isVisible()
