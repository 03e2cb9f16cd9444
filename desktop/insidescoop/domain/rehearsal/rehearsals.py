"""Saying a pitch out loud: its script, how a run of it went, and when it counts as rehearsed."""

import json
import math
from collections.abc import Sequence
from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.pitch.lengths import word_count
from insidescoop.domain.pitch.pitches import LONGEST_SECONDS, SHORTEST_SECONDS, key_words
from insidescoop.domain.pitch.sentences import sentences_of
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.domain.values import frozen

RUNS_TO_BE_REHEARSED = 3
_LEAST_TELLING_WORDS = 4


class Phase(StrEnum):
    """Where the clock of a run stands against its limits."""

    EARLY = "early"
    NOW = "now"
    OVER = "over"


@frozen
class Limits:
    """From which second on it is time to end, and after which it is too late."""

    now_seconds: int
    over_seconds: int

    def phase(self, milliseconds: float) -> Phase:
        """EARLY before `now_seconds`, NOW up to and with `over_seconds`, OVER after it.

        >>> [Limits(24, 30).phase(at).value for at in (23_999, 24_000, 30_000, 30_001)]
        ['early', 'now', 'now', 'over']
        """
        if milliseconds < self.now_seconds * 1000:
            return Phase.EARLY
        return Phase.NOW if milliseconds <= self.over_seconds * 1000 else Phase.OVER


def limits_for(target_seconds: int) -> Limits:
    """The limits until the user sets others: the last fifth of the target is the time to end.

    >>> limits_for(30)
    Limits(now_seconds=24, over_seconds=30)
    """
    return Limits(target_seconds * 4 // 5, target_seconds)


@frozen
class ScriptSentence:
    """One sentence to be said, the words in it, and those to glance at."""

    text: str
    words: int
    key_words: tuple[str, ...]


@frozen
class Script:
    """A text as it is said, sentence by sentence."""

    sentences: tuple[ScriptSentence, ...]

    @property
    def text(self) -> str:
        """Its sentences, with a space between them."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def words(self) -> int:
        """All words of it."""
        return sum(sentence.words for sentence in self.sentences)

    def words_before(self, place: int) -> int:
        """The words of the sentences before the one at `place`."""
        return sum(sentence.words for sentence in self.sentences[:place])


def script_of(text: str, *, own_name: str = "") -> Script:
    """The script of a text; without sentences for one that says nothing.

    >>> [(each.words, each.key_words) for each in script_of("I mend catalogs. How do you?").sentences]
    [(3, ('mend', 'catalogs')), (3, ())]
    """
    return Script(
        tuple(
            ScriptSentence(sentence.text, word_count(sentence.text), key_words(sentence.text, own_name=own_name))
            for sentence in sentences_of(text)
        )
    )


@frozen
class Span:
    """From where to where something was said, in milliseconds since the run began."""

    start: int
    end: int

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.end - self.start) / 1000


def spans_as_text(spans: Sequence[Span | None]) -> str:
    """Spans as they are kept: a sentence that was not said is null.

    >>> spans_as_text((Span(0, 1200), None)), spans_of("[[0, 1200], null]")
    ('[[0, 1200], null]', (Span(start=0, end=1200), None))
    """
    return json.dumps([None if span is None else [span.start, span.end] for span in spans])


def spans_of(text: str | None) -> tuple[Span | None, ...]:
    """The spans of a kept text, one a sentence; empty for nothing."""
    return tuple(None if pair is None else Span(*pair) for pair in json.loads(text or "[]"))


def spans_of_taps(taps: Sequence[int]) -> tuple[Span, ...]:
    """One span a tap: each sentence goes from the tap before, or the beginning, to its own.

    >>> spans_of_taps((1500, 4000))
    (Span(start=0, end=1500), Span(start=1500, end=4000))
    """
    return tuple(Span(start, end) for start, end in zip((0, *taps), taps, strict=False))


def words_said(script: Script, spans: Sequence[Span | None]) -> int:
    """The words of the sentences that were said; all of them where nobody knows what was left out."""
    if len(spans) != len(script.sentences):
        return script.words
    return sum(sentence.words for sentence, span in zip(script.sentences, spans, strict=True) if span is not None)


def pace_of(words: int, milliseconds: float) -> int:
    """Words a minute, halves rounded up; 0 where no time passed.

    >>> pace_of(70, 30_000)
    140
    """
    return math.floor(words * 60_000 / milliseconds + 0.5) if milliseconds > 0 else 0


def sentence_paces(script: Script, spans: Sequence[Span | None]) -> tuple[int | None, ...]:
    """Words a minute of each sentence; None for one that was not said, and for all where nobody knows."""
    if len(spans) != len(script.sentences):
        return (None,) * len(script.sentences)
    return tuple(
        None if span is None else pace_of(sentence.words, span.end - span.start)
        for sentence, span in zip(script.sentences, spans, strict=True)
    )


def milliseconds_behind(script: Script, *, sentences_done: int, milliseconds: int, target_seconds: int) -> int:
    """How far a run is behind its target after so many sentences; below 0 it is ahead.

    Each sentence is given the share of the target that it has of the words.

    >>> milliseconds_behind(script_of("One two. Three four."), sentences_done=1, milliseconds=16_000, target_seconds=30)
    1000
    """
    planned = target_seconds * 1000 * script.words_before(sentences_done) / script.words if script.words else 0
    return round(milliseconds - planned)


def slowest_sentences(
    script: Script, spans: Sequence[Span | None], *, target_seconds: int, at_most: int = 2
) -> tuple[int, ...]:
    """The places of the sentences said slower than nine tenths of the run's own pace, slowest first.

    One that is quick enough for the whole script to be said in `target_seconds` is not slow.
    A sentence under four words tells nothing: the breath around it weighs too much.
    """
    paces = sentence_paces(script, spans)
    said = [
        (pace, place)
        for place, pace in enumerate(paces)
        if pace and script.sentences[place].words >= _LEAST_TELLING_WORDS
    ]
    known = [span for span in spans if span is not None]
    own = pace_of(words_said(script, spans), sum(span.end - span.start for span in known))
    slow = min(own * 0.9, pace_of(script.words, target_seconds * 1000))
    return tuple(place for pace, place in sorted(said) if pace < slow)[:at_most]


def is_even(script: Script, spans: Sequence[Span | None]) -> bool:
    """Whether no sentence took over three times what it needs at the pace of the others; true where nobody knows.

    That pace is the median of the others; a sentence is given the time of four words at least, as a breath weighs
    much around a short one.
    """
    # Loaded once something was said: the window would wait for it, and for the fractions that it loads.
    from statistics import median

    paces = sentence_paces(script, spans)
    said = [
        (sentence.words, span.seconds, pace)
        for sentence, span, pace in zip(script.sentences, spans, paces, strict=False)
        if span is not None and pace
    ]
    for place, (words, seconds, _pace) in enumerate(said):
        others = [pace for other, (_words, _seconds, pace) in enumerate(said) if other != place]
        if others and seconds > 3 * max(words, _LEAST_TELLING_WORDS) * 60 / median(others):
            return False
    return True


def is_inside(*, milliseconds: int, target_seconds: int) -> bool:
    """Whether a run kept its limit: not longer than the target in whole seconds.

    >>> [is_inside(milliseconds=length, target_seconds=30) for length in (30_400, 30_600)]
    [True, False]
    """
    return math.floor(milliseconds / 1000 + 0.5) <= target_seconds


@frozen
class RehearsalDraft:
    """One run of a text out loud.

    `milliseconds` is over 0; `spans` says when each sentence was said, None for one left out, and is empty where
    nobody knows. `pauses` counts the breaks, `speaking_milliseconds` is the time between them, `loudness` the tenths
    of a decibel under the loudest possible (0 or below); each None where nobody listened. `words` are those that were
    said, None where the spans tell. `self_rating` is 1 to 5.
    """

    pitch_id: int
    text: str
    target_seconds: int
    milliseconds: int
    kind: RunKind = RunKind.TIMED
    spans: tuple[Span | None, ...] = ()
    pauses: int | None = None
    speaking_milliseconds: int | None = None
    loudness: int | None = None
    words: int | None = None
    self_rating: int | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        tidy(self, texts=("note",))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if self.milliseconds <= 0:
            found.append(FieldProblem("milliseconds", "A rehearsal takes some time: start the clock first."))
        if not SHORTEST_SECONDS <= self.target_seconds <= LONGEST_SECONDS:
            found.append(
                FieldProblem("target_seconds", f"Choose from {SHORTEST_SECONDS} to {LONGEST_SECONDS} seconds.")
            )
        if not self.text.strip():
            found.append(FieldProblem("text", "There is no text yet: write the pitch first."))
        if self.self_rating is not None and not 1 <= self.self_rating <= 5:
            found.append(FieldProblem("self_rating", "Choose a mark from 1 to 5."))
        return tuple(found + too_long(self, texts=("note",)))
