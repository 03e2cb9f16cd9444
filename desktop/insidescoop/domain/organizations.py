"""Organizations: the places people work at and the user is curious about."""

from dataclasses import replace
from enum import StrEnum
from typing import Any

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen

_LINES = ("name", "place", "website", "setting")


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

    @property
    def words(self) -> str:
        """What the window says."""
        return self.value.capitalize()


class Advocacy(StrEnum):
    """Whether somebody inside a target organization is on the user's side (the first A of LAMP)."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"

    @property
    def words(self) -> str:
        """What the window says."""
        return self.value.capitalize()


MOST_MOTIVATION, MOST_POSTING = 5, 3
"""The scales of the target list (domain section 2): motivation 1 to 5, posting 0 to 3."""


FIRST_MOTIVATION = 3
"""The motivation of a target named a moment ago: the middle of the scale, to be moved up or down."""


@frozen
class OrganizationDraft:
    """Everything a user can say of an organization, tidied as it is made.

    `motivation` says how much the user would like to work there, 1 to 5; None for an organization that is no target.
    `posting` says how well a present opening fits, 0 (none) to 3. `research_notes` hold one fact a line; the prep
    sheet prints the first five.
    """

    name: str | None = None
    kind: OrganizationKind | None = None
    place: str | None = None
    website: str | None = None
    research_notes: str | None = None
    setting: str | None = None
    motivation: int | None = None
    posting: int | None = None
    advocacy: Advocacy | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=_LINES, texts=("research_notes",))

    @property
    def is_target(self) -> bool:
        """True for an organization on the list of targets."""
        return self.motivation is not None

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not self.name:
            found.append(FieldProblem("name", "Give the organization a name."))
        if self.motivation is not None and not 1 <= self.motivation <= MOST_MOTIVATION:
            found.append(FieldProblem("motivation", f"Choose a motivation between 1 and {MOST_MOTIVATION}."))
        if self.posting is not None and not 0 <= self.posting <= MOST_POSTING:
            found.append(FieldProblem("posting", f"Choose a posting between 0 and {MOST_POSTING}."))
        return tuple(found + too_long(self, lines=_LINES, texts=("research_notes",)))


_SAID_ONCE = {"kind": "Kind", "setting": "Setting", "place": "Place", "website": "Website"}


def merged_organization(kept: OrganizationDraft, gone: OrganizationDraft) -> OrganizationDraft:
    """One organization of two: the facts of the one who stays, and of the other where that one says nothing.

    The higher wish, the better opening and the clearer advocate count. Whatever else the other said, its name too,
    stands in the research notes on lines of its own, so that nothing is lost.

    >>> one, other = OrganizationDraft(name="Harbor Library"), OrganizationDraft(name="Harbor Lib.", place="Ghent")
    >>> merged = merged_organization(one, other)
    >>> merged.place, merged.research_notes
    ('Ghent', 'Also called: Harbor Lib.')
    """
    values: dict[str, Any] = {}
    notes = kept.research_notes or ""
    lines = (gone.research_notes or "").splitlines()
    if fold(gone.name or "") != fold(kept.name or ""):
        lines.append(f"Also called: {gone.name}")
    for name, title in _SAID_ONCE.items():
        own, other = getattr(kept, name), getattr(gone, name)
        values[name] = own or other
        if own and other and fold(str(own)) != fold(str(other)):
            lines.append(f"{title} of {gone.name}: {getattr(other, 'words', other)}")
    for name in ("motivation", "posting"):
        said = (getattr(kept, name), getattr(gone, name))
        values[name] = max((each for each in said if each is not None), default=None)
    values["advocacy"] = next((each for each in Advocacy if each in (kept.advocacy, gone.advocacy)), None)
    known = set(notes.splitlines())
    values["research_notes"] = "\n".join((notes, *(line for line in lines if line not in known)))
    return replace(kept, **values)


def organization_called(name: str, *, is_target: bool) -> OrganizationDraft:
    """An organization of which only the name is known yet."""
    return OrganizationDraft(name=name, motivation=FIRST_MOTIVATION if is_target else None)
