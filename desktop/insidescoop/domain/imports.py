"""People found in a file, and what would become of each of them: known before anything is written."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from enum import StrEnum

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.drafts import LONGEST_TEXT
from insidescoop.domain.emails import email_key
from insidescoop.domain.import_matches import Match
from insidescoop.domain.links import link_key
from insidescoop.domain.phones import phone_key
from insidescoop.domain.text import counted, fold
from insidescoop.domain.values import frozen

IMPORT_ENDINGS = (".vcf", ".vcard", ".csv", ".tsv", ".ics", ".json")
"""How the names of files that can be imported end."""


@frozen
class FoundPerson:
    """One person a file tells of.

    `line` counts from 1. `remarks` say in words what could not be taken as it stood; nothing of it is lost, it stands
    in the notes. `photo` is the picture's bytes as the file gave them, not looked at yet.
    """

    line: int
    draft: ContactDraft
    remarks: tuple[str, ...] = ()
    photo: bytes | None = None


@frozen
class Unreadable:
    """A part of a file nobody could be made of: the line it begins at, why, and how it begins."""

    line: int
    reason: str
    excerpt: str = ""


@frozen
class FoundPeople:
    """All a file holds, in its order. `remarks` are about the file as a whole, as that its letters were guessed.

    `source` names the program whose file it is ("LinkedIn"), where that is known.
    """

    file_name: str
    people: tuple[FoundPerson, ...]
    unreadable: tuple[Unreadable, ...] = ()
    remarks: tuple[str, ...] = ()
    source: str | None = None


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
    """What the user wants done with a person of a file."""

    LEAVE_OUT = "leave_out"
    ADD = "add"
    SAME = "same"
    UPDATE = "update"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            Choice.LEAVE_OUT: "Leave out",
            Choice.ADD: "Add as a new person",
            Choice.SAME: "Same person, fill in what is missing",
            Choice.UPDATE: "Same person, take the new title and organization",
        }[self]


@frozen
class PostChange:
    """That a file says another title or organization of somebody kept; None where nothing is said."""

    old_title: str | None
    old_organization: str | None
    new_title: str | None
    new_organization: str | None

    @property
    def words(self) -> str:
        """Old and new on one line.

        >>> PostChange("Clerk", "Harbor", "Director", "Elsewhere").words
        'Clerk, Harbor → Director, Elsewhere'
        """
        old, new = (
            ", ".join(part for part in parts if part) or "nothing"
            for parts in ((self.old_title, self.old_organization), (self.new_title, self.new_organization))
        )
        return f"{old} → {new}"


def post_change(kept: ContactDraft, found: ContactDraft) -> PostChange | None:
    """What changed in the post somebody holds; None if the file says nothing else than is kept, or fills a gap only.

    Another organization without a title leaves the title open: the old one was held elsewhere.
    """
    is_elsewhere = found.organization is not None and fold(found.organization) != fold(kept.organization or "")
    is_other = found.title is not None and fold(found.title) != fold(kept.title or "")
    if is_elsewhere:
        title, organization = found.title, found.organization
    elif is_other:
        title, organization = found.title, kept.organization
    else:
        return None
    has_old = kept.organization is not None if is_elsewhere else kept.title is not None
    return PostChange(kept.title, kept.organization, title, organization) if has_old else None


@frozen
class PlannedPerson:
    """One person of a file and what stands against adding them.

    `match` says why somebody is already there or doubtful, None for a new person. `contact_id` is the kept person they
    are taken for; `twin` is the place, from 0, of an earlier one in the same file, whose way they go.
    `is_lacking` is True where the kept person lacks something the file knows; `change` tells of another post.
    `is_at_target` is True if that post, or a new person's, is at an organization on the list of targets.
    """

    person: FoundPerson
    standing: Standing
    match: Match | None = None
    contact_id: int | None = None
    twin: int | None = None
    is_lacking: bool = False
    change: PostChange | None = None
    is_at_target: bool = False

    @property
    def reason(self) -> str:
        """The match in one clause; "" for a new person."""
        return "" if self.match is None else self.match.words

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the user can have done with the person, the usual first; nothing for one who goes another's way."""
        if self.twin is not None:
            return ()
        if self.standing is Standing.NEW:
            return Choice.ADD, Choice.LEAVE_OUT
        update = (Choice.UPDATE,) if self.change is not None else ()
        if self.standing is Standing.THERE:
            return Choice.SAME, *update, Choice.ADD, Choice.LEAVE_OUT
        return Choice.LEAVE_OUT, Choice.ADD, Choice.SAME, *update

    def outcome(self, choice: Choice | None) -> Choice:
        """What becomes of the person: what was chosen if it can be, else the usual."""
        # The usual is asked for of 100,000 people at once, several times.
        return _USUALLY[self.standing] if choice is None or choice not in self.choices else choice


_USUALLY = {Standing.NEW: Choice.ADD, Standing.THERE: Choice.SAME, Standing.DOUBTFUL: Choice.LEAVE_OUT}
_FILLING = (Choice.SAME, Choice.UPDATE)


@frozen
class _Usual:
    """What would become of everybody without a choice: `gains` counts entries by the kept person who gains by them."""

    standings: Counter[Standing]
    added: int
    gains: Counter[int]
    twins: dict[int, list[int]]
    moved: int

    @classmethod
    def of(cls, people: tuple[PlannedPerson, ...]) -> "_Usual":
        standings, gains, twins, added, moved = Counter[Standing](), Counter[int](), dict[int, list[int]](), 0, 0
        for place, planned in enumerate(people):
            standings[planned.standing] += 1
            moved += planned.change is not None
            if planned.twin is not None:
                twins.setdefault(planned.twin, []).append(place)
            root = planned if planned.twin is None else people[planned.twin]
            way = root.outcome(None)
            added += planned.twin is None and way is Choice.ADD
            if planned.is_lacking and planned.contact_id is not None and way in _FILLING:
                gains[planned.contact_id] += 1
        return cls(standings, added, gains, twins, moved)


@frozen
class ImportPlan:
    """What an import would do, person by person in the file's order."""

    file_name: str
    people: tuple[PlannedPerson, ...]
    unreadable: tuple[Unreadable, ...] = ()
    remarks: tuple[str, ...] = ()
    source: str | None = None
    _usual: "_Usual" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Counted once, wherever the plan is made: the window asks after every choice, of 100,000 people too.
        object.__setattr__(self, "_usual", _Usual.of(self.people))

    def count(self, standing: Standing) -> int:
        """How many stand so."""
        return self._usual.standings[standing]

    def way(self, place: int, choices: Mapping[int, Choice]) -> Choice:
        """What becomes of the person at a place, with the user's choices by place from 0; a twin goes another's way."""
        planned = self.people[place]
        root = place if planned.twin is None else planned.twin
        return self.people[root].outcome(choices.get(root))

    def added(self, choices: Mapping[int, Choice]) -> int:
        """How many people would be added, with the user's choices by their place from 0."""
        chosen = [self.people[place] for place in choices if self.people[place].twin is None]
        usually = sum(planned.outcome(None) is Choice.ADD for planned in chosen)
        return self._usual.added - usually + sum(self.way(place, choices) is Choice.ADD for place in choices)

    def filled_in(self, choices: Mapping[int, Choice]) -> int:
        """How many kept people would gain something, with the user's choices as in `added`."""
        gains = Counter[int]()
        for root in choices:
            for place in (root, *self._usual.twins.get(root, ())):
                contact_id = self.people[place].contact_id
                if contact_id is not None and self.people[place].is_lacking:
                    gains[contact_id] += (self.way(place, choices) in _FILLING) - (self.way(place, {}) in _FILLING)
        usual = self._usual.gains
        changed = sum((usual[each] + gains[each] > 0) - (usual[each] > 0) for each in gains)
        return len(usual) + changed

    def updated(self, choices: Mapping[int, Choice]) -> int:
        """How many kept people would take another title or organization."""
        return sum(self.way(place, choices) is Choice.UPDATE for place in choices)

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
        moved = self._usual.moved
        told = f" {counted(moved, 'person holds', 'people hold')} another post now." if moved else ""
        return f"{total} in {self.file_name}: {', '.join(said)}.{told}"


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
)


def with_what_is_missing(
    kept: ContactDraft, found: ContactDraft, *, home_country: str, is_twin: bool = False
) -> ContactDraft:
    """What is kept of a person, with what only the file knows added; nothing that is there changes.

    E-mails, phones, links and tags gain those they have under no other spelling, empty facts what the file says, and
    the notes the lines that are not there. A title is taken only with its organization; of a second entry in one file
    (`is_twin`) another job and another spelling of the name go into the notes.
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
    more: list[str | None] = [found.notes]
    if kept.organization is None or fold(kept.organization) == fold(found.organization or ""):
        gains["organization"] = kept.organization or found.organization
        gains["title"] = kept.title or found.title
    if is_twin and not _says(kept.shown_name, found.shown_name):
        more.append(f"Name: {found.shown_name}")
    if is_twin and post_change(kept, found) is not None:
        more.append(f"Job: {', '.join(filter(None, (found.title, found.organization)))}")
    if kept.address is not None and found.address is not None and not _says(kept.address, found.address):
        more.append(f"Address: {found.address}")
    gains["notes"] = _with_lines(kept.notes, more)
    return replace(kept, tags=kept.tags + found.tags, **gains)  # type: ignore[arg-type]


def _says(text: str, other: str) -> bool:
    """True if every word of another text is in a text."""
    return set(fold(other).replace(",", " ").split()) <= set(fold(text).replace(",", " ").split())


def _with_lines(notes: str | None, more: list[str | None]) -> str | None:
    """Notes with the lines that are not in them yet, if all of them fit; a text that is there as a whole adds none."""
    told = notes or ""
    lines = {_plain(line) for line in told.split("\n")}
    for text in filter(None, more):
        if f"\n{text}\n" in f"\n{told}\n":
            continue
        new = [line for line in text.split("\n") if _plain(line) not in lines]
        lines.update(map(_plain, new))
        told = "\n".join(filter(None, (told, *new)))
    return notes if len(told) > LONGEST_TEXT or told == (notes or "") else told


def _plain(line: str) -> str:
    return " ".join(fold(line).split())


def with_new_post(kept: ContactDraft, change: PostChange) -> ContactDraft:
    """What is kept of a person, with the title and the organization they have now."""
    return replace(kept, title=change.new_title, organization=change.new_organization)


def _joined(
    kept: tuple[Labelled, ...], found: tuple[Labelled, ...], key_of: Callable[[str], str | None]
) -> tuple[Labelled, ...]:
    known = {key_of(entry.value) or fold(entry.value) for entry in kept}
    return kept + tuple(entry for entry in found if (key_of(entry.value) or fold(entry.value)) not in known)
