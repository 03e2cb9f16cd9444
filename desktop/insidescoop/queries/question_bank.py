"""The question bank: built-in and own questions to choose from."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.questions import CATEGORY_TITLES, QuestionSource
from insidescoop.domain.text import fold
from insidescoop.store.entities import PlannedQuestion, Question


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of the bank. `times_planned` counts the plans it stands in; `settings` what library it is for."""

    id: int
    text: str
    category: str
    category_title: str
    source: QuestionSource
    core_order: int | None
    is_starred: bool
    is_retired: bool
    check_website_first: bool
    is_sensitive: bool
    only_if_offered: bool
    settings: tuple[str, ...]
    times_planned: int


def bank_questions(session: Session, typed: str = "", *, with_retired: bool = False) -> tuple[BankQuestion, ...]:
    """The questions in the bank's order, narrowed to those that hold every typed word."""
    planned = (
        select(PlannedQuestion.question_id, func.count().label("times"))
        .group_by(PlannedQuestion.question_id)
        .subquery()
    )
    statement = select(Question, planned.c.times).outerjoin(planned, planned.c.question_id == Question.id)
    if not with_retired:
        statement = statement.where(Question.is_retired.is_(False))
    order = {category: place for place, category in enumerate(CATEGORY_TITLES)}
    words = fold(typed).split()
    found = [
        BankQuestion(
            id=row.id,
            text=row.text,
            category=row.category,
            category_title=CATEGORY_TITLES.get(row.category, row.category),
            source=row.source,
            core_order=row.core_order,
            is_starred=row.is_starred,
            is_retired=row.is_retired,
            check_website_first=row.check_website_first,
            is_sensitive=row.is_sensitive,
            only_if_offered=row.only_if_offered,
            settings=tuple(row.settings.split(",")) if row.settings else (),
            times_planned=times or 0,
        )
        for row, times in session.execute(statement.order_by(Question.rank, Question.id))
        if all(word in fold(row.text) for word in words)
    ]
    return tuple(sorted(found, key=lambda question: order.get(question.category, len(order))))
