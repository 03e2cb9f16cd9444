"""The question bank: built-in and own questions to choose from, and what was heard on them before."""

from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.questions.questions import CATEGORY_TITLES, QuestionDraft, QuestionSource
from insidescoop.domain.questions.settings import suits
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.queries.interview_board import moment_of_talk
from insidescoop.store.entities import Interview, InterviewContact, PlannedQuestion, Question


class Offered(StrEnum):
    """Which questions the bank shows."""

    FITTING = "fitting"
    ALL = "all"
    STARRED = "starred"
    OWN = "own"
    HIDDEN = "hidden"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            Offered.FITTING: "For this person",
            Offered.ALL: "All",
            Offered.STARRED: "Starred and the ten",
            Offered.OWN: "My own",
            Offered.HIDDEN: "Hidden",
        }[self]


@frozen
class AskedBefore:
    """That a question was put to a person already: the day if one is known, and what they said."""

    day: date | None
    answer: str | None


@frozen
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

    def draft(self) -> QuestionDraft:
        """The question as it can be changed; the mark "any" of the built-in ones stands for everybody."""
        settings = tuple(setting for setting in self.settings if setting != "any")
        return QuestionDraft(
            self.text, self.category, self.is_starred, settings, self.is_sensitive, self.check_website_first
        )


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


def is_offered(question: BankQuestion, offered: Offered, *, settings: frozenset[str]) -> bool:
    """Whether the bank shows a question; `settings` are those of the person talked to."""
    if offered is Offered.HIDDEN:
        return question.is_retired
    if question.is_retired:
        return False
    if offered is Offered.STARRED:
        return question.is_starred or question.core_order is not None
    if offered is Offered.OWN:
        return question.source is not QuestionSource.BUILT_IN
    return offered is Offered.ALL or suits(question.settings, settings)


def asked_before(session: Session, interview_id: int) -> dict[int, AskedBefore]:
    """What was asked of the people of an interview in other talks, by the id of the question; the latest counts."""
    people = select(InterviewContact.contact_id).where(InterviewContact.interview_id == interview_id)
    rows = session.execute(
        select(PlannedQuestion.question_id, PlannedQuestion.answer, Interview)
        .join(Interview, Interview.id == PlannedQuestion.interview_id)
        .join(InterviewContact, InterviewContact.interview_id == Interview.id)
        .where(
            InterviewContact.contact_id.in_(people),
            Interview.id != interview_id,
            PlannedQuestion.question_id.is_not(None),
            PlannedQuestion.was_asked.is_(True) | PlannedQuestion.answer.is_not(None),
        )
        .order_by(func.coalesce(Interview.talk_began_at, Interview.starts_at), PlannedQuestion.id)
    )
    found: dict[int, AskedBefore] = {}
    for question_id, answer, row in rows:
        starts = moment_of_talk(row)
        found[question_id or 0] = AskedBefore(None if starts is None else starts.local.date(), answer)
    return found


def own_questions(session: Session) -> tuple[QuestionDraft, ...]:
    """The questions that are not built in and not hidden, as they can be shared."""
    own = (question for question in bank_questions(session) if question.source is not QuestionSource.BUILT_IN)
    return tuple(question.draft() for question in own)


def all_texts(session: Session) -> tuple[str, ...]:
    """The wording of every question, hidden ones too."""
    return tuple(session.scalars(select(Question.text)))
