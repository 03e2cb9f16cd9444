"""What a pitch is rehearsed from, the runs there have been, and whether it counts as rehearsed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.rehearsals import RUNS_TO_BE_REHEARSED, RunKind, Span, is_inside, pace_of, spans_of
from insidescoop.queries.pitch_desk import draft_of
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Pitch, PitchVersion, Rehearsal

_LAST_RUNS = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be said: a text of a pitch under a title, the time it has, and the user's own pace and name."""

    pitch_id: int
    title: str
    text: str
    target_seconds: int
    pace: int
    own_name: str


@dataclass(frozen=True, slots=True)
class Run:
    """One kept run. `spans` are empty where nobody knows when the sentences were said; `held_at` is in UTC."""

    id: int
    held_at: datetime
    kind: RunKind
    text: str
    target_seconds: int
    milliseconds: int
    words: int
    spans: tuple[Span | None, ...]
    pauses: int | None
    speaking_milliseconds: int | None
    loudness: int | None
    self_rating: int | None
    note: str | None
    recording: str | None

    @property
    def pace(self) -> int:
        """Words a minute."""
        return pace_of(self.words, self.milliseconds)

    @property
    def is_inside(self) -> bool:
        """Whether it kept its limit, with no sentence left out."""
        has_all = None not in self.spans
        return has_all and is_inside(
            words=self.words, milliseconds=self.milliseconds, target_seconds=self.target_seconds
        )


@dataclass(frozen=True, slots=True)
class RehearsalLog:
    """The runs of a pitch, newest first, and how many of them count for its present text."""

    subject: Subject
    runs: tuple[Run, ...]
    counting: int

    @property
    def is_rehearsed(self) -> bool:
        """Three runs out loud inside the limit for the present text."""
        return self.counting >= RUNS_TO_BE_REHEARSED


def rehearsal_subject(session: Session, pitch_id: int) -> Subject | None:
    """The present text of a pitch as it is to be said; None if the pitch is unknown."""
    row = session.get(Pitch, pitch_id)
    if row is None:
        return None
    own = profile(session)
    return Subject(row.id, row.name, draft_of(session, row).spoken_text, row.target_seconds, own.pace, own.name or "")


def rehearsal_log(session: Session, pitch_id: int) -> RehearsalLog | None:
    """Every run of a pitch; None if the pitch is unknown."""
    subject = rehearsal_subject(session, pitch_id)
    if subject is None:
        return None
    rows = session.execute(
        select(Rehearsal, PitchVersion.text)
        .join(PitchVersion, PitchVersion.id == Rehearsal.pitch_version_id)
        .where(Rehearsal.pitch_id == pitch_id)
        .order_by(Rehearsal.held_at.desc(), Rehearsal.id.desc())
    )
    runs = tuple(_run(row, text, subject.target_seconds) for row, text in rows)
    counting = sum(1 for run in runs if _counts(run, text=subject.text, target_seconds=subject.target_seconds))
    return RehearsalLog(subject, runs, counting)


def last_runs(session: Session, pitch_id: int, *, before: int, at_most: int = _LAST_RUNS) -> tuple[Run, ...]:
    """The runs of a pitch to compare the one of the id `before` with: those kept before it, newest first."""
    log = rehearsal_log(session, pitch_id)
    return () if log is None else tuple(run for run in log.runs if run.id < before)[:at_most]


def rehearsed_pitch_ids(session: Session) -> frozenset[int]:
    """The pitches that carry the badge: three runs out loud inside the limit for the text they have now."""
    present = {
        row.id: (draft_of(session, row).spoken_text, row.target_seconds) for row in session.scalars(select(Pitch))
    }
    rows = session.execute(
        select(Rehearsal, PitchVersion.text).join(PitchVersion, PitchVersion.id == Rehearsal.pitch_version_id)
    )
    counting: Counter[int] = Counter()
    for row, text in rows:
        wanted, target_seconds = present[row.pitch_id]
        if _counts(_run(row, text, target_seconds), text=wanted, target_seconds=target_seconds):
            counting[row.pitch_id] += 1
    return frozenset(pitch_id for pitch_id, runs in counting.items() if runs >= RUNS_TO_BE_REHEARSED)


def _counts(run: Run, *, text: str, target_seconds: int) -> bool:
    return run.text == text and run.target_seconds <= target_seconds and run.is_inside


def _run(row: Rehearsal, text: str, target_seconds: int) -> Run:
    spans: Sequence[Span | None] = spans_of(row.sentence_timings)
    return Run(
        id=row.id,
        held_at=row.held_at,
        kind=row.kind,
        text=text,
        # Runs kept before targets were: they were held against the pitch's own.
        target_seconds=row.target_seconds or target_seconds,
        milliseconds=row.milliseconds,
        words=row.words,
        spans=tuple(spans),
        pauses=row.pauses,
        speaking_milliseconds=row.speaking_milliseconds,
        loudness=row.loudness,
        self_rating=row.self_rating,
        note=row.note,
        recording=row.recording,
    )
