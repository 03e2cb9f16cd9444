"""An entry of the timeline with what its notes hold: promises become something to do, names become contacts."""

from dataclasses import replace

from sqlalchemy import or_, select

from insidescoop.commands.contacts import EditContact
from insidescoop.commands.follow_up_doing import LogAndDoFollowUp
from insidescoop.commands.interactions import EditInteraction, LogInteraction, RecordOutcome
from insidescoop.commands.names_given import keep_names
from insidescoop.commands.promises import (
    change_promise_of_entry,
    keep_promise_of_entry,
    take_back_promise_of_entry,
)
from insidescoop.domain.contacts import person_called
from insidescoop.domain.interactions import InteractionDraft, OutcomeDraft, OutcomeKind
from insidescoop.domain.moments import local_zone_of
from insidescoop.domain.noted import Noted, RenamedContact
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_card import contact_draft
from insidescoop.store.entities import Contact, Interaction, Introduction, Outcome
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class LogNoted:
    """Puts an entry on the timeline with what its notes ask for, in one step; returns its id.

    With `follow_up_id` the follow-up that it answers is done with it.
    """

    draft: InteractionDraft
    noted: Noted
    follow_up_id: int | None = None

    @property
    def label(self) -> str:
        return f"Log {self.draft.kind.words.lower()}"

    def run(self, work: UnitOfWork) -> int:
        command = (
            LogInteraction(self.draft) if self.follow_up_id is None else LogAndDoFollowUp(self.follow_up_id, self.draft)
        )
        entry_id = command.run(work)
        _keep(work, entry_id, self.draft, self.noted)
        return entry_id


@frozen
class EditNoted:
    """Changes an entry of the timeline, and saves what its notes ask for and did not before, in one step.

    What is still to be done for a promise that the notes hold no longer is removed.
    """

    interaction_id: int
    draft: InteractionDraft
    noted: Noted
    label: str = "Edit timeline entry"

    def run(self, work: UnitOfWork) -> None:
        EditInteraction(self.interaction_id, self.draft).run(work)
        _keep(work, self.interaction_id, self.draft, self.noted)


def _keep(work: UnitOfWork, entry_id: int, draft: InteractionDraft, noted: Noted) -> None:
    """Saves what was noted with the first person of the draft, counted from the entry's day."""
    contact = work.session.get_one(Contact, draft.contact_ids[0])
    day = local_zone_of(draft.happened.instant, work.zone).date()
    for changed in noted.changed:
        change_promise_of_entry(work, contact, changed, entry_id=entry_id, day=day)
    for promise in noted.gone:
        take_back_promise_of_entry(work, promise, entry_id=entry_id)
    for promise in noted.promises:
        keep_promise_of_entry(work, contact, promise, entry_id=entry_id, day=day)
    for renamed in noted.renamed:
        _rename(work, renamed)
    if noted.names:
        entry = work.session.get_one(Interaction, entry_id)
        new = tuple(named for named in noted.names if not _is_introduced(work, contact, named.contact_id))
        keep_names(work, contact.id, new, day=day, interview_id=entry.interview_id)
        _say_that_names_came(work, entry, OutcomeDraft(contact.id, OutcomeKind.REFERRAL, day, interaction_id=entry_id))


def _rename(work: UnitOfWork, renamed: RenamedContact) -> None:
    draft, called = contact_draft(work.session, work.get(Contact, renamed.contact_id)), person_called(renamed.name)
    draft = replace(
        draft,
        given_name=called.given_name,
        family_name=called.family_name,
        is_family_first=called.is_family_first,
        display_name=None,
    )
    EditContact(renamed.contact_id, draft).run(work)


def _is_introduced(work: UnitOfWork, giver: Contact, to_id: int | None) -> bool:
    """True for someone this contact has led to before: noted again, they are not introduced a second time."""
    given = select(Introduction.id).where(Introduction.from_contact_id == giver.id, Introduction.to_contact_id == to_id)
    return to_id is not None and work.session.scalar(given.limit(1)) is not None


def _say_that_names_came(work: UnitOfWork, entry: Interaction, outcome: OutcomeDraft) -> None:
    """Records that names came of the conversation, once for an entry and the interview it belongs to."""
    of_it = Outcome.interaction_id == entry.id
    if entry.interview_id is not None:
        of_it = or_(of_it, Outcome.interview_id == entry.interview_id)
    if work.session.scalar(select(Outcome.id).where(of_it, Outcome.kind == outcome.kind).limit(1)) is None:
        RecordOutcome(outcome).run(work.without_label())
