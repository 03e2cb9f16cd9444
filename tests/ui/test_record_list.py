"""A list of records that is filled again: what was chosen stays so, and only the user's ticks are sent."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from insidescoop.ui.widgets.record_list import ListedRecord, RecordList


@pytest.fixture
def records(qtbot: QtBot) -> RecordList:
    shown = RecordList("Letters")
    qtbot.addWidget(shown)
    shown.show_records(ListedRecord(letter, letter.upper(), letter != "c") for letter in "abc")
    return shown


def test_the_first_is_chosen_at_first_and_none_of_none(records: RecordList) -> None:
    first = records.chosen()

    records.show_records(())

    assert (first, records.chosen()) == ("a", None)


@pytest.mark.parametrize(
    ("now", "chosen"), [("cba", "b"), ("ac", "c"), ("a", "a")], ids=["it moved", "it is gone", "it was the last"]
)
def test_the_chosen_one_stays_chosen_or_the_one_in_its_place_is(records: RecordList, now: str, chosen: str) -> None:
    records.choose("b")
    told: list[str | None] = []
    records.record_chosen.connect(told.append)

    records.show_records(ListedRecord(letter, letter) for letter in now)

    assert (records.chosen(), told) == (chosen, [chosen])


def test_only_a_tick_of_the_user_is_sent(records: RecordList, qtbot: QtBot) -> None:
    told: list[tuple[str, bool]] = []
    records.ticked.connect(lambda key, is_ticked: told.append((key, is_ticked)))

    records.show_records(ListedRecord(letter, letter, True) for letter in "abc")
    records.choose("c")
    qtbot.keyClick(records, Qt.Key.Key_Space)

    assert told == [("c", False)]


def test_the_delete_key_asks_for_the_chosen_one(records: RecordList, qtbot: QtBot) -> None:
    records.choose("b")

    with qtbot.waitSignal(records.delete_requested) as asked:
        qtbot.keyClick(records, Qt.Key.Key_Delete)

    assert asked.args == ["b"]
