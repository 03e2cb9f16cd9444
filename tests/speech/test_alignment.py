"""Sentences found in synthesized speech: where each was said, which were left out, and when nobody can tell."""

from __future__ import annotations

import builtins
import random
from array import array
from collections.abc import Sequence
from typing import Any

import pytest

import bench_speech
from examples import one_in
from insidescoop.domain.english import looks_english
from insidescoop.domain.pitch.sentences import sentences_of
from insidescoop.domain.rehearsal.rehearsals import Span, script_of
from insidescoop.domain.rehearsal.reports import Aligned, RecordingReport, Unaligned, pace_over_time
from insidescoop.speech.analysis import report_of_recording
from insidescoop.speech.pronunciation import ways_to_say
from insidescoop.speech.wav import RATE, read_wav, wav_of
from sounds import file_of, packed
from spoken_pitches import PITCHES, Said, at_rate, say, spoken, with_noise

NEAR = 300
"""Milliseconds: the goal for the error at the end of a sentence."""


def errors_of(said: Said, data: bytes | None = None, shift: int = 0) -> list[int]:
    """How far each end found is from where it was; fails if another sentence was left out than told."""
    return errors_in(report_of_recording(data or said.wav, said.text), said, shift)


def errors_in(report: RecordingReport, said: Said, shift: int = 0) -> list[int]:
    """The same of a report that is there."""
    assert isinstance(report.script, Aligned), report.script
    assert [span is None for span in report.spans] == [span is None for span in said.spans]
    pairs = [(true, told) for true, told in zip(said.spans, report.spans, strict=True) if true and told]
    return [
        abs(ends[0] + shift - ends[1])
        for true, told in pairs
        for ends in ((true.start, told.start), (true.end, told.end))
    ]


@pytest.mark.parametrize(("number", "speed"), one_in(2, [(0, 200), (8, 130)]))
def test_each_sentence_is_found_where_it_was_said(number: int, speed: int) -> None:
    errors = errors_of(say(PITCHES[number], speed=speed, seed=number))

    assert max(errors) <= NEAR


@pytest.mark.parametrize("left_out", one_in(2, [({1, 2},), ({0},)]))
def test_a_sentence_left_out_is_told(left_out: set[int]) -> None:
    errors = errors_of(say(PITCHES[0], left_out=frozenset(left_out), seed=5))

    assert max(errors) <= NEAR


def test_a_sentence_begun_twice_is_one_sentence_and_is_told() -> None:
    said = say(PITCHES[5], twice=frozenset({1}), seed=6)

    report = report_of_recording(said.wav, said.text)

    assert isinstance(report.script, Aligned)
    assert report.script.repeated == (1,)
    assert max(errors_in(report, said)) <= NEAR


@pytest.mark.parametrize("voice", one_in(2, [("en-gb-scotland+m7",), ("en-us+f3",)]))
def test_other_voices_are_understood(voice: str) -> None:
    assert max(errors_of(say(PITCHES[7], voice=voice, seed=7))) <= NEAR


def _stereo_24_bits_48_kilohertz(samples: array[int]) -> bytes:
    quick = at_rate(samples, 48_000)
    both = array("h", bytes(4 * len(quick)))
    both[1::2] = quick
    return file_of(packed(both, 24), rate=48_000, channels=2, bits=24)


def _eight_bits(samples: array[int]) -> bytes:
    return file_of(packed(samples, 8), rate=RATE, bits=8)


def _at_44_100(samples: array[int]) -> bytes:
    return file_of(at_rate(samples, 44_100).tobytes(), rate=44_100)


def _very_quiet(samples: array[int]) -> bytes:
    return wav_of(array("h", [sample // 80 for sample in samples]))


def _clipped(samples: array[int]) -> bytes:
    return wav_of(array("h", [min(max(sample * 6, -32_768), 32_767) for sample in samples]))


@pytest.mark.parametrize(
    "made",
    one_in(2, [(_stereo_24_bits_48_kilohertz,), (_at_44_100,), (_very_quiet,), (_eight_bits,), (_clipped,)]),
    ids=lambda made: made.__name__,
)
def test_a_recording_of_any_kind_is_understood(made: Any) -> None:
    said = say("I clean up messy catalog data. How did you get into it?", seed=8, noise_decibels=30)

    errors = errors_of(said, made(read_wav(said.wav).samples))

    assert max(errors) <= NEAR


def test_long_silence_before_and_after_is_left_aside() -> None:
    said = say(PITCHES[0], seed=9, noise_decibels=None)
    noise = random.Random(9)  # noqa: S311 - noise, no secret
    quiet = array("h", [noise.randint(-20, 20) for _sample in range(8 * RATE)])

    errors = errors_of(said, wav_of(quiet + read_wav(said.wav).samples + quiet), shift=8_000)

    assert max(errors) <= NEAR


def test_the_pace_over_time_is_that_of_the_voice() -> None:
    said = say(PITCHES[9], seed=11)
    report = report_of_recording(said.wav, said.text)
    assert isinstance(report.script, Aligned)

    points = pace_over_time(script_of(said.text), report.spans, report.script.word_starts)

    paces = [pace for _at, pace in points]
    assert 90 < sum(paces) / len(paces) < 200
    assert [at for at, _pace in points] == sorted(at for at, _pace in points)


# What is not in the text

_VOICES = ("en-us", "en-gb+f3")
AD_LIB = "Oh, and by the way, my sister said yesterday that this is a wonderful place."


def said_otherwise(order: Sequence[int | str], voice: str = "en-us") -> tuple[RecordingReport, list[Span | None]]:
    """The report of the first pitch whose sentences were said in that order, with what else was said in between, and
    where they were."""
    chance = random.Random(3)  # noqa: S311 - breaths, no secret
    sentences = sentences_of(PITCHES[0])
    whole = array("h", bytes(RATE))
    spans: list[Span | None] = [None] * len(sentences)
    for each in order:
        text = each if isinstance(each, str) else sentences[each].text
        samples = spoken(text, 165, voice)
        if isinstance(each, int):
            start = len(whole) * 1000 // RATE
            spans[each] = Span(start, start + len(samples) * 1000 // RATE)
        whole += samples + array("h", bytes(2 * int(RATE * chance.uniform(0.3, 0.8))))
    return report_of_recording(wav_of(with_noise(whole, 20, chance)), PITCHES[0]), spans


ORDERS = {
    "added first": (AD_LIB, 0, 1, 2, 3),
    "added in the middle": (0, 1, AD_LIB, 2, 3),
    "added last": (0, 1, 2, 3, AD_LIB),
    "changed places": (0, 2, 1, 3),
    "back again": (0, 1, 2, 1, 2, 3),
    "said instead": (0, 1, AD_LIB, 3),
}


@pytest.mark.parametrize(
    ("how", "voice"),
    one_in(2, ((how, voice) for place, how in enumerate(ORDERS) for voice in _VOICES[:: 1 if place % 2 else -1])),
)
def test_a_sentence_is_told_as_left_out_only_where_nothing_else_was_said(how: str, voice: str) -> None:
    order = ORDERS[how]
    report, said = said_otherwise(order, voice)

    if isinstance(report.script, Aligned):
        left_out = [place for place, span in enumerate(report.spans) if span is None]
        assert [place for place in left_out if said[place] is not None] == []
    else:
        assert report.script in (Unaligned.UNPLACED, Unaligned.NOT_FOUND)


def test_um_between_sentences_moves_none_of_them_and_is_no_beginning() -> None:
    report, said = said_otherwise(("Um", 0, "Uh", 1, "Um", 2, 3))

    assert isinstance(report.script, Aligned)
    assert report.script.repeated == ()
    for true, told in zip(said, report.spans, strict=True):
        assert true is not None
        assert told is not None
        assert abs(true.start - told.start) <= NEAR
        assert abs(true.end - told.end) <= NEAR


def test_half_the_text_is_told_as_half_of_it() -> None:
    report, _said = said_otherwise((0, 1))

    assert [span is None for span in report.spans] == [False, False, True, True]


# When nobody can tell


def test_another_text_is_not_taken_for_this_one() -> None:
    said = say(PITCHES[10], seed=12)

    report = report_of_recording(said.wav, PITCHES[0])

    assert report.sound.speaking_milliseconds > 5_000
    found = [span for span in report.spans if span is not None]
    assert report.script is Unaligned.NOT_FOUND or len(found) < len(report.spans)


def test_without_speech_there_is_nothing_to_find() -> None:
    report = report_of_recording(wav_of(array("h", bytes(2 * 3 * RATE))), PITCHES[0])

    assert report.script is Unaligned.NO_SPEECH


GERMAN = (
    "Guten Tag, ich bin Dana. Ich ordne Kataloge, damit Forscher finden, was sie brauchen. Wie sind Sie dazu gekommen?"
)


def test_another_language_is_not_looked_for_and_the_rest_of_the_report_stands() -> None:
    said = say(GERMAN, voice="de", seed=13)

    report = report_of_recording(said.wav, GERMAN)

    assert report.script is Unaligned.OTHER_LANGUAGE
    assert report.sound.speaking_milliseconds > 3_000
    assert len(report.sound.pauses) >= 2


def test_without_the_library_the_rest_of_the_report_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def blocked(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pocketsphinx"):
            raise ImportError(name)
        return real_import(name, *rest, **more)

    said = say(PITCHES[0], seed=14)
    monkeypatch.setattr(builtins, "__import__", blocked)

    report = report_of_recording(said.wav, said.text)

    assert report.script is Unaligned.NO_LIBRARY
    assert report.sound.milliseconds > 5_000


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        *((text, True) for text in PITCHES),
        (GERMAN, False),
        ("Soy Dana y estudio bibliotecología. Me gusta ordenar los catálogos para que la gente encuentre todo.", False),
        ("Je suis Dana et je range les catalogues pour que les chercheurs trouvent ce qu'ils cherchent.", False),
        ("Ik ben Dana en ik maak catalogi op orde, zodat onderzoekers vinden wat ze nodig hebben.", False),
        ("Jestem Dana i porządkuję katalogi, żeby badacze znajdowali to, czego szukają.", False),
        ("我叫李娜，我整理图书馆的目录。", False),
        ("", False),
    ],
)
def test_english_is_told_from_other_languages(text: str, is_english: bool) -> None:
    assert looks_english(text) is is_english


BOOK = {"mill": ("M IH L",), "brook": ("B R UH K",), "marc": ("M AA R K",), "forty": ("F AO R T IY",),
        "dollars": ("D AA L ER Z",), "twenty": ("T W EH N T IY",), "six": ("S IH K S",), "dana": ("D EY N AH",),
        "two": ("T UW",), "thousand": ("TH AW Z AH N D",), "point": ("P OY N T",), "five": ("F AY V",),
        "first": ("F ER S T",), "the": ("DH AH", "DH IY")}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("the", ("DH AH", "DH IY")),
        ("Millbrook,", ("M IH L B R UH K",)),
        ("Mill-Brook", ("M IH L B R UH K",)),
        ("MARC", ("M AA R K", "EH M EY AA R S IY")),
        ("LIS", ("EH L AY EH S", "L IH S")),
        ("$40", ("F AO R T IY D AA L ER Z",)),
        ("2026", ("T W EH N T IY T W EH N T IY S IH K S", "T UW TH AW Z AH N D T W EH N T IY S IH K S")),
        ("2.5", ("T UW P OY N T F AY V",)),
        ("1st", ("F ER S T",)),
        ("Dana’s", ("D EY N AH Z",)),
        ("Zoë", ("Z OW EH",)),
        ("—", ()),
    ],
)
def test_words_are_said_as_a_speaker_says_them(written: str, said: tuple[str, ...]) -> None:
    assert ways_to_say(written, lambda word: BOOK.get(word, ())) == said


def test_the_figures_of_the_benchmark_meet_their_goals_on_a_few_pitches() -> None:
    figures = bench_speech.measure(PITCHES[:1], speeds=(165,))

    assert figures.median_error <= 0.3
    assert (figures.found, figures.imagined) == (figures.left_out, 0)
