"""What a user can change about themselves."""

from insidescoop.commands.contacts import renew_phone_keys
from insidescoop.domain.drafts import insist
from insidescoop.domain.profile import ProfileDraft
from insidescoop.domain.values import frozen
from insidescoop.store.drafts import copy_fields
from insidescoop.store.entities import THE_PROFILE, Profile, ProfileLink
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class EditProfile:
    """Changes the user's own particulars."""

    draft: ProfileDraft
    label: str = "Edit my profile"

    def run(self, work: UnitOfWork) -> None:
        draft = self.draft
        insist(draft.problems())
        row = work.session.get_one(Profile, THE_PROFILE)
        has_moved = row.home_country != draft.home_country
        copy_fields(draft, row)
        row.work_days = "".join(map(str, draft.work_days))
        if has_moved:
            renew_phone_keys(work)
        if [(link.value, link.label) for link in row.links] != [(link.value, link.label) for link in draft.links]:
            row.links[:] = [
                ProfileLink(position=position, value=link.value, label=link.label)
                for position, link in enumerate(draft.links)
            ]
