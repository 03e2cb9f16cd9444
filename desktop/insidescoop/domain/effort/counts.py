"""What the user did, week by week: requests, notes, talks and all messages, counted from the timeline."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.interactions import Direction, InteractionKind
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.values import frozen

WEEK_CHOICES = (4, 12, 26, 52)
USUAL_WEEKS = 12


@frozen
class Tally:
    """A number, and the ids of the people behind it, each once, in the order they came."""

    count: int = 0
    people: tuple[int, ...] = ()


@frozen
class Entry:
    """One entry of the timeline. `day` is the user's own day; `people` are those who took part and are still kept."""

    id: int
    at: datetime
    day: date
    kind: InteractionKind
    direction: Direction
    people: tuple[int, ...]
    interview_id: int | None = None
    letter: TemplateKind | None = None


class Deed(StrEnum):
    """What a user does that is counted."""

    REQUEST = "request"
    NOTE = "note"
    TALK = "talk"
    MESSAGE = "message"

    @property
    def words(self) -> str:
        """What the window calls several of them."""
        return {
            Deed.REQUEST: "Requests",
            Deed.NOTE: "Keep-in-touch notes",
            Deed.TALK: "Interviews",
            Deed.MESSAGE: "All messages",
        }[self]

    @property
    def explanation(self) -> str:
        """What is counted, in one line."""
        return {
            Deed.REQUEST: "You asked for an interview.",
            Deed.NOTE: "You wrote, called or met apart from an interview.",
            Deed.TALK: "You held an interview.",
            Deed.MESSAGE: "Requests, notes, reminders and thank-yous.",
        }[self]


_WRITTEN = frozenset({InteractionKind.EMAIL, InteractionKind.MESSAGE})
_TALKED = frozenset({InteractionKind.INTERVIEW, InteractionKind.MEETING})


def is_talk(entry: Entry) -> bool:
    """Whether two people talked: a meeting or an interview, or a call that both were in."""
    return entry.kind in _TALKED or (entry.kind is InteractionKind.CALL and entry.direction is Direction.BOTH)


def is_message(entry: Entry) -> bool:
    """Whether it is a message of the user's, of any kind."""
    if entry.direction is Direction.TO_ME:
        return False
    is_attempt = entry.kind is InteractionKind.CALL and entry.direction is Direction.FROM_ME
    sent = entry.kind in (InteractionKind.THANK_YOU, InteractionKind.INTRODUCTION)
    return entry.kind in _WRITTEN or is_attempt or sent


def is_asking(entry: Entry) -> bool:
    """Whether it is a message that can ask for an interview: one of the user's that belongs to one.

    A letter of another kind, such as a confirmation, asks for nothing.
    """
    is_thanks = entry.kind in (InteractionKind.THANK_YOU, InteractionKind.INTRODUCTION)
    is_other = entry.letter not in (None, TemplateKind.OUTREACH)
    return entry.interview_id is not None and is_message(entry) and not is_thanks and not is_other


def requests_among(entries: Iterable[Entry]) -> frozenset[int]:
    """The ids of the entries that asked for a talk.

    In an interview that is the first message of the user's, and the first after each note that closed it or put it
    back; what is written between them reminds, confirms or answers. A word from the other side before any request
    leaves nothing to ask for.
    """
    found = set()
    settled: set[int] = set()
    for entry in in_order(entries):
        if entry.interview_id is None:
            continue
        if entry.kind is InteractionKind.NOTE:
            settled.discard(entry.interview_id)
        elif entry.interview_id not in settled and entry.kind.is_contact:
            settled.add(entry.interview_id)
            if is_asking(entry):
                found.add(entry.id)
    return frozenset(found)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries as they happened."""
    return sorted(entries, key=lambda entry: (entry.at, entry.id))


def deeds_of(entry: Entry, *, requests: frozenset[int]) -> frozenset[Deed]:
    """What an entry counts as; nothing for what others did, and for notes to oneself.

    Every request and every note is one of all messages, so that no column is larger than the messages.
    """
    if entry.kind is InteractionKind.INTERVIEW:
        return frozenset({Deed.TALK})
    if not (is_message(entry) or is_talk(entry)):
        return frozenset()
    if entry.id in requests:
        return frozenset({Deed.REQUEST, Deed.MESSAGE})
    is_note = entry.interview_id is None and entry.kind not in (
        InteractionKind.THANK_YOU,
        InteractionKind.INTRODUCTION,
    )
    return frozenset({Deed.NOTE, Deed.MESSAGE} if is_note else {Deed.MESSAGE})


@frozen
class EffortWeek:
    """One week: its first day, and what was done in it."""

    starts_on: date
    requests: Tally
    notes: Tally
    talks: Tally
    messages: Tally

    def tally(self, deed: Deed) -> Tally:
        """How much of one deed was done."""
        return {
            Deed.REQUEST: self.requests,
            Deed.NOTE: self.notes,
            Deed.TALK: self.talks,
            Deed.MESSAGE: self.messages,
        }[deed]


def effort_weeks(entries: Sequence[Entry], weeks: Sequence[date]) -> tuple[EffortWeek, ...]:
    """What was done in each of the weeks that begin on these days; entries without people are left out."""
    requests = requests_among(entries)
    done: dict[tuple[date, Deed], list[Entry]] = {}
    for entry in in_order(entries):
        for deed in deeds_of(entry, requests=requests) if entry.people else ():
            first = _week_of(entry.day, weeks)
            if first is not None:
                done.setdefault((first, deed), []).append(entry)
    return tuple(
        EffortWeek(
            first,
            requests=_tally(done.get((first, Deed.REQUEST), [])),
            notes=_tally(done.get((first, Deed.NOTE), [])),
            talks=_tally(done.get((first, Deed.TALK), [])),
            messages=_tally(done.get((first, Deed.MESSAGE), [])),
        )
        for first in weeks
    )


def _week_of(day: date, weeks: Sequence[date]) -> date | None:
    if not weeks or not weeks[0] <= day < weeks[-1] + timedelta(weeks=1):
        return None
    return weeks[(day - weeks[0]).days // 7]


def _tally(entries: Sequence[Entry]) -> Tally:
    return Tally(len(entries), tuple(dict.fromkeys(person for entry in entries for person in entry.people)))


@frozen
class GoalProgress:
    """How far the user is with one goal: `done` of `goal` in the weeks the goal is for."""

    deed: Deed
    done: int
    goal: int
    weeks: int

    @property
    def is_met(self) -> bool:
        """Whether as much was done as was meant to be."""
        return self.done >= self.goal


def goal_progress(weeks: Sequence[EffortWeek], goals: Goals) -> tuple[GoalProgress, ...]:
    """How far each goal over 0 has come in the last weeks; `weeks` holds at least as many as the goals need."""
    wanted = (
        (Deed.REQUEST, goals.requests, 1),
        (Deed.NOTE, goals.notes, 1),
        (Deed.TALK, goals.talks, goals.talk_weeks),
    )
    return tuple(
        GoalProgress(deed, sum(week.tally(deed).count for week in weeks[-span:]), goal, span)
        for deed, goal, span in wanted
        if goal
    )


def weekly_goal(deed: Deed, goals: Goals) -> float | None:
    """Where the line of a deed's goal stands; None without one."""
    line = {Deed.REQUEST: goals.requests, Deed.NOTE: goals.notes, Deed.TALK: goals.talks_a_week}.get(deed, 0)
    return float(line) if line else None
