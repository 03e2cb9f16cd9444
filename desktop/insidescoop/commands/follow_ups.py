"""What a user can do with follow-ups, and how the rules make and settle them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, func, select

from insidescoop.domain.contacts import LONGEST_CADENCE_DAYS
from insidescoop.domain.follow_ups import (
    ANSWERED_BY_WRITING,
    KEEP_IN_TOUCH,
    PROMISED,
    FollowUpRule,
    Settled,
    Trigger,
    Unit,
    WantedFollowUp,
    keep_in_touch_trigger,
    wanted,
)
from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.moments import exact_day, local_zone_of
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.domain.text import first_line, tidy_line
from insidescoop.store.entities import (
    THE_PROFILE,
    Contact,
    FollowUp,
    FollowUpRuleSetting,
    Interaction,
    InteractionContact,
    Profile,
)
from insidescoop.store.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddFollowUp:
    """Puts something to do for a contact on the list, and returns its id."""

    contact_id: int
    due_on: date
    what: str

    @property
    def label(self) -> str:
        return f"Add “{first_line(self.what, at_most=40)}”"

    def run(self, work: UnitOfWork) -> int:
        what = tidy_line(self.what)
        if what is None:
            raise Invalid("There is nothing to do yet.", next_step="Write what you want to do first.")
        if work.session.get(Contact, self.contact_id) is None:
            raise Missing("This person")
        row = FollowUp(contact_id=self.contact_id, due_on=self.due_on, what=what)
        work.session.add(row)
        work.session.flush()
        return row.id


@dataclass(frozen=True, slots=True)
class SettleFollowUp:
    """Marks a follow-up as done."""

    follow_up_id: int
    label: str = "Mark as done"

    def run(self, work: UnitOfWork) -> None:
        row = _open_follow_up(work, self.follow_up_id)
        _settle(work, row, Settled.DONE)
        work.name_step(f"Done: {first_line(row.what, at_most=60)}")


@dataclass(frozen=True, slots=True)
class DropFollowUp:
    """Takes a follow-up off the list without doing it."""

    follow_up_id: int
    label: str = "Drop follow-up"

    def run(self, work: UnitOfWork) -> None:
        row = _open_follow_up(work, self.follow_up_id)
        _settle(work, row, Settled.DROPPED)
        work.name_step(f"Drop: {first_line(row.what, at_most=60)}")


@dataclass(frozen=True, slots=True)
class SnoozeFollowUp:
    """Puts a follow-up off to a later day."""

    follow_up_id: int
    until: date
    label: str = "Put off"

    def run(self, work: UnitOfWork) -> None:
        row = _open_follow_up(work, self.follow_up_id)
        today = today_of(work)
        if self.until <= today:
            raise Invalid("A follow-up can only be put off to a later day.", next_step="Choose a day after today.")
        row.due_on = self.until
        row.snoozed_on = today
        work.name_step(f"Put off until {exact_day(self.until)}: {first_line(row.what, at_most=60)}")


@dataclass(frozen=True, slots=True)
class ChangeFollowUpRule:
    """Switches a rule on or off, or changes how long it waits."""

    rule_id: str
    is_on: bool
    count: int
    unit: Unit
    label: str = "Change a follow-up rule"

    def run(self, work: UnitOfWork) -> None:
        row = work.session.scalars(
            select(FollowUpRuleSetting).where(FollowUpRuleSetting.rule_id == self.rule_id)
        ).one_or_none()
        if row is None:
            raise Missing("This rule")
        if abs(self.count) > LONGEST_CADENCE_DAYS:
            raise Invalid("A rule cannot wait that long.", next_step=f"Choose up to {LONGEST_CADENCE_DAYS:,} days.")
        row.is_on, row.count, row.unit, row.is_edited = self.is_on, self.count, self.unit, True


def today_of(work: UnitOfWork) -> date:
    """The date on the user's wall calendar while the command runs."""
    return local_zone_of(work.now, work.zone).date()


def apply_rules(
    work: UnitOfWork, trigger: Trigger, contact: Contact, *, day: date, interview_id: int | None = None
) -> None:
    """Makes the follow-ups that the rules ask for; none for a do-not-contact person, never two for one reason."""
    if contact.do_not_contact:
        return
    about = f"interview {interview_id}" if interview_id is not None else f"contact {contact.id}"
    for follow_up in wanted(
        _rules(work), trigger, day=day, name=contact.display_name, about=about, work_days=_work_days(work)
    ):
        _make(work, contact.id, interview_id, follow_up)


def renew_keep_in_touch(work: UnitOfWork, contact: Contact) -> None:
    """Counts a contact's keep-in-touch day anew from the latest time in touch; none if they never were."""
    keeping = {rule.rule_id: rule for rule in _rules(work) if rule.trigger in KEEP_IN_TOUCH}
    for row in _open_rows(work, FollowUp.contact_id == contact.id):
        if row.rule in keeping:
            work.session.delete(row)
    work.session.flush()
    trigger = keep_in_touch_trigger(contact.closeness)
    day = _last_contact_on(work, contact.id)
    rule = next((rule for rule in keeping.values() if rule.trigger is trigger), None)
    if rule is None or day is None or contact.do_not_contact or not (rule.is_on or contact.cadence_days):
        return
    if contact.cadence_days:
        rule = FollowUpRule(rule.rule_id, rule.trigger, contact.cadence_days, Unit.DAYS, rule.what)
    for follow_up in wanted(
        [rule],
        rule.trigger,
        day=day,
        name=contact.display_name,
        about=f"contact {contact.id}",
        work_days=_work_days(work),
    ):
        _make(work, contact.id, None, follow_up)


def _last_contact_on(work: UnitOfWork, contact_id: int) -> date | None:
    kinds = [kind for kind in InteractionKind if kind.is_contact]
    latest = work.session.scalar(
        select(func.max(Interaction.happened_at))
        .join(InteractionContact)
        .where(InteractionContact.contact_id == contact_id, Interaction.kind.in_(kinds))
    )
    return None if latest is None else local_zone_of(latest, work.zone).date()


def settle_by_trigger(work: UnitOfWork, contact_id: int, trigger: Trigger) -> None:
    """Settles a person's open follow-ups that the rules of one trigger made."""
    rules = {rule.rule_id for rule in _rules(work) if rule.trigger is trigger}
    for row in _open_rows(work, FollowUp.contact_id == contact_id):
        if row.rule in rules:
            _settle(work, row, Settled.DONE)


def settle_written_to(work: UnitOfWork, contact_id: int) -> None:
    """Settles what asked to write to a person, now that they were written to or talked with."""
    rules = {rule.rule_id for rule in _rules(work) if rule.trigger in ANSWERED_BY_WRITING}
    for row in _open_rows(work, FollowUp.contact_id == contact_id):
        if row.rule in rules:
            _settle(work, row, Settled.DONE)


def settle_for_interview(
    work: UnitOfWork, interview_id: int, *, how: Settled, triggers: Iterable[Trigger] | None = None
) -> None:
    """Settles the open follow-ups of an interview: those made by `triggers`, or all where that is None."""
    rules = None if triggers is None else {rule.rule_id for rule in _rules(work) if rule.trigger in set(triggers)}
    for row in _open_rows(work, FollowUp.interview_id == interview_id):
        if rules is None or row.rule in rules:
            _settle(work, row, how)


def settle_rule_for_interview(work: UnitOfWork, interview_id: int, rule_id: str) -> None:
    """Settles what one rule asked for after an interview, where it is still open."""
    for row in _open_rows(work, FollowUp.interview_id == interview_id):
        if row.rule == rule_id:
            _settle(work, row, Settled.DONE)


def make_for_promise(
    work: UnitOfWork, trigger: Trigger, contact: Contact, *, promise: str, day: date, named_on: date | None, about: str
) -> None:
    """Makes the follow-up of one promise: none for a do-not-contact person, never two for one reason.

    `named_on` is the day that was named, if any: the user's own promise is due on it, the other side's is asked about
    the rule's days after it. Without one, both count from `day`, on which it was promised.
    """
    if contact.do_not_contact:
        return
    counts_from = named_on or day
    for follow_up in wanted(
        _rules(work), trigger, day=counts_from, name=contact.display_name, about=about, work_days=_work_days(work)
    ):
        is_due_on = named_on if trigger is Trigger.I_PROMISED and named_on is not None else follow_up.due_on
        what = follow_up.what.replace("{promise}", promise)
        _make(work, contact.id, None, replace(follow_up, due_on=is_due_on, what=what))


def name_in_follow_ups(work: UnitOfWork, contact: Contact) -> None:
    """Puts a person's present name into the open follow-ups that the rules made for them."""
    rules = {rule.rule_id: rule for rule in _rules(work)}
    for row in _open_rows(work, FollowUp.contact_id == contact.id):
        if row.rule in rules and rules[row.rule].trigger not in PROMISED:
            row.what = rules[row.rule].words(contact.display_name)


def join_follow_ups(work: UnitOfWork, kept: Contact, *, gone_id: int, is_rhythm_new: bool) -> None:
    """Makes the follow-ups of the person `gone_id` those of `kept`: never two open for one reason, nor two to keep up.

    Of two for one reason the sooner day stays. Keeping in touch is counted anew if either was waiting for it or the
    rhythm is a new one; a later day it had been put off to stays.
    """
    keeping = {rule.rule_id for rule in _rules(work) if rule.trigger in KEEP_IN_TOUCH}
    theirs = select(FollowUp).where(FollowUp.contact_id.in_((kept.id, gone_id))).order_by(FollowUp.id)
    rows = list(work.session.scalars(theirs))
    waiting = [row for row in rows if row.settled_on is None and row.rule in keeping]
    put_off = [row.due_on for row in waiting if row.snoozed_on is not None]
    open_by_reason = {row.reason: row for row in rows if row.contact_id == kept.id and row.settled_on is None}
    for row in (row for row in rows if row.contact_id == gone_id):
        reason = row.reason and re.sub(rf"\bcontact {gone_id}$", f"contact {kept.id}", row.reason)
        twin = open_by_reason.get(reason) if reason and row.settled_on is None else None
        if twin is not None:
            twin.due_on = min(twin.due_on, row.due_on)
            _settle(work, row, Settled.DROPPED)
        row.contact_id, row.reason = kept.id, reason
        work.session.flush()
    if waiting or is_rhythm_new:
        renew_keep_in_touch(work, kept)
    for row in _open_rows(work, FollowUp.contact_id == kept.id):
        if put_off and row.rule in keeping:
            row.due_on = max(row.due_on, *put_off)


def drop_all_for_contact(work: UnitOfWork, contact_id: int) -> None:
    """Drops every open follow-up of a person who is not to be contacted."""
    for row in _open_rows(work, FollowUp.contact_id == contact_id):
        _settle(work, row, Settled.DROPPED)


def _make(work: UnitOfWork, contact_id: int, interview_id: int | None, follow_up: WantedFollowUp) -> None:
    if _open_rows(work, FollowUp.reason == follow_up.reason):
        return
    work.session.add(
        FollowUp(
            contact_id=contact_id,
            interview_id=interview_id,
            due_on=follow_up.due_on,
            what=follow_up.what,
            rule=follow_up.rule_id,
            reason=follow_up.reason,
        )
    )
    work.session.flush()


def _settle(work: UnitOfWork, row: FollowUp, how: Settled) -> None:
    row.settled_on = today_of(work)
    row.settled_how = how


def _open_rows(work: UnitOfWork, condition: ColumnElement[bool]) -> list[FollowUp]:
    statement = select(FollowUp).where(FollowUp.settled_on.is_(None), condition)
    return list(work.session.scalars(statement))


def _open_follow_up(work: UnitOfWork, follow_up_id: int) -> FollowUp:
    row = work.session.get(FollowUp, follow_up_id)
    if row is None or row.settled_on is not None:
        raise Missing("This follow-up")
    return row


def _rules(work: UnitOfWork) -> list[FollowUpRule]:
    rows = work.session.scalars(select(FollowUpRuleSetting).order_by(FollowUpRuleSetting.position))
    return [FollowUpRule(row.rule_id, row.trigger, row.count, row.unit, row.what, row.is_on) for row in rows]


def _work_days(work: UnitOfWork) -> frozenset[int]:
    profile = work.session.get(Profile, THE_PROFILE)
    return frozenset(map(int, profile.work_days)) if profile is not None else frozenset(range(5))
