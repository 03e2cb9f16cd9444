"""A notice in Quick add that someone is here already."""

from insidescoop.queries.already_here import AlreadyHere
from insidescoop.ui.already_here import AlreadyHereNotice


class QuickAddNotice(AlreadyHereNotice):
    """Offers what can be done without the main window: what is new is added to the contact, or they are restored."""

    def show_offer(self, found: AlreadyHere) -> None:
        has_new = found.filled_in is not None
        offered = "Add the new details" if has_new else "Leave them as they are"
        self.take.setText("Restore" if found.is_trashed else offered)
