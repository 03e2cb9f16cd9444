"""Rules of saying a pitch out loud: its script, its clock, its limits."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.rehearsal.clock import FASTEST_SCROLL, SLOWEST_SCROLL, RunClock, Scroll
from insidescoop.domain.rehearsal.rehearsals import (
    Limits,
    Phase,
    RehearsalDraft,
    Span,
    is_even,
    is_inside,
    limits_for,
    milliseconds_behind,
    script_of,
    sentence_paces,
    slowest_sentences,
    spans_as_text,
    spans_of,
    spans_of_taps,
    words_said,
)

TEXT = "I'm Dana Reyes, a library science student. I clean up messy catalog data. How did you get into it?"
INSTANTS = st.lists(st.floats(0, 50_000), min_size=1, max_size=30).map(sorted)
SPANS = st.lists(st.none() | st.builds(Span, st.integers(0, 9_999), st.integers(10_000, 99_999)), max_size=9)


def test_a_script_holds_every_word_of_its_text_and_no_name_of_the_speaker() -> None:
    script = script_of(TEXT, own_name="Dana Reyes")

    assert [sentence.words for sentence in script.sentences] == [7, 6, 6]
    assert script.words == 19
    assert not {"Dana", "Reyes"} & set(script.sentences[0].key_words)


@pytest.mark.parametrize("text", ["", "  \n", "..."])
def test_a_text_that_says_nothing_has_no_sentences(text: str) -> None:
    assert script_of(text).sentences == ()


@pytest.mark.parametrize("target", [5, 15, 30, 60, 600])
def test_the_clock_is_early_then_now_then_over(target: int) -> None:
    limits = limits_for(target)

    seen = [limits.phase(second * 1000) for second in range(2 * target)]

    assert [phase for place, phase in enumerate(seen) if place == 0 or seen[place - 1] != phase] == list(Phase)
    assert limits.phase(target * 1000) is Phase.NOW


def test_limits_are_what_the_user_says() -> None:
    assert Limits(10, 12).phase(11_000) is Phase.NOW


@given(spans=SPANS)
def test_spans_are_read_as_they_were_kept(spans: list[Span | None]) -> None:
    assert spans_of(spans_as_text(spans)) == tuple(spans)


@given(taps=st.lists(st.integers(1, 100_000), unique=True, max_size=20).map(sorted))
def test_taps_part_the_time_without_gaps(taps: list[int]) -> None:
    spans = spans_of_taps(taps)

    assert sum(span.end - span.start for span in spans) == (taps[-1] if taps else 0)
    assert all(before.end == after.start for before, after in pairwise(spans))


def test_a_sentence_left_out_is_not_counted_as_said() -> None:
    script = script_of(TEXT)
    spans = (Span(0, 3_000), None, Span(3_000, 5_000))

    assert words_said(script, spans) == 13
    assert sentence_paces(script, spans) == (140, None, 180)


def test_without_marks_all_words_count_and_no_sentence_has_a_pace() -> None:
    script = script_of(TEXT)

    assert words_said(script, ()) == 19
    assert sentence_paces(script, ()) == (None, None, None)


@pytest.mark.parametrize(("done", "at", "behind"), [(0, 0, 0), (1, 7_000, 0), (1, 6_000, -1_000), (3, 21_500, 2_500)])
def test_a_run_is_ahead_or_behind_by_its_words(done: int, at: int, behind: int) -> None:
    assert milliseconds_behind(script_of(TEXT), sentences_done=done, milliseconds=at, target_seconds=19) == behind


def test_the_slow_sentences_are_named_slowest_first_and_short_ones_are_not() -> None:
    script = script_of("One two three four five. Six seven eight nine ten. Well yes. Ten nine eight seven six.")
    spans = (Span(0, 2_000), Span(2_000, 6_000), Span(6_000, 9_000), Span(9_000, 12_000))

    assert slowest_sentences(script, spans, target_seconds=9) == (1,)


@pytest.mark.parametrize(("target_seconds", "slow"), [(13, (1,)), (14, ())])
def test_a_sentence_said_at_the_pace_of_the_target_is_not_slow(target_seconds: int, slow: tuple[int, ...]) -> None:
    script = script_of("One two three four five. Six seven eight nine ten. Ten nine eight seven six.")
    spans = (Span(0, 2_000), Span(2_000, 6_500), Span(6_500, 8_500))

    assert slowest_sentences(script, spans, target_seconds=target_seconds) == slow


@pytest.mark.parametrize(
    ("ends", "even"),
    [
        ((3_000, 6_000, 9_000), True),
        ((3_000, 6_000, 14_200), True),
        ((3_000, 6_000, 26_000), False),
        ((3_000, 23_000, 26_000), False),
        ((3_000, 6_000), True),
        ((), True),
    ],
    ids=["even", "not quite three times", "the last hung", "the second hung", "marks of another text", "no marks"],
)
def test_a_run_in_which_one_sentence_hung_is_not_even(ends: tuple[int, ...], even: bool) -> None:
    script = script_of(TEXT)

    assert is_even(script, spans_of_taps(ends)) is even


def test_a_breath_around_a_short_sentence_does_not_make_a_run_uneven() -> None:
    script = script_of("Hello. " + TEXT)

    assert is_even(script, spans_of_taps((2_000, 5_000, 8_000, 11_000)))


@pytest.mark.parametrize(
    ("milliseconds", "inside"),
    [(30_000, True), (30_499, True), (30_500, False)],
    ids=["in time", "half a second", "over"],
)
def test_a_run_is_inside_its_limit_in_whole_seconds(milliseconds: int, inside: bool) -> None:
    assert is_inside(milliseconds=milliseconds, target_seconds=30) is inside


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"milliseconds": 0}, "milliseconds"), ({"self_rating": 6}, "self_rating"), ({"text": "  "}, "text"),
     ({"target_seconds": 2}, "target_seconds")],
)  # fmt: skip
def test_a_run_that_makes_no_sense_is_not_kept(facts: dict[str, object], field: str) -> None:
    draft = RehearsalDraft(**{"pitch_id": 1, "text": TEXT, "target_seconds": 30, "milliseconds": 9_000, **facts})

    assert [problem.field for problem in draft.problems()] == [field]


# The clock


def test_a_clock_counts_without_its_pauses() -> None:
    clock = RunClock()
    clock.begin(1_000)
    clock.pause(3_000)
    clock.begin(10_000)

    assert clock.elapsed(11_500) == 3_500


def test_starting_and_pausing_twice_changes_nothing() -> None:
    clock = RunClock()
    for instant in (0, 500):
        clock.begin(instant)
    for instant in (1_000, 9_000):
        clock.pause(instant)

    assert clock.elapsed(99_000) == 1_000


def test_taps_mark_sentences_and_the_last_one_can_be_taken_back() -> None:
    clock = RunClock()
    clock.begin(0)
    for instant in (1_500, 4_000, 4_000):
        clock.tap(instant)

    assert clock.spans() == (Span(0, 1_500), Span(1_500, 4_000))
    clock.untap()
    assert clock.spans() == (Span(0, 1_500),)


# The scroll


@given(instants=INSTANTS, pace=st.integers(60, 220))
def test_a_text_never_moves_back_and_each_step_is_the_time_it_took(instants: list[float], pace: int) -> None:
    scroll = Scroll(pace=pace, most=1_000)
    scroll.begin(0)

    places = [scroll.at(instant) for instant in instants]

    for (earlier, later), (before, after) in zip(pairwise(instants), pairwise(places), strict=True):
        assert after >= before
        assert after - before == pytest.approx((later - earlier) * pace / 60_000, abs=1e-6)


@given(instants=INSTANTS, paces=st.lists(st.integers(0, 500), min_size=1, max_size=10))
def test_a_change_of_pace_or_a_pause_never_makes_the_text_jump(instants: list[float], paces: list[int]) -> None:
    scroll = Scroll(pace=140, most=1_000)
    scroll.begin(0)

    for place, instant in enumerate(instants):
        before = scroll.at(instant)
        if place % 3 == 2:
            scroll.pause(instant)
            assert scroll.at(instant + 60_000) == before
            scroll.begin(instant)
        else:
            scroll.change_pace(instant, paces[place % len(paces)])
        assert scroll.at(instant) == before
        assert SLOWEST_SCROLL <= scroll.pace <= FASTEST_SCROLL


def test_a_text_stops_at_its_end_and_goes_where_it_is_sent() -> None:
    scroll = Scroll(pace=60, most=10)
    scroll.begin(0)

    assert scroll.at(60_000) == 10
    scroll.jump(60_000, 4)
    assert scroll.at(62_000) == pytest.approx(6)


def test_a_jump_is_a_glide_that_begins_where_the_text_was_and_never_turns_back() -> None:
    scroll = Scroll(pace=120, most=100)
    scroll.begin(0)

    scroll.jump(1_000, 20)

    places = [scroll.at(1_000 + frame * 16) for frame in range(60)]
    assert places[0] == pytest.approx(2)
    assert all(after >= before for before, after in pairwise(places))
    assert places[-1] == pytest.approx(20 + 59 * 16 * 120 / 60_000)
