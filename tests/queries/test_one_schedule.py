"""The list of follow-ups, the prep sheet and letters name the same day for the same thing."""

from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders import MONDAY, ZONE, SetClock, add_contact, at, open_test_store
from examples import many
from insidescoop.commands.follow_up_rules import ChangeFollowUpRule, KeepHoliday
from insidescoop.commands.interactions import LogInteraction
from insidescoop.commands.interviews import EditInterview, MoveToStage, PlanInterview
from insidescoop.commands.profile import EditProfile
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.domain.follow_ups.rules import FollowUpRule, Trigger, Unit
from insidescoop.domain.follow_ups.schedule import FollowUpSchedule
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.letters.days import letter_day
from insidescoop.domain.profile import ProfileDraft
from insidescoop.queries.follow_up_rules import recounted
from insidescoop.queries.letter_fields import letter_start
from insidescoop.queries.prep_sheet import prep_sheet
from insidescoop.store.store import Store
from kept_follow_ups import rows

WEEK = frozenset(range(5))


def open_rules(store: Store) -> dict[str | None, date]:
    return {row.rule: row.due_on for row in rows(store) if row.settled_on is None}


@settings(max_examples=many(16), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cadence=st.none() | st.integers(1, 400),
    closeness=st.sampled_from(list(Closeness)),
    off=st.sets(st.integers(0, 30), max_size=8),
    work_days=st.sampled_from([(0, 1, 2, 3, 4), (0, 2), (1, 2, 3, 4, 5, 6)]),
)
@example(cadence=7, closeness=Closeness.WARM, off={3, 4, 7, 8, 9, 10, 11}, work_days=(0, 1, 2, 3, 4))
def test_sheet_letter_and_list_name_the_same_days(
    cadence: int | None, closeness: Closeness, off: set[int], work_days: tuple[int, ...]
) -> None:
    clock = SetClock()
    with TemporaryDirectory() as folder:
        store = open_test_store(Path(folder), clock)
        store.do(EditProfile(ProfileDraft(work_days=work_days)))
        for day in off:
            store.do(KeepHoliday(HolidayDraft(MONDAY + timedelta(days=day), "Off")))
        contact_id = add_contact(store, closeness=closeness, cadence_days=cadence)
        interview_id = store.do(PlanInterview(InterviewDraft((contact_id,)))).result
        with store.reading() as session:
            start = letter_start(session, contact_id, interview_id, now=clock.now(), zone=ZONE)
        store.do(MoveToStage(interview_id, Stage.ASKED))
        asked = open_rules(store)
        clock.pass_days(2)
        store.do(EditInterview(interview_id, InterviewDraft((contact_id,), starts=at(MONDAY + timedelta(days=2)))))
        with store.reading() as session:
            sheet = prep_sheet(session, interview_id, zone=ZONE)
        clock.pass_days(1)
        store.do(MoveToStage(interview_id, Stage.HELD))
        held = open_rules(store)
        store.close()

    assert start is not None
    assert start.values["nudge_date"] == letter_day(asked["F02"], today=MONDAY)
    assert sheet is not None
    after = {task.what: task.due_on for task in sheet.after}
    keeping = next((day for rule, day in held.items() if rule in ("F15", "F16", "F17")), None)
    assert after.get("Be in touch again") == keeping
    assert after["Thank Dana"] == held["F08"]
    assert after["Note what Dana said"] == held["F07"]


def test_a_letter_promises_no_day_off(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store)
    for day in (26, 27):
        store.do(KeepHoliday(HolidayDraft(date(2026, 11, day), "Thanksgiving")))

    with store.reading() as session:
        start = letter_start(session, contact_id, None, now=clock.now(), zone=ZONE)

    assert start is not None
    assert start.values["nudge_date"] == "Friday 4 December"


def test_the_sheet_keeps_to_the_person_s_own_rhythm(store: Store) -> None:
    contact_id = add_contact(store, cadence_days=30)
    interview_id = store.do(PlanInterview(InterviewDraft((contact_id,), starts=at(MONDAY)))).result

    with store.reading() as session:
        sheet = prep_sheet(session, interview_id, zone=ZONE)

    assert sheet is not None
    assert sheet.after[-1].due_on == MONDAY + timedelta(days=30)


@pytest.mark.parametrize("days", [0, 1, 2, 3, 10])
def test_nothing_is_late_as_soon_as_an_interview_is_planned(store: Store, days: int) -> None:
    contact_id = add_contact(store)
    starts = at(MONDAY + timedelta(days=days))

    store.do(PlanInterview(InterviewDraft((contact_id,), starts=starts)))

    rules = open_rules(store)
    assert set(rules) == {"F05", "F06"}
    assert all(MONDAY <= day <= starts.local.date() for day in rules.values())
    with store.reading() as session:
        assert recounted(session) == ()


@pytest.mark.parametrize(
    ("interview_on", "off", "confirm"),
    [
        (date(2026, 12, 3), (), date(2026, 12, 2)),
        (date(2026, 11, 30), (), date(2026, 11, 27)),
        (date(2026, 11, 27), (date(2026, 11, 26),), date(2026, 11, 25)),
        (date(2026, 11, 30), (date(2026, 11, 26), date(2026, 11, 27)), date(2026, 11, 27)),
        (date(2027, 1, 4), tuple(date(2026, 12, day) for day in range(21, 32)), date(2027, 1, 1)),
    ],
    ids=["midweek", "past a weekend", "past a day off", "past both, three days at most", "past a long break"],
)
def test_a_confirmation_is_due_one_working_day_before_and_never_four_days(
    store: Store, interview_on: date, off: tuple[date, ...], confirm: date
) -> None:
    for day in off:
        store.do(KeepHoliday(HolidayDraft(day, "Off")))

    store.do(PlanInterview(InterviewDraft((add_contact(store),), starts=at(interview_on))))

    assert open_rules(store)["F06"] == confirm


def test_a_confirmation_as_long_before_as_the_user_chose_stays_that_long(store: Store) -> None:
    store.do(ChangeFollowUpRule("F06", count=-5, unit=Unit.DAYS))

    store.do(PlanInterview(InterviewDraft((add_contact(store),), starts=at(date(2026, 12, 3)))))

    assert open_rules(store)["F06"] == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("closeness", "cadence", "expected"),
    [
        (Closeness.NOT_YET, None, None),
        (Closeness.NOT_YET, 30, 30),
        (Closeness.WIDE, None, None),
        (Closeness.WIDE, 9, 9),
    ],
)
def test_nobody_is_kept_in_touch_with_unasked(closeness: Closeness, cadence: int | None, expected: int | None) -> None:
    rules = (FollowUpRule("F17", Trigger.KEEP_WIDE, 180, Unit.DAYS, "Write", is_on=False),)
    schedule = FollowUpSchedule(rules, WEEK, frozenset())

    rule = schedule.keep_in_touch(closeness, cadence)

    assert (None if rule is None else rule.count) == expected


def test_the_sheet_says_what_was_said_last_and_takes_no_note_for_a_contact(store: Store) -> None:
    contact_id = add_contact(store)
    call = InteractionDraft(
        (contact_id,),
        InteractionKind.CALL,
        at(MONDAY, time(8)),
        summary="How her team hires",
        notes="Two catalogers retire in May.\n-> send the article by Fri\n- She reads résumés herself.",
    )
    store.do(LogInteraction(call))
    store.do(LogInteraction(InteractionDraft((contact_id,), InteractionKind.NOTE, at(MONDAY, time(9)), summary="Hm")))
    plan = InterviewDraft((contact_id,), starts=at(MONDAY), research_notes="I know her from ALA")
    interview_id = store.do(PlanInterview(plan)).result

    with store.reading() as session:
        sheet = prep_sheet(session, interview_id, zone=ZONE)

    assert sheet is not None
    assert sheet.person_points == (
        "Last contact 23 Nov 2026: How her team hires",
        "I know her from ALA",
        "Two catalogers retire in May.",
        "She reads résumés herself.",
    )
