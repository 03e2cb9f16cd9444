"""A typed full name as given and family name, and the two as one name again.

A guess for the eye to check: what a person typed into separate fields is never read with this again.
"""

import re
from dataclasses import replace

from insidescoop.domain.names.family_first import comes_first
from insidescoop.domain.names.iberian import family_names_start_at
from insidescoop.domain.names.words import (
    BEHIND_HONORIFICS,
    CHILD_OF,
    DEGREE_ONLY_AFTER_COMMA,
    DEGREES,
    HAN_FAMILIES,
    HONORIFICS,
    HONORIFICS_WITH_A_FULL_STOP,
    PARTICLES,
    PARTICLES_IN_SMALL_LETTERS,
)
from insidescoop.domain.text import tidy_line
from insidescoop.domain.values import frozen

_EAST_ASIAN = re.compile("[\u3005\u3006\u30f6\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
_HANGUL = re.compile("[\uac00-\ud7af]+")
_HAN_THEN_KANA = re.compile("([\u3005\u3006\u30f6\u3400-\u9fff]+)([\u3040-\u309f]+|[\u30a0-\u30fa\u30fc-\u30ff]+)")
_HIRAGANA = re.compile("[\u3040-\u309f]+")
_PATRONYMIC = re.compile(r"\w+(?:ович|евич|овна|евна|ична|инична|йович)$", re.IGNORECASE)
_COMMAS = re.compile(r"\s*[,，、]\s*")
_UNKNOWN_DEGREE = re.compile(r"(?:[A-Z]\.?){2,6}(?:-[A-Z]{1,5})?$")
_MC = re.compile(r"(?:Mc|MC)[A-Z]{2,}$")
_ALSO_SMALL = ("phd", "esq", "jr", "sr", "2nd", "3rd", "4th")
_BEHIND_DEGREES = ("candidate", "student", "hons", "honours", "honors", "cand", "abd")
_VOWELS = frozenset("AEIOUYaeiouy")


@frozen
class PersonName:
    """A name in its parts. `honorifics` ("Dr.") and `post_nominals` ("PhD", "Jr.") stand as typed, in order.

    A name of one word is a given name, or a family name where an honorific stands before it.
    """

    given: str | None = None
    family: str | None = None
    is_family_first: bool = False
    honorifics: tuple[str, ...] = ()
    post_nominals: tuple[str, ...] = ()


def split_name(typed: str, *, is_family_first: bool = False) -> PersonName:
    """The parts of a full name. Text that cannot be read as a name is kept whole as the given name.

    `is_family_first` says that the caller knows the order (Vietnamese, Hungarian); Han and Hangul are known to be
    written so. Two family names without a comma cannot be told from a middle name: the last word is taken. Names all
    in capitals are given small letters; names in the small letters of their owner (bell hooks) stay.

    >>> name = split_name("Dr. Maria de la Cruz, MLIS")
    >>> name.given, name.family, name.honorifics, name.post_nominals
    ('Maria', 'de la Cruz', ('Dr.',), ('MLIS',))
    >>> split_name("García Márquez, Gabriel").family
    'García Márquez'
    """
    line = tidy_line(typed)
    if line is None:
        return PersonName()
    read = _read(line, is_family_first=is_family_first)
    # A name that would be read otherwise once it is written down again is not understood.
    if _letters(_written(read)) != _letters(line) or not _is_stable(read, is_family_first=is_family_first):
        return PersonName(given=line)
    return read


def join_name(name: PersonName) -> str:
    """The whole name on one line, with honorifics and post-nominals, so that splitting it gives the same parts.

    In the order it is spoken, or, where that would be read otherwise, with the family name and a comma first.

    >>> join_name(split_name("Roe, Jane, PhD")), join_name(split_name("Lloyd Webber, Andrew"))
    ('Jane Roe, PhD', 'Lloyd Webber, Andrew')
    """
    spoken = _written(name)
    if name.family and name.given and _read(spoken, is_family_first=name.is_family_first) != name:
        return _with_comma(name)
    return spoken


def _is_stable(name: PersonName, *, is_family_first: bool) -> bool:
    joined = tidy_line(join_name(name)) or ""
    return all(_read(joined, is_family_first=order) == name for order in {is_family_first, name.is_family_first})


def _letters(text: str) -> list[str]:
    return sorted(letter for letter in text.casefold() if letter.isalnum())


def _written(name: PersonName) -> str:
    given, family = name.given or "", name.family or ""
    if _EAST_ASIAN.fullmatch(given) and _EAST_ASIAN.fullmatch(family):
        # With a space between: where the family name ends is known now.
        in_order = (family, given)
    else:
        in_order = (family, given) if name.is_family_first else (given, family)
    core = " ".join(part for part in (*name.honorifics, *in_order) if part)
    return ", ".join((core, *name.post_nominals))


def _with_comma(name: PersonName) -> str:
    given = " ".join(part for part in (*name.honorifics, name.given) if part)
    return ", ".join(part for part in (name.family, given, *name.post_nominals) if part)


def _read(line: str, *, is_family_first: bool) -> PersonName:
    parts = [part for part in _COMMAS.split(line) if part]
    if not parts:
        return PersonName(given=line)
    is_shouted = _is_shouted(parts[0])
    behind: list[str] = []
    while len(parts) > 1 and _is_post_nominal(parts[-1], before=parts[0], is_shouted=is_shouted):
        part = parts.pop()
        behind = ([part] if _has_word_behind(part.split()) else part.split()) + behind
    if len(parts) > 2:
        return PersonName(given=line)
    honorifics, words = _without_honorifics(parts[-1].split())
    if len(parts) == 2:
        more_honorifics, family = _without_honorifics(parts[0].split())
        name = PersonName(" ".join(words) or None, " ".join(family) or None)
        name = replace(name, honorifics=(*more_honorifics, *honorifics))
        is_shouted = is_shouted and _is_shouted(parts[1])
    else:
        words, degrees = _without_degrees(words, is_shouted=is_shouted)
        behind = degrees + behind
        name = _in_two(words, is_family_first=is_family_first, has_honorific=bool(honorifics))
        name = replace(name, honorifics=tuple(honorifics))
    name = replace(name, post_nominals=tuple(behind))
    return replace(name, given=_calmed(name.given, all_of_it=is_shouted, is_family=False),
                   family=_calmed(name.family, all_of_it=is_shouted, is_family=True))  # fmt: skip


_SON_OF = re.compile(
    r"(?:[áa]ndez|[ée]ndez|[íi]ndez|[íi]guez|[áa]lez|[óo]pez|[óo]mez|[ée]rez|[áa]rez|[íi]rez|[úu]rez|[áa]nchez|"
    r"[ée]lez|[úu]ñez|[áa]ñez|t[íi]nez|m[ée]nez)$"
)
"""Endings of Spanish family names that say whose child somebody was; no given name but "Inez" has one."""


def _in_two(words: list[str], *, is_family_first: bool, has_honorific: bool) -> PersonName:
    if len(words) == 1:
        word = words[0]
        east_asian = _east_asian(word)
        if east_asian is not None:
            return east_asian
        if "・" in word.strip("・"):
            given, _, family = word.strip("・").partition("・")
            return PersonName(given, family)
        return PersonName(family=word) if has_honorific else PersonName(given=word)
    if not words:
        return PersonName()
    is_east_asian = all(_EAST_ASIAN.fullmatch(word) or _HIRAGANA.fullmatch(word) for word in words)
    is_patronymic_last = len(words) == 3 and _PATRONYMIC.match(words[2])
    if is_family_first or is_east_asian or is_patronymic_last or comes_first(" ".join(words)):
        after = 1
        while is_family_first and after < len(words) - 1 and words[after - 1].casefold() in PARTICLES:
            after += 1
        return PersonName(" ".join(words[after:]), " ".join(words[:after]), is_family_first=True)
    capitals = [len(word.strip(".")) > 2 and word.isupper() for word in words]
    first = capitals.index(True) if any(capitals) else len(words)
    is_mixed = any(capitals) and not _is_shouted(" ".join(words))
    if is_mixed and all(capitals[first : first + sum(capitals)]):
        # "DUPONT Jean": in lists of many countries the capitals are the family name.
        last = first + sum(capitals)
        if first == 0 or last == len(words):
            return PersonName(" ".join(words[:first] + words[last:]), " ".join(words[first:last]))
    at = family_names_start_at(words) or _family_starts_at(words)
    return PersonName(" ".join(words[:at]) or None, " ".join(words[at:]))


def _family_starts_at(words: list[str]) -> int:
    is_shouted = _is_shouted(" ".join(words))
    for at, word in enumerate(words[1:-1], start=1):
        small = word.casefold()
        if small in CHILD_OF and not word[:1].isupper():
            return at
        if small in PARTICLES or (small in PARTICLES_IN_SMALL_LETTERS and (word == small or is_shouted)):
            # "Ortega y Gasset", "Costa e Silva": the word before belongs to them, as "Fernández" does to "de la Cruz".
            is_before_too = small in ("y", "e", "i") or _SON_OF.search(words[at - 1])
            return at - 1 if is_before_too and at > 1 else at
    for at, word in enumerate(words[1:], start=1):
        if word.casefold().startswith(("al-", "el-", "ad-", "as-", "ash-", "ar-", "an-", "at-", "az-")) and (
            words[at - 1].casefold() not in ("abd", "abdul", "abu")
        ):
            return at
    return len(words) - 1


def _east_asian(word: str) -> PersonName | None:
    """A name without a space, family name first; None if it is not written in Han or Hangul, or is one letter."""
    with_kana = _HAN_THEN_KANA.fullmatch(word)
    if with_kana:
        return PersonName(with_kana.group(2), with_kana.group(1), is_family_first=True)
    if len(word) < 2 or not _EAST_ASIAN.fullmatch(word):
        return None
    known = next((size for size in (3, 2) if len(word) > size and word[:size] in HAN_FAMILIES), 0)
    if not known:
        # Four Han characters are most often a Japanese name of two and two.
        known = 2 if len(word) >= 4 and not _HANGUL.fullmatch(word) else 1
    return PersonName(word[known:], word[:known], is_family_first=True)


def _without_honorifics(words: list[str]) -> tuple[list[str], list[str]]:
    count = 0
    while count < len(words) - 1 and _is_honorific(words[count], is_first=count == 0):
        count += 1
    return words[:count], words[count:]


def _is_honorific(word: str, *, is_first: bool) -> bool:
    small = word.casefold()
    if small.rstrip(".") in HONORIFICS or small.replace(".", "") in HONORIFICS:
        return True
    if word.endswith(".") and small.rstrip(".") in HONORIFICS_WITH_A_FULL_STOP:
        return True
    # "Prof. em.", "Dr. rer. nat."; but "Dr. Phil Jones".
    return not is_first and word == small and word.endswith(".") and small.replace(".", "") in BEHIND_HONORIFICS


def _without_degrees(words: list[str], *, is_shouted: bool) -> tuple[list[str], list[str]]:
    count = len(words)
    while count > 2 and not is_shouted and _is_degree(words[count - 1], is_after_comma=False):
        count -= 1
    return words[:count], words[count:]


def _is_degree(word: str, *, is_after_comma: bool) -> bool:
    bare = word.strip("()").replace(".", "")
    # In small letters only where a comma says that the name has ended: "Dana Mara", "dana okafor, mlis".
    is_known = bare.casefold() in DEGREES and (is_after_comma or not bare.islower() or bare in _ALSO_SMALL)
    # "Roe, Ma" is a person, "Roe, MA" a master of arts; "Jack Ma" has no comma at all.
    if bare.casefold() in DEGREE_ONLY_AFTER_COMMA:
        return is_after_comma and bare.isupper()
    return is_known


def is_post_nominal(part: str) -> bool:
    """True if every word of `part` is a degree, an honour or a suffix that may stand behind a name and a comma.

    >>> is_post_nominal("MLIS, PhD"), is_post_nominal("Jane")
    (True, False)
    >>> is_post_nominal("PhD candidate"), is_post_nominal("MSc (Hons)"), is_post_nominal("candidate")
    (True, True, False)
    """
    words = re.split(r"[\s/&+]+", _COMMAS.sub(" ", part).strip())
    if _has_word_behind(words):
        del words[-1]
    return all(_is_degree(word, is_after_comma=True) for word in words)


def _has_word_behind(words: list[str]) -> bool:
    return len(words) > 1 and words[-1].strip("()").casefold() in _BEHIND_DEGREES


def without_honorifics(typed: str) -> str:
    """A name without "Dr.", "Prof. em." and the like before it."""
    return " ".join(_without_honorifics(typed.split())[1])


def has_honorific(typed: str) -> bool:
    """True if a name begins with "Dr.", "Ms", "Herr" and the like."""
    return bool(_without_honorifics(typed.split())[0])


def _is_post_nominal(part: str, *, before: str, is_shouted: bool) -> bool:
    if is_post_nominal(part):
        return True
    is_whole_name = len(before.split()) > 1 and not is_shouted
    return is_whole_name and all(_UNKNOWN_DEGREE.match(word) for word in part.split())


def _is_shouted(text: str) -> bool:
    words = [word for word in text.split() if sum(letter.isalpha() for letter in word) > 1]
    return bool(words) and all(word.isupper() or _MC.match(word) for word in words)


def _calmed(part: str | None, *, all_of_it: bool, is_family: bool) -> str | None:
    if part is None or not (all_of_it or part != part.casefold()):
        return part
    words = part.split()
    is_capital_family = is_family and all(word.isupper() and len(word.strip(".")) > 2 for word in words)
    calmed = []
    for word in words:
        if _MC.match(word) and (all_of_it or is_capital_family or not word.isupper()):
            calmed.append(f"Mc{word[2]}{word[3:].lower()}")
        elif (all_of_it or is_capital_family) and word.isupper():
            calmed.append(_small(word, is_particle_allowed=is_family))
        else:
            calmed.append(word)
    return " ".join(calmed)


def _small(word: str, *, is_particle_allowed: bool) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    is_initials = len(letters) <= 2 and not _VOWELS.intersection(letters)
    if len(letters) < 2 or is_initials or "." in word[:-1] or word.lower().upper() != word:
        return word
    if is_particle_allowed and word.lower() in PARTICLES | PARTICLES_IN_SMALL_LETTERS | CHILD_OF:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda run: run.group()[0] + run.group()[1:].lower(), word)
