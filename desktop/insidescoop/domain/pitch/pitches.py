"""The pitch: its sections, its cuts, and how long a text takes to say."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.pitch.cuts import cut_lengths, cut_of, is_job_talk
from insidescoop.domain.pitch.lengths import word_count
from insidescoop.domain.pitch.marks import NOTHING_CARRIED, Carried, MarkedText
from insidescoop.domain.pitch.sentences import sentences_of
from insidescoop.domain.values import frozen

SHORTEST_SECONDS, LONGEST_SECONDS = 5, 600
SECTIONS = ("who_i_am", "what_i_can_do", "what_i_want_to_do", "why_here", "what_i_ask")
"""The sections in speaking order; the first three are what a pitch must say."""

FREE_TEXT = "free_text"


@frozen
class SentenceMark:
    """What one sentence carries: the `position`-th (0 for the first) of a section, or of the free text."""

    section: str
    position: int
    carried: Carried


@frozen
class PitchDraft:
    """A pitch as typed: its sections, or one free text instead of them, tidied as it is made.

    `target_seconds` is 5 to 600: the length that is worked on, and said where nobody asks for another cut.
    `is_one_text` says that the free text is spoken, not the sections; a free text that is given says so by itself.
    `marks` say which sentences belong to which cut; those of sentences that are not there, or that carry nothing, are
    left out.
    """

    name: str | None = None
    target_seconds: int = 30
    audience: str | None = None
    who_i_am: str | None = None
    what_i_can_do: str | None = None
    what_i_want_to_do: str | None = None
    why_here: str | None = None
    what_i_ask: str | None = None
    free_text: str | None = None
    is_one_text: bool = False
    marks: tuple[SentenceMark, ...] = ()

    def __post_init__(self) -> None:
        tidy(self, lines=("name", "audience"), texts=(*SECTIONS, FREE_TEXT))
        if self.free_text is not None:
            object.__setattr__(self, "is_one_text", True)
        if self.marks:
            object.__setattr__(self, "marks", _marks_that_hold(self))

    @property
    def spoken_text(self) -> str:
        """What is said in the length worked on; "" while nothing is written."""
        return self.cut(self.target_seconds)

    @property
    def whole_text(self) -> str:
        """Everything that is written, in speaking order."""
        return " ".join(text for section in self.spoken_sections if (text := getattr(self, section)) is not None)

    @property
    def spoken_sections(self) -> tuple[str, ...]:
        """The names of the texts that are spoken: the free text alone, else the sections."""
        return (FREE_TEXT,) if self.is_one_text else SECTIONS

    @property
    def lengths(self) -> tuple[int, ...]:
        """The seconds of every cut, shortest first."""
        return cut_lengths(self.target_seconds)

    def cut(self, seconds: int) -> str:
        """What is said in so many seconds."""
        return " ".join(self.cut_by_section(seconds))

    def cut_by_section(self, seconds: int) -> tuple[str, ...]:
        """The same in parts, one for each section of which something is said."""
        to_job = is_job_talk(self.audience)
        said = (
            cut_of(text, self.carried(section), seconds, to_job=to_job)
            for section in self.spoken_sections
            if (text := getattr(self, section)) is not None
        )
        return tuple(text for text in said if text)

    def carried(self, section: str) -> tuple[Carried, ...]:
        """What the sentences of a section carry, from the first to the last that carries anything."""
        found = {mark.position: mark.carried for mark in self.marks if mark.section == section}
        return tuple(found.get(place, NOTHING_CARRIED) for place in range(max(found, default=-1) + 1))

    def rewritten(self, section: str, text: str | None) -> "PitchDraft":
        """The pitch with another text in a section; what the two texts share keeps its marks."""
        marked = MarkedText(getattr(self, section) or "", self.carried(section))
        marked.become(text or "")
        changed: dict[str, Any] = {section: text}
        return replace(self, **changed, marks=self.marks_with(section, marked.carried()))

    def marks_with(self, section: str, carried: Iterable[Carried]) -> tuple[SentenceMark, ...]:
        """The marks of the pitch with others in one section."""
        others = [mark for mark in self.marks if mark.section != section]
        return (*others, *(SentenceMark(section, place, each) for place, each in enumerate(carried)))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not self.name:
            found.append(FieldProblem("name", "Give the pitch a name, such as “30 seconds, archives”."))
        if not SHORTEST_SECONDS <= self.target_seconds <= LONGEST_SECONDS:
            found.append(
                FieldProblem("target_seconds", f"Choose from {SHORTEST_SECONDS} to {LONGEST_SECONDS} seconds.")
            )
        return tuple(found + too_long(self, lines=("name", "audience"), texts=(*SECTIONS, FREE_TEXT)))


def _marks_that_hold(draft: PitchDraft) -> tuple[SentenceMark, ...]:
    counts = {name: len(sentences_of(getattr(draft, name) or "")) for name in {mark.section for mark in draft.marks}}
    held = {
        (mark.section, mark.position): mark
        for mark in draft.marks
        if mark.position < counts[mark.section] and mark.carried != NOTHING_CARRIED
    }
    order = (*SECTIONS, FREE_TEXT)
    return tuple(sorted(held.values(), key=lambda mark: (order.index(mark.section), mark.position)))


def spoken_seconds(text: str, *, pace: int) -> int:
    """Whole seconds a text takes at `pace` words a minute, halves rounded up.

    >>> spoken_seconds("word " * 35, pace=140)
    15
    """
    return seconds_of(word_count(text), pace=pace)


def seconds_of(words: int, *, pace: int) -> int:
    """Whole seconds that so many words take at `pace` words a minute, halves rounded up."""
    return math.floor(words * 60 / pace + 0.5)


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
    OPEN = "open"


def fit(amount: float, *, target: float, open_fields: int = 0) -> Fit:
    """THIN under 60 % of the target, FITS up to 100 %, TIGHT up to 110 %, OVER above; EMPTY for nothing.

    A text that fits but has unfilled fields is OPEN: its final length is not known yet.

    >>> [fit(amount, target=30).value for amount in (0, 17, 18, 30, 33, 34)]
    ['empty', 'thin', 'fits', 'fits', 'tight', 'over']
    >>> [fit(amount, target=30, open_fields=1).value for amount in (20, 40)]
    ['open', 'over']
    """
    if amount <= 0:
        return Fit.EMPTY
    if open_fields and amount <= target:
        return Fit.OPEN
    # In hundredths, so that 33 of 30 is exactly 110 %.
    percent = amount * 100 / target if target else math.inf
    if percent < 60:
        return Fit.THIN
    if percent <= 100:
        return Fit.FITS
    return Fit.TIGHT if percent <= 110 else Fit.OVER


@frozen
class TellingDraft:
    """That a version of a pitch was said: to whom, and what followed; `interview_id` names the talk, if it was one."""

    pitch_version_id: int
    note: str | None = None
    interview_id: int | None = None

    def __post_init__(self) -> None:
        tidy(self, texts=("note",))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        if self.note is None and self.interview_id is None:
            return (FieldProblem("note", "Write to whom you said it, or choose the talk."),)
        return tuple(too_long(self, texts=("note",)))


_SENTENCE_END = re.compile(r"[.!?…]+\s+|\n+")
_PLAIN_WORDS = frozenset(
    """about after again also always among another because been before being between both could does each even ever
    every first from goes good have hello help here hope into just last like look looked looking looks made make makes
    many more morning most much myself name next only other over people said second should since some something such
    take takes than that their them then there these they thing things third this those through toward under until
    very want wanted wants were what when where which while whom will with without work would
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
