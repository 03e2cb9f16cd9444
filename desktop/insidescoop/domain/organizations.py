"""Organizations: the places people work at and the user is curious about."""

from dataclasses import dataclass
from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem, tidy, too_long


class OrganizationKind(StrEnum):
    """What sort of place it is."""

    ACADEMIC = "academic"
    PUBLIC = "public"
    SCHOOL = "school"
    SPECIAL = "special"
    ARCHIVE = "archive"
    MUSEUM = "museum"
    GOVERNMENT = "government"
    VENDOR = "vendor"
    COMPANY = "company"
    ASSOCIATION = "association"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OrganizationDraft:
    """Everything a user can say of an organization, tidied as it is made.

    `target_rank` counts from 1, the place the user is most curious about; None for no target.
    `research_notes` hold one fact a line; the prep sheet prints the first five.
    """

    name: str | None = None
    kind: OrganizationKind | None = None
    place: str | None = None
    website: str | None = None
    research_notes: str | None = None
    target_rank: int | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=("name", "place", "website"), texts=("research_notes",))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not self.name:
            found.append(FieldProblem("name", "Give the organization a name."))
        if self.target_rank is not None and not 1 <= self.target_rank <= 1000:
            found.append(FieldProblem("target_rank", "Choose a rank between 1 and 1,000."))
        return tuple(found + too_long(self, lines=("name", "place", "website"), texts=("research_notes",)))
