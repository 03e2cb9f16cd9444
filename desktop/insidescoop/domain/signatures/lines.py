"""What one piece of a signature is: a title, an institution, a part of one, words of courtesy, or perhaps a name."""

import re
from enum import IntEnum

from insidescoop.domain.names.parsing import has_honorific, is_post_nominal, without_honorifics
from insidescoop.domain.names.words import PARTICLES, PARTICLES_IN_SMALL_LETTERS
from insidescoop.domain.signatures.words import (
    GENERIC,
    GREETINGS,
    INSTITUTION_ENDINGS,
    INSTITUTION_PARTS,
    INSTITUTIONS,
    LEGAL_FORMS,
    NOTICE_PARTS,
    PART_ENDINGS,
    PART_ENDINGS_WITHOUT_SPACES,
    PART_STARTS,
    PART_WORDS,
    PLACES_WITH_OFFICES,
    SMALL_WORDS,
    SUBJECTS,
    TITLE_ENDINGS,
    TITLE_PARTS,
    TITLES,
)
from insidescoop.domain.text import fold

PRONOUNS = re.compile(
    r"[(\[]?(?P<all>(?:she|he|they|ze|zie|xe|ey|fae|it|any|elle|il|iel|ella|elle|el|sie|er|dey|hen|hon|han|ela|ele|lei|"
    r"lui)\s?[/|]\s?(?:her|hers|him|his|them|theirs|they|she|he|hir|zir|xem|em|elle|ella|la|lo|le|ihr|ihm|sie|er|iel|il|"
    r"any|all|hen|henne|honom|dela|dele|delu|el|lei|lui|ze|xe|these)(?:\s?[/|]\s?(?:hers|his|theirs|herself|himself|"
    r"themself|themselves|them|they|she|he|her|him|hirs|zirs|xyr|xyrs|ella|elle|el|iel|any|dela|dele))?(?!\w)"
    r"|she, her(?:, hers)?|he, him(?:, his)?|they, them(?:, theirs)?"
    # One alone is a word like any other, but in brackets.
    r"|(?<=[(\[])(?:she|he|they|ella|él|elle|il|iel|ela|ele|elu|lei|lui|hon|han|hen)(?=[)\]]))[)\]]?(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’&@#.-]*\w[\w'’&@#.-]*|&|@")
_CASELESS = re.compile(r"[\u0590-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u3005]")
_HAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_QUOTE = re.compile(r"^[\"“”«„‘*_]{1,2}.{15,}[\"“”»’.!?]")
_NEVER_CAPITAL = SMALL_WORDS | PARTICLES | PARTICLES_IN_SMALL_LETTERS
MOST_WORDS_OF_A_TITLE = 11
MOST_WORDS_OF_A_GREETING = 6


class Institution(IntEnum):
    """How surely a piece names the institution somebody works for."""

    NONE = 0
    PART = 1
    GENERIC = 2
    WHOLE = 3


def words_of(folded: str) -> list[str]:
    """The words of folded text without their full stops; those of Han and Hangul are not parted."""
    return [word.strip(".'’") for word in _WORD.findall(folded)]


def is_courtesy(piece: str) -> bool:
    """True for a signature mark, a greeting or a farewell."""
    if not any(letter.isalnum() for letter in piece):
        return True
    folded = fold(piece).strip(" ,.!、。—–-")
    begin = max((greeting for greeting in GREETINGS if folded.startswith(greeting)), key=len, default=None)
    if begin is None or len(words_of(folded)) > MOST_WORDS_OF_A_GREETING:
        return False
    behind = folded[len(begin) :]
    is_word_end = not behind[:1].isalnum() or len(begin) > 9 or bool(_HAN.match(begin))
    # "Best Buy" is a company, "Best," and "Best wishes" are not.
    rest = words_of(behind)
    is_spoken_to = begin in ("hi", "hello", "dear", "hey", "thanks", "thank you", "many thanks", "good morning")
    return is_word_end and (not rest or is_spoken_to or len(begin) > 4 or rest[0] in ("wishes", "regards", "always"))


def is_notice(line: str) -> bool:
    """True for the line a confidentiality notice or another word of a mail program begins with."""
    folded = fold(line)
    return any(part in folded for part in NOTICE_PARTS)


def is_prose(line: str) -> bool:
    """True for a saying or a sentence of a letter: nothing in it describes the person."""
    words = line.split()
    # A name in quotation marks is how mail programs write one; a saying is longer.
    if _QUOTE.match(line.strip()) and (len(words) > 4 or _CASELESS.search(line)):
        return True
    if len(words) <= 1:
        return len(line) > 40 and bool(_CASELESS.search(line)) and line[-1:] in "。！？"
    telling = [word for word in words if fold(word).strip(".,") not in SMALL_WORDS and word[:1].isalpha()]
    small = sum(1 for word in telling if word[:1].islower())
    is_sentence = line.rstrip('"”’ ')[-1:] in ".!?…" and len(words) >= 5
    return (len(words) >= 6 and small >= 0.5 * len(telling) and (is_sentence or len(words) >= 8)) or (
        is_sentence and small >= 2
    )


def is_title(piece: str) -> bool:
    """True if a word of the piece is a title in the singular, and it does not name an office or a department."""
    folded = fold(piece)
    words = words_of(folded)
    if folded.startswith(PART_STARTS) and words[0] not in TITLES:
        return False
    if len(words) > MOST_WORDS_OF_A_TITLE:
        return False
    if any(part in piece for part in TITLE_PARTS):
        return len(piece) <= 20
    return any(_is_title_word(word) for word in words)


def _is_title_word(word: str) -> bool:
    return (
        word in TITLES
        or word.endswith(TITLE_ENDINGS)
        or any(part in TITLES for part in re.split(r"[-/]", word) if part not in ("co", "page"))
    )


def institution(piece: str) -> Institution:
    """How surely the piece names an institution."""
    folded = fold(piece)
    words = words_of(folded)
    if not words or len(words) > MOST_WORDS_OF_A_TITLE:
        return Institution.NONE
    if folded.strip(" .") in SUBJECTS:
        return Institution.NONE
    has_legal_form = len(words) > 1 and words[-1].replace(".", "") in LEGAL_FORMS
    is_named = has_legal_form or any(word in INSTITUTIONS or word.endswith(INSTITUTION_ENDINGS) for word in words)
    if any(part in piece for part in INSTITUTION_PARTS):
        return Institution.WHOLE if len(piece) > 3 else Institution.GENERIC
    if folded.startswith(PLACES_WITH_OFFICES):
        return Institution.WHOLE
    if _is_part(folded) and not has_legal_form:
        return Institution.PART
    if not is_named:
        return Institution.NONE
    return Institution.GENERIC if all(word in GENERIC for word in words) else Institution.WHOLE


def _is_part(folded: str) -> bool:
    words = words_of(folded)
    if folded.startswith(PART_STARTS):
        return True
    if not words:
        return False
    last = words[-1]
    if last in PART_WORDS or last.endswith(PART_ENDINGS):
        return True
    is_east_asian = len(last) > 2 and bool(_HAN.search(last)) and not any(title in folded for title in TITLE_PARTS)
    return is_east_asian and last.endswith(PART_ENDINGS_WITHOUT_SPACES)


def is_degrees(part: str) -> bool:
    """True if the part is nothing but degrees."""
    return is_post_nominal(part)


def looks_like_name(piece: str) -> bool:
    """True if the piece could be a person's name by its shape: two to six words, capitals or letters without case."""
    if any(letter.isdigit() for letter in piece) or any(sign in piece for sign in "@/\\:;!?&#+=_%$^~{}[]"):
        return False
    bare = without_honorifics(piece)
    words = [word for word in bare.replace(",", " ").split() if not is_post_nominal(word)]
    if not 1 <= len(words) <= 6 or any(len(word) > 25 for word in words):
        return False
    if len(words) == 1:
        return bool(_HAN.match(words[0])) and 2 <= len(words[0]) <= 6
    if words[-1].endswith(".") and len(words[-1].strip(".")) > 1 and not has_honorific(piece):
        return False
    bearing = [word for word in words if fold(word).strip(".") not in _NEVER_CAPITAL]
    return bool(bearing) and all(_is_capitalised(word) for word in bearing) and _is_capitalised(words[-1])


def _is_capitalised(word: str) -> bool:
    letter = next((letter for letter in word if letter.isalpha()), "")
    return bool(letter) and (
        letter.isupper() or letter.istitle() or not letter.islower() or word[:2] in ("al", "el", "d'")
    )
