"""The pitches, one of them to be written, and what is spoken of it in so many seconds."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.pitch.marks import Carried, Wording
from insidescoop.domain.pitch.pitches import PitchDraft, SentenceMark, spoken_seconds
from insidescoop.domain.values import frozen
from insidescoop.queries.profile import profile
from insidescoop.store.drafts import draft_from
from insidescoop.store.entities import Pitch, PitchSentence, PitchVersion, PitchWording, Rehearsal


@frozen
class PitchRow:
    """One pitch in the list; `seconds` is how long its text takes at the user's pace. `lengths` are its cuts.

    `cut_seconds` are how long they take, in the same order.
    """

    id: int
    name: str
    target_seconds: int
    seconds: int
    audience: str | None = None
    lengths: tuple[int, ...] = ()
    cut_seconds: tuple[int, ...] = ()


@frozen
class PitchPage:
    """One pitch to be written. `pace` is the user's words a minute."""

    id: int
    draft: PitchDraft
    pace: int
    version_count: int
    rehearsal_count: int


@frozen
class SpokenPitch:
    """What is spoken of a pitch in the cut of `seconds`, which is also its target, at `pace` words a minute.

    `version_id` names the kept version with this text; None while the cut is empty.
    """

    pitch_id: int
    version_id: int | None
    name: str
    seconds: int
    text: str
    pace: int


def pitch_rows(session: Session) -> tuple[PitchRow, ...]:
    """All pitches, shortest target first."""
    pace = profile(session).pace
    rows = session.scalars(select(Pitch).order_by(Pitch.target_seconds, Pitch.name, Pitch.id)).all()
    marks = _marks(session)
    return tuple(_row(row, _draft(row, marks.get(row.id, ())), pace) for row in rows)


def opening_pitch_id(session: Session) -> int | None:
    """The pitch an interview opens with unless another is chosen: the shortest that has words; None for none."""
    return next((row.id for row in pitch_rows(session) if row.seconds), None)


def pitch_page(session: Session, pitch_id: int) -> PitchPage | None:
    """One pitch; None if it is unknown."""
    draft = pitch_draft(session, pitch_id)
    if draft is None:
        return None
    return PitchPage(
        id=pitch_id,
        draft=draft,
        pace=profile(session).pace,
        version_count=_count(session, PitchVersion, pitch_id),
        rehearsal_count=_count(session, Rehearsal, pitch_id),
    )


def pitch_draft(session: Session, pitch_id: int) -> PitchDraft | None:
    """A pitch as the draft it was written from; None if it is unknown."""
    row = session.get(Pitch, pitch_id)
    return None if row is None else draft_of(session, row)


def spoken_pitch(session: Session, pitch_id: int, *, seconds: int | None = None) -> SpokenPitch | None:
    """What is spoken of a pitch in so many seconds, in the length worked on for None; None if it is unknown."""
    draft = pitch_draft(session, pitch_id)
    if draft is None:
        return None
    seconds = draft.target_seconds if seconds is None else seconds
    text = draft.cut(seconds)
    version_id = session.scalar(
        select(PitchVersion.id).where(PitchVersion.pitch_id == pitch_id, PitchVersion.text == text).limit(1)
    )
    return SpokenPitch(pitch_id, version_id, draft.name or "", seconds, text, profile(session).pace)


def draft_of(session: Session, row: Pitch) -> PitchDraft:
    """A pitch's row, with what its sentences carry, as the draft it was written from."""
    return _draft(row, _marks(session, row.id).get(row.id, ()))


def _row(row: Pitch, draft: PitchDraft, pace: int) -> PitchRow:
    seconds = spoken_seconds(draft.spoken_text, pace=pace)
    taken = tuple(spoken_seconds(draft.cut(length), pace=pace) for length in draft.lengths)
    return PitchRow(row.id, row.name, row.target_seconds, seconds, row.audience, draft.lengths, taken)


def _draft(row: Pitch, marks: tuple[SentenceMark, ...]) -> PitchDraft:
    return draft_from(row, PitchDraft, marks=marks)


def _marks(session: Session, pitch_id: int | None = None) -> dict[int, tuple[SentenceMark, ...]]:
    """What sentences carry, by the id of their pitch; of one pitch only if one is named."""
    wordings: dict[tuple[int, str, int], list[Wording]] = {}
    worded, carrying = select(PitchWording), select(PitchSentence)
    if pitch_id is not None:
        worded = worded.where(PitchWording.pitch_id == pitch_id)
        carrying = carrying.where(PitchSentence.pitch_id == pitch_id)
    for row in session.scalars(worded.order_by(PitchWording.seconds, PitchWording.id)):
        wordings.setdefault((row.pitch_id, row.section, row.position), []).append(Wording(row.seconds, row.text))
    found: dict[int, list[SentenceMark]] = {}
    for each in session.scalars(carrying.order_by(PitchSentence.position, PitchSentence.id)):
        said = wordings.get((each.pitch_id, each.section, each.position), ())
        carried = Carried(each.from_seconds, tuple(said), each.home)
        found.setdefault(each.pitch_id, []).append(SentenceMark(each.section, each.position, carried))
    return {each: tuple(marks) for each, marks in found.items()}


def _count(session: Session, table: type[PitchVersion | Rehearsal], pitch_id: int) -> int:
    return session.scalar(select(func.count(table.id)).where(table.pitch_id == pitch_id)) or 0
