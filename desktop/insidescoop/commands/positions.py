"""What a user can do once they have found a position."""

from datetime import date

from insidescoop.commands.follow_up_engine import apply_rules, rules_of, today_of
from insidescoop.domain.follow_ups.rules import Trigger
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class AcceptPosition:
    """Puts on the list to tell everybody who helped; `on` is the day the position was accepted."""

    on: date
    contact_ids: tuple[int, ...]
    label: str = "Accept a position"

    def run(self, work: UnitOfWork) -> None:
        if not self.contact_ids:
            raise Invalid("Nobody is chosen.", next_step="Choose the people you want to tell.")
        if self.on > today_of(work):
            raise Invalid("This day is still to come.", next_step="Choose today or an earlier day.")
        if not any(rule.is_on for rule in rules_of(work) if rule.trigger is Trigger.POSITION_ACCEPTED):
            raise Invalid("The rule for good news is switched off.", next_step="Switch it on in the follow-up rules.")
        for contact_id in self.contact_ids:
            contact = work.get(Contact, contact_id)
            apply_rules(work, Trigger.POSITION_ACCEPTED, contact, day=self.on)
        work.set_undo_label(f"Accept a position and tell {counted(len(self.contact_ids), 'person', 'people')}")
