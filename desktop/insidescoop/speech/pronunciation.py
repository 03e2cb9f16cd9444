"""How written words are said in English, in the sounds of the CMU dictionary: numbers, initials, and unknown names.

The rules are few and rough. They need not be right, only near enough for the sound to be found where it is.
"""

import re
from collections.abc import Callable

from insidescoop.domain.text import fold

Lookup = Callable[[str], tuple[str, ...]]
"""All ways a dictionary says a word in small letters, best first; empty if it does not know the word."""

_ONES = (  # noqa: SIM905 - a list of words is read as words
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_SIGNS = {"&": "and", "%": "percent", "+": "plus", "=": "equals", "$": "dollars", "€": "euros", "£": "pounds"}
_LETTERS = {
    "a": "EY", "b": "B IY", "c": "S IY", "d": "D IY", "e": "IY", "f": "EH F", "g": "JH IY", "h": "EY CH", "i": "AY",
    "j": "JH EY", "k": "K EY", "l": "EH L", "m": "EH M", "n": "EH N", "o": "OW", "p": "P IY", "q": "K Y UW",
    "r": "AA R", "s": "EH S", "t": "T IY", "u": "Y UW", "v": "V IY", "w": "D AH B AH L Y UW", "x": "EH K S",
    "y": "W AY", "z": "Z IY",
}  # fmt: skip
_RULES = (
    ("tion", "SH AH N"), ("sion", "ZH AH N"), ("ough", "AO"), ("augh", "AO"), ("eigh", "EY"), ("sch", "SH"),
    ("tch", "CH"), ("dge", "JH"), ("igh", "AY"), ("air", "EH R"), ("ear", "IH R"), ("eer", "IH R"), ("our", "AO R"),
    ("ch", "CH"), ("sh", "SH"), ("th", "TH"), ("ph", "F"), ("ck", "K"), ("qu", "K W"), ("wh", "W"), ("kn", "N"),
    ("wr", "R"), ("gh", "G"), ("ng", "NG"), ("ee", "IY"), ("ea", "IY"), ("oo", "UW"), ("ou", "AW"), ("ow", "OW"),
    ("oi", "OY"), ("oy", "OY"), ("ai", "EY"), ("ay", "EY"), ("au", "AO"), ("aw", "AO"), ("ei", "AY"), ("ey", "IY"),
    ("ie", "IY"), ("eu", "Y UW"), ("ew", "Y UW"), ("ue", "UW"), ("ar", "AA R"), ("er", "ER"), ("ir", "ER"),
    ("ur", "ER"), ("or", "AO R"), ("ce", "S EH"), ("ci", "S IH"), ("cy", "S IY"), ("ge", "JH EH"), ("gi", "JH IH"),
    ("a", "AE"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "EH"), ("f", "F"), ("g", "G"), ("h", "HH"), ("i", "IH"),
    ("j", "JH"), ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N"), ("o", "OW"), ("p", "P"), ("q", "K"), ("r", "R"),
    ("s", "S"), ("t", "T"), ("u", "AH"), ("v", "V"), ("w", "W"), ("x", "K S"), ("y", "IY"), ("z", "Z"),
)  # fmt: skip
_LONG_VOWELS = {"a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW", "y": "AY"}
_SILENT_E = re.compile(r"^(.*?)([aeiouy])([bcdfgklmnprstvz])e$")
_PARTS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[&%+=$€£]")
_SHORTEST_PART, _LONGEST_ACRONYM, _MOST_WAYS = 3, 6, 4


def ways_to_say(written: str, lookup: Lookup) -> tuple[str, ...]:
    """The sounds of one written word with its punctuation, as "D EY N AH", likeliest first; empty if it is not said.

    Of words with several parts ("hold-shelf", "$40") the parts are said one after the other, each in its first way.
    """
    parts = _PARTS.findall(written.replace("’", "'"))
    if not parts:
        return ()
    if len(parts) == 1:
        return _ways_of_part(parts[0], lookup)[:_MOST_WAYS]
    if parts[0] in "$€£":
        parts = [*parts[1:], parts[0]]
    said = [ways[0] for part in parts if (ways := _ways_of_part(part, lookup))]
    return (" ".join(said),) if said else ()


def _ways_of_part(part: str, lookup: Lookup) -> tuple[str, ...]:
    if part in _SIGNS:
        return lookup(_SIGNS[part])
    if part[0].isdigit():
        return tuple(
            " ".join(sounds for word in words if (sounds := _first(lookup(word)))) for words in _ways_of_number(part)
        )
    word = fold(part)
    if not word.isascii():
        return ()
    known = lookup(word)
    if part.isupper() and 1 < len(part) <= _LONGEST_ACRONYM:
        return (*known, _spelled(word)) if known else (_spelled(word), _by_rule(word))
    if known:
        return known
    if word.endswith("'s"):
        return tuple(f"{way} Z" for way in _ways_of_part(part[:-2], lookup))
    return _compound(word.replace("'", ""), lookup) or (_by_rule(word.replace("'", "")),)


def _first(ways: tuple[str, ...]) -> str:
    return ways[0] if ways else ""


def _spelled(word: str) -> str:
    return " ".join(_LETTERS[letter] for letter in word if letter in _LETTERS)


def _compound(word: str, lookup: Lookup) -> tuple[str, ...]:
    """A word made of two known ones, parted where the shorter of them is longest."""
    places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    for place in sorted(places, key=lambda place: abs(2 * place - len(word))):
        first, second = lookup(word[:place]), lookup(word[place:])
        if first and second:
            return (f"{first[0]} {second[0]}",)
    return ()


def _by_rule(word: str) -> str:
    """The sounds of a word nobody knows, letter by letter; a doubled letter is said once."""
    silent = _SILENT_E.match(word)
    if silent:
        return " ".join(filter(None, (_by_rule(silent[1]), _LONG_VOWELS[silent[2]], _by_rule(silent[3]))))
    said: list[str] = []
    place = 0
    while place < len(word):
        letters, sounds = next(((key, said) for key, said in _RULES if word.startswith(key, place)), (word[place], ""))
        if sounds and not (len(letters) == 1 and word[place - 1 : place] == letters and letters not in "aeiou"):
            said.append(sounds)
        place += len(letters)
    return " ".join(said)


def _ways_of_number(written: str) -> tuple[list[str], ...]:
    digits = written.rstrip("stndrh").replace(",", "")
    whole, _, decimals = digits.partition(".")
    if not whole.isdigit() or len(whole) > 9:
        return ([_ONES[int(digit)] for digit in whole if digit.isdigit()],)
    words = _cardinal(int(whole))
    if decimals:
        return ([*words, "point", *(_ONES[int(digit)] for digit in decimals if digit.isdigit())],)
    if written[-1].isalpha():
        last = words[-1]
        ordinal = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
        return ([*words[:-1], ordinal],)
    if len(whole) == 4 and whole[0] in "12" and whole[1:3] != "00":
        rest = ["hundred"] if whole[2:] == "00" else (["oh"] if whole[2] == "0" else []) + _cardinal(int(whole[2:]))
        return ([*_cardinal(int(whole[:2])), *rest], words)
    return (words,)


def _cardinal(number: int) -> list[str]:
    if number < 20:
        return [_ONES[number]]
    if number < 100:
        return [_TENS[number // 10], *(_cardinal(number % 10) if number % 10 else [])]
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            return [*_cardinal(number // size), name, *(_cardinal(number % size) if number % size else [])]
    return []
