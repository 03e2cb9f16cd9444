"""Makes, moves and settles follow-ups as the rules ask for it, inside the step of a command."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, func, select

from insidescoop.domain.follow_ups.rules import (
    ANSWERED_BY_A_REPLY,
    ANSWERED_BY_WRITING,
    KEEP_IN_TOUCH,
    PROMISED,
    FollowUpRule,
    Settled,
    Trigger,
    WantedFollowUp,
    cancelled,
)
from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.moments import local_zone_of
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.queries.follow_up_rules import follow_up_schedule, rules_in
from insidescoop.store.entities import Contact, FollowUp, Interaction, InteractionContact
from insidescoop.store.unit_of_work import UnitOfWork


def today_of(work: UnitOfWork) -> date:
    """The date on the user's wall calendar while the command runs."""
    return local_zone_of(work.now, work.zone).date()


def apply_rules(
    work: UnitOfWork,
    trigger: Trigger,
    contact: Contact,
    *,
    day: date,
    interview_id: int | None = None,
    without: Iterable[str] = (),
) -> None:
    """Makes and cancels the follow-ups as the rules say; none for a do-not-contact person, never two for one reason.

    Rules whose ids are in `without` ask for nothing.
    """
    if contact.do_not_contact:
        return
    schedule = follow_up_schedule(work.session)
    _cancel(work, contact, cancelled(schedule.rules, trigger))
    about = f"interview {interview_id}" if interview_id is not None else f"contact {contact.id}"
    rules = [rule for rule in schedule.triggered(trigger) if rule.rule_id not in set(without)]
    for follow_up in schedule.wanted(rules, day=day, name=contact.display_name, about=about, today=today_of(work)):
        make(work, contact.id, interview_id, follow_up)


def helper_found(work: UnitOfWork, contact: Contact) -> None:
    """Lets the rules take off what would press others where this person works, now that they help."""
    apply_rules(work, Trigger.HELPER_FOUND, contact, day=today_of(work))


def reminder_sent(work: UnitOfWork, contact: Contact, *, interview_id: int) -> None:
    """Settles the reminder that was due for a request, and makes what the rules ask for after it."""
    for row in _open_rows(work, FollowUp.interview_id == interview_id):
        if row.contact_id == contact.id and _leads_to(work, row) is Trigger.REMINDED:
            settle(work, row, Settled.DONE)
    apply_rules(work, Trigger.REMINDED, contact, day=today_of(work), interview_id=interview_id)


def settle_as_done(work: UnitOfWork, row: FollowUp) -> None:
    """Marks a follow-up as done, and makes what the rules ask for after it."""
    leads_to = _leads_to(work, row)
    settle(work, row, Settled.DONE)
    work.session.flush()
    if leads_to is not None:
        contact = work.session.get_one(Contact, row.contact_id)
        apply_rules(work, leads_to, contact, day=today_of(work), interview_id=row.interview_id)


def reopen(work: UnitOfWork, row: FollowUp) -> None:
    """Puts a follow-up that was done or dropped on the list again, and takes off what came of having done it.

    Raises:
        Invalid: the contact is not to be contacted, or the same is on the list already.
    """
    if work.session.get_one(Contact, row.contact_id).do_not_contact:
        raise Invalid("This person is not to be contacted.", next_step="Change that on their card first.")
    if row.reason is not None and _open_rows(work, FollowUp.reason == row.reason):
        raise Invalid("This is on the list already.", next_step="Look for it among what is due.")
    rules = {rule.rule_id: rule for rule in rules_of(work)}
    keeps_up = row.rule in rules and rules[row.rule].trigger in KEEP_IN_TOUCH
    if keeps_up and any(_keeps_up(other, rules) for other in _open_rows(work, FollowUp.contact_id == row.contact_id)):
        raise Invalid("Keeping in touch is on the list already.", next_step="Look for it among what is to come.")
    row.settled_on = row.settled_how = None
    leads_to = rules[row.rule].leads_to if row.rule in rules else None
    for other in _open_rows(work, FollowUp.interview_id == row.interview_id) if leads_to is not None else ():
        # What came of having done it is not so after all.
        if other.rule in rules and rules[other.rule].trigger is leads_to:
            work.session.delete(other)


def renew_keep_in_touch(work: UnitOfWork, contact: Contact) -> None:
    """Counts a contact's keep-in-touch day anew from the latest time in touch; none if they never were."""
    schedule = follow_up_schedule(work.session)
    keeping = {rule.rule_id for rule in schedule.rules if rule.trigger in KEEP_IN_TOUCH}
    for row in _open_rows(work, FollowUp.contact_id == contact.id):
        if row.rule in keeping:
            work.session.delete(row)
    work.session.flush()
    day = _last_contact_on(work, contact.id)
    rule = schedule.keep_in_touch(contact.closeness, contact.cadence_days)
    if rule is None or day is None or contact.do_not_contact:
        return
    for follow_up in schedule.wanted(
        [rule], day=day, name=contact.display_name, about=f"contact {contact.id}", today=today_of(work)
    ):
        make(work, contact.id, None, follow_up)


def _last_contact_on(work: UnitOfWork, contact_id: int) -> date | None:
    kinds = [kind for kind in InteractionKind if kind.is_contact]
    latest = work.session.scalar(
        select(func.max(Interaction.happened_at))
        .join(InteractionContact)
        .where(InteractionContact.contact_id == contact_id, Interaction.kind.in_(kinds))
    )
    return None if latest is None else local_zone_of(latest, work.zone).date()


def settle_by_trigger(work: UnitOfWork, contact_id: int, trigger: Trigger, *, how: Settled = Settled.DONE) -> None:
    """Settles a person's open follow-ups that the rules of one trigger made."""
    rules = {rule.rule_id for rule in rules_of(work) if rule.trigger is trigger}
    for row in _open_rows(work, FollowUp.contact_id == contact_id):
        if row.rule in rules:
            settle(work, row, how)


def settle_written_to(work: UnitOfWork, contact_id: int, *, how: Settled) -> None:
    """Settles the follow-ups to write to a contact: done once they were written to, dropped if they talk unasked."""
    for trigger in ANSWERED_BY_WRITING:
        settle_by_trigger(work, contact_id, trigger, how=how)


def let_go_of_writing(work: UnitOfWork, contact_ids: Iterable[int]) -> None:
    """Drops what asked to write to people for the first time, now that they have agreed to talk."""
    for contact_id in contact_ids:
        settle_written_to(work, contact_id, how=Settled.DROPPED)


def settle_answered(work: UnitOfWork, contact_id: int) -> None:
    """Drops what waited for a person's answer, now that they have answered."""
    for trigger in ANSWERED_BY_A_REPLY:
        settle_by_trigger(work, contact_id, trigger, how=Settled.DROPPED)


def settle_for_interview(
    work: UnitOfWork, interview_id: int, *, how: Settled, triggers: Iterable[Trigger] | None = None
) -> None:
    """Settles the open follow-ups of an interview: those made by `triggers`, or all where that is None."""
    rules = None if triggers is None else {rule.rule_id for rule in rules_of(work) if rule.trigger in set(triggers)}
    for row in _open_rows(work, FollowUp.interview_id == interview_id):
        if rules is None or row.rule in rules:
            settle(work, row, how)


def take_off_for_interview(work: UnitOfWork, interview_id: int, trigger: Trigger) -> None:
    """Removes what one trigger made for an interview, before it is made again; edited follow-ups are dropped.

    What a rule alone had written leaves nothing to look back at.
    """
    rules = {rule.rule_id for rule in rules_of(work) if rule.trigger is trigger}
    for row in _open_rows(work, FollowUp.interview_id == interview_id):
        if row.rule in rules and row.is_edited:
            settle(work, row, Settled.DROPPED)
        elif row.rule in rules:
            work.session.delete(row)
    work.session.flush()


def count_for_interview_from(work: UnitOfWork, interview_id: int, *, trigger: Trigger, day: date) -> None:
    """Counts what the rules of one trigger made for an interview, and is still open, from another day.

    Follow-ups that the user snoozed or edited are left unchanged.
    """
    schedule = follow_up_schedule(work.session)
    rules = {rule.rule_id: rule for rule in schedule.triggered(trigger)}
    for row in _open_rows(work, FollowUp.interview_id == interview_id):
        due_on = schedule.day_of(rules.get(row.rule or ""), day)
        if due_on is not None and row.counted_from is not None and row.snoozed_on is None and not row.is_edited:
            row.counted_from, row.due_on = day, due_on


def settle_rule_for_interview(work: UnitOfWork, interview_id: int, rule_id: str) -> None:
    """Settles what one rule asked for after an interview, where it is still open."""
    for row in _open_rows(work, FollowUp.interview_id == interview_id):
        if row.rule == rule_id:
            settle(work, row, Settled.DONE)


def name_in_follow_ups(work: UnitOfWork, contact: Contact) -> None:
    """Puts a person's present name into the open follow-ups that the rules made for them."""
    rules = {rule.rule_id: rule for rule in rules_of(work)}
    for row in _open_rows(work, FollowUp.contact_id == contact.id):
        if row.rule in rules and not row.is_edited and rules[row.rule].trigger not in PROMISED:
            row.what = rules[row.rule].words(contact.display_name)


def join_follow_ups(work: UnitOfWork, kept: Contact, *, gone_id: int, is_rhythm_new: bool) -> None:
    """Makes the follow-ups of the person `gone_id` those of `kept`: never two open for one reason, nor two to keep up.

    Of two for one reason the sooner day stays. Keeping in touch is counted anew if either was waiting for it or the
    rhythm is a new one; a later day it had been put off to stays.
    """
    keeping = {rule.rule_id for rule in rules_of(work) if rule.trigger in KEEP_IN_TOUCH}
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
            settle(work, row, Settled.DROPPED)
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
        settle(work, row, Settled.DROPPED)


def make(work: UnitOfWork, contact_id: int, interview_id: int | None, follow_up: WantedFollowUp) -> None:
    """Puts a wanted follow-up on the list, unless one for the same reason is open."""
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
            counted_from=follow_up.counted_from,
        )
    )
    work.session.flush()


def settle(work: UnitOfWork, row: FollowUp, how: Settled) -> None:
    row.settled_on = today_of(work)
    row.settled_how = how


def _open_rows(work: UnitOfWork, condition: ColumnElement[bool]) -> list[FollowUp]:
    statement = select(FollowUp).where(FollowUp.settled_on.is_(None), condition)
    return list(work.session.scalars(statement))


def open_follow_up(work: UnitOfWork, follow_up_id: int) -> FollowUp:
    """The row of a follow-up that is still to be done.

    Raises:
        Missing: it is not there, or no longer to be done.
    """
    row = work.get(FollowUp, follow_up_id)
    if row.settled_on is not None:
        raise Missing("This follow-up")
    return row


def rules_of(work: UnitOfWork) -> list[FollowUpRule]:
    """The rules as they stand, in order."""
    return rules_in(work.session)


def _leads_to(work: UnitOfWork, row: FollowUp) -> Trigger | None:
    return next((rule.leads_to for rule in rules_of(work) if rule.rule_id == row.rule), None)


def _keeps_up(row: FollowUp, rules: Mapping[str, FollowUpRule]) -> bool:
    return row.rule is not None and row.rule in rules and rules[row.rule].trigger in KEEP_IN_TOUCH


def _cancel(work: UnitOfWork, contact: Contact, rule_ids: frozenset[str]) -> None:
    if not rule_ids or contact.organization_id is None:
        return
    there = select(Contact.id).where(Contact.organization_id == contact.organization_id)
    for row in _open_rows(work, FollowUp.contact_id.in_(there) & FollowUp.rule.in_(rule_ids)):
        settle(work, row, Settled.DROPPED)
