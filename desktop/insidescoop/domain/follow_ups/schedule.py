"""The one schedule of follow-ups: which day a rule names, for the list, the prep sheet and letters alike."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.follow_ups.rules import (
    FollowUpRule,
    Trigger,
    Unit,
    WantedFollowUp,
    due_on,
    keep_in_touch_trigger,
    keeps_up_every,
    wanted,
)
from insidescoop.domain.moments import next_business_day
from insidescoop.domain.values import frozen

REMINDER_RULE, CONFIRMATION_RULE, DEBRIEF_RULE, THANKS_RULE, NAMED_RULE = "F02", "F06", "F07", "F08", "F11"
"""The rules whose day a letter or a sheet names."""

EARLIEST_CONFIRMATION = timedelta(days=3)
"""A confirmation sent longer before an interview, because of days off in between, would have to be sent again."""


@frozen
class FollowUpSchedule:
    """The rules in order, the weekdays the user works on (Monday 0), and their days off."""

    rules: tuple[FollowUpRule, ...]
    work_days: frozenset[int]
    days_off: frozenset[date]

    def work_day(self, day: date) -> date:
        """A day if the user works on it, else the next one they do."""
        return next_business_day(day, work_days=self.work_days, holidays=self.days_off)

    def snooze_days(self, today: date, due: date | None = None) -> tuple[date, date, date]:
        """What is offered to put something off to: one day on, three days on, the next week; never a day off.

        They count from today, or from the day it is due if that is still to come: putting off never brings forward.

        >>> schedule = FollowUpSchedule((), frozenset(range(5)), frozenset({date(2026, 11, 30)}))
        >>> [day.isoformat() for day in schedule.snooze_days(date(2026, 11, 26))]
        ['2026-11-27', '2026-12-01', '2026-12-01']
        >>> [day.isoformat() for day in schedule.snooze_days(date(2026, 11, 23), due=date(2026, 11, 24))]
        ['2026-11-25', '2026-11-27', '2026-12-01']
        """
        start = max(today, due or today)
        one_on, three_on = start + timedelta(days=1), start + timedelta(days=3)
        monday = start + timedelta(days=7 - start.weekday())
        return self.work_day(one_on), self.work_day(three_on), self.work_day(monday)

    def rule(self, rule_id: str) -> FollowUpRule | None:
        """A rule by its id; None if it is off or unknown."""
        return next((rule for rule in self.rules if rule.rule_id == rule_id and rule.is_on), None)

    def day_of(self, rule: FollowUpRule | None, fact_on: date) -> date | None:
        """The day a rule is due when its fact falls on `fact_on`; None for no rule."""
        if rule is None:
            return None
        day = due_on(rule, fact_on, work_days=self.work_days, holidays=self.days_off)
        if rule.rule_id == CONFIRMATION_RULE and rule.unit is Unit.BUSINESS_DAYS:
            return max(day, fact_on - EARLIEST_CONFIRMATION)
        return day

    def keep_in_touch(self, closeness: Closeness, cadence_days: int | None) -> FollowUpRule | None:
        """The rule by which a contact is kept in touch with: their own rhythm goes before that of their closeness.

        Nobody who is not in touch yet is put down unasked; their own rhythm, once set, asks for it.
        """
        trigger = keep_in_touch_trigger(closeness)
        if closeness is Closeness.NOT_YET and cadence_days:
            trigger = Trigger.KEEP_WIDE
        found = next((rule for rule in self.rules if trigger is not None and rule.trigger is trigger), None)
        if found is None:
            return None
        rule = keeps_up_every(found, cadence_days)
        return rule if rule.is_on else None

    def wanted(
        self, rules: Iterable[FollowUpRule], *, day: date, name: str, about: str, today: date
    ) -> tuple[WantedFollowUp, ...]:
        """What some of the rules ask for when their fact falls on `day`; see `follow_ups.wanted`.

        What comes before its fact is due today at the earliest, for nothing is late as soon as it is on the list. Such
        a day is not the rule's own, and is not recalculated.
        """
        return tuple(
            self._wanted(rule, found, day, today)
            for rule in rules
            for found in wanted(
                [rule], rule.trigger, day=day, name=name, about=about, work_days=self.work_days, holidays=self.days_off
            )
        )

    def _wanted(self, rule: FollowUpRule, found: WantedFollowUp, day: date, today: date) -> WantedFollowUp:
        due = self.day_of(rule, day) or found.due_on
        if rule.count < 0 and due < today:
            return replace(found, due_on=today, counted_from=None)
        return replace(found, due_on=due)

    def triggered(self, trigger: Trigger) -> tuple[FollowUpRule, ...]:
        """The rules of a trigger, in order."""
        return tuple(rule for rule in self.rules if rule.trigger is trigger)
