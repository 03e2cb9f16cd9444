"""How alike two names of people are: typing errors, short forms, initials, another order, what one of them leaves out.

What is compared is folded (no case, no marks). Nothing is carried over between scripts: 李 and Li tell nothing of
each other here.
"""

import re
from enum import StrEnum

from insidescoop.domain.names.short_forms import (
    COMMON_FAMILY_NAMES,
    DEGREES,
    GENERATIONS,
    PARTICLES,
    TITLES,
    formal_names,
    short_form,
)
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen

SHORTEST_TYPO = 4
"""Letters below which one other letter makes another name (Li and Le, Ann and Anna)."""

LONG_NAME = 9
"""Letters from which on two typing errors are allowed."""

_BETWEEN_WORDS = re.compile(r"[\s.,;·・/_\-‐‑–—()\"“”]+")
_INSIDE_WORDS = re.compile(r"['’‘ʼ`´]")
_UNSPACED = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LATIN = re.compile("[a-z]")
_RUSSIAN_LIKE = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_SPELT_OUT = re.compile("([aou])e")
_DOUBLED = re.compile(r"(.)\1+")


class NameTie(StrEnum):
    """How two names stand to each other, from the same to nothing in common."""

    SAME = "same"
    SAME_SINGLE = "same_single"
    WITHOUT_MIDDLE = "without_middle"
    SPELLING = "spelling"
    OTHER_ORDER = "other_order"
    SHORT_FORM = "short_form"
    MIDDLE_AS_GIVEN = "middle_as_given"
    PART_OF_FAMILY = "part_of_family"
    TYPO = "typo"
    LAST_LETTER = "last_letter"
    INITIAL = "initial"
    FAMILY_INITIAL = "family_initial"
    ONLY_GIVEN = "only_given"
    ONLY_FAMILY = "only_family"
    OTHER_FAMILY = "other_family"
    OTHER_GIVEN = "other_given"
    NOT_TOLD = "not_told"
    DIFFERENT = "different"


_RANK = {tie: place for place, tie in enumerate(NameTie)}


@frozen
class NameParts:
    """A name taken apart, folded. `family` leaves out particles, `whole_family` has everything in one word.

    `generation` is "Jr.", "Sr.", "II" and so on; `script` a letter that differs between scripts, "" for no letters.
    What begins with `plain` is spelt as in `_plain`; `words_sorted` are all words in order of the alphabet.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    whole_family: str
    generation: str | None
    script: str
    plain_given: str
    plain_family: str
    words_sorted: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words in order, the given name first."""
        return (*self.given, *self.family)

    @property
    def is_common(self) -> bool:
        """True if many people bear the family name."""
        return bool(self.family) and self.family[-1] in COMMON_FAMILY_NAMES


class DoubtKind(StrEnum):
    """What in two names that are tied may speak against one person."""

    ONLY_ONE_GENERATION = "only_one_generation"
    GENERATIONS_DIFFER = "generations_differ"
    MIDDLES_DIFFER = "middles_differ"


@frozen
class NameDoubt:
    """What speaks against one person; `generations` are those that are named, in order of the alphabet."""

    kind: DoubtKind
    generations: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The doubt as a sentence without a full stop."""
        return {
            DoubtKind.ONLY_ONE_GENERATION: "Only one is {}",
            DoubtKind.GENERATIONS_DIFFER: "One is {} and the other {}",
            DoubtKind.MIDDLES_DIFFER: "The middle names differ",
        }[self.kind].format(*self.generations)


@frozen
class NameLikeness:
    """How two names are tied, in a sentence; `doubt` is what speaks against one person, None for nothing."""

    tie: NameTie
    sentence: str
    doubt: NameDoubt | None = None


def name_parts(given: str | None, family: str | None, shown: str) -> NameParts:
    """A name taken apart: from its parts where both are known, else from the name as it is shown.

    >>> vincent = name_parts(None, None, "Dr. Vincent van Gogh Jr.")
    >>> vincent.given, vincent.family, vincent.whole_family, vincent.generation
    (('vincent',), ('gogh',), 'vangogh', 'Jr.')
    >>> name_parts(None, None, "Okafor, Dana").given
    ('dana',)
    """
    given_words, family_words = _words(given or ""), _words(family or "")
    has_both = bool(given_words and family_words)
    if not has_both:
        given_words, family_words = _parted(shown)
    generation = None
    for words in (family_words, given_words):
        while len(words) > 1 and (words[-1] in GENERATIONS or words[-1] in DEGREES):
            generation = GENERATIONS.get(words.pop(), generation)
    while len(given_words) > 1 and given_words[0] in TITLES:
        del given_words[0]
    if has_both:
        # "Vincent van" and "Gogh": some lists keep the particle with the given name.
        while len(given_words) > 1 and given_words[-1] in PARTICLES:
            family_words.insert(0, given_words.pop())
    bare = [word for word in family_words if word not in PARTICLES] or family_words
    whole_family = "".join(family_words)
    return NameParts(
        given=tuple(given_words),
        family=tuple(bare),
        whole_family=whole_family,
        generation=generation,
        script=_script("".join(given_words) + whole_family),
        plain_given=_plain(given_words[0]) if given_words else "",
        plain_family=_plain(whole_family),
        words_sorted=tuple(sorted([*given_words, *bare])),
    )


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN_WORDS.split(_INSIDE_WORDS.sub("", fold(text))) if word]


def _parted(shown: str) -> tuple[list[str], list[str]]:
    if "@" in shown:
        return [], []
    before, comma, behind = shown.partition(",")
    behind_words = _words(behind)
    if (
        comma
        and behind_words
        and _words(before)
        and not all(word in GENERATIONS or word in DEGREES for word in behind_words)
    ):
        return behind_words, _words(before)
    words = _words(before) or behind_words
    after: list[str] = []
    while len(words) > 1 and (words[-1] in GENERATIONS or words[-1] in DEGREES):
        after.insert(0, words.pop())
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    if start <= 0:
        return words, []
    return words[:start], words[start:] + after + behind_words


def _script(letters: str) -> str:
    if _UNSPACED.search(letters):
        return "h"
    if _LATIN.search(letters):
        return "l"
    if _RUSSIAN_LIKE.search(letters):
        return "c"
    return "o" if letters else ""


def compare_names(one: NameParts, other: NameParts) -> NameLikeness:
    """How two names are tied; the order of the two makes no difference."""
    if not one.words_sorted or not other.words_sorted or one.script != other.script:
        return NameLikeness(NameTie.NOT_TOLD, "The names cannot be compared")
    doubt = _generations_apart(one, other)
    if one.script == "h":
        return _compare_unspaced(one, other, doubt)
    if one.given == other.given and one.family == other.family:
        tie = NameTie.SAME if one.family else NameTie.SAME_SINGLE
        return NameLikeness(tie, "Same name", doubt)
    if not one.family or not other.family:
        return _compare_single(one, other, doubt)
    found = _compare_in_order(one, other)
    if found.tie in _UNLIKE and _is_other_order(one, other):
        return NameLikeness(NameTie.OTHER_ORDER, "Same name in another order", doubt)
    return NameLikeness(found.tie, found.sentence, doubt or found.doubt)


_UNLIKE = frozenset({NameTie.DIFFERENT, NameTie.OTHER_FAMILY, NameTie.OTHER_GIVEN})


def _generations_apart(one: NameParts, other: NameParts) -> NameDoubt | None:
    if one.generation == other.generation:
        return None
    named = tuple(sorted(filter(None, (one.generation, other.generation))))
    return NameDoubt(DoubtKind.GENERATIONS_DIFFER if len(named) == 2 else DoubtKind.ONLY_ONE_GENERATION, named)


def _compare_unspaced(one: NameParts, other: NameParts, doubt: NameDoubt | None) -> NameLikeness:
    # One sign is a whole syllable or word: another sign is another name, never a slip.
    if one.words_sorted == other.words_sorted or "".join(one.words) in _in_both_orders(other):
        return NameLikeness(NameTie.SAME, "Same name", doubt)
    return NameLikeness(NameTie.DIFFERENT, "The names differ")


def _in_both_orders(name: NameParts) -> set[str]:
    return {"".join(name.words), "".join((*name.family, *name.given))}


def _is_other_order(one: NameParts, other: NameParts) -> bool:
    return one.words_sorted == other.words_sorted or (
        one.given[:1] == other.family[:1] and "".join(one.family) == "".join(other.given[:1])
    )


def _compare_single(one: NameParts, other: NameParts, doubt: NameDoubt | None) -> NameLikeness:
    """Where one of the two is known by a single name."""
    short, full = sorted((one, other), key=lambda name: (len(name.family), name.words))
    word = "".join(short.given)
    if not full.family:
        kind = _given_tie(short, full)
        if kind in (NameTie.SPELLING, NameTie.TYPO):
            return NameLikeness(NameTie.LAST_LETTER, "The single names differ by one letter", doubt)
        return NameLikeness(NameTie.DIFFERENT, "The names differ")
    if word == "".join(full.words) or word == full.given[0] + full.whole_family:
        return NameLikeness(NameTie.SPELLING, "Same name, spelt in another way", doubt)
    if word in (full.given[0], "".join(full.given)):
        return NameLikeness(NameTie.ONLY_GIVEN, "Same given name, and one has no family name", doubt)
    if word in (*full.family, full.whole_family):
        return NameLikeness(NameTie.ONLY_FAMILY, "Same family name, and one has no given name", doubt)
    sentence = short_form(word, full.given[0])
    if sentence is not None:
        return NameLikeness(NameTie.ONLY_GIVEN, f"{sentence}, and one has no family name", doubt)
    return NameLikeness(NameTie.DIFFERENT, "The names differ")


def _compare_in_order(one: NameParts, other: NameParts) -> NameLikeness:
    family, given = _family_tie(one, other), _given_tie(one, other)
    doubt = _middles_apart(one, other) if one.given[0] == other.given[0] else None
    if family is NameTie.INITIAL:
        # "Dana O." says no more of the family than one letter does.
        if given not in (NameTie.SAME, NameTie.WITHOUT_MIDDLE, NameTie.SPELLING):
            return NameLikeness(NameTie.DIFFERENT, "The names differ")
        return NameLikeness(NameTie.FAMILY_INITIAL, "Same given name, and the family name begins alike", doubt)
    if given is NameTie.DIFFERENT:
        if family in (NameTie.SAME, NameTie.SPELLING, NameTie.PART_OF_FAMILY):
            return NameLikeness(NameTie.OTHER_GIVEN, "Same family name only")
        return NameLikeness(NameTie.DIFFERENT, "The names differ")
    if family is NameTie.DIFFERENT:
        if given in (NameTie.INITIAL, NameTie.LAST_LETTER, NameTie.MIDDLE_AS_GIVEN):
            return NameLikeness(NameTie.DIFFERENT, "The names differ")
        return NameLikeness(NameTie.OTHER_FAMILY, "Same given name with another family name", doubt)
    # The less alike of the two parts says how alike the whole is.
    weakest = max(family, given, key=_RANK.__getitem__)
    if NameTie.TYPO in (family, given) and given is not NameTie.SAME and family is not NameTie.SAME:
        weakest = NameTie.LAST_LETTER
    return NameLikeness(weakest, _sentence(weakest, one, other), doubt)


def _sentence(tie: NameTie, one: NameParts, other: NameParts) -> str:
    if tie is NameTie.SHORT_FORM:
        return short_form(one.given[0], other.given[0]) or "One given name is short for the other"
    return {
        NameTie.SAME: "Same name",
        NameTie.WITHOUT_MIDDLE: "Same name, but for a middle name",
        NameTie.SPELLING: "Same name, spelt in another way",
        NameTie.MIDDLE_AS_GIVEN: "Same family name, and one goes by the other's middle name",
        NameTie.PART_OF_FAMILY: "Same given name, and one family name is part of the other",
        NameTie.TYPO: "The names differ by a letter or two",
        NameTie.LAST_LETTER: "The names are spelt nearly alike",
        NameTie.INITIAL: "Same family name, and the initials fit",
    }[tie]


def _family_tie(one: NameParts, other: NameParts) -> NameTie:
    if one.whole_family == other.whole_family or one.family == other.family:
        return NameTie.SAME
    if one.plain_family == other.plain_family:
        return NameTie.SPELLING
    if len(one.whole_family) == 1 or len(other.whole_family) == 1:
        return NameTie.INITIAL if one.whole_family[0] == other.whole_family[0] else NameTie.DIFFERENT
    if len(one.family) != len(other.family) and (
        set(one.family) < set(other.family) or set(other.family) < set(one.family)
    ):
        return NameTie.PART_OF_FAMILY
    return NameTie.TYPO if _is_typo("".join(one.family), "".join(other.family)) else NameTie.DIFFERENT


def _given_tie(one: NameParts, other: NameParts) -> NameTie:
    words, other_words = one.given, other.given
    first, other_first = words[0], other_words[0]
    if words == other_words:
        return NameTie.SAME
    if first == other_first:
        return NameTie.INITIAL if len(first) == 1 else NameTie.WITHOUT_MIDDLE
    if len(first) == 1 or len(other_first) == 1:
        if first[0] == other_first[0]:
            return NameTie.INITIAL
        return NameTie.MIDDLE_AS_GIVEN if _goes_by_middle(words, other_words) else NameTie.DIFFERENT
    if one.plain_given == other.plain_given or _is_run_together(words, other_words):
        return NameTie.SPELLING
    if short_form(first, other_first) is not None:
        return NameTie.SHORT_FORM
    if _goes_by_middle(words, other_words):
        return NameTie.MIDDLE_AS_GIVEN
    if _differ_at_the_end(first, other_first):
        return NameTie.LAST_LETTER
    return NameTie.TYPO if _is_typo(first, other_first) else NameTie.DIFFERENT


def _is_run_together(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True for Anne-Marie and Annemarie."""
    if len(one) == len(other):
        return False
    return "".join(one) == other[0] or "".join(other) == one[0]


def _goes_by_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return (len(other[0]) > 1 and other[0] in one[1:]) or (len(one[0]) > 1 and one[0] in other[1:])


def _middles_apart(one: NameParts, other: NameParts) -> NameDoubt | None:
    middle, other_middle = "".join(one.given[1:2]), "".join(other.given[1:2])
    if not middle or not other_middle or middle.startswith(other_middle) or other_middle.startswith(middle):
        return None
    if short_form(middle, other_middle) or _is_typo(middle, other_middle):
        return None
    return NameDoubt(DoubtKind.MIDDLES_DIFFER)


def _plain(word: str) -> str:
    """A word as Mueller is written for Müller, and Haakan for Håkan: no e after a, o and u, no letter twice."""
    return _DOUBLED.sub(r"\1", _SPELT_OUT.sub(r"\1", word))


def _differ_at_the_end(one: str, other: str) -> bool:
    """True for Maria and Mario, Daniel and Daniela: one letter at the end tells two people apart."""
    if one[:2] != other[:2]:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) > 2 and (
        (len(long) == len(short) + 1 and long[:-1] == short and long[-1] in "aeoy")
        or (len(long) == len(short) and long[:-1] == short[:-1] and long[-1] in "aeioy" and short[-1] in "aeioy")
    )


def _is_typo(one: str, other: str) -> bool:
    shorter, longer = (len(one), len(other)) if len(one) <= len(other) else (len(other), len(one))
    if shorter < SHORTEST_TYPO or longer - shorter > 2:
        return False
    # Loaded when two names first differ: a library for the comparing alone.
    from rapidfuzz.distance import OSA

    allowed = 2 if shorter >= LONG_NAME else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def blocking_letters(name: NameParts) -> tuple[str, ...]:
    """The letters under which a given name is looked for: its own first one and those of its formal names, sorted."""
    if not name.given:
        return ("",)
    first = name.given[0]
    return tuple(sorted({first[0], *(formal[0] for formal in formal_names(first)), *(w[0] for w in name.given[1:])}))
