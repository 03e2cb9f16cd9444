"""What a plan is warned of, and the time of a talk in words."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.interviews.plan_warnings import (
    AskedQuestion,
    WarningKind,
    early_sensitive,
    plan_warnings,
    sensitive_last,
)
from insidescoop.domain.interviews.times import clock_doubt, on_other_clocks
from insidescoop.domain.moments import Moment

PLAIN, SENSITIVE = AskedQuestion("How?"), AskedQuestion("What did it cost you?", is_sensitive=True)
CLOSING = AskedQuestion("Whom else?", None, is_closing=True)


def kinds(*questions: AskedQuestion, question_minutes: int = 13, minutes_before: int = 4) -> list[WarningKind]:
    found = plan_warnings(questions, question_minutes=question_minutes, minutes_before=minutes_before)
    return [warning.kind for warning in found]


@pytest.mark.parametrize(("count", "is_warned"), [(10, False), (11, True)])
def test_thirteen_minutes_hold_ten_questions(count: int, is_warned: bool) -> None:
    assert (kinds(*[PLAIN] * count) == [WarningKind.TOO_MANY]) == is_warned


@pytest.mark.parametrize(
    ("questions", "is_early"),
    [
        ([SENSITIVE, PLAIN], True),
        ([PLAIN, SENSITIVE, PLAIN], True),
        ([PLAIN, PLAIN, SENSITIVE, CLOSING], False),
        ([PLAIN, SENSITIVE], False),
        ([SENSITIVE, CLOSING], True),
    ],
)
def test_a_sensitive_question_is_asked_late(questions: list[AskedQuestion], is_early: bool) -> None:
    assert (WarningKind.SENSITIVE_EARLY in kinds(*questions)) == is_early


def test_open_news_say_what_to_do() -> None:
    (warning,) = plan_warnings(
        [AskedQuestion("I read about {recent_news}. Why?")], question_minutes=13, minutes_before=4
    )

    assert warning.kind is WarningKind.OPEN_FIELD
    assert "“News: the new wing”" in warning.sentence


def test_what_their_web_site_may_tell_is_looked_up_first() -> None:
    assert kinds(AskedQuestion("How many?", is_to_be_looked_up_first=True)) == [WarningKind.WEBSITE_FIRST]


@given(st.lists(st.builds(AskedQuestion, st.just("?"), st.none() | st.integers(1, 9), st.booleans(), st.booleans())))
def test_the_better_order_loses_nothing_and_has_nothing_sensitive_before_others(asked: list[AskedQuestion]) -> None:
    places = sensitive_last([*asked, CLOSING])
    ordered = [[*asked, CLOSING][place] for place in places]

    assert sorted(places) == list(range(len(asked) + 1))
    assert ordered[-1] == CLOSING
    assert early_sensitive(ordered, minutes_before=5) == ()


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.times(),
    st.sampled_from(["America/New_York", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"]),
)
def test_a_time_is_doubted_just_when_the_clock_shows_it_never_or_twice(day: date, at: time, zone: str) -> None:
    moment = Moment.at(day, at.replace(fold=0), zone=zone)
    doubt = clock_doubt(day, at.replace(fold=0), zone=zone)

    other = datetime.combine(day, at.replace(fold=1), tzinfo=moment.local.tzinfo).astimezone(UTC)
    shows = (moment.local.date(), moment.local.time().replace(fold=0)) == (day, at.replace(fold=0))
    assert (doubt is None) == (shows and other == moment.instant)


@pytest.mark.parametrize(
    ("zone", "day", "at", "word"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "passed over, and 03:30 is meant"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "02:30 comes twice"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "passed over, and 02:45 is meant"),
    ],
)
def test_the_nights_when_clocks_change(zone: str, day: date, at: time, word: str) -> None:
    assert word in (clock_doubt(day, at, zone=zone) or "")


def test_both_clocks_are_told_where_they_differ() -> None:
    talk = Moment.at(date(2026, 11, 24), time(14), zone="Europe/Berlin")

    assert on_other_clocks(talk, own_zone="Europe/Paris", their_zone=None) is None
    told = on_other_clocks(talk, own_zone="America/New_York", their_zone=None)
    assert told == "08:00 New York time (EST) for you · 14:00 Berlin time (CET) for them"
