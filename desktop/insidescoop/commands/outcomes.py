"""What a user can put right about what came of a talk."""

from insidescoop.domain.drafts import insist
from insidescoop.domain.interactions import OutcomeDraft
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Outcome
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class EditOutcome:
    """Changes what is kept of an outcome."""

    outcome_id: int
    draft: OutcomeDraft
    label: str = "Edit outcome"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Outcome, self.outcome_id)
        insist(self.draft.problems())
        row.kind, row.came_on, row.note = self.draft.kind, self.draft.came_on, self.draft.note
        row.interaction_id, row.interview_id = self.draft.interaction_id, self.draft.interview_id
        work.set_undo_label(f"Edit outcome: {self.draft.kind.words.lower()}")


@frozen
class DeleteOutcome:
    """Takes an outcome off; the talk it came from stays."""

    outcome_id: int
    label: str = "Delete outcome"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Outcome, self.outcome_id)
        work.set_undo_label(f"Delete outcome: {row.kind.words.lower()}")
        work.session.delete(row)
