"""What a user can change about pitches; every distinct text that can be spoken is kept as a version."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import delete, select

from insidescoop.domain.drafts import insist
from insidescoop.domain.pitch.pitches import FREE_TEXT, PitchDraft
from insidescoop.domain.pitch.sections import as_one_text
from insidescoop.domain.pitch.sources import restored, source_of
from insidescoop.domain.problems import Missing
from insidescoop.domain.values import frozen
from insidescoop.queries.pitch_desk import draft_of, pitch_draft
from insidescoop.store.drafts import copy_fields
from insidescoop.store.entities import (
    Pitch,
    PitchSentence,
    PitchVersion,
    PitchWording,
)
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class AddPitch:
    """Adds a pitch and returns its id."""

    draft: PitchDraft

    @property
    def label(self) -> str:
        return f"Add pitch “{self.draft.name or ''}”"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        row = Pitch()
        copy_fields(self.draft, row)
        work.add(row)
        _write_marks(work, row.id, self.draft)
        _keep_versions(work, row.id, self.draft)
        return row.id


@frozen
class WritePitch:
    """Changes a pitch."""

    pitch_id: int
    draft: PitchDraft

    @property
    def label(self) -> str:
        return f"Write pitch “{self.draft.name or ''}”"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.get(Pitch, self.pitch_id)
        before = draft_of(work.session, row)
        copy_fields(self.draft, row)
        if before.marks != self.draft.marks:
            _write_marks(work, self.pitch_id, self.draft)
        _keep_versions(work, self.pitch_id, self.draft)


@frozen
class DuplicatePitch:
    """Adds a variant of a pitch for another audience and returns its id; the texts and marks are the same."""

    pitch_id: int
    name: str
    audience: str | None
    label: str = "Add a variant"

    def run(self, work: UnitOfWork) -> int:
        draft = pitch_draft(work.session, self.pitch_id)
        if draft is None:
            raise Missing("This pitch")
        work.set_undo_label(f"Add variant “{self.name}”")
        return AddPitch(replace(draft, name=self.name, audience=self.audience)).run(work)


@frozen
class DeletePitch:
    """Deletes a pitch with its versions and rehearsals; Undo brings them back."""

    pitch_id: int
    label: str = "Delete pitch"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Pitch, self.pitch_id)
        work.set_undo_label(f"Delete pitch “{row.name}”")
        work.session.delete(row)


@frozen
class RestorePitchVersion:
    """Puts the pitch back as it was when a version was written; an old text without more becomes its free text."""

    pitch_version_id: int
    label: str = "Restore an earlier text"

    def run(self, work: UnitOfWork) -> None:
        version = work.get(PitchVersion, self.pitch_version_id)
        row = work.get(Pitch, version.pitch_id)
        present = draft_of(work.session, row)
        if version.source is not None:
            draft = restored(present, version.source)
        else:
            draft = as_one_text(present).rewritten(FREE_TEXT, version.text)
        work.set_undo_label(f"Restore an earlier text of “{row.name}”")
        WritePitch(row.id, draft).run(work)


def _write_marks(work: UnitOfWork, pitch_id: int, draft: PitchDraft) -> None:
    for table in (PitchSentence, PitchWording):
        work.session.execute(delete(table).where(table.pitch_id == pitch_id))
    for mark in draft.marks:
        where = {"pitch_id": pitch_id, "section": mark.section, "position": mark.position}
        carried = mark.carried
        work.session.add(PitchSentence(**where, from_seconds=carried.from_seconds, home=carried.home))
        work.session.add_all(PitchWording(**where, seconds=each.seconds, text=each.text) for each in carried.wordings)


def _keep_versions(work: UnitOfWork, pitch_id: int, draft: PitchDraft) -> None:
    source = source_of(draft)
    for seconds, text in _distinct_cuts(draft):
        kept = select(PitchVersion.id).where(PitchVersion.pitch_id == pitch_id, PitchVersion.text == text).limit(1)
        if work.session.scalar(kept) is None:
            work.session.add(
                PitchVersion(pitch_id=pitch_id, text=text, written_at=work.now, seconds=seconds, source=source)
            )


def _distinct_cuts(draft: PitchDraft) -> Iterable[tuple[int, str]]:
    # The length worked on first: a text that several cuts share is its.
    lengths = sorted(draft.lengths, key=lambda seconds: seconds != draft.target_seconds)
    seconds_by_text: dict[str, int] = {}
    for seconds in lengths:
        seconds_by_text.setdefault(draft.cut(seconds), seconds)
    return [(seconds, text) for text, seconds in seconds_by_text.items() if text]
