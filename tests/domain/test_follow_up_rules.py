"""Every rule of the table, over all days, days off and zones."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.follow_ups.actions import Lateness, MainAction, lateness, letter_for, main_action
from insidescoop.domain.follow_ups.holidays import known_countries, public_holidays
from insidescoop.domain.follow_ups.rules import (
    PROMISED,
    FollowUpRule,
    Trigger,
    Unit,
    cancelled,
    due_on,
    keep_in_touch_trigger,
    keeps_up_every,
    wanted,
)
from insidescoop.domain.moments import Moment, local_zone_of
from insidescoop.store.seeding import SeedFiles
from insidescoop.system.resources import resource_path

RULES = SeedFiles(resource_path()).rules()
"""The rules that come with the program."""
IDS = [rule.rule_id for rule in RULES]
WEEK = frozenset(range(5))
HOLIDAYS = frozenset({date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)})
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
WORK_DAYS = st.frozensets(st.integers(0, 6), min_size=1)
ZONES = st.sampled_from(
    ["America/New_York", "Europe/Amsterdam", "Pacific/Auckland", "Pacific/Apia", "Asia/Kathmandu", "UTC"]
)


def _of(rule_id: str) -> FollowUpRule:
    return next(rule for rule in RULES if rule.rule_id == rule_id)


def test_the_table_is_whole() -> None:
    assert [f"F{number:02}" for number in range(1, 19)] == IDS
    assert [rule.rule_id for rule in RULES if not rule.is_on] == ["F17"]


@pytest.mark.parametrize(
    ("rule_id", "count", "unit"),
    [
        ("F01", 3, Unit.BUSINESS_DAYS), ("F02", 7, Unit.BUSINESS_DAYS), ("F03", 7, Unit.BUSINESS_DAYS),
        ("F05", -2, Unit.BUSINESS_DAYS), ("F06", -1, Unit.BUSINESS_DAYS), ("F07", 0, Unit.DAYS), ("F08", 1, Unit.DAYS),
        ("F09", 3, Unit.BUSINESS_DAYS), ("F10", 5, Unit.BUSINESS_DAYS), ("F11", 3, Unit.BUSINESS_DAYS),
        ("F12", 7, Unit.DAYS), ("F13", 30, Unit.DAYS), ("F14", 2, Unit.DAYS),
        ("F15", 30, Unit.DAYS), ("F16", 90, Unit.DAYS), ("F17", 180, Unit.DAYS), ("F18", 14, Unit.DAYS),
    ],
)  # fmt: skip
def test_a_rule_waits_as_long_as_the_table_says(rule_id: str, count: int, unit: Unit) -> None:
    assert (_of(rule_id).count, _of(rule_id).unit) == (count, unit)


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
def test_a_request_is_followed_as_in_the_table_with_and_without_days_off(
    sent: str, three: str, seven: str, three_without: str, seven_without: str
) -> None:
    day = date.fromisoformat(sent)

    def due(holidays: frozenset[date]) -> list[str]:
        asked = wanted(
            RULES, Trigger.ASKED, day=day, name="Dana", about="interview 1", work_days=WEEK, holidays=holidays
        )
        return [follow_up.due_on.isoformat() for follow_up in asked]

    assert due(HOLIDAYS) == [three, seven]
    assert due(frozenset()) == [three_without, seven_without]


def _works(day: date, work_days: frozenset[int], holidays: frozenset[date]) -> bool:
    return day.weekday() in work_days and day not in holidays


@pytest.mark.parametrize("rule", RULES, ids=IDS)
@given(day=DAYS, work_days=WORK_DAYS, offsets=st.frozensets(st.integers(-12, 30), max_size=12), is_on=st.booleans())
def test_every_rule_asks_once_on_the_day_it_counts_to(
    rule: FollowUpRule, day: date, work_days: frozenset[int], offsets: frozenset[int], is_on: bool
) -> None:
    holidays = frozenset(day + timedelta(days=offset) for offset in offsets)
    rules = [
        FollowUpRule(each.rule_id, each.trigger, each.count, each.unit, each.what, is_on, each.cancels, each.leads_to)
        if each is rule
        else each
        for each in RULES
    ]

    found = [
        follow_up
        for follow_up in wanted(
            rules, rule.trigger, day=day, name="Dana", about="contact 7", work_days=work_days, holidays=holidays
        )
        if follow_up.rule_id == rule.rule_id
    ]

    assert len(found) == (1 if is_on and not rule.cancels else 0)
    assert (rule.cancels == ()) or (cancelled(rules, rule.trigger) == (frozenset(rule.cancels) if is_on else set()))
    for follow_up in found:
        assert follow_up.reason == f"{rule.rule_id} contact 7"
        assert follow_up.counted_from == day
        assert "{name}" not in follow_up.what
        assert ("Dana" in follow_up.what) != (rule.trigger in PROMISED)
        due = follow_up.due_on
        if rule.unit is Unit.DAYS:
            assert due == day + timedelta(days=rule.count)
            continue
        assert _works(due, work_days, holidays)
        # Counted by hand: the working days passed on the way, a free day of the fact giving way to the next (before a
        # meeting: to the one before).
        first, last = min(day, due), max(day, due)
        between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        worked = sum(_works(each, work_days, holidays) for each in between)
        starts_free = not _works(day, work_days, holidays)
        assert worked == abs(rule.count) + (0 if starts_free and rule.count < 0 else 1)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
@given(day=DAYS, clock=st.times(), zone=ZONES)
def test_every_rule_counts_from_the_users_own_calendar_day(
    rule: FollowUpRule, day: date, clock: time, zone: str
) -> None:
    moment = Moment.at(day, clock, zone=zone)
    seen = local_zone_of(moment.instant, zone).date()

    # A clock time that the day does not have counts as after the change; only where a whole day was left out (Samoa,
    # 30 December 2011) is that another day.
    assert seen == day or (zone == "Pacific/Apia" and seen - day == timedelta(days=1))
    assert due_on(rule, seen, work_days=frozenset(range(7))) == seen + timedelta(days=rule.count)


@given(count=st.integers(1, 3650), is_on=st.booleans(), day=DAYS)
def test_a_persons_own_rhythm_goes_before_the_rule(count: int, is_on: bool, day: date) -> None:
    for closeness in (Closeness.ACTIVE, Closeness.WARM, Closeness.WIDE):
        trigger = keep_in_touch_trigger(closeness)
        rule = next(rule for rule in RULES if rule.trigger is trigger)
        own = keeps_up_every(FollowUpRule(rule.rule_id, rule.trigger, rule.count, rule.unit, rule.what, is_on), count)

        assert own.is_on
        assert due_on(own, day, work_days=WEEK) == day + timedelta(days=count)
        assert keeps_up_every(rule, None) is rule


@given(hours=st.floats(0, 24 * 30), days_late=st.integers(0, 40))
def test_a_thank_you_turns_amber_after_a_day_red_after_three_and_is_never_too_late(
    hours: float, days_late: int
) -> None:
    held = datetime(2026, 11, 23, 15, tzinfo=UTC)
    now = held + timedelta(hours=hours)
    due = date(2026, 11, 24)

    by_clock = lateness("F08", due, today=now.date(), held=held, now=now)
    by_day = lateness("F08", due, today=due + timedelta(days=days_late), held=None, now=now)
    other = lateness("F02", due, today=due + timedelta(days=days_late), held=None, now=now)

    assert by_clock is (Lateness.VERY_LATE if hours > 72 else Lateness.LATE if hours > 24 else Lateness.IN_TIME)
    assert by_day is (Lateness.VERY_LATE if days_late > 2 else Lateness.LATE if days_late else Lateness.IN_TIME)
    assert other is (Lateness.LATE if days_late else Lateness.IN_TIME)
    assert "too late" not in {word.value for word in Lateness}


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.cancels], ids=lambda rule: rule.rule_id)
def test_every_rule_has_one_main_action_with_a_talk_and_without(rule: FollowUpRule) -> None:
    for has_interview in (True, False):
        action = main_action(rule.rule_id, has_interview=has_interview)

        assert action is not MainAction.WRITE or letter_for(rule.rule_id) is not None
        assert action is not MainAction.WRAP_UP or has_interview


def test_public_holidays_are_those_of_the_chosen_country_and_years() -> None:
    days = public_holidays("US", None, (2026, 2027))

    assert {date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)} <= {draft.day for draft in days}
    assert {draft.day.year for draft in days} == {2026, 2027}
    assert {draft.source for draft in days} == {"US"}
    assert public_holidays("XX", None, (2026,)) == public_holidays("US", "XX", (2026,)) == ()
    assert "NY" in next(country.parts for country in known_countries() if country.code == "US")
