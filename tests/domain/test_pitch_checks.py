"""What is remarked on a pitch, where, and what is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.pitch.checks import Check, Remark, remarks_on
from insidescoop.domain.pitch.marks import Carried
from insidescoop.domain.pitch.pitches import PitchDraft, SentenceMark, spoken_seconds
from insidescoop.domain.pitch.slots import open_slots
from insidescoop.domain.pitch.spelling import SpelledWord, as_looked_up, misspelled, spelled_words
from insidescoop.domain.pitch.templates import begun_from, known_fields
from insidescoop.domain.profile import ProfileDraft
from insidescoop.queries.pitch_words import check_words, pitch_templates

DANA_15 = {
    "who_i_am": "I'm Dana Reyes, a library science student finishing in May.",
    "what_i_can_do": "I clean up messy catalog data so that researchers find what they need.",
    "what_i_want_to_do": "I'm moving toward metadata work.",
    "what_i_ask": "How did you get into it?",
}
DANA_30 = (
    "Hello, I'm Dana Reyes, a circulation lead at Millbrook Public Library. My work there is keeping a busy desk "
    "running. Last winter I rewrote our hold-shelf routine, and waiting time fell from three days to one. People come "
    "to me for calm and for clear instructions. Next I want to do access services in a college library, because I like "
    "to teach while helping. What does that job look like here?"
)
DANA_60 = (
    "Good morning, I'm Dana Reyes. Too many local history collections sit in boxes because nobody has described them. "
    "At the moment I am finishing a library degree and working twenty hours a week at the county historical society; "
    "before that I taught eighth-grade history for six years, so I bring a habit of explaining things. One piece of "
    "work I am proud of: the society had forty boxes of mill records with no list. I wrote a short finding aid and "
    "trained three volunteers. As a result eleven researchers have used the boxes since March. What I want next is "
    "processing work in a small archive, above all where the public comes in. I am not here to ask you for a position. "
    "I am trying to find out what makes a beginner useful. What would you look for?"
)


def remarks(silenced: frozenset[Check] = frozenset(), **facts: Any) -> tuple[Remark, ...]:
    return remarks_on(PitchDraft(**facts), check_words(), pace=140, silenced=silenced)


def checks(**facts: Any) -> set[Check]:
    return {remark.check for remark in remarks(**facts)}


def marked(facts: dict[str, Any], check: Check) -> list[str]:
    return [
        facts[remark.section][remark.start : remark.end]
        for remark in remarks(**facts)
        if remark.check is check and remark.section is not None
    ]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({**DANA_15, "target_seconds": 15}, {Check.EVIDENCE}),
        ({"free_text": DANA_30, "target_seconds": 30}, {Check.LENGTH} - {Check.LENGTH}),
        ({"free_text": DANA_60, "target_seconds": 60}, {Check.LONG_SENTENCE}),
    ],
    ids=["15 seconds", "30 seconds", "60 seconds"],
)
def test_the_examples_of_the_field_draw_few_remarks(facts: dict[str, Any], expected: set[Check]) -> None:
    assert checks(**facts) == expected


@pytest.mark.parametrize(
    ("facts", "check", "places"),
    [
        ({"who_i_am": "I'm {name}, {role now}."}, Check.SLOT, ["{name}", "{role now}"]),
        ({"who_i_am": "I'm Dana.", "what_i_ask": "So it goes."}, Check.ENDING, ["So it goes."]),
        ({"who_i_am": f"I'm Dana. {'and ' * 26}on."}, Check.LONG_SENTENCE, [f"{'and ' * 26}on."]),
        ({"free_text": "I mend MARC and finding aids.", "audience": "outside LIS"}, Check.JARGON, ["MARC"]),
        ({"free_text": "I made a Finding Aid.", "audience": "Outside LIS"}, Check.JARGON, ["Finding Aid"]),
        ({"free_text": "I was ill. An ILL.", "audience": "outside LIS"}, Check.JARGON, ["ILL"]),
        ({"free_text": "A passionate team player."}, Check.WORN, ["passionate", "team player"]),
        ({"who_i_am": "See www.example.org now"}, Check.UNSPOKEN, ["www.example.org"]),
        (
            {"free_text": "I was a teacher for ten long years. I moved to town and ran a shop there. I am Dana."},
            Check.PAST,
            ["I was a teacher for ten long years."],
        ),
    ],
    ids=["slot", "ending", "long", "jargon", "jargon in words", "capitals count", "worn", "address", "past"],
)
def test_a_remark_marks_its_place(facts: dict[str, Any], check: Check, places: list[str]) -> None:
    assert marked(facts, check) == places


@pytest.mark.parametrize(
    "facts",
    [
        {"free_text": "I mend MARC records.", "audience": "LIS insider"},
        {"free_text": "I mend MARC records."},
        {"free_text": "I like landmarcs and illness.", "audience": "outside LIS"},
    ],
    ids=["insider", "nobody named", "part of a word"],
)
def test_words_of_the_trade_are_remarked_on_for_outsiders_only(facts: dict[str, Any]) -> None:
    assert Check.JARGON not in checks(**facts)


@pytest.mark.parametrize(
    ("text", "has_evidence"),
    [
        ("I looked after nine hundred photographs.", True),
        ("I look after photographs for twenty-two towns.", True),
        ("I tagged photographs, and readers now find them online.", True),
        ("I halted the someone who often weighs photographs.", False),
        ("I look after photographs.", False),
    ],
    ids=["number word", "joined number words", "result verb", "part of a word", "nothing"],
)
def test_a_number_in_words_or_a_result_is_evidence(text: str, has_evidence: bool) -> None:
    assert (Check.EVIDENCE not in checks(free_text=text)) is has_evidence


@pytest.mark.parametrize(("seconds", "has_evidence"), [(15, False), (60, True)])
def test_evidence_is_looked_for_in_what_is_said_in_the_length_worked_on(seconds: int, has_evidence: bool) -> None:
    facts = {
        "free_text": "I look after photographs. I tagged nine hundred of them.",
        "marks": (SentenceMark("free_text", 1, Carried(from_seconds=60)),),
        "target_seconds": seconds,
    }

    assert (Check.EVIDENCE not in checks(**facts)) is has_evidence


@pytest.mark.parametrize("word", ["leveraged", "Leveraging", "utilize", "spearheaded", "synergy"])
def test_the_words_of_job_advertisements_are_worn(word: str) -> None:
    assert marked({"free_text": f"I {word} things."}, Check.WORN) == [word]


@pytest.mark.parametrize("ending", ["What next?", "“Why?”", "Please tell me more.", "May I write to you."])
def test_a_question_or_a_request_is_an_end(ending: str) -> None:
    assert Check.ENDING not in checks(who_i_am="I'm Dana.", what_i_ask=ending)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"who_i_am": "I'm Dana."}, ["what I can do", "what I want to do"]),
        ({"free_text": "Good morning."}, ["who I am", "what I can do", "what I want to do"]),
        ({"free_text": DANA_30}, []),
    ],
)
def test_who_can_and_want_have_to_be_said(facts: dict[str, Any], missing: list[str]) -> None:
    words = [remark.words for remark in remarks(**facts) if remark.check is Check.MUST_SAY]

    assert words == [f"Not said yet: {each}" for each in missing]


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("I search the literature for doctors.", True),
        ("I crosswalk MARC to EAD3.", True),
        ("I look after maps.", True),
        ("I scanned 12,000 plates.", True),
        ("I’ve mended forty maps.", True),
        ("I have also written a guide.", True),
        ("Every week I quietly sort the returns.", True),
        ("i fix computers", True),
        ("Found 31 answers last quarter, and trained two nurses.", True),
        ("My work is keeping a busy desk running.", True),
        ("I'm Jo. I was a nurse. I want to work in an archive.", False),
        ("I look for a job. I hope to learn. I would like to ask you.", False),
        ("I have a degree. I have been in Ohio. I don't know.", False),
        ("I grew up in Ohio and I live here.", False),
        ("May I ask you how you began?", False),
    ],
)
def test_whatever_i_do_says_what_i_can_do(text: str, is_said: bool) -> None:
    missing = [remark.words for remark in remarks(free_text=text) if remark.check is Check.MUST_SAY]

    assert ("Not said yet: what I can do" not in missing) is is_said


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("I would love to train librarians.", True),
        ("I'm hoping to join an archive.", True),
        ("I’d love to hear how you began.", False),
    ],
)
def test_a_wish_says_what_i_want_to_do_and_a_request_does_not(text: str, is_said: bool) -> None:
    missing = [remark.words for remark in remarks(free_text=text) if remark.check is Check.MUST_SAY]

    assert ("Not said yet: what I want to do" not in missing) is is_said


@pytest.mark.parametrize(
    "text",
    [
        "Soy Dana y estudio bibliotecología. Me gusta ordenar los catálogos para que la gente encuentre todo.",
        "Ich war zehn Jahre Lehrer, und nun ordne ich Kataloge, damit Forscher finden, was sie brauchen.",
        "我叫李娜，我整理图书馆的目录。",
    ],
    ids=["Spanish", "German", "Chinese"],
)
def test_no_english_words_are_missed_in_another_language(text: str) -> None:
    assert checks(free_text=text) <= {Check.LENGTH}
    assert checks(free_text=f"{text} www.example.org") - {Check.LENGTH} == {Check.UNSPOKEN}


@pytest.mark.parametrize(("seconds", "words"), [(5, "too long"), (13, "a little over"), (60, "room for more")])
def test_the_length_is_remarked_on(seconds: int, words: str) -> None:
    found = [remark.words for remark in remarks(target_seconds=seconds, free_text="word " * 33)]

    assert any(words in each for each in found)


@pytest.mark.parametrize("check", list(Check))
def test_a_check_that_is_switched_off_says_nothing_and_the_others_go_on(check: Check) -> None:
    facts = {
        "free_text": f"I was a passionate {{role}}, see a@b.example. {'It was MARC ' * 9}.",
        "audience": "outside LIS",
    }
    everything = remarks(**facts)

    heard = remarks(frozenset({check}), **facts)

    assert heard == tuple(remark for remark in everything if remark.check is not check)
    assert check.words
    assert check.reason


def test_an_empty_pitch_draws_no_remark() -> None:
    assert remarks(name="P") == ()


@pytest.mark.parametrize("template", pitch_templates(), ids=lambda template: template.id)
def test_a_template_is_filled_from_the_profile_and_asks_for_the_rest(template: Any) -> None:
    known = known_fields(ProfileDraft(name="Maya Lindqvist", headline="Library science student"))

    draft = begun_from(template, name="P", audience=None, known=known)

    assert "Maya Lindqvist" in draft.whole_text
    assert "a library science student" in draft.whole_text
    assert "{name}" not in draft.whole_text
    assert len(open_slots(draft.whole_text)) >= 5
    assert spoken_seconds(draft.cut(15), pace=140) <= spoken_seconds(draft.cut(60), pace=140)


@pytest.mark.parametrize(
    ("headline", "role"),
    [
        ("Library science student, finishing in May", "a library science student, finishing in May"),
        ("Archivist", "an archivist"),
        ("MLIS student", "an MLIS student"),
        ("The county's archivist.", "the county's archivist"),
    ],
)
def test_a_headline_is_said_as_a_role(headline: str, role: str) -> None:
    assert known_fields(ProfileDraft(headline=headline)) == {"role now": role}


@given(st.lists(st.text(alphabet="abc AB'{}1_@.\n", max_size=30), min_size=2, max_size=4))
def test_what_was_looked_up_before_finds_the_same_words_as_looking_everything_up(texts: list[str]) -> None:
    def knows(word: str) -> bool:
        return "b" in word

    remembered: dict[str, tuple[SpelledWord, ...]] = {}
    found = [misspelled(text, knows, remembered) for text in texts]

    for text, words in zip(texts, found, strict=True):
        assert words == tuple(word for word in spelled_words(text) if not knows(as_looked_up(word.text)))
        assert all(text[word.start : word.end] == word.text for word in words)
