"""Talks and their wrap-up: what they keep, what follows from them, and that one step takes all of it back."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import MONDAY, SetClock, add_contact, add_interview, at
from insidescoop.commands.contacts import EditContact
from insidescoop.commands.follow_up_rules import ChangeFollowUpRule, RecountFollowUps
from insidescoop.commands.follow_ups import SettleFollowUp, TakeBackFollowUp
from insidescoop.commands.forgetting import ForgetContact
from insidescoop.commands.interviews import (
    DeleteInterview,
    EditInterview,
    MoveToStage,
    PlanCoreQuestions,
    PlanQuestions,
)
from insidescoop.commands.organizations import NoteOnOrganization
from insidescoop.commands.talks import EndTalk, KeepAnswer, KeepTalkNotes, MarkNothingNew, StartTalk, StartTalkNow
from insidescoop.commands.wrap_up import KeepWrapUpDraft, WrapUp
from insidescoop.domain.contacts import Closeness, ContactDraft
from insidescoop.domain.follow_ups.rules import Unit
from insidescoop.domain.interactions import InteractionKind, OutcomeKind
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.interviews.meeting import AskedState
from insidescoop.domain.interviews.wrap_ups import Again, NameGiven, OpenQuestion, Promise, PromiseBy, WrapUpDraft
from insidescoop.domain.problems import Invalid, Problem
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.debrief import Debrief, debrief, thank_you_facts
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.search import found
from insidescoop.queries.talks import Talk, running_talk, talk
from insidescoop.queries.today import today
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE
from test_any_order import rows_of


@pytest.fixture
def interview_id(store: Store) -> int:
    """A talk with one question that began now."""
    planned = add_interview(store, add_contact(store), starts=at(MONDAY))
    store.do(PlanQuestions(planned, (PlannedQuestionDraft("How do you hire?"),)))
    store.do(StartTalk(planned))
    return planned


def shown(store: Store, interview_id: int) -> Talk:
    with store.reading() as session:
        found_talk = talk(session, interview_id)
    assert found_talk is not None
    return found_talk


def wrap_up_of(store: Store, interview_id: int) -> Debrief:
    with store.reading() as session:
        kept = debrief(session, interview_id, today=MONDAY, zone="America/New_York")
    assert kept is not None
    return kept


def card(store: Store, contact_id: int) -> ContactCard:
    with store.reading() as session:
        kept = contact_card(session, contact_id)
    assert kept is not None
    return kept


def due(store: Store, clock: SetClock) -> dict[str, date]:
    with store.reading() as session:
        later = clock.now() + timedelta(days=60)
        return {each.what: each.due_on for each in today(session, now=later, zone=clock.zone).due}


def keep(store: Store, text: str, sitting: str = "1", question_id: int = 1) -> None:
    store.do(KeepAnswer(question_id, text, AskedState.ASKED, sitting))


def test_an_answer_kept_each_second_is_one_step(store: Store, interview_id: int) -> None:
    before = rows_of(store)
    text = "They look for patience and short e-mails."
    for end in range(1, len(text) + 1):
        keep(store, text[:end])
    after = rows_of(store)

    store.undo()

    assert rows_of(store) == before
    store.redo()
    assert rows_of(store) == after
    assert shown(store, interview_id).questions[0].answer == text


@pytest.mark.usefixtures("interview_id")
def test_the_step_of_an_answer_stays_small(store: Store) -> None:
    for number in range(50):
        keep(store, f"words {number}")

    with store._writer.begin() as connection:
        images = connection.exec_driver_sql(
            "SELECT count(*) FROM undo_change WHERE step_id = (SELECT max(id) FROM undo_step)"
        ).scalar_one()
    assert images == 1


def test_another_step_between_ends_the_series(store: Store, interview_id: int) -> None:
    keep(store, "one")
    store.do(KeepTalkNotes(interview_id, "by the way", "1"))
    keep(store, "one two")

    store.undo()
    back_once = shown(store, interview_id)
    store.undo()
    back_twice = shown(store, interview_id)

    assert (back_once.questions[0].answer, back_once.notes) == ("one", "by the way")
    assert (back_twice.questions[0].answer, back_twice.notes) == ("one", None)


@pytest.mark.parametrize("between", ["undo", "sitting", "reopen"])
def test_a_series_is_not_taken_up_again(store: Store, interview_id: int, between: str) -> None:
    keep(store, "one")
    if between == "undo":
        store.undo()
    if between == "reopen":
        store._series = None
    keep(store, "one two", "2" if between == "sitting" else "1")

    store.undo()

    left = shown(store, interview_id)
    assert left.questions[0].answer == (None if between == "undo" else "one")
    assert left.began is not None


def test_what_was_typed_and_taken_out_again_leaves_no_step(store: Store, interview_id: int) -> None:
    label = store.history().undo
    store.do(KeepTalkNotes(interview_id, "a word", "1"))

    done = store.do(KeepTalkNotes(interview_id, "", "1"))

    assert done.changes
    assert not done.can_undo
    assert store.history().undo == label


def test_a_talk_goes_on_until_it_is_ended(store: Store, interview_id: int, clock: SetClock) -> None:
    with store.reading() as session:
        running = running_talk(session)
    clock.instant += timedelta(minutes=22)

    store.do(EndTalk(interview_id))

    with store.reading() as session:
        assert running_talk(session) is None
    assert running is not None
    assert (running.interview_id, running.contact_name) == (interview_id, "Dana Okafor")
    kept = shown(store, interview_id)
    assert kept.began is not None
    assert kept.ended == kept.began + timedelta(minutes=22)


def test_a_talk_begun_again_keeps_its_beginning(store: Store, interview_id: int, clock: SetClock) -> None:
    began = shown(store, interview_id).began
    clock.instant += timedelta(minutes=5)

    store.do(StartTalk(interview_id))

    assert shown(store, interview_id).began == began


def test_only_one_talk_goes_on(store: Store, interview_id: int) -> None:
    second = store.do(StartTalkNow(None, ContactDraft(given_name="Bo", family_name="Berg"))).result

    with store.reading() as session:
        running = running_talk(session)
    assert running is not None
    assert running.interview_id == second
    assert shown(store, interview_id).ended is not None


def test_a_talk_nobody_planned_needs_a_person_and_nothing_else(store: Store, clock: SetClock) -> None:
    bo = store.do(StartTalkNow(None, ContactDraft(given_name="Bo"), minutes=10)).result

    kept = shown(store, bo)

    assert (kept.contact_name, kept.minutes, kept.began, kept.questions) == ("Bo", 10, clock.now(), ())
    assert due(store, clock) == {}
    store.undo()
    assert store.history().undo is None


@pytest.mark.parametrize("stage", [None, Stage.ASKED, Stage.DECLINED])
def test_a_talk_can_begin_whatever_was_agreed(store: Store, clock: SetClock, stage: Stage | None) -> None:
    planned = add_interview(store, add_contact(store))
    if stage is not None:
        store.do(MoveToStage(planned, stage))

    store.do(StartTalk(planned))

    assert shown(store, planned).stage is Stage.SCHEDULED
    assert due(store, clock) == {}


FULL = WrapUpDraft(
    learned="They process by demand\nThe backlog is public",
    surprised="So few meetings",
    fits="Suits me",
    still_to_know="What it pays",
    sources="Archives Gig",
    outcomes={OutcomeKind.REFERRAL: "Priya", OutcomeKind.RESUME_FEEDBACK: None},
    names=(
        NameGiven("Priya Raman", may_use_name=True, words_used="runs digitization"),
        NameGiven("Nobody Atall", is_wanted=False),
        NameGiven("Priya Raman", words_used="again"),
    ),
    promises=(
        Promise(PromiseBy.ME, "send the article", date(2026, 11, 30)),
        Promise(PromiseBy.ME, "write to Priya"),
        Promise(PromiseBy.THEM, "she sends the job list", date(2026, 12, 1)),
        Promise(PromiseBy.THEM, "an invitation"),
        Promise(PromiseBy.ME, "left out", is_wanted=False),
    ),
    questions=(OpenQuestion("who decides"), OpenQuestion("not this", is_wanted=False)),
    rapport=5,
    energy=4,
    fit_rating=3,
    talk_again=Again.YES,
    closeness=Closeness.ACTIVE,
)


def test_a_wrap_up_does_all_that_follows_and_one_step_takes_it_back(
    store: Store, interview_id: int, clock: SetClock
) -> None:
    clock.instant += timedelta(minutes=21)
    before = rows_of(store)

    store.do(WrapUp(interview_id, FULL))

    kept = shown(store, interview_id)
    dana, priya = card(store, 1), card(store, 2)
    assert (kept.stage, kept.ended) == (Stage.HELD, clock.now())
    assert (dana.timeline[0].kind, dana.timeline[0].summary) == (
        InteractionKind.INTERVIEW,
        "Talked for 21 minutes",
    )
    assert dana.draft.closeness is Closeness.ACTIVE
    assert [row.name for row in dana.introductions.led_to] == ["Priya Raman", "Priya Raman"]
    assert dana.introductions.led_to[0].draft.may_use_name is True
    assert priya.name == "Priya Raman"
    told = due(store, clock)
    assert told == {
        "Thank Dana Okafor": date(2026, 11, 24),
        "As promised: write to Priya": date(2026, 11, 26),
        "Write to Priya Raman": date(2026, 11, 26),
        "As promised: send the article": date(2026, 11, 30),
        "A friendly reminder, once: an invitation": date(2026, 11, 30),
        "A friendly reminder, once: she sends the job list": date(2026, 12, 8),
        "Keep in touch with Dana Okafor": date(2026, 12, 23),
        "Tell Dana Okafor what came of the advice": date(2026, 12, 23),
    }
    for words in ("backlog", "few meetings", "suits", "who decides", "archives gig", "invitation", "pays"):
        with store.reading() as session:
            assert "Interview with Dana Okafor" in [hit.title for hit in found(session, words)], words
    store.undo()
    assert rows_of(store) == before


def test_wrapped_up_again_only_what_is_new_is_added(store: Store, interview_id: int, clock: SetClock) -> None:
    store.do(WrapUp(interview_id, FULL))
    before, told = rows_of(store), due(store, clock)

    again = wrap_up_of(store, interview_id).draft
    store.do(WrapUp(interview_id, again))

    assert due(store, clock) == told
    kept = rows_of(store)
    for table in ("contact", "introduction", "interview_promise", "outcome", "interaction", "follow_up"):
        assert kept[table] == before[table], table


def test_an_outcome_that_is_no_longer_ticked_goes(store: Store, interview_id: int) -> None:
    store.do(WrapUp(interview_id, FULL))
    again = wrap_up_of(store, interview_id).draft

    store.do(WrapUp(interview_id, replace(again, outcomes={OutcomeKind.REFERRAL: "two names"})))

    assert wrap_up_of(store, interview_id).draft.outcomes == {OutcomeKind.REFERRAL: "two names"}


def test_a_new_name_of_the_person_leaves_the_words_of_a_promise(
    store: Store, interview_id: int, clock: SetClock
) -> None:
    store.do(WrapUp(interview_id, FULL))

    store.do(EditContact(1, ContactDraft(given_name="Diana", closeness=Closeness.ACTIVE)))

    assert "As promised: send the article" in due(store, clock)
    assert "Thank Diana" in due(store, clock)


def test_a_promise_keeps_its_words_and_its_day_when_the_rules_change(
    store: Store, interview_id: int, clock: SetClock
) -> None:
    store.do(WrapUp(interview_id, FULL))
    promised = {what: day for what, day in due(store, clock).items() if "article" in what}

    store.do(ChangeFollowUpRule("F09", True, 9, Unit.DAYS))
    store.do(RecountFollowUps())

    assert promised
    assert promised.items() <= due(store, clock).items()


PROMISED = WrapUpDraft(promises=(Promise(PromiseBy.ME, "call by Mon"), Promise(PromiseBy.THEM, "the reading list")))


def test_a_deleted_interview_takes_its_promises_with_it_and_undo_brings_them_back(
    store: Store, interview_id: int, clock: SetClock
) -> None:
    store.do(WrapUp(interview_id, PROMISED))
    before = rows_of(store)

    store.do(DeleteInterview(interview_id))

    assert [what for what in due(store, clock) if "call" in what or "list" in what] == []
    store.undo()
    assert rows_of(store) == before


def test_what_was_promised_in_a_deleted_interview_hides_no_promise_of_the_next(
    store: Store, interview_id: int, clock: SetClock
) -> None:
    store.do(WrapUp(interview_id, PROMISED))
    promised = [what for what in due(store, clock) if "call" in what or "list" in what]
    call = next(each for each in card(store, 1).next_steps if "call" in each.what)
    store.do(SettleFollowUp(call.id))
    store.do(DeleteInterview(interview_id))
    omar = add_contact(store, "Omar", "Haddad")
    anew = add_interview(store, omar, starts=at(MONDAY))
    store.do(StartTalk(anew))

    store.do(WrapUp(anew, PROMISED))

    assert anew == interview_id
    assert {each.what.replace("Omar Haddad", "Dana Okafor") for each in card(store, omar).next_steps} >= set(promised)
    store.do(TakeBackFollowUp(call.id))
    assert "call" in card(store, 1).next_steps[0].what


def test_a_promise_in_an_interview_that_is_forgotten_with_its_person_hides_no_other(
    store: Store, interview_id: int
) -> None:
    store.do(WrapUp(interview_id, PROMISED))
    omar = add_contact(store, "Omar", "Haddad")
    store.do(EditInterview(interview_id, InterviewDraft((omar,), starts=at(MONDAY))))

    store.do(ForgetContact(omar))

    assert [each.what for each in card(store, 1).next_steps if "call" in each.what] == []


def test_a_talk_does_not_introduce_its_own_person(store: Store, interview_id: int) -> None:
    with pytest.raises(Invalid):
        store.do(WrapUp(interview_id, WrapUpDraft(names=(NameGiven("Dana", contact_id=1),))))


def test_nothing_follows_for_somebody_not_to_be_contacted(store: Store, interview_id: int, clock: SetClock) -> None:
    store.do(EditContact(1, ContactDraft(given_name="Dana", do_not_contact=True)))

    store.do(WrapUp(interview_id, WrapUpDraft(promises=(Promise(PromiseBy.ME, "send it"),))))

    assert due(store, clock) == {}


def test_what_the_notes_hold_is_proposed_once_and_corrections_stay(store: Store, interview_id: int) -> None:
    keep(store, "Patience.\n-> send article by Fri\n@Priya Raman intro\n? who pays")
    store.do(KeepTalkNotes(interview_id, "<- she sends the list", "1"))
    first = wrap_up_of(store, interview_id).draft
    corrected = replace(
        first,
        promises=(replace(first.promises[0], what="send the article"), replace(first.promises[1], is_wanted=False)),
    )

    store.do(KeepWrapUpDraft(interview_id, corrected, "1"))

    assert [each.what for each in first.promises] == ["send article", "she sends the list"]
    assert first.promises[0].due_on == date(2026, 11, 27)
    assert [(each.name, each.words_used) for each in first.names] == [("Priya Raman", "intro")]
    assert [each.text for each in first.questions] == ["who pays"]
    assert first.outcomes == {OutcomeKind.REFERRAL: None}
    assert wrap_up_of(store, interview_id).draft == corrected


def test_a_thank_you_finds_what_was_noted(store: Store, interview_id: int) -> None:
    store.do(WrapUp(interview_id, FULL))

    with store.reading() as session:
        facts = thank_you_facts(session, interview_id, today=MONDAY)

    assert facts.specific_point == "They process by demand"
    assert facts.named == ("Priya Raman",)
    assert facts.promises == ("send the article by Monday 30 November", "write to Priya")


def test_a_forgotten_name_is_forgotten_in_the_wrap_up_too(store: Store, interview_id: int, folder: Path) -> None:
    named = NameGiven("Xanthippe Quill", words_used="runs digitization")
    store.do(WrapUp(interview_id, WrapUpDraft(names=(named,), learned="Patience")))

    store.do(ForgetContact(2))

    assert wrap_up_of(store, interview_id).draft == WrapUpDraft(learned="Patience")
    store.close()
    assert b"Xanthippe" not in (folder / STORE_FILE).read_bytes()


def test_nothing_new_is_a_mark_on_an_answer_only(store: Store, interview_id: int) -> None:
    with pytest.raises(Problem):
        store.do(MarkNothingNew(1, is_nothing_new=True))
    keep(store, "As everybody says")

    store.do(MarkNothingNew(1, is_nothing_new=True))

    assert shown(store, interview_id).questions[0].is_nothing_new


def test_the_core_questions_come_with_their_state(store: Store) -> None:
    planned = add_interview(store, add_contact(store))
    store.do(PlanCoreQuestions(planned))

    assert {question.state for question in shown(store, planned).questions} == {AskedState.OPEN}


def test_a_question_is_shown_with_the_news_in_it(store: Store) -> None:
    contact_id = add_contact(store, organization="Harbor")
    planned = add_interview(store, contact_id, starts=at(MONDAY))
    with store.reading() as session:
        organization_id = interview_page(session, planned).organization_id
    store.do(NoteOnOrganization(organization_id, "News: the merger with the city archive."))
    store.do(PlanQuestions(planned, (PlannedQuestionDraft("I read about {recent_news}. What did that change?"),)))

    asked = shown(store, planned).questions[-1].text

    assert asked == "I read about the merger with the city archive. What did that change?"
