"""Letters as they begin, read as the person they go to reads them."""

from datetime import date

import pytest
from sqlalchemy import select

from builders import ZONE, SetClock, add_contact, add_interview
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.profile import EditProfile
from insidescoop.domain.interactions import IntroductionDraft
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


def letter(store: Store, clock: SetClock, template: str, contact_id: int, interview_id: int | None = None) -> str:
    """A letter of a built-in template as it begins, its subject first."""
    with store.reading() as session:
        row = session.scalars(select(Template).where(Template.built_in_id == template)).one()
        start = letter_start(session, contact_id, interview_id, now=clock.now(), zone=ZONE)
        assert start is not None
        values = start.values_for(row.kind)
        return f"{begun(row.subject or '', values)}\n\n{begun(row.body, values)}"


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
