"""Who is selected in the contact list, to be selected again after a change."""

from insidescoop.domain.values import frozen

MOST_REMEMBERED = 5_000
"""Selected people who are selected again after a change; of more, all or none: their ids take long to read."""


@frozen
class Selection:
    """Who is selected, and who is current; of more than `MOST_REMEMBERED` people only how many."""

    ids: tuple[int, ...] = ()
    current: int | None = None
    count: int = 0
