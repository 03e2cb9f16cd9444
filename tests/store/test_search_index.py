"""Finding: any letter case, any marks, word beginnings, over everything that belongs to a record."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_contact, add_contact, add_interview
from examples import many
from insidescoop.commands.contacts import EditContact
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.organizations import EditOrganization
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.interactions import IntroductionDraft
from insidescoop.domain.organizations import OrganizationDraft
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.queries.search import found
from insidescoop.store.indexes.search_index import match_expression
from insidescoop.store.store import Store


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz wisn", "Łukasz Wiśniewski"),
        ("ŁUKASZ", "Łukasz Wiśniewski"),
        ("nguyen", "Nguyễn Thị Mai"),
        ("jose", "José Ñandú"),
        ("nandu", "José Ñandú"),
        ("strasse", "Straße Groß"),
        ("李", "李明"),
        ("библ", "Библиотекарь Иван"),
        ("o'br", "Patrick O'Brien"),
    ],
)
def test_names_are_found_without_case_and_marks(store: Store, typed: str, name: str) -> None:
    add_contact(store, name, "")

    with store.reading() as session:
        assert [hit.title for hit in found(session, typed) if hit.kind.value == "contact"] == [name]


def test_words_of_one_record_are_found_together_wherever_they_stand(store: Store) -> None:
    add_contact(store, organization="Harbor University", tags=("archives",), emails=(Labelled("dana@harbor.example"),))
    add_contact(store, "Rafael", "Levi", organization="Millbrook", tags=("archives",))

    with store.reading() as session:
        hits = found(session, "dana archi harb")

    assert [(hit.title, hit.where) for hit in hits] == [("Dana Okafor", "Name")]


def test_a_renamed_organization_is_found_with_its_people_and_the_old_name_is_not(store: Store) -> None:
    contact_id = add_contact(store, organization="Harbor")
    store.do(EditOrganization(1, OrganizationDraft(name="Lakeside")))

    with store.reading() as session:
        assert {hit.kind.value for hit in found(session, "lakes")} == {"contact", "organization"}
        assert found(session, "harbor") == ()
        assert contact_id in {hit.id for hit in found(session, "lakes")}


def test_the_place_of_the_match_is_told(store: Store) -> None:
    add_contact(store, notes="First line\nTold me about the mill records in the cellar")
    store.do(AddPitch(PitchDraft(name="Hallway", what_i_can_do="I describe mill records")))

    with store.reading() as session:
        told = {(hit.where, hit.excerpt) for hit in found(session, "mill rec")}

    assert told == {
        ("Notes", "Told me about the mill records in the cellar"),
        ("What I can do", "I describe mill records"),
    }


@pytest.mark.parametrize("typed", ["2065550142", "206555", "+1 206 555 0142", "0142", "(206)5550142", "5550142"])
def test_a_phone_number_is_found_however_it_is_typed(store: Store, typed: str) -> None:
    add_contact(store, phones=(Labelled("212-555-0199"), Labelled("(206) 555-0142", "work")))
    add_contact(store, "Bo", "Berg", phones=(Labelled("(503) 555-0188"),))

    with store.reading() as session:
        hits = found(session, typed)

    assert [(hit.title, hit.where, hit.excerpt) for hit in hits] == [("Dana Okafor", "Phone", "(206) 555-0142")]


def test_a_number_abroad_is_found_as_it_is_dialled_there(store: Store) -> None:
    add_contact(store, phones=(Labelled("+49 30 5550123"),))

    with store.reading() as session:
        assert [hit.excerpt for hit in found(session, "0305550123")] == ["+49 30 5550123"]


@pytest.mark.parametrize("typed", ["runs the map", "a great mind"])
def test_an_introduction_that_is_found_says_to_whom_it_leads_and_what_matched(store: Store, typed: str) -> None:
    dana, greta = add_contact(store), add_contact(store, "Greta", "Olsen")
    words = {"words_used": "A great mind", "note": "Runs the map room"}
    store.do(RecordIntroduction(IntroductionDraft(dana, greta, **words)))

    with store.reading() as session:
        (hit,) = found(session, typed)

    assert hit.title == "Introduction to Greta Olsen by Dana Okafor"
    assert hit.excerpt in words.values()


def test_an_edit_moves_what_is_found(store: Store) -> None:
    contact_id = add_contact(store, notes="maps")
    store.do(EditContact(contact_id, a_contact(notes="globes")))

    with store.reading() as session:
        assert found(session, "maps") == ()
        assert len(found(session, "globes")) == 1


def test_answers_are_found_with_their_interview(store: Store) -> None:
    from insidescoop.commands.interviews import PlanCoreQuestions
    from insidescoop.commands.talks import KeepAnswer
    from insidescoop.domain.interviews.meeting import AskedState

    interview_id = add_interview(store, add_contact(store))
    first = store.do(PlanCoreQuestions(interview_id)).result[0]
    store.do(KeepAnswer(first, "Began as a bookmobile driver", AskedState.ASKED, "1"))

    with store.reading() as session:
        hits = found(session, "bookmob")

    assert [(hit.kind.value, hit.id, hit.where) for hit in hits] == [("interview", interview_id, "Answer")]


@settings(max_examples=many(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_nothing_typed_into_the_search_is_an_error(store: Store, typed: str) -> None:
    with store.reading() as session:
        found(session, typed)


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(a b)", "a AND b OR", "name: x", "-x ^y", "(((", "'; DROP TABLE contact"]
)
def test_the_search_language_means_nothing(store: Store, typed: str) -> None:
    expression = match_expression(typed)

    with store.reading() as session:
        found(session, typed)
    assert expression is None or set(expression) & set("():^-") == set()
