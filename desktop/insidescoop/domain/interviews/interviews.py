"""Informational interviews: their stages, the moves between them, and the plan of their minutes."""

import math
from datetime import datetime, timedelta
from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.interactions import Direction, InteractionKind
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.moments import Moment
from insidescoop.domain.talk_parts import TalkPart
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

SHORTEST_MINUTES, LONGEST_MINUTES, USUAL_MINUTES = 5, 240, 20
"""Twenty minutes is what career offices advise asking for (domain section 2)."""


class Stage(StrEnum):
    """How far an interview has come, in the order of the list."""

    TO_ASK = "to_ask"
    ASKED = "asked"
    SCHEDULED = "scheduled"
    HELD = "held"
    THANKED = "thanked"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"

    @property
    def words(self) -> str:
        """What the window says."""
        return self.value.replace("_", " ").capitalize()


def is_held(stage: Stage) -> bool:
    """True once the two have talked."""
    return stage in (Stage.HELD, Stage.THANKED)


def is_agreed(stage: Stage) -> bool:
    """True if both sides have agreed to the interview: at any other stage, a stored time is not an appointment."""
    return stage is Stage.SCHEDULED or is_held(stage)


def is_called_off(stage: Stage) -> bool:
    """True where there will be no talk for now."""
    return stage in (Stage.DECLINED, Stage.NO_ANSWER)


def awaits_time(stage: Stage) -> bool:
    """True while a time is still to be agreed."""
    return stage in (Stage.TO_ASK, Stage.ASKED)


def seeks_another_time(before: Stage, stage: Stage) -> bool:
    """True for a move that only reschedules an agreed interview; no new request is needed."""
    return before is Stage.SCHEDULED and stage is Stage.ASKED


class Format(StrEnum):
    """How the two will talk."""

    OPEN = "open"
    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"

    @property
    def words(self) -> str:
        """What the window says and the sheet prints."""
        return {
            Format.OPEN: "Not agreed yet",
            Format.IN_PERSON: "In person",
            Format.PHONE: "Phone",
            Format.VIDEO: "Video",
        }[self]


def missing_place(form: Format, *, place: str | None, phone: str | None = None) -> str | None:
    """Which place, link or number is still missing, in words; None if none is. `phone` is the contact's.

    >>> missing_place(Format.OPEN, place=None), missing_place(Format.OPEN, place="Room 4")
    ('No place or way to talk agreed yet', None)
    >>> missing_place(Format.PHONE, place=None, phone="+1 555 0134") is None
    True
    """
    if place or (form is Format.PHONE and phone):
        return None
    return {
        Format.OPEN: "No place or way to talk agreed yet",
        Format.IN_PERSON: "No place noted yet",
        Format.PHONE: "No number noted yet",
        Format.VIDEO: "No link noted yet",
    }[form]


_MOVES: dict[Stage, dict[Stage, str]] = {
    Stage.TO_ASK: {
        Stage.ASKED: "I asked",
        Stage.SCHEDULED: "It is scheduled",
        Stage.DECLINED: "They declined",
    },
    Stage.ASKED: {
        Stage.SCHEDULED: "It is scheduled",
        Stage.DECLINED: "They declined",
        Stage.NO_ANSWER: "No answer",
    },
    Stage.SCHEDULED: {
        Stage.HELD: "We talked",
        Stage.ASKED: "Find another time",
        Stage.DECLINED: "They cancelled",
    },
    Stage.HELD: {Stage.THANKED: "I said thank you"},
    Stage.THANKED: {},
    Stage.DECLINED: {Stage.TO_ASK: "Ask again later"},
    Stage.NO_ANSWER: {
        Stage.ASKED: "I asked again",
        Stage.SCHEDULED: "It is scheduled",
        Stage.TO_ASK: "Ask again later",
    },
}
"""What may come next at each stage, likeliest first, and what its button says."""


def move_label(stage: Stage, next_stage: Stage) -> str:
    """What the button for a move says.

    >>> move_label(Stage.ASKED, Stage.DECLINED), move_label(Stage.SCHEDULED, Stage.DECLINED)
    ('They declined', 'They cancelled')
    """
    return _MOVES[stage][next_stage]


def moves_from(stage: Stage, *, has_time: bool, has_begun: bool = True) -> tuple[Stage, ...]:
    """The stages that make sense next, likeliest first; SCHEDULED only where a time is set.

    Nobody has talked yet (HELD) before the talk has begun.

    >>> [stage.value for stage in moves_from(Stage.ASKED, has_time=False)]
    ['declined', 'no_answer']
    >>> [stage.value for stage in moves_from(Stage.SCHEDULED, has_time=True, has_begun=False)]
    ['asked', 'declined']
    """
    return tuple(
        next_stage
        for next_stage in _MOVES[stage]
        if (has_time or next_stage is not Stage.SCHEDULED) and (has_begun or next_stage is not Stage.HELD)
    )


MAIN_LINE = (Stage.TO_ASK, Stage.ASKED, Stage.SCHEDULED, Stage.HELD, Stage.THANKED)
"""The stages in which a talk goes well; the two others end it for a while."""


def next_on_the_line(stage: Stage, moves: tuple[Stage, ...], *, is_forward: bool) -> Stage | None:
    """The nearest stage of the main line among the moves, later or earlier than `stage`; None for none.

    >>> next_on_the_line(Stage.TO_ASK, (Stage.ASKED, Stage.SCHEDULED), is_forward=True).value
    'asked'
    >>> next_on_the_line(Stage.NO_ANSWER, (Stage.ASKED, Stage.SCHEDULED, Stage.TO_ASK), is_forward=False).value
    'asked'
    """
    order = list(Stage)
    here = order.index(stage)
    if stage not in MAIN_LINE:
        return None if is_forward else next((move for move in moves if move in MAIN_LINE), None)
    later = [move for move in MAIN_LINE if move in moves and order.index(move) > here]
    earlier = [move for move in MAIN_LINE if move in moves and order.index(move) < here]
    return next(iter(later), None) if is_forward else next(reversed(earlier), None)


EARLY = timedelta(minutes=15)
"""A talk may begin this much before its time, and be over as early."""

QUIET_DAYS = 180
"""Days somebody who did not answer is left alone (F03, domain section 6)."""


def has_begun(starts: datetime | None, now: datetime) -> bool:
    """True if a talk may be on or over at `now`; one without a time may."""
    return starts is None or now >= starts - EARLY


@frozen
class LoggedMove:
    """What the timeline says of a move; `letter` says which letter it was, if it was one."""

    kind: InteractionKind
    direction: Direction
    summary: str
    letter: TemplateKind | None = None


def talked_for(minutes: int) -> str:
    """What the timeline says of a talk that was held."""
    return f"Talked for {counted(minutes, 'minute')}"


def what_a_move_logs(before: Stage, stage: Stage, *, minutes: int) -> LoggedMove | None:
    """The timeline entry that moving from `before` to `stage` makes; None for none.

    Only what the user says with the move is logged. That a time is set, or has to be found again, says nothing of who
    wrote to whom.

    >>> what_a_move_logs(Stage.SCHEDULED, Stage.HELD, minutes=1).summary
    'Talked for 1 minute'
    >>> what_a_move_logs(Stage.TO_ASK, Stage.SCHEDULED, minutes=20) is None
    True
    """
    if stage is Stage.SCHEDULED or seeks_another_time(before, stage):
        return None
    length = counted(minutes, "minute")
    declined = "Cancelled" if before is Stage.SCHEDULED else "Could not make time"
    return {
        Stage.TO_ASK: LoggedMove(InteractionKind.NOTE, Direction.FROM_ME, "Put back to be asked again"),
        Stage.ASKED: LoggedMove(InteractionKind.EMAIL, Direction.FROM_ME, f"Asked for {length}", TemplateKind.OUTREACH),
        Stage.HELD: LoggedMove(InteractionKind.INTERVIEW, Direction.BOTH, talked_for(minutes)),
        Stage.THANKED: LoggedMove(
            InteractionKind.THANK_YOU, Direction.FROM_ME, "Said thank you", TemplateKind.THANK_YOU
        ),
        Stage.DECLINED: LoggedMove(InteractionKind.MESSAGE, Direction.TO_ME, declined),
        Stage.NO_ANSWER: LoggedMove(InteractionKind.NOTE, Direction.FROM_ME, "No answer; closed for now"),
    }[stage]


@frozen
class InterviewDraft:
    """An interview as planned, tidied as it is made.

    `contact_ids` holds at least one person, the main one first. `starts` is None while no time is agreed.
    `minutes` is 5 to 240. `organization_id` is None where the main contact's organization is meant.
    """

    contact_ids: tuple[int, ...]
    organization_id: int | None = None
    purpose: str | None = None
    format: Format = Format.OPEN
    starts: Moment | None = None
    minutes: int = USUAL_MINUTES
    place: str | None = None
    opening_pitch_id: int | None = None
    opening_pitch_seconds: int | None = None
    research_notes: str | None = None
    logistics: str | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=("purpose", "place"), texts=("research_notes", "logistics"))
        object.__setattr__(self, "contact_ids", tuple(dict.fromkeys(self.contact_ids)))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not self.contact_ids:
            found.append(FieldProblem("contact_ids", "Choose the person you will talk to."))
        if not SHORTEST_MINUTES <= self.minutes <= LONGEST_MINUTES:
            found.append(FieldProblem("minutes", f"Choose from {SHORTEST_MINUTES} to {LONGEST_MINUTES} minutes."))
        return tuple(found + too_long(self, lines=("purpose", "place"), texts=("research_notes", "logistics")))


@frozen
class TimePlan:
    """How the minutes of a talk are shared out; the five add up to the talk's minutes."""

    opening: int
    pitch: int
    questions: int
    closing: int
    thanks: int

    @property
    def parts(self) -> tuple[tuple[TalkPart, int], ...]:
        """Each part with its minutes, in the order they come."""
        return tuple(zip(TalkPart, (self.opening, self.pitch, self.questions, self.closing, self.thanks), strict=True))


def time_plan(minutes: int, *, pitch_seconds: int | None = None) -> TimePlan:
    """The time plan of an interview of 5 minutes or more (domain section 7; tenths rounded half up).

    A chosen pitch takes its own length in whole minutes, rounded up once; what that saves goes to the questions.

    >>> time_plan(20)
    TimePlan(opening=2, pitch=2, questions=13, closing=2, thanks=1)
    >>> time_plan(15).questions, time_plan(30).questions, time_plan(45)
    (8, 20, TimePlan(opening=5, pitch=5, questions=29, closing=5, thanks=1))
    >>> time_plan(20, pitch_seconds=30)
    TimePlan(opening=2, pitch=1, questions=14, closing=2, thanks=1)
    """
    if minutes < 8:
        # Too short for shares of a tenth: one minute each, and the rest for questions.
        return TimePlan(1, 1, minutes - 4, 1, 1)
    tenth = math.floor(minutes / 10 + 0.5)
    opening = pitch = max(1, tenth)
    closing = max(2, tenth)
    if pitch_seconds is not None:
        # However long the pitch, a minute stays for questions.
        pitch = min(max(1, math.ceil(pitch_seconds / 60)), minutes - opening - closing - 2)
    return TimePlan(opening, pitch, minutes - opening - pitch - closing - 1, closing, 1)
