"""Rules that hold for every input: text, moments, time plans, drafts."""

from datetime import UTC, date, datetime, time

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.interviews.interviews import LONGEST_MINUTES, SHORTEST_MINUTES, Stage, moves_from, time_plan
from insidescoop.domain.letters.templates import TemplateDraft, TemplateKind
from insidescoop.domain.moments import Moment, brief_day, day_in_words
from insidescoop.domain.phones import phone_key
from insidescoop.domain.pitch.pitches import key_words, spoken_seconds, word_count, words_allowed
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import fold, initials, tidy_line, tidy_text


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), today=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_that_is_shown_says_its_year_unless_it_is_this_year(day: date, today: date) -> None:
    for shown in (day_in_words(day, today=today), brief_day(day, today=today)):
        is_date = str(day.day) in shown.split()
        assert not is_date or shown.endswith(str(day.year)) == (day.year != today.year)


@pytest.mark.parametrize(("day", "clock"), [(date(2027, 3, 8), time(21, 30)), (date(2027, 3, 5), time(12))])
def test_what_happened_today_happened_now_and_earlier_at_noon(day: date, clock: time) -> None:
    now = datetime(2027, 3, 9, 2, 30, tzinfo=UTC)

    local = Moment.on(day, now=now, zone="America/New_York").local

    assert (local.date(), local.time()) == (day, clock)


@given(st.text())
def test_tidied_text_stays_tidied_and_can_be_stored(typed: str) -> None:
    tidied = tidy_text(typed)

    assert tidied == tidy_text(tidied)
    assert tidied is None or (tidied.strip() == tidied and "\x00" not in tidied)
    (tidied or "").encode("utf-8")


@given(st.text(st.characters()))
def test_a_tidied_line_has_no_line_end(typed: str) -> None:
    line = tidy_line(typed)

    assert line is None or ("\n" not in line and line == tidy_line(line))


@given(st.text())
def test_folding_is_final_and_initials_are_never_empty(typed: str) -> None:
    assert fold(fold(typed)) == fold(typed)
    assert initials(typed)


@given(st.integers(SHORTEST_MINUTES, LONGEST_MINUTES))
def test_a_time_plan_adds_up_and_leaves_time_to_ask(minutes: int) -> None:
    plan = time_plan(minutes)

    assert plan.opening + plan.pitch + plan.questions + plan.closing + plan.thanks == minutes
    assert min(plan.opening, plan.pitch, plan.questions, plan.closing, plan.thanks) >= 1


@given(st.integers(5, 600), st.integers(90, 180))
def test_the_words_allowed_can_be_said_in_the_time(seconds: int, pace: int) -> None:
    words = words_allowed(seconds, pace=pace)

    assert abs(spoken_seconds("word " * words, pace=pace) - seconds) <= 1


@pytest.mark.parametrize(
    ("given", "family", "shown"),
    [
        ("Dana", "de la Cruz", "Dana de la Cruz"),
        ("小龍", "李", "李小龍"),
        ("민수", "김", "김민수"),
        ("Suparna", None, "Suparna"),
        ("小龍", "Lee", "小龍 Lee"),
    ],
)
def test_names_stand_as_their_script_writes_them(given: str, family: str | None, shown: str) -> None:
    assert ContactDraft(given_name=given, family_name=family).shown_name == shown


def test_nobody_is_reminded_of_their_own_name() -> None:
    assert key_words("I'm Maya Lindqvist, archivist.", own_name="maya lindqvist") == ("archivist",)


def test_words_that_remind_of_nothing_are_no_key_words() -> None:
    assert key_words("The first thing anyone looks for goes last.") == ("anyone",)


@given(st.text(max_size=400))
def test_key_words_are_few_and_from_the_text(text: str) -> None:
    words = key_words(text)

    assert len(words) <= 10
    assert all(word in text for word in words)
    assert word_count(text) >= 0


@pytest.mark.parametrize(
    ("day", "clock", "zone", "instant"),
    [
        (date(2026, 11, 24), time(14), "America/New_York", "2026-11-24T19:00:00+00:00"),
        (date(2026, 3, 8), time(2, 30), "America/New_York", "2026-03-08T07:30:00+00:00"),
        (date(2026, 11, 1), time(1, 30), "America/New_York", "2026-11-01T05:30:00+00:00"),
        (date(2026, 6, 1), time(9), "Asia/Kathmandu", "2026-06-01T03:15:00+00:00"),
    ],
    ids=["winter", "an hour that spring skips", "an hour that autumn repeats", "a quarter-hour zone"],
)
def test_a_moment_keeps_what_the_wall_clock_showed(day: date, clock: time, zone: str, instant: str) -> None:
    assert Moment.at(day, clock, zone=zone).instant.isoformat() == instant


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_days_at_the_edge_of_the_calendar_are_refused_in_words(day: date) -> None:
    with pytest.raises(Invalid):
        Moment.at(
            day,
            time(0, 1) if day.year == 1 else time(23, 59),
            zone="Asia/Tokyo" if day.year == 1 else "America/New_York",
        )


def test_an_unknown_zone_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="not a time zone"):
        Moment.at(date(2026, 1, 1), time(9), zone="Mars/Olympus")


def test_scheduling_needs_a_time() -> None:
    assert Stage.SCHEDULED not in moves_from(Stage.ASKED, has_time=False)
    assert Stage.SCHEDULED in moves_from(Stage.ASKED, has_time=True)


def test_every_stage_can_be_left_or_is_an_end() -> None:
    ends = [stage for stage in Stage if not moves_from(stage, has_time=True)]

    assert ends == [Stage.THANKED]


def test_a_contact_needs_a_name_and_an_address_needs_its_sign() -> None:
    nameless = ContactDraft(title="Archivist")
    wrong = ContactDraft(given_name="Dana", emails=(Labelled("dana.example"),))

    assert [problem.field for problem in nameless.problems()] == ["given_name"]
    assert [problem.field for problem in wrong.problems()] == ["emails"]


def test_tags_are_kept_once_in_their_first_spelling() -> None:
    assert ContactDraft(tags=("Archives", "archives ", "", "Maps")).tags == ("Archives", "Maps")


def test_an_unknown_field_is_an_error_in_the_template_not_in_the_letter() -> None:
    draft = TemplateDraft(TemplateKind.THANK_YOU, name="Mine", body="Dear {contact_nme},")

    assert "contact_nme" in draft.problems()[0].sentence


@given(
    number=st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True),
    apart=st.tuples(*[st.sampled_from(("", " ", ".", "-"))] * 3),
    has_brackets=st.booleans(),
    home=st.sampled_from(("US", "DE", "IT", "MX")),
)
def test_an_american_number_has_the_key_that_the_numbering_plan_gives_it(
    number: str, apart: tuple[str, str, str], has_brackets: bool, home: str
) -> None:
    area = f"({number[:3]})" if has_brackets else number[:3]
    typed = f"+1{apart[0]}{area}{apart[1]}{number[3:6]}{apart[2]}{number[6:]}"

    read = phonenumbers.parse(typed, home)

    assert phonenumbers.is_possible_number(read)
    assert (read.country_code, read.national_number, read.extension) == (1, int(number), None)
    assert phone_key(typed, home) == f"+1{number}"
