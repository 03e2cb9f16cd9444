"""What the effort has led to, counted from a real store."""

from datetime import UTC, datetime, time, timedelta

import pytest

from builders import MONDAY, ZONE, SetClock, a_contact, add_contact, add_interview, at
from examples import one_in
from insidescoop.commands.contacts import AddContacts, DeleteContact
from insidescoop.commands.forgetting import ForgetContact
from insidescoop.commands.goals import SetGoals
from insidescoop.commands.interactions import LogInteraction, RecordOutcome
from insidescoop.commands.interviews import EditInterview, MoveToStage, PlanInterview
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.profile import EditProfile
from insidescoop.commands.sample_data import FillWithSampleData
from insidescoop.commands.sent_letters import LogLetter
from insidescoop.domain.acquaintance import Relation
from insidescoop.domain.effort.counts import Deed
from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.effort.introductions import flattened
from insidescoop.domain.effort.report import Effort, effort_sentences
from insidescoop.domain.effort.standing import Group, Step
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
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.problems import Problem
from insidescoop.domain.profile import ProfileDraft
from insidescoop.queries.effort import effort
from insidescoop.queries.goals import goals
from insidescoop.store.store import Store


def read(store: Store, clock: SetClock, weeks: int = 12, zone: str = ZONE) -> Effort:
    with store.reading() as session:
        return effort(session, now=clock.now(), zone=zone, weeks=weeks)


def asked(store: Store, contact_id: int) -> int:
    interview_id = add_interview(store, contact_id)
    store.do(MoveToStage(interview_id, Stage.ASKED))
    return interview_id


def talked(store: Store, clock: SetClock, contact_id: int) -> int:
    """Asked today, talked tomorrow; the clock moves on by two days."""
    interview_id = asked(store, contact_id)
    starts = at(clock.today() + timedelta(days=1), time(10))
    store.do(EditInterview(interview_id, InterviewDraft((contact_id,), starts=starts)))
    clock.pass_days(2)
    store.do(MoveToStage(interview_id, Stage.HELD))
    return interview_id


def counts(found: Effort) -> list[int]:
    return [each.reached.count for each in found.standing.steps]


def test_an_empty_store_teaches_in_one_sentence(store: Store, clock: SetClock) -> None:
    found = read(store, clock)

    assert found.is_empty
    assert len(effort_sentences(found)) == 1
    assert len(found.weeks) == 12


def test_one_person_asked_is_waited_for_and_closed_is_not(store: Store, clock: SetClock) -> None:
    interview_id = asked(store, add_contact(store))

    before = read(store, clock)
    store.do(MoveToStage(interview_id, Stage.NO_ANSWER))
    after = read(store, clock)

    assert counts(before) == [1, 1, 0, 0, 0, 0, 0, 0]
    assert (before.standing.waiting.count, before.standing.silent.count) == (1, 0)
    assert (after.standing.waiting.count, after.standing.silent.count) == (0, 1)
    assert before.weeks[-1].requests.count == 1
    assert effort_sentences(before)[0] == "You asked 1 person in the last four weeks; no answer has come yet."


def test_a_talk_goes_through_every_step_and_what_came_of_it_is_counted(store: Store, clock: SetClock) -> None:
    dana, ana = add_contact(store), add_contact(store, "Ana", "Ruiz", relation=Relation.STRANGER)
    interview_id = talked(store, clock, dana)
    store.do(MoveToStage(interview_id, Stage.THANKED))
    store.do(RecordIntroduction(IntroductionDraft(dana, ana, status=IntroductionStatus.MADE, made_on=clock.today())))
    store.do(
        RecordOutcome(OutcomeDraft(dana, OutcomeKind.NOT_FOR_ME, clock.today(), note="No", interview_id=interview_id))
    )
    asked(store, ana)

    found = read(store, clock)

    assert counts(found) == [2, 2, 1, 1, 1, 1, 1, 1]
    assert [(each.kind, each.came.count, each.with_notes) for each in found.outcomes] == [
        (OutcomeKind.NOT_FOR_ME, 1, 1)
    ]
    assert any("is a success" in sentence for sentence in effort_sentences(found))
    by_group = {each.group: (each.answered.count, each.asked.count) for each in found.replies}
    assert by_group == {Group.COLD: (1, 1), Group.TIE: (0, 0), Group.REFERRED: (0, 1)}
    assert [link.from_id for link in found.not_reported] == [dana]
    assert effort_sentences(found)[-1].startswith("1 person who introduced you to someone does not know yet")
    assert found.name_by_id == {dana: "Dana Okafor", ana: "Ana Ruiz"}
    assert sum(week.talks.count for week in found.weeks) == 1


def test_days_to_answer_are_known_but_their_middle_waits_for_five(store: Store, clock: SetClock) -> None:
    people = [add_contact(store, name) for name in ("A", "B", "C", "D", "E")]
    interviews = [asked(store, person) for person in people]
    medians = []
    for days, interview_id in enumerate(interviews, start=1):
        clock.pass_days(1)
        store.do(MoveToStage(interview_id, Stage.DECLINED))
        medians.append(read(store, clock).replies_median)
        assert read(store, clock).days_by_id[people[days - 1]] == days

    assert medians == [None, None, None, None, 3.0]


@pytest.mark.parametrize("command", [DeleteContact, ForgetContact])
def test_who_is_in_the_trash_or_forgotten_is_behind_no_number(store: Store, clock: SetClock, command: type) -> None:
    dana, ana = add_contact(store), add_contact(store, "Ana", "Ruiz")
    interview_id = talked(store, clock, dana)
    store.do(RecordOutcome(OutcomeDraft(dana, OutcomeKind.MENTOR, clock.today(), interview_id=interview_id)))
    store.do(RecordIntroduction(IntroductionDraft(dana, ana)))
    store.do(LogInteraction(InteractionDraft((dana,), InteractionKind.EMAIL, at(MONDAY, time(9)), Direction.FROM_ME)))

    store.do(command(dana))
    found = read(store, clock)

    assert found.is_empty
    assert dana not in found.name_by_id


def test_what_others_took_part_in_stays_without_the_one_in_the_trash(store: Store, clock: SetClock) -> None:
    dana, ana = add_contact(store), add_contact(store, "Ana", "Ruiz")
    store.do(LogInteraction(InteractionDraft((dana, ana), InteractionKind.INTERVIEW, at(MONDAY, time(9)))))

    store.do(DeleteContact(dana))

    assert read(store, clock).weeks[-1].talks.people == (ana,)


def test_weeks_are_those_of_the_users_zone_and_of_the_day_they_begin_on(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    # Sunday evening in New York, Monday morning in Auckland.
    clock.instant = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    store.do(LogInteraction(InteractionDraft((dana,), InteractionKind.EMAIL, at(MONDAY - timedelta(days=1), time(18)))))
    clock.instant = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

    here, there = read(store, clock), read(store, clock, zone="Pacific/Auckland")
    store.do(SetGoals(Goals(week_starts_on=6)))
    sunday = read(store, clock)

    assert [week.notes.count for week in here.weeks[-2:]] == [1, 0]
    assert [week.notes.count for week in there.weeks[-2:]] == [0, 1]
    assert [week.notes.count for week in sunday.weeks[-2:]] == [0, 1]
    assert sunday.weeks[-1].starts_on == MONDAY - timedelta(days=1)


def test_goals_are_kept_with_the_profile_and_taken_back(store: Store) -> None:
    chosen = Goals(5, 2, 1, 1, week_starts_on=6)
    with store.reading() as session:
        assert goals(session) == Goals()

    store.do(SetGoals(chosen))
    store.do(EditProfile(ProfileDraft(name="Maya")))

    with store.reading() as session:
        assert goals(session) == chosen
    store.undo()
    store.undo()
    with store.reading() as session:
        assert goals(session) == Goals()


def test_goals_out_of_range_change_nothing(store: Store) -> None:
    with pytest.raises(Problem, match="from 0 to 99"):
        store.do(SetGoals(Goals(requests=-1)))

    with store.reading() as session:
        assert goals(session) == Goals()


@pytest.mark.parametrize("weeks", [4, 52])
def test_the_sample_is_counted_and_four_weeks_are_enough_for_what_is_lately(
    store: Store, clock: SetClock, weeks: int
) -> None:
    store.do(FillWithSampleData())

    found = read(store, clock, weeks=weeks)

    assert len(found.weeks) == weeks
    assert all(counts(found))
    assert found.asked_lately.count >= 3
    assert found.introductions == len(flattened(found.trees)) - len(found.trees) >= 5
    assert all(word not in " ".join(effort_sentences(found)).lower() for word in ("funnel", "%", "!"))


@pytest.mark.parametrize("talks", one_in(2, [(2,), (10,)]))
def test_a_big_timeline_is_counted_whole(store: Store, clock: SetClock, talks: int) -> None:
    store.do(AddContacts(tuple(a_contact(f"P{n}", "Bulk") for n in range(60 * talks))))
    for n in range(1, talks + 1):
        people = tuple(range(60 * n - 59, 60 * n + 1))
        store.do(LogInteraction(InteractionDraft(people, InteractionKind.INTERVIEW, at(MONDAY, time(9)))))

    found = read(store, clock)

    assert found.weeks[-1].tally(Deed.TALK).count == talks
    assert len(found.weeks[-1].talks.people) == len(found.name_by_id) == 60 * talks
    assert found.standing.step(Step.REQUESTED).count == 0


def test_a_time_agreed_without_a_request_is_no_request_and_no_entry(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    store.do(PlanInterview(InterviewDraft((dana,), starts=at(MONDAY, time(8)))))

    found = read(store, clock)

    reached = {each.step: each.reached.count for each in found.standing.steps}
    assert (reached[Step.IDENTIFIED], reached[Step.REQUESTED], reached[Step.REPLIED]) == (1, 0, 0)
    assert reached[Step.SCHEDULED] == 1
    week = found.weeks[-1]
    assert [week.tally(deed).count for deed in Deed] == [0, 0, 0, 0]


def test_a_confirmation_of_a_time_that_was_never_asked_for_is_no_request(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    interview_id = store.do(PlanInterview(InterviewDraft((dana,), starts=at(MONDAY + timedelta(days=1))))).result
    store.do(LogLetter(TemplateKind.CONFIRMATION, dana, "Tomorrow", "I look forward to it.", interview_id))

    found = read(store, clock)

    assert found.weeks[-1].requests.count == found.standing.step(Step.REQUESTED).count == 0


def test_a_request_and_who_was_asked_are_one_count_and_a_time_agreed_is_an_answer(
    store: Store, clock: SetClock
) -> None:
    dana = add_contact(store)
    interview_id = store.do(PlanInterview(InterviewDraft((dana,)))).result
    store.do(MoveToStage(interview_id, Stage.ASKED))
    clock.pass_days(2)
    store.do(EditInterview(interview_id, InterviewDraft((dana,), starts=at(MONDAY + timedelta(days=4)))))

    found = read(store, clock)

    assert found.weeks[-1].requests.count == found.standing.step(Step.REQUESTED).count == 1
    assert found.standing.step(Step.REPLIED).count == 1
    assert found.days_by_id == {dana: 2}


def test_a_logged_call_is_no_interview(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    store.do(LogInteraction(InteractionDraft((dana,), InteractionKind.CALL, at(MONDAY, time(9)))))

    week = read(store, clock).weeks[-1]

    assert (week.talks.count, week.notes.count) == (0, 1)
