"""Days as people type them into a field: what each means, and that nothing ever means another day."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from insidescoop.domain.moments import exact_day
from insidescoop.domain.typed_days import DayOrder, Looking, NoDay, read_day

FRIDAY = date(2026, 11, 27)
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
ORDERS = st.sampled_from(DayOrder)
LOOKINGS = st.sampled_from(Looking)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4 Dec", date(2026, 12, 4)),
        ("4Dec", date(2026, 12, 4)),
        ("Dec 4", date(2026, 12, 4)),
        ("dec. 4th,", date(2026, 12, 4)),
        ("the 4th of December", date(2026, 12, 4)),
        ("by 4 Dec", date(2026, 12, 4)),
        ("4 December 2027", date(2027, 12, 4)),
        ("December 4, 2027", date(2027, 12, 4)),
        ("4-Dec-2026", date(2026, 12, 4)),
        ("4 Dec 26", date(2026, 12, 4)),
        ("4. Dez", None),
        ("26 Nov", date(2027, 11, 26)),
        ("27 Nov", FRIDAY),
        ("29 Feb", date(2028, 2, 29)),
        ("15th", date(2026, 12, 15)),
        ("on the 31st", date(2026, 12, 31)),
        ("Fri", date(2026, 12, 4)),
        ("friday", date(2026, 12, 4)),
        ("Sat", date(2026, 11, 28)),
        ("this Friday", FRIDAY),
        ("next Friday", date(2026, 12, 4)),
        ("next Sat", date(2026, 12, 5)),
        ("last Friday", date(2026, 11, 20)),
        ("TODAY", FRIDAY),
        ("tomorrow", date(2026, 11, 28)),
        ("the day after tomorrow", date(2026, 11, 29)),
        ("yesterday", date(2026, 11, 26)),
        ("+3d", date(2026, 11, 30)),
        ("+ 3", date(2026, 11, 30)),
        ("+2w", date(2026, 12, 11)),
        ("2w", date(2026, 12, 11)),
        ("+1m", date(2026, 12, 27)),
        ("-1w", date(2026, 11, 20)),
        ("in 2 weeks", date(2026, 12, 11)),
        ("in two weeks' time", date(2026, 12, 11)),
        ("in a fortnight", date(2026, 12, 11)),
        ("in a month", date(2026, 12, 27)),
        ("a week from today", date(2026, 12, 4)),
        ("3 days ago", date(2026, 11, 24)),
        ("next week", date(2026, 12, 4)),
        ("last month", date(2026, 10, 27)),
        ("end of the week", FRIDAY),
        ("end of next week", date(2026, 12, 4)),
        ("the end of the month", date(2026, 11, 30)),
        ("end of next month", date(2026, 12, 31)),
        ("end of December", date(2026, 12, 31)),
        ("end of Jan", date(2027, 1, 31)),
        ("2026-12-04", date(2026, 12, 4)),
        ("2026/12/4", date(2026, 12, 4)),
        ("20261204", date(2026, 12, 4)),
        ("Fri 4 Dec 2026", date(2026, 12, 4)),
        ("fri,  4  dec,  2026", date(2026, 12, 4)),
        ("2026-12-04 (Fri)", date(2026, 12, 4)),
        ("  4   Dec ", date(2026, 12, 4)),
    ],
)
def test_what_a_field_for_a_day_to_come_understands(typed: str, meant: date | None) -> None:
    read = read_day(typed, today=FRIDAY)

    assert (read if isinstance(read, date) else None) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4 Dec", date(2025, 12, 4)),
        ("27 Nov", FRIDAY),
        ("26 Nov", date(2026, 11, 26)),
        ("29 Feb", date(2024, 2, 29)),
        ("Fri", date(2026, 11, 20)),
        ("Wed", date(2026, 11, 25)),
        ("this Friday", FRIDAY),
        ("this Monday", date(2026, 11, 23)),
        ("28th", date(2026, 10, 28)),
        ("31st", date(2026, 10, 31)),
        ("3d", date(2026, 11, 24)),
        ("end of September", date(2026, 9, 30)),
        ("12/25", NoDay),
    ],
)
def test_what_a_field_for_a_day_gone_by_understands(typed: str, meant: object) -> None:
    read = read_day(typed, today=FRIDAY, looking=Looking.BACK)

    assert read == meant or (meant is NoDay and isinstance(read, NoDay))


@pytest.mark.parametrize(
    ("typed", "order", "meant"),
    [
        ("12/4", DayOrder.MONTH_FIRST, date(2026, 12, 4)),
        ("12/4", DayOrder.YEAR_FIRST, date(2026, 12, 4)),
        ("12/4", DayOrder.DAY_FIRST, date(2027, 4, 12)),
        ("4.12.", DayOrder.DAY_FIRST, date(2026, 12, 4)),
        ("04.12.2026", DayOrder.DAY_FIRST, date(2026, 12, 4)),
        ("12/4/26", DayOrder.MONTH_FIRST, date(2026, 12, 4)),
        ("26/12/4", DayOrder.YEAR_FIRST, date(2026, 12, 4)),
        ("12/4/2026", DayOrder.MONTH_FIRST, date(2026, 12, 4)),
        ("Fri 12/4", DayOrder.MONTH_FIRST, date(2026, 12, 4)),
        ("1/2/98", DayOrder.DAY_FIRST, date(1998, 2, 1)),
    ],
)
def test_numbers_are_read_in_the_order_of_the_machine(typed: str, order: DayOrder, meant: date) -> None:
    assert read_day(typed, today=FRIDAY, order=order) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31 Feb", "There is no 31 Feb: the month has at most 29 days."),
        ("31 Nov", "There is no 31 Nov: the month has 30 days."),
        ("29 Feb 2027", "There is no 29 Feb 2027: the month has 28 days."),
        ("2026-13-01", "There is no month 13."),
        ("Mon 4 Dec 2026", "4 Dec 2026 is a Friday, not a Monday."),
        ("Thu 4 Dec", "4 Dec 2026 is a Friday, not a Thursday."),
        ("2026-12-04 Sun", "4 Dec 2026 is a Friday, not a Sunday."),
        ("4 Dec 0226", "The year 226 is not between 1900 and 2199."),
        ("12/25", "There is no month 25: this machine writes the day first. Write 25 Dec."),
        ("Dec 2026", "Write the day of the month too, like 4 Dec."),
        ("45th", "No month has this day."),
        ("in 9999 years", "This is too far away to be a day."),
        ("soon", "“soon” is not a day this can read. Write it like 4 Dec, Fri, tomorrow, +3d or 2026-12-04."),
        ("4", "“4” is not a day this can read. Write it like 4 Dec, Fri, tomorrow, +3d or 2026-12-04."),
    ],
)
def test_what_is_no_day_says_why(typed: str, why: str) -> None:
    assert read_day(typed, today=FRIDAY) == NoDay(why)


def test_an_empty_field_means_no_day_and_nothing_is_wrong_with_it() -> None:
    assert read_day("  ", today=FRIDAY) is None


@given(DAYS, DAYS, ORDERS, LOOKINGS)
def test_a_day_as_it_is_shown_is_read_as_itself(day: date, today: date, order: DayOrder, looking: Looking) -> None:
    for shown in (exact_day(day), exact_day(day, with_weekday=False), day.isoformat(), f"{day:%Y%m%d}"):
        assert read_day(shown, today=today, order=order, looking=looking) == day


@given(DAYS, DAYS)
def test_the_same_numbers_are_the_same_day_in_each_order(day: date, today: date) -> None:
    written = {DayOrder.DAY_FIRST: f"{day:%d/%m/%Y}", DayOrder.MONTH_FIRST: f"{day:%m/%d/%Y}"}

    assert {read_day(text, today=today, order=order) for order, text in written.items()} == {day}


@given(DAYS, DAYS, LOOKINGS)
def test_a_day_and_month_alone_are_that_day_and_month_on_the_right_side(
    day: date, today: date, looking: Looking
) -> None:
    read = read_day(exact_day(day, with_weekday=False).rsplit(" ", 1)[0], today=today, looking=looking)

    assert isinstance(read, date)
    assert (read.day, read.month) == (day.day, day.month)
    assert read >= today if looking is Looking.AHEAD else read <= today
    assert abs((read - today).days) <= 366 * 8


@given(DAYS, st.integers(0, 6), DAYS)
def test_a_wrong_weekday_is_never_overruled(day: date, other: int, today: date) -> None:
    assume(other != day.weekday())
    weekday = exact_day(day - timedelta(days=day.weekday() - other)).split()[0]

    read = read_day(f"{weekday} {exact_day(day, with_weekday=False)}", today=today)

    assert isinstance(read, NoDay)


@given(st.text(), st.dates(), ORDERS, LOOKINGS)
def test_anything_typed_is_a_day_or_a_reason(typed: str, today: date, order: DayOrder, looking: Looking) -> None:
    read = read_day(typed, today=today, order=order, looking=looking)

    assert read is None or isinstance(read, date) or read.why
