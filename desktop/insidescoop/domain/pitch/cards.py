"""What is printed of a pitch, complete, so that paper needs no further question."""

from enum import StrEnum

from insidescoop.domain.values import frozen


class CardSize(StrEnum):
    """The cards a pitch is printed on."""

    A6 = "a6"
    INDEX = "index"

    @property
    def words(self) -> str:
        """What the window says."""
        return {CardSize.A6: "Card, A6", CardSize.INDEX: "Index card, 3 × 5 in"}[self]


@frozen
class PrintedCut:
    """One cut: its length, how long it takes at the user's pace, and its texts, a paragraph for each section."""

    seconds: int
    spoken_seconds: int
    paragraphs: tuple[str, ...]


@frozen
class PitchCard:
    """A pitch to be printed: what it is called, for whom it is, whose it is, and the cuts wanted, at least one."""

    name: str
    audience: str | None
    own_name: str | None
    cuts: tuple[PrintedCut, ...]
