"""Sound files of any maker, and what their energy tells of speaking and pausing."""

from __future__ import annotations

import math
import random
import tracemalloc
from array import array
from itertools import pairwise, product

import pytest

from examples import one_in
from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.domain.rehearsal.reports import Level, pause_words
from insidescoop.speech.activity import listen
from insidescoop.speech.resampling import resampled
from insidescoop.speech.wav import LONGEST_MINUTES, RATE, Sound, read_wav, wav_of
from sounds import a_run, file_of, packed, silence
from spoken_pitches import with_noise


def is_as_said(report: object) -> bool:
    spans = [(pause.start, pause.end) for pause in report.pauses]  # type: ignore[attr-defined]
    wanted = [(2_500, 3_100), (4_100, 5_300)]
    begin, end = report.begin, report.end  # type: ignore[attr-defined]
    return (
        len(spans) == 2
        and abs(begin - 500) <= 60
        and abs(end - 7_300) <= 60
        and all(abs(told - true) <= 80 for pair, want in zip(spans, wanted, strict=True) for told, true in
                zip(pair, want, strict=True))
    )  # fmt: skip


@pytest.mark.parametrize(("rate", "bits"), one_in(3, product([8_000, 16_000, 22_050, 44_100, 48_000], [8, 16, 24, 32])))
def test_a_file_of_any_width_and_rate_tells_the_same(rate: int, bits: int) -> None:
    sound = read_wav(file_of(packed(a_run(rate), bits), rate=rate, bits=bits))

    assert abs(sound.milliseconds - 8_000) <= 1
    assert is_as_said(listen(sound))


def test_floating_point_and_extensible_files_are_read() -> None:
    samples = a_run()
    floats = array("f", [sample / 32_768 for sample in samples]).tobytes()

    for data in (
        file_of(floats, rate=RATE, bits=32, tag=3),
        file_of(samples.tobytes(), rate=RATE, tag=0xFFFE),
        file_of(samples.tobytes(), rate=RATE, before=b"LIST\x03\x00\x00\x00abc\x00"),
    ):
        assert is_as_said(listen(read_wav(data)))


@pytest.mark.parametrize("loud", [0, 1])
def test_of_two_channels_the_one_with_the_voice_is_heard(loud: int) -> None:
    samples = a_run()
    both = array("h", bytes(4 * len(samples)))
    both[loud::2] = samples

    assert is_as_said(listen(read_wav(file_of(both.tobytes(), rate=RATE, channels=2))))


def test_channels_that_cancel_each_other_are_heard() -> None:
    samples = a_run()
    both = array("h", bytes(4 * len(samples)))
    both[0::2], both[1::2] = samples, array("h", [-sample for sample in samples])

    assert is_as_said(listen(read_wav(file_of(both.tobytes(), rate=RATE, channels=2))))


def test_what_is_written_is_read_again() -> None:
    samples = a_run()

    assert read_wav(wav_of(samples)).samples == samples


@pytest.mark.parametrize("size", [0, 10**9])
def test_a_file_whose_recorder_was_cut_off_is_read_as_far_as_it_goes(size: int) -> None:
    data = bytearray(wav_of(a_run()))
    data[40:44] = size.to_bytes(4, "little")

    assert read_wav(bytes(data)).milliseconds == 8_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ID3\x03 not a wave",
        b"RIFF\x00\x00\x00\x00WAVE",
        wav_of(a_run())[:30],
        file_of(b"\x00" * 64, rate=RATE, bits=4),
        file_of(b"\x00" * 64, rate=RATE, tag=85),
        file_of(b"\x00" * 64, rate=0),
        file_of(b"\x00" * 64, rate=RATE, channels=0),
        file_of(bytes(4_000 * (LONGEST_MINUTES * 60 + 1)), rate=4_000, bits=8),
    ],
    ids=["nothing", "mp3", "no chunks", "cut off", "4 bits", "packed", "no rate", "no channels", "too long"],
)
def test_what_is_no_sound_of_ours_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Invalid):
        read_wav(data)


def test_a_tone_keeps_its_pitch_and_its_loudness_at_another_rate() -> None:
    seconds, hertz = 1.0, 440.0
    samples = array("h", [int(10_000 * math.sin(2 * math.pi * hertz * place / 44_100)) for place in range(44_100)])

    found = resampled([samples], len(samples), from_rate=44_100, to_rate=RATE)

    crossings = sum(1 for before, after in pairwise(found) if before < 0 <= after)
    assert len(found) == int(seconds * RATE)
    assert abs(crossings - hertz) <= 1
    assert max(found[1_000:-1_000]) == pytest.approx(10_000, rel=0.02)


def test_what_is_too_high_for_the_rate_does_not_come_back_as_a_low_tone() -> None:
    hiss = array("h", [int(10_000 * math.sin(2 * math.pi * 15_000 * place / 48_000)) for place in range(24_000)])

    found = resampled([hiss], len(hiss), from_rate=48_000, to_rate=RATE)

    assert max(found[100:-100]) < 300


@pytest.mark.parametrize("rate", [96_000, 192_000, 384_000, 250_000, 383_999])
def test_very_high_rates_are_read_too(rate: int) -> None:
    samples = array("h", [int(10_000 * math.sin(2 * math.pi * 440 * place / rate)) for place in range(rate // 4)])

    sound = read_wav(file_of(samples.tobytes(), rate=rate))

    crossings = sum(1 for before, after in pairwise(sound.samples) if before < 0 <= after)
    assert abs(sound.milliseconds - 250) <= 1
    assert abs(crossings - 110) <= 1
    assert max(sound.samples[500:-500]) == pytest.approx(10_000, rel=0.02)


def test_a_long_recording_is_read_in_blocks_and_never_held_whole_at_its_own_rate() -> None:
    data = file_of(bytes(3 * 10**6), rate=48_000)
    tracemalloc.start()

    sound = read_wav(data)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sound.milliseconds == 31_250
    assert peak < len(data)


def test_reading_can_be_called_off() -> None:
    def call_off(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_wav(file_of(a_run(44_100).tobytes(), rate=44_100), call_off)


# Pauses and loudness


@pytest.mark.parametrize("decibels", [40, 30, 20, 15])
def test_pauses_are_found_under_noise(decibels: float) -> None:
    noisy = with_noise(a_run(), decibels, random.Random(1))  # noqa: S311 - noise, no secret

    assert is_as_said(listen(Sound(noisy)))


@pytest.mark.parametrize("amplitude", [30, 300, 3_000, 30_000])
def test_a_quiet_voice_pauses_where_a_loud_one_does(amplitude: float) -> None:
    report = listen(Sound(a_run(amplitude=amplitude)))

    assert is_as_said(report)
    assert report.level is (Level.QUIET if amplitude <= 300 else Level.GOOD)


def test_a_constant_offset_and_a_hum_are_not_heard_as_speech() -> None:
    samples = a_run()
    hum = array("h", [
        min(max(sample + 1_500 + int(200 * math.sin(2 * math.pi * 50 * place / RATE)), -32_768), 32_767)
        for place, sample in enumerate(samples)
    ])  # fmt: skip

    assert is_as_said(listen(Sound(hum)))


def test_a_click_in_a_pause_does_not_part_it() -> None:
    samples = a_run()
    for place in range(int(4.7 * RATE), int(4.7 * RATE) + 160):
        samples[place] = 20_000

    assert is_as_said(listen(Sound(samples)))


def test_clipping_is_told() -> None:
    cut = array("h", [min(max(sample * 8, -32_768), 32_767) for sample in a_run()])

    report = listen(read_wav(wav_of(cut)))

    assert report.level is Level.CLIPPED
    assert is_as_said(report)


@pytest.mark.parametrize(
    "samples",
    [
        array("h"),
        silence(5),
        array("h", [random.Random(2).randint(-400, 400) for _sample in range(10)] * 8_000),  # noqa: S311
        with_noise(array("h", [1_000, -1_000] * 40_000), -20, random.Random(3)),  # noqa: S311
    ],
    ids=["no sound", "silence", "a buzz", "noise"],
)
def test_where_nobody_speaks_nothing_is_made_up(samples: array[int]) -> None:
    report = listen(Sound(samples))

    assert (report.milliseconds, report.pauses) == (0, ())


def test_the_report_adds_up_and_names_the_longest_pause_first() -> None:
    report = listen(Sound(a_run()))

    assert report.speaking_milliseconds + report.pause_milliseconds == report.milliseconds
    longest = report.longest_pauses()
    assert [round(pause.seconds, 1) for pause in longest] == [1.2, 0.6] or longest[0].seconds > longest[1].seconds
    assert pause_words(longest[0], ()).startswith("1.")
