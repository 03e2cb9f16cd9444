"""Someone added together with the first thing to do for them."""

from datetime import date

from insidescoop.commands.contacts import add_person
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.values import frozen
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class AddContactWithFollowUp:
    """Adds a contact and a follow-up for them in one step, and returns the id of the follow-up."""

    draft: ContactDraft
    due_on: date
    what: str

    @property
    def label(self) -> str:
        return f"Add {self.draft.shown_name or 'contact'} and a follow-up"

    def run(self, work: UnitOfWork) -> int:
        return AddFollowUp(add_person(work, self.draft).id, self.due_on, self.what).run(work)
