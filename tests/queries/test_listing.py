"""The list index and the filters: always what the rows say, read a part at a time or all at once."""

from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import MONDAY, add_contact, at, list_index_is_true
from examples import one_in
from insidescoop.commands.contacts import AddContacts, DeleteContact, EditContact
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.commands.interactions import DeleteInteraction, EditInteraction, LogInteraction
from insidescoop.commands.organizations import AddOrganization, DeleteOrganization, EditOrganization
from insidescoop.domain.changes import Kind
from insidescoop.domain.contact_filters import ContactFilter, Showing, Wording, typed_filter
from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.organizations import OrganizationDraft, OrganizationKind
from insidescoop.queries import contact_matches
from insidescoop.queries.contact_list import contact_ids, contact_rows, everybody, listed_ids, listing, place_in
from insidescoop.queries.search import matching_ids
from insidescoop.store.store import Store


@pytest.fixture
def network(store: Store) -> Store:
    """Seven people of all sorts, one of them in the trash."""
    store.do(
        AddOrganization(OrganizationDraft(name="Harbor University", kind=OrganizationKind.ACADEMIC, place="Ghent"))
    )
    store.do(
        AddOrganization(OrganizationDraft(name="City Archives", kind=OrganizationKind.ARCHIVE, place="New Harbor"))
    )
    dana = add_contact(store, organization="Harbor University", title="Archivist", tags=("archives", "oral history"))
    add_contact(store, "Łukasz", "Łoś", organization="City Archives", closeness=Closeness.ACTIVE, tags=("Archives",))
    add_contact(store, "Ann", "Okafor", title="archivist", phones=(Labelled("(212) 555-0134"),))
    add_contact(store, "Ann", "Okafor", closeness=Closeness.WIDE)
    bo = add_contact(store, "Bo", "Berg", title="Zookeeper", tags=("maps",))
    gone = add_contact(store, "Gone", "Girl", tags=("archives",))
    store.do(AddContacts((ContactDraft(given_name="李小龍"), ContactDraft(given_name="Cher", title="Singer"))))
    store.do(LogInteraction(InteractionDraft((dana,), InteractionKind.CALL, at(MONDAY - timedelta(days=3)))))
    store.do(LogInteraction(InteractionDraft((dana, bo), InteractionKind.EMAIL, at(MONDAY - timedelta(days=9)))))
    store.do(AddFollowUp(bo, MONDAY - timedelta(days=1), "Write"))
    store.do(DeleteContact(gone))
    return store


@pytest.mark.parametrize(
    ("showing", "order", "descending"), one_in(3, product([Showing.ALL, Showing.TRASH], ContactOrder, [False, True]))
)
def test_a_listing_read_in_parts_is_the_list_in_one_go(
    network: Store, order: ContactOrder, descending: bool, showing: Showing
) -> None:
    with network.reading() as session:
        listed = listing(session, ContactFilter(showing), today=MONDAY, order=order, descending=descending)
        parts = [listed_ids(session, listed, start, start + 2) for start in range(0, listed.count, 2)]
        whole = contact_ids(session, ContactFilter(showing), today=MONDAY, order=order, descending=descending)
        places = [place_in(session, listed, contact_id) for contact_id in whole]

    assert listed.ids is None
    assert tuple(each for part in parts for each in part) == whole
    assert places == list(range(len(whole)))


def test_a_place_is_nowhere_for_a_person_who_is_not_listed(network: Store) -> None:
    with network.reading() as session:
        listed = listing(session, today=MONDAY)
        (trashed,) = contact_ids(session, ContactFilter(Showing.TRASH), today=MONDAY)

        assert place_in(session, listed, trashed) is None
        assert place_in(session, listed, 4711) is None


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("tag:arch", ["Łukasz Łoś", "Dana Okafor"]),
        ('tag:"arch"', []),
        ("tag:archives tag:oral", ["Dana Okafor"]),
        ('tag:"oral history"', ["Dana Okafor"]),
        ("org:univ", ["Dana Okafor"]),
        ("org:harb", ["Dana Okafor"]),
        ("place:harbor", ["Łukasz Łoś"]),
        ("tier:act", ["Łukasz Łoś"]),
        ("tier:active tier:wide", ["Łukasz Łoś", "Ann Okafor"]),
        ("kind:academic", ["Dana Okafor"]),
        ("due:", ["Bo Berg"]),
        ("never: ann", ["Ann Okafor", "Ann Okafor"]),
        ("trash:", ["Gone Girl"]),
        ("tag:archives lukasz", ["Łukasz Łoś"]),
        ("212555", ["Ann Okafor"]),
        ("-org:harbor", []),
        ("closeness:active", ["Łukasz Łoś"]),
        ("212-555 01", ["Ann Okafor"]),
        ("nobody:else", []),
        ("tag:%", []),
        ("org:_", []),
    ],
)
def test_typed_filters_find_whom_they_mean(network: Store, typed: str, names: list[str]) -> None:
    with network.reading() as session:
        ids = contact_ids(session, typed_filter(typed), today=MONDAY)

        assert [row.name for row in contact_rows(session, ids)] == names


def test_of_more_matches_than_are_shown_those_by_their_name_come_first(store: Store) -> None:
    for place in range(5):
        add_contact(store, f"Person {place}", "", notes="Once at the harbor")
    named = add_contact(store, "Harbor", "Master")

    with store.reading() as session:
        few = matching_ids(session, Kind.CONTACT, "harb", at_most=3)
        all_of_them = matching_ids(session, Kind.CONTACT, "harb", at_most=10)

    assert few[0] == named
    assert len(few) == 3
    assert sorted(all_of_them) == [1, 2, 3, 4, 5, named]


def test_of_one_letter_those_the_list_shows_first_are_enough(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contact_matches, "MOST_MATCHES", 2)
    add_contact(store, "Hal", "Adams", notes="Harbor")
    begun = [add_contact(store, "Ann", family) for family in ("Zander", "Hall", "Østergaard", "Hale")]
    gone = add_contact(store, "Ann", "Ha")
    store.do(DeleteContact(gone))

    with store.reading() as session:
        many = contact_ids(session, ContactFilter(text="H"), today=MONDAY)
        few = contact_ids(session, ContactFilter(text="ø"), today=MONDAY)

    assert many == (begun[3], begun[1])
    assert few == (begun[2],)


def test_orders_counted_beforehand_are_those_that_are_read(network: Store) -> None:
    with network.reading() as session:
        counted = everybody(session, today=MONDAY)
        read = {order: listing(session, today=MONDAY, order=order) for order in ContactOrder}

    assert counted == read


def test_a_row_shows_what_the_columns_need(network: Store) -> None:
    with network.reading() as session:
        (row,) = contact_rows(session, contact_ids(session, ContactFilter(text="dana"), today=MONDAY))

    assert (row.place, row.tags, row.organization) == ("Ghent", "archives, oral history", "Harbor University")
    assert row.last_contact_at == at(MONDAY - timedelta(days=3)).instant


def test_the_index_follows_every_kind_of_change(network: Store, folder: Path) -> None:
    with network.reading() as session:
        (dana,) = contact_ids(session, ContactFilter(text="dana"), today=MONDAY)
    entry = LogInteraction(InteractionDraft((dana,), InteractionKind.CALL, at(MONDAY - timedelta(days=1))))
    entry_id = network.do(entry).result
    note = InteractionDraft((dana,), InteractionKind.NOTE, at(MONDAY - timedelta(days=1)))

    for step in (
        EditInteraction(entry_id, note),
        DeleteInteraction(entry_id),
        EditContact(dana, ContactDraft(family_name="Zed", organization="New place", closeness=Closeness.UNKEPT)),
        EditOrganization(1, OrganizationDraft(name="Aardvark Library")),
        DeleteOrganization(2),
    ):
        network.do(step)
        assert list_index_is_true(folder), step
    while network.undo():
        assert list_index_is_true(folder)
    while network.redo():
        assert list_index_is_true(folder)


_VALUES = st.text(min_size=1, max_size=12).map(str.strip).filter(lambda text: text and '"' not in text)
_WORDS = st.from_regex(r"[a-zé]{1,8}", fullmatch=True)
_WORDINGS = st.builds(Wording, _VALUES.map(lambda text: " ".join(text.split())).filter(bool), st.just(True))


@given(
    st.builds(
        ContactFilter,
        showing=st.sampled_from(list(Showing)),
        tags=st.lists(st.builds(Wording, _WORDS) | _WORDINGS, max_size=3, unique=True).map(tuple),
        organizations=st.lists(_WORDINGS, max_size=2, unique=True).map(tuple),
        places=st.lists(_WORDINGS, max_size=2, unique=True).map(tuple),
        closeness=st.lists(st.sampled_from(list(Closeness)), unique=True).map(tuple),
        kinds=st.lists(st.sampled_from(list(OrganizationKind)), unique=True).map(tuple),
        text=_WORDS | st.just(""),
    )
)
def test_a_filter_typed_out_reads_back_as_itself(wanted: ContactFilter) -> None:
    assert typed_filter(wanted.typed()) == typed_filter(typed_filter(wanted.typed()).typed())
    if all(wording.value.isprintable() for wording in (*wanted.tags, *wanted.organizations, *wanted.places)):
        assert typed_filter(wanted.typed()) == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_typed_text_breaks_the_filter_or_the_search(store: Store, typed: str) -> None:
    with store.reading() as session:
        assert contact_ids(session, typed_filter(typed), today=MONDAY) == ()
