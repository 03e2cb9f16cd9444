"""The follow-up rules and the days off as they stand, and which follow-ups would fall differently by them."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.domain.follow_ups.rules import FollowUpRule, keeps_up_every
from insidescoop.domain.follow_ups.schedule import FollowUpSchedule
from insidescoop.domain.values import frozen
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Contact, FollowUp, FollowUpRuleSetting, Holiday


@frozen
class RuleRow:
    """One rule as the window lists it; `is_edited` if the user changed it."""

    rule: FollowUpRule
    is_edited: bool


@frozen
class HolidayRow:
    """One day off."""

    id: int
    draft: HolidayDraft


@frozen
class Recounted:
    """A follow-up on the list and the day it would fall on by the rules of now; None where the rule is off."""

    follow_up_id: int
    due_on: date | None
    what: str


def rules_in(session: Session) -> list[FollowUpRule]:
    """The rules in order."""
    return [row.rule for row in rule_rows(session)]


def rule_rows(session: Session) -> tuple[RuleRow, ...]:
    """The rules in order, with whether the user changed them."""
    rows = session.scalars(select(FollowUpRuleSetting).order_by(FollowUpRuleSetting.position))
    return tuple(
        RuleRow(
            FollowUpRule(
                row.rule_id,
                row.trigger,
                row.count,
                row.unit,
                row.what,
                is_on=row.is_on,
                cancels=tuple((row.cancels or "").split(",")) if row.cancels else (),
                leads_to=row.leads_to,
            ),
            row.is_edited,
        )
        for row in rows
    )


def holiday_days(session: Session) -> frozenset[date]:
    """The days on which nobody works."""
    return frozenset(session.scalars(select(Holiday.day)))


def next_work_day(session: Session, *, after: date) -> date:
    """The first day after another on which the user works."""
    return follow_up_schedule(session).work_day(after + timedelta(days=1))


def holiday_rows(session: Session) -> tuple[HolidayRow, ...]:
    """The days off in order."""
    rows = session.scalars(select(Holiday).order_by(Holiday.day))
    return tuple(HolidayRow(row.id, HolidayDraft(row.day, row.name, row.source)) for row in rows)


def holiday_source(session: Session) -> str:
    """Where public holidays are filled in from, as in "US-NY" or "US": as they last were, else the user's country."""
    filled = [row.draft.source for row in holiday_rows(session) if row.draft.source]
    return filled[-1] if filled else profile(session).home_country


def follow_up_schedule(session: Session) -> FollowUpSchedule:
    """The rules, the working days and the days off, read once."""
    return FollowUpSchedule(tuple(rules_in(session)), frozenset(profile(session).work_days), holiday_days(session))


def recounted(session: Session) -> tuple[Recounted, ...]:
    """The open follow-ups that would fall on another day by the rules and days off of now, or not be there at all.

    What the user put off or changed stays as it is, and so does what an older version made without saying from when.
    """
    schedule = follow_up_schedule(session)
    rules = {rule.rule_id: rule for rule in schedule.rules}
    rows = session.execute(
        select(FollowUp, Contact.display_name, Contact.cadence_days)
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(
            FollowUp.settled_on.is_(None),
            FollowUp.counted_from.is_not(None),
            FollowUp.snoozed_on.is_(None),
            FollowUp.is_edited.is_(False),
        )
        .order_by(FollowUp.id)
    )
    found = []
    for row, name, cadence_days in rows:
        rule = rules.get(row.rule or "")
        if rule is None or row.counted_from is None:
            continue
        rule = keeps_up_every(rule, cadence_days)
        day = schedule.day_of(rule, row.counted_from) if rule.is_on else None
        if (day, rule.words(name)) != (row.due_on, row.what):
            found.append(Recounted(row.id, day, rule.words(name)))
    return tuple(found)
