"""Which contacts are looked at: a part of the network, narrowed by what they carry and by typed words.

The same filter can be clicked together, typed ("tag:archives org:harbor due:") and kept under a name as its text.
"""

import re
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.organizations import OrganizationKind
from insidescoop.domain.text import fold, tidy_line
from insidescoop.domain.values import frozen

_Entry = TypeVar("_Entry")


class Showing(StrEnum):
    """Which part of the network is looked at."""

    ALL = "all"
    DUE = "due"
    NEVER = "never"
    TRASH = "trash"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            Showing.ALL: "All",
            Showing.DUE: "Due",
            Showing.NEVER: "Not contacted yet",
            Showing.TRASH: "Trash",
        }[self]


@frozen
class Wording:
    """A name to be matched: the whole of it, or its beginning. Case and marks do not count."""

    value: str
    is_whole: bool = False

    def typed(self) -> str:
        """The wording as it is typed: in quotation marks if the whole is meant.

        >>> Wording("oral history", is_whole=True).typed(), Wording("arch").typed()
        ('"oral history"', 'arch')
        """
        bare = self.value.replace('"', "”")
        return f'"{bare}"' if self.is_whole else bare


@frozen
class ContactFilter:
    """Who is looked at. All of it must hold; of several places, closenesses or kinds one is enough.

    `tags` must all be carried. `organizations` and `places` match the beginning of any word in the name.
    `text` is searched in everything typed about a person.
    """

    showing: Showing = Showing.ALL
    tags: tuple[Wording, ...] = ()
    organizations: tuple[Wording, ...] = ()
    places: tuple[Wording, ...] = ()
    closeness: tuple[Closeness, ...] = ()
    kinds: tuple[OrganizationKind, ...] = ()
    text: str = ""

    @property
    def is_everybody(self) -> bool:
        """True if nobody outside the trash, or nobody in it, is left out."""
        return self == ContactFilter(self.showing) and self.showing in (Showing.ALL, Showing.TRASH)

    def typed(self) -> str:
        """The filter as it is typed; read back, it is the same filter.

        >>> ContactFilter(Showing.DUE, tags=(Wording("oral history", True),), text="maps").typed()
        'due: tag:"oral history" maps'
        """
        parts = [f"{self.showing}:"] if self.showing is not Showing.ALL else []
        for prefix, wordings in (("tag", self.tags), ("org", self.organizations), ("place", self.places)):
            parts += [f"{prefix}:{wording.typed()}" for wording in wordings]
        parts += [f"tier:{closeness}" for closeness in self.closeness]
        parts += [f"kind:{kind}" for kind in self.kinds]
        return " ".join([*parts, *([self.text] if self.text else [])])

    def together_with(self, other: "ContactFilter") -> "ContactFilter":
        """Both filters at once."""
        return ContactFilter(
            showing=other.showing if other.showing is not Showing.ALL else self.showing,
            tags=_both(self.tags, other.tags),
            organizations=_both(self.organizations, other.organizations),
            places=_both(self.places, other.places),
            closeness=_both(self.closeness, other.closeness),
            kinds=_both(self.kinds, other.kinds),
            text=" ".join(text for text in (self.text, other.text) if text),
        )


def ticked_and_typed(wanted: ContactFilter) -> tuple[ContactFilter, str]:
    """What can be ticked of a filter, and the rest as it is typed.

    >>> ticked_and_typed(ContactFilter(tags=(Wording("maps", is_whole=True), Wording("arch")), text="dana"))[1]
    'tag:arch dana'
    """

    def whole(wordings: tuple[Wording, ...]) -> tuple[Wording, ...]:
        return tuple(each for each in wordings if each.is_whole)

    def begun(wordings: tuple[Wording, ...]) -> tuple[Wording, ...]:
        return tuple(each for each in wordings if not each.is_whole)

    ticked = replace(wanted, tags=whole(wanted.tags), places=whole(wanted.places), organizations=(), text="")
    rest = ContactFilter(
        tags=begun(wanted.tags),
        places=begun(wanted.places),
        organizations=wanted.organizations,
        text=wanted.text,
    )
    return ticked, rest.typed()


def with_property(wanted: ContactFilter, name: str, values: tuple[Any, ...]) -> ContactFilter:
    """The filter with other values of one of its properties, by the property's name."""
    changed: dict[str, Any] = {name: values}
    return replace(wanted, **changed)


def _both(first: tuple[_Entry, ...], second: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
    return tuple(dict.fromkeys((*first, *second)))


_PART = re.compile(r'(?<!\S)(?P<prefix>[a-z]+):(?:"(?P<whole>[^"]*)"|(?P<start>[^\s"]*))(?!\S)', re.IGNORECASE)
FILTER_PREFIXES = ("tag", "org", "place", "tier", "kind", "due", "never", "trash")
"""What a part of a filter begins with, up to its colon."""
_LIKE_A_PART = re.compile(r'(?<!\S)-?[a-z]+:(?!//)[^\s"]*', re.IGNORECASE)
_LEFT_OUT = re.compile(rf"(?<!\S)-(?:{'|'.join(FILTER_PREFIXES)}):", re.IGNORECASE)
_NAMED = {"tag": "tags", "org": "organizations", "place": "places"}


def typed_filter(typed: str) -> ContactFilter:
    """The filter that was typed; a prefix nobody knows is searched for like any other word.

    >>> typed_filter('tag:arch tier:active due: maps').text
    'maps'
    """
    wanted = ContactFilter()
    words: list[str] = []
    end = 0
    for part in _PART.finditer(typed):
        words.append(typed[end : part.start()])
        read = _with_part(wanted, part)
        if read is None:
            words.append(part.group())
        else:
            wanted = read
        end = part.end()
    words.append(typed[end:])
    return replace(wanted, text=tidy_line(" ".join(words)) or "")


def not_understood(typed: str) -> str | None:
    """The first part that looks like a filter but is not a known one; None if there is none.

    >>> not_understood("closer:warm maps"), not_understood("tag:maps https://x.example"), not_understood("-org:harbor")
    ('closer:warm', None, '-org:harbor')
    """
    found = _LIKE_A_PART.search(typed_filter(typed).text)
    return None if found is None else found.group()


def leaves_out(text: str) -> bool:
    """True for a term that tries to exclude contacts ("-org:harbor"), which filters do not support."""
    return _LEFT_OUT.search(text) is not None


def _with_part(wanted: ContactFilter, part: re.Match[str]) -> ContactFilter | None:
    prefix, is_whole = part["prefix"].lower(), part["whole"] is not None
    value = tidy_line(part["whole"] if is_whole else part["start"]) or ""
    if prefix in _NAMED:
        name = _NAMED[prefix]
        # Nothing behind the colon yet: the rest is about to be typed.
        added = (Wording(value, is_whole),) if value else ()
        return with_property(wanted, name, _both(getattr(wanted, name), added))
    if prefix in ("tier", "close", "closeness"):
        tiers = tuple(each for each in Closeness if value and fold(each.value).startswith(fold(value)))
        return replace(wanted, closeness=_both(wanted.closeness, tiers)) if tiers or not value else None
    if prefix == "kind":
        kinds = tuple(each for each in OrganizationKind if value and each.value.startswith(fold(value)))
        return replace(wanted, kinds=_both(wanted.kinds, kinds)) if kinds or not value else None
    if prefix in set(Showing) and not value:
        return replace(wanted, showing=Showing(prefix))
    return None
