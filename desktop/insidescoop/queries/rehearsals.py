"""What a pitch is rehearsed from, the runs there have been, and whether it counts as rehearsed."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.rehearsal.counting_runs import NotCounted, has_countable_words, why_not_counted
from insidescoop.domain.rehearsal.pace import proposed_pace
from insidescoop.domain.rehearsal.rehearsals import (
    RUNS_TO_BE_REHEARSED,
    Span,
    is_even,
    is_inside,
    pace_of,
    script_of,
    spans_of,
)
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.domain.values import frozen
from insidescoop.queries.pitch_desk import draft_of
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Pitch, PitchVersion, Rehearsal

_LAST_RUNS = 3


@frozen
class Subject:
    """What is to be said: a text of a pitch under a title, the time it has, and the user's own pace and name."""

    pitch_id: int
    title: str
    text: str
    target_seconds: int
    pace: int
    own_name: str


@frozen
class Run:
    """One stored run. `spans` are empty where no one knows when the sentences were said; `held_at` is in UTC.

    `why_not_counted` is None for a run that counts.
    """

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
    why_not_counted: NotCounted | None

    @property
    def pace(self) -> int:
        """Words a minute."""
        return pace_of(self.words, self.milliseconds)

    @property
    def is_inside(self) -> bool:
        """Whether it counts and kept its limit."""
        return self.why_not_counted is None and is_inside(
            milliseconds=self.milliseconds, target_seconds=self.target_seconds
        )

    @property
    def is_open_question(self) -> bool:
        """Whether only its speaker knows if all of the text was said: no one marked the sentences."""
        return self.why_not_counted is NotCounted.CUT_SHORT and not self.spans

    def proposed_pace(self, present: int) -> int | None:
        """The pace to ask about where this run is far from the present one; None where there is nothing to ask."""
        script = script_of(self.text)
        tells = self.why_not_counted is None and has_countable_words(script) and is_even(script, self.spans)
        return proposed_pace(words=self.words, milliseconds=self.milliseconds, present=present) if tells else None


@frozen
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
    """The runs of a pitch to compare the one of the id `before` with: those that count and came first, newest first."""
    log = rehearsal_log(session, pitch_id)
    runs = () if log is None else log.runs
    return tuple(run for run in runs if run.id < before and run.why_not_counted is None)[:at_most]


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
        why_not_counted=why_not_counted(
            script_of(text),
            kind=row.kind,
            milliseconds=row.milliseconds,
            words=row.words,
            spans=spans,
            speaking_milliseconds=row.speaking_milliseconds,
            loudness=row.loudness,
        ),
    )
