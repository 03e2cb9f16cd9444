"""Each rule at work in a store: what pulls it, what settles it, and what a user can change about it."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from builders import MONDAY, SetClock, a_contact, add_contact, add_interview, at, open_test_store
from insidescoop.commands.contacts import EditContact
from insidescoop.commands.follow_up_doing import DoFollowUp, LogAndDoFollowUp
from insidescoop.commands.follow_up_rules import (
    ChangeFollowUpRule,
    KeepHoliday,
    ResetFollowUpRules,
)
from insidescoop.commands.follow_ups import SettleFollowUp, TakeBackFollowUp
from insidescoop.commands.interactions import LogInteraction, RecordOutcome
from insidescoop.commands.interviews import EditInterview, MoveToStage
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.positions import AcceptPosition
from insidescoop.commands.talks import StartTalk
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.domain.follow_ups.rules import Settled, Unit
from insidescoop.domain.interactions import (
    Direction,
    InteractionDraft,
    InteractionKind,
    IntroductionDraft,
    IntroductionStatus,
    OutcomeDraft,
    OutcomeKind,
)
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.moments import Moment
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.who_helped import others_there, who_helped
from insidescoop.store.store import Store
from kept_follow_ups import asked, open_days, open_ids, rows, the

THANKSGIVING = date(2026, 11, 26)


def stage(store: Store, interview_id: int) -> Stage:
    with store.reading() as session:
        page = interview_page(session, interview_id)
        assert page is not None
        return page.stage


def how_settled(store: Store, rule: str) -> Settled | None:
    return next(row.settled_how for row in rows(store) if row.rule == rule)


# F01 to F04


@pytest.mark.parametrize("came", ["a time", "an answer", "the talk itself"])
def test_what_a_request_waited_for_is_not_said_to_be_done_when_it_comes(store: Store, came: str) -> None:
    contact_id = add_contact(store)
    interview_id = asked(store, contact_id)

    if came == "a time":
        store.do(EditInterview(interview_id, InterviewDraft((contact_id,), starts=at(MONDAY + timedelta(days=3)))))
    elif came == "an answer":
        answer = InteractionDraft((contact_id,), InteractionKind.EMAIL, at(MONDAY), Direction.TO_ME)
        store.do(LogInteraction(answer))
    else:
        store.do(StartTalk(interview_id))

    assert {how_settled(store, "F01"), how_settled(store, "F02")} == {Settled.DROPPED}


def test_only_what_was_done_is_said_to_be_done_after_a_talk(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store), starts=at(MONDAY, time(8)))
    store.do(MoveToStage(interview_id, Stage.HELD))

    store.do(MoveToStage(interview_id, Stage.THANKED))

    assert [how_settled(store, rule) for rule in ("F05", "F06", "F07", "F08")] == [
        *[Settled.DROPPED] * 3,
        Settled.DONE,
    ]


def test_a_reminder_sent_waits_seven_working_days_and_closes_the_request(store: Store, clock: SetClock) -> None:
    interview_id = asked(store, add_contact(store))
    clock.pass_days(9)

    store.do(DoFollowUp(the(store, "F02").id))
    closing = the(store, "F03")
    store.do(DoFollowUp(closing.id))

    assert closing.due_on == date(2026, 12, 11)
    assert stage(store, interview_id) is Stage.NO_ANSWER
    assert open_ids(store) <= {"F16"}


def test_taking_a_reminder_back_takes_what_it_led_to_with_it(store: Store) -> None:
    asked(store, add_contact(store))
    store.do(SettleFollowUp(the(store, "F02").id))
    led_to = open_ids(store)

    store.do(TakeBackFollowUp(the(store, "F02").id))

    assert "F03" in led_to
    assert open_ids(store) >= {"F01", "F02"}
    assert "F03" not in open_ids(store)


@pytest.mark.parametrize(
    ("kind", "direction", "is_answered"),
    [
        (InteractionKind.EMAIL, Direction.TO_ME, True),
        (InteractionKind.CALL, Direction.BOTH, True),
        (InteractionKind.EMAIL, Direction.FROM_ME, False),
        (InteractionKind.EMAIL, Direction.BOTH, False),
        (InteractionKind.NOTE, Direction.TO_ME, False),
    ],
)
def test_only_an_answer_ends_the_waiting(
    store: Store, kind: InteractionKind, direction: Direction, is_answered: bool
) -> None:
    contact_id = add_contact(store)
    asked(store, contact_id)

    store.do(LogInteraction(InteractionDraft((contact_id,), kind, at(MONDAY, time(8)), direction)))

    assert ({"F01", "F02"} <= open_ids(store)) is not is_answered


def test_somebody_who_helps_leaves_the_others_there_in_peace(store: Store) -> None:
    dana = add_contact(store, organization="Harbor")
    bo = add_contact(store, "Bo", "Berg", organization="Harbor")
    far = add_contact(store, "Cy", "Lee", organization="Elsewhere")
    for contact_id in (dana, bo, far):
        asked(store, contact_id)

    meeting = add_interview(store, dana, starts=at(MONDAY + timedelta(days=10)))

    left = {contact for rule, contact in open_days(store) if rule in ("F01", "F02")}
    assert left == {far}
    assert stage(store, meeting) is Stage.SCHEDULED
    assert the(store, "F02").contact_id == far


def test_an_active_helper_found_cancels_too_and_the_rule_can_be_off(store: Store) -> None:
    dana = add_contact(store, organization="Harbor")
    bo = add_contact(store, "Bo", "Berg", organization="Harbor")
    asked(store, bo)
    store.do(ChangeFollowUpRule("F04", is_on=False, count=0, unit=Unit.DAYS))
    helper = a_contact(organization="Harbor", closeness=Closeness.ACTIVE)
    store.do(EditContact(dana, helper))
    while_off = open_ids(store)
    store.do(EditContact(dana, a_contact(organization="Harbor")))
    store.do(ResetFollowUpRules("F04"))

    store.do(EditContact(dana, helper))

    assert {"F01", "F02"} <= while_off
    assert not {"F01", "F02"} & open_ids(store)
    assert {row.settled_how for row in rows(store) if row.rule in ("F01", "F02")} == {Settled.DROPPED}


def test_others_to_write_to_are_neither_asked_nor_resting_nor_to_be_left_alone(store: Store, clock: SetClock) -> None:
    people = {
        name: add_contact(store, name, "Okafor", organization="Harbor", do_not_contact=name == "Left")
        for name in ("First", "Asked", "Left", "Quiet", "Free")
    }
    add_contact(store, "Other", "Place", organization="Elsewhere")
    requests = {name: asked(store, people[name]) for name in ("First", "Asked", "Quiet")}
    store.do(MoveToStage(requests["Quiet"], Stage.NO_ANSWER))

    def candidates() -> list[str]:
        with store.reading() as session:
            return [each.name for each in others_there(session, people["First"], now=clock.now())]

    soon = candidates()
    clock.pass_days(181)
    later = candidates()

    assert soon == ["Free Okafor"]
    assert later == ["Free Okafor", "Quiet Okafor"]


# F05 to F08


def test_a_thank_you_logged_from_its_entry_moves_the_talk_on_and_is_logged_once(store: Store) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id, starts=at(MONDAY, time(8)))
    store.do(MoveToStage(interview_id, Stage.HELD))
    draft = InteractionDraft((contact_id,), InteractionKind.THANK_YOU, at(MONDAY, time(8, 45)))

    store.do(LogAndDoFollowUp(the(store, "F08").id, draft))
    thanked = stage(store, interview_id)
    store.undo()

    assert thanked is Stage.THANKED
    assert stage(store, interview_id) is Stage.HELD
    assert {"F07", "F08"} <= open_ids(store)


def test_what_is_logged_as_written_is_no_answer(store: Store) -> None:
    contact_id = add_contact(store)
    asked(store, contact_id)
    draft = InteractionDraft((contact_id,), InteractionKind.EMAIL, at(MONDAY, time(8, 45)))

    store.do(LogAndDoFollowUp(the(store, "F02").id, draft))

    assert {"F01", "F03"} <= open_ids(store)
    assert "F02" not in open_ids(store)


def test_days_off_move_what_counts_in_working_days(store: Store) -> None:
    store.do(KeepHoliday(HolidayDraft(THANKSGIVING, "Thanksgiving")))

    asked(store, add_contact(store))

    days = {rule: day for (rule, _contact), day in open_days(store).items()}
    assert (days["F01"], days["F02"]) == (date(2026, 11, 27), date(2026, 12, 3))


@pytest.mark.parametrize(
    ("now", "zone", "held_on"),
    [
        (datetime(2027, 1, 1, 4, 30, tzinfo=UTC), "America/New_York", date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Europe/Amsterdam", date(2027, 1, 1)),
        (datetime(2026, 3, 8, 7, 0, tzinfo=UTC), "America/New_York", date(2026, 3, 8)),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "America/New_York", date(2026, 11, 1)),
        (datetime(2026, 11, 1, 3, 59, tzinfo=UTC), "America/New_York", date(2026, 10, 31)),
        (datetime(2026, 9, 26, 14, 0, tzinfo=UTC), "Pacific/Auckland", date(2026, 9, 27)),
    ],
    ids=["year's end west", "year's end east", "spring gap", "autumn hour", "eve of the change", "spring in the south"],
)
def test_the_day_of_a_fact_is_the_users_own(folder: Path, now: datetime, zone: str, held_on: date) -> None:
    store = open_test_store(folder, SetClock(now, zone))
    interview_id = add_interview(store, add_contact(store), starts=Moment(now, zone))

    store.do(MoveToStage(interview_id, Stage.HELD))
    days = {rule: day for (rule, _contact), day in open_days(store).items()}
    store.close()

    assert (days["F07"], days["F08"]) == (held_on, held_on + timedelta(days=1))


# F12, F13, F18


def test_the_introducer_is_told_once_and_not_of_an_introduction_declined(store: Store) -> None:
    ito, levi = add_contact(store, "Aiko", "Ito"), add_contact(store, "Rafael", "Levi")
    dana = add_contact(store)
    store.do(RecordIntroduction(IntroductionDraft(ito, dana)))
    store.do(RecordIntroduction(IntroductionDraft(levi, dana, status=IntroductionStatus.DECLINED)))

    asked(store, dana)
    interview_id = add_interview(store, dana, starts=at(MONDAY, time(8)))
    store.do(MoveToStage(interview_id, Stage.HELD))

    told = [contact for rule, contact in open_days(store) if rule == "F12"]
    assert told == [ito]


@pytest.mark.parametrize(
    ("kind", "is_advice"),
    [(OutcomeKind.CAREER_ADVICE, True), (OutcomeKind.SOURCE, True), (OutcomeKind.REFERRAL, False)],
)
def test_advice_noted_asks_to_tell_what_came_of_it_thirty_days_after_the_talk(
    store: Store, kind: OutcomeKind, is_advice: bool
) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id, starts=at(MONDAY, time(8)))

    for _twice in range(2):
        store.do(RecordOutcome(OutcomeDraft(contact_id, kind, MONDAY, interview_id=interview_id)))

    due = [row.due_on for row in rows(store) if row.rule == "F13"]
    assert due == ([date(2026, 12, 23)] if is_advice else [])


def test_good_news_goes_to_everybody_who_helped(store: Store) -> None:
    ito, dana, bo = (add_contact(store, name, "Berg") for name in ("Aiko", "Dana", "Bo"))
    closed = add_contact(store, "Left", "Alone")
    interview_id = add_interview(store, dana, starts=at(MONDAY, time(8)))
    store.do(RecordIntroduction(IntroductionDraft(ito, dana, status=IntroductionStatus.MET)))
    store.do(RecordOutcome(OutcomeDraft(dana, OutcomeKind.REFERRAL, MONDAY, interview_id=interview_id)))
    store.do(RecordOutcome(OutcomeDraft(bo, OutcomeKind.NOTHING_YET, MONDAY, interview_id=interview_id)))
    store.do(RecordOutcome(OutcomeDraft(closed, OutcomeKind.MENTOR, MONDAY, interview_id=interview_id)))
    store.do(EditContact(closed, a_contact("Left", "Alone", do_not_contact=True)))
    with store.reading() as session:
        helped = who_helped(session)

    store.do(AcceptPosition(MONDAY, (*(helper.contact_id for helper in helped), closed)))

    assert [(helper.name, helper.how) for helper in helped] == [
        ("Aiko Berg", "Led you to 1 person"), ("Dana Berg", "Names to contact"),
    ]  # fmt: skip
    news = {contact: day for (rule, contact), day in open_days(store).items() if rule == "F18"}
    assert news == dict.fromkeys((ito, dana), MONDAY + timedelta(days=14))
