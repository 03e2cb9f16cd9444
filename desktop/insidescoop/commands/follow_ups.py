"""What a user can do with follow-ups; what the rules make of it is in follow_up_engine."""

from datetime import date

from insidescoop.commands.follow_up_engine import (
    open_follow_up,
    reopen,
    settle,
    settle_as_done,
    today_of,
)
from insidescoop.domain.follow_ups.rules import (
    Settled,
)
from insidescoop.domain.moments import exact_day
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.domain.text import first_line, tidy_line
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact, FollowUp
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
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
        contact = work.get(Contact, self.contact_id)
        if contact.do_not_contact:
            raise Invalid(
                f"{contact.display_name} is not to be contacted.", next_step="Change that on their card first."
            )
        row = FollowUp(contact_id=self.contact_id, due_on=self.due_on, what=what)
        return work.add(row).id


@frozen
class SettleFollowUp:
    """Marks a follow-up as done."""

    follow_up_id: int
    label: str = "Mark as done"

    def run(self, work: UnitOfWork) -> None:
        row = open_follow_up(work, self.follow_up_id)
        settle_as_done(work, row)
        work.set_undo_label(f"Done: {first_line(row.what, at_most=60)}")


@frozen
class DropFollowUp:
    """Takes a follow-up off the list without doing it."""

    follow_up_id: int
    label: str = "Drop follow-up"

    def run(self, work: UnitOfWork) -> None:
        row = open_follow_up(work, self.follow_up_id)
        settle(work, row, Settled.DROPPED)
        work.set_undo_label(f"Drop: {first_line(row.what, at_most=60)}")


@frozen
class SnoozeFollowUp:
    """Snoozes a follow-up to a later day."""

    follow_up_id: int
    until: date
    label: str = "Snooze"

    def run(self, work: UnitOfWork) -> None:
        row = open_follow_up(work, self.follow_up_id)
        today = today_of(work)
        if self.until <= today:
            raise Invalid("A follow-up can only be snoozed to a later day.", next_step="Choose a day after today.")
        row.due_on = self.until
        row.snoozed_on = today
        work.set_undo_label(f"Snooze until {exact_day(self.until)}: {first_line(row.what, at_most=60)}")


@frozen
class EditFollowUp:
    """Changes the day or the words of a follow-up; it is the user's own from then on, and no rule rewrites it."""

    follow_up_id: int
    due_on: date
    what: str | None
    label: str = "Edit follow-up"

    def run(self, work: UnitOfWork) -> None:
        row = open_follow_up(work, self.follow_up_id)
        what = tidy_line(self.what)
        if what is None:
            raise Invalid("There is nothing to do yet.", next_step="Write what you want to do first.")
        if self.due_on != row.due_on and self.due_on < today_of(work):
            raise Invalid("This day has passed.", next_step="Choose today or a later day.")
        is_moved = self.due_on != row.due_on and what == row.what
        row.is_edited = row.is_edited or (self.due_on, what) != (row.due_on, row.what)
        row.due_on, row.what = self.due_on, what
        moved = f"Move to {exact_day(self.due_on)}" if is_moved else "Edit"
        work.set_undo_label(f"{moved}: {first_line(what, at_most=60)}")


@frozen
class TakeBackFollowUp:
    """Puts a follow-up that was done or dropped on the list again."""

    follow_up_id: int
    label: str = "Reopen"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(FollowUp, self.follow_up_id)
        if row.settled_on is None:
            raise Missing("This follow-up")
        reopen(work, row)
        work.set_undo_label(f"Reopen: {first_line(row.what, at_most=60)}")
