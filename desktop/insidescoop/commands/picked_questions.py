"""Takes up the questions that were picked for a talk."""

from insidescoop.domain.drafts import insist
from insidescoop.domain.questions.questions import PlannedQuestionDraft, minutes_each, not_yet_planned
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.queries.interview_board import plan_of
from insidescoop.store.entities import Interview, PlannedQuestion, Question
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class PlanPickedQuestions:
    """Puts the picked questions of the bank into a plan, in their order; returns how many are new.

    What is in the plan already, by its words too, keeps its words, minutes and answers. A question of the plan that is
    not among the picked ones (one of the user's own words) stays too, before the last of them.
    """

    interview_id: int
    question_ids: tuple[int, ...]
    label: str = "Plan picked questions"

    def run(self, work: UnitOfWork) -> int:
        row = work.get(Interview, self.interview_id)
        there = {question.question_id: question for question in row.questions}
        wanted = [_draft(work, question_id) for question_id in self.question_ids if question_id not in there]
        fresh = not_yet_planned(wanted, [PlannedQuestionDraft(each.text) for each in row.questions])
        taken = sum(question.minutes or 0 for question in row.questions)
        minutes = minutes_each(len(fresh), discussion_minutes=max(plan_of(work.session, row).questions - taken, 0))
        for draft, each in zip(fresh, minutes, strict=True):
            there[draft.question_id] = PlannedQuestion(
                question_id=draft.question_id, position=0, text=draft.text or "", minutes=each
            )
        picked = [there[question_id] for question_id in self.question_ids if question_id in there]
        others = [question for question in row.questions if question not in picked]
        in_order = [*picked[:-1], *others, *picked[-1:]]
        for question in in_order:
            if question not in row.questions:
                row.questions.append(question)
        for position, question in enumerate(in_order):
            question.position = position
        work.session.flush()
        work.set_undo_label(f"Plan {counted(len(fresh), 'picked question')}")
        return len(fresh)


def _draft(work: UnitOfWork, question_id: int) -> PlannedQuestionDraft:
    question = work.get(Question, question_id)
    draft = PlannedQuestionDraft(question.text, None, question_id)
    insist(draft.problems())
    return draft
