"""What a person in a file has in common with one who is there already, and whether two names may be one person's."""

from enum import StrEnum

from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen


class Common(StrEnum):
    """What two entries taken for one person have in common."""

    EMAIL = "e-mail address"
    LINK = "link"
    PHONE = "phone number"
    NAME = "name"
    NAME_AND_ORGANIZATION = "name and organization"
    ONLY_NAMES = "name, and nothing else known"
    NEARLY_THE_NAME = "nearly the name, and the organization"


@frozen
class Match:
    """Why a person of a file is taken for `other`, a contact or a line of the file.

    `is_other_name` is True if the names do not agree.
    """

    common: Common
    other: str
    is_other_name: bool = False
    is_trashed: bool = False

    @property
    def words(self) -> str:
        """One clause that names the other.

        >>> Match(Common.PHONE, "Dana Okafor", is_other_name=True).words
        'same phone number as Dana Okafor, but another name'
        """
        if self.common is Common.NEARLY_THE_NAME:
            return f"almost the name of {self.other}"
        trashed = ", who is in the trash" if self.is_trashed else ""
        return f"same {self.common} as {self.other}{trashed}{self._name_words}"

    @property
    def words_without_other(self) -> str:
        """One clause for where the other was named already."""
        if self.common is Common.NEARLY_THE_NAME:
            return "almost the same name, same organization"
        return f"same {self.common}{self._name_words}"

    @property
    def _name_words(self) -> str:
        return ", but another name" if self.is_other_name else ""


def names_agree(one: str, other: str, *, is_loose: bool = False) -> bool:
    """True if two names may be one person's: the words of one are all in the other; loosely, any word is in both.

    >>> names_agree("Dana Okafor", "OKAFOR Dana Mae"), names_agree("Dana Okafor", "Dana Mensah")
    (True, False)
    >>> names_agree("Dana Okafor", "Dana Mensah", is_loose=True)
    True
    """
    words, others = (set(fold(name).replace(",", " ").replace(".", " ").split()) for name in (one, other))
    return bool(words & others) if is_loose else words <= others or others <= words
