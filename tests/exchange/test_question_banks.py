"""The file in which questions are shared."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import many
from insidescoop.domain.problems import Invalid
from insidescoop.domain.questions.questions import CATEGORY_TITLES, QUESTION_SETTINGS, QuestionDraft
from insidescoop.exchange.question_banks import LARGEST_FILE, MOST_QUESTIONS, read_questions, written_questions

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)
drafts = st.builds(
    QuestionDraft,
    text=words,
    category=st.sampled_from(list(CATEGORY_TITLES)),
    settings=st.lists(st.sampled_from(QUESTION_SETTINGS), max_size=3).map(tuple),
    is_sensitive=st.booleans(),
    check_website_first=st.booleans(),
).filter(lambda draft: draft.text is not None)


@settings(max_examples=many(50), deadline=None)
@given(st.lists(drafts, max_size=5))
def test_what_is_written_is_read_as_it_was(kept: list[QuestionDraft]) -> None:
    found = read_questions(written_questions(kept))

    assert found.drafts == tuple(kept)
    assert found.unread == ()


def test_a_star_stays_at_home() -> None:
    assert b"star" not in written_questions([QuestionDraft("Why?", is_starred=True)])


@settings(max_examples=many(200), deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    with pytest.raises(Invalid):
        read_questions(data)


@pytest.mark.parametrize(
    "data",
    [
        b" " * (LARGEST_FILE + 1),
        b"[" * 100_000,
        b'{"format": "inside-scoop questions", "version": 2, "questions": []}',
        b'{"format": "something else", "version": 1, "questions": []}',
        json.dumps(
            {"format": "inside-scoop questions", "version": 1, "questions": [1] * (MOST_QUESTIONS + 1)}
        ).encode(),
    ],
    ids=["large", "deep", "later", "other", "many"],
)
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        read_questions(data)


def test_an_entry_that_is_none_is_told_and_harms_no_other() -> None:
    entries = ["x", {"text": ""}, {"text": "x" * 600}, {"text": "Why?", "category": "NO", "settings": ["law", "x", 1]}]
    data = json.dumps({"format": "inside-scoop questions", "version": 1, "questions": entries}).encode()

    found = read_questions(data)

    assert found.drafts == (QuestionDraft("Why?", settings=("law",)),)
    assert [told.split(":")[0] for told in found.unread] == ["Entry 1", "Entry 2", "Entry 3"]
