"""Lines typed in a talk: what they are taken for, which day they name, and that no letter of them is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.meeting_notes import NotedLine, NoteKind, noted_lines
from insidescoop.domain.typed_days import NoDay, day_in

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
SIGNS = st.sampled_from(["→ ", "-> ", "← ", "<- ", "@", "? ", ""])
WORDS = st.sampled_from(
    ["send", "by", "on", "in", "Fri", "fri.", "next", "week", "2", "two", "weeks", "31", "Feb", "29", "Dec", "?", "->",
     "2026-02-30", "9999-12-31", "tomorrow", "end", "of", "month", "@", "intro", "Priya", "de", "la", "Cruz,", "(",
     "–", "李小龍"]
)  # fmt: skip


def line(typed: str) -> NotedLine:
    (found,) = noted_lines(typed, day=TUESDAY)
    return found


@given(st.text() | st.lists(WORDS).map(" ".join), DAYS)
def test_no_letter_of_any_text_is_lost(text: str, day: date) -> None:
    lines = noted_lines(text, day=day)

    assert "\n".join(each.typed for each in lines) == text
    for each in lines:
        assert each.kind is not NoteKind.NOTE or each.what == each.typed


@given(SIGNS, st.lists(WORDS, min_size=1), DAYS)
def test_every_word_behind_a_sign_is_in_the_text_the_name_or_the_day(sign: str, words: list[str], day: date) -> None:
    (found,) = noted_lines(sign + " ".join(words), day=day)

    left = f"{found.name or ''} {found.what}"
    if found.due_on is None and found.kind is not NoteKind.NOTE:
        assert [word for word in words if word.strip("(–,->@?") and word.strip("(–,") not in left] == []
    assert found.kind is NoteKind.NOTE or (found.name or found.what)


@pytest.mark.parametrize(
    ("typed", "kind", "what"),
    [
        ("→ send article by Fri", NoteKind.MY_PROMISE, "send article"),
        ("-> send article", NoteKind.MY_PROMISE, "send article"),
        ("  ->send article", NoteKind.MY_PROMISE, "send article"),
        ("← she sends the job list by Monday", NoteKind.THEIR_PROMISE, "she sends the job list"),
        ("<- the job list", NoteKind.THEIR_PROMISE, "the job list"),
        ("? who owns the budget", NoteKind.OPEN_QUESTION, "who owns the budget"),
        ("Who owns the budget?", NoteKind.NOTE, "Who owns the budget?"),
        ("- a point of a list", NoteKind.NOTE, "- a point of a list"),
        ("mail dana@harbor.example", NoteKind.NOTE, "mail dana@harbor.example"),
        ("->", NoteKind.NOTE, "->"),
        ("?", NoteKind.NOTE, "?"),
        ("@", NoteKind.NOTE, "@"),
        ("", NoteKind.NOTE, ""),
    ],
)
def test_a_line_is_taken_for_what_its_sign_says(typed: str, kind: NoteKind, what: str) -> None:
    found = line(typed)

    assert (found.kind, found.what) == (kind, what)


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ("@Priya Raman intro, runs digitization", "Priya Raman", "intro, runs digitization"),
        ("@Priya Raman: ask about scanners", "Priya Raman", "ask about scanners"),
        ("@Maria de la Cruz at the museum", "Maria de la Cruz", "at the museum"),
        ("@priya", "priya", ""),
        ("@priya intro", "priya", "intro"),
        ("@ Łukasz Wiśniewski (records)", "Łukasz Wiśniewski", "(records)"),
        ("@Dr. Ito", "Dr. Ito", ""),
        ("@李小龍", "李小龍", ""),
        ("@Jean-Luc O'Brien - head of maps", "Jean-Luc O'Brien", "head of maps"),
        ("@, nobody", "nobody", ""),
    ],
)
def test_a_name_ends_where_its_capitals_do(typed: str, name: str, said: str) -> None:
    found = line(typed)

    assert (found.kind, found.name, found.what) == (NoteKind.NAME, name, said)


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("by Fri", date(2026, 11, 27)),
        ("by Friday.", date(2026, 11, 27)),
        ("by Tue", date(2026, 12, 1)),
        ("on Monday", date(2026, 11, 30)),
        ("next Mon", date(2026, 11, 30)),
        ("this Thursday", date(2026, 11, 26)),
        ("today", TUESDAY),
        ("tomorrow", date(2026, 11, 25)),
        ("by tomorrow", date(2026, 11, 25)),
        ("in 2 weeks", date(2026, 12, 8)),
        ("in two weeks", date(2026, 12, 8)),
        ("in a month", date(2026, 12, 24)),
        ("within 3 days", date(2026, 11, 27)),
        ("next week", date(2026, 12, 1)),
        ("on 3 Dec", date(2026, 12, 3)),
        ("on Dec 3rd", date(2026, 12, 3)),
        ("by Thu, 3 Dec", date(2026, 12, 3)),
        ("on 3 December 2027", date(2027, 12, 3)),
        ("by 24 November", TUESDAY),
        ("by 23 November", date(2027, 11, 23)),
        ("by 2026-12-03", date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("by 29 Feb", date(2028, 2, 29)),
        ("by the end of the week", date(2026, 11, 27)),
        ("by end of month", date(2026, 11, 30)),
        ("before Fri", date(2026, 11, 27)),
    ],
)
def test_days_are_counted_from_the_day_of_the_talk(words: str, due_on: date) -> None:
    assert day_in(f"send the article {words}", today=TUESDAY) == (
        "send the article" + ("." if words.endswith(".") and "Friday" not in words else ""), due_on,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words", ["by 31 Feb", "by 2026-02-30", "sat down", "the second of two", "may ask", "in 900 months x"]
)
def test_what_is_no_day_stays_in_the_text(words: str) -> None:
    text = f"send it {words}"

    what, due_on = day_in(text, today=TUESDAY)

    assert not isinstance(due_on, date) or "900" in words
    assert isinstance(due_on, date) or what == text


def test_the_last_day_counts_and_the_words_around_it_stay() -> None:
    assert day_in("the list of 3 Dec by Fri to her office", today=TUESDAY) == (
        "the list of 3 Dec to her office", date(2026, 11, 27),
    )  # fmt: skip


@given(DAYS, st.sampled_from(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]))
def test_a_weekday_is_within_the_week_to_come(day: date, weekday: str) -> None:
    _what, due_on = day_in(f"x by {weekday}", today=day)

    if isinstance(due_on, date):
        assert timedelta(0) < due_on - day <= timedelta(7)
        assert due_on.strftime("%a") == weekday
    else:
        assert isinstance(due_on, NoDay)
        assert day > date(9999, 12, 24)


@pytest.mark.parametrize("words", ["by 31 Feb", "by Mon 4 Dec 2026", "by Fri 2026-02-30", "on 29 Feb 2027"])
def test_a_day_that_is_none_is_said_and_no_part_of_it_is_taken_for_another(words: str) -> None:
    found = line(f"-> send it {words}")

    assert (found.due_on, found.what) == (None, f"send it {words}")
    assert found.doubt is not None
