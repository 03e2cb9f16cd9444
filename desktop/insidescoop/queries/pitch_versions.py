"""The texts a pitch has had, what was said to whom, and how much of it was counted."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.moments import exact_day
from insidescoop.domain.values import frozen
from insidescoop.queries.interview_board import interview_rows
from insidescoop.store.entities import Outcome, PitchTelling, PitchVersion, Rehearsal

SITTING = timedelta(minutes=10)
"""Texts written without a longer pause are one sitting."""


@frozen
class TellingRow:
    """That a version was said to somebody; `interview` names the talk, None where none is linked."""

    id: int
    note: str
    interview_id: int | None
    interview: str | None


@frozen
class PitchVersionRow:
    """One text the pitch has had; `written_at` is an aware UTC instant, `seconds` the cut it was first said in.

    `outcomes` counts what was noted as come of the talks it was said in: a count, not a verdict.
    """

    id: int
    text: str
    written_at: datetime
    seconds: int
    rehearsals: int
    tellings: tuple[TellingRow, ...]
    talks: int
    outcomes: int


@frozen
class TalkChoice:
    """One interview a telling can be linked to."""

    id: int
    name: str


def pitch_versions(session: Session, pitch_id: int) -> tuple[PitchVersionRow, ...]:
    """Every text the pitch has had, newest first; empty if it is unknown."""
    names = {talk.id: talk.name for talk in talk_choices(session)}
    tellings: dict[int, list[TellingRow]] = {}
    for row in session.scalars(
        select(PitchTelling).where(PitchTelling.pitch_id == pitch_id).order_by(PitchTelling.told_at, PitchTelling.id)
    ):
        name = names.get(row.interview_id) if row.interview_id is not None else None
        tellings.setdefault(row.pitch_version_id, []).append(TellingRow(row.id, row.note, row.interview_id, name))
    counted = select(Rehearsal.pitch_version_id, func.count(Rehearsal.id)).where(Rehearsal.pitch_id == pitch_id)
    runs = dict(session.execute(counted.group_by(Rehearsal.pitch_version_id)).all())
    outcomes = _outcomes(session, {row.interview_id for rows in tellings.values() for row in rows})
    versions = session.scalars(
        select(PitchVersion)
        .where(PitchVersion.pitch_id == pitch_id)
        .order_by(PitchVersion.written_at.desc(), PitchVersion.id.desc())
    )
    return tuple(_row(version, tuple(tellings.get(version.id, ())), runs, outcomes) for version in versions)


def worth_listing(rows: tuple[PitchVersionRow, ...], *, seconds: int) -> tuple[PitchVersionRow, ...]:
    """Of versions given newest first, the last of each cut in a sitting, and all that were said or rehearsed.

    Cuts written in one step are one row: the one of the length worked on, of `seconds`, else the longest.
    """
    later: dict[int, datetime] = {}
    of_step: dict[datetime, PitchVersionRow] = {}
    for row in rows:
        if row.seconds not in later or later[row.seconds] - row.written_at > SITTING:
            best = of_step.setdefault(row.written_at, row)
            if (row.seconds == seconds, row.seconds) > (best.seconds == seconds, best.seconds):
                of_step[row.written_at] = row
        later[row.seconds] = row.written_at
    return tuple(row for row in rows if row.rehearsals or row.tellings or of_step.get(row.written_at) is row)


def talk_choices(session: Session) -> tuple[TalkChoice, ...]:
    """The interviews a telling can be linked to, in the order of the board."""
    return tuple(
        TalkChoice(
            row.id, f"{row.contact_name}, {exact_day(row.starts.local.date())}" if row.starts else row.contact_name
        )
        for row in interview_rows(session)
    )


def _outcomes(session: Session, interview_ids: set[int | None]) -> dict[int | None, int]:
    counted = select(Outcome.interview_id, func.count(Outcome.id)).where(
        Outcome.interview_id.in_(interview_ids - {None})
    )
    return dict(session.execute(counted.group_by(Outcome.interview_id)).all())


def _row(
    version: PitchVersion,
    tellings: tuple[TellingRow, ...],
    runs: dict[int, int],
    outcomes: dict[int | None, int],
) -> PitchVersionRow:
    talks = {row.interview_id for row in tellings if row.interview_id is not None}
    return PitchVersionRow(
        id=version.id,
        text=version.text,
        written_at=version.written_at,
        seconds=version.seconds,
        rehearsals=runs.get(version.id, 0),
        tellings=tellings,
        talks=len(talks),
        outcomes=sum(outcomes.get(talk, 0) for talk in talks),
    )
