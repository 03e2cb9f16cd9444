"""Letters as they begin, read as the person they go to reads them."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from builders import MONDAY, ZONE, SetClock, add_contact, add_interview, at
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.profile import EditProfile
from insidescoop.commands.wrap_up import WrapUp
from insidescoop.domain.interactions import IntroductionDraft, IntroductionStatus
from insidescoop.domain.interviews.interviews import Format
from insidescoop.domain.interviews.wrap_ups import NameGiven, Promise, PromiseBy, WrapUpDraft
from insidescoop.domain.letters.checks import remarks_on
from insidescoop.domain.letters.templates import begun
from insidescoop.domain.profile import ProfileDraft
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.queries.introduction_request import introduction_request
from insidescoop.queries.letter_fields import letter_start
from insidescoop.store.entities import Template
from insidescoop.store.store import Store


@pytest.fixture(autouse=True)
def maya(store: Store) -> None:
    store.do(EditProfile(ProfileDraft(name="Maya Lindqvist", headline="Library science student, finishing in May")))


def written(store: Store, clock: SetClock, template: str, contact_id: int) -> tuple[str, tuple[str, ...]]:
    """A letter of a built-in template as it begins, its subject first, and what is said of it before it goes."""
    with store.reading() as session:
        row = session.scalars(select(Template).where(Template.built_in_id == template)).one()
        start = letter_start(session, contact_id, None, now=clock.now(), zone=ZONE)
        assert start is not None
        values = start.values_for(row.kind)
        subject, body = begun(row.subject or "", values), begun(row.body, values)
        remarks = remarks_on(subject, body, start.facts(row.kind))
    return f"{subject}\n\n{body}", tuple(remark.sentence for remark in remarks)


def letter(store: Store, clock: SetClock, template: str, contact_id: int) -> str:
    return written(store, clock, template, contact_id)[0]


def test_two_sentences_about_the_user_are_joined_by_a_comma(store: Store, clock: SetClock) -> None:
    text = letter(store, clock, "outreach_cold", add_contact(store))

    assert "I am a library science student, finishing in May, and I am trying to understand" in text


@pytest.mark.parametrize(
    ("met", "said"),
    [({}, "We met before (Rare books lecture)."), ({"met_on": date(2026, 11, 14)}, "We met in November (Rare")],
)
def test_the_event_two_met_at_needs_no_article(store: Store, clock: SetClock, met: dict[str, date], said: str) -> None:
    beatriz = add_contact(store, "Beatriz", "Nunes", met_event="Rare books lecture", **met)

    assert said in letter(store, clock, "outreach_cold", beatriz)
    assert letter(store, clock, "afterevent", beatriz).startswith("Rare books lecture: good to meet you\n")


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (Term(Vocabulary.SETTING, "University library"), "what work in university library settings is like."),
        (Term(Vocabulary.SETTING, "Archives and special collections"), "archives and special collections settings is"),
        (Term(Vocabulary.FUNCTION, "Electronic resources"), "what work in electronic resources is like."),
    ],
)
def test_a_field_or_a_setting_of_one_or_of_many_fits_its_sentence(
    store: Store, clock: SetClock, term: Term, said: str
) -> None:
    dana = add_contact(store, terms=(term,))

    assert said in letter(store, clock, "outreach_warm", dana)


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("How digital archives decide what to keep", "I would like to hear how digital archives decide what to keep."),
        ("What a small library looks for.", "I would like to hear what a small library looks for."),
        ("Information governance from the inside", "I would like to hear about information governance from the"),
    ],
)
def test_what_the_user_wants_to_know_is_asked_whatever_word_it_begins_with(
    store: Store, clock: SetClock, purpose: str, said: str
) -> None:
    dana = add_contact(store)
    add_interview(store, dana, purpose=purpose)

    assert said in letter(store, clock, "outreach_cold", dana)


def test_a_referrer_lent_their_name(store: Store, clock: SetClock) -> None:
    ito, dana = add_contact(store, "Aiko", "Ito"), add_contact(store)
    store.do(RecordIntroduction(IntroductionDraft(ito, dana, may_use_name=True)))

    text = letter(store, clock, "outreach_warm", dana)

    assert "Aiko Ito thought you would be the right person" in text
    assert "and said I could use their name." in text


def test_the_line_to_forward_is_a_sentence_in_either_request_for_an_introduction(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    with store.reading() as session:
        found = introduction_request(session, dana, target_name="Grace Thornton", organization="Harbor")
    assert found is not None

    for text in (found.body, letter(store, clock, "intro_request", dana)):
        assert "\n\nMaya Lindqvist is a library science student, finishing in May.\n\n" in text


@pytest.mark.parametrize(
    ("days", "subject", "when"),
    [
        (0, "Our talk today, 14:00", "When: today, Monday 23 November, 14:00 New York time (EST)"),
        (1, "Our talk tomorrow, 14:00", "When: tomorrow, Tuesday 24 November, 14:00 New York time (EST)"),
        (8, "Our talk on Tuesday 1 December, 14:00", "When: Tuesday 1 December, 14:00 New York time (EST)"),
    ],
)
def test_a_confirmation_names_the_day_by_how_near_it_is(
    store: Store, clock: SetClock, days: int, subject: str, when: str
) -> None:
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY + timedelta(days=days)))

    text = letter(store, clock, "confirm", dana)

    assert text.startswith(f"{subject}\n")
    assert f"\n{when}\n" in text


def test_a_talk_that_is_over_is_not_confirmed(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY - timedelta(days=1)))

    assert letter(store, clock, "confirm", dana).startswith("Our talk {talk_day}, {time}\n")


@pytest.mark.parametrize(
    ("place", "line", "is_asked_about"),
    [
        ("Link in the e-mail of Thursday", "By video: Link in the e-mail of Thursday", True),
        ("https://meet.example/k7?pwd=1", "By video: https://meet.example/k7?pwd=1", False),
        ("+1 555 0134", "By video: +1 555 0134", False),
        (None, "{place: Where: the place, or the link}", False),
    ],
)
def test_a_note_of_the_place_is_pointed_out_before_it_goes_and_a_link_is_not(
    store: Store, clock: SetClock, place: str | None, line: str, is_asked_about: bool
) -> None:
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY), format=Format.VIDEO, place=place)

    text, remarks = written(store, clock, "confirm", dana)

    assert f"\n{line}\n" in text
    asked = f"“{place}”: your own note, word for word. Will Dana Okafor understand it?"
    assert (asked in remarks) == is_asked_about


def test_a_purpose_that_is_no_question_is_pointed_out_before_it_goes(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    add_interview(store, dana, purpose="Get to know who hires")

    _text, remarks = written(store, clock, "outreach_cold", dana)

    assert "“get to know who hires”: your own note, word for word. Will Dana Okafor understand it?" in remarks


def test_good_news_does_not_begin_at_the_readers_own_workplace(store: Store, clock: SetClock) -> None:
    dana = add_contact(store, organization="Harbor University")

    assert "Harbor University" not in letter(store, clock, "landed", dana)


def test_a_request_for_an_introduction_is_about_the_person_who_is_asked_for(store: Store, clock: SetClock) -> None:
    dana = add_contact(store, organization="Harbor University")
    grace = add_contact(store, "Grace", "Thornton", organization="State Archives")
    add_interview(store, dana, purpose="How archives choose", minutes=45)
    add_interview(store, grace, purpose="What a state archive keeps", minutes=30)
    store.do(RecordIntroduction(IntroductionDraft(dana, grace)))

    text = letter(store, clock, "intro_request", dana)

    assert "You mentioned Grace Thornton at State Archives." in text
    assert "could spare 30 minutes to talk with me about what a state archive keeps?" in text


def test_an_introduction_that_was_made_is_not_asked_for_again(store: Store, clock: SetClock) -> None:
    dana, grace = add_contact(store), add_contact(store, "Grace", "Thornton")
    store.do(RecordIntroduction(IntroductionDraft(dana, grace, status=IntroductionStatus.MADE)))

    assert "Grace" not in letter(store, clock, "intro_request", dana)


@pytest.mark.parametrize(
    ("template", "said", "is_said_once_held"),
    [
        ("afterevent", "how archives choose", False),
        ("keepintouch", "our talk about how archives choose", True),
        ("loopback", "In November you suggested", True),
    ],
)
def test_only_a_talk_that_was_held_is_looked_back_on(
    store: Store, clock: SetClock, template: str, said: str, is_said_once_held: bool
) -> None:
    dana = add_contact(store)
    add_interview(store, dana, purpose="How archives choose", starts=at(MONDAY + timedelta(days=1)))

    before = letter(store, clock, template, dana)
    clock.pass_days(2)
    after = letter(store, clock, template, dana)

    assert said not in before
    assert (said in after) == is_said_once_held


@pytest.mark.parametrize(
    ("days", "day"), [(0, "today"), (1, "yesterday"), (3, "on Monday"), (14, "on Monday 23 November")]
)
def test_a_thank_you_names_the_day_as_it_is_called_when_it_is_written(
    store: Store, clock: SetClock, days: int, day: str
) -> None:
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY, time(7)))
    clock.pass_days(days)

    text = letter(store, clock, "thanks", dana)

    assert text.startswith(f"Thank you for our talk {day}\n")
    assert f" {day}. I wrote down" in text


def test_nobody_is_thanked_for_a_talk_that_is_to_come(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY + timedelta(days=1)))

    assert letter(store, clock, "thanks", dana).startswith("Thank you for our talk {talk_day}\n")


@pytest.mark.parametrize("note", ["began at the desk; a vacancy changed everything", "start with metadata"])
def test_a_note_is_quoted_as_a_note_and_pointed_out_before_it_goes(store: Store, clock: SetClock, note: str) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY, time(7)))
    store.do(WrapUp(interview_id, WrapUpDraft(learned=f"{note}.")))

    text, remarks = written(store, clock, "thanks", dana)

    assert f"I wrote down “{note}” and keep coming back to it." in text
    assert f"“{note}”: your own note, word for word. Will Dana Okafor understand it?" in remarks


@pytest.mark.parametrize("promise", ["send article", "article on fonds", "photos of the attic"])
def test_a_promise_is_told_whatever_words_it_was_noted_in(store: Store, clock: SetClock, promise: str) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY, time(7)))
    mine = Promise(PromiseBy.ME, promise, MONDAY + timedelta(days=4))
    store.do(WrapUp(interview_id, WrapUpDraft(promises=(mine,))))

    text, remarks = written(store, clock, "thanks", dana)

    assert f"\n\nI have not forgotten what I promised: {promise} by Friday 27 November.\n\n" in text
    assert any(remark.startswith(f"“{promise} by Friday 27 November”: your own note") for remark in remarks)


def test_of_somebody_who_was_named_nothing_is_promised(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY, time(7)))
    store.do(WrapUp(interview_id, WrapUpDraft(names=(NameGiven("Priya Raman"),))))

    text = letter(store, clock, "thanks", dana)

    assert "\n\nThank you, too, for pointing me to Priya Raman.\n\nWith thanks," in text
    assert "I will" not in text


def test_where_nobody_was_named_and_nothing_promised_a_thank_you_asks_for_neither(
    store: Store, clock: SetClock
) -> None:
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY, time(7)))

    assert ": begun to ...}.\n\nWith thanks," in letter(store, clock, "thanks", dana)


def test_a_note_made_about_the_person_stays_open_with_its_words_as_the_hint(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    interview_id = add_interview(
        store,
        dana,
        purpose="What she looks for",
        starts=at(MONDAY, time(11)),
        format=Format.VIDEO,
        place="Video link in her e-mail",
    )
    asked, confirmed = letter(store, clock, "outreach_cold", dana), written(store, clock, "confirm", dana)
    clock.pass_days(1)
    mine = Promise(PromiseBy.ME, "send her the guide")
    store.do(WrapUp(interview_id, WrapUpDraft(learned="She began as a page", promises=(mine,))))

    thanks, remarks = written(store, clock, "thanks", dana)

    assert "I would like to hear {what_i_want_to_know: what she looks for}." in asked
    assert "By video: {place: Video link in her e-mail}" in confirmed[0]
    assert confirmed[1][0].startswith("Still open: place.")
    assert "I wrote down {specific_point: “She began as a page”} and keep" in thanks
    assert "what I promised: {promise_line: send her the guide}." in thanks
    assert remarks[0].startswith("Still open: specific point, what changed, action started or planned, promise line.")
    assert not any("your own note" in remark for remark in remarks)
