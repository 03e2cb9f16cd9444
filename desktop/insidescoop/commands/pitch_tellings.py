"""What a user can note about a version of a pitch: said to whom, and what followed."""

from dataclasses import dataclass

from insidescoop.domain.drafts import insist
from insidescoop.domain.pitch.pitches import TellingDraft
from insidescoop.domain.problems import Missing
from insidescoop.store.entities import Interview, PitchTelling, PitchVersion
from insidescoop.store.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class NoteTelling:
    """Records that a version was said to someone, and returns the note's id."""

    draft: TellingDraft
    label: str = "Record who heard the pitch"

    def run(self, work: UnitOfWork) -> int:
        draft = self.draft
        insist(draft.problems())
        version = work.session.get(PitchVersion, draft.pitch_version_id)
        if version is None:
            raise Missing("This version")
        if draft.interview_id is not None and work.session.get(Interview, draft.interview_id) is None:
            raise Missing("This interview")
        row = PitchTelling(
            pitch_id=version.pitch_id,
            pitch_version_id=version.id,
            interview_id=draft.interview_id,
            note=draft.note or "",
            told_at=work.now,
        )
        work.session.add(row)
        work.session.flush()
        return row.id


@dataclass(frozen=True, slots=True)
class DeleteTelling:
    """Deletes a note on who heard a pitch; Undo brings it back."""

    telling_id: int
    label: str = "Delete the note on who heard the pitch"

    def run(self, work: UnitOfWork) -> None:
        row = work.session.get(PitchTelling, self.telling_id)
        if row is None:
            raise Missing("This note")
        work.session.delete(row)
