"""What can be remarked on a pitch while it is written (domain section 4): each remark has a place and a reason."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from insidescoop.domain.english import looks_foreign
from insidescoop.domain.pitch.cuts import Audience
from insidescoop.domain.pitch.lengths import UNSPOKEN, word_count
from insidescoop.domain.pitch.pitches import Fit, PitchDraft, fit, spoken_seconds
from insidescoop.domain.pitch.section_titles import SECTION_TITLES
from insidescoop.domain.pitch.sentences import Sentence, sentences_of
from insidescoop.domain.pitch.slots import SLOT
from insidescoop.domain.values import frozen

MOST_WORDS_A_SENTENCE = 25
_SENTENCES_REMEMBERED = 1_024
_SIGNS_OF_ADDRESSES = ("@", "://", "www.")
MOST_PAST_PERCENT = 40
LEAST_WORDS_FOR_PAST = 20
"""A shorter pitch is about the past by chance."""


class Check(StrEnum):
    """What is looked at; each can be switched off. The order is that of the remarks."""

    SLOT = "slot"
    LENGTH = "length"
    MUST_SAY = "must_say"
    EVIDENCE = "evidence"
    ENDING = "ending"
    LONG_SENTENCE = "long_sentence"
    JARGON = "jargon"
    WORN = "worn"
    PAST = "past"
    UNSPOKEN = "unspoken"
    SPELLING = "spelling"

    @property
    def words(self) -> str:
        """What the check is called."""
        return _TITLES[self]

    @property
    def reason(self) -> str:
        """Why it is looked at."""
        return _REASONS[self]


_TITLES = {
    Check.SLOT: "Fields to fill",
    Check.LENGTH: "Length",
    Check.MUST_SAY: "Who, can, want",
    Check.EVIDENCE: "Evidence",
    Check.ENDING: "The end",
    Check.LONG_SENTENCE: "Long sentences",
    Check.JARGON: "Words of the trade",
    Check.WORN: "Worn phrases",
    Check.PAST: "Mostly the past",
    Check.UNSPOKEN: "Addresses",
    Check.SPELLING: "Spelling",
}

_REASONS = {
    Check.SLOT: "A pitch with open fields can be neither said nor printed.",
    Check.LENGTH: "People stop listening after the time they expected to give.",
    Check.MUST_SAY: "A pitch says who you are, what you can do and what you want to do.",
    Check.EVIDENCE: "One thing you did, with its result, says more than any quality.",
    Check.ENDING: "A question or a request hands the word over; then it is your turn to listen.",
    Check.LONG_SENTENCE: f"A sentence of more than {MOST_WORDS_A_SENTENCE} words is hard to say in one breath.",
    Check.JARGON: "People outside libraries do not know these words, and rarely ask.",
    Check.WORN: "Everybody says it, so it says nothing about you.",
    Check.PAST: f"More than {MOST_PAST_PERCENT} % is about what was; listeners want to know where you are going.",
    Check.UNSPOKEN: "An address cannot be heard; hand it over in writing.",
    Check.SPELLING: "A word the dictionary does not know; it is heard right, but printed on the card.",
}


@dataclass(frozen=True, slots=True, eq=False)
class CheckWords:
    """The word lists of the checks, in small letters but for `jargon`, whose capitals count.

    One is the same as another only if it is the other: what was found by it is remembered under it.
    """

    who: tuple[str, ...] = ()
    can: tuple[str, ...] = ()
    no_doing: tuple[str, ...] = ()
    want: tuple[str, ...] = ()
    result_verbs: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    jargon: tuple[str, ...] = ()
    worn: tuple[str, ...] = ()
    past_words: tuple[str, ...] = ()
    present_words: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


@frozen
class WordingPlace:
    """The own wording of the `position`-th sentence (0 for the first) of a section in the cut of so many seconds."""

    position: int
    seconds: int


@frozen
class Remark:
    """One remark: `start` to `end` of the text of `section` is what it is about, both 0 where something is missing.

    `term` is the word of the trade that plain words can be given for. With a `wording` the remark is about a sentence's
    own wording in one cut, and `start` to `end` are places of that.
    """

    check: Check
    words: str
    section: str | None = None
    start: int = 0
    end: int = 0
    term: str | None = None
    wording: WordingPlace | None = None


Texts = Mapping[str, str]

_I_DO = re.compile(
    r"(?<!\w)i(?P<have>'ve| have)?(?: (?:also|now|still|often|just|always|once|then|\w+ly))* (?P<verb>[a-z]+)", re.I
)
_NO_VERBS = frozenset({"and", "or", "in", "at", "too", "myself", "been"})
_WOULD_LOVE_TO = re.compile(r"(?<!\w)i(?:['’]d| would) love to (?!hear|ask|know|talk|speak|meet|learn)", re.I)

_ABOUT_WORDS = frozenset({Check.SLOT, Check.LONG_SENTENCE, Check.JARGON, Check.WORN, Check.UNSPOKEN})
"""The checks that are about some words, whatever stands around them."""


_IN_ENGLISH_ONLY = frozenset({Check.MUST_SAY, Check.EVIDENCE, Check.ENDING, Check.WORN, Check.PAST})
"""The checks that look for English words, and would miss them in every text in another language."""


def remarks_on(draft: PitchDraft, words: CheckWords, *, pace: int, silenced: frozenset[Check]) -> tuple[Remark, ...]:
    """The remarks on a pitch, those of one check together, in reading order; none on an empty pitch."""
    texts = {section: text for section in draft.spoken_sections if (text := getattr(draft, section)) is not None}
    if not texts:
        return ()
    looks: dict[Check, Callable[[Texts], Iterator[Remark]]] = {
        Check.SLOT: _slots,
        Check.LENGTH: lambda _texts: _length(draft, pace),
        Check.MUST_SAY: lambda texts: _must_say(draft, texts, words),
        Check.EVIDENCE: lambda texts: _evidence(draft, texts, words),
        Check.ENDING: lambda texts: _ending(texts, words),
        Check.LONG_SENTENCE: _long_sentences,
        Check.JARGON: lambda texts: _jargon(draft, texts, words),
        Check.WORN: lambda texts: _worn(texts, words),
        Check.PAST: lambda texts: _past(texts, words),
        Check.UNSPOKEN: _unspoken,
    }
    off = silenced | _IN_ENGLISH_ONLY if looks_foreign(" ".join(texts.values())) else silenced
    found: list[Remark] = []
    for check, look in looks.items():
        if check not in off:
            found += look(texts)
            found += remarks_on_wordings(draft, look) if check in _ABOUT_WORDS else ()
    return tuple(found)


def remarks_on_wordings(draft: PitchDraft, look: Callable[[Texts], Iterable[Remark]]) -> Iterator[Remark]:
    """What a look at a text remarks on the sentences' own wordings, in every cut that says them."""
    for mark in draft.marks:
        for wording in mark.carried.wordings:
            if mark.section in draft.spoken_sections and mark.carried.from_seconds <= wording.seconds:
                place = WordingPlace(mark.position, wording.seconds)
                for remark in look({mark.section: wording.text}):
                    yield replace(remark, words=f"In {wording.seconds} seconds: {remark.words}", wording=place)


def _slots(texts: Texts) -> Iterator[Remark]:
    for section, text in texts.items():
        for slot in SLOT.finditer(text):
            yield Remark(Check.SLOT, f"Fill in {slot[0]}", section, slot.start(), slot.end())


def _length(draft: PitchDraft, pace: int) -> Iterator[Remark]:
    seconds, target = spoken_seconds(draft.spoken_text, pace=pace), draft.target_seconds
    words = {
        Fit.THIN: f"Only {seconds} of {target} seconds: there is room for more",
        Fit.TIGHT: f"{seconds} seconds, a little over {target}",
        Fit.OVER: f"{seconds} seconds, too long for {target}",
    }.get(fit(seconds, target=target))
    if words is not None:
        yield Remark(Check.LENGTH, words)


def _must_say(draft: PitchDraft, texts: Texts, words: CheckWords) -> Iterator[Remark]:
    says: dict[str, Callable[[str], bool]] = {
        "who_i_am": lambda sentence: _says(sentence, words.who),
        "what_i_can_do": lambda sentence: _says(sentence, words.can) or _does(sentence, words),
        "what_i_want_to_do": lambda sentence: _says(sentence, words.want) or bool(_WOULD_LOVE_TO.search(sentence)),
    }
    for section, is_in in says.items():
        if draft.is_one_text:
            is_said = any(is_in(sentence.text) for _section, sentence in _sentences(texts))
            place = next(iter(texts))
        else:
            is_said, place = section in texts, section
        if not is_said:
            title = SECTION_TITLES[section]
            yield Remark(Check.MUST_SAY, f"Not said yet: {title[0].lower()}{title[1:]}", place)


def _evidence(draft: PitchDraft, texts: Texts, words: CheckWords) -> Iterator[Remark]:
    # Nobody hears what stands in the longer cuts.
    said = SLOT.sub("", draft.spoken_text)
    told = words.result_verbs + words.numbers
    if not any(map(str.isdigit, said)) and not any(_says(each.text, told) for each in sentences_of(said)):
        place = "what_i_can_do" if "free_text" not in texts else "free_text"
        yield Remark(Check.EVIDENCE, "No evidence yet: say one thing you did, and what came of it", place)


def _ending(texts: Texts, words: CheckWords) -> Iterator[Remark]:
    section, text = list(texts.items())[-1]
    sentences = sentences_of(text)
    if not sentences:
        return
    last = sentences[-1]
    if "?" not in last.text[-3:] and not _says(last.text, words.requests):
        yield Remark(Check.ENDING, "It does not end in a question or a request", section, last.start, last.end)


def _long_sentences(texts: Texts) -> Iterator[Remark]:
    for section, sentence in _sentences(texts):
        count = word_count(sentence.text)
        if count > MOST_WORDS_A_SENTENCE:
            yield Remark(Check.LONG_SENTENCE, f"A sentence of {count} words", section, sentence.start, sentence.end)


def _jargon(draft: PitchDraft, texts: Texts, words: CheckWords) -> Iterator[Remark]:
    if (draft.audience or "").strip().lower() != Audience.OUTSIDE_LIS.value.lower():
        return
    for section, sentence in _sentences(texts):
        for start, end in _trade_words(sentence.text, words):
            said = sentence.text[start:end]
            term = next(each for each in words.jargon if each.lower() == said.lower())
            place = sentence.start + start, sentence.start + end
            yield Remark(Check.JARGON, f"“{said}” is a word of the trade", section, *place, term)


def _worn(texts: Texts, words: CheckWords) -> Iterator[Remark]:
    for section, sentence in _sentences(texts):
        for start, end in _worn_words(sentence.text, words):
            place = sentence.start + start, sentence.start + end
            yield Remark(Check.WORN, f"“{sentence.text[start:end]}” is worn", section, *place)


def _past(texts: Texts, words: CheckWords) -> Iterator[Remark]:
    past = whole = 0
    first: tuple[str, Sentence] | None = None
    for section, sentence in _sentences(texts):
        count = word_count(sentence.text)
        whole += count
        if _is_past(sentence.text, words):
            past += count
            first = first or (section, sentence)
    if first is not None and whole >= LEAST_WORDS_FOR_PAST and past * 100 > whole * MOST_PAST_PERCENT:
        section, sentence = first
        yield Remark(Check.PAST, f"{past * 100 // whole} % is about the past", section, sentence.start, sentence.end)


def _unspoken(texts: Texts) -> Iterator[Remark]:
    for section, text in texts.items():
        if not any(sign in text for sign in _SIGNS_OF_ADDRESSES):
            continue
        for found in re.finditer(r"\S+", text):
            if UNSPOKEN.search(found[0]):
                yield Remark(Check.UNSPOKEN, f"“{found[0]}” is not spoken", section, found.start(), found.end())


def _sentences(texts: Texts) -> Iterator[tuple[str, Sentence]]:
    for section, text in texts.items():
        for sentence in sentences_of(text):
            yield section, sentence


# Of a text of which one sentence was changed, the others are not searched again; a phrase never reaches over its end.
@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _says(sentence: str, phrases: tuple[str, ...]) -> bool:
    return _pattern(phrases).search(sentence) is not None


@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _does(sentence: str, words: CheckWords) -> bool:
    """Whether someone says that they do, or have done, anything; being and wishing are no doing."""
    is_not = _pattern(words.no_doing)
    for found in _I_DO.finditer(sentence.replace("’", "'")):
        have, verb = found["have"], found["verb"].lower()
        if have and not verb.endswith(("ed", "en")) and verb not in words.past_words + words.result_verbs:
            continue
        if verb not in _NO_VERBS and is_not.match(found.string, found.start("verb")) is None:
            return True
    # Found 31 answers; trained two nurses.
    return not _says(sentence, ("i", "i've")) and _says(sentence, words.result_verbs)


@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _worn_words(sentence: str, words: CheckWords) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _pattern(words.worn).finditer(sentence))


@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _trade_words(sentence: str, words: CheckWords) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _trade_pattern(words.jargon).finditer(sentence))


@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _is_past(sentence: str, words: CheckWords) -> bool:
    said = re.findall(r"[\w'’]+", sentence.lower().replace("’", "'"))
    if any(word in words.present_words for word in said):
        return False
    return any(word in words.past_words or (word.endswith("ed") and len(word) > 4) for word in said)


@lru_cache(maxsize=16)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    found = "|".join(re.escape(each).replace("'", "['’]") for each in phrases)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _trade_pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    # Capitals count in an abbreviation: "ill" is no interlibrary loan.
    short = "|".join(re.escape(each) for each in terms if not each.islower())
    long = "|".join(re.escape(each) for each in terms if each.islower())
    return re.compile(rf"(?<!\w)(?:{short}|(?i:{long}))(?!\w)")
