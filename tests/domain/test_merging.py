"""What becomes of two entries about one person."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.acquaintance import Relation, Role
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.duplicates.merging import MERGED_FIELDS, fields_better_in, fields_to_choose, merged_draft
from insidescoop.domain.vocabularies import Term, Vocabulary

KEPT_OF_BOTH = {"emails", "phones", "links", "tags", "terms", "notes", "do_not_contact"}


def test_every_fact_of_a_person_is_either_chosen_or_kept_of_both() -> None:
    chosen = [column for field in MERGED_FIELDS for column in field.columns]

    assert sorted([*chosen, *KEPT_OF_BOTH]) == sorted(field.name for field in fields(ContactDraft))


def test_only_facts_that_differ_have_to_be_chosen() -> None:
    kept = ContactDraft(
        given_name="Dana", title="Archivist", relation=Relation.ALUM, met_on=date(2026, 5, 3), closeness=Closeness.WARM
    )
    gone = ContactDraft(given_name="D.", title="Archivist", role=Role.MENTOR, met_event="ALA", closeness=Closeness.WIDE)

    differing = fields_to_choose(kept, gone)

    assert [field.title for field in differing] == ["Name", "Met", "Keep in touch"]
    assert [(field.words(kept), field.words(gone)) for field in differing] == [
        ("Dana", "D."),
        ("Sun 3 May 2026", "ALA"),
        ("Warm", "Wide network"),
    ]


def test_what_only_one_says_is_taken_and_a_choice_is_followed() -> None:
    kept = ContactDraft(given_name="Dana", title="Archivist")
    gone = ContactDraft(given_name="D.", title="Head", role=Role.MENTOR, address="Quay 1", pronouns="she/her")

    merged = merged_draft(kept, gone)
    chosen = merged_draft(kept, gone, from_gone=("name", "title"))

    assert merged == replace(kept, role=Role.MENTOR, address="Quay 1", pronouns="she/her")
    assert (chosen.given_name, chosen.title) == ("D.", "Head")


def test_the_same_number_address_link_tag_or_word_is_kept_once() -> None:
    kept = ContactDraft(
        given_name="Dana",
        emails=(Labelled("dana@harbor.example"), Labelled("d@home.example", "home")),
        phones=(Labelled("ask at the desk"), Labelled("+44 20 7946 0123")),
        links=(Labelled("linkedin.com/in/dana"),),
        tags=("Archives",),
        terms=(Term(Vocabulary.SETTING, "Museum"),),
        notes="Met at ALA.",
    )
    gone = ContactDraft(
        given_name="Dana",
        emails=(Labelled("DANA@harbor.example", "work"), Labelled("new@home.example")),
        phones=(Labelled("Ask at the desk"), Labelled("020 7946 0123")),
        links=(Labelled("https://www.LinkedIn.com/in/dana/"),),
        tags=("archives", "alumni"),
        terms=(Term(Vocabulary.SETTING, "museum"), Term(Vocabulary.LEVEL, "Senior")),
        notes="ALA",
        do_not_contact=True,
    )

    merged = merged_draft(kept, gone, home_country="GB")

    assert merged.emails == (
        Labelled("dana@harbor.example", "work"),
        Labelled("d@home.example", "home"),
        Labelled("new@home.example"),
    )
    assert merged.phones == kept.phones
    assert merged.links == kept.links
    assert merged.tags == ("Archives", "alumni")
    assert merged.terms == (Term(Vocabulary.SETTING, "Museum"), Term(Vocabulary.LEVEL, "Senior"))
    assert merged.notes == "Met at ALA."
    assert merged.do_not_contact


def test_a_fuller_name_and_a_chosen_closeness_are_better_but_not_across_scripts() -> None:
    dana, d = ContactDraft(given_name="Dana", family_name="Okafor"), ContactDraft(given_name="D.", family_name="Okafor")

    assert fields_better_in(dana, d) == ("name",)
    assert fields_better_in(d, dana) == ()
    assert fields_better_in(ContactDraft(given_name="Xiaolong", family_name="Li"), ContactDraft(given_name="李")) == ()
    assert fields_better_in(replace(d, cadence_days=30), dana) == ("rhythm",)
    assert fields_better_in(replace(d, cadence_days=30), replace(dana, closeness=Closeness.WIDE)) == ()


TEXT = st.none() | st.sampled_from(["A", "a", "B b", "李"])
LABELLED = st.lists(st.builds(Labelled, st.sampled_from(["a@x", "A@x", "b@x", "12345", "1 23 45"]), TEXT), max_size=3)
DRAFTS = st.builds(
    ContactDraft,
    given_name=TEXT,
    title=TEXT,
    emails=LABELLED.map(tuple),
    phones=LABELLED.map(tuple),
    tags=st.lists(st.sampled_from(["A", "a", "b"]), max_size=3).map(tuple),
    closeness=st.sampled_from(list(Closeness)),
    do_not_contact=st.booleans(),
    notes=TEXT,
)


@given(DRAFTS, DRAFTS)
def test_merging_loses_nothing_and_merging_again_changes_nothing(kept: ContactDraft, gone: ContactDraft) -> None:
    merged = merged_draft(kept, gone)

    assert merged_draft(merged, gone) == merged_draft(merged, kept) == merged
    for one in (kept, gone):
        assert {entry.value.lower() for entry in one.emails} <= {entry.value.lower() for entry in merged.emails}
        assert {tag.lower() for tag in one.tags} <= {tag.lower() for tag in merged.tags}
        assert (one.notes or "") in (merged.notes or "")
