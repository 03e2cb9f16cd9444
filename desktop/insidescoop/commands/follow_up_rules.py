"""What a user can change about the follow-up rules and their days off."""

from datetime import date

from sqlalchemy import delete, select

from insidescoop.commands.follow_up_engine import today_of
from insidescoop.domain.contacts import LONGEST_CADENCE_DAYS
from insidescoop.domain.drafts import LONGEST_LINE, insist
from insidescoop.domain.follow_ups.holidays import HolidayDraft, country_in_a_sentence, public_holidays
from insidescoop.domain.follow_ups.rules import Settled, Unit
from insidescoop.domain.moments import exact_day
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.domain.text import counted, tidy_line
from insidescoop.domain.values import frozen
from insidescoop.queries.follow_up_rules import recounted
from insidescoop.store.entities import FollowUp, FollowUpRuleSetting, Holiday
from insidescoop.store.seeding import SeedFiles
from insidescoop.store.unit_of_work import UnitOfWork
from insidescoop.system.resources import resource_path


@frozen
class ChangeFollowUpRule:
    """Switches a rule on or off, changes how long it waits, or its words; what is None stays as it is.

    It counts for what happens from now on; `RecountFollowUps` brings what is on the list in line.
    """

    rule_id: str
    is_on: bool | None = None
    count: int | None = None
    unit: Unit | None = None
    what: str | None = None
    label: str = "Change a follow-up rule"

    def run(self, work: UnitOfWork) -> None:
        row = _rule(work, self.rule_id)
        count = row.count if self.count is None else self.count
        if abs(count) > LONGEST_CADENCE_DAYS:
            raise Invalid("A rule cannot wait that long.", next_step=f"Choose up to {LONGEST_CADENCE_DAYS:,} days.")
        what = row.what if self.what is None else tidy_line(self.what)
        if what is None or len(what) > LONGEST_LINE:
            raise Invalid("A rule needs words for what to do.", next_step="Write them in one line, with {name} in it.")
        row.is_on = row.is_on if self.is_on is None else self.is_on
        row.count, row.unit, row.what, row.is_edited = count, self.unit or row.unit, what, True


@frozen
class ResetFollowUpRules:
    """Puts one rule, or with None all of them, back to what the program began with."""

    rule_id: str | None = None
    label: str = "Reset follow-up rules"

    def run(self, work: UnitOfWork) -> None:
        for seed in SeedFiles(resource_path()).rules():
            if self.rule_id in (None, seed.rule_id):
                row = _rule(work, seed.rule_id)
                row.is_on, row.count, row.unit, row.what = seed.is_on, seed.count, seed.unit, seed.what
                row.is_edited = False


@frozen
class RecountFollowUps:
    """Brings what is on the list in line with the rules and the days off of now; returns how many changed."""

    label: str = "Recalculate follow-ups"

    def run(self, work: UnitOfWork) -> int:
        found = recounted(work.session)
        for each in found:
            row = work.session.get_one(FollowUp, each.follow_up_id)
            if each.due_on is None:
                row.settled_on, row.settled_how = today_of(work), Settled.DROPPED
            else:
                row.due_on, row.what = each.due_on, each.what
        work.set_undo_label(f"Recalculate {counted(len(found), 'follow-up')}")
        return len(found)


@frozen
class KeepHoliday:
    """Puts a day off on the list, or gives one on it another name."""

    draft: HolidayDraft

    @property
    def label(self) -> str:
        return f"Day off {exact_day(self.draft.day)}"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        return _keep(work, self.draft, is_own=True)


@frozen
class RemoveHoliday:
    """Takes a day off from the list: it counts as a working day again, if its weekday is one."""

    holiday_id: int
    label: str = "Remove a day off"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Holiday, self.holiday_id)
        work.set_undo_label(f"Remove the day off {exact_day(row.day)}")
        work.session.delete(row)


@frozen
class FillInHolidays:
    """Puts the public holidays of a country, or of a part of it, on the list, in place of those filled in before.

    The user's own days stay. Returns how many there are. `name` is what the country is called.
    """

    country: str
    part: str | None
    years: tuple[int, ...]
    name: str
    label: str = "Fill in public holidays"

    def run(self, work: UnitOfWork) -> int:
        found = public_holidays(self.country, self.part, self.years)
        if not found:
            raise Invalid(
                "No public holidays are known for this choice.", next_step="Choose another, or add the days by hand."
            )
        first = date(min(self.years), 1, 1)
        work.session.execute(delete(Holiday).where(Holiday.source.is_not(None), Holiday.day >= first))
        for draft in found:
            _keep(work, draft, is_own=False)
        where = country_in_a_sentence(self.name) + (f" ({self.part})" if self.part else "")
        work.set_undo_label(f"Fill in {counted(len(found), 'public holiday')} for {where}")
        return len(found)


def _keep(work: UnitOfWork, draft: HolidayDraft, *, is_own: bool) -> int:
    row = work.session.scalars(select(Holiday).where(Holiday.day == draft.day)).one_or_none()
    if row is None:
        row = Holiday(day=draft.day, name=draft.name, source=draft.source)
        work.session.add(row)
    elif is_own:
        row.name, row.source = draft.name, draft.source
    work.session.flush()
    return row.id


def _rule(work: UnitOfWork, rule_id: str) -> FollowUpRuleSetting:
    row = work.session.scalars(select(FollowUpRuleSetting).where(FollowUpRuleSetting.rule_id == rule_id)).one_or_none()
    if row is None:
        raise Missing("This rule")
    return row
