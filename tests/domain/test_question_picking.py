"""Questions for one talk: what every proposal keeps to, whatever the bank and the talk."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import many
from insidescoop.domain.acquaintance import Role
from insidescoop.domain.interviews.interviews import time_plan
from insidescoop.domain.questions.picking import (
    Candidate,
    Situation,
    closing_asks,
    end_with,
    ending_with,
    how_many,
    pick_questions,
    swap,
)
from insidescoop.domain.questions.questions import CATEGORY_TITLES, most_questions

CLOSING = Candidate(999, "NEXT", 1, "NEXT-01", core_order=10)


def situation(minutes: int = 20, **facts: object) -> Situation:
    return Situation(minutes, time_plan(minutes).questions, **facts)  # type: ignore[arg-type]


candidate = st.builds(
    Candidate,
    id=st.integers(1, 900),
    category=st.sampled_from(list(CATEGORY_TITLES)),
    rank=st.integers(1, 12),
    core_order=st.none() | st.integers(1, 9),
    settings=st.sampled_from([(), ("any",), ("law",), ("archives", "law")]),
    answered_by=st.integers(0, 5),
    was_asked_of_them=st.booleans(),
    is_sensitive=st.booleans(),
    is_only_if_offered=st.booleans(),
    is_to_be_looked_up_first=st.booleans(),
    is_starred=st.booleans(),
    has_open_field=st.booleans(),
)
banks = st.lists(candidate, max_size=40, unique_by=lambda each: each.id).map(lambda found: [*found, CLOSING])
talks = st.builds(
    situation,
    st.integers(5, 90),
    settings=st.sampled_from([frozenset(), frozenset({"law"})]),
    role=st.none() | st.sampled_from(list(Role)),
    is_first=st.booleans(),
    has_rapport=st.booleans(),
    others_planned=st.integers(0, 4),
)


@settings(max_examples=many(80), deadline=None)
@given(banks, talks, st.data())
def test_every_proposal_keeps_its_promises(bank: list[Candidate], talk: Situation, data: st.DataObject) -> None:
    pinned = data.draw(st.sets(st.sampled_from([each.id for each in bank]), max_size=4))
    passed = data.draw(st.sets(st.sampled_from([each.id for each in bank if not each.is_closing] or [0]), max_size=5))
    by_id = {each.id: each for each in bank}

    picks = pick_questions(bank, talk, pinned=pinned, passed=passed - pinned)

    chosen = [by_id[pick.question_id] for pick in picks]
    free = [each for each in chosen if each.id not in pinned and not each.is_closing]
    assert len(picks) <= max(how_many(talk), len(pinned | {CLOSING.id}))
    assert how_many(talk) <= most_questions(talk.question_minutes)
    assert len({each.id for each in chosen}) == len(chosen)
    assert chosen[-1] == CLOSING
    assert pinned <= {each.id for each in chosen}
    assert not any(each.was_asked_of_them or each.has_open_field or each.is_only_if_offered for each in free)
    assert not any(each.id in passed for each in free)
    assert all(talk.has_rapport or not each.is_sensitive for each in free)
    assert all(set(each.settings) & ({"any"} | talk.settings) or not each.settings for each in free)
    first_sensitive = next((place for place, each in enumerate(chosen) if each.is_sensitive), len(chosen))
    assert all(each.is_sensitive or each.is_closing for each in chosen[first_sensitive:])
    assert all(pick.reason for pick in picks)
    assert picks == pick_questions(list(reversed(bank)), talk, pinned=pinned, passed=passed - pinned)


@settings(max_examples=many(60), deadline=None)
@given(banks, talks, st.data())
def test_a_swap_changes_one_question_and_nothing_else(
    bank: list[Candidate], talk: Situation, data: st.DataObject
) -> None:
    picks = pick_questions(bank, talk)
    gone = data.draw(st.sampled_from(picks)).question_id

    swapped = swap(bank, talk, picks, gone)

    before, after = {pick.question_id for pick in picks}, {pick.question_id for pick in swapped}
    assert len(swapped) == len(picks)
    assert after == before or (before - after == {gone} and gone != CLOSING.id)
    assert swapped[-1].question_id == CLOSING.id


def core() -> list[Candidate]:
    categories = ("PATH", "JOB", "FIELD", "LIFE", "PREP", "ORG", "HIRE", "ADVICE", "NEXT")
    ten = [Candidate(place, category, 1, core_order=place) for place, category in enumerate(categories, start=1)]
    return [*ten, CLOSING, *(Candidate(100 + place, "TECH", place) for place in range(1, 9))]


@pytest.mark.parametrize(("minutes", "ids"), [(20, [1, 2, 3, 4, 5, 6, 7, 8, 9, 999]), (15, [1, 2, 7, 999])])
def test_the_first_talk_begins_with_the_ten_in_their_order(minutes: int, ids: list[int]) -> None:
    picks = pick_questions(core(), situation(minutes, is_first=True))

    assert [pick.question_id for pick in picks] == ids
    assert all("ten for twenty" in pick.reason for pick in picks[:-1])


def test_what_nobody_has_answered_comes_before_what_many_have() -> None:
    heard = [Candidate(1, "JOB", 1, answered_by=3, core_order=2), Candidate(2, "JOB", 9)]

    picks = pick_questions([*heard, CLOSING], situation(15, others_planned=2))

    assert [pick.question_id for pick in picks] == [2, 999]
    assert "Nobody has answered it yet." in picks[0].reason


def test_the_subjects_are_spread() -> None:
    bank = [Candidate(100 * place + n, category, n) for place, category in enumerate(("JOB", "LIFE", "TECH"), start=1)
            for n in range(1, 10)]  # fmt: skip

    picks = pick_questions([*bank, CLOSING], situation())

    subjects = [pick.question_id // 100 for pick in picks[:-1]]
    assert [subjects.count(subject) for subject in (1, 2, 3)] == [3, 3, 3]


def test_a_closing_question_asked_before_still_closes_the_talk() -> None:
    closing = Candidate(999, "NEXT", 1, "NEXT-01", was_asked_of_them=True)

    (pick,) = pick_questions([closing], situation())

    assert "ask again" in pick.reason


def test_a_core_question_of_the_plan_is_told_as_one_of_the_ten_not_as_chosen() -> None:
    bank = [Candidate(1, "PATH", 1, core_order=1), Candidate(2, "PATH", 2), CLOSING]

    picks = pick_questions(bank, situation(is_first=False), pinned={1, 2})

    reasons = {pick.question_id: pick.reason for pick in picks}
    assert reasons[1].startswith("One of the ten for twenty minutes.")
    assert reasons[2].startswith("You chose it.")


@settings(max_examples=many(80), deadline=None)
@given(banks, talks, st.data())
def test_another_ending_changes_the_ending_only(bank: list[Candidate], talk: Situation, data: st.DataObject) -> None:
    pinned = data.draw(st.sets(st.sampled_from([each.id for each in bank]), max_size=3))
    picks = pick_questions(bank, talk, pinned=pinned)
    end = data.draw(st.sampled_from([each.id for each in closing_asks(bank)] or [CLOSING.id]))

    ended = end_with(bank, talk, picks, end)

    before, after = {pick.question_id for pick in picks}, {pick.question_id for pick in ended}
    assert ended[-1].question_id == end
    assert pinned <= after
    assert len(ended) <= max(len(picks), len(pinned | {end}))
    assert len(before - after) <= 1
    assert CLOSING.id in after or CLOSING.id not in pinned
    # What is proposed from now on ends so too.
    assert pick_questions(ending_with(bank, end), talk, pinned=pinned)[-1].question_id == end


def test_the_usual_ending_gives_way_to_the_one_chosen_and_comes_back() -> None:
    thanks = Candidate(998, "NEXT", 7, "NEXT-07")
    bank = [
        Candidate(1, "PATH", 1),
        Candidate(2, "JOB", 1),
        CLOSING,
        thanks,
        Candidate(3, "NEXT", 3, has_open_field=True),
    ]
    talk = situation(15, others_planned=1)
    usual = pick_questions(bank, talk, passed=(998,))

    other = end_with(bank, talk, usual, 998)
    back = end_with(ending_with(bank, 998), talk, other, CLOSING.id, passed=(998,))

    assert [each.id for each in closing_asks(bank)] == [CLOSING.id, 998]
    assert [pick.question_id for pick in usual] == [1, 2, CLOSING.id]
    assert [pick.question_id for pick in other] == [1, 2, 998]
    assert other[-1].reason == "Ends the talk."
    assert back == usual


@pytest.mark.parametrize(
    ("pinned", "passed", "expected"),
    [
        pytest.param({998}, {2}, [1, 998], id="one that stood among the others leaves room that nothing fills"),
        pytest.param({CLOSING.id}, {998}, [1, CLOSING.id, 998], id="the last that is free gives way to what is pinned"),
    ],
)
def test_an_ending_that_needs_room_or_leaves_some(pinned: set[int], passed: set[int], expected: list[int]) -> None:
    bank = [Candidate(1, "PATH", 1), Candidate(2, "JOB", 1), CLOSING, Candidate(998, "NEXT", 7, "NEXT-07")]
    talk = situation(15, others_planned=1)
    picks = pick_questions(bank, talk, pinned=pinned, passed=passed)

    ended = end_with(bank, talk, picks, 998, passed=passed)

    assert len(picks) == 3
    assert [pick.question_id for pick in ended] == expected
