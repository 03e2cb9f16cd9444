"""Where people stand, from being thought of to what came of it, and how they answered.

Everything is a count of people. Each step holds only people of the step it is measured against, so that "3 of 8" is
always true. Who answered how fast is private to the screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from statistics import median

from insidescoop.domain.acquaintance import Relation, Tie
from insidescoop.domain.effort.counts import Entry, Tally, in_order, is_talk, requests_among
from insidescoop.domain.interactions import Direction, InteractionKind
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.values import frozen

LEAST_FOR_MEDIAN = 5
"""Answers below which a middle value says more about chance than about people."""

LEAST_FOR_PERCENT = 10
"""Cases from which a percentage may be shown (domain section 6)."""

THANKED_WITHIN_DAYS = 1
"""A thank-you by the day after the talk is on time (rule F08: 24 hours)."""


class Step(StrEnum):
    """How far somebody has come, in order."""

    IDENTIFIED = "identified"
    REQUESTED = "requested"
    REPLIED = "replied"
    SCHEDULED = "scheduled"
    HELD = "held"
    THANKED = "thanked"
    REFERRED = "referred"
    OUTCOME = "outcome"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            Step.IDENTIFIED: "On my list",
            Step.REQUESTED: "Asked for an interview",
            Step.REPLIED: "Answered",
            Step.SCHEDULED: "Agreed on a time",
            Step.HELD: "Talked with",
            Step.THANKED: "Thanked by the next day",
            Step.REFERRED: "Led to somebody else",
            Step.OUTCOME: "Led to something",
        }[self]

    @property
    def measured_against(self) -> "Step | None":
        """The step this one is a part of; None for the first. A time can be agreed with someone who was never asked."""
        return {
            Step.IDENTIFIED: None,
            Step.REQUESTED: Step.IDENTIFIED,
            Step.REPLIED: Step.REQUESTED,
            Step.SCHEDULED: Step.IDENTIFIED,
            Step.HELD: Step.SCHEDULED,
        }.get(self, Step.HELD)


class Group(StrEnum):
    """How the user came to a person, as far as answering goes."""

    COLD = "cold"
    TIE = "tie"
    REFERRED = "referred"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            Group.COLD: "New to you",
            Group.TIE: "Known to you already",
            Group.REFERRED: "Introduced by somebody",
        }[self]


def group_of(*, is_introduced: bool, relation: Relation | None, tie: Tie | None, met: bool) -> Group:
    """The group a person belongs to: an introduction counts before a tie, a tie before nothing.

    >>> group_of(is_introduced=False, relation=Relation.STRANGER, tie=None, met=False).value
    'cold'
    """
    if is_introduced or relation is Relation.REFERRED:
        return Group.REFERRED
    is_known = relation not in (None, Relation.STRANGER)
    return Group.TIE if is_known or tie is not None or met else Group.COLD


@frozen
class Approach:
    """One interview as far as asking goes: its stage, and the people in it who are still among the contacts.

    `agreed` is when its time was agreed, as an instant and the user's own day; None where that is not known.
    """

    interview_id: int
    stage: Stage
    people: tuple[int, ...]
    agreed: tuple[datetime, date] | None = None


@frozen
class Asking:
    """One person asked once, by a request on the timeline.

    `is_waiting` tells no answer yet from no answer: the latter was closed by the user.
    """

    contact_id: int
    asked_on: date
    answered_on: date | None
    is_answered: bool
    is_waiting: bool

    @property
    def days_to_answer(self) -> int | None:
        """Days from the request to the first word back, or the time agreed; None while it is not known."""
        if self.answered_on is None:
            return None
        return (self.answered_on - self.asked_on).days


_ANSWERED = frozenset({Stage.SCHEDULED, Stage.HELD, Stage.THANKED, Stage.DECLINED})
_AGREED = frozenset({Stage.SCHEDULED, Stage.HELD, Stage.THANKED})
_TALKED = frozenset({Stage.HELD, Stage.THANKED})


def askings(approaches: Iterable[Approach], entries: Sequence[Entry]) -> tuple[Asking, ...]:
    """Every time somebody was asked for a talk, interview by interview, oldest first within one."""
    requests = requests_among(entries)
    of_interview: dict[int, list[Entry]] = {}
    loose: dict[int, list[Entry]] = {}
    for entry in in_order(entries):
        if entry.interview_id is not None:
            of_interview.setdefault(entry.interview_id, []).append(entry)
        elif _is_answer(entry):
            for person in entry.people:
                loose.setdefault(person, []).append(entry)
    found: list[Asking] = []
    for approach in approaches:
        told = of_interview.get(approach.interview_id, [])
        asked = [entry for entry in told if entry.id in requests]
        for person in approach.people:
            mine = [entry for entry in asked if person in entry.people]
            answers = [entry for entry in told if _is_answer(entry) and person in entry.people]
            found += _rounds(person, approach, mine, in_order([*answers, *loose.get(person, [])]))
    return tuple(found)


def _rounds(person: int, approach: Approach, asked: list[Entry], answers: list[Entry]) -> list[Asking]:
    stage, rounds = approach.stage, []
    for place, request in enumerate(asked):
        is_last = place == len(asked) - 1
        until = None if is_last else asked[place + 1].at
        answer = next((each for each in answers if each.at > request.at and (until is None or each.at < until)), None)
        is_answered = answer is not None or (is_last and stage in _ANSWERED)
        is_waiting = is_last and not is_answered and stage is Stage.ASKED
        words = [] if answer is None else [(answer.at, answer.day)]
        if is_last and approach.agreed is not None and approach.agreed[0] > request.at:
            words.append(approach.agreed)
        answered_on = min(words)[1] if words else None
        rounds.append(Asking(person, request.day, answered_on, is_answered, is_waiting))
    return rounds


def _is_answer(entry: Entry) -> bool:
    # Of what was written without a word on who wrote, nothing is claimed.
    is_theirs = entry.direction is Direction.TO_ME and entry.kind.is_contact
    return is_theirs or (entry.direction is Direction.BOTH and (is_talk(entry) or entry.kind is InteractionKind.MET))


@frozen
class StepCount:
    """One step: who came so far, out of how many."""

    step: Step
    reached: Tally
    out_of: int


@frozen
class Standing:
    """Where everybody stands. Of those asked, each has answered, is still waited for, or did not answer."""

    steps: tuple[StepCount, ...]
    answered: Tally
    waiting: Tally
    silent: Tally

    def step(self, step: Step) -> Tally:
        """Who came as far as a step."""
        return next(each.reached for each in self.steps if each.step is step)


def standing(
    approaches: Sequence[Approach],
    entries: Sequence[Entry],
    *,
    named: Iterable[int],
    givers: Iterable[int],
    fruitful: Iterable[int],
    today: date | None = None,
) -> Standing:
    """Where people stand.

    `named` are those an introduction leads to, `givers` those who led to somebody, `fruitful` those something came of.
    Whoever is still to be thanked `today`, or tomorrow, is not counted among those who were not thanked in time.
    """
    asked_of = askings(approaches, entries)
    asked = dict.fromkeys(each.contact_id for each in asked_of)
    talked, thanked, in_time = _talked(approaches, entries, today)
    agreed = {person for each in approaches if each.stage in _AGREED for person in each.people} | talked
    answered = {each.contact_id for each in asked_of if each.is_answered} | agreed
    waiting = {each.contact_id for each in asked_of if each.is_waiting} - answered
    in_view = dict.fromkeys([*(person for each in approaches for person in each.people), *named])
    reached: dict[Step, Tally] = {
        Step.IDENTIFIED: Tally(len(in_view), tuple(in_view)),
        Step.REQUESTED: _those(asked, set(asked)),
        Step.REPLIED: _those(asked, answered),
        Step.SCHEDULED: _those(in_view, agreed),
        Step.HELD: _those(in_view, talked),
        Step.THANKED: _those(in_view, thanked),
        Step.REFERRED: _those(in_view, talked & set(givers)),
        Step.OUTCOME: _those(in_view, talked & set(fruitful)),
    }
    of = {step: reached[step.measured_against or step].count for step in Step}
    of[Step.THANKED] -= _those(in_view, in_time).count
    steps = tuple(StepCount(step, reached[step], of[step]) for step in Step)
    return Standing(
        steps,
        answered=reached[Step.REPLIED],
        waiting=_those(asked, waiting),
        silent=_those(asked, set(asked) - answered - waiting),
    )


def _talked(
    approaches: Sequence[Approach], entries: Sequence[Entry], today: date | None
) -> tuple[set[int], set[int], set[int]]:
    """Who was talked with in an interview, who of them was thanked by the day after a talk, and who can still be."""
    talks: dict[int, list[date]] = {}
    thanks: dict[int, list[date]] = {}
    approach_of = {each.interview_id: each for each in approaches}
    for entry in entries:
        of_interview = entry.interview_id in approach_of and is_talk(entry)
        for person in entry.people:
            if of_interview:
                talks.setdefault(person, []).append(entry.day)
            elif entry.kind is InteractionKind.THANK_YOU and entry.direction is not Direction.TO_ME:
                thanks.setdefault(person, []).append(entry.day)
    held = {person for each in approaches if each.stage in _TALKED for person in each.people} | set(talks)
    on_time = {
        person
        for person in held
        if any(
            0 <= (thank - talk).days <= THANKED_WITHIN_DAYS
            for talk in talks.get(person, ())
            for thank in thanks.get(person, ())
        )
    }
    in_time = {
        person
        for person, days in talks.items()
        if today is not None and all((today - day).days <= THANKED_WITHIN_DAYS for day in days)
    }
    return held, on_time, in_time - on_time


def _those(order: Iterable[int], wanted: set[int]) -> Tally:
    people = tuple(person for person in order if person in wanted)
    return Tally(len(people), people)


@frozen
class GroupReplies:
    """How the people of one group answered; `median_days` is None below five answers with known days."""

    group: Group
    asked: Tally
    answered: Tally
    median_days: float | None


def replies_by_group(
    asked_of: Sequence[Asking], group_by_id: Mapping[int, Group], *, answered: Iterable[int]
) -> tuple[GroupReplies, ...]:
    """How each group answered, in the order of the groups; the groups add up to all who were asked."""
    found, theirs = [], set(answered)
    for group in Group:
        mine = [each for each in asked_of if group_by_id.get(each.contact_id, Group.COLD) is group]
        people = dict.fromkeys(each.contact_id for each in mine)
        found.append(GroupReplies(group, _those(people, set(people)), _those(people, theirs), median_days(mine)))
    return tuple(found)


def median_days(asked_of: Iterable[Asking]) -> float | None:
    """The middle of the days people took to answer; None below five answers."""
    days = [each.days_to_answer for each in asked_of if each.days_to_answer is not None]
    return float(median(days)) if len(days) >= LEAST_FOR_MEDIAN else None


def share(part: int, whole: int) -> str:
    """A part of a whole in words; a percentage only where there are cases enough for one.

    >>> share(3, 8), share(6, 12), share(199, 200), share(0, 0)
    ('3 of 8', '6 of 12 (50%)', '199 of 200 (99%)', '0 of 0')
    """
    if whole < LEAST_FOR_PERCENT:
        return f"{part} of {whole}"
    # Neither "0%" of somebody nor "100%" of not everybody.
    percent = round(100 * part / whole)
    if 0 < part < whole:
        percent = min(max(percent, 1), 99)
    return f"{part} of {whole} ({percent}%)"
