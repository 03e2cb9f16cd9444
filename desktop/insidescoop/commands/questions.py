"""What a user can change about the question bank."""

from sqlalchemy import func, select

from insidescoop.domain.drafts import insist
from insidescoop.domain.questions.questions import QuestionDraft, QuestionSource
from insidescoop.domain.text import counted, first_line
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Question
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
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
        _mark(row, self.draft)
        return work.add(row).id


@frozen
class EditQuestion:
    """Changes a question of the bank; a built-in one is the user's from then on, and no upgrade touches it."""

    question_id: int
    draft: QuestionDraft
    label: str = "Edit question of the bank"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.get(Question, self.question_id)
        row.text = self.draft.text or ""
        row.category = self.draft.category
        row.is_starred = self.draft.is_starred
        row.is_edited = True
        if row.built_in_id is None:
            _mark(row, self.draft)


@frozen
class StarQuestion:
    """Puts a star on a question, or takes it off."""

    question_id: int
    is_starred: bool
    label: str = "Star question"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Question, self.question_id)
        row.is_starred = self.is_starred
        work.set_undo_label(f"{'Star' if self.is_starred else 'Unstar'} “{first_line(row.text, at_most=40)}”")


@frozen
class RetireQuestion:
    """Takes a question out of the bank's list, or puts it back."""

    question_id: int
    is_retired: bool
    label: str = "Hide question"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Question, self.question_id)
        row.is_retired = self.is_retired
        work.set_undo_label(f"{'Hide' if self.is_retired else 'Show'} “{first_line(row.text, at_most=40)}”")


@frozen
class AddSharedQuestions:
    """Adds questions somebody shared, each last in its category; returns how many."""

    drafts: tuple[QuestionDraft, ...]

    @property
    def label(self) -> str:
        return f"Add {counted(len(self.drafts), 'shared question')}"

    def run(self, work: UnitOfWork) -> int:
        last = select(Question.category, func.max(Question.rank)).group_by(Question.category)
        ranks: dict[str, int] = {row[0]: row[1] or 0 for row in work.session.execute(last)}
        for draft in self.drafts:
            insist(draft.problems())
            ranks[draft.category] = ranks.get(draft.category, 0) + 1
            row = Question(
                text=draft.text or "",
                category=draft.category,
                source=QuestionSource.IMPORTED,
                rank=ranks[draft.category],
            )
            _mark(row, draft)
            work.session.add(row)
        return len(self.drafts)


def _mark(row: Question, draft: QuestionDraft) -> None:
    row.settings = ",".join(draft.settings) or None
    row.is_sensitive = draft.is_sensitive
    row.check_website_first = draft.check_website_first
