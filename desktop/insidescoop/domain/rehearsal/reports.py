"""What a run out loud is told of: its sound, its sentences, its pace over time, and how it stands to the last ones."""

import statistics
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft, Script, Span, pace_of, script_of
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

SHORTEST_PAUSE = 250
"""Milliseconds of silence that count as a pause; shorter ones belong to the sounds (a common bound in phonetics)."""

QUIET_LOUDNESS = -400
"""Tenths of a decibel of speech under full scale below which a recording is hard to hear."""

_WINDOW = 6_000
"""Milliseconds that a pace is measured over: a breath or two, as a listener notices it."""
_STEP = 500


class Level(StrEnum):
    """What is to be said of the loudness."""

    GOOD = "good"
    QUIET = "quiet"
    CLIPPED = "clipped"

    @property
    def words(self) -> str:
        """The verdict as a sentence."""
        return {
            "good": "well to be heard",
            "quiet": "very quiet; sit nearer, or raise the microphone's level",
            "clipped": "too loud in places; lower the microphone's level",
        }[self.value]


@frozen
class SoundReport:
    """What the sound alone tells, in milliseconds of the recording; `loudness` in tenths of a decibel, 0 or below.

    `pauses` are the silences between the first and the last sound of speech, in order.
    """

    length: int
    begin: int
    end: int
    pauses: tuple[Span, ...]
    loudness: int
    level: Level

    @property
    def milliseconds(self) -> int:
        """From the first to the last sound of speech; 0 where no one was heard."""
        return self.end - self.begin

    @property
    def pause_milliseconds(self) -> int:
        """All pauses together."""
        return sum(pause.end - pause.start for pause in self.pauses)

    @property
    def speaking_milliseconds(self) -> int:
        """The time between the pauses."""
        return self.milliseconds - self.pause_milliseconds

    def longest_pauses(self, at_most: int = 3) -> tuple[Span, ...]:
        """The longest pauses, longest first."""
        return tuple(sorted(self.pauses, key=lambda pause: pause.start - pause.end)[:at_most])


class Unaligned(StrEnum):
    """Why it is not known where the sentences are in the sound."""

    NO_LIBRARY = "no library"
    OTHER_LANGUAGE = "other language"
    NO_SPEECH = "no speech"
    NOISE = "noise"
    NOT_FOUND = "not found"
    UNPLACED = "unplaced"

    @property
    def words(self) -> str:
        """The reason as a sentence."""
        return {
            "no library": "Speech recognition is not installed here, so the sentences were not looked for.",
            "other language": "The text does not look like English, so its sentences were not looked for.",
            "no speech": "Nothing was heard in this recording.",
            "noise": "No voice was heard above the noise in this recording.",
            "not found": "The sentences were not found in the sound: was this another text?",
            "unplaced": "What you said differs from your text in too many places to tell where its sentences are. "
            "Rehearse it again, or write into the text what you said.",
        }[self.value]


@frozen
class Aligned:
    """Where the script is in the sound: a span a sentence, None for one left out, and the start of each word said.

    `repeated` are the places of sentences begun more than once.
    """

    spans: tuple[Span | None, ...]
    word_starts: tuple[int, ...]
    repeated: tuple[int, ...] = ()


@frozen
class RecordingReport:
    """All that a recording told: its sound, and its script or the reason why that was not found."""

    sound: SoundReport
    script: Aligned | Unaligned

    @property
    def spans(self) -> tuple[Span | None, ...]:
        """When each sentence was said; empty where nobody knows."""
        return self.script.spans if isinstance(self.script, Aligned) else ()


def with_report(draft: RehearsalDraft, report: RecordingReport) -> RehearsalDraft:
    """The draft of a recorded run with what its recording told; what was tapped or had passed is believed less."""
    sound, script = report.sound, report.script
    is_heard = script not in (Unaligned.NO_SPEECH, Unaligned.NOISE)
    spans, words = report.spans, None
    if script is Unaligned.OTHER_LANGUAGE:
        spans, words = draft.spans, draft.words
    elif script is Unaligned.UNPLACED:
        spans = (None,) * len(script_of(draft.text).sentences)
    elif script is not Unaligned.NO_LIBRARY and not spans:
        words = 0
    return replace(
        draft,
        milliseconds=sound.milliseconds if is_heard else draft.milliseconds,
        kind=RunKind.RECORDED,
        spans=spans,
        words=words,
        pauses=len(sound.pauses),
        speaking_milliseconds=sound.speaking_milliseconds,
        loudness=sound.loudness,
    )


def pace_over_time(
    script: Script, spans: Sequence[Span | None], word_starts: Sequence[int] = ()
) -> tuple[tuple[int, int], ...]:
    """Pairs of millisecond and words a minute, in order: measured over six seconds around each half second.

    Without the starts of the words each sentence's words are spread over its span. Empty where nothing is known.
    """
    starts = list(word_starts) or _spread(script, spans)
    said = [span for span in spans if span is not None]
    if len(starts) < 2 or not said:
        return ()
    begin, end = min(span.start for span in said), max(span.end for span in said)
    points = []
    for middle in range(begin, end + 1, _STEP):
        low, high = max(middle - _WINDOW // 2, begin), min(middle + _WINDOW // 2, end)
        words = sum(1 for start in starts if low <= start < high)
        points.append((middle, pace_of(words, high - low)))
    return tuple(points)


def _spread(script: Script, spans: Sequence[Span | None]) -> list[int]:
    if len(spans) != len(script.sentences):
        return []
    return [
        round(span.start + (span.end - span.start) * word / sentence.words)
        for sentence, span in zip(script.sentences, spans, strict=True)
        if span is not None
        for word in range(sentence.words)
    ]


def sentence_at(spans: Sequence[Span | None], millisecond: int) -> int | None:
    """The place of the last sentence begun by then; None before the first."""
    begun = [place for place, span in enumerate(spans) if span is not None and span.start <= millisecond]
    return begun[-1] if begun else None


def pause_words(pause: Span, spans: Sequence[Span | None]) -> str:
    """Where a pause was, in words: after which sentence or in it, else at which second.

    >>> pause_words(Span(2000, 3200), (Span(0, 2050), Span(3180, 5000)))
    '1.2 s after sentence 1'
    """
    long = f"{pause.seconds:.1f} s"
    place = sentence_at(spans, pause.start)
    if place is None:
        return f"{long} at second {pause.start / 1000:.0f}"
    span = spans[place]
    assert span is not None  # noqa: S101 - one that was said, says sentence_at
    is_after = span.end <= (pause.start + pause.end) / 2
    return f"{long} {'after' if is_after else 'in'} sentence {place + 1}"


def compared(milliseconds: int, before: Sequence[tuple[int, int]]) -> str:
    """One sentence on how a run stands to those before it, given as pairs of milliseconds and pace.

    >>> compared(28_000, [(30_000, 120), (31_000, 118)])
    'Your last 2 runs took 30.5 s at 119 words a minute: this one was 2.5 s shorter.'
    """
    if not before:
        return "This is the first run to compare with."
    length = statistics.mean(length for length, _pace in before)
    usual = round(statistics.mean(pace for _length, pace in before))
    apart = (milliseconds - length) / 1000
    how = "as long" if abs(apart) < 0.5 else f"{abs(apart):.1f} s {'longer' if apart > 0 else 'shorter'}"
    runs = "Your last run" if len(before) == 1 else f"Your last {counted(len(before), 'run')}"
    return f"{runs} took {length / 1000:.1f} s at {usual} words a minute: this one was {how}."
