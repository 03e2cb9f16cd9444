"""What is done with the questions of a plan: planned, edited, moved, removed, picked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from insidescoop.commands.interviews import (
    EditPlannedQuestion,
    MovePlannedQuestion,
    PlanCoreQuestions,
    PlanQuestions,
    RemovePlannedQuestion,
)
from insidescoop.commands.picked_questions import PlanPickedQuestions
from insidescoop.domain.problems import Problem
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.queries.picking_facts import picking_facts
from insidescoop.queries.question_bank import BankQuestion
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.pick_dialog import PickDialog
from insidescoop.ui.interviews.planned_questions import PlannedQuestionsView


class PlannedQuestionController(QObject):
    """Serves the questions of the plan shown; `chosen` gives its interview."""

    def __init__(
        self,
        context: UiContext,
        runner: CommandRunner,
        view: PlannedQuestionsView,
        chosen: Callable[[], int | None],
    ) -> None:
        super().__init__(view)
        self._context = context
        self._runner = runner
        self._view = view
        self._chosen = chosen
        view.own_written.connect(self._plan_own)
        view.edited.connect(lambda question_id, draft: runner.do(EditPlannedQuestion(question_id, draft)))
        view.moved.connect(lambda question_id, place: runner.do(MovePlannedQuestion(question_id, place)))
        view.removed.connect(lambda question_id: runner.do(RemovePlannedQuestion(question_id)))
        context.registry.bind("question_up", partial(view.move_chosen, -1))
        context.registry.bind("question_down", partial(view.move_chosen, 1))
        context.registry.bind("remove_question", view.remove_chosen)
        context.registry.bind("add_own_question", view.seek_own)
        context.registry.bind("plan_core_questions", self._plan_core)
        context.registry.bind("pick_questions", self.pick_questions)

    def plan(self, question: BankQuestion) -> None:
        """Puts a question of the bank at the end of the plan."""
        interview_id = self._chosen()
        if interview_id is not None:
            draft = PlannedQuestionDraft(question.text, question_id=question.id)
            self._runner.do(PlanQuestions(interview_id, (draft,)))

    def pick_questions(self) -> PickDialog | None:
        """Opens the dialog that proposes questions for the plan shown."""
        interview_id = self._chosen()
        self._view.commit()
        facts = None if interview_id is None else self._context.reader.read(lambda s: picking_facts(s, interview_id))
        if facts is None:
            return None
        dialog = PickDialog(facts, parent=self._view.window())
        dialog.picked.connect(
            lambda ids: self._runner.do(PlanPickedQuestions(facts.interview_id, ids), failed=dialog.show_problem)
        )
        dialog.open()
        return dialog

    def _plan_core(self) -> None:
        interview_id = self._chosen()
        if interview_id is not None:
            self._view.commit()
            self._runner.do(PlanCoreQuestions(interview_id))

    def _plan_own(self, interview_id: int, draft: PlannedQuestionDraft) -> None:
        def give_back(problem: Problem) -> None:
            self._view.give_back(interview_id, draft.text or "")
            self._context.messages.tell(problem)

        self._runner.do(PlanQuestions(interview_id, (draft,)), failed=give_back)
