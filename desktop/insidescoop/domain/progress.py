"""How far a long step has come, and the word that it was called off."""

from collections.abc import Callable

from insidescoop.domain.values import frozen


@frozen
class Progress:
    """`done` of `total` things; `doing` says what in words, as in "Adding people".

    `total` is 0 if the amount of work is unknown. `can_stop` is False once it is too late to cancel.
    """

    done: int
    total: int
    doing: str
    can_stop: bool = True

    def sentence(self) -> str:
        """How far it has come, in words.

        >>> Progress(12000, 100000, "Adding people").sentence()
        'Adding people: 12,000 of 100,000'
        >>> Progress(0, 0, "Copying backups").sentence()
        'Copying backups'
        """
        if not self.total:
            return self.doing
        return f"{self.doing}: {self.done:,} of {self.total:,}"


class Cancelled(Exception):  # noqa: N818 - a fact, not an error
    """The user called the step off; nothing of it remains."""


Report = Callable[[Progress], None]
"""Takes each progress report; raises Cancelled when the step was called off."""


def unheard(progress: Progress) -> None:
    """Takes a progress report that nobody waits for."""
