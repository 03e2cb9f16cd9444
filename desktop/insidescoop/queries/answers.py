"""Gathers every answer of every talk: questions by people."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.interviews.answers import AnswerCell, AnswerColumn, AnswerMatrix, AnswerRow
from insidescoop.domain.meeting_notes import plain_notes
from insidescoop.domain.moments import local_zone_of
from insidescoop.domain.questions.questions import ANSWER_CATEGORIES, FROM_WRAP_UPS
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact, Interview, InterviewContact, PlannedQuestion, Question

_WRITTEN_AFTER = (
    ("learned", "What I learned"),
    ("surprised", "What surprised me"),
    ("still_to_know", "What I still need to know"),
    ("sources", "Sources they named"),
    ("talk_notes", "Notes of the talk"),
)
"""How it fits, and the ratings, are the user's own business and stand nowhere but in the wrap-up."""


def answer_matrix(session: Session, *, zone: str) -> AnswerMatrix:
    """The answers of all talks with people outside the trash; days on the calendar of `zone`."""
    talks = [
        (row, name)
        for row, name in session.execute(
            select(Interview, Contact.display_name)
            .join(InterviewContact, (InterviewContact.interview_id == Interview.id) & (InterviewContact.position == 0))
            .join(Contact, Contact.id == InterviewContact.contact_id)
            .where(Contact.trashed_at.is_(None))
        )
    ]
    planned: dict[int, list[_Asked]] = {}
    for question, category, rank in session.execute(
        select(PlannedQuestion, Question.category, Question.rank)
        .outerjoin(Question, Question.id == PlannedQuestion.question_id)
        .order_by(PlannedQuestion.interview_id, PlannedQuestion.position)
    ):
        answer = plain_notes(question.answer or "")
        planned.setdefault(question.interview_id, []).append(_Asked(question, category or "OWN", rank, answer))
    talks = [each for each in talks if _says_something(each[0], planned.get(each[0].id, []))]
    talks.sort(key=lambda each: (_began(each[0]), each[0].id), reverse=True)
    columns = tuple(AnswerColumn(row.id, name, _day(row, zone)) for row, name in talks)
    rows: dict[tuple[str, str], _Row] = {}
    for place, (row, _name) in enumerate(talks):
        for asked in planned.get(row.id, []):
            # The same question may be worded anew in a plan; by the bank's it is known again.
            question = asked.question
            key = str(question.question_id) if question.question_id is not None else fold(question.text)
            found = rows.setdefault(
                ("bank" if question.question_id else "own", key),
                _Row(question.text, asked.category, len(talks), rank=asked.rank),
            )
            if asked.answer:
                found.add(place, AnswerCell(row.id, question.id, asked.answer, question.is_nothing_new))
        for column, title in _WRITTEN_AFTER:
            text = plain_notes(getattr(row, column) or "")
            if text:
                found = rows.setdefault(("after", column), _Row(title, FROM_WRAP_UPS, len(talks)))
                found.add(place, AnswerCell(row.id, None, text))
    order = {category: number for number, category in enumerate(ANSWER_CATEGORIES)}
    # As the bank has them; one's own in the order of the plans, what was written after a talk in that of the wrap-up.
    after = {title: number for number, (_column, title) in enumerate(_WRITTEN_AFTER)}
    found_in_order = sorted(
        rows.values(), key=lambda each: (order.get(each.category, len(order)), each.rank, after.get(each.question, 0))
    )
    return AnswerMatrix(columns, tuple(each.made() for each in found_in_order))


@frozen
class _Asked:
    """A planned question with its category, its place there, and what of its answer is one.

    Lines for promises, names and open questions are followed up elsewhere, and no answers.
    """

    question: PlannedQuestion
    category: str
    rank: int | None
    answer: str


class _Row:
    def __init__(self, question: str, category: str, columns: int, *, rank: int | None = None) -> None:
        self.question, self.category, self.rank = question, category, rank or 0
        self._cells: list[AnswerCell | None] = [None] * columns

    def add(self, place: int, cell: AnswerCell) -> None:
        before = self._cells[place]
        if before is not None:
            cell = AnswerCell(
                before.interview_id,
                before.planned_question_id,
                f"{before.text}\n{cell.text}",
                before.is_nothing_new and cell.is_nothing_new,
            )
        self._cells[place] = cell

    def made(self) -> AnswerRow:
        return AnswerRow(self.question, self.category, tuple(self._cells))


def _says_something(row: Interview, asked: list[_Asked]) -> bool:
    return any(each.answer for each in asked) or any(
        plain_notes(getattr(row, name) or "") for name, _title in _WRITTEN_AFTER
    )


def _began(row: Interview) -> str:
    began = row.talk_began_at or row.starts_at or row.planned_at
    return began.isoformat()


def _day(row: Interview, zone: str) -> date | None:
    began = row.talk_began_at or row.starts_at
    return None if began is None else local_zone_of(began, zone).date()
