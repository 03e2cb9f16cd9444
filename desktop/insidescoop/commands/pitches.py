"""What a user can change about pitches; every distinct text spoken is kept as a version."""

from dataclasses import dataclass

from sqlalchemy import select

from insidescoop.domain.drafts import insist
from insidescoop.domain.pitches import PitchDraft
from insidescoop.domain.problems import Missing
from insidescoop.store.entities import Pitch, PitchVersion
from insidescoop.store.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddPitch:
    """Adds a pitch and returns its id."""

    draft: PitchDraft

    @property
    def label(self) -> str:
        return f"Add pitch “{self.draft.name or ''}”"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        row = Pitch()
        _write(row, self.draft)
        work.session.add(row)
        work.session.flush()
        _keep_version(work, row.id, self.draft.spoken_text)
        return row.id


@dataclass(frozen=True, slots=True)
class WritePitch:
    """Changes a pitch."""

    pitch_id: int
    draft: PitchDraft

    @property
    def label(self) -> str:
        return f"Write pitch “{self.draft.name or ''}”"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        _write(_pitch(work, self.pitch_id), self.draft)
        _keep_version(work, self.pitch_id, self.draft.spoken_text)


@dataclass(frozen=True, slots=True)
class DeletePitch:
    """Deletes a pitch with its versions and rehearsals; Undo brings them back."""

    pitch_id: int
    label: str = "Delete pitch"

    def run(self, work: UnitOfWork) -> None:
        row = _pitch(work, self.pitch_id)
        work.name_step(f"Delete pitch “{row.name}”")
        work.session.delete(row)


@dataclass(frozen=True, slots=True)
class RestorePitchVersion:
    """Makes an earlier text the pitch's free text."""

    pitch_version_id: int
    label: str = "Restore an earlier text"

    def run(self, work: UnitOfWork) -> None:
        version = work.session.get(PitchVersion, self.pitch_version_id)
        if version is None:
            raise Missing("This version")
        row = _pitch(work, version.pitch_id)
        row.free_text = version.text
        work.name_step(f"Restore an earlier text of “{row.name}”")


def _pitch(work: UnitOfWork, pitch_id: int) -> Pitch:
    row = work.session.get(Pitch, pitch_id)
    if row is None:
        raise Missing("This pitch")
    return row


def _write(row: Pitch, draft: PitchDraft) -> None:
    row.name = draft.name or ""
    row.target_seconds = draft.target_seconds
    row.audience = draft.audience
    row.who_i_am = draft.who_i_am
    row.what_i_can_do = draft.what_i_can_do
    row.what_i_want_to_do = draft.what_i_want_to_do
    row.what_i_ask = draft.what_i_ask
    row.free_text = draft.free_text


def _keep_version(work: UnitOfWork, pitch_id: int, spoken_text: str) -> None:
    if not spoken_text:
        return
    versions = select(PitchVersion.text).where(PitchVersion.pitch_id == pitch_id)
    if spoken_text not in set(work.session.scalars(versions)):
        work.session.add(PitchVersion(pitch_id=pitch_id, text=spoken_text, written_at=work.now))
