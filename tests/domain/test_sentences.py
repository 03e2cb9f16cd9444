"""Where a sentence ends, and where a full stop or a mark ends nothing."""

import pytest

from insidescoop.domain.pitch.sentences import sentences_of


@pytest.mark.parametrize(
    "text",
    [
        "I moved to the U.S. and began again.",
        "The U.S.A. is large.",
        "A library in Washington D.C. hired me.",
        "I hold a Ph.D. in history.",
        "I open at 9 a.m. on weekdays, and close at 5 p.m. each day.",
        "I began in Jan. 2024 with no. 7 of vol. 3.",
        "They asked “Why?” and left.",
        "He called it “a mess!” but smiled.",
        "“I will.” she said.",
        "I worked at Yahoo! and at a library.",
        "I read J. R. R. Tolkien to Dr. Ito and Prof. B. Reyes.",
        "I asked the U.S. Department of Labor.",
        "I order cards, books etc. from Acme Inc. of Ohio.",
        "Use a tool, e.g. Koha, i.e. Something free.",
        "I mend 3.5 catalogs.",
        "Born in St. Paul.",
        "Ask Martin Luther King Jr. Library about it.",
    ],
)  # fmt: skip
def test_this_is_one_sentence(text: str) -> None:
    assert [each.text for each in sentences_of(text)] == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We got Grade A.", "I was proud."),
        ("There was no Plan B.", "I made one."),
        ("It is vitamin C.", "It helps."),
        ("I moved to the U.S.", "My work is new."),
        ("I hold a Ph.D.", "How did you begin?"),
        ("I finish in Dec.", "Then I move."),
        ("They said no.", "I went on."),
        ("I sort maps, books etc.", "What do you do?"),
        ("I left Acme Inc.", "I’m at a library now."),
        ("They asked “Why?”", "I left."),
        ("I like it!", "And you?"),
        ("how are you?", "can we talk?"),
        ("im jo!", "i fix things"),
        ("I wrote to Jo?", "i did."),
        ("So…", "I left."),
        ("I met Sue I.", "She helps."),
        ("我整理目录。", "你呢？"),
    ],
)
def test_these_are_two_sentences(first: str, second: str) -> None:
    assert [each.text for each in sentences_of(f"{first} {second}")] == [first, second]


def test_an_abbreviation_at_the_end_of_a_line_or_of_the_text_ends_the_sentence() -> None:
    assert [each.text for each in sentences_of("I have a Ph.D.\nand a cat. I live in D.C.")] == [
        "I have a Ph.D.",
        "and a cat.",
        "I live in D.C.",
    ]
