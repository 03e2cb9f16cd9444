"""A text taken apart into its sentences, as a speaker takes breath."""

import re
from functools import lru_cache

from insidescoop.domain.values import frozen

# The end of a sentence: its marks, whatever closes around them, then white space or the end; CJK marks need no space.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？｡]+[」』”’）]*|\n+")
_CLOSING = "\"'”’»)]"
_NEXT_WORD = re.compile(r"[^\S\n]+[\"'“‘«([]*([\w'’]+)")
_BEFORE_A_WORD = frozenset(
    {"approx", "dept", "dr", "e.g", "i.e", "mr", "mrs", "ms", "mx", "prof", "st", "univ", "vs"}
)  # fmt: skip
"""Abbreviations that go with the word after them, and so never end a sentence."""

_IN_OR_AT_THE_END = frozenset({"co", "etc", "inc", "jr", "ltd", "sr"})
"""Those that end one if the next begins as sentences do."""

_BEFORE_A_NUMBER = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nos", "p", "pp", "vol"}
)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_BEGINNINGS = frozenset(
    (  # noqa: SIM905 - a list of words is read as words
        "i i'm i've i'd i'll we we're our my it it's its this that these those there they he she his her their you "
        "your the what how who why when where which would could can may do did does is are and but so now then next "
        "since last because if after before while with today tomorrow let please thank thanks most some many every at "
        "in on for from as"
    ).split()
)
"""Words that begin a sentence far more often than they follow an abbreviation or an initial."""


@frozen
class Sentence:
    """One sentence and its place: `whole[start:end] == text`, without the white space around it."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=64)
def sentences_of(whole: str) -> tuple[Sentence, ...]:
    """The sentences in order; a line break ends one too. Empty for nothing but white space.

    >>> [sentence.text for sentence in sentences_of("I'm Dr. J. Reyes. I fix 2.5 catalogs a day! Why?")]
    ["I'm Dr. J. Reyes.", 'I fix 2.5 catalogs a day!', 'Why?']
    """
    found: list[Sentence] = []
    start = 0
    for end in _END.finditer(whole):
        following = _NEXT_WORD.match(whole, end.end())
        if following is not None and _goes_on(whole[start : end.start()], end[0], following[1]):
            continue
        _add(found, whole, start, end.end())
        start = end.end()
    _add(found, whole, start, len(whole))
    return tuple(found)


def _goes_on(before: str, mark: str, following: str) -> bool:
    """Whether the sentence that began with `before` goes on after a mark, with the word `following`."""
    if mark == ".":
        return _is_abbreviated(before, following)
    if mark[-1] in _CLOSING or not mark.strip("!?"):
        # “Why?” and left; Yahoo! and. Someone who begins sentences with small letters means them as ends.
        return following[0].islower() and _small(following) not in _OWN_WORDS and not _begins_small(before)
    return False


_OWN_WORDS = frozenset({"i", "i'm", "im", "i've", "ive", "i'd", "i'll"})


def _is_abbreviated(before: str, following: str) -> bool:
    words = before.split()
    last = words[-1].lstrip("\"'“‘«([") if words else ""
    known = last.lower()
    if known in _BEFORE_A_WORD:
        return True
    if known in _BEFORE_A_NUMBER:
        return following[0].isdigit()
    is_initial = len(last) == 1 and last.isupper() and last != "I"
    if not is_initial and known not in _IN_OR_AT_THE_END and _DOTTED.fullmatch(last) is None:
        return False
    return following[0].islower() or following[0].isdigit() or _small(following) not in _BEGINNINGS


def _small(word: str) -> str:
    return word.lower().replace("’", "'")


def _begins_small(text: str) -> bool:
    first = next(filter(str.isalpha, text), "A")
    return first.islower()


def _add(found: list[Sentence], whole: str, start: int, end: int) -> None:
    text = whole[start:end].strip()
    if any(map(str.isalnum, text)):
        at = whole.index(text, start)
        found.append(Sentence(text, at, at + len(text)))


def sentences_after(
    whole: str, before: tuple[Sentence, ...], *, at: int, removed: int, added: int
) -> tuple[Sentence, ...]:
    """The sentences of `whole`, which an edit at `at` made of the text whose sentences were `before`.

    The same as those of `sentences_of`, but found by looking around the edit only, wherever that is sure.
    """
    shift = added - removed
    first = next((place for place, each in enumerate(before) if each.end >= at), len(before))
    # One sentence more on either side: an end may have been parted from its white space, or joined to it.
    kept, begin = max(first - 1, 0), 0
    if kept:
        begin = before[kept].start
    behind = next((place for place, each in enumerate(before) if each.start > at + removed), len(before)) + 2
    if behind >= len(before):
        return sentences_of(whole)
    stretch = whole[begin : before[behind].end + shift]
    found = sentences_of(stretch)
    last_but_one = before[behind - 1]
    if len(found) < 2 or begin + found[-2].start != last_but_one.start + shift or found[-2].text != last_but_one.text:
        return sentences_of(whole)
    new = [Sentence(each.text, each.start + begin, each.end + begin) for each in found[:-1]]
    rest = (
        [Sentence(each.text, each.start + shift, each.end + shift) for each in before[behind:]]
        if shift
        else before[behind:]
    )
    return (*before[:kept], *new, *rest)
