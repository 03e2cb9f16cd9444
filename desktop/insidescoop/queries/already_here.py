"""Whether someone about to be added seems to be among the contacts already."""

from dataclasses import replace

from sqlalchemy.orm import Session

from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.imports import FoundPeople, FoundPerson, Standing, with_what_is_missing
from insidescoop.domain.text import first_line
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.profile import profile

_LONGEST_NAME = 60


@frozen
class AlreadyHere:
    """A contact who seems to be the one about to be added.

    `reason` says what the two have in common ("same name"). A contact in the trash can be restored. `filled_in` is
    the contact with what only the new description knows; None if it knows nothing more.
    """

    contact_id: int
    name: str
    title: str | None
    organization: str | None
    is_sure: bool
    is_trashed: bool
    reason: str
    filled_in: ContactDraft | None = None

    @property
    def words(self) -> str:
        """What the window says.

        >>> AlreadyHere(1, "Priya Raman", None, "Harbor City Library", True, False, "same name and organization").words
        'Priya Raman at Harbor City Library is already here: same name and organization.'
        """
        who = first_line(self.name, at_most=_LONGEST_NAME)
        if self.organization:
            who = f"{who} at {first_line(self.organization, at_most=_LONGEST_NAME)}"
        if self.is_trashed:
            return f"{who} is in the trash: {self.reason}."
        return (
            f"{who} is already here: {self.reason}."
            if self.is_sure
            else f"{who} may be the same person: {self.reason}."
        )


def already_here(session: Session, draft: ContactDraft) -> AlreadyHere | None:
    """The contact whom a draft most likely describes, by the rules an import goes by; None if there is none.

    One in the trash counts only if no other one does.
    """
    # Loaded when someone is typed in: it comes with the tables that names are compared by.
    from insidescoop.queries.import_plan import import_plan

    planned = import_plan(session, FoundPeople("", (FoundPerson(1, draft),))).people[0]
    if planned.match is None or planned.contact_id is None:
        return None
    card = contact_card(session, planned.contact_id)
    if card is None:
        return None
    filled_in = _filled_in(card.draft, draft, home_country=profile(session).home_country)
    return AlreadyHere(
        card.id,
        card.name,
        card.draft.title,
        card.draft.organization,
        is_sure=planned.standing is Standing.THERE,
        is_trashed=card.is_trashed,
        reason=planned.match.words_without_other,
        filled_in=None if filled_in == card.draft else filled_in,
    )


def _filled_in(kept: ContactDraft, new: ContactDraft, *, home_country: str) -> ContactDraft:
    filled_in = with_what_is_missing(kept, new, home_country=home_country)
    known = (kept.notes or "").splitlines()
    notes = [line for line in (new.notes or "").splitlines() if line not in known]
    return replace(filled_in, notes="\n".join((*known, *notes)) or None)
