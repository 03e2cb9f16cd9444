"""Notices: each once, at the right time, also after the machine slept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.day_summary import kind_word
from insidescoop.domain.notices import BEFORE_A_TALK, Ahead, Notice, notices

ZONE = "America/New_York"
STARTS = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
TALK = Ahead(1, "Dana Okafor", STARTS)


def _told(looks: list[datetime], *, due: int = 0, talks: tuple[Ahead, ...] = (TALK,)) -> list[Notice]:
    told: list[Notice] = []
    for now in looks:
        told += notices(talks, due_today=due, now=now, zone=ZONE, given=frozenset(notice.key for notice in told))
    return told


def test_a_talk_is_told_a_quarter_of_an_hour_before_in_words() -> None:
    (notice,) = _told([STARTS - timedelta(minutes=15)])

    assert (notice.title, notice.text) == ("Dana Okafor at 14:00", "Your talk begins in 15 minutes.")


@given(st.lists(st.integers(-3600, 3600), max_size=40), st.integers(0, 60))
def test_a_talk_is_told_once_however_often_and_irregularly_the_program_looks(seconds: list[int], late_by: int) -> None:
    looks = [STARTS + timedelta(seconds=each) for each in seconds]

    told = _told(looks)

    is_in_time = any(STARTS - BEFORE_A_TALK <= now < STARTS for now in looks)
    assert len(told) == (1 if is_in_time else 0)
    assert _told([STARTS + timedelta(seconds=late_by)]) == []


def test_a_talk_moved_to_another_time_is_told_again() -> None:
    later = Ahead(1, "Dana Okafor", STARTS + timedelta(hours=1))

    told = _told([STARTS - timedelta(minutes=5)]) + _told([later.starts - timedelta(minutes=5)], talks=(later,))

    assert len({notice.key for notice in told}) == 2


@pytest.mark.parametrize(
    ("looks", "days"),
    [
        ([datetime(2026, 11, 23, 13, 59, tzinfo=UTC)], []),
        ([datetime(2026, 11, 23, 14, 0, tzinfo=UTC), datetime(2026, 11, 23, 20, 0, tzinfo=UTC)], ["2026-11-23"]),
        ([datetime(2026, 11, 23, 14, 0, tzinfo=UTC), datetime(2026, 11, 26, 20, 0, tzinfo=UTC)],
         ["2026-11-23", "2026-11-26"]),
        # Nine o'clock is nine o'clock on either side of the change of clocks.
        ([datetime(2027, 3, 14, 12, 59, tzinfo=UTC), datetime(2027, 3, 14, 13, 0, tzinfo=UTC)], ["2027-03-14"]),
        ([datetime(2026, 11, 23, 20, 0, tzinfo=UTC), datetime(2026, 11, 23, 14, 30, tzinfo=UTC)], ["2026-11-23"]),
    ],
    ids=["before nine", "once a day", "after three days of sleep", "on the day of the change", "clock set back"],
)  # fmt: skip
def test_what_falls_due_is_told_once_a_day_from_nine_on(looks: list[datetime], days: list[str]) -> None:
    told = _told(looks, due=2, talks=())

    assert [notice.key.removeprefix("due ") for notice in told] == days
    assert all(notice.text == "2 things are due today." for notice in told)


def test_nothing_due_is_not_told() -> None:
    assert _told([STARTS], due=0, talks=()) == []


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_kind_word_changes_from_day_to_day_and_never_presses(day: date) -> None:
    assert kind_word(day) == kind_word(day)
    assert kind_word(day) != kind_word(day + timedelta(days=1))
    assert "!" not in kind_word(day)
    assert "must" not in kind_word(day)
