"""What a letter can say already."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from builders import MONDAY, ZONE, SetClock, add_contact, add_interview, at
from insidescoop.commands.interviews import EditInterview, MoveToStage, PlanQuestions
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.profile import EditProfile
from insidescoop.commands.sent_letters import LogLetter
from insidescoop.commands.talks import EndTalk, KeepAnswer, StartTalk
from insidescoop.commands.wrap_up import WrapUp
from insidescoop.domain.acquaintance import NameLeave
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.follow_ups.actions import letter_for
from insidescoop.domain.interactions import IntroductionDraft
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.interviews.meeting import AskedState
from insidescoop.domain.interviews.wrap_ups import WrapUpDraft
from insidescoop.domain.letters.templates import KNOWN_FIELDS, TemplateKind, begun, filled
from insidescoop.domain.profile import ProfileDraft
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.queries.interview_board import planned_questions
from insidescoop.queries.letter_fields import LetterStart, letter_start, next_letter
from insidescoop.store.entities import Template
from insidescoop.store.store import Store


def start_of(store: Store, contact_id: int, clock: SetClock, interview_id: int | None = None) -> LetterStart:
    with store.reading() as session:
        found = letter_start(session, contact_id, interview_id, now=clock.now(), zone=ZONE)
    assert found is not None
    return found


def test_what_is_kept_fills_the_fields(store: Store, clock: SetClock) -> None:
    link = (Labelled("maya.example"),)
    store.do(EditProfile(ProfileDraft(name="Maya Lindqvist", headline="Library school student", links=link)))
    dana = add_contact(store, met_event="ALA Annual", met_on=date(2026, 6, 27), organization="Harbor University")
    add_interview(store, dana, purpose="How archives choose what to process.")

    values = start_of(store, dana, clock).values

    assert {name: values[name] for name in ("my_name", "role_now", "my_link", "contact_name", "shared_tie")} == {
        "my_name": "Maya Lindqvist", "role_now": "a library school student", "my_link": "maya.example",
        "contact_name": "Dana", "shared_tie": "ALA Annual",
    }  # fmt: skip
    assert values["connection_first"] == "We met in June (ALA Annual)"
    assert values["specific_topic"] == "archives choose what to process"
    assert values["topic"] == "how archives choose what to process"
    assert values["nudge_date"] == "Wednesday 2 December"
    assert values["minutes"] == "20"


def test_a_day_of_another_year_is_written_with_its_year(store: Store, clock: SetClock) -> None:
    clock.instant = clock.instant.replace(month=12, day=29)
    dana = add_contact(store, met_event="ALA Annual", met_on=date(2024, 6, 27))
    interview_id = add_interview(store, dana, starts=at(date(2027, 2, 25)))

    values = start_of(store, dana, clock, interview_id).values

    assert values["connection_first"] == "We met in June 2024 (ALA Annual)"
    assert values["nudge_date"] == "Thursday 7 January 2027"
    assert values["month"] == "February 2027"


def test_the_short_note_after_an_event_names_the_event(store: Store, clock: SetClock) -> None:
    dana = add_contact(store, met_event="ALA Annual")

    values = start_of(store, dana, clock).values
    with store.reading() as session:
        (subject,) = [each.subject for each in session.scalars(select(Template)) if each.kind is letter_for("F14")]

    assert filled(subject or "", values) == "ALA Annual: good to meet you"


def test_every_value_belongs_to_a_field_a_template_may_hold(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY))

    assert set(start_of(store, dana, clock).values) <= KNOWN_FIELDS


def test_a_confirmation_says_the_time_where_the_other_person_is(store: Store, clock: SetClock) -> None:
    dana = add_contact(store, time_zone="America/Los_Angeles")
    add_interview(store, dana, starts=at(MONDAY + timedelta(days=1), time(1)))

    values = start_of(store, dana, clock).values

    assert (values["time"], values["time_zone"], values["weekday"]) == ("22:00", "Los Angeles time (PST)", "Monday")


def test_a_reminder_knows_what_was_sent_and_when(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana)
    store.do(LogLetter(TemplateKind.OUTREACH, dana, "ALA: a question", "Dear Dana", interview_id))
    clock.pass_days(9)

    values = start_of(store, dana, clock).values

    assert (values["first_subject"], values["sent_date"]) == ("ALA: a question", "Monday 23 November")


@pytest.mark.parametrize(
    ("may_use_name", "own_leave", "is_named"),
    [
        (True, None, True), (None, None, False), (False, None, False),
        (None, NameLeave.YES, True), (False, NameLeave.YES, False), (True, NameLeave.ASK, True),
    ],
)  # fmt: skip
def test_a_referrer_stands_in_the_letter_only_with_leave(
    store: Store, clock: SetClock, may_use_name: bool | None, own_leave: NameLeave | None, is_named: bool
) -> None:
    ito, dana = add_contact(store, "Aiko", "Ito", name_leave=own_leave), add_contact(store)
    store.do(RecordIntroduction(IntroductionDraft(ito, dana, may_use_name=may_use_name)))

    start = start_of(store, dana, clock)

    assert start.values["referrer_name"] == ("Aiko Ito" if is_named else None)
    assert [person.may_be_named for person in start.introducers] == [is_named]


def test_the_next_letter_follows_the_stage(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    with store.reading() as session:
        kinds = [next_letter(session, dana, None, now=clock.now())]
    interview_id = add_interview(store, dana)

    def look() -> None:
        with store.reading() as session:
            kinds.append(next_letter(session, dana, interview_id, now=clock.now()))

    look()
    store.do(MoveToStage(interview_id, Stage.ASKED))
    look()
    store.do(EditInterview(interview_id, InterviewDraft((dana,), starts=at(MONDAY + timedelta(days=1)))))
    look()
    clock.pass_days(2)
    look()
    store.do(MoveToStage(interview_id, Stage.HELD))
    look()
    store.do(MoveToStage(interview_id, Stage.THANKED))
    look()

    assert kinds == [
        TemplateKind.OUTREACH, TemplateKind.OUTREACH, TemplateKind.REMINDER, TemplateKind.CONFIRMATION,
        TemplateKind.THANK_YOU, TemplateKind.THANK_YOU, TemplateKind.KEEP_IN_TOUCH,
    ]  # fmt: skip


def test_after_no_answer_a_person_is_left_alone_for_half_a_year(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana)
    for stage in (Stage.ASKED, Stage.NO_ANSWER):
        store.do(MoveToStage(interview_id, stage))

    now = start_of(store, dana, clock).quiet_until
    clock.pass_days(180)

    assert now == MONDAY + timedelta(days=180)
    assert start_of(store, dana, clock).quiet_until is None


def test_a_talk_held_on_another_day_than_planned_is_thanked_for_by_the_day_it_was(
    store: Store, clock: SetClock
) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY + timedelta(days=8)))
    before = start_of(store, dana, clock, interview_id).values
    store.do(StartTalk(interview_id))
    store.do(EndTalk(interview_id))
    store.do(WrapUp(interview_id, WrapUpDraft()))

    values = start_of(store, dana, clock, interview_id).values

    assert (before["weekday"], before["month"]) == ("Tuesday", "December")
    assert (values["weekday"], values["month"]) == ("Monday", "November")


def test_a_talk_begun_at_another_hour_than_planned_was_at_that_hour(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY, time(7)))
    store.do(StartTalk(interview_id))
    store.do(MoveToStage(interview_id, Stage.HELD))

    assert start_of(store, dana, clock, interview_id).values["time"] == "09:00"


def test_what_was_noted_is_shown_without_promises_names_and_open_questions(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana)
    store.do(PlanQuestions(interview_id, (PlannedQuestionDraft("How?"), PlannedQuestionDraft("Why?"))))
    with store.reading() as session:
        first, second = (row.id for row in planned_questions(session, interview_id))
    store.do(KeepAnswer(first, "By demand.\n-> send article by Fri\n@ Priya Raman", AskedState.ASKED, "one"))
    store.do(KeepAnswer(second, "? who pays", AskedState.ASKED, "one"))

    assert start_of(store, dana, clock, interview_id).answers == ("By demand.",)


@pytest.mark.parametrize(
    ("minutes", "thanks"),
    [
        (1, "your time"),
        (9, "your time"),
        (12, "giving me 10 minutes"),
        (23, "giving me 25 minutes"),
        (58, "giving me an hour"),
    ],
)
def test_a_thank_you_is_whole_however_short_the_talk_was_and_whatever_was_noted(
    store: Store, clock: SetClock, minutes: int, thanks: str
) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY))
    store.do(StartTalk(interview_id))
    clock.instant += timedelta(minutes=minutes)
    store.do(EndTalk(interview_id))
    store.do(WrapUp(interview_id, WrapUpDraft(learned="start with metadata.")))

    letter = _thank_you(store, start_of(store, dana, clock, interview_id))

    assert f"Thank you for {thanks} today. I wrote down “start with metadata” and keep coming back to it." in letter


def test_a_thank_you_without_a_talk_says_nothing_of_how_long_it_was(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)

    assert "Thank you for your time {talk_day}." in _thank_you(store, start_of(store, dana, clock))


def _thank_you(store: Store, start: LetterStart) -> str:
    with store.reading() as session:
        (body,) = [each.body for each in session.scalars(select(Template)) if each.kind is TemplateKind.THANK_YOU]
    return begun(body, start.values_for(TemplateKind.THANK_YOU))
