"""The pages in a small window and with a large font: nothing overlaps, nothing has to be moved sideways."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from builders import SetClock
from insidescoop.domain.contact_filters import Showing
from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.ui.widgets.scrolled_form import ScrolledForm
from insidescoop.ui.widgets.tree_items import leaves_of
from insidescoop.ui.widgets.wrapped_row import WrappedRow
from windows import Opened, button, open_window


def settle() -> None:
    for _pass in range(6):
        QApplication.processEvents()


@pytest.fixture(params=[1.0, 1.5, 2.0], ids=["usual font", "large font", "twice the font"])
def wide_sample(
    qapp: QApplication, request: pytest.FixtureRequest, folder: Path, sample_folder: Path
) -> Iterator[Opened]:
    copytree(sample_folder, folder)
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * request.param)
    qapp.setFont(large)
    opened = open_window(qapp, folder, SetClock(), is_sample=True)
    yield opened
    opened.close_for_good()
    qapp.setFont(usual)


def test_the_parts_stand_beside_each_other_in_every_size(wide_sample: Opened) -> None:
    contacts = wide_sample.controller.contacts
    contacts.go_to(1)
    contacts.card.form.more.click()

    for size in ((1440, 900), (1024, 640), (1440, 900)):
        wide_sample.window.resize(*size)
        settle()

        parts = [part for part in (contacts.beside, contacts.people, contacts.card) if part.isVisible()]
        lefts = [part.mapTo(contacts, part.rect().topLeft()).x() for part in parts]
        rights = [part.mapTo(contacts, part.rect().bottomRight()).x() for part in parts]
        assert all(right < left for right, left in zip(rights, lefts[1:], strict=False)), size
        assert rights[-1] < contacts.width()
        assert not contacts.card.horizontalScrollBar().isVisible(), size
        card = contacts.card
        assert card.body.height() <= max(card.column.totalHeightForWidth(card.body.width()), card.viewport().height())
    assert contacts.beside.isVisible() or contacts.font().pointSizeF() == 20


def test_no_part_of_a_page_is_cut_off_on_its_right(wide_sample: Opened) -> None:
    wide_sample.controller.contacts.people.table.choose_place(0)

    for size, page in product(((1440, 900), (1024, 640)), ("contacts", "pitches", "interviews")):
        wide_sample.trigger(f"show_{page}")
        wide_sample.window.resize(*size)
        settle()

        forms = [form for form in wide_sample.window.tabs.findChildren(ScrolledForm) if form.isVisible()]
        assert len(forms) == (2 if page == "pitches" else 1)
        for form in forms:
            assert form.width() >= form.minimumSizeHint().width(), (page, size)
            assert not form.horizontalScrollBar().isVisible(), (page, size)
            edge = form.viewport().mapToGlobal(form.viewport().rect().topRight()).x()
            for pressed in form.findChildren(QPushButton):
                if pressed.isVisible():
                    assert pressed.mapToGlobal(pressed.rect().topRight()).x() <= edge, pressed.text()
                    assert pressed.width() >= pressed.minimumSizeHint().width(), pressed.text()


SIZES = ((1024, 640), (1366, 768), (1440, 900))


def test_a_day_in_the_contacts_is_read_whole_or_its_column_gives_way(sample: Opened) -> None:
    table = sample.controller.contacts.people.table

    for size in SIZES:
        sample.window.resize(*size)
        settle()
        days = [key for key in table.shown_keys() if key in ("last_contact", "next_due")]

        for place in (place for place, column in enumerate(table.columns) if column.key in days):
            texts = {table.text_at(row, place) for row in range(table.row_count())} | {"30 Nov 2026", "13 days ago"}
            assert max(map(table.fontMetrics().horizontalAdvance, texts)) + 18 <= table.columnWidth(place), size
        assert len(days) == (0 if size[0] == 1024 else 2), size


def test_what_the_contacts_are_sorted_by_is_shown_in_the_narrowest_list(sample: Opened) -> None:
    people = sample.controller.contacts.people
    sample.window.resize(1024, 640)
    settle()

    people.sort(ContactOrder.LAST_CONTACT, descending=True)
    sample.finish()

    assert people.table.shown_keys() == ("name", "last_contact")


def test_an_interview_in_the_list_is_read_whole(sample: Opened) -> None:
    interviews = sample.controller.interviews

    for size in SIZES:
        sample.window.resize(*size)
        sample.trigger("show_interviews")
        settle()

        for leaf in leaves_of(interviews.list):
            row = interviews.list.visualItemRect(leaf)
            room = QRect(0, 0, row.width() - 18, 0)
            needed = interviews.list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, leaf.text(0))
            assert "…" not in leaf.text(0), size
            assert needed.height() <= row.height(), size


def test_today_stays_beside_the_interviews_whichever_question_is_chosen(sample: Opened) -> None:
    sample.window.resize(1024, 640)
    sample.trigger("show_interviews")
    tree = sample.controller.interviews.bank.tree

    for is_planned in (False, True):
        leaf = next(each for each in leaves_of(tree) if each.text(0).startswith("✓") is is_planned)
        tree.setCurrentItem(leaf)
        settle()

        assert sample.window.today_dock.isVisible(), is_planned


def test_a_row_of_buttons_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = WrappedRow()
    buttons = [QPushButton(words) for words in ("Plan interview", "Log", "E-mail")]
    holder.setLayout(row)
    for each in buttons:
        row.addWidget(each)
    widest = max(each.sizeHint().width() for each in buttons)
    holder.resize(row.sizeHint())
    holder.show()
    in_one_line = {each.y() for each in buttons}
    buttons[1].hide()
    without_one = row.sizeHint().width()
    buttons[1].show()

    holder.resize(widest, row.heightForWidth(widest))
    settle()

    assert row.minimumSize().width() == widest
    assert in_one_line == {0}
    assert len({each.y() for each in buttons}) == 3
    assert buttons[-1].geometry().bottom() < holder.height()
    assert without_one < sum(each.sizeHint().width() for each in buttons)


@pytest.mark.parametrize("wide_sample", [1.0, 2.0], indirect=True)
def test_in_a_narrow_window_today_and_the_page_take_turns(wide_sample: Opened) -> None:
    window, dock = wide_sample.window, wide_sample.window.today_dock
    is_large = window.font().pointSizeF() > 15
    window.resize(1024, 640)
    settle()
    given_way = dock.isHidden()

    wide_sample.trigger("go_to_today")
    is_alone = window.tabs.isHidden() and not dock.isHidden()
    if is_large:
        button(window, "Back to the page").click()
        settle()
    has_page = window.tabs.isVisible() and QApplication.focusWidget() in window.tabs.findChildren(QWidget)
    wide_sample.trigger("go_to_today")
    wide_sample.trigger("show_pitches")
    has_pitches = wide_sample.controller.pitches.isVisible() and dock.isHidden()
    window.resize(1600, 900)
    settle()

    assert (given_way, is_alone, has_pitches) == (is_large,) * 3
    assert has_page or not is_large
    assert window.tabs.isVisible()
    assert dock.isVisible()


@pytest.mark.parametrize("wide_sample", [2.0], indirect=True)
def test_a_narrow_window_closed_remembers_today_as_it_was_in_a_wide_one(
    wide_sample: Opened, qapp: QApplication, clock: SetClock, folder: Path
) -> None:
    wide_sample.window.resize(1024, 640)
    settle()
    wide_sample.window.close()

    again = open_window(qapp, folder, clock, is_sample=True)
    dock = again.window.today_dock
    is_narrow = dock.isHidden()
    again.window.resize(1600, 900)
    settle()
    is_back = dock.isVisible()
    dock.hide()
    again.window.resize(1024, 640)
    settle()
    again.window.state()
    stays_away = dock.isHidden()
    again.close_for_good()

    assert (is_narrow, is_back, stays_away) == (True, True, True)


def test_what_the_filters_show_is_in_the_menus_too(sample: Opened) -> None:
    contacts = sample.controller.contacts
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
