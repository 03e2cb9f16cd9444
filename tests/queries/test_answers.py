"""What everybody said: gathered by question, narrowed by words, and marked by nobody but the user."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MONDAY, ZONE, add_contact, add_interview, at
from insidescoop.commands.contacts import DeleteContact
from insidescoop.commands.interviews import PlanCoreQuestions, PlanQuestions
from insidescoop.commands.talks import KeepAnswer, MarkNothingNew
from insidescoop.commands.wrap_up import WrapUp
from insidescoop.domain.interviews.answers import (
    AnswerCell,
    AnswerColumn,
    AnswerFilter,
    AnswerMatrix,
    AnswerRow,
    narrowed,
)
from insidescoop.domain.interviews.meeting import AskedState
from insidescoop.domain.interviews.wrap_ups import WrapUpDraft
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.queries.answers import answer_matrix
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.question_bank import bank_questions
from insidescoop.store.store import Store


def answered_with(planned_question_id: int, answer: str) -> KeepAnswer:
    return KeepAnswer(planned_question_id, answer, AskedState.ASKED, sitting="1")


@pytest.fixture
def answered(store: Store) -> Store:
    """Two talks with the core questions, some answered, the second wrapped up."""
    for name, day in (("Dana", MONDAY), ("Rafael", date(2026, 11, 20))):
        interview_id = add_interview(store, add_contact(store, name, "Roe"), starts=at(day))
        store.do(PlanCoreQuestions(interview_id))
        with store.reading() as session:
            page = interview_page(session, interview_id)
        assert page is not None
        store.do(answered_with(page.questions[0].id, f"{name} began at the desk"))
        if name == "Rafael":
            store.do(answered_with(page.questions[1].id, "Vendor records"))
            store.do(WrapUp(interview_id, WrapUpDraft(learned="Patience", fits="Suits me", rapport=4)))
    return store


def matrix(store: Store) -> AnswerMatrix:
    with store.reading() as session:
        return answer_matrix(session, zone=ZONE)


def test_the_same_question_stands_in_one_row_for_everybody(answered: Store) -> None:
    shown = narrowed(matrix(answered), AnswerFilter())

    assert [(column.name, column.day) for column in shown.columns] == [
        ("Dana Roe", MONDAY), ("Rafael Roe", date(2026, 11, 20)),
    ]  # fmt: skip
    texts = [[cell and cell.text for cell in row.cells] for row in shown.rows]
    assert texts == [
        [None, "Vendor records"],
        ["Dana began at the desk", "Rafael began at the desk"],
        [None, "Patience"],
    ]


def test_lines_for_promises_names_and_open_questions_are_no_answers(answered: Store) -> None:
    with answered.reading() as session:
        page = interview_page(session, 1)
    assert page is not None
    answered.do(answered_with(page.questions[2].id, "-> send the article by Fri\n@Priya Raman\n? who pays"))
    answered.do(answered_with(page.questions[3].id, "By demand.\n<- she sends the list"))

    shown = narrowed(matrix(answered), AnswerFilter())

    texts = [cell.text for row in shown.rows for cell in row.cells if cell]
    assert "By demand." in texts
    assert not [text for text in texts if "article" in text or "Priya" in text or "list" in text or "who pays" in text]


def test_questions_stand_as_in_the_bank_however_often_they_were_answered(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store, "Dana", "Roe"), starts=at(MONDAY))
    with store.reading() as session:
        path = [each for each in bank_questions(session) if each.category == "PATH"][:3]
    drafts = [PlannedQuestionDraft(each.text, question_id=each.id) for each in reversed(path)]
    store.do(PlanQuestions(interview_id, tuple(drafts)))
    with store.reading() as session:
        page = interview_page(session, interview_id)
    assert page is not None
    store.do(answered_with(page.questions[0].id, "The last of the bank's three, answered alone"))

    shown = narrowed(matrix(store), AnswerFilter(is_only_answered=False))

    assert [row.question for row in shown.rows] == [each.text for each in path]


def test_what_is_private_is_in_no_matrix(answered: Store) -> None:
    texts = [cell.text for row in matrix(answered).rows for cell in row.cells if cell is not None]

    assert "Suits me" not in texts


def test_questions_without_an_answer_are_shown_when_asked_for(answered: Store) -> None:
    shown = narrowed(matrix(answered), AnswerFilter(is_only_answered=False))

    assert len(shown.rows) == 11


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("vendor", ["Vendor records"]),
        ("rafael desk", ["Rafael began at the desk"]),
        ("DESK beg", ["Dana began at the desk", "Rafael began at the desk"]),
        ("hours", ["Vendor records"]),
        ("nothing of the kind", []),
    ],
)
def test_words_are_looked_for_in_questions_answers_and_names(answered: Store, text: str, cells: list[str]) -> None:
    shown = narrowed(matrix(answered), AnswerFilter(text=text))

    assert [cell.text for row in shown.rows for cell in row.cells if cell] == cells


def test_a_category_leaves_its_questions(answered: Store) -> None:
    shown = narrowed(matrix(answered), AnswerFilter(category="PATH"))

    assert [row.category for row in shown.rows] == ["PATH"]


def test_own_questions_are_known_by_their_words(store: Store) -> None:
    for name in ("Dana", "Bo"):
        interview_id = add_interview(store, add_contact(store, name))
        (question,) = store.do(PlanQuestions(interview_id, (PlannedQuestionDraft("Why  MAPS?"),))).result
        store.do(answered_with(question, name))

    shown = matrix(store)

    assert [row.answered for row in shown.rows] == [2]


def test_nothing_new_changes_the_mark_and_nothing_else(answered: Store) -> None:
    before = matrix(answered)

    answered.do(MarkNothingNew(1, is_nothing_new=True))

    after = matrix(answered)
    marked = [cell for row in after.rows for cell in row.cells if cell and cell.is_nothing_new]
    assert [cell.text for cell in marked] == ["Dana began at the desk"]
    assert [row.question for row in after.rows] == [row.question for row in before.rows]


def test_talks_with_people_in_the_trash_are_left_out(answered: Store) -> None:
    answered.do(DeleteContact(1))

    assert [column.name for column in matrix(answered).columns] == ["Rafael Roe"]


COLUMNS = st.builds(AnswerColumn, st.just(1), st.text(max_size=5), st.none())
CELLS = st.none() | st.builds(AnswerCell, st.just(1), st.just(1), st.text(min_size=1, max_size=9), st.booleans())


@given(
    st.integers(0, 4).flatmap(
        lambda count: st.builds(
            AnswerMatrix,
            st.lists(
                st.builds(AnswerColumn, st.just(1), st.text(max_size=5), st.none()), min_size=count, max_size=count
            ).map(tuple),
            st.lists(
                st.builds(
                    AnswerRow,
                    st.text(max_size=9),
                    st.sampled_from(["JOB", "OWN"]),
                    st.lists(CELLS, min_size=count, max_size=count).map(tuple),
                ),
                max_size=4,
            ).map(tuple),
        )
    ),
    st.builds(AnswerFilter, st.sampled_from([None, "JOB"]), st.text(max_size=3), st.booleans()),
)
def test_narrowing_invents_nothing_and_keeps_rows_and_columns_together(
    whole: AnswerMatrix, wanted: AnswerFilter
) -> None:
    shown = narrowed(whole, wanted)

    assert all(len(row.cells) == len(shown.columns) for row in shown.rows)
    assert set(shown.columns) <= set(whole.columns)
    there = [cell for row in whole.rows for cell in row.cells if cell]
    assert all(cell in there for row in shown.rows for cell in row.cells if cell)
    assert narrowed(shown, wanted) == shown
