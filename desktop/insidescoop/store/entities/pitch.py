"""The pitch entities: the text being written, what its sentences carry, every text it has had, the runs out loud."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.store.base import Base, WordOf, marked


class Pitch(Base):
    """A pitch in sections, or as one free text where `is_one_text` says so."""

    __tablename__ = "pitch"
    __table_args__ = marked(
        kind=Kind.PITCH,
        names=("name",),
        words=("audience", "who_i_am", "what_i_can_do", "what_i_want_to_do", "why_here", "what_i_ask", "free_text"),
    )

    name: Mapped[str]
    target_seconds: Mapped[int]
    audience: Mapped[str | None]
    who_i_am: Mapped[str | None]
    what_i_can_do: Mapped[str | None]
    what_i_want_to_do: Mapped[str | None]
    why_here: Mapped[str | None]
    what_i_ask: Mapped[str | None]
    free_text: Mapped[str | None]
    is_one_text: Mapped[bool] = mapped_column(default=False, server_default=sql("0"))


class PitchSentence(Base):
    """What the `position`-th sentence of a section carries: the shortest cut it belongs to, and where it came from."""

    __tablename__ = "pitch_sentence"
    __table_args__ = marked(kind=Kind.PITCH, record="pitch_id")

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"), index=True)
    section: Mapped[str]
    position: Mapped[int]
    from_seconds: Mapped[int]
    home: Mapped[str | None]


class PitchWording(Base):
    """How the `position`-th sentence of a section is said in the cut of so many seconds."""

    __tablename__ = "pitch_wording"
    __table_args__ = marked(kind=Kind.PITCH, record="pitch_id", words=("text",))

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"), index=True)
    section: Mapped[str]
    position: Mapped[int]
    seconds: Mapped[int]
    text: Mapped[str]


class PitchVersion(Base):
    """One distinct spoken text a pitch has had, first in the cut of `seconds`, 0 where nobody noted it.

    `source` is the whole pitch as it stood then, None where only the text was kept.
    """

    __tablename__ = "pitch_version"
    __table_args__ = marked(kind=Kind.PITCH, record="pitch_id")

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    written_at: Mapped[datetime]
    seconds: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    source: Mapped[str | None]


class PitchTelling(Base):
    """That a version was said to somebody, and what followed; `interview_id` names the talk it was said in."""

    __tablename__ = "pitch_telling"
    __table_args__ = marked(kind=Kind.PITCH, record="pitch_id", words=("note",))

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"), index=True)
    pitch_version_id: Mapped[int] = mapped_column(ForeignKey("pitch_version.id", ondelete="CASCADE"), index=True)
    interview_id: Mapped[int | None] = mapped_column(ForeignKey("interview.id", ondelete="SET NULL"), index=True)
    note: Mapped[str]
    told_at: Mapped[datetime]


class Rehearsal(Base):
    """One run of a pitch version out loud.

    `sentence_timings` is JSON, a pair of milliseconds a sentence or null; `word_timings` JSON of start milliseconds;
    `loudness` is in tenths of a decibel under full scale; `recording` is a file's name in the folder of recordings.
    """

    __tablename__ = "rehearsal"
    __table_args__ = marked(kind=Kind.PITCH, record="pitch_id", words=("note",))

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"), index=True)
    pitch_version_id: Mapped[int] = mapped_column(ForeignKey("pitch_version.id", ondelete="CASCADE"), index=True)
    held_at: Mapped[datetime]
    milliseconds: Mapped[int]
    words: Mapped[int]
    pauses: Mapped[int | None]
    word_timings: Mapped[str | None]
    self_rating: Mapped[int | None]
    note: Mapped[str | None]
    recording: Mapped[str | None]
    kind: Mapped[RunKind] = mapped_column(WordOf(RunKind), default=RunKind.TIMED, server_default=sql("'timed'"))
    target_seconds: Mapped[int | None]
    sentence_timings: Mapped[str | None]
    speaking_milliseconds: Mapped[int | None]
    loudness: Mapped[int | None]
