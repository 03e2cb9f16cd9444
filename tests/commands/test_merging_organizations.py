"""Two organizations become one: everything that pointed at either points at it, and Undo brings both back."""

from pathlib import Path

import pytest
from sqlalchemy import text

from builders import MONDAY, add_contact, add_interview, list_index_is_true
from insidescoop.commands.contacts import DeleteContact
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.organizations import (
    AddOrganization,
    DeleteOrganization,
    MarkOrganizationsDistinct,
    MergeOrganizations,
)
from insidescoop.domain.interactions import IntroductionDraft
from insidescoop.domain.organizations import OrganizationDraft
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.queries.organization_matches import (
    distinct_organizations,
    likely_organizations,
    organizations_beside,
)
from insidescoop.queries.organization_page import OrganizationPage, organization_page
from insidescoop.queries.search import found
from insidescoop.queries.soundness import soundness
from insidescoop.store.base import Base
from insidescoop.store.store import Store


def everything(store: Store) -> dict[str, list[str]]:
    with store.reading() as session:
        return {table.name: sorted(map(repr, session.execute(table.select()))) for table in Base.metadata.sorted_tables}


def pointing_at(store: Store, organization_id: int) -> dict[str, int]:
    """How many rows of each table point at an organization, by table and column."""
    counts = {}
    with store.reading() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if any(key.column.table.name == "organization" for key in column.foreign_keys):
                    statement = text(f"SELECT count(*) FROM {table.name} WHERE {column.name} = :id")  # noqa: S608
                    counts[f"{table.name}.{column.name}"] = session.scalar(statement, {"id": organization_id}) or 0
    return counts


def page_of(store: Store, organization_id: int) -> OrganizationPage:
    with store.reading() as session:
        page = organization_page(session, organization_id)
    assert page is not None
    return page


@pytest.fixture
def two(store: Store) -> tuple[int, int]:
    """Harbor Library, which stays, and Harbor Lib., which has something in every table that points at a place."""
    first = store.do(AddOrganization(OrganizationDraft(name="Harbour Library"))).result
    kept = store.do(AddOrganization(OrganizationDraft(name="Harbor Library", research_notes="Opened in May"))).result
    gone = store.do(AddOrganization(OrganizationDraft(name="Harbor Lib.", place="Ghent", motivation=4))).result
    add_contact(store, organization="Harbor Library")
    theirs = add_contact(store, "Bo", "Berg", organization="Harbor Lib.")
    trashed = add_contact(store, "Iris", "Chang", organization="Harbor Lib.")
    store.do(DeleteContact(trashed))
    last = store.do(AddOrganization(OrganizationDraft(name="Harbor Libs"))).result
    for other in (first, last):
        store.do(MarkOrganizationsDistinct(gone, other))
    add_interview(store, theirs, organization_id=gone)
    store.do(RecordIntroduction(IntroductionDraft(theirs, to_organization_id=gone, made_on=MONDAY)))
    return kept, gone


def test_every_table_that_points_at_an_organization_is_merged(store: Store, two: tuple[int, int]) -> None:
    kept, gone = two
    before, kept_before = pointing_at(store, gone), pointing_at(store, kept)
    assert 0 not in before.values(), f"give the one that goes a row in every table: {before}"

    store.do(MergeOrganizations(kept, gone))

    assert set(pointing_at(store, gone).values()) == {0}
    assert pointing_at(store, kept) == {place: count + kept_before[place] for place, count in before.items()}
    with store.reading() as session:
        assert soundness(session).faults == ()
        assert organization_page(session, gone) is None


def test_the_facts_of_both_are_kept_and_the_other_name_is_found(
    store: Store, folder: Path, two: tuple[int, int]
) -> None:
    kept, gone = two

    store.do(MergeOrganizations(kept, gone))

    page = page_of(store, kept)
    assert (page.draft.name, page.draft.place, page.draft.motivation) == ("Harbor Library", "Ghent", 4)
    assert page.draft.research_notes == "Opened in May\nAlso called: Harbor Lib."
    assert [person.name for person in page.people] == ["Bo Berg", "Dana Okafor"]
    with store.reading() as session:
        assert {hit.title for hit in found(session, "bo harbor library")} >= {"Bo Berg"}
        assert not [hit for hit in found(session, "harbor lib") if hit.id == gone and hit.kind.value == "organization"]
    assert list_index_is_true(folder)


def test_a_merge_is_one_step_that_can_be_taken_back_and_done_again(
    store: Store, folder: Path, two: tuple[int, int]
) -> None:
    kept, gone = two
    before = everything(store)

    done = store.do(MergeOrganizations(kept, gone))

    after = everything(store)
    assert done.label == "Merge Harbor Library and Harbor Lib."
    assert store.undo() is not None
    assert everything(store) == before
    with store.reading() as session:
        assert {hit.title for hit in found(session, "bo harbor lib")} >= {"Bo Berg"}
    assert store.redo() is not None
    assert everything(store) == after
    assert list_index_is_true(folder)


def test_no_organization_is_merged_with_itself_or_with_one_that_is_gone(store: Store, two: tuple[int, int]) -> None:
    kept, gone = two

    with pytest.raises(Invalid):
        store.do(MergeOrganizations(kept, kept))
    with pytest.raises(Missing):
        store.do(MergeOrganizations(kept, 999))

    assert page_of(store, gone).draft.name == "Harbor Lib."


@pytest.fixture
def alike(store: Store) -> tuple[int, int, int]:
    """Three names that seem to stand for one place; the first two are in another order by name than by id."""
    names = ("Harbor University Library", "Harbor Univ. Library", "The Harbor University Lib.")
    one, other, third = (store.do(AddOrganization(OrganizationDraft(name=name))).result for name in names)
    return one, other, third


def offered(store: Store) -> set[frozenset[int]]:
    with store.reading() as session:
        return {frozenset((pair.one.id, pair.other.id)) for pair in likely_organizations(session)}


def told_apart(store: Store) -> frozenset[tuple[int, int]]:
    with store.reading() as session:
        return distinct_organizations(session)


def test_two_that_are_not_the_same_are_not_called_likely_again(store: Store, alike: tuple[int, int, int]) -> None:
    one, other, third = alike
    before = offered(store)

    done = store.do(MarkOrganizationsDistinct(other, one))
    again = store.do(MarkOrganizationsDistinct(one, other))

    with store.reading() as session:
        beside = {pair.other.id: pair.reason for pair in organizations_beside(session, one)}
        soundness_of_all = soundness(session).faults
    assert before == {frozenset((one, other)), frozenset((one, third)), frozenset((other, third))}
    assert offered(store) == before - {frozenset((one, other))}
    assert told_apart(store) == {(one, other)}
    assert (beside[other], beside[third]) == ("", "the same name but for short forms")
    assert done.label == "Not the same: Harbor Univ. Library and Harbor University Library"
    assert not again.changes
    assert soundness_of_all == ()


def test_that_two_are_not_the_same_is_taken_back_and_done_again(store: Store, alike: tuple[int, int, int]) -> None:
    one, other, _third = alike
    before = offered(store)
    store.do(MarkOrganizationsDistinct(one, other))

    store.undo()
    undone = offered(store), told_apart(store)
    store.redo()

    assert undone == (before, frozenset())
    assert told_apart(store) == {(one, other)}


def test_what_was_said_of_one_that_is_deleted_goes_and_comes_back_with_it(
    store: Store, alike: tuple[int, int, int]
) -> None:
    one, other, _third = alike
    store.do(MarkOrganizationsDistinct(one, other))

    store.do(DeleteOrganization(other))
    gone = told_apart(store)
    store.undo()

    assert gone == frozenset()
    assert told_apart(store) == {(one, other)}


def test_whoever_is_merged_stays_apart_from_those_the_other_was_told_from(
    store: Store, alike: tuple[int, int, int]
) -> None:
    one, other, third = alike
    for pair in ((third, one), (third, other), (one, other)):
        store.do(MarkOrganizationsDistinct(*pair))
    before = everything(store)

    store.do(MergeOrganizations(other, one))

    after = told_apart(store)
    store.undo()
    assert after == {(other, third)}
    assert everything(store) == before


def test_only_two_organizations_that_are_there_are_told_apart(store: Store, alike: tuple[int, int, int]) -> None:
    with pytest.raises(Invalid):
        store.do(MarkOrganizationsDistinct(alike[0], alike[0]))
    with pytest.raises(Missing):
        store.do(MarkOrganizationsDistinct(alike[0], 999))

    assert told_apart(store) == frozenset()
