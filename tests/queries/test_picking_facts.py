"""What the picker is told of a talk and of what has been heard."""

from builders import MONDAY, add_contact, add_interview, at
from insidescoop.commands.interviews import PlanCoreQuestions, PlanQuestions
from insidescoop.commands.organizations import NoteOnOrganization
from insidescoop.commands.picked_questions import PlanPickedQuestions
from insidescoop.commands.talks import KeepAnswer
from insidescoop.domain.acquaintance import Role
from insidescoop.domain.interviews.meeting import AskedState
from insidescoop.domain.questions.picking import pick_questions
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.picking_facts import PickingFacts, picking_facts
from insidescoop.store.store import Store
from test_any_order import rows_of


def facts_of(store: Store, interview_id: int) -> PickingFacts:
    with store.reading() as session:
        found = picking_facts(session, interview_id)
    assert found is not None
    return found


def texts(store: Store, interview_id: int) -> list[str]:
    with store.reading() as session:
        page = interview_page(session, interview_id)
        assert page is not None
        return [question.text for question in page.questions]


def test_what_was_heard_counts_people_and_is_known_of_this_one(store: Store) -> None:
    dana, bo = add_contact(store), add_contact(store, "Bo", "Berg")
    held = add_interview(store, dana, starts=at(MONDAY))
    (first, second, *_rest) = store.do(PlanCoreQuestions(held)).result
    store.do(KeepAnswer(first, "By way of a bindery", AskedState.ASKED, "1"))
    store.do(KeepAnswer(second, None, AskedState.ASKED, "1"))
    again, other = add_interview(store, dana), add_interview(store, bo)

    with_dana, with_bo = facts_of(store, again), facts_of(store, other)

    heard = [(each.core_order, each.answered_by, each.was_asked_of_them) for each in with_dana.candidates
             if each.core_order in (1, 2, 3)]  # fmt: skip
    assert sorted(heard) == [(1, 1, True), (2, 0, True), (3, 0, False)]
    assert not any(each.was_asked_of_them for each in with_bo.candidates)
    assert not with_bo.situation.is_first


def test_the_person_gives_setting_and_role(store: Store) -> None:
    terms = (Term(Vocabulary.SETTING, "Law library"), Term(Vocabulary.FUNCTION, "Metadata"))
    dana = add_contact(store, terms=terms, role=Role.HIRING_MANAGER)

    situation = facts_of(store, add_interview(store, dana)).situation

    assert situation.settings == {"law", "special", "metadata"}
    assert (situation.role, situation.is_first, situation.question_minutes) == (Role.HIRING_MANAGER, True, 13)


def test_news_of_the_organization_closes_the_field_of_a_question(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store, organization="Harbor"))
    before = [each.id for each in facts_of(store, interview_id).candidates if each.has_open_field]

    store.do(NoteOnOrganization(1, "Serves 12,000\nNews: the merger with the city archive."))

    facts = facts_of(store, interview_id)
    assert len(before) == 1
    assert not any(each.has_open_field for each in facts.candidates)
    assert facts.text_by_id[before[0]].startswith("I read about the merger with the city archive.")


def test_picks_join_the_plan_in_order_and_keep_what_was_there(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store))
    store.do(PlanQuestions(interview_id, (PlannedQuestionDraft("My own?", 5),)))
    facts = facts_of(store, interview_id)
    picks = pick_questions(facts.candidates, facts.situation)
    before = rows_of(store)

    done = store.do(PlanPickedQuestions(interview_id, tuple(pick.question_id for pick in picks)))

    assert len(picks) == 9
    expected = [facts.text_by_id[pick.question_id] for pick in picks]
    assert texts(store, interview_id) == [*expected[:-1], "My own?", expected[-1]]
    assert (done.result, done.label) == (9, "Plan 9 picked questions")
    store.undo()
    assert rows_of(store) == before


def test_a_second_pick_plans_nothing_twice(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store))
    store.do(PlanCoreQuestions(interview_id))
    facts = facts_of(store, interview_id)

    picks = pick_questions(facts.candidates, facts.situation, pinned=facts.planned)
    store.do(PlanPickedQuestions(interview_id, tuple(pick.question_id for pick in picks)))

    assert len(texts(store, interview_id)) == 10
