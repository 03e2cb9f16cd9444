"""The pitch: its sections, and how long its text takes to say."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem, tidy, too_long

SHORTEST_SECONDS, LONGEST_SECONDS = 5, 600
_SLOT = re.compile(r"\{[^{}\n]{1,80}\}")
_UNSPOKEN = re.compile(r"^(?:https?://|www\.)|@")

SECTIONS = ("who_i_am", "what_i_can_do", "what_i_want_to_do", "what_i_ask")
"""The sections in speaking order; the first three are what a pitch must say."""

SECTION_TITLES = {
    "who_i_am": "Who I am",
    "what_i_can_do": "What I can do",
    "what_i_want_to_do": "What I want to do",
    "what_i_ask": "What I ask of you",
}


@dataclass(frozen=True, slots=True)
class PitchDraft:
    """A pitch as typed: four sections, or one free text instead of them, tidied as it is made.

    `target_seconds` is 5 to 600. `free_text` is None while the pitch is written in sections.
    """

    name: str | None = None
    target_seconds: int = 30
    audience: str | None = None
    who_i_am: str | None = None
    what_i_can_do: str | None = None
    what_i_want_to_do: str | None = None
    what_i_ask: str | None = None
    free_text: str | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=("name", "audience"), texts=(*SECTIONS, "free_text"))

    @property
    def spoken_text(self) -> str:
        """What is said: the free text, else the sections joined by a space; "" while nothing is written."""
        if self.free_text is not None:
            return self.free_text
        return " ".join(text for section in SECTIONS if (text := getattr(self, section)) is not None)

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not self.name:
            found.append(FieldProblem("name", "Give the pitch a name, such as “30 seconds, archives”."))
        if not SHORTEST_SECONDS <= self.target_seconds <= LONGEST_SECONDS:
            found.append(
                FieldProblem("target_seconds", f"Choose from {SHORTEST_SECONDS} to {LONGEST_SECONDS} seconds.")
            )
        return tuple(found + too_long(self, lines=("name", "audience"), texts=(*SECTIONS, "free_text")))


def word_count(text: str) -> int:
    """The words as a speaker says them: split on white space; addresses and links are not spoken.

    >>> word_count("My 15-second pitch of 2026, see www.example.org")
    6
    """
    return sum(1 for word in text.split() if any(map(str.isalnum, word)) and not _UNSPOKEN.search(word))


def spoken_seconds(text: str, *, pace: int) -> int:
    """Whole seconds a text takes at `pace` words a minute, halves rounded up.

    >>> spoken_seconds("word " * 35, pace=140)
    15
    """
    return math.floor(word_count(text) * 60 / pace + 0.5)


def words_allowed(seconds: int, *, pace: int) -> int:
    """Words that fit into `seconds` at `pace` words a minute (domain section 4), halves rounded up.

    >>> [words_allowed(seconds, pace=140) for seconds in (15, 30, 60)]
    [35, 70, 140]
    """
    return math.floor(seconds * pace / 60 + 0.5)


class Fit(StrEnum):
    """How a length compares with its target (traffic light of domain section 4)."""

    EMPTY = "empty"
    THIN = "thin"
    FITS = "fits"
    TIGHT = "tight"
    OVER = "over"


def fit(amount: float, *, target: float) -> Fit:
    """THIN under 60 % of the target, FITS up to 100 %, TIGHT up to 110 %, OVER above; EMPTY for nothing.

    >>> [fit(amount, target=30).value for amount in (0, 17, 18, 30, 33, 34)]
    ['empty', 'thin', 'fits', 'fits', 'tight', 'over']
    """
    if amount <= 0:
        return Fit.EMPTY
    # In hundredths, so that 33 of 30 is exactly 110 %.
    percent = amount * 100 / target if target else math.inf
    if percent < 60:
        return Fit.THIN
    if percent <= 100:
        return Fit.FITS
    return Fit.TIGHT if percent <= 110 else Fit.OVER


def open_slots(text: str) -> tuple[str, ...]:
    """The fields still to be filled, in order, each once.

    >>> open_slots("I'm {name}, {role}. Ask {name}.")
    ('{name}', '{role}')
    """
    return tuple(dict.fromkeys(_SLOT.findall(text)))


SHORTEST_TELLING_RUN_MILLISECONDS = 10_000
"""Runs under ten seconds say nothing of a person's pace (domain section 4)."""


def learned_pace(runs: list[tuple[int, int]]) -> int | None:
    """Words a minute learned from timed runs, newest first: the mean of the last three of ten seconds or more.

    `runs` are pairs of words and milliseconds. None if no run tells anything.

    >>> learned_pace([(70, 30_000), (9, 2_000), (65, 30_000)])
    135
    """
    telling = [words * 60_000 / length for words, length in runs if length >= SHORTEST_TELLING_RUN_MILLISECONDS][:3]
    return math.floor(sum(telling) / len(telling) + 0.5) if telling else None


_SENTENCE_END = re.compile(r"[.!?…]+\s+|\n+")
_PLAIN_WORDS = frozenset(
    """about after again also always among another because been before being between both could does each even ever
    every from good have hello help here hope into just like make many more morning most much myself name next only
    other over people said should since some something such than that their them then there these they this those
    through toward under until very want were what when where which while whom will with without work would
    your""".split()  # noqa: SIM905 - a list of words is read as words
)
KEY_WORDS_A_SENTENCE, MOST_KEY_WORDS = 2, 10


def key_words(text: str, *, own_name: str = "", a_sentence: int = KEY_WORDS_A_SENTENCE) -> tuple[str, ...]:
    """The words to glance at while speaking: the longest telling ones of each sentence, in speaking order.

    `a_sentence` bounds how many of each sentence; nobody needs to be reminded of their own name.

    >>> key_words("I'm Dana Reyes, a library student. I clean up messy catalog data.", own_name="Dana Reyes")
    ('library', 'student', 'clean', 'catalog')
    """
    passed_over = _PLAIN_WORDS | set(own_name.lower().split())
    found: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        words = [word.strip(".,;:!?…\"'()“”‘’") for word in sentence.split()]
        telling = [word for word in words if len(word) > 3 and word.lower() not in passed_over]
        longest = sorted(dict.fromkeys(telling), key=len, reverse=True)[:a_sentence]
        found += [word for word in dict.fromkeys(telling) if word in longest]
    return tuple(dict.fromkeys(found))[:MOST_KEY_WORDS]
