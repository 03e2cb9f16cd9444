"""Follow-ups: the rules as data, and which of them a fact asks for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.moments import add_business_days, next_business_day
from insidescoop.domain.values import frozen

FIRST_STEP_AFTER = timedelta(days=3)
"""When a next step is due unless another day is chosen: soon, and not today, or it would have been done."""


class Trigger(StrEnum):
    """The facts that rules wait for."""

    ASKED = "asked"
    REMINDED = "reminded"
    MEETING_SET = "meeting_set"
    HELD = "held"
    REFERRED = "referred"
    REFERRAL_TRIED = "referral_tried"
    MET_AT_EVENT = "met_at_event"
    I_PROMISED = "i_promised"
    THEY_PROMISED = "they_promised"
    KEEP_ACTIVE = "keep_active"
    KEEP_WARM = "keep_warm"
    KEEP_WIDE = "keep_wide"
    HELPER_FOUND = "helper_found"
    ADVICE_NOTED = "advice_noted"
    POSITION_ACCEPTED = "position_accepted"

    @property
    def words(self) -> str:
        """What the window says of it."""
        return {
            Trigger.ASKED: "You asked for a talk",
            Trigger.REMINDED: "You reminded them",
            Trigger.MEETING_SET: "A talk is agreed",
            Trigger.HELD: "You talked",
            Trigger.REFERRED: "Somebody was named to you",
            Trigger.REFERRAL_TRIED: "You wrote to whom they named",
            Trigger.MET_AT_EVENT: "You met at an event",
            Trigger.I_PROMISED: "You promised something",
            Trigger.THEY_PROMISED: "They promised something",
            Trigger.KEEP_ACTIVE: "In touch with an active helper",
            Trigger.KEEP_WARM: "In touch with a warm contact",
            Trigger.KEEP_WIDE: "In touch with the wide network",
            Trigger.HELPER_FOUND: "Somebody there helps you",
            Trigger.ADVICE_NOTED: "You noted their advice",
            Trigger.POSITION_ACCEPTED: "You accepted a position",
        }[self]

    @property
    def counts_back(self) -> bool:
        """True if its rules are due before the fact, not after it."""
        return self is Trigger.MEETING_SET

    def count_of(self, wait: int) -> int:
        """The count of a rule that is due so many units away from the fact, on the trigger's side of it.

        >>> Trigger.MEETING_SET.count_of(2), Trigger.HELD.count_of(2)
        (-2, 2)
        """
        return -wait if self.counts_back else wait


class Unit(StrEnum):
    """What a rule counts in."""

    BUSINESS_DAYS = "business_days"
    DAYS = "days"

    @property
    def words(self) -> str:
        """What the window says."""
        return {Unit.BUSINESS_DAYS: "working days", Unit.DAYS: "days"}[self]


@frozen
class FollowUpRule:
    """One rule of the follow-up table (domain section 6): `count` units after the trigger (before it, if negative).

    A rule that `cancels` others asks for nothing: its trigger takes what those made off the list, for everybody at the
    organization. `leads_to` is the fact that doing what the rule asks for makes.
    """

    rule_id: str
    trigger: Trigger
    count: int
    unit: Unit
    what: str
    is_on: bool = True
    cancels: tuple[str, ...] = ()
    leads_to: Trigger | None = None

    def words(self, name: str) -> str:
        """What the rule asks for, with the person's name in it."""
        return self.what.replace("{name}", name)


@frozen
class WantedFollowUp:
    """A follow-up a rule asks for; never two open ones share a `reason`.

    `counted_from` is None where the day is not the rule's own.
    """

    rule_id: str
    reason: str
    due_on: date
    what: str
    counted_from: date | None


def due_on(
    rule: FollowUpRule, day: date, *, work_days: frozenset[int], holidays: frozenset[date] = frozenset()
) -> date:
    """The day `rule` is due when its fact falls on `day`; `work_days` holds weekdays, Monday 0."""
    if rule.unit is Unit.DAYS:
        return day + timedelta(days=rule.count)
    if rule.count < 0:
        # A meeting on a free day is prepared for before that day, not before the next working day.
        start = (
            day if next_business_day(day, work_days=work_days, holidays=holidays) == day else day - timedelta(days=1)
        )
        while start.weekday() not in work_days or start in holidays:
            start -= timedelta(days=1)
        remaining = rule.count if start == day else rule.count + 1
        return add_business_days(start, remaining, work_days=work_days, holidays=holidays)
    return add_business_days(day, rule.count, work_days=work_days, holidays=holidays)


def wanted(
    rules: Iterable[FollowUpRule],
    trigger: Trigger,
    *,
    day: date,
    name: str,
    about: str,
    work_days: frozenset[int],
    holidays: frozenset[date] = frozenset(),
) -> tuple[WantedFollowUp, ...]:
    """What the rules that are on ask for when `trigger` happens on `day`, in the rules' order.

    `name` fills the rules' words; `about` names the record, as in "interview 12", and makes the reason.
    """
    return tuple(
        WantedFollowUp(
            rule_id=rule.rule_id,
            reason=f"{rule.rule_id} {about}",
            due_on=due_on(rule, day, work_days=work_days, holidays=holidays),
            what=rule.words(name),
            counted_from=day,
        )
        for rule in rules
        if rule.is_on and rule.trigger is trigger and not rule.cancels
    )


def cancelled(rules: Iterable[FollowUpRule], trigger: Trigger) -> frozenset[str]:
    """The ids of the rules whose follow-ups `trigger` takes off the list; empty if the rule for it is off."""
    return frozenset(rule_id for rule in rules if rule.is_on and rule.trigger is trigger for rule_id in rule.cancels)


def keeps_up_every(rule: FollowUpRule, cadence_days: int | None) -> FollowUpRule:
    """A keep-in-touch rule for a person: their own rhythm goes before the rule's, and holds where the rule is off."""
    if not cadence_days or rule.trigger not in KEEP_IN_TOUCH:
        return rule
    return replace(rule, count=cadence_days, unit=Unit.DAYS, is_on=True)


def keep_in_touch_trigger(closeness: Closeness) -> Trigger | None:
    """The trigger a logged contact pulls for a person this close; None for those not kept up, and not in touch yet."""
    return {
        Closeness.ACTIVE: Trigger.KEEP_ACTIVE,
        Closeness.WARM: Trigger.KEEP_WARM,
        Closeness.WIDE: Trigger.KEEP_WIDE,
        Closeness.UNKEPT: None,
        Closeness.NOT_YET: None,
    }[closeness]


KEEP_IN_TOUCH = frozenset({Trigger.KEEP_ACTIVE, Trigger.KEEP_WARM, Trigger.KEEP_WIDE})
"""A new contact with a person replaces these; all other follow-ups are left for the user or a stage move to settle."""


ANSWERED_BY_WRITING = frozenset({Trigger.REFERRED, Trigger.MET_AT_EVENT})
"""These ask to write to a person for the first time: any word from the user to that person settles them."""


ANSWERED_BY_A_REPLY = frozenset({Trigger.ASKED, Trigger.REMINDED})
"""These wait for an answer: any word from the person settles them."""

PROMISED = frozenset({Trigger.I_PROMISED, Trigger.THEY_PROMISED})
"""These say in their words what was promised, and no name: a person's new name is not put into them."""


class Settled(StrEnum):
    """How a follow-up left the list."""

    DONE = "done"
    DROPPED = "dropped"
