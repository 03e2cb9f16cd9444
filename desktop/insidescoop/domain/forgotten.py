"""What must be remembered of a permanently deleted person until they are gone from the backups too."""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted, fold
from insidescoop.domain.values import frozen

Lives = Callable[[int, str], bool]
"""Whether the contact of an id, added at an instant, is still in the store."""


class BackupFate(StrEnum):
    """What happens to the backups made before a person was permanently deleted."""

    REWRITE = "rewrite"
    DELETE = "delete"


@frozen
class Forgotten:
    """Who was forgotten, without a word of them: their id, when they were added, and marks of their name and addresses.

    It concerns the backups up to the number `through`. `is_clean` once the store was written anew, `is_done_here` once
    the backups next to it are done.
    """

    contact_id: int
    added_at: str
    salt: str
    marks: frozenset[str]
    fate: BackupFate = BackupFate.REWRITE
    through: int = 0
    is_clean: bool = False
    is_done_here: bool = False

    def is_of(self, contact_id: int, added_at: str, words: Iterable[str], *, lives: Lives) -> bool:
        """True if a contact in a backup is this person: the same record, or one since merged, of that name or address.

        `lives` says whether a record is still in the store: someone else of the same name stays.
        """
        if (contact_id, added_at) == (self.contact_id, self.added_at):
            return True
        return not self.marks.isdisjoint(marks_of(words, self.salt)) and not lives(contact_id, added_at)


@dataclass(slots=True)
class Forgetting:
    """What was done: how many backups are without the person now, what could not be done, what waits for a folder."""

    done: int = 0
    problems: list[Problem] = field(default_factory=list)
    is_waiting: bool = False

    def words(self) -> str:
        """What was done, in a sentence."""
        done = f"Forgotten in {counted(self.done, 'backup')} too" if self.done else ""
        waits = "In the second folder, once it is there again" if self.is_waiting else ""
        return ". ".join(filter(None, (done, waits)))


def marks_of(words: Iterable[str], salt: str) -> frozenset[str]:
    """What a name or an address is known by again, but cannot be read from.

    >>> marks_of(["Dana  Okafor"], "1") == marks_of(["dana okafor"], "1"), marks_of([""], "1")
    (True, frozenset())
    """
    folded = {" ".join(fold(word).split()) for word in words}
    return frozenset(hmac.new(salt.encode(), word.encode(), hashlib.sha256).hexdigest() for word in folded if word)
