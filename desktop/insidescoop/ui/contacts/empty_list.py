"""Why the contact list is empty, and the way out."""

from insidescoop.domain.contact_filters import FILTER_PREFIXES, ContactFilter, Showing, not_understood
from insidescoop.domain.text import first_line
from insidescoop.domain.values import frozen


@frozen
class WhyEmpty:
    """A sentence, what the button under it says, and the action behind it; "" for clearing the search."""

    sentence: str
    way_out: str
    action_id: str = ""


_NONE_IN = {
    Showing.ALL: WhyEmpty("All your contacts are in the trash.", "Show trash", "show_trash"),
    Showing.DUE: WhyEmpty("Nothing is due with any contact.", "Show all contacts", "clear_filters"),
    Showing.NEVER: WhyEmpty("You have been in touch with every contact.", "Show all contacts", "clear_filters"),
    Showing.TRASH: WhyEmpty("The trash is empty.", "Show all contacts", "clear_filters"),
}


def why_empty(ticked: ContactFilter, typed: str) -> WhyEmpty:
    """Why a ticked filter and typed words leave no one.

    >>> why_empty(ContactFilter(), "zzz").sentence
    'No contacts match “zzz”.'
    """
    words = first_line(typed, at_most=60)
    if ticked != ContactFilter(ticked.showing):
        those = f"match “{words}” and the filters" if words else "match the filters"
        return WhyEmpty(f"No contacts {those}.", "Clear filters", "clear_filters")
    if not words:
        return _NONE_IN[ticked.showing]
    sentence = f"No contacts match “{words}”."
    unknown = not_understood(typed)
    if unknown is not None:
        known = ", ".join(f"{prefix}:" for prefix in FILTER_PREFIXES)
        sentence += f"\n“{first_line(unknown, at_most=60)}” is not a filter. There are {known}."
    return WhyEmpty(sentence, "Clear search")
