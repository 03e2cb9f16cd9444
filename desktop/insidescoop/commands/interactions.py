"""What a user can put on the timeline, and what came of it."""

from insidescoop.commands.follow_up_engine import (
    apply_rules,
    renew_keep_in_touch,
    settle_answered,
    settle_written_to,
    today_of,
)
from insidescoop.commands.held_talks import follow_entry
from insidescoop.commands.promises import take_back_promises_of_entry
from insidescoop.domain.drafts import insist
from insidescoop.domain.follow_ups.rules import Settled, Trigger
from insidescoop.domain.interactions import ADVICE, Direction, InteractionDraft, InteractionKind, OutcomeDraft
from insidescoop.domain.moments import local_zone_of
from insidescoop.domain.problems import Invalid
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact, Interaction, InteractionContact, Interview, Outcome
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class LogInteraction:
    """Puts an entry on the timeline of one or more contacts, and returns its id."""

    draft: InteractionDraft

    @property
    def label(self) -> str:
        return f"Log {self.draft.kind.words.lower()}"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        _insist_on_the_past(work, self.draft)
        interaction_id = log(work, self.draft)
        names = [work.session.get_one(Contact, contact_id).display_name for contact_id in self.draft.contact_ids]
        work.set_undo_label(f"{self.label} with {', '.join(names)}")
        return interaction_id


@frozen
class EditInteraction:
    """Changes what an entry of the timeline says, for everybody who took part.

    A held talk goes to another day with its entry.
    """

    interaction_id: int
    draft: InteractionDraft
    label: str = "Edit timeline entry"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interaction, self.interaction_id)
        insist(self.draft.problems())
        _insist_on_the_past(work, self.draft)
        day_before = local_zone_of(row.happened_at, row.happened_zone).date()
        row.kind, row.direction = self.draft.kind, self.draft.direction
        row.happened_at, row.happened_zone = self.draft.happened.instant, self.draft.happened.zone
        row.summary, row.notes = self.draft.summary, self.draft.notes
        if self.draft.happened.local.date() != day_before:
            follow_entry(work, row, before=day_before)
        work.session.flush()
        for part in row.participants:
            contact = work.get(Contact, part.contact_id)
            if self.draft.is_answer:
                in_touch_now(contact)
            renew_keep_in_touch(work, contact)


@frozen
class DeleteInteraction:
    """Takes an entry off the timeline, with what is still to be done for its promises."""

    interaction_id: int
    label: str = "Delete timeline entry"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interaction, self.interaction_id)
        contacts = [work.get(Contact, part.contact_id) for part in row.participants]
        take_back_promises_of_entry(work, row.id)
        work.session.delete(row)
        work.session.flush()
        for contact in contacts:
            renew_keep_in_touch(work, contact)


@frozen
class RecordOutcome:
    """Keeps what came of a talk, and returns its id."""

    draft: OutcomeDraft

    @property
    def label(self) -> str:
        return f"Record outcome: {self.draft.kind.words.lower()}"

    def run(self, work: UnitOfWork) -> int:
        draft = self.draft
        insist(draft.problems())
        contact = work.get(Contact, draft.contact_id)
        if draft.interview_id is not None:
            work.get(Interview, draft.interview_id)
        if draft.interaction_id is not None:
            work.get(Interaction, draft.interaction_id)
        row = Outcome(
            contact_id=draft.contact_id,
            interaction_id=draft.interaction_id,
            interview_id=draft.interview_id,
            kind=draft.kind,
            came_on=draft.came_on,
            note=draft.note,
        )
        work.add(row)
        if draft.kind in ADVICE:
            apply_rules(work, Trigger.ADVICE_NOTED, contact, day=draft.came_on, interview_id=draft.interview_id)
        return row.id


def log(work: UnitOfWork, draft: InteractionDraft) -> int:
    """Adds the entry and counts the keep-in-touch day of everybody in it anew; returns its id.

    Raises:
        Missing: one of the contacts is not there.
    """
    contacts = [work.get(Contact, contact_id) for contact_id in draft.contact_ids]
    row = Interaction(
        kind=draft.kind,
        direction=draft.direction,
        happened_at=draft.happened.instant,
        happened_zone=draft.happened.zone,
        summary=draft.summary,
        notes=draft.notes,
        interview_id=draft.interview_id,
        letter=draft.letter,
        participants=[InteractionContact(contact_id=contact_id) for contact_id in draft.contact_ids],
    )
    work.add(row)
    if draft.kind.is_contact:
        for contact in contacts:
            if draft.is_answer:
                in_touch_now(contact)
            renew_keep_in_touch(work, contact)
            if draft.direction is not Direction.TO_ME and draft.kind is not InteractionKind.MET:
                is_written = draft.direction is Direction.FROM_ME
                settle_written_to(work, contact.id, how=Settled.DONE if is_written else Settled.DROPPED)
            if draft.is_answer:
                settle_answered(work, contact.id)
    return row.id


def in_touch_now(contact: Contact) -> None:
    """Makes a contact who was not in touch yet a warm one: they have said something, or talked with the user."""
    contact.closeness = contact.closeness.after_exchange


def _insist_on_the_past(work: UnitOfWork, draft: InteractionDraft) -> None:
    day = local_zone_of(draft.happened.instant, work.zone).date()
    if day > today_of(work):
        raise Invalid(
            "The timeline holds what has happened, and this day is still to come.",
            next_step="Choose today or an earlier day; what is planned belongs into an interview.",
        )
