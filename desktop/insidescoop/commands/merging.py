"""Making one person of two, or saying that two who look alike are two."""

from dataclasses import field

from sqlalchemy import delete, select, update

from insidescoop.commands.contacts import home_country_of, write_contact
from insidescoop.commands.follow_up_engine import drop_all_for_contact, join_follow_ups, name_in_follow_ups
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.drafts import insist
from insidescoop.domain.duplicates.merging import fields_better_in, merged_draft, with_lists_of
from insidescoop.domain.problems import Invalid
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_card import contact_draft
from insidescoop.store.entities import (
    Contact,
    ContactPhoto,
    DistinctPair,
    InteractionContact,
    InterviewContact,
    Introduction,
    Outcome,
)
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class MergeContacts:
    """Makes one person of two: `kept_id` stays, with everything that belonged to `gone_id`, which is deleted.

    `draft` says which facts were chosen; None takes those of the one who stays, and of the other where that one says
    more. Lists and notes are kept of both whatever the draft says, and nobody who asked not to be contacted is.
    """

    kept_id: int
    gone_id: int
    draft: ContactDraft | None = None
    label: str = "Merge two people"
    backup_reason: BackupReason = field(default=BackupReason.BEFORE_MERGE, init=False)

    def run(self, work: UnitOfWork) -> None:
        kept, gone = _two_people(work, self.kept_id, self.gone_id)
        work.set_undo_label(f"Merge {kept.display_name} and {gone.display_name}")
        home_country = home_country_of(work)
        both = contact_draft(work.session, kept), contact_draft(work.session, gone)
        draft = self.draft or merged_draft(
            *both, from_gone=fields_better_in(both[1], both[0]), home_country=home_country
        )
        draft = with_lists_of(draft, both, home_country=home_country)
        insist(draft.problems())
        rhythm = kept.closeness, kept.cadence_days
        kept.added_at = min(kept.added_at, gone.added_at)
        _move_participations(work, kept_id=kept.id, gone_id=gone.id)
        _move_introductions(work, kept_id=kept.id, gone_id=gone.id)
        _move_photo(work, kept_id=kept.id, gone_id=gone.id)
        _move_distinct(work, kept_id=kept.id, gone_id=gone.id)
        work.session.execute(update(Outcome).where(Outcome.contact_id == gone.id).values(contact_id=kept.id))
        write_contact(work, kept, draft)
        work.session.flush()
        join_follow_ups(work, kept, gone_id=gone.id, is_rhythm_new=rhythm != (kept.closeness, kept.cadence_days))
        work.session.delete(gone)
        work.session.flush()
        name_in_follow_ups(work, kept)
        if kept.do_not_contact:
            drop_all_for_contact(work, kept.id)


@frozen
class MarkDistinct:
    """Remembers that two people who look alike are two, so that nobody asks again."""

    contact_id: int
    other_id: int
    label: str = "Not the same"

    def run(self, work: UnitOfWork) -> None:
        one, other = _two_people(work, self.contact_id, self.other_id)
        work.set_undo_label(f"Not the same: {one.display_name} and {other.display_name}")
        _add_distinct(work, one.id, other.id)


def _two_people(work: UnitOfWork, one_id: int, other_id: int) -> tuple[Contact, Contact]:
    if one_id == other_id:
        raise Invalid("A person cannot be merged with themselves.", next_step="Choose two people.")
    found = []
    for contact_id in (one_id, other_id):
        row = work.get(Contact, contact_id)
        if row.trashed_at is not None:
            raise Invalid(f"{row.display_name} is in the trash.", next_step="Restore this person first.")
        found.append(row)
    return found[0], found[1]


def _move_participations(work: UnitOfWork, *, kept_id: int, gone_id: int) -> None:
    session = work.session
    shared = select(InteractionContact.interaction_id).where(InteractionContact.contact_id == kept_id)
    theirs = InteractionContact.contact_id == gone_id
    session.execute(
        delete(InteractionContact).where(theirs, InteractionContact.interaction_id.in_(shared)),
        execution_options={"synchronize_session": "fetch"},
    )
    session.execute(update(InteractionContact).where(theirs).values(contact_id=kept_id))
    for row in session.scalars(select(InterviewContact).where(InterviewContact.contact_id == gone_id)):
        twin = session.scalars(
            select(InterviewContact).where(
                InterviewContact.interview_id == row.interview_id, InterviewContact.contact_id == kept_id
            )
        ).one_or_none()
        if twin is None:
            row.contact_id = kept_id
            continue
        # Whoever was the main person stays the main person.
        twin.position = min(twin.position, row.position)
        session.delete(row)
        session.flush()
        _close_the_gap(work, row.interview_id)


def _close_the_gap(work: UnitOfWork, interview_id: int) -> None:
    people = work.session.scalars(
        select(InterviewContact)
        .where(InterviewContact.interview_id == interview_id)
        .order_by(InterviewContact.position, InterviewContact.id)
    )
    for position, person in enumerate(people):
        person.position = position


def _move_introductions(work: UnitOfWork, *, kept_id: int, gone_id: int) -> None:
    between = {kept_id, gone_id}
    session = work.session
    # Nobody introduces themselves.
    session.execute(
        delete(Introduction).where(Introduction.from_contact_id.in_(between), Introduction.to_contact_id.in_(between))
    )
    for end in (Introduction.from_contact_id, Introduction.to_contact_id):
        session.execute(update(Introduction).where(end == gone_id).values({end: kept_id}))


def _move_photo(work: UnitOfWork, *, kept_id: int, gone_id: int) -> None:
    photo_of = select(ContactPhoto.id).where(ContactPhoto.contact_id == kept_id)
    if work.session.scalar(photo_of) is None:
        work.session.execute(update(ContactPhoto).where(ContactPhoto.contact_id == gone_id).values(contact_id=kept_id))


def _move_distinct(work: UnitOfWork, *, kept_id: int, gone_id: int) -> None:
    pairs = work.session.scalars(
        select(DistinctPair).where((DistinctPair.contact_id == gone_id) | (DistinctPair.other_id == gone_id))
    ).all()
    for pair in pairs:
        other = pair.other_id if pair.contact_id == gone_id else pair.contact_id
        work.session.delete(pair)
        work.session.flush()
        if other != kept_id:
            _add_distinct(work, kept_id, other)


def _add_distinct(work: UnitOfWork, one_id: int, other_id: int) -> None:
    first, second = sorted((one_id, other_id))
    known = select(DistinctPair.id).where(DistinctPair.contact_id == first, DistinctPair.other_id == second)
    if work.session.scalar(known) is None:
        work.add(DistinctPair(contact_id=first, other_id=second))
