"""Which runs out loud count, why others do not, and what their pace teaches."""

import pytest

from insidescoop.domain.rehearsal.counting_runs import NotCounted, why_not_counted, words_passed
from insidescoop.domain.rehearsal.pace import learned_pace, proposed_pace
from insidescoop.domain.rehearsal.rehearsals import Span, script_of
from insidescoop.domain.rehearsal.run_kinds import RunKind

ENGLISH = "I'm Dana, a student. I clean up the messy data of a library. How did you get into it?"
GERMAN = "Ich bin Dana. Ich ordne Kataloge, damit Forscher finden, was sie brauchen. Wie fing es an?"
SPANS = (Span(0, 2_000), Span(2_000, 6_000), Span(6_000, 9_000))


def why(text: str = ENGLISH, **facts: object) -> NotCounted | None:
    script = script_of(text)
    given: dict[str, object] = {
        "kind": RunKind.TIMED, "milliseconds": 9_000, "words": script.words, "spans": (),
        "speaking_milliseconds": None, "loudness": None, **facts,
    }  # fmt: skip
    return why_not_counted(script, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"kind": RunKind.TAPPED, "spans": SPANS},
        {"kind": RunKind.RECORDED, "spans": SPANS, "speaking_milliseconds": 8_000, "loudness": -200},
        {"text": GERMAN, "kind": RunKind.RECORDED, "speaking_milliseconds": 8_000, "loudness": -200},
        {"text": "私は図書館で目録を作っています。", "milliseconds": 9_000},
        {"words": 18},
    ],
    ids=["by the clock", "tapped", "recorded", "sentences not looked for", "words without spaces", "as good as all"],
)
def test_a_run_in_which_the_text_was_said_counts(facts: dict[str, object]) -> None:
    assert why(**facts) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"kind": RunKind.RECORDED}, NotCounted.UNHEARD),
        ({"kind": RunKind.RECORDED, "speaking_milliseconds": 0, "words": 0, "loudness": -1_200}, NotCounted.SILENT),
        ({"kind": RunKind.RECORDED, "speaking_milliseconds": 0, "words": 0, "loudness": -300}, NotCounted.NOISE),
        ({"kind": RunKind.RECORDED, "speaking_milliseconds": 8_000}, NotCounted.UNHEARD),
        ({"kind": RunKind.RECORDED, "speaking_milliseconds": 8_000, "words": 0}, NotCounted.UNMATCHED),
        ({"kind": RunKind.RECORDED, "spans": (None, None, None), "words": 0}, NotCounted.UNPLACED),
        ({"text": GERMAN, "kind": RunKind.RECORDED, "speaking_milliseconds": 8_000, "words": 0}, NotCounted.UNMATCHED),
        ({"words": 8}, NotCounted.CUT_SHORT),
        ({"kind": RunKind.TAPPED, "spans": (*SPANS[:2], None)}, NotCounted.CUT_SHORT),
        ({"spans": (SPANS[0], None, SPANS[2])}, NotCounted.LEFT_OUT),
        ({"milliseconds": 1_700}, NotCounted.TOO_FAST),
        ({"milliseconds": 60_000}, NotCounted.TOO_SLOW),
    ],
    ids=lambda value: value.value if isinstance(value, NotCounted) else "",
)
def test_any_other_run_says_why_it_does_not(facts: dict[str, object], reason: NotCounted) -> None:
    assert why(**facts) is reason  # type: ignore[arg-type]


def test_every_reason_has_words_for_the_report_and_the_list() -> None:
    assert all(reason.words.endswith(".") and 0 < len(reason.short_words) < 20 for reason in NotCounted)


@pytest.mark.parametrize(("passed", "words"), [(0.0, 0), (8.9, 8), (17.0, 17), (18.0, None), (19.0, None)])
def test_a_run_that_ended_before_the_text_is_as_long_as_what_passed(passed: float, words: int | None) -> None:
    assert words_passed(script_of("One two three four five six seven eight nine ten. " * 2), passed) == words


@pytest.mark.parametrize(("words", "proposed"), [(52, 104), (53, None), (87, None), (88, 176), (120, 180)])
def test_a_pace_more_than_a_quarter_away_is_proposed_and_no_other(words: int, proposed: int | None) -> None:
    assert proposed_pace(words=words, milliseconds=30_000, present=140) == proposed
    assert (learned_pace([(words, 30_000)], present=140) is None) is (proposed is not None)


def test_a_short_run_proposes_nothing() -> None:
    assert proposed_pace(words=28, milliseconds=9_000, present=140) is None


def test_a_run_far_from_the_present_pace_is_not_part_of_the_mean() -> None:
    assert learned_pace([(90, 30_000), (70, 30_000), (65, 30_000)], present=140) == 135
