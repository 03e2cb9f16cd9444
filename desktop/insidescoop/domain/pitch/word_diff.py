"""What became of one text in another, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from insidescoop.domain.values import frozen

_WORD = re.compile(r"\s*\S+|\s+$")
_LINE = re.compile(r"[^.!?\n]*[.!?\n]+|[^.!?\n]+")


class Fate(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@frozen
class Stretch:
    """Consecutive words with one fate, with the white space before them."""

    fate: Fate
    text: str


@frozen
class Edit:
    """At `at` of the text as it stands by then, `removed` characters give way to `added`."""

    at: int
    removed: int
    added: str


def word_diff(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches in reading order; those that are not NEW are `old`, those that are not GONE are `new`.

    >>> [(each.fate.value, each.text) for each in word_diff("I like old maps.", "I like maps a lot.")]
    [('same', 'I like'), ('gone', ' old maps.'), ('new', ' maps a lot.')]
    """
    joined: list[Stretch] = []
    for stretch in _by_sentence(old, new):
        if joined and joined[-1].fate is stretch.fate:
            joined[-1] = Stretch(stretch.fate, joined[-1].text + stretch.text)
        else:
            joined.append(stretch)
    return tuple(joined)


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that make `new` of `old`, in order, each to be made after the ones before it."""
    edits: list[Edit] = []
    at = 0
    gone = ""
    for stretch in (*word_diff(old, new), Stretch(Fate.SAME, "")):
        if stretch.fate is Fate.GONE:
            gone += stretch.text
        elif stretch.fate is Fate.NEW:
            edits.append(Edit(at, len(gone), stretch.text))
            at, gone = at + len(stretch.text), ""
        else:
            if gone:
                edits.append(Edit(at, len(gone), ""))
            at, gone = at + len(stretch.text), ""
    return tuple(edits)


def _by_sentence(old: str, new: str) -> Iterator[Stretch]:
    # Sentences first: words alone would match across sentences, and take long where there are thousands.
    for same, before, after in _parts(_LINE.findall(old), _LINE.findall(new)):
        if same:
            yield Stretch(Fate.SAME, "".join(before))
        else:
            yield from _by_word("".join(before), "".join(after))


def _by_word(old: str, new: str) -> Iterator[Stretch]:
    for same, before, after in _parts(_WORD.findall(old), _WORD.findall(new)):
        if same:
            yield Stretch(Fate.SAME, "".join(before))
            continue
        if before:
            yield Stretch(Fate.GONE, "".join(before))
        if after:
            yield Stretch(Fate.NEW, "".join(after))


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind == "equal", old[start:end], new[new_start:new_end]
