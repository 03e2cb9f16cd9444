"""What a user can change about the question bank."""

from dataclasses import dataclass

from sqlalchemy import func, select

from insidescoop.domain.drafts import insist
from insidescoop.domain.problems import Missing
from insidescoop.domain.questions import QuestionDraft, QuestionSource
from insidescoop.domain.text import first_line
from insidescoop.store.entities import Question
from insidescoop.store.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddQuestion:
    """Adds a question of the user's own to the bank, last in its category, and returns its id."""

    draft: QuestionDraft
    label: str = "Add question to the bank"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        last = work.session.scalar(select(func.max(Question.rank)).where(Question.category == self.draft.category))
        row = Question(
            text=self.draft.text or "",
            category=self.draft.category,
            source=QuestionSource.OWN,
            rank=(last or 0) + 1,
            is_starred=self.draft.is_starred,
        )
        work.session.add(row)
        work.session.flush()
        return row.id


@dataclass(frozen=True, slots=True)
class EditQuestion:
    """Changes a question of the bank; a built-in one is the user's from then on, and no upgrade touches it."""

    question_id: int
    draft: QuestionDraft
    label: str = "Edit question of the bank"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = _question(work, self.question_id)
        row.text = self.draft.text or ""
        row.category = self.draft.category
        row.is_starred = self.draft.is_starred
        row.is_edited = True


@dataclass(frozen=True, slots=True)
class StarQuestion:
    """Puts a star on a question, or takes it off."""

    question_id: int
    is_starred: bool
    label: str = "Star question"

    def run(self, work: UnitOfWork) -> None:
        row = _question(work, self.question_id)
        row.is_starred = self.is_starred
        work.name_step(f"{'Star' if self.is_starred else 'Unstar'} “{first_line(row.text, at_most=40)}”")


@dataclass(frozen=True, slots=True)
class RetireQuestion:
    """Takes a question out of the bank's list, or puts it back."""

    question_id: int
    is_retired: bool
    label: str = "Hide question"

    def run(self, work: UnitOfWork) -> None:
        row = _question(work, self.question_id)
        row.is_retired = self.is_retired
        work.name_step(f"{'Hide' if self.is_retired else 'Show'} “{first_line(row.text, at_most=40)}”")


def _question(work: UnitOfWork, question_id: int) -> Question:
    row = work.session.get(Question, question_id)
    if row is None:
        raise Missing("This question")
    return row
