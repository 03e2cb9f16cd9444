"""People: what is kept about a contact and what makes a draft of one valid."""

import re
from datetime import date, timedelta
from enum import StrEnum

from insidescoop.domain.acquaintance import Channel, NameLeave, Relation, ReplyPattern, Role, Tie
from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.moments import zone_named
from insidescoop.domain.names.parsing import join_name, split_name
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import fold, tidy_line
from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import Term, Vocabulary

USUAL_CADENCE_DAYS, LONGEST_CADENCE_DAYS = 90, 3650

EVENT_LASTS = timedelta(days=1)
"""An event is filled in for the next person while the one met there was added today or yesterday.

People are added during a conference and on the morning after it. Later the next person was most likely met elsewhere,
and a wrong event writes a meeting into the timeline that never was; it is then only offered as it is typed.
"""


class Closeness(StrEnum):
    """How close a contact is; it decides how often keeping in touch is suggested (rules F15 to F17).

    Everyone begins as `NOT_YET`, however they came in. The first exchange, in which they said something too, makes
    them `WARM`: met once (rule F16). What the user chose stays.
    """

    ACTIVE = "active"
    WARM = "warm"
    WIDE = "wide"
    UNKEPT = "unkept"
    NOT_YET = "not_yet"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            Closeness.ACTIVE: "Active helper",
            Closeness.WARM: "Warm",
            Closeness.WIDE: "Wide network",
            Closeness.UNKEPT: "Not kept up",
            Closeness.NOT_YET: "Not in touch yet",
        }[self]

    @property
    def after_exchange(self) -> "Closeness":
        """How close someone is once they and the user have been in touch."""
        return Closeness.WARM if self is Closeness.NOT_YET else self


@frozen
class Labelled:
    """An e-mail address, phone number or link with the label the user gave it ("work"), if any."""

    value: str
    label: str | None = None

    def __post_init__(self) -> None:
        value = tidy_line(self.value) or ""
        if value is not self.value:
            object.__setattr__(self, "value", value)
        if self.label is not None:
            object.__setattr__(self, "label", tidy_line(self.label))


_FAMILY_FIRST = re.compile("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
"""Names in Han characters or Hangul, written family name first and without a space: 李小龍, 김민수."""


def name_in_order(given_name: str | None, family_name: str | None, *, is_family_first: bool) -> str:
    """A whole name made of its parts; "" without any."""
    given, family = given_name or "", family_name or ""
    if not (given and family):
        return given or family
    if not given.isascii() and _FAMILY_FIRST.fullmatch(given) and _FAMILY_FIRST.fullmatch(family):
        return family + given
    return f"{family} {given}" if is_family_first else f"{given} {family}"


_LINES = (
    "given_name",
    "family_name",
    "display_name",
    "how_to_say",
    "pronouns",
    "title",
    "organization",
    "time_zone",
    "met_event",
)
_TEXTS = ("address", "notes")


@frozen
class ContactDraft:
    """Everything a user can say of a contact, tidied as it is made.

    `display_name` is None where the given and family name make it; `is_family_first` says in which order they do.
    `cadence_days` is None where closeness decides, `own_reply_pattern` where what passed between them tells. Empty
    values among e-mails, phones, links, tags and terms are dropped; tags keep their first spelling.
    """

    given_name: str | None = None
    family_name: str | None = None
    display_name: str | None = None
    is_family_first: bool = False
    how_to_say: str | None = None
    pronouns: str | None = None
    title: str | None = None
    organization: str | None = None
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    links: tuple[Labelled, ...] = ()
    address: str | None = None
    time_zone: str | None = None
    met_event: str | None = None
    met_on: date | None = None
    tags: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    relation: Relation | None = None
    role: Role | None = None
    tie: Tie | None = None
    preferred_channel: Channel | None = None
    name_leave: NameLeave | None = None
    own_reply_pattern: ReplyPattern | None = None
    closeness: Closeness = Closeness.NOT_YET
    cadence_days: int | None = None
    do_not_contact: bool = False
    notes: str | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=_LINES, texts=_TEXTS)
        for name in ("emails", "phones", "links"):
            entries = getattr(self, name)
            if entries and not all(entry.value for entry in entries):
                object.__setattr__(self, name, tuple(entry for entry in entries if entry.value))
        if self.terms:
            object.__setattr__(self, "terms", tuple(dict.fromkeys(term for term in self.terms if term.value)))
        if self.tags:
            tags = {fold(tag): tag for tag in reversed([tidy_line(tag) for tag in self.tags]) if tag}
            object.__setattr__(self, "tags", tuple(reversed(tags.values())))

    @property
    def shown_name(self) -> str:
        """The name the person goes by in lists and on paper; "" for a draft without any name."""
        if self.display_name:
            return self.display_name
        return name_in_order(self.given_name, self.family_name, is_family_first=self.is_family_first)

    @property
    def sort_name(self) -> str:
        """The name folded for sorting, family name first where one is known."""
        if self.family_name:
            return fold(f"{self.family_name} {self.given_name}" if self.given_name else self.family_name)
        return fold(self.shown_name)

    def terms_of(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The words of one list that the person carries, in order."""
        return tuple(term.value for term in self.terms if term.vocabulary is vocabulary)

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept, in the order of the form; empty if nothing does."""
        found: list[FieldProblem] = []
        if not self.shown_name:
            found.append(FieldProblem("given_name", "Give at least one name, so that you can find this person again."))
        found += [
            FieldProblem("emails", f"“{email.value}” has no @ sign, so it cannot be an e-mail address.")
            for email in self.emails
            if "@" not in email.value.strip("@")
        ]
        if self.time_zone is not None:
            try:
                zone_named(self.time_zone)
            except Invalid as problem:
                found.append(FieldProblem("time_zone", problem.what_happened))
        if self.cadence_days is not None and not 1 <= self.cadence_days <= LONGEST_CADENCE_DAYS:
            found.append(FieldProblem("cadence_days", f"Choose between 1 and {LONGEST_CADENCE_DAYS:,} days."))
        return tuple(found + too_long(self, lines=_LINES, texts=_TEXTS))


def person_called(typed: str, *, relation: Relation | None = None) -> ContactDraft:
    """Somebody of whom only a typed name is known; honorifics and degrees, which are no part of it, are noted.

    >>> dana = person_called("Dr. Dana Okafor, MLIS")
    >>> dana.given_name, dana.family_name, dana.notes
    ('Dana', 'Okafor', 'Dr. Dana Okafor, MLIS')
    """
    name = split_name(typed)
    return ContactDraft(
        given_name=name.given,
        family_name=name.family,
        is_family_first=name.is_family_first,
        relation=relation,
        notes=join_name(name) if name.honorifics or name.post_nominals else None,
    )
