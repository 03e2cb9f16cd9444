"""What notes ask to be saved, and that edited notes ask only for what is new."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.noted import newly_noted, noted_of, with_people

FRIDAY = date(2026, 11, 27)

_LINES = st.builds(
    lambda sign, words, day: f"{sign} {words}{day}",
    st.sampled_from(["->", "<-", "@", "→", "=>", "?", ""]),
    st.text(st.sampled_from("Aab é@-<>?."), min_size=1, max_size=12),
    st.sampled_from(["", " by Mon", " by 4 Dec", " in 2 weeks", " by 31 Feb"]),
)
_NOTES = st.lists(_LINES, max_size=6).map("\n".join)


@given(notes=_NOTES)
def test_notes_that_are_left_as_they_are_ask_for_nothing(notes: str) -> None:
    assert newly_noted(notes, before=notes, day=FRIDAY) == ()


@given(notes=_NOTES, more=_NOTES)
def test_lines_added_later_are_asked_for_once(notes: str, more: str) -> None:
    together = f"{notes}\n{more}"

    first = noted_of(newly_noted(notes, day=FRIDAY))
    then = noted_of(newly_noted(together, before=notes, day=FRIDAY))
    at_once = noted_of(newly_noted(together, day=FRIDAY))

    assert first.promises + then.promises == at_once.promises
    assert first.names + then.names == at_once.names
    assert then.changed == ()


@pytest.mark.parametrize(
    ("before", "after", "promises", "changed"),
    [
        ("-> send article", "=>  SEND   article", [], []),
        ("-> send it by Mon", "-> send it by 4 Dec", [], [("send it", "send it", date(2026, 12, 4))]),
        ("-> sned article", "-> send article", [], [("sned article", "send article", None)]),
        ("-> send article", "<- send article", ["send article"], []),
        ("-> send article", "-> call Bo", ["call Bo"], []),
        ("-> send article", "-> send articles\n-> send article", ["send articles"], []),
        ("-> send article", "", [], []),
    ],
)
def test_a_promise_put_right_is_the_same_promise(
    before: str, after: str, promises: list[str], changed: list[tuple[str, str, date | None]]
) -> None:
    noted = noted_of(newly_noted(after, before=before, day=FRIDAY))

    assert [promise.what for promise in noted.promises] == promises
    assert [(each.before.what, each.now.what, each.now.due_on) for each in noted.changed] == changed


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ("-> send article", "", ["send article"]),
        ("-> send article", "-> call Bo", ["send article"]),
        ("-> sned article", "-> send article", []),
        ("-> send article", "<- send article", ["send article"]),
        ("@Bo Berg", "", []),
    ],
)
def test_a_promise_that_is_no_longer_noted_is_gone(before: str, after: str, gone: list[str]) -> None:
    noted = noted_of(newly_noted(after, before=before, day=FRIDAY))

    assert [promise.what for promise in noted.gone] == gone


def test_a_name_edited_into_another_is_the_likeliest_one_changed() -> None:
    before, after = "@Bo Berg\n@Priya Ramn", "@Priya Raman\n@Ann Lee\n@Cy Young"

    found = newly_noted(after, before=before, day=FRIDAY)

    assert [(each.line.name, each.before and each.before.name) for each in found] == [
        ("Priya Raman", "Priya Ramn"),
        ("Ann Lee", "Bo Berg"),
        ("Cy Young", None),
    ]
    assert [named.name for named in noted_of(found).names] == ["Priya Raman", "Ann Lee", "Cy Young"]


def test_a_conversation_moved_to_another_day_moves_what_was_promised_for_friday() -> None:
    text = "-> call by Mon"

    found = newly_noted(text, before=text, day=FRIDAY - timedelta(days=7), day_before=FRIDAY)

    [each] = noted_of(found).changed
    assert (each.before.due_on, each.now.due_on) == (date(2026, 11, 30), date(2026, 11, 23))


def test_a_name_left_out_is_not_saved_and_the_others_get_their_contact() -> None:
    noted = noted_of(newly_noted("@Bo Berg\n@Priya Raman\n@Dana Okafor", day=FRIDAY))

    wanted = with_people(noted, {"Bo Berg": 7, "Priya Raman": None})

    assert [(named.name, named.contact_id) for named in wanted.names] == [("Bo Berg", 7), ("Priya Raman", None)]
