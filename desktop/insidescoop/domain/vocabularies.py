"""The field's own words, to choose from and to add to (domain section 8): settings, functions, levels, associations."""

from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.text import tidy_line
from insidescoop.domain.values import frozen


class Vocabulary(StrEnum):
    """One list of words."""

    SETTING = "setting"
    FUNCTION = "function"
    LEVEL = "level"
    ASSOCIATION = "association"
    EVENT = "event"

    @property
    def words(self) -> str:
        """What the window calls the list."""
        return {
            Vocabulary.SETTING: "Settings",
            Vocabulary.FUNCTION: "Functions",
            Vocabulary.LEVEL: "Levels",
            Vocabulary.ASSOCIATION: "Associations",
            Vocabulary.EVENT: "Events",
        }[self]

    @property
    def one(self) -> str:
        """What the window calls one word of the list."""
        return self.words.removesuffix("s")


@frozen
class Term:
    """One word a person carries, as text: a later change of the list changes nobody behind the user's back."""

    vocabulary: Vocabulary
    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", tidy_line(self.value) or "")


@frozen
class TermDraft:
    """One entry of a list, tidied as it is made.

    `short` is an acronym. Acronyms are ambiguous (MLA is three associations), so `name` is always the whole name.
    """

    vocabulary: Vocabulary
    name: str | None
    short: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=("name", "short", "note"))

    @property
    def shown(self) -> str:
        """The name as it is chosen and kept with a person, the acronym behind it.

        >>> TermDraft(Vocabulary.ASSOCIATION, "Society of American Archivists", "SAA").shown
        'Society of American Archivists (SAA)'
        """
        return f"{self.name} ({self.short})" if self.short else self.name or ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this entry from being kept; empty if nothing does."""
        found = [] if self.name else [FieldProblem("name", "Write the word first.")]
        return tuple(found + too_long(self, lines=("name", "short", "note")))
