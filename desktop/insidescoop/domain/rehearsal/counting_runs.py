"""Whether a run out loud counts, and if not, why: one rule for the badge, the averages and the user's own pace."""

import math
from collections.abc import Sequence
from enum import StrEnum

from insidescoop.domain.english import looks_english
from insidescoop.domain.rehearsal.rehearsals import Script, Span, pace_of
from insidescoop.domain.rehearsal.run_kinds import RunKind

FASTEST_RUN, SLOWEST_RUN = 300, 60
"""Words a minute: a quicker run was broken off or read with the eyes, a slower one was interrupted."""

_FASTEST_SAYING = 2 * FASTEST_RUN
"""Words a minute no one reaches even in a short sentence: a quicker tap was a slip of the finger."""

QUIETEST_SOUND = -750
"""Tenths of a decibel under full scale: a recording that is nowhere louder comes from a microphone that is off."""

_WHOLE = 0.9
"""The share of the words that must have passed on the screen for a run to be taken for the whole text unasked."""

_LONGEST_WORDS = 12
"""Letters a word, on average: texts with more are written without spaces, and their words cannot be counted."""


class NotCounted(StrEnum):
    """Why a run does not count."""

    SILENT = "silent"
    NOISE = "noise"
    UNHEARD = "unheard"
    UNMATCHED = "unmatched"
    UNPLACED = "unplaced"
    CUT_SHORT = "cut short"
    LEFT_OUT = "left out"
    TOO_FAST = "too fast"
    TOO_SLOW = "too slow"

    @property
    def short_words(self) -> str:
        """The reason in a word or two, for a list."""
        return {
            "silent": "nothing heard",
            "noise": "only noise",
            "unheard": "not listened to",
            "unmatched": "text not found",
            "unplaced": "text differs",
            "cut short": "stopped early",
            "left out": "not all said",
            "too fast": "too fast",
            "too slow": "too slow",
        }[self.value]

    @property
    def words(self) -> str:
        """The reason as a sentence or two, with what to do where something can be done."""
        return {
            "silent": "Nothing was heard. Is the microphone on and chosen? Check it in the sound settings of your "
            "system, then record again: the level beside the text moves when you are heard.",
            "noise": "No voice was heard above the noise. Move closer to the microphone, or record in a quieter place.",
            "unheard": "The program did not listen to this recording to its end.",
            "unmatched": "Your text was not found in this recording.",
            "unplaced": "What you said differs from your text in too many places to tell where its sentences are. "
            "Rehearse it again, or write into the text what you said.",
            "cut short": "It stopped before the end of the text.",
            "left out": "Part of the text was not said.",
            "too fast": f"It was faster than {FASTEST_RUN} words a minute, which is too fast to be said out loud.",
            "too slow": f"It was slower than {SLOWEST_RUN} words a minute, which is too slow for one run.",
        }[self.value]


def why_not_counted(
    script: Script,
    *,
    kind: RunKind,
    milliseconds: int,
    words: int,
    spans: Sequence[Span | None],
    speaking_milliseconds: int | None,
    loudness: int | None,
) -> NotCounted | None:
    """Why a stored run says nothing of how the text is spoken; None if it counts.

    `words` are those that were said or, where no one knows, had passed on the screen; `speaking_milliseconds` and
    `loudness` are None where no one listened.
    """
    if kind is RunKind.RECORDED and not spans:
        if speaking_milliseconds is None:
            return NotCounted.UNHEARD
        if speaking_milliseconds == 0:
            return NotCounted.SILENT if loudness is None or loudness <= QUIETEST_SOUND else NotCounted.NOISE
        if not words:
            return NotCounted.UNMATCHED
        if looks_english(script.text):
            # The sentences of an English text can be looked for, and here no one has.
            return NotCounted.UNHEARD
    if spans and not any(spans):
        # It was looked for them, and what was said is too far from the text.
        return NotCounted.UNPLACED
    if spans and None in spans:
        return NotCounted.CUT_SHORT if spans[-1] is None else NotCounted.LEFT_OUT
    if not spans and words < _WHOLE * script.words:
        return NotCounted.CUT_SHORT
    if not has_countable_words(script):
        return None
    pace = pace_of(words, milliseconds)
    return NotCounted.TOO_FAST if pace > FASTEST_RUN else NotCounted.TOO_SLOW if pace < SLOWEST_RUN else None


def has_countable_words(script: Script) -> bool:
    """Whether a text parts its words by spaces, so that words a minute mean something.

    >>> from insidescoop.domain.rehearsal.rehearsals import script_of
    >>> [has_countable_words(script_of(text)) for text in ("I mend catalogs.", "私は図書館で目録を作っています。")]
    [True, False]
    """
    return sum(map(str.isalnum, script.text)) <= _LONGEST_WORDS * script.words


def least_milliseconds(words: int) -> int:
    """The time below which so many words were certainly not said.

    >>> least_milliseconds(12)
    1200
    """
    return words * 60_000 // _FASTEST_SAYING


def words_passed(script: Script, passed: float) -> int | None:
    """The words of a run that ended when so many had passed on the screen; None if that is as good as all of them.

    >>> from insidescoop.domain.rehearsal.rehearsals import script_of
    >>> [words_passed(script_of("One two three four five."), passed) for passed in (2.7, 4.6)]
    [2, None]
    """
    return math.floor(passed) if passed < _WHOLE * script.words else None
