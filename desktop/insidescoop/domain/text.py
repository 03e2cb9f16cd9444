"""Typed text: tidied once at the edge, folded for sorting and searching, cut for one line."""

import re
import unicodedata
from functools import lru_cache

_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")

LETTERS_WITHOUT_MARKS = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH",
}  # fmt: skip
"""Letters that Unicode does not take apart into a base letter and a mark, though a searcher types the base letter."""


def tidy_text(typed: str | None) -> str | None:
    """Typed lines of text: NFC, line ends as \\n, no control characters, stripped; None if nothing is left.

    >>> tidy_text("  Jose\u0301 \\r\\n met at ALA ")
    'José \\n met at ALA'
    >>> tidy_text(" \\t ") is None
    True
    """
    if typed is None:
        return None
    if typed.isprintable():
        return (typed if typed.isascii() else unicodedata.normalize("NFC", typed)).strip() or None
    one_kind_of_end = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", one_kind_of_end)).strip() or None


def tidy_line(typed: str | None) -> str | None:
    """Typed text as one line, runs of space made single; None if nothing is left.

    >>> tidy_line("Dana\\n  Okafor ")
    'Dana Okafor'
    """
    if typed is not None and typed.isascii() and typed.isprintable() and "  " not in typed:
        # Most of what is read from files: nothing is to be taken out of it.
        return typed.strip() or None
    tidied = tidy_text(typed)
    if tidied is None or ("  " not in tidied and tidied.isprintable()):
        # A printable text has no other space than the usual one.
        return tidied
    return _SPACES.sub(" ", tidied).strip() or None


def fold(text: str) -> str:
    """Text for comparing and sorting: no case, no marks, "Łukasz" as "lukasz".

    >>> fold("Łukasz Ñandú")
    'lukasz nandu'
    """
    if text.isascii():
        return text.lower()
    return _folded_line(text) if len(text) <= _LONGEST_REMEMBERED else _folded(text)


def nearness(text: str, typed: str) -> int | None:
    """How near a text is to typed words, 0 the nearest; None where it does not hold all of them.

    0 it is what was typed, 1 it begins so, 2 the words are words of it, 3 begin words of it, 4 are parts of words.

    >>> [nearness(text, "board") for text in ("Board", "Board of trade", "The board", "My boards", "Keyboard", "Pitch")]
    [0, 1, 2, 3, 4, None]
    """
    folded, wanted = fold(text), fold(typed).split()
    whole = " ".join(wanted)
    if not all(word in folded for word in wanted):
        return None
    if folded == whole:
        return 0
    if folded.startswith(whole):
        return 1
    words = _WORD.findall(folded)
    if all(word in words for word in wanted):
        return 2
    return 3 if all(any(each.startswith(word) for each in words) for word in wanted) else 4


_LONGEST_REMEMBERED = 100
"""Letters of a text whose folded form is remembered: names are folded again and again when many are compared."""


@lru_cache(maxsize=2**15)
def _folded_line(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    # Marks first (ǿ is ø with a mark), and twice: some letters gain marks by losing their case.
    without_case = _without_marks(_without_marks(text).casefold())
    return _without_marks(without_case.translate(_PLAIN_LETTERS).casefold())


_PLAIN_LETTERS = str.maketrans(LETTERS_WITHOUT_MARKS)


class _Marks(dict[int, int | None]):
    """Every letter by its number, and nothing for a mark: found out once for each."""

    def __missing__(self, number: int) -> int | None:
        self[number] = kept = None if unicodedata.combining(chr(number)) else number
        return kept


_MARKS = _Marks()


def _without_marks(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_MARKS)


def initials(name: str) -> str:
    """The first letters of the first and last word of a name, in capitals; "?" for an empty name.

    >>> initials("Dana Mae Okafor")
    'DO'
    """
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


def first_line(text: str | None, *, at_most: int = 80) -> str:
    """The first line of a text, cut with an ellipsis after `at_most` characters; "" for nothing.

    >>> first_line("Asked for twenty minutes\\nand a name", at_most=12)
    'Asked for t…'
    """
    if not text:
        return ""
    line = text.strip().split("\n", 1)[0].strip()
    return line if len(line) <= at_most else line[: at_most - 1].rstrip() + "…"


def beginning(text: str, *, lines: int, letters: int) -> str:
    """The beginning of a long text, cut with an ellipsis; the whole of one that is hardly longer.

    >>> beginning("Dear Dana,\\nthank you\\nfor your time\\nand your advice", lines=1, letters=80)
    'Dear Dana,…'
    >>> beginning("Thank you for your time and advice", lines=2, letters=16)
    'Thank you for…'
    >>> beginning("Thank you for your time", lines=2, letters=20)
    'Thank you for your time'
    """
    cut = "\n".join(text.split("\n")[:lines])
    if len(cut) > letters:
        cut = cut[:letters].rsplit(maxsplit=1)[0] if " " in cut[:letters] else cut[:letters]
    cut = cut.rstrip()
    return text if len(text) - len(cut) <= _HARDLY_LONGER * letters else f"{cut}…"


_HARDLY_LONGER = 0.25
"""What is left of a text, as a part of what is shown, that is not worth a way to show more."""


def within_sentence(title: str) -> str:
    """A title as it is said within a sentence: only its first letter is made small.

    >>> within_sentence("What I can do"), within_sentence("E-mail"), within_sentence("")
    ('what I can do', 'e-mail', '')
    """
    return f"{title[:1].lower()}{title[1:]}"


def parted_by_commas(typed: str) -> tuple[str, ...]:
    """What was typed between commas, in order; nothing for what is empty.

    >>> parted_by_commas("archives, rare books,,")
    ('archives', 'rare books')
    """
    return tuple(part.strip() for part in typed.split(",") if part.strip())


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "contact"), counted(1200, "contact"), counted(2, "person", "people")
    ('1 contact', '1,200 contacts', '2 people')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
