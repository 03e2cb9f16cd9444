"""The contacts are seen before the store is open, and do not move when the page takes their place."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from builders import SetClock
from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.domain.problems import Problem
from insidescoop.start import open_store
from insidescoop.store.first_look import first_rows
from insidescoop.ui.contacts.first_look import FirstLook
from insidescoop.ui.main_window import Tab
from insidescoop.ui.widgets.record_table import RecordTable
from windows import Opened, ToldProblems, open_window

Starting = Callable[[], Opened]
Leaving = Callable[[Opened], object]


@pytest.fixture
def leave(qapp: QApplication, folder: Path, sample_folder: Path, clock: SetClock) -> Callable[[Leaving], None]:
    """Opens a window that fits the screen of the tests, does something in it, and closes it."""

    def opened_and_closed(do: Leaving) -> None:
        copytree(sample_folder, folder)
        opened = open_window(qapp, folder, clock)
        opened.window.today_dock.hide()
        opened.window.resize(780, 700)
        opened.finish()
        do(opened)
        opened.finish()
        opened.close_for_good()

    return opened_and_closed


@pytest.fixture
def starting(qapp: QApplication, folder: Path, clock: SetClock) -> Iterator[Starting]:
    """Starts the window as far as its frame."""
    stood: list[Opened] = []

    def start() -> Opened:
        opened = Opened(
            qapp,
            folder,
            open_store=lambda _key: open_store(folder, clock=clock, is_sample=False),
            first_rows=lambda person: first_rows(folder, person),
            clock=clock,
            is_sample=False,
            messages=ToldProblems(),
        )
        opened.backs_up = False
        opened.window.show()
        QApplication.processEvents()
        stood.append(opened)
        return opened

    yield start
    for opened in stood:
        opened.close_for_good()


def _sight(opened: Opened, table: RecordTable) -> tuple[QRect, list[str], int, int]:
    """Where a table stands in its window, what it says, what is current, and how far it is scrolled."""
    shown = [
        table.text_at(place, column)
        for place in range(table.row_count())
        for column in range(len(table.columns))
        if not table.isColumnHidden(column)
    ]
    corner = table.mapTo(opened.window, QPoint())
    return QRect(corner, table.size()), shown, table.currentIndex().row(), table.verticalScrollBar().value()


@pytest.mark.parametrize("person", [1, 17, 25])
def test_the_rows_stand_where_the_page_has_them(
    leave: Callable[[Leaving], None], starting: Starting, person: int
) -> None:
    leave(lambda opened: opened.controller.contacts.go_to(person))
    again = starting()

    is_shown = again.show_first_look()
    QApplication.processEvents()
    look = again.window.findChild(FirstLook)
    first = _sight(again, look.table)
    again.furnish()
    again.runner.looking.stop()
    again.finish()

    assert is_shown
    assert first == _sight(again, again.controller.contacts.people.table)
    assert not any(left.isVisible() for left in again.window.findChildren(FirstLook))


def _sorted_by_organization(opened: Opened) -> None:
    opened.controller.contacts.people.sort(ContactOrder.ORGANIZATION, descending=False)


@pytest.mark.parametrize(
    "change",
    [_sorted_by_organization, lambda opened: opened.window.show_tab(Tab.PITCHES)],
    ids=["another order", "another tab"],
)
def test_what_would_look_otherwise_waits_for_the_page(
    leave: Callable[[Leaving], None], starting: Starting, change: Leaving
) -> None:
    leave(change)

    assert not starting().show_first_look()


def test_in_a_window_of_another_size_it_waits_too(leave: Callable[[Leaving], None], starting: Starting) -> None:
    leave(lambda opened: opened.controller.contacts.go_to(1))
    again = starting()
    again.window.resize(again.window.width() - 40, again.window.height())
    QApplication.processEvents()

    assert not again.show_first_look()


def test_a_store_that_cannot_be_opened_leaves_no_contacts_in_sight(
    leave: Callable[[Leaving], None], starting: Starting, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(lambda opened: opened.controller.contacts.go_to(1))
    again = starting()

    def refuse(_key: object) -> None:
        raise Problem("No.", your_data="None.", next_step="Stop.")

    monkeypatch.setattr(again, "_open_store", refuse)
    monkeypatch.setattr(again, "_show_ways_out", lambda _problem: None)
    again.load_in_stages()
    seen_first = again.window.findChild(FirstLook) is not None
    for _turn in range(6):
        QApplication.processEvents()

    assert seen_first
    assert not any(left.isVisible() for left in again.window.findChildren(FirstLook))
