"""What a user can record about who led them to whom."""

from dataclasses import dataclass

from insidescoop.commands.follow_ups import apply_rules, today_of
from insidescoop.domain.drafts import insist
from insidescoop.domain.follow_ups import Trigger
from insidescoop.domain.interactions import IntroductionDraft, IntroductionStatus
from insidescoop.domain.problems import Missing
from insidescoop.store.entities import Contact, Introduction, Organization
from insidescoop.store.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class RecordIntroduction:
    """Keeps an introduction and returns its id; the person named is put on the list to be written to."""

    draft: IntroductionDraft
    label: str = "Record introduction"

    def run(self, work: UnitOfWork) -> int:
        draft = self.draft
        insist(draft.problems())
        introducer = work.session.get(Contact, draft.from_contact_id)
        if introducer is None:
            raise Missing("The introducer")
        to_contact = None
        if draft.to_contact_id is not None:
            to_contact = work.session.get(Contact, draft.to_contact_id)
            if to_contact is None:
                raise Missing("The person introduced")
        elif work.session.get(Organization, draft.to_organization_id) is None:
            raise Missing("The organization")
        row = Introduction(
            from_contact_id=draft.from_contact_id,
            to_contact_id=draft.to_contact_id,
            to_organization_id=draft.to_organization_id,
            status=draft.status,
            asked_on=draft.asked_on,
            made_on=draft.made_on,
            may_use_name=draft.may_use_name,
            words_used=draft.words_used,
            note=draft.note,
        )
        work.session.add(row)
        work.session.flush()
        if to_contact is not None and draft.status is not IntroductionStatus.DECLINED:
            apply_rules(work, Trigger.REFERRED, to_contact, day=draft.made_on or draft.asked_on or today_of(work))
            work.name_step(f"Record introduction of {to_contact.display_name} by {introducer.display_name}")
        return row.id
