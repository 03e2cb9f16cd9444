"""Where each sentence of a script is in a sound: pocketsphinx is led through the script, and may leave sentences out.

The grammar goes through the words in order. A sentence may be left out, begun again, or a word said twice; each costs
a little, so that it is taken only where the sound asks for it. Free recognition is too poor for this (measured).
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from insidescoop.domain.english import looks_english
from insidescoop.domain.pitch.lengths import word_count
from insidescoop.domain.rehearsal.rehearsals import Script, Span
from insidescoop.domain.rehearsal.reports import SHORTEST_PAUSE, Aligned, SoundReport, Unaligned
from insidescoop.domain.values import frozen
from insidescoop.speech.pronunciation import ways_to_say
from insidescoop.speech.wav import RATE, Sound

_FRAME_MILLISECONDS = 10
_FRAME = RATE * _FRAME_MILLISECONDS // 1000
_MARGIN = 300
_NEAR_A_PAUSE, _SHORT_WORD = 120, 260
_LEFT_OUT, _BEGUN_AGAIN, _SAID_TWICE = 1e-4, 1e-5, 1e-5
"""What it costs to leave a sentence out, to begin it again, and to say a word twice, as shares of one."""

_WIDE_BEAM = 1e-100
"""The usual beams give up on a script that the sound leaves for a moment."""

_QUICKEST_SOUND = 38
"""Milliseconds a sound: the recognizer cannot make one shorter than 30, so what is nearly that was squeezed in."""

_LEAST_FOUND, _LEAST_COVERED = 0.25, 0.25
"""Shares of the script's words, and of the time somebody speaks, that must belong together to be believed."""

_MOST_UNEXPLAINED = 0.16
"""The share of the speech that may be outside the sentences found for their places to be told.

Measured with six voices of two synthesizers: up to 0.02 in a plain reading, fast or slow, whole or with sentences left
out; up to 0.15 with "um" before each sentence; 0.18 and more where a sentence that is not in the text is added.
"""

_ROOM_FOR_A_SENTENCE = 0.5
"""The share of what a sentence needs: with less unexplained speech than that it was not said."""

_MOST_STRETCHED, _STRETCHED_MILLISECONDS = 1.6, 100
"""A sentence may take so many times what it takes at the median pace of its run, and a little more."""

_MOST_ATTEMPTS, _LEAST_ATTEMPT, _LONGEST_ATTEMPTS = 2, 3, 1.1
"""A speaker begins a sentence again once or twice, after some words, and says no more than the sentence on the way; the
recognizer that hears another sentence begins one again and again, after a word or two, for as long as that takes."""

_LOUD_ENOUGH, _WANTED_PEAK, _MOST_GAIN = 6_000, 20_000, 200


@frozen
class _Heard:
    """One word as it was heard: its sentence, its place there, and its first frame and the one after its last."""

    sentence: int
    word: int
    start: int
    end: int


class _Grammar:
    """The script as arcs between numbered states, and what each arc says."""

    def __init__(self) -> None:
        self.ways_by_name: dict[str, tuple[str, ...]] = {}
        self.arcs: list[tuple[Any, ...]] = []
        self.states = 1
        self.sounds_by_word: dict[tuple[int, int], int] = {}

    def add_sentence(self, place: int, words: list[tuple[str, ...]]) -> None:
        """Goes on with a sentence whose words are given by their ways to be said."""
        begin = self.states - 1
        names = [f"s{place}w{number}" for number in range(len(words))]
        for number, (name, ways) in enumerate(zip(names, words, strict=True)):
            self.ways_by_name[name] = ways
            state = begin + number
            self.arcs.append((state, state + 1, 1.0, name))
            self.arcs.append((state + 1, state + 1, _SAID_TWICE, name))
            if state + 1 > begin + 1:
                self.arcs.append((state + 1, begin + 1, _BEGUN_AGAIN, names[0]))
            self.sounds_by_word[place, number] = min(len(way.split()) for way in ways)
        self.states += len(words)
        self.arcs.append((begin, begin + len(words), _LEFT_OUT))


def align(sound: Sound, script: Script, heard_in: SoundReport) -> Aligned | Unaligned:
    """The spans of the sentences in the sound, or why they are not known; `heard_in` says where somebody speaks."""
    # Loaded when the first recording is listened to; a system without it still has the rest of the report.
    try:
        import pocketsphinx
    except (ImportError, OSError):
        return Unaligned.NO_LIBRARY
    if not looks_english(script.text):
        return Unaligned.OTHER_LANGUAGE
    # Named in full: in a bundle the library does not find its own model.
    model = Path(pocketsphinx.__file__).parent / "model" / "en-us"
    try:
        decoder = pocketsphinx.Decoder(
            hmm=str(model / "en-us"), dict=str(model / "cmudict-en-us.dict"), lm=None, loglevel="FATAL",
            # Perfect silence is no sound the model knows: it gets a little noise, the same each time.
            dither=True, seed=1, beam=_WIDE_BEAM, wbeam=_WIDE_BEAM, pbeam=_WIDE_BEAM, bestpath=False,
        )  # fmt: skip
    except RuntimeError:
        return Unaligned.NO_LIBRARY
    grammar = _grammar_of(script, decoder)
    if not grammar.ways_by_name:
        return Unaligned.OTHER_LANGUAGE
    # Long silence around the speech would shift what the recognizer takes for the usual sound.
    first = max(heard_in.begin - _MARGIN, 0) // _FRAME_MILLISECONDS
    samples = sound.samples[first * _FRAME : (heard_in.end + _MARGIN) // _FRAME_MILLISECONDS * _FRAME]
    heard = _decoded(decoder, grammar, _audible(samples), first)
    return _judged(heard, script, grammar, heard_in)


def _grammar_of(script: Script, decoder: Any) -> _Grammar:
    def lookup(word: str) -> tuple[str, ...]:
        ways: list[str] = []
        while (way := decoder.lookup_word(word if not ways else f"{word}({len(ways) + 1})")) is not None:
            ways.append(way)
        return tuple(ways)

    grammar = _Grammar()
    for place, sentence in enumerate(script.sentences):
        said = [ways_to_say(word, lookup) for word in sentence.text.split() if word_count(word)]
        words = [tuple(way for way in ways if way) for ways in said if any(ways)]
        if words:
            grammar.add_sentence(place, words)
    return grammar


def _decoded(decoder: Any, grammar: _Grammar, samples: array[int], first: int) -> list[_Heard]:
    """The words heard in samples that begin at the frame `first`, in order; none if the script was not gone through."""
    for name, ways in grammar.ways_by_name.items():
        for number, way in enumerate(ways):
            decoder.add_word(name if not number else f"{name}({number + 1})", way, update=False)
    model = decoder.create_fsg("script", 0, grammar.states - 1, grammar.arcs)
    decoder.add_fsg("script", model)
    decoder.activate_search("script")
    decoder.start_utt()
    decoder.process_raw(samples.tobytes(), full_utt=True)
    decoder.end_utt()
    if decoder.hyp() is None:
        return []
    heard = []
    for segment in decoder.seg():
        name = segment.word.partition("(")[0]
        if name in grammar.ways_by_name:
            sentence, word = name[1:].split("w")
            heard.append(_Heard(int(sentence), int(word), first + segment.start_frame, first + segment.end_frame + 1))
    return heard


def _judged(heard: list[_Heard], script: Script, grammar: _Grammar, heard_in: SoundReport) -> Aligned | Unaligned:
    believed = {place: _believed(list(words)) for place, words in groupby(heard, lambda word: word.sentence)}
    spans: list[Span | None] = []
    for place in range(len(script.sentences)):
        spans.append(_span_of(believed.get(place, []), grammar, heard_in))
    spans = _parted_at_pauses(spans, heard_in)
    said = [word for place, words in believed.items() if spans[place] is not None for word in words]
    found = sum(sentence.words for sentence, span in zip(script.sentences, spans, strict=True) if span)
    explained = _explained(spans, said, grammar, heard_in)
    speaking = heard_in.speaking_milliseconds
    if found < _LEAST_FOUND * script.words or explained < _LEAST_COVERED * speaking:
        return Unaligned.NOT_FOUND
    unexplained = speaking - explained
    if unexplained > _MOST_UNEXPLAINED * speaking or unexplained > _room_for_others(spans, said, grammar):
        return Unaligned.UNPLACED
    return Aligned(
        tuple(spans), tuple(word.start * _FRAME_MILLISECONDS for word in said), tuple(sorted(_begun_again(said)))
    )


def _believed(words: list[_Heard]) -> list[_Heard]:
    """Of the words of a sentence those of the one time it was said, and those before if they were attempts at it.

    That time is the last one in which the fewest words were said twice: what is not the sentence is heard as its words
    again and again.
    """
    runs: list[list[_Heard]] = []
    for word in words:
        if word.word and runs and word.word - runs[-1][-1].word in (0, 1):
            runs[-1].append(word)
        else:
            runs.append([word])
    last_word = words[-1].word
    whole = [place for place, run in enumerate(runs) if run[0].word == 0 and run[-1].word == last_word]
    if not whole:
        return runs[-1]
    best = min(reversed(whole), key=lambda place: _said_twice(runs[place]))
    run = runs[best]
    while len(run) > 1 and run[-2].word == last_word:
        run = run[:-1]
    least = min(_LEAST_ATTEMPT, (last_word + 2) // 2)
    attempts = [word for attempt in runs[:best] for word in attempt]
    if best > _MOST_ATTEMPTS or any(len(attempt) < least for attempt in runs[:best]):
        return run
    return attempts + run if _frames(attempts) <= _LONGEST_ATTEMPTS * _frames(run) else run


def _frames(words: list[_Heard]) -> int:
    return sum(word.end - word.start for word in words)


def _said_twice(run: list[_Heard]) -> int:
    return sum(before.word == word.word for before, word in pairwise(run))


def _explained(spans: list[Span | None], said: list[_Heard], grammar: _Grammar, heard_in: SoundReport) -> float:
    """Milliseconds of speech that belong to the sentences found: no more than they need at the pace of the run."""
    pace = _milliseconds_a_sound(said, grammar)
    whole = 0.0
    for place, span in enumerate(spans):
        if span is not None:
            sounds = sum(grammar.sounds_by_word[word.sentence, word.word] for word in said if word.sentence == place)
            most = _MOST_STRETCHED * pace * sounds + _STRETCHED_MILLISECONDS
            whole += min(_speech_in(span, heard_in), most)
    return whole


def _room_for_others(spans: list[Span | None], said: list[_Heard], grammar: _Grammar) -> float:
    """Milliseconds of unexplained speech from which a sentence that was not found may have been said all the same."""
    missing = [place for place, span in enumerate(spans) if span is None]
    pace = _milliseconds_a_sound(said, grammar)
    needed = [
        sum(sounds for (sentence, _word), sounds in grammar.sounds_by_word.items() if sentence == place) * pace
        for place in missing
    ]
    return min((each for each in needed if each), default=math.inf) * _ROOM_FOR_A_SENTENCE


def _milliseconds_a_sound(said: list[_Heard], grammar: _Grammar) -> float:
    return median(
        [
            (word.end - word.start) * _FRAME_MILLISECONDS / grammar.sounds_by_word[word.sentence, word.word]
            for word in said
        ]
        or [0.0]
    )


def _speech_in(span: Span, heard_in: SoundReport) -> int:
    """Milliseconds of a span in which someone speaks."""
    start, end = max(span.start, heard_in.begin), min(span.end, heard_in.end)
    silent = sum(max(min(pause.end, end) - max(pause.start, start), 0) for pause in heard_in.pauses)
    return max(end - start - silent, 0)


def _span_of(words: list[_Heard], grammar: _Grammar, heard_in: SoundReport) -> Span | None:
    """When a sentence was said; None if it was not, or was squeezed in where it has no room."""
    if not words:
        return None
    span = Span(words[0].start * _FRAME_MILLISECONDS, words[-1].end * _FRAME_MILLISECONDS)
    sounds = sum(grammar.sounds_by_word[key] for key in {(word.sentence, word.word) for word in words})
    if span.end - span.start < _QUICKEST_SOUND * sounds:
        return None
    return _without_silence(span, words, heard_in)


def _without_silence(span: Span, words: list[_Heard], heard_in: SoundReport) -> Span:
    """The span without a pause at either end: the recognizer likes to give silence to a vowel beside it.

    A first word that holds a whole pause was said after it, a last one before it.
    """
    first_ends, last_begins = words[0].end * _FRAME_MILLISECONDS, words[-1].start * _FRAME_MILLISECONDS
    start, end = max(span.start, heard_in.begin), min(span.end, heard_in.end)
    for pause in heard_in.pauses:
        is_in_first = start < pause.start and pause.end < first_ends
        if (is_in_first or pause.start - _NEAR_A_PAUSE <= start < pause.end) and pause.end < end:
            start = pause.end
        is_in_last = last_begins < pause.start and pause.end < end
        if (is_in_last or pause.start < end <= pause.end + _NEAR_A_PAUSE) and start < pause.start:
            end = pause.start
    return Span(start, end) if start < end else span


def _parted_at_pauses(spans: list[Span | None], heard_in: SoundReport) -> list[Span | None]:
    """The spans with each end of a sentence that stands close to a pause moved to it: one breathes between sentences.

    "In May. I clean" sounds much like "in M. I clean", and the recognizer may part it one short word too early.
    """
    parted = list(spans)
    for place, (before, after) in enumerate(pairwise(spans)):
        if before is None or after is None or after.start - before.end >= SHORTEST_PAUSE:
            continue
        near = [
            pause
            for pause in heard_in.pauses
            if pause.start - after.start <= _SHORT_WORD and before.end - pause.end <= _SHORT_WORD
        ]
        for pause in near[:1]:
            first, second = parted[place], parted[place + 1]
            if first is not None and second is not None and first.start < pause.start and pause.end < second.end:
                parted[place], parted[place + 1] = Span(first.start, pause.start), Span(pause.end, second.end)
    return parted


def _begun_again(heard: list[_Heard]) -> set[int]:
    begun = Counter(word.sentence for word in heard if word.word == 0)
    return {sentence for sentence, times in begun.items() if times > 1}


def _audible(samples: array[int]) -> array[int]:
    """The samples, raised if they are so quiet that whole numbers would lose them in the recognizer."""
    peak = max(max(samples), -min(samples)) if samples else 0
    if not 0 < peak < _LOUD_ENOUGH:
        return samples
    gain = min(_WANTED_PEAK / peak, _MOST_GAIN)
    return array("h", [int(sample * gain) for sample in samples])
