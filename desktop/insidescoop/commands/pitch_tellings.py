"""What a user can note about a version of a pitch: said to whom, and what followed."""

from insidescoop.domain.drafts import insist
from insidescoop.domain.pitch.pitches import TellingDraft
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Interview, PitchTelling, PitchVersion
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class NoteTelling:
    """Records that a version was said to someone, and returns the note's id."""

    draft: TellingDraft
    label: str = "Record who heard the pitch"

    def run(self, work: UnitOfWork) -> int:
        draft = self.draft
        insist(draft.problems())
        version = work.get(PitchVersion, draft.pitch_version_id)
        if draft.interview_id is not None:
            work.get(Interview, draft.interview_id)
        row = PitchTelling(
            pitch_id=version.pitch_id,
            pitch_version_id=version.id,
            interview_id=draft.interview_id,
            note=draft.note or "",
            told_at=work.now,
        )
        return work.add(row).id


@frozen
class DeleteTelling:
    """Deletes a note on who heard a pitch; Undo brings it back."""

    telling_id: int
    label: str = "Delete the note on who heard the pitch"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(PitchTelling, self.telling_id)
        work.session.delete(row)
