"""One text, several lengths: marks outlive edits, cuts leave out whole sentences only, and no word is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.pitch.cuts import cut_of
from insidescoop.domain.pitch.marks import NOTHING_CARRIED, Carried, MarkedText, Wording
from insidescoop.domain.pitch.pitches import SECTIONS, PitchDraft, SentenceMark
from insidescoop.domain.pitch.sections import as_one_text, in_sections
from insidescoop.domain.pitch.sentences import sentences_after, sentences_of
from insidescoop.domain.pitch.word_diff import Fate, edits_between, word_diff

SENTENCES = st.sampled_from(
    ["I'm Maya.", "I sort boxes!", "Last spring I described forty boxes of mill records, and people came.", "Why?",
     "Dr. Ito asked 2.5 times.", "我整理目录。", "No end", "I sort at 9 a.m. on weekdays.",
     "I asked “Why?” and left.", "\n"]
)  # fmt: skip
TEXTS = st.lists(SENTENCES, max_size=9).map(" ".join)
PIECES = st.one_of(
    st.sampled_from(
        ["", " ", ".", ". ", "x", "New. ", "\n", "?", "Dr", "。", "”", "e.g", "and ", "I ", "Yahoo! ", "A. "]
    ),
    TEXTS,
)
CARRIED = st.builds(
    Carried,
    from_seconds=st.sampled_from([0, 15, 30, 60]),
    wordings=st.sampled_from([(), (Wording(15, "Short."),), (Wording(15, "Short."), Wording(30, "Middling."))]),
)


@st.composite
def marked_texts(draw: st.DrawFn) -> MarkedText:
    text = draw(TEXTS)
    return MarkedText(text, draw(st.lists(CARRIED, max_size=len(sentences_of(text)))))


@st.composite
def edits(draw: st.DrawFn, text: str) -> tuple[int, int, str]:
    at = draw(st.integers(0, len(text)))
    return at, draw(st.integers(0, len(text) - at)), draw(PIECES)


@given(st.data())
def test_an_edit_leaves_every_sentence_it_does_not_touch_what_it_carried(data: st.DataObject) -> None:
    marked = data.draw(marked_texts())
    at, removed, added = data.draw(edits(marked.text))
    before = marked.sentences()

    marked.edit(at, removed, added)

    after = {(each.sentence.start, each.sentence.text): each.carried for each in marked.sentences()}
    shift = len(added) - removed
    for each in before:
        start, end = each.sentence.start, each.sentence.end
        if start < at + removed and end > at:
            continue
        place = (start if end <= at else start + shift, each.sentence.text)
        if place in after:
            assert after[place] == each.carried


@given(st.data())
def test_the_sentences_found_around_an_edit_are_those_of_the_whole_text(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    for _edit in range(3):
        at, removed, added = data.draw(edits(text))
        before = sentences_of(text)
        text = text[:at] + added + text[at + removed :]

        assert sentences_after(text, before, at=at, removed=removed, added=len(added)) == sentences_of(text)


@given(st.data())
def test_typing_a_text_letter_by_letter_loses_no_mark_of_the_others(data: st.DataObject) -> None:
    marked = data.draw(marked_texts().filter(lambda marked: len(marked.sentences()) > 1))
    before = marked.sentences()
    text = marked.text
    place = data.draw(st.integers(1, len(before) - 1))
    at = before[place].sentence.start
    typed = data.draw(st.sampled_from(["And so on. ", "Who? Me. ", "e.g. this. "]))

    for offset, letter in enumerate(typed):
        marked.edit(at + offset, 0, letter)
    for offset in range(len(typed) - 1, -1, -1):
        marked.edit(at + offset, 1, "")

    assert marked.text == text
    assert [each.carried for each in marked.sentences()] == [each.carried for each in before]


@given(st.data())
def test_what_is_deleted_and_comes_back_carries_what_it_carried(data: st.DataObject) -> None:
    carried = data.draw(st.permutations([Carried(15), Carried(30), Carried(60, (Wording(60, "W."),))]))
    marked = MarkedText("I'm Maya. I sort boxes. Why?", carried)
    first = "I'm Maya. "

    marked.edit(0, len(first), "")
    marked.edit(0, 0, first)

    assert [each.carried for each in marked.sentences()] == carried


@given(st.data())
def test_a_text_that_takes_the_place_of_another_keeps_what_they_share(data: st.DataObject) -> None:
    carried = (Carried(15), Carried(30), Carried(60))
    marked = MarkedText("I'm Maya. I sort boxes. Why?", carried)
    extra = data.draw(st.sampled_from(["Hello. ", "", "Good day. And more. "]))

    marked.become(f"{extra}I'm Maya. I sort old boxes. Why?")

    assert marked.carried()[-3:] == carried


def test_a_sentence_that_is_typed_over_keeps_its_place_in_the_cuts() -> None:
    marked = MarkedText("I'm Maya. I sort boxes. Why?", (NOTHING_CARRIED, Carried(60)))

    marked.edit(10, len("I sort boxes."), "I")
    marked.edit(11, 0, " file maps.")

    assert marked.carried() == (NOTHING_CARRIED, Carried(60), NOTHING_CARRIED)


@pytest.mark.parametrize("place", [0, 10, 23])
def test_a_sentence_written_between_two_others_carries_nothing_and_leaves_theirs(place: int) -> None:
    carried = (Carried(15), Carried(60, (Wording(60, "Boxes."),)))
    marked = MarkedText("I'm Maya. I sort boxes.", carried)
    typed = "I teach. " if place < 23 else " I teach."

    for offset, letter in enumerate(typed):
        marked.edit(place + offset, 0, letter)

    found = {each.sentence.text: each.carried for each in marked.sentences()}
    assert found == {"I'm Maya.": carried[0], "I sort boxes.": carried[1], "I teach.": NOTHING_CARRIED}


def test_two_sentences_that_become_one_part_again_with_their_own_marks() -> None:
    marked = MarkedText("I'm Maya. I sort boxes.", (Carried(15), Carried(60)))

    marked.edit(8, 1, "")
    together = marked.carried()
    marked.edit(8, 0, ".")

    assert together == (Carried(15),)
    assert marked.carried() == (Carried(15), Carried(60))


def test_the_halves_of_a_parted_sentence_say_their_common_wording_once() -> None:
    marked = MarkedText("I sort boxes and I write. Why?", (Carried(0, (Wording(15, "I sort."),)),))

    marked.edit(12, 4, ".")

    assert marked.text == "I sort boxes. I write. Why?"
    assert cut_of(marked.text, marked.carried(), 15) == "I sort. Why?"
    assert cut_of(marked.text, marked.carried(), 30) == marked.text


@given(marked_texts())
def test_the_sentences_of_a_cut_are_those_of_a_longer_one_with_some_left_out(marked: MarkedText) -> None:
    plain = [replace(each, wordings=()) for each in marked.carried()]
    cuts = [[each.text for each in sentences_of(cut_of(marked.text, plain, seconds))] for seconds in (15, 30, 60)]

    for shorter, longer in zip(cuts, [*cuts[1:], [each.text for each in sentences_of(marked.text)]], strict=True):
        rest = iter(longer)
        assert all(sentence in rest for sentence in shorter)


@given(TEXTS)
def test_a_text_without_marks_is_said_as_it_was_typed(text: str) -> None:
    assert cut_of(text, (), 15) == text


@given(TEXTS, TEXTS)
def test_a_diff_holds_every_letter_of_both_texts(old: str, new: str) -> None:
    stretches = word_diff(old, new)

    assert "".join(each.text for each in stretches if each.fate is not Fate.NEW) == old
    assert "".join(each.text for each in stretches if each.fate is not Fate.GONE) == new
    text = old
    for edit in edits_between(old, new):
        text = text[: edit.at] + edit.added + text[edit.at + edit.removed :]
    assert text == new


@st.composite
def drafts(draw: st.DrawFn) -> PitchDraft:
    texts = {section: draw(st.one_of(st.none(), TEXTS)) for section in SECTIONS}
    draft = PitchDraft(name="P", **texts)
    marks = [
        SentenceMark(section, place, draw(CARRIED))
        for section in SECTIONS
        for place in range(len(sentences_of(getattr(draft, section) or "")))
    ]
    return replace(draft, marks=tuple(marks))


@given(drafts())
def test_one_text_and_back_loses_no_word_and_no_mark(draft: PitchDraft) -> None:
    one = as_one_text(draft)

    assert one.whole_text.split() == draft.whole_text.split()
    assert [one.cut(seconds).split() for seconds in (15, 30, 60)] == [
        draft.cut(seconds).split() for seconds in (15, 30, 60)
    ]
    assert in_sections(one) == draft


@given(drafts(), st.data())
def test_what_is_written_into_the_one_text_is_found_in_the_sections(draft: PitchDraft, data: st.DataObject) -> None:
    one = as_one_text(draft)
    at, _removed, added = data.draw(edits(one.free_text or ""))
    text = (one.free_text or "")[:at] + added + (one.free_text or "")[at:]

    back = in_sections(one.rewritten("free_text", text))

    assert sorted(back.whole_text.replace(" ", "").replace("\n", "")) == sorted(text.replace(" ", "").replace("\n", ""))


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        ("archivists", "I'm Maya. I am not here to ask you for a position. What would you look for?"),
        ("job interview", "I'm Maya. What would you look for?"),
        ("Career fair", "I'm Maya. What would you look for?"),
    ],
)
def test_where_a_position_is_asked_for_nobody_says_it_is_not(audience: str, said: str) -> None:
    draft = PitchDraft(
        audience=audience,
        who_i_am="I'm Maya.",
        why_here="I am not here to ask you for a position.",
        what_i_ask="What would you look for?",
    )

    assert draft.cut(60) == said
    assert "not here to ask" in draft.whole_text


def test_marks_of_sentences_that_are_not_there_are_left_out() -> None:
    marks = (SentenceMark("who_i_am", 0, Carried(60)), SentenceMark("who_i_am", 4, Carried(30)))

    draft = PitchDraft(who_i_am="I'm Maya.", marks=marks)

    assert draft.marks == marks[:1]
    assert (draft.cut(30), draft.cut(60)) == ("", "I'm Maya.")
