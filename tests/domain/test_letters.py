"""What is looked at before a letter goes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.letters.checks import (
    Introducer,
    LetterFacts,
    Weight,
    is_stopped,
    remarks_on,
    word_count,
)
from insidescoop.domain.letters.templates import TemplateKind, field_places, filled

GOOD = "Dear Dana, could we talk for 20 minutes about how archives choose? Maya"


def told(
    body: str, kind: TemplateKind = TemplateKind.OUTREACH, subject: str = "", **facts: object
) -> dict[str, Weight]:
    known = LetterFacts(kind, ("Dana Okafor", "Dana"), **facts)  # type: ignore[arg-type]
    return {remark.sentence: remark.weight for remark in remarks_on(subject, body, known)}


def test_a_good_request_is_told_its_length_and_nothing_else() -> None:
    assert told(GOOD) == {"13 words": Weight.GOOD}


@pytest.mark.parametrize(
    ("words", "weight"), [(75, Weight.GOOD), (76, Weight.LOOK), (100, Weight.LOOK), (101, Weight.LONG)]
)
def test_a_request_grows_amber_then_red(words: int, weight: Weight) -> None:
    body = " ".join([*GOOD.split(), *["more"] * (words - word_count(GOOD))])

    (length,) = told(body).values()

    assert length is weight


@pytest.mark.parametrize(
    ("words", "weight"), [(49, Weight.LOOK), (50, Weight.GOOD), (120, Weight.GOOD), (121, Weight.LOOK)]
)
def test_a_thank_you_has_fifty_to_a_hundred_and_twenty_words(words: int, weight: Weight) -> None:
    found = told("Dear Dana " + "thanks " * (words - 2), TemplateKind.THANK_YOU)

    assert list(found.values()) == [weight]


@pytest.mark.parametrize("word", ["job", "Openings", "vacancy", "position", "hiring", "résumé", "CV", "apply"])
def test_a_request_that_speaks_of_work_to_be_had_is_told(word: str) -> None:
    found = told(f"{GOOD} {word}")

    assert [weight for sentence, weight in found.items() if "Leave job openings" in sentence] == [Weight.LOOK]


def test_the_users_own_title_may_hold_such_a_word() -> None:
    body = GOOD.replace("Maya", "I am a job coach. Maya")

    assert any("“job”" in sentence for sentence in told(body))
    assert not any("“job”" in sentence for sentence in told(body, own_title="Job coach"))


def test_a_thank_you_may_speak_of_work() -> None:
    assert not any("Leave job openings" in sentence for sentence in told(GOOD + " job", TemplateKind.THANK_YOU))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (GOOD.replace("?", "."), "Nothing is asked"),
        (GOOD.replace("Dear Dana, c", "C"), "Dana Okafor is not called by name"),
        (GOOD.replace("20 minutes", "a while"), "Say how many minutes"),
    ],
)
def test_what_a_request_must_hold_is_missed(body: str, sentence: str) -> None:
    assert any(told_one.startswith(sentence) for told_one in told(body))


@pytest.mark.parametrize("field", ["{topic}", "{item: an article}"])
def test_an_open_field_stops_the_letter_in_subject_and_body(field: str) -> None:
    assert Weight.STOP in told(f"{GOOD} {field}").values()
    assert Weight.STOP in told(GOOD, subject=field).values()


ITO = Introducer("Prof. Aiko Ito", may_be_named=False, given_name="Aiko", family_name="Ito")


@pytest.mark.parametrize("name", ["Prof. Aiko Ito", "prof. aiko ito", "Aiko", "Ms Ito"])
def test_a_referrer_who_gave_no_leave_stops_the_letter(name: str) -> None:
    found = told(f"{GOOD} {name} thought of you.", introducers=(ITO,))

    (stop,) = [sentence for sentence, weight in found.items() if weight is Weight.STOP]
    assert "has not said you may" in stop


def test_with_leave_the_referrer_is_named_freely() -> None:
    may = Introducer("Prof. Aiko Ito", may_be_named=True, given_name="Aiko", family_name="Ito")

    assert Weight.STOP not in told(f"{GOOD} Aiko thought of you.", introducers=(may,)).values()


@pytest.mark.parametrize("body", ["Will you have 20 minutes, Dana?", "Dana, it was a long day: 20 minutes?"])
def test_words_that_are_names_too_stop_nothing(body: str) -> None:
    will = Introducer("Will Long", may_be_named=False, given_name="Will", family_name="Long")

    assert Weight.STOP not in told(body, introducers=(will,)).values()


def test_nobody_who_is_not_to_be_contacted_is_written_to() -> None:
    assert Weight.STOP in told(GOOD, is_not_to_be_contacted=True).values()


def test_somebody_who_did_not_answer_is_better_left_alone_for_a_while() -> None:
    until = date(2027, 5, 22)

    assert "Better not asked again before 22 May 2027" in " ".join(told(GOOD, quiet_until=until))
    assert "not asked again" not in " ".join(told(GOOD, TemplateKind.KEEP_IN_TOUCH, quiet_until=until))


@given(st.text(max_size=80), st.sampled_from(list(TemplateKind)))
def test_any_text_is_looked_over_and_stopped_only_for_open_fields(text: str, kind: TemplateKind) -> None:
    remarks = remarks_on("", text, LetterFacts(kind))

    assert is_stopped(remarks) == bool(field_places(text))
    assert list(remarks) == sorted(remarks, key=lambda remark: -remark.weight)


@given(st.text(st.characters(exclude_characters="{}"), max_size=40))
def test_a_value_fills_its_field_whatever_it_holds(value: str) -> None:
    assert filled("a {topic} b", {"topic": value}) == f"a {value or '{topic}'} b"
