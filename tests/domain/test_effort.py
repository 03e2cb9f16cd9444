"""What the effort has led to: weeks, goals, steps and answers add up, whatever the timeline holds."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import many
from insidescoop.domain.acquaintance import Relation, Tie
from insidescoop.domain.effort.counts import Deed, Entry, effort_weeks, goal_progress, requests_among, weekly_goal
from insidescoop.domain.effort.goals import (
    PRESETS,
    Goals,
    Situation,
    first_day_of_week,
    situation_of,
    weeks_until,
)
from insidescoop.domain.effort.introductions import Branch, Led, flattened, introduction_trees, not_reported_back
from insidescoop.domain.effort.standing import (
    LEAST_FOR_MEDIAN,
    Approach,
    Asking,
    Group,
    Step,
    askings,
    group_of,
    median_days,
    replies_by_group,
    share,
    standing,
)
from insidescoop.domain.interactions import Direction, InteractionKind, IntroductionStatus
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.moments import local_zone_of

DAY = date(2026, 11, 23)
DAYS = st.dates(date(2024, 12, 20), date(2028, 1, 10))
STARTS = st.sampled_from([0, 5, 6])
MINE, THEIRS, BOTH = Direction.FROM_ME, Direction.TO_ME, Direction.BOTH


def entry(number: int, kind: InteractionKind, direction: Direction = MINE, *, on: date = DAY, **more: object) -> Entry:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) + timedelta(minutes=number)
    facts = {"people": (1,), "interview_id": None, **more}
    return Entry(number, at, on, kind, direction, **facts)  # type: ignore[arg-type]


@st.composite
def timelines(draw: st.DrawFn) -> list[Entry]:
    """Entries with up to four people of up to three interviews, some with nobody left in them."""
    return [
        entry(
            number,
            draw(st.sampled_from(list(InteractionKind))),
            draw(st.sampled_from(list(Direction))),
            on=DAY - timedelta(days=draw(st.integers(0, 60))),
            people=tuple(draw(st.sets(st.integers(1, 4), max_size=2))),
            interview_id=draw(st.none() | st.integers(1, 3)),
        )
        for number in range(draw(st.integers(0, 14)))
    ]


APPROACHES = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(list(Stage)), st.sets(st.integers(1, 4), min_size=1, max_size=2)),
    unique_by=lambda each: each[0],
    max_size=3,
).map(lambda found: [Approach(number, stage, tuple(people)) for number, stage, people in found])


@given(DAYS, STARTS, st.sampled_from([1, 4, 12, 26, 52]))
def test_weeks_are_seven_days_each_begin_where_they_should_and_end_with_today(
    today: date, starts_on: int, count: int
) -> None:
    weeks = weeks_until(today, count=count, week_starts_on=starts_on)

    assert len(weeks) == count
    assert {first.weekday() for first in weeks} == {starts_on}
    assert {(later - first).days for first, later in pairwise(weeks)} <= {7}
    assert weeks[-1] <= today < weeks[-1] + timedelta(weeks=1)


@given(
    st.integers(0, 3 * 365 * 1440).map(lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]),
    STARTS,
)
def test_every_instant_is_counted_in_one_week_of_the_users_own_calendar(
    instant: datetime, zone: str, starts_on: int
) -> None:
    today = local_zone_of(instant, zone).date()
    weeks = weeks_until(today + timedelta(days=10), count=4, week_starts_on=starts_on)
    note = Entry(1, instant, today, InteractionKind.EMAIL, MINE, (1,))

    counted = effort_weeks([note], weeks)

    assert sum(week.notes.count for week in counted) == 1
    (mine,) = [week for week in counted if week.notes.count]
    midnights = [
        datetime.combine(mine.starts_on + timedelta(days=days), time(), tzinfo=ZoneInfo(zone)) for days in (0, 7)
    ]
    assert midnights[0] <= instant < midnights[1]


@pytest.mark.parametrize(
    ("instant", "first"),
    [
        # The last minute of Sunday and the first of Monday, on the two days New York moves its clocks.
        ("2026-03-09T03:59:00+00:00", date(2026, 3, 2)),
        ("2026-03-09T04:00:00+00:00", date(2026, 3, 9)),
        ("2026-11-02T04:59:00+00:00", date(2026, 10, 26)),
        ("2026-11-02T05:00:00+00:00", date(2026, 11, 2)),
        # The week that holds New Year begins in the old one.
        ("2027-01-01T04:30:00+00:00", date(2026, 12, 28)),
        ("2027-01-04T05:00:00+00:00", date(2027, 1, 4)),
    ],
)
def test_a_week_ends_at_midnight_on_the_users_wall(instant: str, first: date) -> None:
    day = local_zone_of(datetime.fromisoformat(instant), "America/New_York").date()

    assert first_day_of_week(day, week_starts_on=0) == first


@settings(max_examples=many(60))
@given(timelines(), STARTS)
def test_the_columns_of_the_weeks_add_up(entries: list[Entry], starts_on: int) -> None:
    weeks = effort_weeks(entries, weeks_until(DAY, count=12, week_starts_on=starts_on))

    kept = [each for each in entries if each.people]
    for week in weeks:
        assert week.requests.count + week.notes.count <= week.messages.count
        assert set(week.requests.people) | set(week.notes.people) <= set(week.messages.people)
    assert sum(week.messages.count + week.talks.count for week in weeks) <= len(kept)
    assert sum(week.requests.count for week in weeks) <= len(requests_among(kept))


def test_reminders_and_thanks_are_messages_but_neither_requests_nor_notes() -> None:
    entries = [
        entry(1, InteractionKind.EMAIL, interview_id=7),
        entry(2, InteractionKind.EMAIL, interview_id=7),
        entry(3, InteractionKind.THANK_YOU),
        entry(4, InteractionKind.MESSAGE, THEIRS),
        entry(5, InteractionKind.NOTE),
        entry(6, InteractionKind.EMAIL),
        entry(7, InteractionKind.CALL, BOTH),
        entry(8, InteractionKind.INTERVIEW, BOTH, interview_id=7),
    ]

    (week,) = effort_weeks(entries, weeks_until(DAY, count=1, week_starts_on=0))

    assert [week.tally(deed).count for deed in (Deed.REQUEST, Deed.NOTE, Deed.TALK, Deed.MESSAGE)] == [1, 2, 1, 5]


def test_asking_again_after_a_note_closed_it_is_another_request() -> None:
    entries = [
        entry(1, InteractionKind.EMAIL, interview_id=7),
        entry(2, InteractionKind.NOTE, interview_id=7),
        entry(3, InteractionKind.EMAIL, interview_id=7),
    ]

    assert requests_among(entries) == {1, 3}


@pytest.mark.parametrize("situation", list(Situation))
def test_a_preset_is_known_again_whatever_day_the_week_begins_on(situation: Situation) -> None:
    preset = PRESETS[situation]

    assert preset.problems() == ()
    assert situation_of(Goals(preset.requests, preset.notes, preset.talks, preset.talk_weeks, 6)) is situation


@pytest.mark.parametrize("wrong", [{"requests": -1}, {"notes": 100}, {"talk_weeks": 2}, {"week_starts_on": 7}])
def test_goals_out_of_range_are_told(wrong: dict[str, int]) -> None:
    assert [problem.field for problem in Goals(**wrong).problems()] == list(wrong)


def test_a_talk_a_month_is_counted_over_four_weeks_and_no_goal_is_no_line() -> None:
    talk = entry(1, InteractionKind.INTERVIEW, BOTH, on=DAY - timedelta(weeks=2))
    weeks = effort_weeks([talk], weeks_until(DAY, count=4, week_starts_on=0))
    goals = Goals(requests=0, notes=2, talks=1, talk_weeks=4)

    progress = goal_progress(weeks, goals)

    assert [(each.deed, each.done, each.is_met) for each in progress] == [
        (Deed.NOTE, 0, False),
        (Deed.TALK, 1, True),
    ]
    lines = [weekly_goal(deed, goals) for deed in (Deed.REQUEST, Deed.NOTE, Deed.TALK, Deed.MESSAGE)]
    assert lines == [None, 2.0, 0.25, None]


@settings(max_examples=many(60))
@given(APPROACHES, timelines(), st.sets(st.integers(1, 5)), st.sets(st.integers(1, 5)), st.sets(st.integers(1, 5)))
def test_each_step_holds_only_people_of_the_step_it_is_measured_against(
    approaches: list[Approach], entries: list[Entry], named: set[int], givers: set[int], fruitful: set[int]
) -> None:
    found = standing(approaches, entries, named=named, givers=givers, fruitful=fruitful)

    for each in found.steps:
        assert each.reached.count == len(set(each.reached.people)) == len(each.reached.people)
        if each.step.measured_against is not None:
            assert set(each.reached.people) <= set(found.step(each.step.measured_against).people)
            assert each.out_of == found.step(each.step.measured_against).count
    parts = [set(each.people) for each in (found.answered, found.waiting, found.silent)]
    assert set.union(*parts) == set(found.step(Step.REQUESTED).people)
    assert sum(map(len, parts)) == found.step(Step.REQUESTED).count


@settings(max_examples=many(60))
@given(APPROACHES, timelines(), st.dictionaries(st.integers(1, 4), st.sampled_from(list(Group))))
def test_the_groups_add_up_to_all_who_were_asked(
    approaches: list[Approach], entries: list[Entry], groups: dict[int, Group]
) -> None:
    found = standing(approaches, entries, named=(), givers=(), fruitful=())
    asked = askings(approaches, entries)

    by_group = replies_by_group(asked, groups, answered=found.answered.people)

    assert sum(each.asked.count for each in by_group) == found.step(Step.REQUESTED).count
    assert sum(each.answered.count for each in by_group) == found.answered.count
    assert all(set(each.answered.people) <= set(each.asked.people) for each in by_group)


@settings(max_examples=many(60))
@given(APPROACHES, timelines())
def test_nobody_answers_before_they_are_asked_and_nobody_is_waited_for_who_answered(
    approaches: list[Approach], entries: list[Entry]
) -> None:
    for asking in askings(approaches, entries):
        assert not (asking.is_waiting and asking.is_answered)
        assert asking.days_to_answer is None or asking.days_to_answer >= 0


@pytest.mark.parametrize(
    ("stage", "answered", "waiting"),
    [
        (Stage.ASKED, False, True),
        (Stage.NO_ANSWER, False, False),
        (Stage.TO_ASK, False, False),
        (Stage.DECLINED, True, False),
        (Stage.SCHEDULED, True, False),
        (Stage.THANKED, True, False),
    ],
)
def test_no_answer_yet_is_told_from_no_answer(stage: Stage, answered: bool, waiting: bool) -> None:
    (asking,) = askings([Approach(7, stage, (1,))], [entry(1, InteractionKind.EMAIL, interview_id=7)])

    assert (asking.is_answered, asking.is_waiting) == (answered, waiting)


def test_what_was_written_without_a_word_on_who_wrote_is_no_answer() -> None:
    entries = [entry(1, InteractionKind.EMAIL, interview_id=7), entry(2, InteractionKind.EMAIL, BOTH)]

    (asking,) = askings([Approach(7, Stage.ASKED, (1,))], entries)

    assert asking.is_waiting


@pytest.mark.parametrize(("days", "on_time"), [(0, 1), (1, 1), (2, 0)])
def test_a_thank_you_is_on_time_by_the_next_day(days: int, on_time: int) -> None:
    entries = [
        entry(1, InteractionKind.INTERVIEW, BOTH, interview_id=7),
        entry(2, InteractionKind.THANK_YOU, on=DAY + timedelta(days=days)),
    ]

    found = standing([Approach(7, Stage.THANKED, (1,))], entries, named=(), givers=(), fruitful=())

    assert found.step(Step.THANKED).count == on_time


@pytest.mark.parametrize(("days", "out_of"), [(0, 0), (1, 0), (2, 1)])
def test_whoever_can_still_be_thanked_in_time_is_not_counted_as_not_thanked(days: int, out_of: int) -> None:
    asked = entry(0, InteractionKind.EMAIL, interview_id=7)
    talk = entry(1, InteractionKind.INTERVIEW, BOTH, interview_id=7)

    found = standing(
        [Approach(7, Stage.HELD, (1,))], [asked, talk], named=(), givers=(), fruitful=(),
        today=DAY + timedelta(days=days),
    )  # fmt: skip

    (thanked,) = (each for each in found.steps if each.step is Step.THANKED)
    assert (thanked.reached.count, thanked.out_of) == (0, out_of)
    assert found.step(Step.HELD).count == 1


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(3, 9, "3 of 9"), (3, 10, "3 of 10 (30%)"), (0, 10, "0 of 10 (0%)"), (0, 0, "0 of 0")]
)
def test_a_percentage_begins_with_ten_cases(part: int, whole: int, told: str) -> None:
    assert share(part, whole) == told


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_percentage_is_hidden_under_ten_cases_and_never_rounds_somebody_away(one: int, other: int) -> None:
    part, whole = sorted((one, other))

    told = share(part, whole)

    assert ("%" in told) == (whole >= 10)
    assert told.startswith(f"{part} of {whole}")
    if 0 < part < whole:
        assert "(0%)" not in told
        assert "(100%)" not in told


@given(st.lists(st.integers(0, 40), max_size=12))
def test_the_middle_of_the_days_waits_for_a_few_answers(days: list[int]) -> None:
    asked = [Asking(n, DAY, DAY + timedelta(days=each), True, False) for n, each in enumerate(days)]

    middle = median_days(asked)

    assert (middle is None) == (len(days) < LEAST_FOR_MEDIAN)
    if middle is not None:
        assert min(days) <= middle <= max(days)


@pytest.mark.parametrize(
    ("facts", "group"),
    [
        ({"relation": Relation.STRANGER}, Group.COLD),
        ({}, Group.COLD),
        ({"relation": Relation.EVENT}, Group.TIE),
        ({"tie": Tie.WEAK}, Group.TIE),
        ({"met": True}, Group.TIE),
        ({"relation": Relation.REFERRED}, Group.REFERRED),
        ({"is_introduced": True, "tie": Tie.STRONG}, Group.REFERRED),
    ],
)
def test_an_introduction_counts_before_a_tie_and_a_tie_before_nothing(facts: dict[str, object], group: Group) -> None:
    usual = {"is_introduced": False, "relation": None, "tie": None, "met": False}

    assert group_of(**{**usual, **facts}) is group  # type: ignore[arg-type]


LINKS = st.lists(
    st.tuples(st.integers(1, 6), st.none() | st.integers(1, 6), st.sampled_from(list(IntroductionStatus))), max_size=14
).map(
    lambda found: [
        Led(number, giver, to, None if to else "Harbor", status)
        for number, (giver, to, status) in enumerate(found)
        if giver != to
    ]
)


@given(LINKS)
def test_every_introduction_stands_in_the_trees_once_even_where_they_run_in_a_circle(links: list[Led]) -> None:
    lines = flattened(introduction_trees(links))

    assert sorted(branch.by.id for _depth, branch in lines if branch.by) == [link.id for link in links]
    assert all((depth == 0) == (branch.by is None) for depth, branch in lines)


def test_a_chain_longer_than_the_stack_is_deep_is_a_tree() -> None:
    links = [Led(n, n, n + 1, None, IntroductionStatus.MADE) for n in range(1, 3_001)]

    assert len(flattened(introduction_trees(links))) == 3_001


def test_a_tree_begins_with_who_was_introduced_by_nobody() -> None:
    links = [
        Led(1, 2, 3, None, IntroductionStatus.MADE),
        Led(2, 1, 2, None, IntroductionStatus.MET),
        Led(3, 2, None, "Harbor", IntroductionStatus.OFFERED),
    ]

    (tree,) = introduction_trees(links)

    assert tree.contact_id == 1
    (two,) = tree.branches
    assert [(branch.contact_id, branch.place) for branch in two.branches] == [(3, None), (None, "Harbor")]
    assert isinstance(two, Branch)


@given(LINKS, st.sets(st.integers(1, 6)))
def test_only_followed_introductions_are_reported_back_on_and_not_twice(links: list[Led], tried: set[int]) -> None:
    found = not_reported_back(links, tried=tried)

    over = {IntroductionStatus.THANKED, IntroductionStatus.DECLINED}
    followed = {IntroductionStatus.WRITTEN_TO, IntroductionStatus.MET}
    wanted = {link.id for link in links if link.status not in over and (link.status in followed or link.to_id in tried)}
    assert {link.id for link in found} == wanted
