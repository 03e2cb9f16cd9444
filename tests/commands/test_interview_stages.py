"""Moving an interview on logs it, settles what is done and asks for what comes next."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from builders import MONDAY, SetClock, a_contact, add_contact, add_interview, at
from insidescoop.commands.contacts import EditContact
from insidescoop.commands.follow_up_rules import ChangeFollowUpRule
from insidescoop.commands.follow_ups import SnoozeFollowUp
from insidescoop.commands.interactions import DeleteInteraction, EditInteraction, LogInteraction
from insidescoop.commands.interviews import EditInterview, MoveToStage
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.organizations import AddOrganization, NoteOnOrganization
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.follow_ups.rules import Unit
from insidescoop.domain.interactions import Direction, InteractionDraft, InteractionKind, IntroductionDraft
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.moments import Moment
from insidescoop.domain.organizations import OrganizationDraft
from insidescoop.domain.problems import Invalid
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.today import today
from insidescoop.store.entities import FollowUp, Organization
from insidescoop.store.store import Store
from test_any_order import rows_of


def open_rules(store: Store) -> dict[str, date]:
    with store.reading() as session:
        rows = session.scalars(select(FollowUp).where(FollowUp.settled_on.is_(None)).order_by(FollowUp.id))
        return {row.rule or "": row.due_on for row in rows}


def stage_of(store: Store, interview_id: int) -> Stage:
    with store.reading() as session:
        page = interview_page(session, interview_id)
        assert page is not None
        return page.stage


def timeline(store: Store, contact_id: int) -> list[str | None]:
    with store.reading() as session:
        card = contact_card(session, contact_id)
        assert card is not None
        return [entry.summary for entry in card.timeline]


def test_asking_sets_the_second_person_and_the_reminder(store: Store) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id)

    store.do(MoveToStage(interview_id, Stage.ASKED))

    rules = open_rules(store)
    assert (rules["F01"], rules["F02"]) == (date(2026, 11, 26), date(2026, 12, 2))
    assert timeline(store, contact_id) == ["Asked for 20 minutes"]


def test_a_time_schedules_settles_the_request_and_asks_to_prepare(store: Store) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id)
    store.do(MoveToStage(interview_id, Stage.ASKED))
    thursday = MONDAY + timedelta(days=10)

    store.do(EditInterview(interview_id, InterviewDraft((contact_id,), starts=at(thursday))))

    rules = open_rules(store)
    assert stage_of(store, interview_id) is Stage.SCHEDULED
    assert set(rules) == {"F05", "F06"}
    assert timeline(store, contact_id) == ["Asked for 20 minutes"]
    assert (rules["F05"], rules["F06"]) == (date(2026, 12, 1), date(2026, 12, 2))


def test_a_new_time_moves_what_prepares_for_it(store: Store) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id, starts=at(MONDAY + timedelta(days=3)))

    store.do(EditInterview(interview_id, InterviewDraft((contact_id,), starts=at(MONDAY + timedelta(days=8)))))

    assert open_rules(store)["F06"] == MONDAY + timedelta(days=7)


def test_another_hour_of_the_same_day_leaves_what_prepares_for_it(store: Store) -> None:
    contact_id = add_contact(store)
    thursday = MONDAY + timedelta(days=3)
    interview_id = add_interview(store, contact_id, starts=at(thursday))
    before = rows_of(store)["follow_up"]

    store.do(EditInterview(interview_id, InterviewDraft((contact_id,), starts=at(thursday, time(9, 15)))))

    assert rows_of(store)["follow_up"] == before


def test_what_a_new_day_made_anew_is_not_told_as_dropped(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id, starts=at(MONDAY + timedelta(days=3)))

    store.do(EditInterview(interview_id, InterviewDraft((contact_id,), starts=at(MONDAY + timedelta(days=8)))))

    with store.reading() as session:
        assert today(session, now=clock.now(), zone=clock.zone).settled == ()


def test_after_the_talk_comes_writing_down_and_thanking(store: Store) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id, starts=at(MONDAY, time(8)))

    store.do(MoveToStage(interview_id, Stage.HELD))
    rules = open_rules(store)
    store.do(MoveToStage(interview_id, Stage.THANKED))

    assert (rules["F07"], rules["F08"]) == (MONDAY, MONDAY + timedelta(days=1))
    assert set(open_rules(store)) == {"F16"}


@pytest.mark.parametrize("stage", [Stage.DECLINED, Stage.NO_ANSWER])
def test_an_end_drops_what_was_open_for_it(store: Store, stage: Stage) -> None:
    interview_id = add_interview(store, add_contact(store))
    store.do(MoveToStage(interview_id, Stage.ASKED))

    store.do(MoveToStage(interview_id, stage))

    assert set(open_rules(store)) <= {"F16"}


def test_a_move_that_makes_no_sense_is_refused(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store))

    with pytest.raises(Invalid):
        store.do(MoveToStage(interview_id, Stage.THANKED))

    assert stage_of(store, interview_id) is Stage.TO_ASK


def test_a_scheduled_talk_cannot_lose_its_time(store: Store) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id, starts=at(MONDAY))

    with pytest.raises(Invalid, match="needs its time"):
        store.do(EditInterview(interview_id, InterviewDraft((contact_id,))))


def test_nobody_who_is_not_to_be_contacted_is_ever_due(store: Store) -> None:
    contact_id = add_contact(store, met_event="Fair")
    assert open_rules(store)

    store.do(EditContact(contact_id, a_contact(do_not_contact=True)))
    store.do(MoveToStage(add_interview(store, contact_id), Stage.ASKED))

    assert open_rules(store) == {}


def test_the_same_reason_never_makes_a_second_follow_up(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store))
    for stage in (Stage.ASKED, Stage.NO_ANSWER, Stage.ASKED):
        store.do(MoveToStage(interview_id, stage))

    with store.reading() as session:
        reasons = list(session.scalars(select(FollowUp.reason).where(FollowUp.settled_on.is_(None))))

    assert len(reasons) == len(set(reasons))


def test_a_logged_contact_counts_the_keep_in_touch_day_anew(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store)
    happened = Moment(clock.now(), clock.zone)
    store.do(LogInteraction(InteractionDraft((contact_id,), InteractionKind.CALL, happened)))
    clock.pass_days(40)

    later = Moment(clock.now(), clock.zone)
    store.do(LogInteraction(InteractionDraft((contact_id,), InteractionKind.EMAIL, later, Direction.TO_ME)))

    assert open_rules(store) == {"F16": MONDAY + timedelta(days=130)}


def test_an_entry_about_an_earlier_day_does_not_bring_the_next_one_forward(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store)
    now = Moment(clock.now(), clock.zone)
    store.do(LogInteraction(InteractionDraft((contact_id,), InteractionKind.CALL, now)))

    earlier = at(MONDAY - timedelta(days=60))
    store.do(LogInteraction(InteractionDraft((contact_id,), InteractionKind.CALL, earlier)))

    assert open_rules(store)["F16"] == MONDAY + timedelta(days=90)


def test_a_referral_asks_to_write_and_writing_settles_it(store: Store) -> None:
    introducer, named = add_contact(store, "Aiko", "Ito"), add_contact(store)
    store.do(RecordIntroduction(IntroductionDraft(introducer, named, may_use_name=True)))
    assert open_rules(store) == {"F11": date(2026, 11, 26)}

    store.do(MoveToStage(add_interview(store, named), Stage.ASKED))

    rules = open_rules(store)
    assert "F11" not in rules
    assert rules["F12"] == MONDAY + timedelta(days=7)


def test_an_agreed_talk_takes_the_first_letter_to_the_person_off_the_list(store: Store) -> None:
    introducer, named = add_contact(store, "Aiko", "Ito"), add_contact(store)
    store.do(RecordIntroduction(IntroductionDraft(introducer, named, may_use_name=True)))

    add_interview(store, named, starts=at(MONDAY + timedelta(days=4)))

    assert set(open_rules(store)) == {"F05", "F06"}


def test_a_rule_that_is_off_asks_for_nothing(store: Store) -> None:
    store.do(ChangeFollowUpRule("F01", is_on=False, count=3, unit=Unit.BUSINESS_DAYS))

    store.do(MoveToStage(add_interview(store, add_contact(store)), Stage.ASKED))

    assert "F01" not in open_rules(store)


def test_a_follow_up_is_put_off_to_a_later_day_only(store: Store) -> None:
    add_contact(store, met_event="Fair")

    with pytest.raises(Invalid):
        store.do(SnoozeFollowUp(1, MONDAY))
    store.do(SnoozeFollowUp(1, MONDAY + timedelta(days=30)))

    assert MONDAY + timedelta(days=30) in open_rules(store).values()


def test_follow_ups_call_a_person_by_the_name_put_right(store: Store) -> None:
    contact_id = add_contact(store, "Siobhn", "O'Neill", met_event="ALA 2026", closeness=Closeness.WARM)

    store.do(EditContact(contact_id, a_contact("Siobhán", "O'Neill", met_event="ALA 2026", closeness=Closeness.WARM)))

    with store.reading() as session:
        whats = list(session.scalars(select(FollowUp.what)))
    assert sorted(whats) == ["Keep in touch with Siobhán O'Neill", "Write Siobhán O'Neill a short note"]


def test_the_timeline_takes_nothing_that_is_still_to_come(store: Store) -> None:
    contact_id = add_contact(store)
    tomorrow = InteractionDraft((contact_id,), InteractionKind.CALL, at(MONDAY + timedelta(days=1)))
    store.do(LogInteraction(InteractionDraft((contact_id,), InteractionKind.CALL, at(MONDAY))))

    with pytest.raises(Invalid, match="still to come"):
        store.do(LogInteraction(tomorrow))
    with pytest.raises(Invalid, match="still to come"):
        store.do(EditInteraction(1, tomorrow))

    assert timeline(store, contact_id) == [None]


def test_an_entry_gone_or_changed_counts_the_keep_in_touch_day_of_everybody_anew(store: Store) -> None:
    dana, bo = add_contact(store), add_contact(store, "Bo", "Berg")
    for day in (MONDAY - timedelta(days=9), MONDAY):
        store.do(LogInteraction(InteractionDraft((dana, bo), InteractionKind.CALL, at(day))))

    store.do(DeleteInteraction(2))
    after_deleting = due_days(store)
    earlier = at(MONDAY - timedelta(days=20))
    store.do(EditInteraction(1, InteractionDraft((dana,), InteractionKind.EMAIL, earlier)))

    assert after_deleting == {dana: MONDAY + timedelta(days=81), bo: MONDAY + timedelta(days=81)}
    assert due_days(store) == {dana: MONDAY + timedelta(days=70), bo: MONDAY + timedelta(days=70)}


def test_a_note_on_an_organization_leaves_the_rest_of_it_alone(store: Store) -> None:
    store.do(AddOrganization(OrganizationDraft(name="Harbor Library", place="Harbor", motivation=2)))

    store.do(NoteOnOrganization(1, "Serves 12,000 students\n"))

    with store.reading() as session:
        row = session.get_one(Organization, 1)
        facts = (row.name, row.place, row.motivation, row.research_notes)
    assert facts == ("Harbor Library", "Harbor", 2, "Serves 12,000 students")


def due_days(store: Store) -> dict[int, date]:
    with store.reading() as session:
        rows = session.scalars(select(FollowUp).where(FollowUp.settled_on.is_(None)))
        return {row.contact_id: row.due_on for row in rows}
