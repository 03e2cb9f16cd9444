"""People found in a file, and what would become of each of them: known before anything is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.emails import email_key
from insidescoop.domain.links import link_key
from insidescoop.domain.phones import phone_key
from insidescoop.domain.text import counted, fold


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One person a file tells of.

    `line` counts from 1. `remarks` say in words what could not be taken as it stood; nothing of it is lost, it stands
    in the notes. `photo` is the picture's bytes as the file gave them, not looked at yet.
    """

    line: int
    draft: ContactDraft
    remarks: tuple[str, ...] = ()
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of a file nobody could be made of: the line it begins at, why, and how it begins."""

    line: int
    reason: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """All a file holds, in its order. `remarks` are about the file as a whole, as that its letters were guessed."""

    file_name: str
    people: tuple[FoundPerson, ...]
    unreadable: tuple[Unreadable, ...] = ()
    remarks: tuple[str, ...] = ()


class Standing(StrEnum):
    """How a person in a file stands to the people already kept."""

    NEW = "new"
    THERE = "there"
    DOUBTFUL = "doubtful"

    @property
    def words(self) -> str:
        """What the window says."""
        return {Standing.NEW: "New", Standing.THERE: "Already there", Standing.DOUBTFUL: "To decide"}[self]


class Choice(StrEnum):
    """What the user wants done with a doubtful person."""

    LEAVE_OUT = "leave_out"
    ADD = "add"
    SAME = "same"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            Choice.LEAVE_OUT: "Leave out",
            Choice.ADD: "Add as a new person",
            Choice.SAME: "Same person, fill in what is missing",
        }[self]


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """One person of a file and what stands against adding them.

    `reason` is one clause for somebody already there or doubtful, "" for a new person. `contact_id` is the kept person
    they are taken for; `twin` is the place, from 0, of an earlier one in the same file, whose way they go.
    `is_lacking` is True where the kept person lacks something the file knows.
    """

    person: FoundPerson
    standing: Standing
    reason: str = ""
    contact_id: int | None = None
    twin: int | None = None
    is_lacking: bool = False

    def outcome(self, choice: Choice) -> Choice:
        """What becomes of the person; `choice` counts for a doubtful one only."""
        if self.standing is Standing.NEW:
            return Choice.ADD
        return Choice.SAME if self.standing is Standing.THERE else choice


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, person by person in the file's order."""

    file_name: str
    people: tuple[PlannedPerson, ...]
    unreadable: tuple[Unreadable, ...] = ()
    remarks: tuple[str, ...] = ()

    def count(self, standing: Standing) -> int:
        """How many stand so."""
        return sum(planned.standing is standing for planned in self.people)

    def added(self, choices: Mapping[int, Choice]) -> int:
        """How many people would be added, with the user's choices for doubtful ones by their place from 0."""
        return sum(
            planned.outcome(choices.get(place, Choice.LEAVE_OUT)) is Choice.ADD
            for place, planned in enumerate(self.people)
        )

    def filled_in(self, choices: Mapping[int, Choice]) -> int:
        """How many kept people would gain something, with the user's choices as in `added`."""
        return len(
            {
                planned.contact_id
                for place, planned in enumerate(self.people)
                if planned.is_lacking
                and planned.contact_id is not None
                and planned.outcome(choices.get(place, Choice.LEAVE_OUT)) is Choice.SAME
            }
        )

    def sentence(self) -> str:
        """The counts in one sentence.

        >>> ImportPlan("party.vcf", ()).sentence()
        'There is nobody in party.vcf.'
        """
        parts = [
            (self.count(Standing.NEW), "new"),
            (self.count(Standing.THERE), "already there"),
            (self.count(Standing.DOUBTFUL), "to decide"),
            (len(self.unreadable), "not readable"),
        ]
        said = [f"{count:,} {words}" for count, words in parts if count]
        if not said:
            return f"There is nobody in {self.file_name}."
        total = counted(len(self.people) + len(self.unreadable), "entry", "entries")
        return f"{total} in {self.file_name}: {', '.join(said)}."


_FILLED = (
    "given_name",
    "family_name",
    "how_to_say",
    "pronouns",
    "address",
    "time_zone",
    "met_event",
    "met_on",
    "relation",
    "role",
    "preferred_channel",
    "notes",
)


def with_what_is_missing(kept: ContactDraft, found: ContactDraft, *, home_country: str) -> ContactDraft:
    """What is kept of a person, with what only the file knows added; nothing that is there changes.

    E-mails, phones, links and tags gain those they have under no other spelling, empty facts what the file says. A
    title is taken only with its organization.
    """
    gains: dict[str, object] = {
        name: getattr(found, name) for name in _FILLED if getattr(kept, name) is None and getattr(found, name)
    }
    if kept.display_name is not None or kept.given_name is not None or kept.family_name is not None:
        # Half a name from elsewhere would change the name people know.
        gains = {name: value for name, value in gains.items() if name not in ("given_name", "family_name")}
    for name, key_of in (
        ("emails", email_key),
        ("phones", lambda value: phone_key(value, home_country)),
        ("links", link_key),
    ):
        gains[name] = _joined(getattr(kept, name), getattr(found, name), key_of)
    if kept.organization is None or fold(kept.organization) == fold(found.organization or ""):
        gains["organization"] = kept.organization or found.organization
        gains["title"] = kept.title or found.title
    return replace(kept, tags=kept.tags + found.tags, **gains)  # type: ignore[arg-type]


def _joined(
    kept: tuple[Labelled, ...], found: tuple[Labelled, ...], key_of: Callable[[str], str | None]
) -> tuple[Labelled, ...]:
    known = {key_of(entry.value) or fold(entry.value) for entry in kept}
    return kept + tuple(entry for entry in found if (key_of(entry.value) or fold(entry.value)) not in known)


def names_agree(one: str, other: str, *, is_loose: bool = False) -> bool:
    """True if two names may be one person's: the words of one are all in the other; loosely, any word is in both.

    >>> names_agree("Dana Okafor", "OKAFOR Dana Mae"), names_agree("Dana Okafor", "Dana Mensah")
    (True, False)
    >>> names_agree("Dana Okafor", "Dana Mensah", is_loose=True)
    True
    """
    words, others = (set(fold(name).replace(",", " ").replace(".", " ").split()) for name in (one, other))
    return bool(words & others) if is_loose else words <= others or others <= words
