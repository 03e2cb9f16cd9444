"""Meetings out of a calendar file: told first, then planned, in one step, and never twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from builders import ZONE, SetClock, add_contact, add_interview, at
from insidescoop.commands.contacts import DeleteContact
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.commands.interviews import MoveToStage
from insidescoop.commands.meeting_imports import ImportedMeetings, ImportMeetings
from insidescoop.commands.profile import EditProfile
from insidescoop.commands.talks import EndTalk, StartTalk
from insidescoop.domain.calendars import (
    FoundMeeting,
    FoundMeetings,
    Guest,
    MeetingChoice,
    MeetingPlan,
    MeetingStanding,
)
from insidescoop.domain.contacts import Closeness, Labelled
from insidescoop.domain.interviews.interviews import Format, Stage
from insidescoop.domain.moments import Moment
from insidescoop.domain.problems import Invalid
from insidescoop.domain.profile import ProfileDraft
from insidescoop.exchange.calendar_reading import meetings_of_calendar
from insidescoop.exchange.calendar_writing import calendar_file
from insidescoop.queries.calendar_entries import follow_up_entries, interview_entries
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.meeting_plan import meeting_plan
from insidescoop.store.entities import Interaction, Interview
from insidescoop.store.store import Store

STARTS = Moment(datetime(2026, 11, 26, 19, 0, tzinfo=UTC), ZONE)
DANA, RAFAEL, MAYA = (
    Guest("Dana Okafor", "dana@harbor.example"),
    Guest("Rafael Levi", None),
    Guest(None, "maya@me.example"),
)


def a_meeting(uid: str = "abc@calendar.example", **changes: object) -> FoundMeeting:
    facts: dict[str, object] = {
        "line": 1, "uid": uid, "title": "Maya / Dana", "starts": STARTS, "minutes": 30, "format": Format.VIDEO,
        "place": "https://zoom.us/j/1", "details": "Bring questions", "guests": (DANA, RAFAEL),
    }  # fmt: skip
    return FoundMeeting(**{**facts, **changes})  # type: ignore[arg-type]


def plan_for(store: Store, *meetings: FoundMeeting) -> MeetingPlan:
    with store.reading() as session:
        return meeting_plan(session, FoundMeetings("invite.ics", meetings))


def taken_in(store: Store, *meetings: FoundMeeting, **choice: object) -> ImportedMeetings:
    choices = {0: MeetingChoice(**choice)} if choice else {}  # type: ignore[arg-type]
    done: ImportedMeetings = store.do(ImportMeetings(plan_for(store, *meetings), choices)).result
    return done


def test_a_meeting_is_planned_with_everything_it_says_and_its_new_guests(store: Store) -> None:
    dana = add_contact(store, emails=(Labelled("dana@harbor.example"),))

    done = taken_in(store, a_meeting())

    with store.reading() as session:
        page = interview_page(session, done.planned[0])
        rafael = contact_card(session, done.people[0])
    assert page is not None
    assert rafael is not None
    assert page.draft.contact_ids == (dana, done.people[0])
    assert (page.draft.starts, page.draft.minutes, page.draft.format) == (STARTS, 30, Format.VIDEO)
    assert (page.draft.purpose, page.draft.place, page.draft.logistics, page.draft.research_notes) == (
        None, "https://zoom.us/j/1", "Bring questions", "In the calendar: Maya / Dana",
    )  # fmt: skip
    assert page.stage is Stage.SCHEDULED
    assert (rafael.draft.given_name, rafael.draft.family_name) == ("Rafael", "Levi")
    assert rafael.draft.closeness is Closeness.NOT_YET
    assert store.history().undo == "Plan 1 interview from invite.ics"


def test_only_what_would_be_planned_is_counted_as_new(store: Store) -> None:
    plan = plan_for(store, a_meeting(), a_meeting("dentist", guests=()), a_meeting("off", is_called_off=True))

    assert plan.sentence() == "3 entries in invite.ics: 1 new, 1 without a contact, 1 left out."
    assert plan.taken({}, MeetingStanding.NEW) == 1


def test_one_undo_takes_the_interview_and_the_new_people_back(store: Store) -> None:
    done = taken_in(store, a_meeting())

    store.undo()

    with store.reading() as session:
        assert interview_page(session, done.planned[0]) is None
        assert [contact_card(session, contact_id) for contact_id in done.people] == [None, None]


def test_the_same_meeting_again_adds_nothing(store: Store) -> None:
    taken_in(store, a_meeting())

    again = plan_for(store, a_meeting())

    assert [(each.standing, each.reason) for each in again.meetings] == [(MeetingStanding.THERE, "same meeting")]
    with pytest.raises(Invalid):
        store.do(ImportMeetings(again))


def test_a_changed_meeting_waits_for_a_word_and_is_then_brought_up_to_date(store: Store) -> None:
    done = taken_in(store, a_meeting())
    later = Moment(STARTS.instant + timedelta(hours=1), ZONE)
    changed = a_meeting(starts=later, place="Main St 1")
    plan = plan_for(store, changed)

    unasked = plan.taken({}, MeetingStanding.CHANGED)
    taken_in(store, changed, is_taken=True)

    with store.reading() as session:
        page = interview_page(session, done.planned[0])
    assert unasked == 0
    assert plan.meetings[0].reason == (
        "Thu 26 Nov 2026, 14:00 → Thu 26 Nov 2026, 15:00, https://zoom.us/j/1 → Main St 1"
    )
    assert page is not None
    assert (page.draft.starts, page.draft.place, page.draft.purpose) == (later, "Main St 1", None)


def test_the_user_is_no_guest_and_a_meeting_with_nobody_else_asks_whom(store: Store) -> None:
    store.do(EditProfile(ProfileDraft(name="Maya", email="Maya@me.example")))
    dana = add_contact(store)

    alone = plan_for(store, a_meeting(guests=(MAYA,)))
    done = taken_in(store, a_meeting(guests=(MAYA,)), contact_id=dana)

    with store.reading() as session:
        page = interview_page(session, done.planned[0])
    assert alone.meetings[0].reason == "it names nobody but you: say whom you will talk to"
    assert alone.taken({}, MeetingStanding.NEW) == 0
    assert alone.sentence() == "1 entry in invite.ics: 1 without a contact."
    assert page is not None
    assert page.draft.contact_ids == (dana,)


def test_a_guest_can_be_left_out(store: Store) -> None:
    dana = add_contact(store, emails=(Labelled("dana@harbor.example"),))

    done = taken_in(store, a_meeting(), left_out=frozenset({1}))

    with store.reading() as session:
        page = interview_page(session, done.planned[0])
    assert page is not None
    assert (page.draft.contact_ids, done.people) == ((dana,), ())


def test_guests_are_known_by_address_then_by_name_and_the_trash_is_told(store: Store) -> None:
    rafael = add_contact(store, "Rafael", "Levi")
    dana = add_contact(store, emails=(Labelled("DANA@harbor.example"),))
    known = [(guest.contact_id, guest.reason) for guest in plan_for(store, a_meeting()).meetings[0].guests]
    store.do(DeleteContact(dana))

    in_trash = plan_for(store, a_meeting()).meetings[0].guests[0]

    assert known == [(dana, "already there: same e-mail address"), (rafael, "already there: same name")]
    assert (in_trash.contact_id, in_trash.reason) == (None, "new; Dana Okafor, with the same address, is in the trash")


def test_one_new_guest_of_two_meetings_is_one_person(store: Store) -> None:
    done = taken_in(store, a_meeting(guests=(DANA,)), a_meeting("other", guests=(Guest("Dana", DANA.email),)))

    assert (len(done.planned), len(done.people)) == (2, 1)


def test_what_was_called_off_is_neither_planned_nor_deleted(store: Store) -> None:
    new = plan_for(store, a_meeting(is_called_off=True)).meetings[0]
    taken_in(store, a_meeting())

    there = plan_for(store, a_meeting(is_called_off=True)).meetings[0]

    assert (new.standing, there.standing) == (MeetingStanding.NOTHING, MeetingStanding.THERE)
    assert "yours to say" in there.reason


def test_our_own_calendar_comes_back_without_adding_anything(store: Store, clock: SetClock) -> None:
    dana = add_contact(store, emails=(Labelled("dana@harbor.example"),))
    add_interview(store, dana, starts=at(clock.today()), place="Main St 1", purpose="To learn")
    store.do(AddFollowUp(dana, clock.today(), "Send the article"))
    with store.reading() as session:
        entries = (*interview_entries(session, now=clock.now()), *follow_up_entries(session, now=clock.now()))
    uids = [entry.uid for entry in entries]
    clock.pass_days(1)

    found = meetings_of_calendar(calendar_file(entries), "mine.ics", zone=ZONE)
    with store.reading() as session:
        plan = meeting_plan(session, found)
        again = (*interview_entries(session, now=clock.now()), *follow_up_entries(session, now=clock.now()))

    assert [entry.uid for entry in again] == uids
    assert len(set(uids)) == len(uids) >= 2
    assert {each.standing for each in plan.meetings} == {MeetingStanding.THERE, MeetingStanding.NOTHING}


@pytest.mark.parametrize("stage", [Stage.SCHEDULED, Stage.HELD])
def test_our_own_calendar_of_a_talk_that_went_otherwise_changes_nothing_of_it(
    store: Store, clock: SetClock, stage: Stage
) -> None:
    interview_id = add_interview(store, add_contact(store), starts=at(clock.today() + timedelta(days=1)))
    clock.instant += timedelta(seconds=2, microseconds=5)
    store.do(StartTalk(interview_id))
    clock.instant += timedelta(minutes=12)
    store.do(EndTalk(interview_id))
    if stage is Stage.HELD:
        store.do(MoveToStage(interview_id, stage))
    with store.reading() as session:
        file = calendar_file(interview_entries(session, now=clock.now()))

    with store.reading() as session:
        plan = meeting_plan(session, meetings_of_calendar(file, "mine.ics", zone=ZONE))

    assert [(each.standing, each.reason) for each in plan.meetings] == [(MeetingStanding.THERE, "same meeting")]


def test_of_a_held_talk_a_calendar_changes_the_place_only(store: Store, clock: SetClock) -> None:
    (interview_id,) = taken_in(store, a_meeting()).planned
    clock.instant = STARTS.instant
    store.do(StartTalk(interview_id))
    store.do(MoveToStage(interview_id, Stage.HELD))
    moved = a_meeting(starts=Moment(STARTS.instant + timedelta(days=2), ZONE), place="Main St 1")
    plan = plan_for(store, moved)

    taken_in(store, moved, is_taken=True)

    with store.reading() as session:
        page = interview_page(session, interview_id)
    assert plan.meetings[0].reason == "https://zoom.us/j/1 → Main St 1"
    assert page is not None
    assert (page.draft.starts, page.draft.place) == (STARTS, "Main St 1")


def test_an_imported_meeting_goes_out_under_the_name_it_came_with(store: Store, clock: SetClock) -> None:
    taken_in(store, a_meeting())

    with store.reading() as session:
        (entry,) = interview_entries(session, now=clock.now())

    assert entry.uid == "abc@calendar.example"


def test_without_an_address_of_the_user_their_name_tells_that_they_are_no_guest(store: Store) -> None:
    store.do(EditProfile(ProfileDraft(name="Maya Lindqvist")))
    own = Guest("Lindqvist, Maya", "maya@me.example")

    plan = plan_for(store, a_meeting(guests=(DANA, own)))

    assert [each.guest for each in plan.meetings[0].guests] == [DANA]
    assert plan.remarks == ()


def test_where_the_user_cannot_be_told_from_the_guests_the_plan_says_so(store: Store) -> None:
    told = plan_for(store, a_meeting(guests=(DANA, MAYA)))
    alone = plan_for(store, a_meeting(guests=(DANA,)))

    assert "you may be among the people named" in told.remarks[0]
    assert alone.remarks == ()


@pytest.mark.parametrize(
    ("sent_at", "agreed_at"),
    [
        (datetime(2026, 11, 19, 9, 30, tzinfo=UTC), datetime(2026, 11, 19, 9, 30, tzinfo=UTC)),
        (datetime(2027, 1, 1, tzinfo=UTC), SetClock().now()),
        (None, SetClock().now()),
    ],
)
def test_the_time_of_an_invitation_was_agreed_when_it_was_sent(
    store: Store, sent_at: datetime | None, agreed_at: datetime
) -> None:
    taken_in(store, a_meeting(sent_at=sent_at, guests=(DANA,)))

    with store.reading() as session:
        assert session.scalars(select(Interview.agreed_at)).all() == [agreed_at]
        assert session.scalars(select(Interaction.id)).all() == []
