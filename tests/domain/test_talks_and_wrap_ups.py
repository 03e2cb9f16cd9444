"""The clock of a talk counts instants, and a wrap-up is kept as text without losing anything."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import OutcomeKind
from insidescoop.domain.interviews.interviews import LONGEST_MINUTES, SHORTEST_MINUTES, time_plan
from insidescoop.domain.interviews.meeting import clock_of, minutes_talked, phases_of
from insidescoop.domain.interviews.wrap_ups import (
    Again,
    NameGiven,
    OpenQuestion,
    Promise,
    PromiseBy,
    WrapUpDraft,
    draft_from_text,
    draft_text,
    with_found,
)
from insidescoop.domain.meeting_notes import noted_lines

MINUTES = st.integers(SHORTEST_MINUTES, LONGEST_MINUTES)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
PASSED = st.integers(-3_600, 40_000)


@given(MINUTES, INSTANTS, PASSED)
def test_what_has_passed_and_what_is_left_make_the_talk(minutes: int, began: datetime, seconds: int) -> None:
    clock = clock_of(minutes, began=began, now=began + timedelta(seconds=seconds))

    assert clock.elapsed_seconds == max(seconds, 0)
    assert clock.elapsed_seconds + clock.left_seconds == minutes * 60
    assert clock.is_over == (seconds > minutes * 60)
    assert ("over time" in clock.left or "time is up" in clock.left) == clock.is_over


@given(MINUTES, INSTANTS)
def test_the_phases_fill_the_talk_without_gaps(minutes: int, began: datetime) -> None:
    phases = phases_of(minutes, began=began)

    assert phases[0].begins == began
    assert phases[-1].ends == began + timedelta(minutes=minutes)
    assert all(one.ends == other.begins for one, other in pairwise(phases))


@pytest.mark.parametrize(
    ("day", "zone"),
    [
        (date(2026, 3, 8), "America/New_York"),
        (date(2026, 11, 1), "America/New_York"),
        (date(2026, 3, 29), "Europe/Berlin"),
    ],
)
def test_a_change_of_the_wall_clock_in_a_talk_moves_nothing(day: date, zone: str) -> None:
    began = datetime(day.year, day.month, day.day, 0, 50, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    clock = clock_of(60, began=began, now=began + timedelta(minutes=45))

    assert (clock.elapsed, clock.left) == ("45:00", "15 minutes left")


@pytest.mark.parametrize(
    ("took", "minutes"), [(timedelta(minutes=22, seconds=20), 22), (timedelta(seconds=5), 1), (timedelta(-1), 20)]
)
def test_the_minutes_a_talk_took(took: timedelta, minutes: int) -> None:
    began = datetime(2026, 11, 23, 14, tzinfo=UTC)

    assert minutes_talked(20, began=began, ended=began + took) == minutes
    assert minutes_talked(20, began=None, ended=began) == 20


TEXT = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.none() | st.dates()
RATING = st.none() | st.integers(1, 5)
DRAFTS = st.builds(
    WrapUpDraft,
    learned=TEXT,
    surprised=TEXT,
    fits=TEXT,
    still_to_know=TEXT,
    sources=TEXT,
    outcomes=st.dictionaries(st.sampled_from(OutcomeKind), TEXT, max_size=3),
    names=st.lists(
        st.builds(NameGiven, TEXT, st.none() | st.integers(1), st.none() | st.booleans(), TEXT, TEXT, st.booleans()),
        max_size=2,
    ).map(tuple),
    promises=st.lists(
        st.builds(Promise, st.sampled_from(PromiseBy), TEXT, DAYS, TEXT, st.booleans(), st.booleans()), max_size=2
    ).map(tuple),
    questions=st.lists(st.builds(OpenQuestion, TEXT, TEXT, st.booleans()), max_size=2).map(tuple),
    rapport=RATING,
    energy=RATING,
    fit_rating=RATING,
    talk_again=st.none() | st.sampled_from(Again),
    closeness=st.none() | st.sampled_from(Closeness),
)


@given(DRAFTS)
def test_a_wrap_up_comes_back_from_its_text_as_it_was(draft: WrapUpDraft) -> None:
    assert draft_from_text(draft_text(draft)) == draft


@given(DRAFTS, st.lists(st.sampled_from(["-> a by Fri", "<- b", "@Priya", "? who", "plain"]), max_size=6))
def test_looking_at_the_same_notes_again_adds_nothing(draft: WrapUpDraft, notes: list[str]) -> None:
    lines = noted_lines("\n".join(notes), day=date(2026, 11, 24))

    once = with_found(draft, lines)

    assert with_found(once, lines) == once
    assert once.promises[: len(draft.promises)] == draft.promises
    assert once.names[: len(draft.names)] == draft.names


def test_nothing_is_an_empty_wrap_up() -> None:
    assert draft_from_text(None) == WrapUpDraft()


def test_an_open_question_that_is_written_already_is_not_written_twice() -> None:
    draft = WrapUpDraft(still_to_know="Who pays", questions=(OpenQuestion("who pays"), OpenQuestion("who decides")))

    assert draft.all_still_to_know == "Who pays\nwho decides"
    assert replace(draft, questions=()).all_still_to_know == "Who pays"


@pytest.mark.parametrize(("seconds", "minutes"), [(15, 1), (30, 1), (60, 1), (61, 2), (120, 2), (6000, 14)])
def test_a_chosen_pitch_takes_its_own_minutes_rounded_up_once(seconds: int, minutes: int) -> None:
    plan = time_plan(20, pitch_seconds=seconds)

    assert plan.pitch == minutes
    assert plan.questions == 15 - minutes
    phases = phases_of(20, began=datetime(2026, 11, 24, 19, 0, tzinfo=UTC), pitch_seconds=seconds)
    assert [phase.minutes for phase in phases] == [2, minutes, 15 - minutes, 2, 1]


@given(st.integers(5, 240), st.none() | st.integers(1, 10_000))
def test_the_plan_adds_up_and_leaves_a_minute_for_questions(minutes: int, seconds: int | None) -> None:
    plan = time_plan(minutes, pitch_seconds=seconds)

    shares = (plan.opening, plan.pitch, plan.questions, plan.closing, plan.thanks)
    assert sum(shares) == minutes
    assert min(shares) >= 1
