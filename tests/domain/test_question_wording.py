"""How questions are worded, and which of the shared ones are new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.questions.phrases import phrase_remarks
from insidescoop.domain.questions.questions import QUESTION_SETTINGS, QuestionDraft
from insidescoop.domain.questions.settings import question_settings, suits
from insidescoop.domain.questions.sharing import FoundQuestions, question_plan


@pytest.mark.parametrize(
    ("text", "is_closed", "asks_for_work"),
    [
        ("Is the work quiet?", True, False),
        ("do you like it", True, False),
        ("Can you tell me how you began?", False, False),
        ("How is the work?", False, False),
        ("What does Canada do?", False, False),
        ("Island life: what is it like?", False, False),
        ("Is there a job opening?", True, True),
        ("Would you hire me?", True, True),
        ("Which vacancies come up?", False, True),
        ("", False, False),
    ],
)
def test_a_closed_question_and_one_for_work_are_told(text: str, is_closed: bool, asks_for_work: bool) -> None:
    told = " ".join(phrase_remarks(text))

    assert ("yes or no" in told, "asks for work" in told) == (is_closed, asks_for_work)


@pytest.mark.parametrize(
    ("word", "setting"),
    [
        ("University library", "academic"), ("Urban public library", "public"), ("School library (K–12)", "school"),
        ("Law library", "law"), ("Medical or health library", "medical"), ("Corporate library", "special"),
        ("Archives and special collections", "archives"), ("Records management", "records"),
        ("Digital asset management", "digital assets"), ("Metadata", "metadata"), ("Research data management", "data"),
        ("UX research", "UX"), ("Library vendor or technology", "vendor"), ("Consulting", "consulting"),
    ],
)  # fmt: skip
def test_a_person_carries_the_settings_of_their_words(word: str, setting: str) -> None:
    assert setting in question_settings([word])


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_words_give_settings_the_bank_knows(words: list[str]) -> None:
    theirs = question_settings(words)

    assert theirs <= set(QUESTION_SETTINGS)
    assert suits((), theirs)
    assert suits(("any",), theirs)


def test_only_a_new_wording_is_new() -> None:
    drafts = tuple(QuestionDraft(text) for text in ("How  is it?", "HOW IS IT", "Why?", "why", "Wherefore?"))

    plan = question_plan(FoundQuestions(drafts, ("Entry 9: no",)), ["how is it?"])

    assert [draft.text for draft in plan.new] == ["Why?", "Wherefore?"]
    assert len(plan.already_there) == 3
    assert plan.unread == ("Entry 9: no",)
