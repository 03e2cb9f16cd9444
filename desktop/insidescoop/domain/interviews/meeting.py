"""A talk while it goes on: where its clock stands, and how far each question has come."""

from datetime import datetime, timedelta
from enum import StrEnum

from insidescoop.domain.interviews.interviews import Stage, is_agreed, time_plan
from insidescoop.domain.moments import Moment
from insidescoop.domain.talk_parts import TalkPart
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

LONG_OVER_MINUTES = 60
"""A talk this far over its minutes has most likely ended without anybody saying so."""


class AskedState(StrEnum):
    """How far a question of a talk has come."""

    OPEN = "open"
    ASKED = "asked"
    SKIPPED = "skipped"

    @property
    def words(self) -> str:
        """What the window says."""
        return {AskedState.OPEN: "still to ask", AskedState.ASKED: "asked", AskedState.SKIPPED: "skipped"}[self]

    @property
    def sign(self) -> str:
        """The mark before the question: told apart without colour."""
        return {AskedState.OPEN: "○", AskedState.ASKED: "✓", AskedState.SKIPPED: "–"}[self]


def once_noted(state: AskedState, text: str) -> AskedState:
    """How far a question has come with `text` as its answer: what is noted of an open one says that it was asked.

    >>> once_noted(AskedState.OPEN, "Two years").value, once_noted(AskedState.SKIPPED, "Two years").value
    ('asked', 'skipped')
    """
    return AskedState.ASKED if state is AskedState.OPEN and text.strip() else state


@frozen
class MeetingNote:
    """The notes on a planned question, with how far it has come; without a question, those that belong to none."""

    planned_question_id: int | None
    text: str
    state: AskedState = AskedState.OPEN


class ClosingAsk(StrEnum):
    """What is asked at the end of every talk (domain section 7)."""

    PEOPLE = "people"
    NAME = "name"
    SOURCES = "sources"
    AGAIN = "again"
    RETURN = "return"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            ClosingAsk.PEOPLE: "Whom else would you talk to?",
            ClosingAsk.NAME: "May I say that you suggested it?",
            ClosingAsk.SOURCES: "What should I read, follow or attend?",
            ClosingAsk.AGAIN: "May I write to you again?",
            ClosingAsk.RETURN: "What can I do for you?",
        }[self]


@frozen
class TalkPhase:
    """One stretch of a talk's time plan, with the instants it begins and ends."""

    part: TalkPart
    minutes: int
    begins: datetime
    ends: datetime


def phases_of(minutes: int, *, began: datetime, pitch_seconds: int | None = None) -> tuple[TalkPhase, ...]:
    """The five phases of a talk of `minutes` that began at an instant, in order and without gaps."""
    phases = []
    for part, length in time_plan(minutes, pitch_seconds=pitch_seconds).parts:
        ends = began + timedelta(minutes=length)
        phases.append(TalkPhase(part, length, began, ends))
        began = ends
    return tuple(phases)


@frozen
class TalkClock:
    """Where a talk stands. `left_seconds` is below 0 once it is over time; `phase` is then the last one."""

    elapsed_seconds: int
    left_seconds: int
    phase: TalkPhase

    @property
    def is_over(self) -> bool:
        """True once the agreed minutes have passed."""
        return self.left_seconds < 0

    @property
    def is_closing(self) -> bool:
        """True from the closing on."""
        return self.phase.part in (TalkPart.CLOSING, TalkPart.THANKS)

    @property
    def elapsed(self) -> str:
        """The time since the beginning, as in "12:05" or "1:02:05"."""
        minutes, seconds = divmod(self.elapsed_seconds, 60)
        hours, rest = divmod(minutes, 60)
        return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def left(self) -> str:
        """What is left, in words."""
        if self.is_over:
            over = -self.left_seconds // 60
            return f"{counted(over, 'minute')} over time" if over else "time is up"
        if self.left_seconds <= 60:
            return "last minute"
        return f"{counted(-(-self.left_seconds // 60), 'minute')} left"


def clock_of(minutes: int, *, began: datetime, now: datetime, pitch_seconds: int | None = None) -> TalkClock:
    """The clock of a talk of `minutes` that began at an aware instant; before its beginning it stands at 0.

    Only instants are compared: a change of the wall clock, or a machine that slept, moves nothing.

    >>> from datetime import UTC
    >>> began = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
    >>> clock = clock_of(20, began=began, now=began + timedelta(minutes=17, seconds=5))
    >>> clock.elapsed, clock.left, clock.phase.part.words
    ('17:05', '3 minutes left', 'Closing')
    """
    elapsed = max(int((now - began).total_seconds()), 0)
    phases = phases_of(minutes, began=began, pitch_seconds=pitch_seconds)
    phase = next((phase for phase in phases if now < phase.ends), phases[-1])
    return TalkClock(elapsed, minutes * 60 - elapsed, phase)


def talk_begins(stage: Stage, *, planned: Moment | None, began: datetime | None) -> Moment | None:
    """When a talk is to begin, and once its clock was started, when that was; None for no time that is agreed.

    One that was called off will not begin, whatever was planned for it, nor has one that is being rescheduled, even if
    its clock once ran.
    """
    if planned is None or not is_agreed(stage):
        return None
    return planned if began is None else Moment(began, planned.zone)


def minutes_talked(minutes: int, *, began: datetime | None, ended: datetime | None) -> int:
    """The minutes a talk took if its beginning and end are known, at least 1; else those that were planned.

    A clock that ran far over its time was most likely forgotten, and says nothing.
    """
    if began is None or ended is None or ended < began:
        return minutes
    talked = max(round((ended - began).total_seconds() / 60), 1)
    return talked if talked <= minutes + LONG_OVER_MINUTES else minutes
