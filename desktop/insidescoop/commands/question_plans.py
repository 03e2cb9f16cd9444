"""Puts questions into the plan of an interview, within a step."""

from sqlalchemy import select

from insidescoop.domain.drafts import insist
from insidescoop.domain.questions.questions import PlannedQuestionDraft, minutes_each, not_yet_planned, questions_for
from insidescoop.queries.interview_board import plan_of
from insidescoop.store.entities import Interview, PlannedQuestion, Question
from insidescoop.store.unit_of_work import UnitOfWork


def plan_core_questions(work: UnitOfWork, row: Interview) -> list[int]:
    """Plans the core questions that suit an interview's length and are not planned yet; returns their ids."""
    planned = {question.question_id for question in row.questions}
    statement = (
        select(Question)
        .where(Question.core_order.in_(questions_for(row.minutes)), Question.is_retired.is_(False))
        .order_by(Question.core_order)
    )
    fresh = [question for question in work.session.scalars(statement) if question.id not in planned]
    taken = sum(question.minutes or 0 for question in row.questions)
    minutes = minutes_each(len(fresh), discussion_minutes=plan_of(work.session, row).questions - taken)
    drafts = [
        PlannedQuestionDraft(question.text, each, question.id) for question, each in zip(fresh, minutes, strict=True)
    ]
    return append_questions(work, row, tuple(drafts))


def append_questions(work: UnitOfWork, row: Interview, drafts: tuple[PlannedQuestionDraft, ...]) -> list[int]:
    """Puts questions that are not planned yet at the end of an interview's plan; returns their ids."""
    for draft in drafts:
        insist(draft.problems())
    planned = [PlannedQuestionDraft(question.text, None, question.question_id) for question in row.questions]
    added = [
        PlannedQuestion(question_id=draft.question_id, position=position, text=draft.text or "", minutes=draft.minutes)
        for position, draft in enumerate(not_yet_planned(drafts, planned), start=len(row.questions))
    ]
    row.questions.extend(added)
    work.session.flush()
    return [question.id for question in added]
