"""The pitches, and one of them with the texts it has had."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.pitches import PitchDraft, spoken_seconds
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Pitch, PitchVersion, Rehearsal


@dataclass(frozen=True, slots=True)
class PitchRow:
    """One pitch in the list; `seconds` is how long its text takes at the user's pace."""

    id: int
    name: str
    target_seconds: int
    seconds: int


@dataclass(frozen=True, slots=True)
class PitchVersionRow:
    """One text the pitch has had; `written_at` is an aware UTC instant."""

    id: int
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class PitchPage:
    """One pitch to be written. `pace` is the user's words a minute; `versions` are newest first."""

    id: int
    draft: PitchDraft
    pace: int
    versions: tuple[PitchVersionRow, ...]
    rehearsal_count: int


def pitch_rows(session: Session) -> tuple[PitchRow, ...]:
    """All pitches, shortest target first."""
    pace = profile(session).pace
    rows = session.scalars(select(Pitch).order_by(Pitch.target_seconds, Pitch.name, Pitch.id))
    return tuple(
        PitchRow(row.id, row.name, row.target_seconds, spoken_seconds(draft_of(row).spoken_text, pace=pace))
        for row in rows
    )


def pitch_page(session: Session, pitch_id: int) -> PitchPage | None:
    """One pitch; None if it is unknown."""
    row = session.get(Pitch, pitch_id)
    if row is None:
        return None
    versions = session.scalars(
        select(PitchVersion)
        .where(PitchVersion.pitch_id == pitch_id)
        .order_by(PitchVersion.written_at.desc(), PitchVersion.id.desc())
    )
    return PitchPage(
        id=row.id,
        draft=draft_of(row),
        pace=profile(session).pace,
        versions=tuple(PitchVersionRow(version.id, version.text, version.written_at) for version in versions),
        rehearsal_count=session.scalar(select(func.count(Rehearsal.id)).where(Rehearsal.pitch_id == pitch_id)) or 0,
    )


def draft_of(row: Pitch) -> PitchDraft:
    """A pitch's row as the draft it was written from."""
    return PitchDraft(
        name=row.name,
        target_seconds=row.target_seconds,
        audience=row.audience,
        who_i_am=row.who_i_am,
        what_i_can_do=row.what_i_can_do,
        what_i_want_to_do=row.what_i_want_to_do,
        what_i_ask=row.what_i_ask,
        free_text=row.free_text,
    )
