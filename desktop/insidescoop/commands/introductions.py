"""What a user can record about who led them to whom."""

from dataclasses import replace

from sqlalchemy import select

from insidescoop.commands.contacts import add_person
from insidescoop.commands.follow_up_engine import apply_rules, settle_by_trigger, today_of
from insidescoop.commands.organizations import organization_named
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.drafts import insist
from insidescoop.domain.follow_ups.rules import Trigger
from insidescoop.domain.interactions import IntroductionDraft, IntroductionStatus
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.values import frozen
from insidescoop.store.drafts import copy_fields
from insidescoop.store.entities import Contact, Interview, InterviewContact, Introduction, Organization
from insidescoop.store.unit_of_work import UnitOfWork

_UNTRIED = frozenset({IntroductionStatus.OFFERED, IntroductionStatus.ASKED, IntroductionStatus.MADE})
_TRIED = frozenset({IntroductionStatus.WRITTEN_TO, IntroductionStatus.MET})


@frozen
class RecordIntroduction:
    """Keeps an introduction and returns its id; the person named is put on the list to be written to.

    Somebody not kept yet is added with it: a person (`new_person`) or an organization by its name.
    """

    draft: IntroductionDraft
    new_person: ContactDraft | None = None
    new_organization: str | None = None
    label: str = "Record introduction"

    def run(self, work: UnitOfWork) -> int:
        draft = _with_new(work, self.draft, self.new_person, self.new_organization)
        insist(draft.problems())
        introducer = work.get(Contact, draft.from_contact_id, "The introducer")
        named = _named(work, draft)
        row = Introduction(from_contact_id=introducer.id)
        copy_fields(draft, row)
        work.add(row)
        work.set_undo_label(f"Record introduction to {named} by {introducer.display_name}")
        _follow(work, row, None)
        return row.id


@frozen
class EditIntroduction:
    """Changes what is kept of an introduction; a step forward makes or settles what is due for it."""

    introduction_id: int
    draft: IntroductionDraft
    new_person: ContactDraft | None = None
    new_organization: str | None = None
    label: str = "Edit introduction"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Introduction, self.introduction_id)
        draft = _with_new(work, self.draft, self.new_person, self.new_organization)
        insist(draft.problems())
        before = row.status if draft.to_contact_id == row.to_contact_id else None
        named = _named(work, draft)
        row.from_contact_id = draft.from_contact_id
        copy_fields(draft, row)
        work.session.flush()
        work.set_undo_label(f"Edit introduction to {named}")
        _follow(work, row, before)


@frozen
class DeleteIntroduction:
    """Forgets an introduction; the people stay."""

    introduction_id: int
    label: str = "Delete introduction"

    def run(self, work: UnitOfWork) -> None:
        work.session.delete(work.get(Introduction, self.introduction_id))


def _with_new(
    work: UnitOfWork, draft: IntroductionDraft, new_person: ContactDraft | None, new_organization: str | None
) -> IntroductionDraft:
    if new_person is not None:
        return replace(draft, to_contact_id=add_person(work, new_person).id)
    if new_organization is not None:
        return replace(draft, to_organization_id=organization_named(work, new_organization))
    return draft


def _follow(work: UnitOfWork, row: Introduction, before: IntroductionStatus | None) -> None:
    """Makes what a new status asks for: write to the person named; once tried, tell the introducer.

    `before` is the status until now; None for another person named, and in a new introduction.
    """
    introducer = work.session.get_one(Contact, row.from_contact_id)
    day = row.made_on or row.asked_on or today_of(work)
    to_contact = None if row.to_contact_id is None else work.session.get_one(Contact, row.to_contact_id)
    is_to_try = row.status in _UNTRIED and before not in _UNTRIED
    if to_contact is not None and is_to_try and not _has_agreed(work, to_contact.id):
        apply_rules(work, Trigger.REFERRED, to_contact, day=day)
    if row.status in _TRIED and before not in _TRIED:
        if to_contact is not None:
            settle_by_trigger(work, to_contact.id, Trigger.REFERRED)
        apply_rules(work, Trigger.REFERRAL_TRIED, introducer, day=today_of(work))
    if row.status is IntroductionStatus.THANKED:
        settle_by_trigger(work, introducer.id, Trigger.REFERRAL_TRIED)


def _has_agreed(work: UnitOfWork, contact_id: int) -> bool:
    """True for a contact with an upcoming interview: they have already been written to."""
    agreed = select(Interview.id).join(InterviewContact).where(Interview.stage == Stage.SCHEDULED)
    return work.session.scalars(agreed.where(InterviewContact.contact_id == contact_id)).first() is not None


def _named(work: UnitOfWork, draft: IntroductionDraft) -> str:
    if draft.to_contact_id is not None:
        person = work.get(Contact, draft.to_contact_id, "The person introduced")
        return person.display_name
    organization = work.get(Organization, draft.to_organization_id, "The organization")
    return organization.name
