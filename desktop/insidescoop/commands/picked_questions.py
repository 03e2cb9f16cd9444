"""Takes up the questions that were picked for a talk."""

from dataclasses import dataclass

from insidescoop.domain.drafts import insist
from insidescoop.domain.interviews import time_plan
from insidescoop.domain.problems import Missing
from insidescoop.domain.questions import PlannedQuestionDraft, minutes_each
from insidescoop.domain.text import counted
from insidescoop.store.entities import Interview, PlannedQuestion, Question
from insidescoop.store.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class PlanPickedQuestions:
    """Puts the picked questions of the bank into a plan, in their order; returns how many are new.

    What stands in the plan already keeps its words, minutes and answers. A question of the plan that is not among the
    picked ones (one of the user's own words) stays too, before the last of them.
    """

    interview_id: int
    question_ids: tuple[int, ...]
    label: str = "Plan picked questions"

    def run(self, work: UnitOfWork) -> int:
        row = work.session.get(Interview, self.interview_id)
        if row is None:
            raise Missing("This interview")
        there = {question.question_id: question for question in row.questions}
        fresh = [question_id for question_id in self.question_ids if question_id not in there]
        taken = sum(question.minutes or 0 for question in row.questions)
        minutes = minutes_each(len(fresh), discussion_minutes=max(time_plan(row.minutes).questions - taken, 0))
        minutes_by_id = dict(zip(fresh, minutes, strict=True))
        picked = [
            there.get(question_id) or _planned(work, question_id, minutes_by_id[question_id])
            for question_id in self.question_ids
        ]
        others = [question for question in row.questions if question not in picked]
        in_order = [*picked[:-1], *others, *picked[-1:]]
        for question in in_order:
            if question not in row.questions:
                row.questions.append(question)
        for position, question in enumerate(in_order):
            question.position = position
        work.session.flush()
        work.name_step(f"Plan {counted(len(fresh), 'picked question')}")
        return len(fresh)


def _planned(work: UnitOfWork, question_id: int, minutes: int | None) -> PlannedQuestion:
    question = work.session.get(Question, question_id)
    if question is None:
        raise Missing("This question")
    insist(PlannedQuestionDraft(question.text, minutes, question_id).problems())
    return PlannedQuestion(question_id=question_id, position=0, text=question.text, minutes=minutes)
