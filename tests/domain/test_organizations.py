"""Which organizations are one under two names, and what is left when two are made one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.duplicates.organizations import KnownOrganization, LikelyPair, likely_pairs, likely_same
from insidescoop.domain.organizations import Advocacy, OrganizationDraft, OrganizationKind, merged_organization


def known(number: int, name: str, website: str | None = None) -> KnownOrganization:
    return KnownOrganization(number, name, website)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (known(1, "Harbor Univ. Library"), known(2, "The Harbor University Library"), "but for short forms"),
        (known(1, "St. Anselm College"), known(2, "Saint Anselm College"), "but for short forms"),
        (known(1, "Library of Millbrook"), known(2, "Millbrook Library"), "but for short forms"),
        (known(1, "SJSU"), known(2, "San José State University"), "initials"),
        (known(1, "Northfield Musuem of Industry"), known(2, "Northfield Museum of Industry"), "same spelling"),
        (known(1, "Harbor Library", "https://www.harbor.example/a"), known(2, "Harbor City Library", "harbor.example"),
         "website"),
        (known(1, "Żółw Archiwum Państwowe"), known(2, "Zolw Archiwum Panstwowe"), "but for short forms"),
    ],
    ids=["abbreviated", "saint", "word order", "initials", "a slip", "one website", "marks"],
)  # fmt: skip
def test_two_names_of_one_place_are_known(one: KnownOrganization, other: KnownOrganization, reason: str) -> None:
    pairs = likely_pairs([other, one, known(3, "County Historical Society"), known(4, "Catalog Works")])

    assert [{pair.one.id, pair.other.id} for pair in pairs] == [{1, 2}]
    assert reason in pairs[0].reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KnownOrganization(1, "Harbor Univ. Library", people=9), KnownOrganization(2, "Harbor Univ", is_target=True)),
        (KnownOrganization(1, "Harbor University Library", people=1), KnownOrganization(2, "Harbor", people=5)),
        (known(1, "Harbor Univ. Library"), known(2, "Harbor University Library")),
    ],
    ids=["the target", "the larger one", "the whole name"],
)
def test_who_stays_of_two_is_the_one_that_matters_more(one: KnownOrganization, other: KnownOrganization) -> None:
    assert LikelyPair(one, other, "").by_weight == LikelyPair(other, one, "").by_weight == (other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known(1, "Branch Library 12"), known(2, "Branch Library 13")),
        (known(1, "Harbor University"), known(2, "Harbor University Library", "harbor.example")),
        (known(1, "Law School", "harbor.example"), known(2, "University Archives", "harbor.example")),
        (known(1, "Northfield High School"), known(2, "Southfield High School")),
        (known(1, "…"), known(2, "!!!")),
    ],
    ids=["numbered", "a part of it", "two parts of one site", "another town", "no letters"],
)
def test_two_places_stay_two(one: KnownOrganization, other: KnownOrganization) -> None:
    assert likely_same(one, other) is None


@given(st.lists(st.text(max_size=30), max_size=12))
def test_any_names_can_be_looked_through(names: list[str]) -> None:
    pairs = likely_pairs([known(number, name) for number, name in enumerate(names)])

    assert all(pair.one.id != pair.other.id for pair in pairs)


_TEXTS = st.none() | st.text("abc \n", max_size=8)


@given(
    st.builds(OrganizationDraft, st.just("Harbor"), place=_TEXTS, website=_TEXTS, research_notes=_TEXTS),
    st.builds(
        OrganizationDraft,
        st.just("Harbor Library"),
        st.none() | st.sampled_from(OrganizationKind),
        place=_TEXTS,
        website=_TEXTS,
        research_notes=_TEXTS,
        setting=_TEXTS,
        motivation=st.none() | st.integers(1, 5),
    ),
)
def test_merging_loses_nothing_that_was_written(kept: OrganizationDraft, gone: OrganizationDraft) -> None:
    merged = merged_organization(kept, gone)

    everything = f"{merged.place}\n{merged.website}\n{merged.setting}\n{merged.research_notes}".casefold()
    for said in (gone.name, gone.place, gone.website, gone.setting, *(gone.research_notes or "").splitlines()):
        assert said is None or said.casefold().strip() in everything
    assert (merged.research_notes or "").startswith(kept.research_notes or "")
    assert merged.is_target == (kept.is_target or gone.is_target)


def test_the_higher_wish_and_the_clearer_advocate_count() -> None:
    kept = OrganizationDraft(name="A", motivation=2, posting=3, advocacy=Advocacy.NO)
    gone = OrganizationDraft(name="a", motivation=5, posting=0, advocacy=Advocacy.MAYBE)

    merged = merged_organization(kept, gone)

    assert (merged.motivation, merged.posting, merged.advocacy) == (5, 3, Advocacy.MAYBE)
    assert (merged.name, merged.research_notes) == ("A", None)
