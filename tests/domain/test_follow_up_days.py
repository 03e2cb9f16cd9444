"""The table of test values for business days (domain section 6), and what holds for all days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.follow_ups.rules import FollowUpRule, Trigger, Unit, due_on
from insidescoop.domain.moments import add_business_days

WEEK = frozenset(range(5))
HOLIDAYS = frozenset({date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)})


@pytest.mark.parametrize(
    ("sent", "three", "seven", "three_without", "seven_without"),
    [
        ("2026-11-19", "2026-11-24", "2026-12-01", "2026-11-24", "2026-11-30"),
        ("2026-11-20", "2026-11-25", "2026-12-02", "2026-11-25", "2026-12-01"),
        ("2026-11-21", "2026-11-27", "2026-12-03", "2026-11-26", "2026-12-02"),
        ("2026-11-23", "2026-11-27", "2026-12-03", "2026-11-26", "2026-12-02"),
        ("2026-12-18", "2026-12-23", "2026-12-30", "2026-12-23", "2026-12-29"),
    ],
)
def test_business_days_fall_as_in_the_table(
    sent: str, three: str, seven: str, three_without: str, seven_without: str
) -> None:
    day = date.fromisoformat(sent)

    assert add_business_days(day, 3, work_days=WEEK, holidays=HOLIDAYS).isoformat() == three
    assert add_business_days(day, 7, work_days=WEEK, holidays=HOLIDAYS).isoformat() == seven
    assert add_business_days(day, 3, work_days=WEEK).isoformat() == three_without
    assert add_business_days(day, 7, work_days=WEEK).isoformat() == seven_without


@pytest.mark.parametrize(
    ("meeting", "prepare"),
    [("2026-11-25", "2026-11-23"), ("2026-11-23", "2026-11-19"), ("2026-11-21", "2026-11-19")],
    ids=["midweek", "over a weekend", "on a Saturday"],
)
def test_preparing_falls_two_working_days_before(meeting: str, prepare: str) -> None:
    rule = FollowUpRule("F05", Trigger.MEETING_SET, -2, Unit.BUSINESS_DAYS, "Prepare")

    assert due_on(rule, date.fromisoformat(meeting), work_days=WEEK).isoformat() == prepare


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-20, 20), st.sets(st.integers(0, 6), min_size=1))
def test_a_due_day_is_always_a_working_day(day: date, count: int, work_days: set[int]) -> None:
    due = add_business_days(day, count, work_days=frozenset(work_days))

    assert due.weekday() in work_days


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 20))
def test_more_days_are_never_earlier(day: date, count: int) -> None:
    sooner = add_business_days(day, count, work_days=WEEK)

    assert add_business_days(day, count + 1, work_days=WEEK) >= sooner + timedelta(days=1)
