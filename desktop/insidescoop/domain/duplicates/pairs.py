"""How likely it is that two entries are one person, and why, in sentences.

Each piece of evidence adds to or takes from the odds, as in the linkage of records after Fellegi and Sunter; the
weights below are natural logarithms of odds, set by hand on one half of a labelled set of pairs (tests/domain).
"""

from collections.abc import Iterator
from enum import StrEnum
from math import exp

from insidescoop.domain.duplicates.namesakes import is_nearly_one_name, name_key
from insidescoop.domain.emails import email_key, is_shared_mailbox
from insidescoop.domain.names.comparing import DoubtKind, NameLikeness, NameParts, NameTie, compare_names, name_parts
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen

SURELY = 90
"""The score from which two entries are almost surely one person.

On the half of the labelled pairs that no weight was set by: precision 0.98, recall 0.72.
"""

PERHAPS = 50
"""The score from which two entries may be one person: worth showing to the user, who decides.

On the half of the labelled pairs that no weight was set by: precision 0.96, recall 0.96.
"""

_BASE = -3.0
"""Two entries that share nothing worth a word are two people."""

_NAME_WEIGHT = {
    NameTie.SAME: 4.2,
    NameTie.SPELLING: 4.0,
    NameTie.WITHOUT_MIDDLE: 3.8,
    NameTie.OTHER_ORDER: 3.6,
    NameTie.SHORT_FORM: 3.2,
    NameTie.PART_OF_FAMILY: 2.9,
    NameTie.TYPO: 2.6,
    NameTie.MIDDLE_AS_GIVEN: 2.6,
    NameTie.SAME_SINGLE: 2.4,
    NameTie.INITIAL: 2.2,
    NameTie.FAMILY_INITIAL: 1.6,
    NameTie.LAST_LETTER: 1.0,
    NameTie.ONLY_GIVEN: 0.8,
    NameTie.ONLY_FAMILY: 0.6,
    NameTie.NOT_TOLD: 0.0,
    NameTie.OTHER_FAMILY: -0.5,
    NameTie.OTHER_GIVEN: -2.0,
    NameTie.DIFFERENT: -4.0,
}
_COMMON_NAME = -0.8
_DOUBT_WEIGHT = {
    DoubtKind.ONLY_ONE_GENERATION: -1.5,
    DoubtKind.GENERATIONS_DIFFER: -12.0,
    DoubtKind.MIDDLES_DIFFER: -3.0,
}

_OWN_EMAIL, _OWN_LINK, _PHONE = 6.0, 6.0, 3.2
_OWN_EMAIL_OF_OTHERS, _OWN_LINK_OF_OTHERS = 3.0, 4.0
_PHONE_OF_OTHERS = {
    NameTie.ONLY_GIVEN: 2.4,
    NameTie.ONLY_FAMILY: 1.6,
    NameTie.NOT_TOLD: 2.0,
    NameTie.LAST_LETTER: 1.6,
    NameTie.OTHER_FAMILY: 0.8,
}
_SHARED_MAILBOX, _SHARED_LINK = 0.5, 0.5
_HANDLE = 2.0
_ORGANIZATION, _OTHER_ORGANIZATION = 2.0, -1.0
_TITLE = 1.0
_OTHER_EMAIL, _OTHER_PHONE, _OTHER_LINK = -0.9, -0.5, -3.0

_AGREEING = frozenset(
    {
        NameTie.SAME, NameTie.SPELLING, NameTie.WITHOUT_MIDDLE, NameTie.OTHER_ORDER, NameTie.SHORT_FORM,
        NameTie.PART_OF_FAMILY, NameTie.TYPO, NameTie.MIDDLE_AS_GIVEN, NameTie.SAME_SINGLE, NameTie.INITIAL,
        NameTie.FAMILY_INITIAL,
    }
)  # fmt: skip
_SAME_NAME = frozenset({NameTie.SAME, NameTie.SAME_SINGLE})
_APART = frozenset({NameTie.DIFFERENT, NameTie.OTHER_GIVEN})

_PROFILE_SITES = {
    "linkedin.com": "/in/",
    "orcid.org": "/",
    "github.com": "/",
    "gitlab.com": "/",
    "twitter.com": "/",
    "x.com": "/",
    "facebook.com": "/",
    "instagram.com": "/",
    "bsky.app": "/profile/",
    "researchgate.net": "/profile/",
    "scholar.google.com": "/citations",
}
"""Sites where one person has one page, and how the path to it begins."""

_NOT_TELLING = frozenset("the of and for at a an inc ltd llc gmbh co".split())  # noqa: SIM905


@frozen
class Person:
    """What is compared of one entry. E-mails, phones and links are match keys; `name` is the name as it is shown."""

    id: int
    name: str
    given: str | None = None
    family: str | None = None
    organization: str | None = None
    title: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@frozen
class Likeness:
    """How alike two people are: `score` from 0 to 100, what speaks for one person, and what against, weightiest first.

    The sentences have no full stop; two who are not worth a look have none. Two of one name, or nearly one at one
    organization (`are_namesakes`), are worth a look whatever the score: a file or a user may have entered one person
    twice.
    """

    score: int
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    are_namesakes: bool = False

    @property
    def is_sure(self) -> bool:
        """True if the two are almost surely one person."""
        return self.score >= SURELY

    @property
    def is_worth_a_look(self) -> bool:
        """True if the two may be one person."""
        return self.score >= PERHAPS or self.are_namesakes

    @property
    def words(self) -> str:
        """What the window says of the score."""
        if self.is_sure:
            return "Almost surely the same"
        return "Perhaps the same" if self.is_worth_a_look else "Probably two people"


@frozen
class Traits:
    """A person made ready to be compared with many others: everything folded and sorted into what tells and what not.

    `own_links` are pages of one person, `sites` those of them where everybody has one page only; `shared_links` lead
    to places of many.
    """

    person: Person
    name: NameParts
    name_key: str
    organization: tuple[str, ...]
    title: tuple[str, ...]
    emails: frozenset[str]
    shared_mailboxes: frozenset[str]
    handles: frozenset[str]
    phones: frozenset[str]
    own_links: frozenset[str]
    sites: frozenset[str]
    shared_links: frozenset[str]


class _Ground(StrEnum):
    """What is found about two people, as the sentence that says so with what they share."""

    NAME = "{}"
    EMAIL = "Same e-mail address {}"
    MAILBOX = "Same shared mailbox {}"
    PAGE = "Same web page {}"
    OTHER_PROFILES = "Their profiles on one site differ"
    SITE = "Same web site {}"
    PHONE = "Same phone number"
    OTHER_PHONES = "The phone numbers differ"
    HANDLE = "Both addresses begin with {}"
    OTHER_EMAILS = "The e-mail addresses differ"
    ORGANIZATION = "Same organization"
    ORGANIZATION_ALIKE = "The organizations are named alike"
    OTHER_ORGANIZATION = "They work at different organizations"
    TITLE = "Same title"
    TITLE_IN_PART = "One title is part of the other"


_Evidence = tuple[float, _Ground, str]
"""The weight of what is found, what it is, and what goes into its sentence."""


def likeness(one: Person, other: Person) -> Likeness:
    """How alike two people are; the order of the two makes no difference.

    >>> likeness(Person(1, "Bob Estevez", emails=("rje@estevez.example",)),
    ...          Person(2, "Robert Estevez", emails=("rje@estevez.example",))).reasons
    ('Same e-mail address rje@estevez.example', 'Bob is short for Robert')
    """
    return compare(traits_of(one), traits_of(other))


def compare(one: Traits, other: Traits) -> Likeness:
    """How alike two people are, for those who compare one with many."""
    name = compare_names(one.name, other.name)
    is_one_name = bool(one.name_key) and one.name_key == other.name_key
    if (
        not is_one_name
        and name.tie in _APART
        and one.emails.isdisjoint(other.emails)
        and one.own_links.isdisjoint(other.own_links)
    ):
        # Nothing else carries two different names; most pairs of a large search end here.
        return Likeness(0)
    evidence: list[_Evidence] = [(_name_weight(name, one, other), _Ground.NAME, name.sentence)]
    if name.doubt is not None:
        evidence.append((_DOUBT_WEIGHT[name.doubt.kind], _Ground.NAME, name.doubt.words))
    evidence += _addresses(one, other, name.tie)
    evidence += _place(one, other, name.tie)
    weight = _BASE + sum([each for each, _, _ in evidence])
    score = round(100 / (1 + exp(-weight)))
    is_one_place = bool(one.organization) and one.organization == other.organization
    are_namesakes = is_one_name or (is_one_place and is_nearly_one_name(name, one.name, other.name))
    if score < PERHAPS and not are_namesakes:
        # Nobody asks why of most pairs of a large search.
        return Likeness(score)
    reasons = sorted([each for each in evidence if each[0] > 0], key=lambda each: -each[0])
    doubts = sorted([each for each in evidence if each[0] < 0], key=lambda each: each[0])
    told = tuple(ground.format(shared) for _, ground, shared in doubts)
    return Likeness(score, _reasons(reasons, name.tie), told, are_namesakes)


def _reasons(evidence: list[_Evidence], tie: NameTie) -> tuple[str, ...]:
    if tie in _SAME_NAME and any(ground is _Ground.ORGANIZATION for _, ground, _ in evidence):
        # One sentence for both.
        evidence = [
            (weight, ground, "Same name and organization" if ground is _Ground.NAME else shared)
            for weight, ground, shared in evidence
            if ground is not _Ground.ORGANIZATION
        ]
    return tuple(ground.format(shared) for _, ground, shared in evidence)


def _name_weight(name: NameLikeness, one: Traits, other: Traits) -> float:
    weight = _NAME_WEIGHT[name.tie]
    return weight + _COMMON_NAME if name.tie in _AGREEING and (one.name.is_common or other.name.is_common) else weight


def _addresses(one: Traits, other: Traits, tie: NameTie) -> Iterator[_Evidence]:
    emails = one.emails & other.emails
    is_found = bool(emails)
    if emails:
        yield (_OWN_EMAIL_OF_OTHERS if tie in _APART else _OWN_EMAIL), _Ground.EMAIL, min(emails)
    elif shared := one.shared_mailboxes & other.shared_mailboxes:
        yield (0.0 if tie in _APART else _SHARED_MAILBOX), _Ground.MAILBOX, min(shared)
    own = one.own_links & other.own_links
    if own:
        is_found = True
        yield (_OWN_LINK_OF_OTHERS if tie in _APART else _OWN_LINK), _Ground.PAGE, min(own)
    elif one.sites and not one.sites.isdisjoint(other.sites):
        yield _OTHER_LINK, _Ground.OTHER_PROFILES, ""
    elif links := one.shared_links & other.shared_links:
        yield (0.0 if tie in _APART else _SHARED_LINK), _Ground.SITE, min(links)
    phones = one.phones & other.phones
    if phones:
        # Households and switchboards share a number: between different names it tells nothing.
        is_found = True
        yield (_PHONE if tie in _AGREEING else _PHONE_OF_OTHERS.get(tie, 0.0)), _Ground.PHONE, ""
    elif one.phones and other.phones:
        yield _OTHER_PHONE, _Ground.OTHER_PHONES, ""
    if is_found or tie in _APART:
        return
    if handles := one.handles & other.handles:
        yield _HANDLE, _Ground.HANDLE, min(handles)
    elif one.emails and other.emails:
        yield _OTHER_EMAIL, _Ground.OTHER_EMAILS, ""


def _place(one: Traits, other: Traits, tie: NameTie) -> Iterator[_Evidence]:
    if one.organization and other.organization:
        if one.organization == other.organization:
            yield (0.0 if tie in _APART else _ORGANIZATION), _Ground.ORGANIZATION, ""
        elif _is_alike(one, other):
            yield (0.0 if tie in _APART else _ORGANIZATION / 2), _Ground.ORGANIZATION_ALIKE, ""
        else:
            yield _OTHER_ORGANIZATION, _Ground.OTHER_ORGANIZATION, ""
    if one.title and other.title and (one.title == other.title or _is_part(one.title, other.title)):
        ground = _Ground.TITLE if one.title == other.title else _Ground.TITLE_IN_PART
        yield (0.0 if tie in _APART else _TITLE), ground, ""


def _is_alike(one: Traits, other: Traits) -> bool:
    return _is_part(one.organization, other.organization) or any(
        short == ("".join(word[0] for word in long),)
        for short, long in ((one.organization, other.organization), (other.organization, one.organization))
        if len(short) == 1 < len(long)
    )


def _is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)


def traits_of(person: Person, words_by_text: dict[str, tuple[str, ...]] | None = None) -> Traits:
    """A person made ready to be compared.

    `words_by_text` remembers the words of organizations and titles from one person to the next.
    """
    known = {} if words_by_text is None else words_by_text
    addresses = {email_key(person.name), *person.emails} if "@" in person.name else set(person.emails)
    shared = {address for address in addresses if is_shared_mailbox(address)}
    own = addresses - shared
    name = name_parts(person.given, person.family, person.name)
    if not name.words:
        name = name_parts(None, None, _name_in(own))
    places = _telling_words(person.organization, known)
    own_links = {link for link in person.links if _is_own_page(link, name)}
    return Traits(
        person=person,
        name=name,
        name_key=name_key(person.name),
        organization=places,
        title=_telling_words(person.title, known),
        emails=frozenset(own),
        shared_mailboxes=frozenset(shared),
        handles=frozenset(_handles(own, name)),
        phones=frozenset(person.phones),
        own_links=frozenset(own_links),
        sites=frozenset(site for link in own_links if (site := link.partition("/")[0]) in _PROFILE_SITES),
        shared_links=frozenset(person.links) - own_links,
    )


def _name_in(addresses: set[str]) -> str:
    """The name that an address spells out, as dana.okafor@ does; "" if none does."""
    for address in sorted(addresses):
        words = address.partition("@")[0].replace("_", ".").replace("-", ".").split(".")
        if len(words) > 1 and all(word.isalpha() for word in words) and len(words[-1]) > 2:
            return " ".join(words)
    return ""


def _handles(addresses: set[str], name: NameParts) -> Iterator[str]:
    """What stands before the @ where it is no mere form of the name: only a handle chosen freely tells a person."""
    for address in addresses:
        before = address.partition("@")[0]
        if len(before) > 4 and not any(len(word) > 2 and word in before for word in name.words):
            yield before


def _is_own_page(link: str, name: NameParts) -> bool:
    host, _, path = link.partition("/")
    beginning = _PROFILE_SITES.get(host)
    if beginning is not None:
        rest = f"/{path}".removeprefix(beginning)
        return f"/{path}" != rest and bool(rest) and "/" not in rest
    spelt = fold(link)
    return any(len(word) > 3 and word in spelt for word in name.family)


def _telling_words(text: str | None, words_by_text: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if text is None:
        return ()
    words = words_by_text.get(text)
    if words is None:
        plain = "".join(letter if letter.isalnum() else " " for letter in fold(text).replace("'", ""))
        everything = plain.split()
        words = tuple(word for word in everything if word not in _NOT_TELLING) or tuple(everything)
        words_by_text[text] = words
    return words
