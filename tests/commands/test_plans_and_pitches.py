"""Plans of questions and texts of pitches."""

import pytest

from builders import add_contact, add_interview
from insidescoop.commands.interviews import (
    EditPlannedQuestion,
    MovePlannedQuestion,
    PlanCoreQuestions,
    PlanInterview,
    PlanQuestions,
    RemovePlannedQuestion,
)
from insidescoop.commands.picked_questions import PlanPickedQuestions
from insidescoop.commands.pitches import AddPitch, RestorePitchVersion, WritePitch
from insidescoop.commands.questions import AddQuestion, EditQuestion
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.domain.questions.questions import PlannedQuestionDraft, QuestionDraft
from insidescoop.queries.interview_board import planned_questions
from insidescoop.queries.pitch_desk import pitch_page
from insidescoop.queries.pitch_versions import pitch_versions
from insidescoop.queries.question_bank import bank_questions
from insidescoop.store.store import Store


@pytest.fixture
def interview_id(store: Store) -> int:
    return add_interview(store, add_contact(store))


def plan(store: Store, interview_id: int) -> list[tuple[str, int | None]]:
    with store.reading() as session:
        return [(row.text, row.minutes) for row in planned_questions(session, interview_id)]


def planned_ids(store: Store, interview_id: int) -> list[int]:
    with store.reading() as session:
        return [row.id for row in planned_questions(session, interview_id)]


@pytest.mark.parametrize(("minutes", "count", "timed"), [(15, 4, 4), (20, 10, 6), (45, 10, 10)])
def test_the_core_questions_suit_the_length(store: Store, minutes: int, count: int, timed: int) -> None:
    interview_id = add_interview(store, add_contact(store), minutes=minutes)

    store.do(PlanCoreQuestions(interview_id))

    planned = plan(store, interview_id)
    assert len(planned) == count
    assert len([each for _, each in planned if each is not None]) == timed
    assert planned[0][0].startswith("What brought you")


def test_core_questions_are_planned_once(store: Store, interview_id: int) -> None:
    store.do(PlanCoreQuestions(interview_id))

    again = store.do(PlanCoreQuestions(interview_id))

    assert not again.changes


def test_a_question_is_planned_once_however_it_is_added(store: Store, interview_id: int) -> None:
    with store.reading() as session:
        first, second = bank_questions(session)[:2]
    drafts = [PlannedQuestionDraft(each.text, question_id=each.id) for each in (first, second)]
    store.do(PlanQuestions(interview_id, (drafts[0], drafts[0])))
    (row_id,) = planned_ids(store, interview_id)
    store.do(EditPlannedQuestion(row_id, PlannedQuestionDraft("In words of my own", question_id=first.id)))
    store.do(PlanQuestions(interview_id, (PlannedQuestionDraft(second.text.upper()),)))

    again = store.do(PlanQuestions(interview_id, tuple(drafts)))
    picked = store.do(PlanPickedQuestions(interview_id, (first.id, second.id)))

    assert again.result == []
    assert not again.changes
    assert picked.result == 0
    assert {text for text, _ in plan(store, interview_id)} == {"In words of my own", second.text.upper()}


def test_an_interview_a_new_contact_and_the_core_questions_are_one_step(store: Store) -> None:
    command = PlanInterview(InterviewDraft(()), ContactDraft(given_name="Ines"), with_core_questions=True)

    interview_id = store.do(command).result
    label, planned = store.history().undo, plan(store, interview_id)
    store.undo()

    assert label == "Plan interview with Ines"
    assert len(planned) == 10
    assert store.history().undo is None


def test_an_interview_with_a_nameless_new_contact_is_refused(store: Store) -> None:
    with pytest.raises(Invalid):
        store.do(PlanInterview(InterviewDraft(()), ContactDraft()))


def test_a_later_edit_of_the_bank_changes_no_plan(store: Store, interview_id: int) -> None:
    with store.reading() as session:
        question = bank_questions(session)[0]
    store.do(PlanQuestions(interview_id, (PlannedQuestionDraft(question.text, question_id=question.id),)))

    store.do(EditQuestion(question.id, QuestionDraft(text="Something else?", category="FIELD")))

    assert plan(store, interview_id) == [(question.text, 2)]


@pytest.mark.parametrize(("to", "order"), [(0, "CAB"), (1, "ACB"), (99, "ABC"), (-5, "CAB")])
def test_a_question_is_put_where_it_is_wanted(store: Store, interview_id: int, to: int, order: str) -> None:
    ids = store.do(PlanQuestions(interview_id, tuple(PlannedQuestionDraft(letter) for letter in "ABC"))).result

    store.do(MovePlannedQuestion(ids[2], to))

    assert "".join(text for text, _ in plan(store, interview_id)) == order


def test_a_removed_question_leaves_no_gap(store: Store, interview_id: int) -> None:
    ids = store.do(PlanQuestions(interview_id, tuple(PlannedQuestionDraft(letter) for letter in "ABC"))).result

    store.do(RemovePlannedQuestion(ids[0]))
    store.do(PlanQuestions(interview_id, (PlannedQuestionDraft("D"),)))

    assert [text for text, _ in plan(store, interview_id)] == ["B", "C", "D"]


def test_an_empty_question_is_refused_and_a_missing_one_told(store: Store, interview_id: int) -> None:
    with pytest.raises(Invalid):
        store.do(PlanQuestions(interview_id, (PlannedQuestionDraft("  "),)))
    with pytest.raises(Missing):
        store.do(EditPlannedQuestion(99, PlannedQuestionDraft("A")))


def test_an_own_question_stands_last_in_its_category(store: Store) -> None:
    store.do(AddQuestion(QuestionDraft(text="How do you weed?", category="LIFE")))

    with store.reading() as session:
        own = [question for question in bank_questions(session) if question.category == "LIFE"][-1]
    assert own.text == "How do you weed?"


def test_every_distinct_text_of_a_pitch_is_kept_and_can_be_restored(store: Store) -> None:
    pitch_id = store.do(AddPitch(PitchDraft(name="Hallway", who_i_am="First."))).result
    for text in ("Second.", "First.", "Third."):
        store.do(WritePitch(pitch_id, PitchDraft(name="Hallway", who_i_am=text)))
    with store.reading() as session:
        versions = {version.text: version.id for version in pitch_versions(session, pitch_id)}

    store.do(RestorePitchVersion(versions["Second."]))

    with store.reading() as session:
        page = pitch_page(session, pitch_id)
    assert page is not None
    assert set(versions) == {"First.", "Second.", "Third."}
    assert page.draft.spoken_text == "Second."
