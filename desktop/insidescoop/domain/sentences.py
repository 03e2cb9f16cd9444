"""A text taken apart into its sentences, as a speaker takes breath."""

import re
from dataclasses import dataclass
from functools import lru_cache

# The end of a sentence: its marks, whatever closes around them, then white space or the end; CJK marks need no space.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？｡]+[」』”’）]*|\n+")
_ABBREVIATIONS = frozenset(
    {
        "approx", "co", "dept", "dr", "e.g", "etc", "i.e", "inc", "jr", "ltd", "mr", "mrs", "ms", "mx", "no", "prof",
        "sr", "st", "univ", "vol", "vs",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
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
        if end[0] == "." and _is_abbreviated(whole[start : end.start()]) and whole[end.end() :].strip():
            continue
        _add(found, whole, start, end.end())
        start = end.end()
    _add(found, whole, start, len(whole))
    return tuple(found)


def _is_abbreviated(before: str) -> bool:
    words = before.split()
    if not words:
        return False
    last = words[-1].lstrip("\"'“‘«([")
    return last.lower() in _ABBREVIATIONS or (len(last) == 1 and last.isupper() and last != "I")


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
